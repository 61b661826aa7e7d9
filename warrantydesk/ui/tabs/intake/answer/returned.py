"""Why a claim came back, at the fields where it is mended."""

from collections.abc import Sequence

from warrantydesk.domain.claim.answer import AnswerLine, LineKind
from warrantydesk.i18n import _, list_text
from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.intake.answer.amount_rows import Reasons
from warrantydesk.ui.tabs.intake.answer.words import action_words, reason_words

FIELDS = {
    "V01": "vehicle.vin",
    "V04": "vehicle.engine_no",
    "V05": "vehicle.model_code",
    "V07": "vehicle.invoiced_on",
    "V14": "narrative.remark",
    "V19": "visit.mileage_km",
    "V32": "part_lines",
    "V34": "labour_lines",
    "V35": "labour_lines",
    "V36": "part_lines",
    "V37": "part_lines",
    "V39": "part_lines",
    "V41": "narrative.complaint",
    "V43": "narrative.cause",
    "V44": "labour_lines",
    "V46": "other_lines",
    "V52": "part_lines",
    "V58": "narrative.remark",
    "V65": "codes.campaign_no",
    "V66": "codes.campaign_no",
    "V67": "codes.authorisation_no",
    "V70": "codes.authorisation_no",
    "V97": "visit.arrived_at",
}
"""Where a reason is mended: the field that the check behind it looks at."""
_TABLES = {
    LineKind.PART: "part_lines",
    LineKind.LABOUR: "labour_lines",
    LineKind.OTHER: "other_lines",
}


def sentence(said: Sequence[AnswerLine], reasons: Reasons, remark: str) -> str:
    """Return why the maker sent a claim back, in one line."""
    words = [reason_words(reasons, one.reason_code, one.reason_text) for one in said]
    told = list_text(dict.fromkeys(word for word in [*words, remark] if word))
    if not told:
        return _("The maker returned it for correction.")
    return _("The maker returned it: {reasons}", reasons=told)


def marks(form: Form, said: Sequence[AnswerLine], reasons: Reasons) -> list[FindingView]:
    """Return a note at each field that a reason names; with what is to be done about it."""
    found = []
    for one in said:
        path = _path(one, reasons)
        section = form.section_of(path) if path else None
        if section is None:
            continue
        words = reason_words(reasons, one.reason_code, one.reason_text)
        action = action_words(reasons, one.reason_code)
        text = _("Maker: {reason}", reason=words)
        found.append(FindingView(path, Mark.INFO, text, action, section.key))
    return found


def _path(one: AnswerLine, reasons: Reasons) -> str:
    if one.kind in _TABLES and one.line:
        return f"{_TABLES[one.kind]}[{one.line - 1}]"
    row = reasons.get(one.reason_code)
    return FIELDS.get(row["source"], "") if row is not None else ""
