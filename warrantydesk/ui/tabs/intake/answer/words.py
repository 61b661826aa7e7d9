"""Words of answers: kinds, reasons with what to do, lines by their kind."""

from collections.abc import Mapping
from typing import Any

from warrantydesk.domain.claim.answer import AnswerKind, LineAmount, LineKind
from warrantydesk.i18n import N_, _, named, pick

LINE_NAMES = {
    LineKind.PART: N_("Part"),
    LineKind.HANDLING: N_("Handling"),
    LineKind.LABOUR: N_("Labour"),
    LineKind.MATERIALS: N_("Materials"),
    LineKind.OTHER: N_("Other"),
    LineKind.CLAIM: N_("Whole claim"),
}
ANSWER_WORDS = {
    AnswerKind.RETURN: N_("Returned for correction"),
    AnswerKind.REJECTION: N_("Claim refused"),
    AnswerKind.APPROVAL: N_("Approved"),
    AnswerKind.DECISION: N_("Decision on the appeal"),
}


def line_name(kind: LineKind, line: int) -> str:
    """Return what a line is called: its kind and its number within it."""
    name = _(LINE_NAMES[kind])
    return f"{name} {line}" if line else name


def line_title(amount: LineAmount) -> str:
    """Return the title of a line; one without a code bears the name of its kind."""
    return amount.title or line_name(amount.kind, amount.line)


def reason_words(reasons: Mapping[str, Mapping[str, str]], code: str, text: str) -> str:
    """Return a reason as the maker gave it: code and words."""
    row = reasons.get(code)
    words = text or (named(row) if row is not None else "")
    return f"{code} {words}".strip()


def action_words(reasons: Mapping[str, Mapping[str, str]], code: str) -> str:
    """Return what the tables say is to be done about a reason."""
    row = reasons.get(code)
    return pick(row["action_zh"], row["action_en"]) if row is not None else ""


def reason_choices(desk: Any, brand: str, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the maker's reason codes of some kinds with their words."""
    rows = desk.profiles.of(brand).reasons.values()
    return [(row["code"], f"{row['code']}　{named(row)}") for row in rows if row["kind"] in kinds]
