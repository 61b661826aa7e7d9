"""What the importer says of a row, in the language in use."""

from collections.abc import Mapping

from warrantydesk.domain.claim.states import STATE_NAMES, State
from warrantydesk.i18n import N_, _
from warrantydesk.services.imports.target import OUTCOME_NAMES, Outcome, Repair, RowResult

_ONE: Mapping[Outcome, str] = {
    **OUTCOME_NAMES,
    Outcome.BLOCK: N_("Block"),
    Outcome.WARN: N_("Warning"),
}


def outcome_word(result: RowResult) -> str:
    """Return the outcome of one row in a word or two."""
    return _(result.word or _ONE[result.outcome])


def said(result: RowResult) -> str:
    """Return the sentence of a row; names of fields in it are translated too."""
    return _(result.message, **_words(result.values))


def offered(repair: Repair) -> str:
    """Return the words of what is offered at a row."""
    return _(repair.label, **_words(repair.values))


def _words(values: Mapping[str, object]) -> dict[str, object]:
    found = dict(values)
    if isinstance(field := found.get("field"), str):
        found["field"] = _(field)
    if isinstance(state := found.get("state"), State):
        found["state"] = _(STATE_NAMES[state])
    return found
