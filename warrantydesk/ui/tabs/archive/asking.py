"""What the archive is asked: text, facets, a list of claims; each stands as a pill and goes."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from warrantydesk.i18n import _
from warrantydesk.services.archive import Asked, ClaimList
from warrantydesk.services.archive_hits import FacetCounts
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.archive.counting import Counting
from warrantydesk.ui.tabs.archive.facet_values import FacetValues
from warrantydesk.ui.tabs.archive.facets import FacetPane
from warrantydesk.ui.tabs.archive.find_pane import FindPane
from warrantydesk.ui.tabs.archive.hits import NEWEST_FIRST, Hits
from warrantydesk.ui.tabs.archive.kept_searches import KeptSearches

TEXT, LIST = "text", "list"


class Asking(QObject):
    """Asks ``hits`` what line and facets say, and shows the answer in both panes."""

    answered = Signal()

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        panes: tuple[FacetPane, FindPane],
        hits: Hits,
        values: FacetValues,
    ) -> None:
        """``current`` is asked which claim stays the current one."""
        super().__init__(panes[1])
        self._facets, self._found = panes
        self._hits, self._values = hits, values
        self.current: Callable[[], int | None] = self._found.current_id
        self.counting = Counting(shell, desk, hits, self._show_counts, self)
        self.kept = KeptSearches(shell, desk, self.asked, self._ask_kept)
        found = self._found
        hits.arrived, hits.owner = self._show_rest, self
        found.line.asked.connect(self.search)
        found.filters.closed.connect(self.drop)
        found.filters.cleared.connect(self.clear)
        found.cleared.connect(self.clear)
        found.kept.clicked.connect(lambda: self.kept.popup(found.kept))
        self._facets.changed.connect(self.search)

    def refresh(self) -> None:
        """Ask again, count again: claims have changed."""
        self._hits.forget()
        self.counting.forget()
        self.search()

    def search(self) -> None:
        """Ask what line and facets say."""
        found = self._found
        self._hits.ask(found.line.value(), self._values.asked(), found.model.order)
        self._values.is_narrowed = bool(found.line.value())
        self.counting.ask()
        self._facets.show_values()
        found.filters.show_filters(self._filters())
        found.show_hits(self.current())
        self.answered.emit()

    def asked(self) -> Asked:
        """Return the search on screen."""
        sort_by, descending = self._found.model.order or NEWEST_FIRST
        text, facets = self._found.line.value(), self._values.asked()
        return Asked(text, facets, None, sort_by, descending)

    def clear(self) -> None:
        """Take away text and facets, and the list that the search is held to."""
        self.show_text("")

    def show_text(self, text: str) -> None:
        """Search for a text in all claims."""
        self._hits.given = None
        self._values.chosen.clear()
        self._found.line.ask_for(text)

    def show_list(self, given: ClaimList) -> None:
        """Look only at some claims."""
        self._hits.given = given
        self._values.chosen.clear()
        self._found.line.ask_for("")

    def show_state(self, state: str) -> None:
        """Show all claims in a state."""
        self._hits.given = None
        self._values.chosen.clear()
        self._values.chosen["state", state] = None
        self._found.line.ask_for("")

    def drop(self, key: Any) -> None:
        """Take one filter away."""
        if key == TEXT:
            self._found.line.ask_for("")
            return
        if key == LIST:
            self._hits.given = None
        else:
            self._values.toggle(key, False)
        self.search()

    def _filters(self) -> list[tuple[Any, str]]:
        chosen: list[tuple[Any, str]] = []
        if self._hits.given is not None:
            chosen.append((LIST, self._hits.given.title))
        chosen += [(name, self._values.named(name)) for name in self._values.chosen]
        if text := self._found.line.value():
            chosen.append((TEXT, _("Text: {text}", text=text)))
        return chosen

    def _ask_kept(self, asked: Asked) -> None:
        self._hits.given = None
        self._values.choose({name: tuple(values) for name, values in asked.facets.items()})
        self._found.model.order = (asked.sort_by, asked.descending)
        self._found.table.horizontalHeader().viewport().update()
        self._found.line.ask_for(asked.text)
        self._found.line.setFocus()

    def _show_rest(self) -> None:
        self._found.show_rest(self.current())
        self.answered.emit()

    def _show_counts(self, every: FacetCounts | None, near: FacetCounts | None) -> None:
        if every is not None:
            self._values.take(every)
            self._hits.check(sum(every.counts["state"].values()))
        self._values.take_near(near)
        self._facets.show_values()
