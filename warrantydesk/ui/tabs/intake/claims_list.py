"""The left pane: open visits and claims, filtered by whose turn it is."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from warrantydesk.domain.claim.states import OPEN, State
from warrantydesk.domain.rights import may
from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.i18n import N_, _, date_text, local
from warrantydesk.ui.claim_clock import clock_of, is_short, may_still_appeal
from warrantydesk.ui.kit.buttons import IconButton
from warrantydesk.ui.kit.chips import Chip, ChipRow
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.lists import QueueList, QueueRow
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.masks import listed_plate
from warrantydesk.ui.tabs.intake.steps import NEXT
from warrantydesk.ui.words import claim_mark, claim_word

MINE, FOR_ME, SUBMITTED, RETURNED = "mine", "for_me", "submitted", "returned"
TO_APPEAL, DRAFT, ALL = "to_appeal", "draft", "all"
MOST = 200

_SHORT = {State.PREAUTH_WAIT: N_("Needs pre-auth")}
"""States whose full name is longer than a row has room for."""

Test = Callable[[ClaimSummary], bool]


class ClaimsPane(QWidget):
    """Head with "+", chips with counts, the queue."""

    chosen = Signal(int)
    asked_new = Signal()

    def __init__(self, desk: Any) -> None:
        """Start without rows."""
        super().__init__()
        self._desk = desk
        self._rows: list[ClaimSummary] = []
        self._chips: list[Chip] = []
        self._narrow = False
        self._head = QHBoxLayout()
        self._title = Words(_("Visits and claims"), delta=0.5, bold=True)
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self.filter = IconButton("filter", _("Filters"), clicked=self._open_filter)
        self._head.addWidget(self.filter)
        self.plus = IconButton("add", _("New claim (Ctrl+N)"), clicked=self.asked_new.emit)
        self._head.addWidget(self.plus)
        self.chips = ChipRow()
        self.chips.chosen.connect(self._show_rows)
        self._pills = QHBoxLayout()
        self._pills.addWidget(self.chips)
        self.queue = QueueList()
        self.queue.setAccessibleName(_("Visits and claims"))
        self.queue.chosen.connect(self._choose)
        self._none = Words(_("No claim here."), token="ink2", wrap=True)
        self._none.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addLayout(self._pills)
        column.addWidget(self._none)
        column.addWidget(self.queue, 1)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Be a rail of marks and plates, or a list again."""
        self._narrow = narrow
        self._title.setVisible(not narrow)
        self.chips.setVisible(not narrow)
        self.filter.setVisible(narrow)
        self._head.setContentsMargins(*((2, 8, 2, 6) if narrow else (12, 8, 8, 0)))
        self._head.setSpacing(0 if narrow else 6)
        self._pills.setContentsMargins(*((0, 0, 0, 0) if narrow else (10, 4, 8, 8)))
        self._say_none()

    def refresh(self) -> None:
        """Read the open claims again."""
        self._rows = self._desk.claims.in_states(tuple(OPEN), MOST)
        names = {
            MINE: _("Mine"),
            FOR_ME: _("To do"),
            SUBMITTED: _("Submitted"),
            RETURNED: _("Returned"),
            TO_APPEAL: _("To appeal"),
            DRAFT: _("Draft"),
            ALL: _("All open"),
        }
        counts = {key: sum(map(test, self._rows)) for key, test in self._tests().items()}
        self._chips = [Chip(key, name, counts[key]) for key, name in names.items()]
        self.chips.set_chips(self._chips)
        self._show_rows()

    def select(self, claim_id: int) -> None:
        """Make a claim the current one; a filter that hides it gives way.

        A claim that is not open stands in no list: then no row is the current one.
        """
        if self.queue.select(claim_id):
            return
        if any(row.id == claim_id for row in self._rows):
            self._choose_filter(ALL)
            self.queue.select(claim_id)
        else:
            self.queue.clear_choice()

    def is_empty(self) -> bool:
        """Say whether there is no open claim at all."""
        return not self._rows

    def first(self) -> int | None:
        """Return the claim at the top of the queue."""
        items = self.queue.items()
        return items[0].key if items else None

    def newest_of_vin(self, vin: str) -> int | None:
        """Return the newest open claim of a VIN among the rows."""
        return next((row.id for row in self._rows if row.vin == vin), None)

    def _tests(self) -> dict[str, Test]:
        person = self._desk.people.acting
        return {
            MINE: lambda row: row.clerk == person.login,
            FOR_ME: lambda row: row.state in NEXT and may(person, f"claim.{NEXT[row.state]}"),
            SUBMITTED: lambda row: row.state is State.SUBMITTED,
            RETURNED: lambda row: row.state is State.RETURNED,
            TO_APPEAL: lambda row: may_still_appeal(row, self._desk.bench.today),
            DRAFT: lambda row: row.state is State.DRAFT,
            ALL: lambda row: True,
        }

    def _show_rows(self, _key: Any = None) -> None:
        test = self._tests()[self.chips.value() or MINE]
        rows = [self._row(row) for row in self._rows if test(row)]
        self.queue.show_rows(rows)
        self._say_none()

    def _say_none(self) -> None:
        self._none.setVisible(not self._narrow and not self.queue.items())

    def _choose_filter(self, key: str) -> None:
        self.chips.set_value(key)
        self._show_rows()

    def _open_filter(self) -> None:
        """Offer on the rail what the pills offer in the list."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chip in self._chips:
            entry = menu.addAction(f"{chip.text} {chip.count}")
            entry.setCheckable(True)
            entry.setChecked(chip.key == self.chips.value())
            entry.triggered.connect(lambda _on=False, key=chip.key: self._choose_filter(key))
        menu.popup(self.filter.mapToGlobal(self.filter.rect().bottomLeft()))

    def _row(self, row: ClaimSummary) -> QueueRow:
        title = listed_plate(self._desk, row.plate) or row.vin[-8:]
        story = row.complaint.split("\n")[0]
        return QueueRow(
            row.id,
            title or row.claim_number,
            story or (row.claim_number if title else _("No vehicle yet")),
            *_standing(row),
            *self._second(row),
        )

    def _second(self, row: ClaimSummary) -> tuple[str, Tone]:
        """Return the clock of a row and its colour; the arrival where none runs."""
        return clock_of(row, self._desk.bench.today) or (self._arrived(row), Tone.NEUTRAL)

    def _arrived(self, row: ClaimSummary) -> str:
        if row.arrived_at is None:
            return ""
        when = local(row.arrived_at)
        if when.date() == self._desk.bench.today:
            return f"{when:%H:%M}"
        return date_text(when.date())

    def _choose(self, key: Any) -> None:
        if key is not None:
            self.chosen.emit(key)


def _standing(row: ClaimSummary) -> tuple[Mark, str]:
    """Return the mark and the word of a row's state; a cut approval is told as such."""
    if row.state is State.APPROVED and is_short(row):
        return Mark.WARN, _("In part")
    word = _(_SHORT[row.state]) if row.state in _SHORT else claim_word(row.state)
    return claim_mark(row.state), word
