"""Counts what stands beside the facets: of all claims, or of those with the words asked for."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer

from warrantydesk.i18n import _
from warrantydesk.services.archive import Asked
from warrantydesk.services.archive_hits import FacetCounts
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.archive.hits import Hits

PAUSE_MS = 150
Show = Callable[[FacetCounts | None, FacetCounts | None], object]


class Counting(QObject):
    """Counts at once where there are few claims, else in a worker once typing pauses."""

    def __init__(
        self, shell: Shell, desk: Any, hits: Hits, show: Show, parent: QObject | None = None
    ) -> None:
        """``show`` gets the counts of all claims where they are new, and those with the words.

        After the end of ``parent`` nothing is shown any more.
        """
        super().__init__(parent)
        self._shell, self._desk, self._hits, self._show = shell, desk, hits, show
        self._is_known = False
        self._counted: Asked | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._send_near)

    def forget(self) -> None:
        """Count anew at the next question: claims have changed."""
        self._is_known, self._counted = False, None

    def ask(self) -> None:
        """Count what ``hits`` were asked for, where it was not counted already."""
        asked = replace(self._hits.asked(), facets={}, sort_by="claim_number", descending=True)
        if self._hits.is_small():
            self._count_at_once(asked)
            return
        if not self._is_known:
            self._is_known = True
            self._send(None)
        if asked != self._counted:
            self._counted = asked
            self._pause.stop()
            if asked.is_everything:
                self._show(None, None)
            else:
                self._pause.start()

    def _count_at_once(self, asked: Asked) -> None:
        if self._is_known and asked == self._counted:
            return
        every = None if self._is_known else self._desk.archive.counts()
        self._is_known, self._counted = True, asked
        self._show(every, self._desk.archive.counts_near(asked))

    def _send_near(self) -> None:
        self._send(self._counted)

    def _send(self, asked: Asked | None) -> None:
        def take(counts: tuple[FacetCounts | None, FacetCounts | None]) -> None:
            if asked is not None and asked == self._counted:
                self._show(*counts)
            elif asked is None and counts[0] is not None:
                self._take_every(counts[0])

        work = self._desk.archive.prepare_counts(asked)
        self._shell.run(work, take, _("Counting the archive…"))

    def _take_every(self, every: FacetCounts) -> None:
        self._show(every, None)
        again, self._counted = self._counted, None
        if again is not None and not again.is_everything:
            self._counted = again
            self._pause.start()
