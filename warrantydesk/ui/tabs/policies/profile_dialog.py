"""Two profiles before one takes the place of the other: table by table, what would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.cell import FieldCell
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.inputs import DateField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, Holds, ListModel, TableView
from warrantydesk.ui.kit.tokens import Tone

PAUSE_MS = 250


@dataclass(frozen=True)
class TableTally:
    """One table of the profile to come beside the desk's own."""

    title: str
    changed: int
    added: int
    removed: int
    stricter: int = 0
    looser: int = 0
    is_new: bool = False
    """The desk has no such table yet."""
    differs: bool = False
    """Whether a new version of the table would be made."""


class ProfileDialog(AskDialog):
    """What would change, and from which day it would hold; another day is compared anew."""

    day_chosen = Signal(object)

    def __init__(
        self,
        name: str,
        tables: Sequence[TableTally],
        effective_from: date | None,
        parent: QWidget | None = None,
    ) -> None:
        """``name`` is the profile in the file; its own day is offered."""
        super().__init__(_("Import a profile"), _("&Import the profile"), parent)
        self._name = name
        self._tables: list[TableTally] = []
        self.effective_from = DateField()
        self.effective_from.set_value(effective_from)
        self.effective_from.edited.connect(self._judge)
        self._asked = self._compared = effective_from
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._model = ListModel(_columns())
        self.table = TableView(self._model)
        self.table.setAccessibleName(_("Tables"))
        self._words = Words("", bold=True, wrap=True)
        line = QHBoxLayout()
        line.addWidget(self._words, 1)
        line.addWidget(
            FieldCell("effective_from", _("In force from"), self.effective_from, required=True)
        )
        self.content.addLayout(line)
        note = _("Each table that differs gets a new version. Nothing is overwritten.")
        self.content.addWidget(Words(note, token="ink2", delta=-0.5, wrap=True))
        self.content.addWidget(self.table, 1)
        self.show_tables(tables, effective_from)
        self.resize(theme.h(42), theme.h(28))

    def tables(self) -> list[TableTally]:
        """Return the tables shown."""
        return list(self._tables)

    def show_tables(self, tables: Sequence[TableTally], day: date | None) -> None:
        """Show the comparison with what holds on a day."""
        self._asked = self._compared = day
        self._tables = sorted(tables, key=lambda one: not one.differs)
        differing = sum(1 for one in tables if one.differs)
        words = ngettext_(
            "{name}: {n} table differs from what the desk has.",
            "{name}: {n} tables differ from what the desk has.",
            differing,
            name=self._name,
        )
        self._words.setText(words)
        self._model.show(self._tables)
        self._judge()

    def _ask(self) -> None:
        day = self.effective_from.value()
        if self._asked != self._compared:
            self._pause.start()  # one comparison at a time
        elif day is not None and day != self._compared:
            self._asked = day
            self.day_chosen.emit(day)

    def _judge(self) -> None:
        day = self.effective_from.value()
        if day is None:
            problem = self.effective_from.problem()
            self.hold(problem or _("The day from which it holds is missing."))
        elif day != self._compared:
            self.hold(_("Comparing with what holds on that day…"))
            self._pause.start()
        elif not any(one.differs for one in self._tables):
            self.hold(_("Nothing differs: there is nothing to import."))
        else:
            self.hold("")


def _columns() -> list[Column]:
    def told(row: TableTally) -> str:
        return _("new table") if row.is_new else _("differs") if row.differs else _("same")

    words = (_("new table"), _("differs"), _("same"))
    counts = (
        ("changed", _("changed"), Tone.NEUTRAL),
        ("added", _("added"), Tone.NEUTRAL),
        ("removed", _("removed"), Tone.NEUTRAL),
        ("stricter", _("stricter"), Tone.DANGER),
        ("looser", _("looser"), Tone.OK),
    )
    return [
        Column("title", _("Table"), width=150, stretch=True, bold=lambda row: row.differs),
        Column(
            "state",
            _("State"),
            width=width_for(words, _("State"), mark=True),
            text=told,
            mark=lambda row: Mark.INFO if row.differs else Mark.DONE,
        ),
        *(_count_column(key, title, tone) for key, title, tone in counts),
    ]


def _count_column(key: str, title: str, tone: Tone) -> Column:
    def count(row: TableTally) -> int:
        return int(getattr(row, key))

    return Column(
        key,
        title,
        align="right",
        width=width_for(["50,000"], title),
        text=lambda row: f"{count(row):,}" if count(row) else "—",
        value=lambda row: count(row),
        holds=Holds.COUNT,
        tone=lambda row: tone if count(row) else Tone.NEUTRAL,
        sort=count,
    )
