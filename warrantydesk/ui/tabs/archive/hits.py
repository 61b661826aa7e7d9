"""What was asked of the archive and what it answered; the rows are read as they are looked at."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject

from warrantydesk.domain.masks import reads_only
from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.i18n import _
from warrantydesk.services.archive import Asked, ClaimList
from warrantydesk.services.archive_hits import LIMIT
from warrantydesk.ui.kit.jobs import Job
from warrantydesk.ui.kit.table import Source
from warrantydesk.ui.kit.table_model import Order
from warrantydesk.ui.words import plate_text

NEWEST_FIRST: Order = ("claim_number", True)
FIRST = 256
"""So many hits are found while typing, the others in a worker."""
_LEAD, _BACK = 12, 4
NEAR = 6
"""So many signs may stand before a word where the name of a field stands before them."""
Run = Callable[..., Job]


class Hits(Source):
    """All claims, or those that a text and facets ask for.

    A few are found at once; the rest of many, and other orders of many, come from a worker:
    until ``arrived`` is called the rows shown are the newest, or those shown before.
    """

    def __init__(self, desk: Any, run: Run | None = None) -> None:
        """Start with nothing; without ``run`` everything is found at once."""
        self._desk, self._run = desk, run
        self._job: Job | None = None
        self._ids: Sequence[int] = ()
        self._why: dict[int, tuple[str, str]] = {}
        self._every: Sequence[int] = ()
        self._total = 0
        self._began = 0.0
        self._asked = Asked()
        self.given: ClaimList | None = None
        """The only claims that are looked at, None for all."""
        self.arrived: Callable[[], object] = bool
        self.owner: QObject | None = None
        """Whom an answer is for: after its end none is waited for."""
        self.words: tuple[str, ...] = ()
        self.seconds = 0.0
        self.is_whole = True
        """All hits are known, not only the newest."""
        self.is_sorted = True
        """The hits stand in the order asked for."""

    def ask(
        self, text: str, facets: Mapping[str, Sequence[str]], order: Order | None = None
    ) -> None:
        """Ask anew."""
        self._why.clear()
        self.words = self._desk.archive.asked_words(text)
        within = self.given.ids if self.given is not None else None
        sort_by, descending = order or NEWEST_FIRST
        self._begin(Asked(text, facets, within, sort_by, descending))

    def forget(self) -> None:
        """Count anew: claims have changed."""
        self._every = self._desk.archive.newest_ids()
        self._total = len(self._every)
        if self.is_small():
            self.check(-1)

    def check(self, count: int) -> None:
        """Count exactly where somebody counted another number of claims."""
        if count != self._total:
            self._every = self._desk.archive.all_ids()
            self._total = len(self._every)

    def asked(self) -> Asked:
        """Return what was asked last."""
        return self._asked

    def total(self) -> int:
        """Return how many claims the archive holds."""
        return self._total

    def count(self) -> int:
        """Return how many claims were found so far."""
        return len(self._ids)

    def ids(self, order: Order | None) -> Sequence[int]:
        """Return the ids found; another order than before is asked for first."""
        if (order or NEWEST_FIRST) != (self._asked.sort_by, self._asked.descending):
            sort_by, descending = order or NEWEST_FIRST
            asked = self._asked
            self._begin(Asked(asked.text, asked.facets, asked.within, sort_by, descending))
        return self._ids

    def rows(self, ids: Sequence[int]) -> list[ClaimSummary]:
        """Return what the table shows of these claims."""
        found: list[ClaimSummary] = self._desk.archive.summaries(ids)
        return found

    def why(self, row: ClaimSummary) -> tuple[str, str]:
        """Return the field that was found and its text, where the row itself does not show it.

        It is read when the row is looked at: a page holds many more rows than are seen.
        """
        if row.id not in self._why:
            word = self._hidden_in(row)
            seen = bool(word) and not reads_only(self._desk.people.acting)
            self._why[row.id] = self._desk.archive.found_in(row.id, word) if seen else ("", "")
        return self._why[row.id]

    @property
    def sorted_among(self) -> int:
        """Among how many of the newest hits the order holds, 0 for all."""
        asked = self._asked
        in_order = asked.is_newest_first or not self.words or asked.within is not None
        return 0 if in_order or self.count() < LIMIT else LIMIT

    @property
    def reaches(self) -> int:
        """In how many of the newest claims words of one sign were looked for, 0 for all."""
        asked, reach = self._asked, int(self._desk.archive.one_sign_reach)
        if asked.within is not None or self.total() <= reach:
            return 0
        newest_only = self._desk.archive.reaches_newest_only(asked.text, asked.facets)
        return reach if newest_only else 0

    def is_small(self) -> bool:
        """Tell whether the archive is so small that nothing needs a worker."""
        return self._run is None or self._total <= LIMIT

    def stop(self) -> None:
        """Let the worker go."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _begin(self, asked: Asked) -> None:
        self.stop()
        self._asked = asked
        self.is_whole = self.is_sorted = True
        self._began = perf_counter()
        archive = self._desk.archive
        if asked.is_everything and asked.is_newest_first:
            self._ids = self._every
        elif self.is_small():
            self._ids = archive.hits(asked)
        elif asked.is_newest_first and asked.within is None and (self.words or asked.facets):
            self._ids = array("q", archive.search(asked.text, asked.facets, FIRST))
            self.is_whole = len(self._ids) < FIRST
        else:
            self.is_whole = self.is_sorted = False
        if self.is_sorted:
            self.seconds = perf_counter() - self._began
        if not self.is_whole:
            self._send(asked)

    def _send(self, asked: Asked) -> None:
        if self._run is not None:
            label = _("Searching the archive…") if self.is_sorted else _("Sorting the archive…")
            work, owner = self._desk.archive.prepare_hits(asked), self.owner

            def take(ids: Sequence[int]) -> None:
                if asked is self._asked and owner is self.owner:
                    self._take(ids)

            self._job = self._run(work, take, label)

    def _take(self, ids: Sequence[int]) -> None:
        self._job = None
        self._ids = ids
        if not self.is_sorted:
            self.seconds = perf_counter() - self._began
        self.is_whole = self.is_sorted = True
        self.arrived()

    def _hidden_in(self, row: ClaimSummary) -> str:
        """Return the first word that the row does not show, empty where it shows them all."""
        plate = f"{row.plate}\n{plate_text(row.plate)}"
        shown = f"{row.claim_number}\n{plate}\n{row.complaint}".casefold()
        return next((word for word in self.words if word.casefold() not in shown), "")


def excerpt(text: str, words: Sequence[str], lead: int = _LEAD) -> str:
    """Return a text in one line that begins shortly before the first of the words.

    A word among the first ``lead`` signs is near enough for the text to stand whole.
    """
    flat = " ".join(text.split())
    low = flat.casefold()
    spots = [at for at in (low.find(word.casefold()) for word in words) if at >= 0]
    first = min(spots, default=0)
    return flat if first <= lead else f"…{flat[first - _BACK :]}"
