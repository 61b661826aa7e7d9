"""The cards at the right of a statement: how far it is, suggestions, money on its way."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement import likeness
from warrantydesk.domain.settlement.statement import LineState
from warrantydesk.domain.settlement.statement_views import Candidate, LineRow
from warrantydesk.i18n import N_, _, date_text, list_text, local, ngettext_
from warrantydesk.services.settlement.steps import STAGE_NAMES, Stage, Step
from warrantydesk.services.settlement.views import StatementView
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.cards import Card, KeyValue, KeyValues
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.lifeline import LifeLine, LifeStep
from warrantydesk.ui.kit.marks import Mark

SAME_WORDS = {
    likeness.NUMBER: N_("same number"),
    likeness.VIN: N_("same VIN"),
    likeness.PLATE: N_("same plate"),
    likeness.AMOUNT: N_("same amount"),
}
MOST = 5
"""So many candidates are shown; the rest is found by its number."""


class StepsCard(Card):
    """The steps of a statement from the file to the account."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without steps."""
        super().__init__(_("How far it is"), parent=parent)
        self.line = LifeLine(upright=True)
        self.add(self.line)
        self.next = Button("")
        self.next.hide()
        self.add(self.next)

    def show_steps(self, steps: Sequence[Step], name_of: Callable[[str], str]) -> None:
        """Show the steps; ``name_of`` gives the name of a login."""
        self.line.show_steps([_life(one, name_of) for one in steps])

    def show_next(self, words: str, verb: Callable[[], object] | None) -> None:
        """Offer the next step as a button; nothing is offered without a verb."""
        self.next.setText(words)
        self.next.setVisible(verb is not None)
        self.next.updateGeometry()


def _life(step: Step, name_of: Callable[[str], str]) -> LifeStep:
    """Return a step with one word beside it: what is to be said, who signed, or when it was."""
    mark = Mark.OK if step.done else Mark.RUNNING if step.current else Mark.TODO
    beside = ""
    if step.note:
        values = {key: _day_text(value) for key, value in step.values.items()}
        beside = _(step.note, **values)
    elif step.stage is Stage.SIGN and step.done:
        beside = " · ".join(name_of(one) for one in step.by)
    elif isinstance(step.at, datetime):
        beside = f"{local(step.at):%m-%d %H:%M}"
    elif step.at is not None:
        beside = f"{step.at:%m-%d}"
    return LifeStep(mark, _(STAGE_NAMES[step.stage]), beside)


def _day_text(value: Any) -> Any:
    return f"{value:%m-%d}" if isinstance(value, date) else value


class _CandidateRow(QWidget):
    """A claim that a line may mean: number and likeness, why, match or not."""

    matched = Signal(int)
    refused = Signal(int)
    opened = Signal(int)

    def __init__(self, one: Candidate) -> None:
        super().__init__()
        key = one.claim_id
        number = LinkButton(one.claim_number, bold=True, clicked=lambda: self.opened.emit(key))
        head = QHBoxLayout()
        head.addWidget(number)
        head.addStretch(1)
        head.addWidget(Words(f"{one.likeness} %", token="accent", bold=True))
        self.match = LinkButton(
            _("Match with it"), bold=True, clicked=lambda: self.matched.emit(key)
        )
        self.refuse = LinkButton(_("Not this one"), clicked=lambda: self.refused.emit(key))
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.match)
        foot.addWidget(self.refuse)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 6, 9, 5)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(Words(why_words(one), token="ink2", delta=-1, wrap=True))
        column.addLayout(foot)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.box(painter, QRectF(self.rect()), theme.tokens().accent_tint, None, 5)


def why_words(one: Candidate) -> str:
    """Return why a claim may be meant: what agrees, what it expects, how far apart they are."""
    said = [_(SAME_WORDS[what]) for what in one.same]
    if likeness.AMOUNT not in one.same:
        said.append(_("expects {amount}", amount=yuan(one.expected_fen)))
    if one.days is not None:
        said.append(ngettext_("{n} day apart", "{n} days apart", one.days))
    return list_text(said)


class SuggestCard(Card):
    """Which claims a line without one may mean; shown, never picked."""

    matched = Signal(int)
    refused = Signal(int)
    opened = Signal(int)
    number_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without suggestions."""
        super().__init__(_("Suggestions"), parent=parent)
        self._holder = QWidget()
        self._rows = QVBoxLayout(self._holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self._none = Words("", token="ink2", wrap=True)
        self.by_number = LinkButton(_("Give the number…"), clicked=self.number_asked.emit)
        self.add(self._none)
        self.add(self._holder)
        self.add(self.by_number)

    def show_candidates(self, line: LineRow, candidates: Sequence[Candidate]) -> None:
        """Show what a line may mean."""
        unsure = line.state is LineState.AMBIGUOUS
        self.set_title(_("Ambiguous • choose one") if unsure else _("Unknown • suggestions"))
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for one in candidates[:MOST]:
            row = _CandidateRow(one)
            row.matched.connect(self.matched)
            row.refused.connect(self.refused)
            row.opened.connect(self.opened)
            self._rows.addWidget(row)
        more = len(candidates) - MOST
        self._none.setText(
            _("and {n} more", n=more) if more > 0 else _("Nothing at this desk is like it.")
        )
        self._none.setVisible(more > 0 or not candidates)

    def candidate_rows(self) -> list[Any]:
        """Return the rows of the candidates shown."""
        return self._holder.findChildren(_CandidateRow)


class ReceiptCard(Card):
    """What the payer sent and what of it arrived."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without money."""
        super().__init__(_("Receipts"), parent=parent)
        self.body = KeyValues()
        self.add(self.body)
        self.book = Button(_("Confirm the receipt…"), clicked=self.asked.emit)
        self.add(self.book)

    def show_view(self, view: StatementView, *, may_book: bool) -> None:
        """Show the money of a statement."""
        statement, sums = view.statement, view.sums
        rows = []
        if statement.remitted_on is not None:
            day = _("sent on {day}", day=date_text(statement.remitted_on))
            rows.append(KeyValue(_("The payer"), day))
        rows.append(KeyValue(_("Due ¥"), yuan(sums.due_fen)))
        rows.append(KeyValue(_("Received ¥"), yuan(sums.received_fen), bold=True))
        if sums.left_fen:
            rows.append(KeyValue(_("Left ¥"), yuan(sums.left_fen)))
        if sums.tax_fen:
            rows.append(KeyValue(_("Tax in it ¥"), yuan(sums.tax_fen)))
        self.body.show_rows(rows)
        self.book.setVisible(may_book)


class LineCard(Card):
    """What the row of the payer says of the chosen line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a line."""
        super().__init__(_("As the payer wrote it"), parent=parent)
        self.body = KeyValues()
        self.add(self.body)
        self.correct = LinkButton(_("Correct the row…"))
        self.add(self.correct)

    def show_line(self, line: LineRow, reason: str, *, may_correct: bool) -> None:
        """Show a line, and whole what the table may have to cut: its ``reason``."""
        pairs = (
            (_("Reason"), reason),
            (_("Row"), str(line.row) if line.row else ""),
            (_("Number"), line.maker_number),
            (_("Our number"), line.claim_number),
            ("VIN", line.vin),
            (_("Plate"), line.plate),
            (_("Day"), date_text(line.dated_on) if line.dated_on else ""),
            (_("Words"), line.text),
        )
        self.body.show_rows([KeyValue(label, value) for label, value in pairs if value])
        self.correct.setVisible(may_correct)
