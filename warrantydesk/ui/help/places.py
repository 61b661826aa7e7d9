"""Which page of the help belongs to which part of the window, by the module it is written in.

The longest beginning counts. A widget with an attribute ``HELP`` of its own needs no line here;
a tab has the page of its key.
"""

from collections.abc import Mapping
from types import MappingProxyType

_UI = "warrantydesk.ui."
_CLAIM = (
    *("add_on_dialog", "authorisation_dialog", "check_all", "claim_", "diagnosis_dialog"),
    *("escalation_dialog", "kept_writing", "override_dialog", "paste_order_dialog"),
    *("readiness_dialog", "store_dialog", "tow_dialog", "unclaimed_dialog", "work_dialog"),
    *("free_services_dialog", "excluded_car_dialog", "learning_dialog", "tabs.intake", "papers"),
    *("print_dialog", "final_dialog", "form_dialog"),
)
_PAGES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "intake": _CLAIM,
        "checks": ("check_help",),
        "coverage": ("coverage_",),
        "states": ("states_dialog",),
        "inspection": ("tabs.inspection",),
        "today": ("care.", "tabs.today"),
        "shelf": ("tabs.shelf",),
        "shelf#packing": ("tabs.shelf.shipment",),
        "shelf#scrap": ("tabs.shelf.scrap",),
        "labels": ("label_",),
        "settlement": ("tabs.settlement",),
        "settlement#receivables": ("tabs.settlement.receivable", "tabs.settlement.write_off"),
        "settlement#month-end": ("tabs.settlement.month",),
        "archive": ("audit_dialog", "disposals_dialog", "ledgers_dialog", "tabs.archive"),
        "policies": ("campaign_dialog", "tabs.policies"),
        "reports": ("quality_dialog", "tabs.reports"),
        "take-over": ("kit.import_dialog",),
        "people": ("people_", "pin_", "redaction_dialog"),
        "first-run#site": ("dealer_dialog",),
        "backups": ("backup_", "closing_dialog"),
        "backups#key": ("recovery_sheet_dialog",),
        "restore": ("restore_", "between", "lost_sheet_dialog"),
        "bad-day": ("clock_notice", "trouble_dialog"),
        "journal": ("journal_", "verify_dialog"),
        "keyboard": ("shortcuts_dialog",),
        "troubleshooting": ("kit.error_dialog",),
    }
)
PLACES: Mapping[str, str] = MappingProxyType(
    {f"{_UI}{begins}": page for page, beginnings in _PAGES.items() for begins in beginnings}
)
"""Beginnings of the names of modules, and the page with its anchor."""


def place_of(module: str) -> str:
    """Return the page of a module, with its anchor; empty where it has none."""
    fitting = [begins for begins in PLACES if module.startswith(begins)]
    return PLACES[max(fitting, key=len)] if fitting else ""
