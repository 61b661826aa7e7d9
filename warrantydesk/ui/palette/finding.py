"""What the palette shows for a text: the hits of every source under the titles of their groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from warrantydesk.domain.few_letters import folded
from warrantydesk.i18n import _
from warrantydesk.ui.kit.memory import Memory
from warrantydesk.ui.palette.actions import actions
from warrantydesk.ui.palette.hits import GROUP_TITLES, Group, Hit, Source
from warrantydesk.ui.palette.records import records
from warrantydesk.ui.palette.rulings import rulings

SOURCES: tuple[Source, ...] = (actions, records, rulings)
_MOST = {Group.ACTIONS: 4, Group.RECORDS: 6, Group.POLICIES: 3}
"""So many of each group are shown beside the others; alone a group shows all it has."""
_RECENT, _KEPT = "palette/recent", 12


@dataclass(frozen=True)
class Heading:
    """The title of a group between the rows."""

    title: str

    def spoken(self) -> str:
        """Return the title."""
        return self.title


Row = Heading | Hit


@dataclass(frozen=True)
class Shown:
    """The rows for a text, and how many hits there are in all."""

    rows: tuple[Row, ...]
    total: int


class Finding:
    """Asks every source once it is opened over a window; remembers what was used last."""

    def __init__(self, window: Any) -> None:
        """Open the sources."""
        self._memory: Memory = window.memory
        self._finders = [source(window) for source in SOURCES]

    def find(self, text: str, only: Group | None = None) -> Shown:
        """Return the rows for a text; ``only`` one group."""
        asked = folded(text)
        by_group: dict[Group, list[Hit]] = {group: [] for group in Group}
        for finder in self._finders:
            for hit in finder(asked):
                by_group[hit.group].append(hit)
        if not asked:
            by_group[Group.ACTIONS] = self._recent_first(by_group[Group.ACTIONS])
        if only is not None:
            by_group = {only: by_group[only]}
        total = sum(len(hits) for hits in by_group.values())
        return Shown(tuple(_rows(by_group, bool(asked) and only is None)), total)

    def note(self, hit: Hit) -> None:
        """Remember that a hit was used, for the next time."""
        if hit.key:
            kept = [hit.key, *(one for one in self._recent() if one != hit.key)]
            self._memory.setValue(_RECENT, kept[:_KEPT])

    def _recent(self) -> list[str]:
        kept = self._memory.value(_RECENT, [])
        if isinstance(kept, str):  # a list of one comes back as its text
            return [kept]
        return [str(one) for one in kept] if isinstance(kept, (list, tuple)) else []

    def _recent_first(self, hits: list[Hit]) -> list[Hit]:
        place = {key: number for number, key in enumerate(self._recent())}
        return sorted(hits, key=lambda hit: place.get(hit.key, len(place)))


def _rows(by_group: dict[Group, list[Hit]], shortened: bool) -> list[Row]:
    rows: list[Row] = []
    several = sum(1 for hits in by_group.values() if hits) > 1
    for group, hits in by_group.items():
        shown: Sequence[Hit] = hits[: _MOST[group]] if shortened and several else hits
        if shown:
            rows += [Heading(_(GROUP_TITLES[group])), *shown]
    return rows
