"""The tab of today: what has a clock, by money at risk, and the next step on Enter."""

from datetime import timedelta
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.domain.backup import BackupStanding
from warrantydesk.domain.backup_due import Due, duties
from warrantydesk.domain.care import Appointment
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.today import Tally, TodayItem
from warrantydesk.i18n import N_, _, date_text, local
from warrantydesk.services.change import Kind
from warrantydesk.ui.kit.panes import ThreePanes
from warrantydesk.ui.kit.shortcuts import action, shortcut
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tab import Tab
from warrantydesk.ui.tabs.today.cards import SideColumn
from warrantydesk.ui.tabs.today.doors import open_door
from warrantydesk.ui.tabs.today.list import TodayList
from warrantydesk.ui.tabs.today.words import ItemWords, title_of

WIDTHS = (0, 1046, 320)
CARS_A_TURN = 5
"""Cars whose counters are looked at between two turns of the event loop."""
PAUSE_MS = 1200
"""How long a hidden list waits for further changes before it counts again."""
MINUTE_MS = 60_000
"""How often the list looks whether midnight has passed."""
WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


class TodayTab(Tab):
    """The list, and beside it appointments, claims under way, backup and policy changes."""

    TITLE = N_("Today")
    KEY = "today"
    SHORTCUT = 1
    ICON = "calendar"
    SHOWS = frozenset(Kind) - {Kind.PLACES, Kind.STOCK_TAKES}

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; the list is read with the first look."""
        super().__init__(shell, desk, parent)
        self.words = ItemWords(desk)
        self.list = TodayList(self.words, lambda: shell.open("intake", "new"))
        self.side = SideColumn()
        self.panes = ThreePanes(None, self.list, self.side, WIDTHS)
        self.items: list[TodayItem] = []
        self._due = Tally()
        self._backups_due: tuple[Due, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.panes)
        self.setFocusProxy(self.list.table)
        self.panes.remember(shell.memory, self.KEY)
        self._cars = QTimer(self, singleShot=True, interval=0)
        self._cars.timeout.connect(self._look_at_cars)
        self._recount = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._recount.timeout.connect(self._count_hidden)
        self._midnight = QTimer(self, interval=MINUTE_MS)
        self._midnight.timeout.connect(self._look_at_day)
        self._midnight.start()
        self._connect()
        self._offer_actions()

    def _connect(self) -> None:
        self.list.asked.connect(self._show)
        self.list.table.acted.connect(self.act)
        self.side.states.chosen.connect(self._show_state)
        self.side.appointments.chosen.connect(self._receive)
        self.side.backup.chosen.connect(lambda door: self.open_thing(door, ""))
        self.shell.stood.connect(self._take_standing)
        self.side.news.chosen.connect(
            lambda one: self.shell.open("policies", one.kind, self._policy_key(one))
        )

    def _take_standing(self, standing: BackupStanding) -> None:
        """Show how the backups stand; the list follows where something else is due than before."""
        now = self.desk.bench.now
        self.side.backup.show_standing(standing, now)
        due = tuple(duty.what for duty in duties(standing, now))
        if due != self._backups_due:
            self._backups_due = due
            self.on_change(Kind.EVENTS)

    def _offer_actions(self) -> None:
        table = self.list.table
        for text, verb, keys in (
            (_("&Do the next step"), self._act_here, ""),
            (_("&Put off…"), self.snooze, "S"),
            (_("&Take back into the list"), self.wake, "W"),
            (_("Fold what is due &later"), self.list.fold_later, "L"),
            (_("&Hand over duty…"), self.hand_over, ""),
            (_("&Close the day…"), self.close_day, ""),
        ):
            made = action(self if not keys else table, text, verb, keys)
            self.offer(made)
        shortcut(self, "F6", self.next_pane)
        shortcut(self, "Esc", self.panes.close_drawer)

    def _policy_key(self, one: Any) -> str:
        return str(one.key) if one.kind == "bulletin" else f"{one.profile}:{one.key}"

    def refresh(self) -> None:
        """Read the list again; cars whose counters are not known follow at once."""
        self.words.begin()
        self.items = self.desk.today.all(at_once=True)
        self._show()
        self.side.refresh(self.desk)
        self._cars.start()

    def _show(self) -> None:
        service = self.desk.today
        due = service.due(self.items)
        self.list.show_counts(service.counts_of(self.items), due, self._day())
        shown = service.chosen(self.items, self.list.question())
        self.list.show_items(shown)
        if due != self._due:
            self._due = due
            self.shell.badges_changed()

    def _day(self) -> str:
        today = self.words.today
        return f"{date_text(today)} {_(WEEKDAYS[today.weekday()])}"

    def _look_at_cars(self) -> None:
        """Look at a few cars; once all are known, show the list with their lines."""
        if self.desk.today.law.look(CARS_A_TURN):
            self._cars.start()
            return
        found = self.desk.today.with_cars(self.items)
        if found is not self.items:
            self.items = found
            self._show()

    def _look_at_day(self) -> None:
        """Read again when the day has changed while the list stood."""
        if self.isVisible() and self.desk.bench.today != self.words.today:
            self.refresh()

    def on_change(self, kind: Any) -> None:
        """Read again; while hidden only the badge follows, after a pause."""
        super().on_change(kind)
        if self.is_stale():
            self._recount.start()

    def _count_hidden(self) -> None:
        if not self.is_stale() or not self.window().isVisible():
            return  # shown again meanwhile, or the window was closed
        self._due = self.desk.today.due(self.desk.today.all(at_once=True))
        self.shell.badges_changed()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop looking at cars while another tab is in front."""
        self._cars.stop()
        super().hideEvent(event)

    def badge(self) -> tuple[int, bool]:
        """Return how many lines are overdue or due today."""
        return self._due.lines, self._due.lines > 0

    def open_thing(self, kind: str, key: Any) -> None:
        """Show a line by its key, accept a hand-over by its id, or open what a line asks for."""
        if kind == "hand_over":
            self.accept_duty(int(key))
        elif kind == "line":
            self.list.reveal(str(key))
            self.list.table.setFocus()
        else:
            open_door(self.shell, self.desk, kind, key)

    def next_pane(self) -> None:
        """Walk between the list, the filters and the side column."""
        if self.panes.is_narrow() and not self.list.table.hasFocus():
            self.panes.close_drawer()
        if self.list.table.hasFocus() and self.list.chips.pills():
            self.list.chips.pills()[0].setFocus()
        else:
            self.list.table.setFocus()

    def act(self, item: TodayItem) -> None:
        """Go where the next step is done."""
        target = item.target
        if target.tab == "today":
            self.open_thing(target.kind, target.key)
        else:
            self.shell.open(target.tab, target.kind, target.key)

    def _act_here(self) -> None:
        if (item := self.list.table.row()) is not None:
            self.act(item)

    def _show_state(self, state: State) -> None:
        self.shell.open("archive", "state", str(state))

    def _receive(self, one: Appointment) -> None:
        self.open_thing("appointments", str(local(one.starts_at).date()))

    def snooze(self) -> None:
        """Put the current line off, with a reason."""
        from warrantydesk.ui.tabs.today.snooze_dialog import SnoozeDialog

        item = self.list.table.row()
        if item is None or not self.list.table.isVisible():
            return
        tomorrow = self.words.today + timedelta(days=1)
        dialog = SnoozeDialog(self.shell, self.desk, item, tomorrow)
        if dialog.exec():
            self.shell.toast(
                _("Put off until {day}: {what}", day=date_text(dialog.day), what=title_of(item)),
                self.desk.undo,
            )
        self.list.table.setFocus()

    def wake(self) -> None:
        """Let the current line stand in the list again."""
        item = self.list.table.row()
        if item is not None and item.snoozed_until is not None:
            tried(self.shell, lambda: self.desk.today.wake(item.key))

    def hand_over(self) -> None:
        """Hand duty over to another person, with the list as it stands."""
        from warrantydesk.ui.tabs.today.duty_dialogs import HandOverDialog

        HandOverDialog(self.shell, self.desk, self.desk.today.all()).run()

    def accept_duty(self, hand_over_id: int) -> None:
        """Accept what was handed over, after a look at its sheet."""
        from warrantydesk.ui.tabs.today.duty_dialogs import AcceptDialog

        AcceptDialog(self.shell, self.desk, hand_over_id).exec()

    def close_day(self) -> None:
        """Close the day with its slips in order."""
        from warrantydesk.ui.tabs.today.duty_dialogs import DayCloseDialog

        DayCloseDialog(self.shell, self.desk).run()
