"""The due-back calendar: a month, and the list of the day that is chosen."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.old_part import PART_STATE_NAMES
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import _, date_text, ngettext_
from warrantydesk.services.ledger.account import Only
from warrantydesk.services.ledger.calendar import DUE_NAMES, LOSSES, DueDay, DueKind, DueMark
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button, IconButton, LinkButton
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.inputs import ChoiceField
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, Holds, ListModel, TableView
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.calendar_grid import MonthGrid
from warrantydesk.ui.tabs.shelf.ledger_export import export_calendar, export_list

MARKS = {
    DueKind.RETURN: Mark.WARN,
    DueKind.REQUEST: Mark.WARN,
    DueKind.REMINDER1: Mark.INFO,
    DueKind.REMINDER2: Mark.WARN,
    DueKind.SETTLED: Mark.WARN,
    DueKind.LIST: Mark.WARN,
    DueKind.DISPUTE: Mark.REFUSED,
    DueKind.LENT: Mark.HOLD,
    DueKind.ARRIVAL: Mark.RUNNING,
    DueKind.SCRAP: Mark.DONE,
}


def open_calendar(shell: Shell, desk: Any, parent: QWidget | None = None) -> "CalendarDialog":
    """Open the calendar over the window, or over the dialog that asks for it."""
    dialog = CalendarDialog(shell, desk, parent or shell.widget())
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class CalendarDialog(QDialog):
    """Month at the left, the day's pieces at the right; a double click goes to the piece."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Show the month of today."""
        super().__init__(parent)
        self.setWindowTitle(_("Due-back calendar"))
        self.shell, self.desk = shell, desk
        self.today: date = desk.bench.today
        self.days: dict[date, DueDay] = {}
        makers = [(brand, desk.profiles.maker_name(brand)) for brand in desk.profiles.brands()]
        self.maker = ChoiceField([("", _("All makers")), *makers])
        self.maker.set_value("")
        self.maker.setAccessibleName(_("Maker"))
        self.month = Words(delta=1.5, bold=True)
        self.sum = Words(token="ink2")
        self.late = LinkButton("", clicked=self.show_late)
        self.grid = MonthGrid()
        self.grid.setAccessibleName(_("Due-back calendar"))
        self.day = Words(delta=0.5, bold=True)
        self.model = ListModel(_columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(_("Due on that day"))
        self.table.set_empty(_("Nothing is due on that day."))
        self._lay()
        self.grid.chosen.connect(self.take_day)
        self.maker.edited.connect(self.read)
        self.table.opened.connect(self._open)
        self.grid.day = self._nearest()
        self.read()
        self.grid.setFocus()

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconButton("left", _("Month before"), clicked=lambda: self.turn(-1)))
        head.addWidget(IconButton("right", _("Next month"), clicked=lambda: self.turn(1)))
        head.addWidget(self.month)
        head.addWidget(self.sum, 1)
        head.addWidget(self.late)
        self.maker.setMaximumWidth(theme.h(10))
        head.addWidget(self.maker)
        ground = Surface("base")
        left = QVBoxLayout()
        left.addWidget(self.grid, 1)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.day)
        right.addWidget(self.table, 1)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        column = QVBoxLayout(ground)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(both, 1)
        foot = Surface("window", "t")
        below = QHBoxLayout(foot)
        below.setContentsMargins(16, 8, 16, 8)
        below.addWidget(
            Words(
                _("A day that is over is debited with the whole claim."), token="ink2", wrap=True
            ),
            1,
        )
        below.addWidget(Button(_("Calendar as &PDF…"), icon="pdf", clicked=self.save_calendar))
        below.addWidget(Button(_("&Save as Excel…"), icon="export", clicked=self.save))
        below.addWidget(Button(_("Close"), clicked=self.accept))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(ground, 1)
        whole.addWidget(foot)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as large as the window, less a margin."""
        above = self.parentWidget()
        if above is not None:
            room = above.window().size()
            width = min(theme.h(66), room.width() - 32)
            self.resize(width, min(theme.h(33), room.height() - 32))
        super().showEvent(event)

    def read(self) -> None:
        """Read what is due in the six weeks shown, and what is late."""
        day, brand = self.grid.day, self.maker.value() or ""
        first = day.replace(day=1) - timedelta(days=7)
        last = day.replace(day=1) + timedelta(days=45)
        found = tried(self.shell, lambda: self.desk.ledger.due_back(first, last, brand)) or ()
        late = tried(self.shell, lambda: self.desk.ledger.overdue(brand)) or ()
        self.days = {one.day: one for one in (*late, *found)}
        self.grid.show_month(day, self.today, self.days)
        inside = [one for one in found if (one.day.year, one.day.month) == (day.year, day.month)]
        pieces = sum(one.pieces for one in inside)
        amount = sum(one.amount_fen for one in inside)
        self.month.setText(f"{day.year}-{day.month:02}")
        count = ngettext_("{n:,} piece", "{n:,} pieces", pieces)
        self.sum.setText(_("{count} due, ¥{amount}", count=count, amount=yuan(amount)))
        waiting = sum(len(one.marks) for one in late)
        self.late.setText(ngettext_("{n:,} thing is late", "{n:,} things are late", waiting))
        self.late.setVisible(bool(waiting))
        self._show_day()

    def turn(self, months: int) -> None:
        """Show another month."""
        first = self.grid.day.replace(day=1)
        other = first - timedelta(days=1) if months < 0 else first + timedelta(days=32)
        self.take_day(other.replace(day=1))

    def take_day(self, day: date) -> None:
        """Show a day; another month is read where it lies in one."""
        self.grid.day = day
        self.read()

    def _nearest(self) -> date:
        """Return the next day on which something must leave, else something ends, else today."""
        ledger = self.desk.ledger
        last = self.today + timedelta(days=31)
        coming = tried(self.shell, lambda: ledger.due_back(self.today, last)) or ()
        must = [one for one in coming if one.pieces]
        return next((one.day for one in (*must, *coming)), self.today)

    def _show_day(self) -> None:
        day = self.grid.day
        due = self.days.get(day)
        self.day.setText(date_text(day))
        self.model.show(due.marks if due else ())

    def show_late(self) -> None:
        """List everything that is late, whatever its day."""
        late = [one for one in self.days.values() if one.day < self.today]
        self.day.setText(_("Late"))
        self.model.show([mark for one in late for mark in one.of(*LOSSES)])

    def save(self) -> None:
        """Save what is due as a list."""
        only = Only(brand=self.maker.value() or "")
        export_list(self.shell, self.desk, "parts_due", only=only)

    def save_calendar(self) -> None:
        """Save the month shown and the next one as PDF."""
        export_calendar(self.shell, self.desk, self.grid.day)

    def _open(self, mark: DueMark) -> None:
        self.accept()
        if mark.piece is not None:
            self.shell.open("shelf", "tag", mark.piece.tag)
        elif mark.shipment is not None:
            self.shell.open("shelf", "shipment", mark.shipment.number)


def _columns() -> list[Column]:
    return [
        Column(
            "kind",
            _("What is due"),
            width=width_for([_(DUE_NAMES[DueKind.REMINDER2])], _("What is due"), mark=True),
            text=lambda mark: _(DUE_NAMES[mark.kind]),
            second=lambda mark: mark.note,
            mark=lambda mark: MARKS[mark.kind],
        ),
        Column(
            "part",
            _("Part"),
            width=90,
            text=lambda mark: mark.piece.part_name if mark.piece else mark.note,
            second=_where,
            stretch=True,
        ),
        Column(
            "amount",
            _("Amount ¥"),
            align="right",
            width=width_for(["88,888.00"], _("Amount ¥")),
            text=lambda mark: yuan(mark.amount_fen) if mark.amount_fen else "—",
            value=lambda mark: mark.amount_fen,
            holds=Holds.MONEY,
            sort=lambda mark: mark.amount_fen,
        ),
    ]


def _where(mark: DueMark) -> str:
    piece = mark.piece
    if piece is None:
        return ""
    return "　".join(
        filter(None, (spoken(piece.tag), _(PART_STATE_NAMES[piece.state]), piece.place))
    )
