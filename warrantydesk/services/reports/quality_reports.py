"""The reports about quality, customers and policies, in order."""

from warrantydesk.services.reports import (
    by_cause,
    by_model,
    by_part,
    by_supplier,
    by_technician,
    by_type,
    care_completion,
    frequency,
    old_parts,
    repeat_repairs,
    satisfaction,
)

QUALITY_REPORTS = (
    by_type.REPORT,
    by_part.REPORT,
    by_model.REPORT,
    by_supplier.REPORT,
    by_technician.REPORT,
    by_cause.REPORT,
    frequency.REPORT,
    repeat_repairs.REPORT,
    old_parts.REPORT,
    care_completion.REPORT,
    satisfaction.REPORT,
)
