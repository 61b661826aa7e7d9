"""The course of a claim in the folder: who did what when, and how many days lay between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.claim.answer import ANSWER_NAMES, AnswerKind, ClaimAnswer
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.money import yuan
from warrantydesk.domain.old_part import PartState
from warrantydesk.i18n import _, local, ngettext_
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, paint_mark
from warrantydesk.ui.words import claim_mark, claim_word

ROW = 1.37
_ANSWERS = {AnswerKind.RETURN: Mark.WARN, AnswerKind.REJECTION: Mark.REFUSED}


@dataclass(frozen=True)
class CourseStep:
    """One step: what happened, who did it or how it went, on which day."""

    label: str
    note: str = ""
    on: date | None = None
    time: str = ""
    """The hour and minute, where they are known; without a day how long it has lasted."""
    mark: Mark = Mark.DONE

    def spoken(self) -> str:
        """Return the step as one sentence."""
        day = self.on.isoformat() if self.on else ""
        return ", ".join(part for part in (self.label, self.note, day, self.time) if part)


def course_of(desk: Any, claim: Claim) -> list[CourseStep]:
    """Return the steps of a claim in the order of their days, the last one marked."""
    holders = desk.stories.holders(claim.id)
    steps = [
        *_begun(claim, holders),
        *_sent(desk, claim),
        *_answered(desk, claim),
        *_pieces(desk, claim),
        *_money(desk, claim),
    ]
    steps.sort(key=lambda step: (step.on or date.min, step.time or "24"))
    return [*steps, *_end(desk, claim, holders)]


def _step(label: str, note: str, at: datetime | None, mark: Mark = Mark.DONE) -> CourseStep:
    here = local(at) if at else None
    return CourseStep(
        label, note, here.date() if here else None, here.strftime("%H:%M") if here else "", mark
    )


def _begun(claim: Claim, holders: Sequence[Any]) -> Iterator[CourseStep]:
    yield _step(_("Taken in"), holders[0].who if holders else "", claim.created_at)
    for before, one in pairwise(holders):
        if before.state is State.APPRAISING:
            refused = one.state is State.NOT_COVERED
            label = _("Not covered") if refused else _("Inspected")
            yield _step(label, one.who, one.since, Mark.NA if refused else Mark.DONE)
        elif one.state is State.TO_SUBMIT and before.state is State.REPAIRING:
            yield _step(_("Repair finished"), one.who, one.since)
        elif one.state is State.APPEALED:
            yield _step(_("Appealed"), one.who, one.since, Mark.WARN)


def _sent(desk: Any, claim: Claim) -> Iterator[CourseStep]:
    for version in desk.claims.submissions(claim.id):
        who = desk.people.name_of(version.submitted_by)
        yield _step(_("Sent v{n}", n=version.number), who, version.taken_at)


def _answered(desk: Any, claim: Claim) -> Iterator[CourseStep]:
    for answer in desk.claims.answers(claim.id):
        mark = _ANSWERS.get(answer.kind, Mark.DONE)
        yield CourseStep(
            _(ANSWER_NAMES[answer.kind]), _given(claim, answer), answer.received_on, mark=mark
        )


def _given(claim: Claim, answer: ClaimAnswer) -> str:
    if not answer.approved_fen:
        return answer.notice_no
    amount = yuan(answer.approved_fen)
    whole = answer.approved_fen >= claim.total_fen
    return _("in full {amount}", amount=amount) if whole else _("in part {amount}", amount=amount)


def _pieces(desk: Any, claim: Claim) -> Iterator[CourseStep]:
    pieces = [one for one in desk.shelf.pieces_of(claim.id) if one.state is not PartState.VOID]
    taken = [desk.story.reached(one.id).get(PartState.ACCEPTED) for one in pieces]
    days = [at for at in taken if at is not None]
    if days:
        count = _("{n} of {all}", n=len(days), all=len(pieces))
        yield _step(_("Old parts taken"), count, max(days))


def _money(desk: Any, claim: Claim) -> Iterator[CourseStep]:
    balance = desk.receivables.balance(claim.id)
    if balance.paid_on is not None:
        note = " · ".join(filter(None, (yuan(balance.paid_fen), balance.statement)))
        yield CourseStep(_("Paid"), note, balance.paid_on)


def _end(desk: Any, claim: Claim, holders: Sequence[Any]) -> Iterator[CourseStep]:
    now = holders[-1] if holders else None
    if claim.state is State.CLOSED:
        score = desk.claims.look(desk.claims.facts(claim.id), claim).readiness.score
        yield _step(
            _("Filed away"),
            f"{score} / 100",
            claim.closed_at,
            Mark.OK if score == 100 else Mark.DONE,
        )
    elif claim.state is State.VOID:
        yield _step(_("Void"), claim.void_reason, now.since if now else None, Mark.NA)
    elif now is not None:
        days = now.days(desk.bench.now)
        since = ngettext_("for {n} day", "for {n} days", days)
        yield CourseStep(
            claim_word(claim.state), _(now.holder), time=since, mark=claim_mark(claim.state)
        )


class Course(QWidget):
    """Steps one below the other, joined by a line; the last is bold, its time at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._steps: list[CourseStep] = []
        self.restyle()

    def show_steps(self, steps: Sequence[CourseStep]) -> None:
        """Show other steps."""
        self._steps = list(steps)
        self.setAccessibleName("; ".join(step.spoken() for step in steps))
        self.restyle()
        self.update()

    def steps(self) -> list[CourseStep]:
        """Return the steps shown."""
        return list(self._steps)

    def days(self) -> int:
        """Return how many days lie between the first and the last step."""
        known = [step.on for step in self._steps if step.on is not None]
        return (known[-1] - known[0]).days if known else 0

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(max(1, len(self._steps) * theme.h(ROW)))

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        return QSize(theme.h(12), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, the marks, the words."""
        painter = QPainter(self)
        look, row, side = theme.tokens(), theme.h(ROW), theme.h(0.74)
        before: date | None = None
        for number, step in enumerate(self._steps):
            middle = row * (number + 0.5)
            if number + 1 < len(self._steps):
                painter.setPen(QPen(look.line2, 2))
                painter.drawLine(
                    QPointF(side / 2 + 1, middle + side / 2),
                    QPointF(side / 2 + 1, middle + row - side / 2),
                )
            paint_mark(painter, QRectF(1, middle - side / 2, side, side), step.mark)
            room = QRectF(side + 11, middle - row / 2, self.width() - side - 11, row)
            self._paint_words(painter, room, step, before)
            before = step.on or before

    def _paint_words(
        self, painter: QPainter, room: QRectF, step: CourseStep, before: date | None
    ) -> None:
        look, small = theme.tokens(), theme.font(-1)
        last = step is self._steps[-1]
        day = f"{step.on:%m-%d} {step.time}".strip() if step.on else step.time
        taken = paint.words(painter, room, day, look.ink2, small, paint.RIGHT)
        room.setRight(room.right() - taken - 8)
        between = (step.on - before).days if step.on and before else 0
        if between > 0:
            text = _("+{n} d", n=between)
            taken = paint.words(painter, room, text, look.ink3, small, paint.RIGHT)
            room.setRight(room.right() - taken - 8)
        taken = paint.words(painter, room, step.label, look.ink, theme.font(0, last))
        room.setLeft(room.left() + taken + 8)
        if room.width() > theme.h(1.2):
            paint.words(painter, room, step.note, look.ink2, theme.font(-0.5))
