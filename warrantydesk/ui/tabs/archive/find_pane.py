"""The middle: the search line, what was found in which time, the filters, the hits."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit.buttons import Button, IconButton
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.tabs.archive.claims_model import ClaimsModel
from warrantydesk.ui.tabs.archive.claims_table import ClaimsTable
from warrantydesk.ui.tabs.archive.columns import RowWords, columns
from warrantydesk.ui.tabs.archive.filters import ActiveFilters
from warrantydesk.ui.tabs.archive.hits import NEWEST_FIRST, Hits
from warrantydesk.ui.tabs.archive.search_line import SearchLine


class FindPane(QWidget):
    """Shows what ``Hits`` found; the tab asks."""

    cleared = Signal()

    def __init__(
        self,
        hits: Hits,
        say: RowWords,
        begin: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """``begin`` is what an empty archive offers to do."""
        super().__init__(parent)
        self._hits = hits
        self.line = SearchLine()
        self.kept = IconButton("star", _("Kept searches"))
        self.audit = Button(_("Audit pac&k…"), icon="archive")
        self.out_menu = QMenu(self)
        self.out = Button(_("E&xport"), menu=self.out_menu)
        self.filters = ActiveFilters()
        self._found = Words(bold=True)
        self._rest = Words(token="ink2", delta=-0.5)
        self._picked = Words(token="accent", delta=-0.5, bold=True)
        self._note = MarkLabel(Mark.INFO, delta=-1)
        self.model = ClaimsModel(columns(say, hits))
        self.model.order = NEWEST_FIRST
        self.table = ClaimsTable(self.model)
        self.table.setAccessibleName(_("Claims found"))
        self._nothing = EmptyState(
            _("Nothing was found."),
            _("Type fewer letters or words, or take a filter away."),
            button=_("Clear all"),
            clicked=self.cleared.emit,
        )
        self._empty = EmptyState(
            _("The archive is empty."),
            _("Every claim stands here from the moment it is accepted."),
            button=_("Go to Intake"),
            clicked=begin,
        )
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.sorted_by.connect(self._tell)
        self.table.selectionModel().selectionChanged.connect(self._tell_picked)
        self._lay_out()

    def _lay_out(self) -> None:
        counts = QHBoxLayout()
        counts.setContentsMargins(16, 0, 16, 0)
        counts.setSpacing(5)
        counts.addWidget(self._found)
        counts.addWidget(self._rest)
        counts.addWidget(self._picked)
        counts.addSpacing(9)
        counts.addWidget(self.filters, 1)
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 16, 0)
        top.setSpacing(8)
        top.addWidget(self.line, 1)
        top.addWidget(self.kept)
        top.addWidget(self.audit)
        top.addWidget(self.out)
        note = QHBoxLayout()
        note.setContentsMargins(16, 0, 16, 0)
        note.addWidget(self._note)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        for widget in (self.table, self._nothing, self._empty):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for row in (top, counts, note):
            column.addLayout(row)
        column.addWidget(holder, 1)

    def show_hits(self, keep: int | None) -> None:
        """Show what was found; the claim ``keep`` stays the current one. Emits nothing."""
        self.table.blockSignals(True)
        self.model.set_source(self._hits)
        self.table.set_marked_words(list(self._hits.words))
        self.select(keep)
        self.table.blockSignals(False)
        self._show_state()

    def show_rest(self, keep: int | None) -> None:
        """Show what a worker found: more below what is shown, or another order. Emits nothing."""
        self.table.blockSignals(True)
        if not self.model.extend(self._hits.ids(self.model.order)):
            self.model.set_ids(self._hits.ids(self.model.order))
            self.select(keep)
        self.table.blockSignals(False)
        self._show_state()

    def _show_state(self) -> None:
        hits = self._hits
        nothing = self._nothing if hits.total() else self._empty
        some = hits.count() or not hits.is_whole
        self._stack.setCurrentWidget(self.table if some else nothing)
        self._tell()

    def select(self, claim_id: int | None) -> None:
        """Make a claim the current one, the first where it is not among the hits."""
        place = self.model.row_of(claim_id) if claim_id is not None else -1
        self.table.select_row(max(0, place))

    def current_id(self) -> int | None:
        """Return the id of the current claim."""
        row = self.table.row()
        return row.id if row is not None else None

    def note(self) -> str:
        """Return what is said about the limits of the answer."""
        return self._note.text()

    def told(self) -> str:
        """Return how many were found, of how many, in which time."""
        return f"{self._found.text()} {self._rest.text()}"

    def picked(self) -> str:
        """Return how many claims are selected; empty where it is the current one alone."""
        return self._picked.text()

    def _tell_picked(self) -> None:
        count = self.table.selected_count()
        several = ngettext_("· {n:,} selected", "· {n:,} selected", count) if count > 1 else ""
        self._picked.setText(several)
        self._picked.setVisible(bool(several))

    def _tell(self) -> None:
        hits, found = self._hits, self._hits.count()
        if hits.is_whole or not hits.is_sorted:
            self._found.setText(ngettext_("{n:,} claim", "{n:,} claims", found))
        else:
            self._found.setText(_("{n}+ claims", n=f"{found:,}"))
        seconds = f"{max(hits.seconds, 0.001):.{2 if hits.seconds >= 0.01 else 3}f}"
        self._rest.setText(_("of {all}, in {seconds} s", all=f"{hits.total():,}", seconds=seconds))
        self._note.show_mark(Mark.INFO, self._limits())
        self._note.setVisible(bool(self._note.text()))
        self._tell_picked()

    def _limits(self) -> str:
        hits = self._hits
        if not hits.is_sorted:
            return _("Being sorted; until then the rows stand as before.")
        if hits.sorted_among:
            n = f"{hits.sorted_among:,}"
            return _("Sorted among the newest {n} hits: type more to reach older ones.", n=n)
        if hits.reaches:
            return _("One sign is looked for in the newest {n} claims.", n=f"{hits.reaches:,}")
        return ""
