"""How the journal of a claim is put into words: what a row is called, what a column, a value."""

from collections.abc import Callable, Mapping
from typing import Any

from warrantydesk.domain.authorisation import AUTHORISATION_NAMES
from warrantydesk.domain.claim.appeal import APPEAL_NAMES
from warrantydesk.domain.claim.diff import LABELS, OF_LINE
from warrantydesk.domain.claim.lines import PayBy, Treatment
from warrantydesk.domain.claim.states import STATE_NAMES
from warrantydesk.domain.coverage.answer import VERDICT_NAMES
from warrantydesk.domain.dates import day_of, from_utc_text
from warrantydesk.domain.inspection import CAUSE_NAMES, CONCLUSION_NAMES
from warrantydesk.domain.money import yuan
from warrantydesk.domain.old_part import HAZARDS, PART_STATE_NAMES, TAG_STATE_NAMES
from warrantydesk.domain.person import ROLE_NAMES
from warrantydesk.domain.settlement.deduction import DEDUCTION_KIND_NAMES, DEDUCTION_STATE_NAMES
from warrantydesk.domain.vehicle import USE_NAMES
from warrantydesk.domain.work import STORE_NAMES
from warrantydesk.i18n import N_, _, date_text, minute_text, pick
from warrantydesk.services.bench import Bench

CLAIM, VISIT, PIECE = "claim", "visit", "old_part"
TABLES: Mapping[str, str] = {
    CLAIM: N_("Claim"),
    VISIT: N_("Visit"),
    "part_line": N_("Part line"),
    "labour_line": N_("Labour line"),
    "other_line": N_("Cost line"),
    "inspection": N_("Inspection"),
    "inspection_signature": N_("Signature"),
    "signature": N_("Signature"),
    "submission": N_("Version sent"),
    "claim_answer": N_("Maker's answer"),
    "appeal": N_("Appeal"),
    "charge_back": N_("Charge-back"),
    "authorisation": N_("Authorisation"),
    "escalation": N_("Question to the technical manager"),
    "override": N_("Check let pass"),
    "decision": N_("Coverage decision"),
    "safety_flag": N_("Serious fault"),
    "attachment": N_("File"),
    "document_tick": N_("Paper"),
    PIECE: N_("Old part"),
    "work_time": N_("Working time"),
    "store_request": N_("Request to the parts store"),
    "deduction": N_("Deduction"),
    "print_job": N_("Paper drawn"),
}
"""What a row is of; a sentence key of the catalog for each table that is told."""
_GROUPS = ("vehicle", "owner", "narrative", "codes", "outward")
_ADD_ON = "add_on_"
_COLUMNS: Mapping[str, str] = {
    "state": N_("Status"),
    "total_fen": N_("Claimed, ¥"),
    "approved_fen": N_("Approved, ¥"),
    "answered_on": N_("Answered on"),
    "due_on": N_("Last day"),
    "submitted_at": N_("Submitted at"),
    "closed_at": N_("Filed away at"),
    "void_reason": N_("Void because"),
    "codes_maker_claim_number": N_("Maker's claim no."),
    "codes_ground": N_("Ground of the refusal"),
    "codes_ground_text": N_("Refusal in words"),
    "claim_number": N_("Claim"),
    "clerk": N_("Clerk"),
    "brought_by_phone": N_("Phone"),
    "promised_at": N_("Promised for"),
    "no_claim_reason": N_("Nothing to claim because"),
    "sha256": N_("Hash"),
    "form_sha256": N_("Hash of the claim form"),
    "number": N_("Number"),
    "kind": N_("Kind"),
    "notice_no": N_("Notice no."),
    "reason": N_("Reason"),
    "reason_text": N_("Reason in words"),
    "reviewer": N_("Reviewer"),
    "asked_fen": N_("Appealed, ¥"),
    "gained_fen": N_("Gained, ¥"),
    "grounds": N_("Grounds"),
    "filed_on": N_("Filed on"),
    "decided_on": N_("Decided on"),
    "amount_fen": N_("Amount, ¥"),
    "outcome": N_("Outcome"),
    "question": N_("Question"),
    "answer": N_("Answer"),
    "decision": N_("Decision"),
    "decision_text": N_("Decision in words"),
    "expires_on": N_("Valid until"),
    "rule": N_("Check"),
    "verdict": N_("Coverage verdict"),
    "document_code": N_("Paper"),
    "file_name": N_("File name"),
    "caption": N_("Caption"),
    "ticked": N_("Seen"),
    "tag": N_("Tag no."),
    "maker_tag": N_("Maker's tag"),
    "tag_state": N_("State of the label"),
    "place": N_("Place"),
    "box": N_("Box"),
    "return_by": N_("Back by"),
    "refusal_code": N_("Refused with code"),
    "refusal_text": N_("Refused in words"),
    "deducted_fen": N_("Deducted, ¥"),
    "paid_on": N_("Paid on"),
    "lent_to": N_("Lent to"),
    "cause_class": N_("Class of cause"),
    "conclusion": N_("Conclusion"),
    "as_role": N_("Signed as"),
    "name": N_("Signed by"),
    "technician": N_("Technician"),
    "started_at": N_("Begun"),
    "ended_at": N_("Ended"),
    "issue_no": N_("Issue no."),
    "language": N_("Paper"),
    "printer": N_("Printer or file"),
}
YES_NO = frozenset(
    {"causal", "return_required", "consumable", "genuine", "main", "ticked", "add_on_added"}
)
_PEOPLE = frozenset({"clerk", "technician", "advisor", "lent_to"})
_EMPTY = frozenset({None, "", 0, "0"})
"""What a new row says of a column without saying anything."""
_PAYERS = {PayBy.CLAIM: N_("Claim"), PayBy.SELF: N_("Self-paid")}
_TREATMENTS = {Treatment.REPLACE: N_("Replace"), Treatment.REPAIR: N_("Repair")}
CODES: Mapping[str, Mapping[Any, str]] = {
    "claim.state": STATE_NAMES,
    "claim.vehicle_use": USE_NAMES,
    "part_line.pay_by": _PAYERS,
    "labour_line.pay_by": _PAYERS,
    "other_line.pay_by": _PAYERS,
    "part_line.treatment": _TREATMENTS,
    "part_line.hazard": HAZARDS,
    "appeal.state": APPEAL_NAMES,
    "store_request.state": STORE_NAMES,
    "deduction.state": DEDUCTION_STATE_NAMES,
    "deduction.kind": DEDUCTION_KIND_NAMES,
    "decision.verdict": VERDICT_NAMES,
    "escalation.decision": CONCLUSION_NAMES,
    "old_part.state": PART_STATE_NAMES,
    "authorisation.state": AUTHORISATION_NAMES,
    "old_part.tag_state": TAG_STATE_NAMES,
    "inspection.cause_class": CAUSE_NAMES,
    "inspection.conclusion": CONCLUSION_NAMES,
    "inspection_signature.as_role": ROLE_NAMES,
}
"""Codes that have a word, by table and column."""
_QUIET = frozenset({"print_job.kind", "print_job.state", "claim_answer.kind"})
"""Columns of which the action has told already."""


def label(table: str, column: str) -> str:
    """Return the sentence key of a column; empty for what stands only beside the content."""
    if f"{table}.{column}" in _QUIET:
        return ""
    lines = OF_LINE.get(f"{table}s")
    if lines is not None:
        return lines.get(column.removeprefix(_ADD_ON), "")
    path = f"visit.{column}" if table == VISIT else column
    group, bar, own = column.partition("_")
    if table == CLAIM and bar and group in _GROUPS:
        path = f"{group}.{own}"
    known = LABELS.get(path, "") if table in (CLAIM, VISIT) else ""
    return known or _COLUMNS.get(column, "")


def name_of(bench: Bench, login: str) -> str:
    """Return the name behind a login, the text itself where it is no login."""
    person = bench.stores.people.by_login(login) if login else None
    return person.name if person else login


def is_said(value: Any) -> bool:
    """Tell whether a new row says anything by a value."""
    return value not in _EMPTY


class StoryWords:
    """Writes values of the journal in the language in use."""

    def __init__(self, bench: Bench, brand: str, claim_type: str) -> None:
        """Take the names of papers, kinds of claim and models from a brand's tables."""
        self._bench = bench
        profile = bench.profile(brand)
        papers = {one.code: one for one in profile.documents(claim_type)}
        self._own: Mapping[str, Mapping[Any, str]] = {
            "document_code": _picked(papers),
            "claim.type": _picked(profile.types),
            "claim.vehicle_model_code": _picked(profile.models),
        }

    def said(self, table: str, column: str, value: Any) -> str:
        """Write a value; empty for none."""
        if value in (None, ""):
            return ""
        names = CODES.get(f"{table}.{column}")
        if names is not None:
            return _(names[value]) if value in names else str(value)
        if column == "language":
            return paper_name(str(value))
        if column in _PEOPLE:
            return name_of(self._bench, str(value))
        own = self._own.get(f"{table}.{column}", self._own.get(column))
        if own is not None:
            return own.get(str(value), str(value))
        written = next((write for fits, write in WRITERS if fits(column)), str)
        return written(value)


def _picked(rows: Mapping[Any, Any]) -> dict[Any, str]:
    """Return the names of a table's rows by their codes, in the language in use."""
    return {str(code): pick(row.name_zh, row.name_en) for code, row in rows.items()}


def paper_name(code: str) -> str:
    """Return the name of a paper of the desk; the code itself where it is none."""
    from warrantydesk.services.papers.every import EVERY_PAPER  # one of them tells this story

    return next((_(paper.name) for paper in EVERY_PAPER if paper.code == code), code)


def _instant(value: Any) -> str:
    return minute_text(from_utc_text(str(value)))


def _day(value: Any) -> str:
    return date_text(day_of(str(value)[:10]))


WRITERS: tuple[tuple[Callable[[str], bool], Callable[[Any], str]], ...] = (
    (lambda column: column.endswith("_fen"), lambda value: yuan(int(value))),
    (lambda column: column == "at" or column.endswith("_at"), _instant),
    (lambda column: column.endswith("_on") or column == "return_by", _day),
    (lambda column: column in YES_NO, lambda value: "✓" if int(value) else "–"),
    (lambda column: column == "printer", lambda value: str(value).removeprefix("file:")),
    (lambda column: column.endswith("sha256"), lambda value: f"{str(value)[:12]}…"),
)
