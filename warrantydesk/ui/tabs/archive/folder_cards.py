"""The right column of a folder: course, money, what is missing, history of the car, audit pack."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.dossier import DossierContents, PackedState
from warrantydesk.domain.money import yuan
from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.i18n import _, date_text, ngettext_
from warrantydesk.ui.audit_work import AuditWork
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.cards import Card, Hairline, KeyValue, KeyValueCard
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.meters import Bar
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.archive.folder_life import Course, course_of
from warrantydesk.ui.words import claim_mark, claim_word

_MOST_CLAIMS, _MOST_MISSING = 6, 8


class CourseCard(Card):
    """Who did what when, in how many days and steps; the link opens the journal in words."""

    def __init__(self, asked: Callable[[], object], parent: QWidget | None = None) -> None:
        """``asked`` opens the journal."""
        super().__init__(_("Course"), parent=parent)
        self.link = self.add_link(_("Journal…"), asked)
        self.course = Course()
        self.add(self.course)

    def show_claim(self, desk: Any, claim: Claim) -> None:
        """Show the steps of a claim."""
        steps = course_of(desk, claim)
        self.course.show_steps(steps)
        days = ngettext_("{n} day", "{n} days", self.course.days())
        count = ngettext_("{n} step", "{n} steps", len(steps))
        self.set_title(_("Course"), f"{days} · {count}")


class MoneyCard(KeyValueCard):
    """What was claimed, approved and paid, and what is missing of it; net."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(_("Money"), _("net, ¥"), parent=parent)

    def show_claim(self, desk: Any, claim: Claim) -> None:
        """Show the account of a claim."""
        money = desk.receivables.balance(claim.id)
        answered = claim.approved_fen is not None
        rows = [
            KeyValue(_("Claimed"), yuan(claim.total_fen)),
            KeyValue(_("Approved"), yuan(money.approved_fen) if answered else "—"),
            KeyValue(_("Paid"), yuan(money.paid_fen) if answered else "—", bold=True),
        ]
        if money.paid_on:
            rows.append(KeyValue(_("Day of payment"), date_text(money.paid_on)))
        if money.statement:
            rows.append(KeyValue(_("Statement"), money.statement))
        for name, fen in (
            (_("Refused by the maker"), money.refused_fen if answered else 0),
            (_("Deducted"), money.deducted_fen),
            (_("Written off"), money.written_off_fen),
            (_("Still to come"), money.receivable_fen if answered else 0),
        ):
            if fen:
                rows.append(KeyValue(name, yuan(fen), Mark.WARN))
        self.show_rows(rows)


class MissingCard(Card):
    """The papers that must be there and are not; hidden where nothing is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(_("Missing"), parent=parent)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.content.addLayout(self._rows)
        self.hide()

    def show_contents(self, contents: DossierContents) -> None:
        """Show what a dossier lacks."""
        _emptied(self._rows)
        missing = contents.missing
        for paper in missing[:_MOST_MISSING]:
            self._rows.addWidget(MarkLabel(Mark.WARN, paper.name))
        if len(missing) > _MOST_MISSING:
            rest = len(missing) - _MOST_MISSING
            self._rows.addWidget(Words(_("{n} more", n=rest), token="ink2", delta=-1))
        self.set_chips([(ngettext_("{n} paper", "{n} papers", len(missing)), Tone.WARN)])
        self.setVisible(bool(missing))


class CarCard(Card):
    """The other claims of the car, newest first; a click opens the folder of one."""

    opened = Signal(int)
    listed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(_("History of the car"), parent=parent)
        self._all = self.add_link(_("All"), self.listed.emit)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.content.addLayout(self._rows)
        self.hide()

    def show_claims(self, claims: Sequence[ClaimSummary]) -> None:
        """Show claims of the car besides the one in the folder."""
        _emptied(self._rows)
        for one in claims[:_MOST_CLAIMS]:
            self._rows.addLayout(self._line(one))
        self.set_title(
            _("History of the car"), ngettext_("{n} more claim", "{n} more claims", len(claims))
        )
        self._all.setVisible(len(claims) > 1)
        self.setVisible(bool(claims))

    def _line(self, one: ClaimSummary) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        mark = MarkLabel(claim_mark(one.state), "", delta=-1)
        mark.setToolTip(claim_word(one.state))
        mark.setFixedWidth(theme.h(0.8))
        row.addWidget(mark)
        row.addWidget(LinkButton(one.claim_number, clicked=lambda: self.opened.emit(one.id)))
        row.addWidget(ElidedWords(" ".join(one.complaint.split()), token="ink2", delta=-1), 1)
        row.addWidget(Words(date_text(one.opened_on), token="ink2", delta=-1))
        return row


class AuditCard(Card):
    """The audit pack that is being made or was made last; hidden where there is none."""

    def __init__(
        self, work: AuditWork, show: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        """Watch ``work``; ``show`` opens its dialog."""
        super().__init__(_("Audit pack"), parent=parent)
        self._work, self._show = work, show
        self._link = self.add_link("", self._act)
        self._count, self._left = Words(delta=4, bold=True), Words(token="ink2", delta=-1)
        self._bar, self._text = Bar(tone=Tone.ACCENT), ElidedWords(token="ink2", delta=-1)
        head = QHBoxLayout()
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._left)
        self.content.addLayout(head)
        for widget in (self._bar, self._text, Hairline()):
            self.add(widget)
        self._rows = [MarkLabel(mark) for mark in (Mark.DONE, Mark.WARN, Mark.REFUSED, Mark.TODO)]
        for row in self._rows:
            self.add(row)
        self.add(
            Words(
                _("A PDF for each claim, the sheet of missing papers and a list of hashes."),
                token="ink2",
                delta=-1,
                wrap=True,
            )
        )
        work.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how far it is."""
        work, result = self._work, self._work.result
        running = work.is_running()
        self.setVisible(running or result is not None or bool(work.problem))
        chip = (_("being made"), Tone.ACCENT) if running else (_("made"), Tone.OK)
        if work.problem:
            chip = (_("not made"), Tone.DANGER)
        self.set_chips([chip])
        self._link.setText(_("Stop") if running else _("Show…"))
        self._link.setEnabled(not work.is_stopping())
        self._link.updateGeometry()
        done = len(result.claims) if result else work.done
        self._count.setText(_("{done} / {total} claims", done=done, total=work.total))
        self._left.setText(_("ends…") if work.is_stopping() else work.time_left())
        self._bar.show_part(done / work.total if work.total else 0.0, Tone.ACCENT)
        self._text.setText(work.problem or (work.text if running else _place(result)))
        self._show_counts(done)

    def _act(self) -> None:
        if self._work.is_running():
            self._work.stop()
        else:
            self._show()

    def _show_counts(self, done: int) -> None:
        result = self._work.result
        counts = [0, 0, 0]
        if result is not None:
            states = (PackedState.COMPLETE, PackedState.INCOMPLETE, PackedState.FAILED)
            counts = [result.count(state) for state in states]
        texts = (
            ngettext_("{n} complete", "{n} complete", counts[0]),
            ngettext_("{n} with papers missing", "{n} with papers missing", counts[1]),
            ngettext_("{n} without a dossier", "{n} without a dossier", counts[2]),
            ngettext_("{n} still to come", "{n} still to come", self._work.total - done),
        )
        marks = (Mark.DONE, Mark.WARN, Mark.REFUSED, Mark.TODO)
        for row, mark, text, shown in zip(
            self._rows, marks, texts, [*map(bool, counts), self._work.total > done], strict=True
        ):
            row.show_mark(mark, text)
            row.setVisible(shown)


def _place(result: Any) -> str:
    return str(result.place) if result is not None else ""


def _emptied(rows: Any) -> None:
    """Take every widget out of a column."""
    while (item := rows.takeAt(0)) is not None:
        if item.layout() is not None:
            _emptied(item.layout())
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
