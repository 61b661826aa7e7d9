"""The head of a claim wherever it is shown: number, chips, vehicle, and the three-axis strip."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import OPEN, State
from warrantydesk.domain.masks import Record
from warrantydesk.domain.money import yuan
from warrantydesk.domain.old_part import TERMINAL, OldPart, PartState
from warrantydesk.domain.settlement.account import MONEY_STATE_NAMES, MoneyState
from warrantydesk.domain.taken_over import Taken
from warrantydesk.i18n import _, date_text, list_text, ngettext_, pick
from warrantydesk.ui.claim_clock import clock_of, is_short
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.marks import Mark, worst
from warrantydesk.ui.kit.strip import AxisItem, ThreeAxisStrip
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.masks import RevealLink, shown_plate
from warrantydesk.ui.words import (
    claim_mark,
    claim_tone,
    claim_word,
    origin_word,
    piece_mark,
    piece_word,
)

_UNSENT = frozenset(
    {State.DRAFT, State.APPRAISING, State.PREAUTH_WAIT, State.REPAIRING, State.TO_SUBMIT}
)
_HERE = frozenset({PartState.SHELVED, PartState.RETURN_DUE, PartState.SCRAP_OK})


class ClaimHead(QWidget):
    """Says which claim this is and where it stands on its three axes."""

    axis_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._short, self._kind = False, ""
        self._shown: tuple[Any, Claim] | None = None
        self.line = QHBoxLayout()
        self.line.setSpacing(8)
        self._number = Words(delta=3, bold=True)
        self._type, self._state, self._origin = StatusChip(), StatusChip(), StatusChip()
        self._words = ElidedWords()
        for widget in (self._number, self._type, self._state, self._origin):
            self.line.addWidget(widget)
        self.line.addWidget(self._words, 1)
        self.reveal = RevealLink()
        self.reveal.revealed.connect(self._show_again)
        self.line.addWidget(self.reveal)
        self.strip = ThreeAxisStrip()
        self.strip.axis_clicked.connect(self.axis_clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(self.line)
        self._column.addWidget(self.strip)

    def set_short(self, short: bool) -> None:
        """Stand in one line with the strip, where the window is low, or in two again."""
        self.strip.set_short(short)
        self._short = short
        self._type.show_state("" if short else self._kind)
        if short:
            self.line.insertWidget(self.line.indexOf(self._words) + 1, self.strip)
        else:
            self._column.addWidget(self.strip)

    def show_claim(self, desk: Any, claim: Claim) -> None:
        """Show a claim; reads its pieces and the words of its codes."""
        self._shown = (desk, claim)
        profile = desk.profiles.of(claim.brand)
        kind, model = profile.types.get(claim.type), profile.models.get(claim.vehicle.model_code)
        self._number.setText(claim.claim_number)
        self._kind = pick(kind.name_zh, kind.name_en) if kind else str(claim.type)
        self._type.show_state("" if self._short else self._kind)
        if claim.state is State.APPROVED and is_short(claim):
            self._state.show_state(_("approved in part"), Tone.WARN)
        else:
            self._state.show_state(claim_word(claim.state), claim_tone(claim.state))
        self._show_origin(desk, claim)
        words = [
            shown_plate(desk, Record.CLAIM, claim.id, claim.vehicle.plate),
            pick(model.name_zh, model.name_en) if model else claim.vehicle.vin,
            claim.owner.name,
        ]
        self._words.setText("　".join(word for word in words if word))
        self.reveal.show_record(desk, Record.CLAIM, claim.id)
        self.strip.set_items(axes(desk, claim))

    def _show_origin(self, desk: Any, claim: Claim) -> None:
        """Name the number that a claim had before the desk took it over, and its sheet."""
        found = desk.take_over.origin(Taken.CLAIM, claim.id)
        self._origin.show_state(origin_word(found) if found is not None else "")
        told = desk.take_over.told(Taken.CLAIM, claim.id) if found is not None else ""
        self._origin.setToolTip(told)

    def _show_again(self) -> None:
        if self._shown is not None:
            self.show_claim(*self._shown)


def axes(desk: Any, claim: Claim) -> list[AxisItem]:
    """Return the three axes of a claim."""
    return [_claim_axis(desk, claim), _parts_axis(desk, claim), _money_axis(desk, claim)]


def _claim_axis(desk: Any, claim: Claim) -> AxisItem:
    clock, tone = _clock(desk, claim)
    if claim.state is State.APPROVED and is_short(claim):
        return AxisItem(Mark.WARN, _("Claim"), _("approved in part"), clock, tone)
    return AxisItem(claim_mark(claim.state), _("Claim"), claim_word(claim.state), clock, tone)


def _clock(desk: Any, claim: Claim) -> tuple[str, Tone]:
    if claim.state not in _UNSENT or claim.state is State.PREAUTH_WAIT:
        return clock_of(claim, desk.bench.today) or ("", Tone.NEUTRAL)
    end = desk.today.submission_end(claim)
    if end is None:
        return "", Tone.NEUTRAL
    left = (end - desk.bench.today).days
    if left < 0:
        return ngettext_("{n} day too late", "{n} days too late", -left), Tone.DANGER
    text = ngettext_("{n} day left to submit", "{n} days left to submit", left)
    return text, Tone.WARN if left <= 3 else Tone.NEUTRAL


def _parts_axis(desk: Any, claim: Claim) -> AxisItem:
    pieces = [p for p in desk.shelf.pieces_of(claim.id) if p.state is not PartState.VOID]
    if not pieces:
        expected = sum(line.quantity for line in claim.part_lines if line.leaves_pieces)
        state = ngettext_("{n} piece expected", "{n} pieces expected", expected)
        return AxisItem(Mark.TODO, _("Old parts"), state if expected else "—")
    here = sum(p.state in _HERE for p in pieces)
    waiting = sum(p.state in (PartState.EXPECTED, PartState.RECEIVED) for p in pieces)
    if not waiting and here < len(pieces):
        return _gone_axis(pieces)
    return AxisItem(
        Mark.DONE if not waiting else Mark.RUNNING if here else Mark.TODO,
        _("Old parts"),
        _("{here} of {all} on the shelf", here=here, all=len(pieces)),
        _("{n} to come", n=waiting) if waiting else "",
    )


def _gone_axis(pieces: Sequence[OldPart]) -> AxisItem:
    """Say where pieces are that have left the shelf: by their states, not as "0 on the shelf"."""
    counts = Counter(piece.state for piece in pieces)
    words = [f"{piece_word(state)} {n}" for state, n in counts.items()]
    found = worst([piece_mark(state) for state in counts])
    over = all(state in TERMINAL or state in _HERE for state in counts)
    mark = Mark.DONE if over and found in (Mark.OK, Mark.DONE, Mark.NA) else found
    return AxisItem(mark or Mark.DONE, _("Old parts"), list_text(words))


def _money_axis(desk: Any, claim: Claim) -> AxisItem:
    """Say where the money stands; nothing before the claim went out, and what the maker refused."""
    axis = desk.receivables.axis(claim)
    if axis.state in _MONEY_MARKS:
        return _moved_money(axis)
    if claim.approved_fen is not None and claim.state is not State.APPEALED:
        if not claim.approved_fen:
            return AxisItem(Mark.REFUSED, _("Money"), _("nothing approved"))
        mark = Mark.WARN if is_short(claim) else Mark.DONE
        return AxisItem(mark, _("Money"), _("approved"), f"¥{yuan(claim.approved_fen)}")
    if (
        claim.state in OPEN
        and claim.state not in _UNSENT
        and claim.state is not (State.NOT_COVERED)
    ):
        return AxisItem(Mark.RUNNING, _("Money"), _("claimed"), f"¥{yuan(claim.total_fen)}")
    return AxisItem(Mark.TODO, _("Money"), "—")


_MONEY_MARKS = {
    MoneyState.ON_STATEMENT: Mark.RUNNING,
    MoneyState.INVOICED: Mark.RUNNING,
    MoneyState.PAID: Mark.OK,
    MoneyState.SHORT: Mark.WARN,
    MoneyState.WRITTEN_OFF: Mark.NA,
    MoneyState.CHARGED_BACK: Mark.OVERDUE,
}
"""States in which a statement, a write-off or an audit has touched the money."""


def _moved_money(axis: Any) -> AxisItem:
    """Return the axis of money that was touched: its state, then the amount it speaks of."""
    mark, state = _MONEY_MARKS[axis.state], MONEY_STATE_NAMES[axis.state]
    amount, tone = f"¥{yuan(axis.amount_fen)}", Tone.NEUTRAL
    if axis.state is MoneyState.PAID and axis.paid_on is not None:
        words = _("paid on {day}", day=date_text(axis.paid_on))
    elif axis.state is MoneyState.ON_STATEMENT:
        words = _("on statement {number}", number=axis.statement)
    elif axis.state is MoneyState.INVOICED:
        words = _("invoiced with {number}", number=axis.statement)
    else:
        words = _(state)
    if axis.state is MoneyState.SHORT:
        amount, tone = f"¥{yuan(-axis.short_fen)}", Tone.WARN
    elif axis.state is MoneyState.CHARGED_BACK:
        tone = Tone.DANGER
    return AxisItem(mark, _("Money"), words, amount, tone)
