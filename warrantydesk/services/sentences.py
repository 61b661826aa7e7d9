"""Findings and errors as sentences in the language in use, their codes in words."""

from collections.abc import Mapping
from typing import Any

from warrantydesk.domain.claim.states import ACTION_NAMES, STATE_NAMES
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.old_part import HAZARDS, PART_ACTION_NAMES, PART_STATE_NAMES
from warrantydesk.domain.person import ROLE_NAMES
from warrantydesk.domain.settlement.deduction import DEDUCTION_KIND_NAMES, DEDUCTION_STATE_NAMES
from warrantydesk.domain.settlement.invoice import INVOICE_KIND_NAMES, INVOICE_STATE_NAMES
from warrantydesk.domain.settlement.statement import (
    DECISION_NAMES,
    LINE_STATE_NAMES,
    STATEMENT_STATE_NAMES,
)
from warrantydesk.domain.settlement.write_off import WRITE_OFF_STATE_NAMES
from warrantydesk.domain.shipment import SHIPMENT_STATE_NAMES
from warrantydesk.i18n import _, list_text
from warrantydesk.services.table_titles import table_title

_OWN_NAMES: tuple[Mapping[Any, str], ...] = (
    STATEMENT_STATE_NAMES,
    LINE_STATE_NAMES,
    DECISION_NAMES,
    INVOICE_STATE_NAMES,
    INVOICE_KIND_NAMES,
    DEDUCTION_STATE_NAMES,
    DEDUCTION_KIND_NAMES,
    WRITE_OFF_STATE_NAMES,
)
"""Tables whose names refusals carry as they are: their codes mean other things elsewhere."""
_NAMED: dict[str, str] = {
    **{str(code): name for code, name in ACTION_NAMES.items()},
    **{str(code): name for code, name in STATE_NAMES.items()},
    **{str(code): name for code, name in SHIPMENT_STATE_NAMES.items()},
    **{str(code): name for code, name in PART_STATE_NAMES.items()},
    **{str(code): name for code, name in ROLE_NAMES.items()},
    **PART_ACTION_NAMES,
    **HAZARDS,
    **{name: name for names in _OWN_NAMES for name in names.values()},
}


def said(finding: Finding) -> str:
    """Return the sentence of a finding."""
    return _(finding.message, **_words(finding.values))


def sentence(error: Refused | Unavailable) -> str:
    """Return everything an error has to say, a line each."""
    if isinstance(error, Refused):
        return "\n".join(said(finding) for finding in error.findings)
    return _(error.message, **_words(error.values))


def _words(values: Mapping[str, object]) -> dict[str, object]:
    """Return values in words; a table beside a line is a file, which keeps its name."""
    words = {name: _word(value) for name, value in values.items()}
    if isinstance(table := values.get("table"), str) and "line" not in values:
        words["table"] = table_title(table)
    return words


def _word(value: object) -> object:
    if isinstance(value, str) and value in _NAMED:
        return _(_NAMED[value])
    if isinstance(value, str) and " " in value:
        return _(value)
    if isinstance(value, tuple | list):
        return list_text(map(str, value))
    return value
