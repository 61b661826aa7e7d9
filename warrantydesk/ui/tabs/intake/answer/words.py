"""Words of answers: reasons with what to do, lines by their kind, clocks in days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from warrantydesk.domain.claim.answer import LineAmount, LineKind
from warrantydesk.i18n import N_, _, named, ngettext_, pick
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.tokens import Tone

LINE_NAMES = {
    LineKind.PART: N_("Part"),
    LineKind.HANDLING: N_("Handling"),
    LineKind.LABOUR: N_("Labour"),
    LineKind.MATERIALS: N_("Materials"),
    LineKind.OTHER: N_("Other"),
    LineKind.CLAIM: N_("Whole claim"),
}
SOON = 3
"""Days before the end of a clock from which it is told in amber."""


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


def days_left(due_on: date, today: date) -> str:
    """Return how long a clock still runs, or since when it is over."""
    left = (due_on - today).days
    if left < 0:
        return ngettext_("{n} day over", "{n} days over", -left)
    if left == 0:
        return _("last day today")
    return ngettext_("{n} day left", "{n} days left", left)


def clock_tone(due_on: date, today: date) -> Tone:
    """Return the colour of a clock: red when over, amber when it will be soon."""
    left = (due_on - today).days
    if left < 0:
        return Tone.DANGER
    return Tone.WARN if left <= SOON else Tone.NEUTRAL


def clock_mark(due_on: date, today: date) -> Mark:
    """Return the mark of a clock."""
    tone = clock_tone(due_on, today)
    return {Tone.DANGER: Mark.OVERDUE, Tone.WARN: Mark.WARN}.get(tone, Mark.RUNNING)
