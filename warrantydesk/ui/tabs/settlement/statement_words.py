"""Words and marks of statements and their lines."""

from datetime import date

from warrantydesk.domain.settlement.statement import (
    DECISION_NAMES,
    STATEMENT_STATE_NAMES,
    Decision,
    LineState,
    StatementState,
)
from warrantydesk.domain.settlement.statement_views import LineRow, StatementSummary
from warrantydesk.i18n import N_, _, date_text, language, ngettext_
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.tokens import Tone

STATE_MARKS = {
    StatementState.IMPORTED: Mark.TODO,
    StatementState.MATCHING: Mark.WARN,
    StatementState.DIFF: Mark.RUNNING,
    StatementState.CONFIRMED: Mark.RUNNING,
    StatementState.INVOICED: Mark.RUNNING,
    StatementState.INVOICE_SENT: Mark.RUNNING,
    StatementState.INVOICE_ACCEPTED: Mark.RUNNING,
    StatementState.REMITTED: Mark.RUNNING,
    StatementState.RECEIVED: Mark.OK,
    StatementState.CLOSED: Mark.OK,
    StatementState.VOID: Mark.NA,
}
STATE_TONES = {
    StatementState.IMPORTED: Tone.NEUTRAL,
    StatementState.MATCHING: Tone.WARN,
    StatementState.DIFF: Tone.WARN,
    StatementState.RECEIVED: Tone.OK,
    StatementState.CLOSED: Tone.OK,
}
LINE_MARKS = {
    LineState.NEW: Mark.TODO,
    LineState.EXACT: Mark.DONE,
    LineState.WITHIN_TOL: Mark.INFO,
    LineState.SHORT: Mark.WARN,
    LineState.OVER: Mark.WARN,
    LineState.UNKNOWN_CLAIM: Mark.REFUSED,
    LineState.DUP_LINE: Mark.HOLD,
    LineState.AMBIGUOUS: Mark.WARN,
    LineState.DEDUCTION: Mark.INFO,
    LineState.UNREAD: Mark.BLOCK,
    LineState.SPLIT: Mark.NA,
}
LINE_WORDS = {
    LineState.NEW: N_("Not matched"),
    LineState.EXACT: N_("Exact"),
    LineState.WITHIN_TOL: N_("Tolerated"),
    LineState.SHORT: N_("Paid short"),
    LineState.OVER: N_("Paid over"),
    LineState.UNKNOWN_CLAIM: N_("Unknown claim"),
    LineState.DUP_LINE: N_("Duplicate"),
    LineState.AMBIGUOUS: N_("Ambiguous"),
    LineState.DEDUCTION: N_("Debit"),
    LineState.UNREAD: N_("Not readable"),
    LineState.SPLIT: N_("Split"),
}
CREDIT = N_("Credit")
LOUD = (
    LineState.SHORT,
    LineState.OVER,
    LineState.UNKNOWN_CLAIM,
    LineState.AMBIGUOUS,
    LineState.UNREAD,
)
"""States whose word is bold while nothing is decided."""


def month_text(period: str) -> str:
    """Write a month such as ``2026-10`` short: 10 月, Oct."""
    if len(period) < 7 or not period[5:7].isdigit():
        return period
    month = int(period[5:7])
    if language().code == "zh_CN":
        return f"{month} 月"
    return date(2000, month, 1).strftime("%b") if 1 <= month <= 12 else period


def summary_state(row: StatementSummary) -> tuple[Mark, str]:
    """Return mark and words of a statement in the list."""
    mark = STATE_MARKS[row.state]
    if row.state in (StatementState.MATCHING, StatementState.DIFF) and row.lines:
        if not row.undecided:
            return Mark.RUNNING, _("to be confirmed")
        words = ngettext_("{n:,} line to decide", "{n:,} lines to decide", row.undecided)
        return Mark.WARN, words
    if row.state in (StatementState.RECEIVED, StatementState.CLOSED) and row.received_on:
        return mark, _("money received {day}", day=date_text(row.received_on)[5:])
    return mark, _(STATEMENT_STATE_NAMES[row.state])


def line_state(row: LineRow) -> tuple[Mark, str]:
    """Return mark and word of a line; what was decided is news no more."""
    mark = LINE_MARKS[row.state]
    decided = row.decision is not Decision.NONE and mark in (Mark.WARN, Mark.REFUSED, Mark.HOLD)
    words = LINE_WORDS[row.state]
    if row.state is LineState.DEDUCTION and (row.amount_fen or 0) > 0:
        words = CREDIT
    return (Mark.INFO if decided else mark), _(words)


def is_loud(row: LineRow) -> bool:
    """Tell whether a line is to be looked at."""
    return row.state in LOUD and row.decision is Decision.NONE


def decision_words(row: LineRow) -> str:
    """Return what was decided of a line, nothing where nothing was."""
    return _(DECISION_NAMES[row.decision]) if row.decision is not Decision.NONE else ""
