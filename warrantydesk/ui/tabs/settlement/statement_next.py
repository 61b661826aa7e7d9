"""What stands in the way of a statement, and what is done with it next."""

from dataclasses import dataclass
from enum import StrEnum

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.statement import LineState, StatementState
from warrantydesk.i18n import _, date_text, ngettext_
from warrantydesk.services.settlement.views import StatementView
from warrantydesk.ui.kit.marks import Mark


class Move(StrEnum):
    """What the primary button of a statement does."""

    MATCH = "match"
    BOOK = "book"
    SIGN = "sign"
    INVOICE = "invoice"
    SEND = "send"
    REMIT = "remit"
    RECEIVE = "receive"
    CLOSE = "close"
    NONE = ""


@dataclass(frozen=True)
class NextMove:
    """The next move, whether it can be done, and the sentence beside its button."""

    move: Move
    words: str
    mark: Mark | None
    sentence: str
    ready: bool = True


def next_of(view: StatementView) -> NextMove:
    """Return what is done next with a statement."""
    if view.statement.confirmed_on is None:
        return _before(view)
    return _after(view)


def _before(view: StatementView) -> NextMove:
    counts, statement = view.counts, view.statement
    if statement.state is StatementState.VOID:
        return NextMove(Move.NONE, "", Mark.NA, _("void: {why}", why=statement.void_reason))
    fresh = counts.lines(LineState.NEW)
    if fresh:
        words = ngettext_("{n:,} line is not matched yet", "{n:,} lines are not matched yet", fresh)
        return NextMove(Move.MATCH, _("Match"), Mark.INFO, words)
    if not counts.lines():
        return NextMove(Move.BOOK, _("Confirm…"), Mark.WARN, _("There is no line yet."), False)
    left = counts.undecided
    if left:
        words = ngettext_(
            "{n:,} line is still to be explained: then it can be confirmed",
            "{n:,} lines are still to be explained: then it can be confirmed",
            left,
        )
        return NextMove(Move.BOOK, _("Confirm…"), Mark.WARN, words, False)
    said, found = statement.total_fen, counts.amount_fen()
    if said is not None and said != found:
        words = _(
            "The statement says {said}, its lines come to {found}",
            said=yuan(said),
            found=yuan(found),
        )
        return NextMove(Move.BOOK, _("Confirm…"), Mark.BLOCK, words, False)
    return NextMove(Move.BOOK, _("Confirm…"), Mark.OK, _("Every line has its state"))


def _after(view: StatementView) -> NextMove:
    statement, state = view.statement, view.statement.state
    if statement.signed_on is None and state is StatementState.CONFIRMED:
        day = date_text(statement.confirmed_on)
        words = _("Confirmed on {day}, finance is still to sign", day=day)
        return NextMove(Move.SIGN, _("Finance signs…"), Mark.RUNNING, words)
    due = date_text(statement.due_on)
    moves = {
        StatementState.CONFIRMED: (
            Move.INVOICE,
            _("Invoice…"),
            _("To be invoiced by {day}", day=due) if statement.due_on else "",
        ),
        StatementState.INVOICED: (
            Move.SEND,
            _("Invoice sent…"),
            _("The invoice is still to be sent"),
        ),
        StatementState.INVOICE_SENT: (
            Move.REMIT,
            _("The payer has paid…"),
            _("Money expected by {day}", day=due) if statement.due_on else "",
        ),
        StatementState.INVOICE_ACCEPTED: (
            Move.REMIT,
            _("The payer has paid…"),
            _("Money expected by {day}", day=due) if statement.due_on else "",
        ),
        StatementState.REMITTED: (
            Move.RECEIVE,
            _("Confirm the receipt…"),
            _("The payer says he has paid {amount}", amount=yuan(view.sums.left_fen)),
        ),
        StatementState.RECEIVED: (
            Move.CLOSE,
            _("Close the statement"),
            _("All of it arrived on {day}", day=date_text(statement.received_on)),
        ),
    }
    if state not in moves:
        words = _("Closed on {day}", day=date_text(statement.closed_on))
        return NextMove(Move.NONE, "", Mark.OK, words)
    move, verb, sentence = moves[state]
    late = statement.due_on is not None and move in (Move.INVOICE, Move.REMIT)
    mark = Mark.OK if state is StatementState.RECEIVED else Mark.RUNNING
    return NextMove(move, verb, mark if sentence or late else None, sentence)
