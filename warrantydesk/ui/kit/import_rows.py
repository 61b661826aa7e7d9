"""What becomes of each row: filters by outcome, the wrong cell to edit, what is offered."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.imports import Draft, Preview
from warrantydesk.services.imports.preview import left_out
from warrantydesk.services.imports.target import OUTCOME_NAMES, Outcome
from warrantydesk.services.imports.values import at_issue
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.chips import Chip, ChipRow
from warrantydesk.ui.kit.import_cells import columns_of
from warrantydesk.ui.kit.import_table import ResultTable
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.table import Group, ListModel

_NARROW, _TIGHT = 52, 40
_GIVING_WAY = ("before", "difference")
ALL, LEFT_OUT, SEEN = "all", "left_out", "seen"


class ResultsPane(QWidget):
    """Filters by outcome over the rows; opens on what stands in the way."""

    repaired = Signal(object, object)
    edited = Signal(object, str, str)
    skipped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without rows."""
        super().__init__(parent)
        self._draft: Draft | None = None
        self._preview: Preview | None = None
        self._seen = False
        self._touched = False
        self.chips = ChipRow(exclusive=False)
        self.chips.chosen.connect(self._choose)
        self.table = ResultTable(ListModel(()))
        self.table.setAccessibleName(_("Row by row"))
        self._hint = Words(_("F2 edit · Del leave out · F5 read again"), token="ink2", delta=-1)
        line = QHBoxLayout()
        line.setContentsMargins(16, 6, 16, 6)
        line.setSpacing(12)
        line.addWidget(Words(_("Row by row"), bold=True))
        line.addWidget(self.chips, 1)
        line.addWidget(self._hint)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(line)
        self._column.addWidget(self.table, 1)
        self._columns: tuple[str, ...] = ()
        self._connect()

    def _connect(self) -> None:
        self.table.repaired.connect(self.repaired)
        self.table.edited.connect(self.edited)
        self.table.skipped.connect(self.skipped)
        self.table.group_clicked.connect(self._mark_seen)
        self.table.editable = self._editable

    def show_rows(self, draft: Draft, preview: Preview) -> None:
        """Show what becomes of the rows of a draft; the filters stay as the clerk set them."""
        self._draft, self._preview = draft, preview
        names = tuple(column.field for column in draft.columns if column.field)
        if names != self._columns:
            self._columns = names
            self._replace_table()
        counts = [Chip(one, _(OUTCOME_NAMES[one]), preview.counts.get(one, 0)) for one in Outcome]
        counts.append(Chip(ALL, _("All"), len(preview.results)))
        if draft.skipped:
            counts.append(Chip(LEFT_OUT, _("Left out"), len(draft.skipped)))
        self.chips.set_chips(counts)
        if not self._touched:
            self.chips.set_values(self._first_filter(preview))
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words room: first without the value of today and the difference."""
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        narrow = self.width() < theme.h(_NARROW)
        model = self.table.model()
        for place, column in enumerate(getattr(model, "columns", ())):
            if column.key in _GIVING_WAY:
                self.table.setColumnHidden(place, narrow)
        self._hint.setVisible(self.width() >= theme.h(_TIGHT))

    def fresh(self) -> None:
        """Forget the filters and what was seen: another table follows."""
        self._touched = self._seen = False

    def _first_filter(self, preview: Preview) -> list[object]:
        for some in ((Outcome.BLOCK, Outcome.WARN), (Outcome.NEW, Outcome.CHANGED)):
            if any(preview.counts.get(one) for one in some):
                return list(some)
        return [ALL]

    def _replace_table(self) -> None:
        """Rows of other columns want another table."""
        if self._draft is None:
            return
        old = self.table
        self.table = ResultTable(ListModel(columns_of(self._draft, self._now)))
        self.table.setAccessibleName(_("Row by row"))
        self._connect()
        held = old.hasFocus()
        self._column.replaceWidget(old, self.table)
        self.table.show()
        if held:
            self.table.setFocus()
        old.setParent(None)
        old.deleteLater()
        self._give_way()

    def _now(self) -> tuple[Draft, Preview]:
        assert self._draft is not None
        assert self._preview is not None
        return self._draft, self._preview

    def _fill(self) -> None:
        if self._draft is None or self._preview is None:
            return
        held = self.table.row()
        rows = self._chosen_rows(self._draft, self._preview)
        model = self.table.model()
        assert isinstance(model, ListModel)
        model.show(rows)
        self.table.set_empty(_("No row of this kind."))
        number = held.number if held is not None else 0
        if not self.table.select_where(lambda row: row.number >= number):
            self.table.select_row(0)

    def _chosen_rows(self, draft: Draft, preview: Preview) -> list[Any]:
        chosen = set(self.chips.values())
        kinds = set(Outcome) if ALL in chosen else chosen
        if self._seen and ALL not in chosen:
            kinds = kinds - {Outcome.WARN}
        found: list[Any] = [one for one in preview.results if one.outcome is Outcome.BLOCK]
        found = found if Outcome.BLOCK in kinds else []
        warned = [one for one in preview.results if one.outcome is Outcome.WARN]
        if Outcome.WARN in kinds and warned:
            title = ngettext_("{n} warning", "{n} warnings", len(warned))
            note = _("may be applied, have a look")
            found.append(Group(title, f"· {note}", link=_("Mark all seen"), key=SEEN))
            found += warned
        rest = [
            one
            for one in preview.results
            if one.outcome in kinds and one.outcome not in (Outcome.BLOCK, Outcome.WARN)
        ]
        if rest and Outcome.WARN in kinds and warned:
            found.append(Group(ngettext_("{n} other row", "{n} other rows", len(rest))))
        found += rest
        return found + (list(left_out(draft)) if LEFT_OUT in chosen else [])

    def _choose(self, _keys: object) -> None:
        self._touched = True
        self._seen = False
        self._fill()

    def _mark_seen(self, group: Group) -> None:
        if group.key == SEEN:
            self._touched = self._seen = True
            self.chips.set_values([one for one in self.chips.values() if one is not Outcome.WARN])
            self._fill()

    def _editable(self, row: Any, key: str) -> tuple[str, str] | None:
        """Return field and text of a cell that may be edited."""
        if self._draft is None or row.number in self._draft.skipped:
            return None
        if key == "file":
            field = at_issue(self._draft, row)
            name = field.name if field is not None else ""
        else:
            name = key.removeprefix("field.") if key.startswith("field.") else ""
        if not name or self._draft.column_of(name) is None:
            return None
        return name, self._draft.written(row.number, name)
