"""What the palette finds: one row each, with what Enter does."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from warrantydesk.domain.few_letters import Match
from warrantydesk.i18n import N_
from warrantydesk.ui.kit.marks import Mark


class Group(StrEnum):
    """What hits are listed under, in this order."""

    ACTIONS = "actions"
    RECORDS = "records"
    POLICIES = "policies"


GROUP_TITLES = {
    Group.ACTIONS: N_("Actions"),
    Group.RECORDS: N_("Claims, vehicles, parts"),
    Group.POLICIES: N_("Policies and help"),
}


@dataclass(frozen=True)
class Hit:
    """A row of the palette.

    ``title`` is what is matched, with ``words`` by which it is found besides. ``key`` names it
    where the palette remembers what was used last. ``closed`` says why it cannot be done now.
    """

    group: Group
    icon: str
    title: str
    run: Callable[[], object]
    second: str = ""
    keys: str = ""
    mark: Mark | None = None
    key: str = ""
    words: str = ""
    closed: str = ""
    spots: tuple[int, ...] = ()
    rank: tuple[int, int] = (0, 0)

    def fitted(self, match: Match, *, shown: bool = True) -> "Hit":
        """Return the hit with the places that were matched; ``shown`` False: not in its title."""
        return replace(self, spots=match.spots if shown else (), rank=match.order)

    def spoken(self) -> str:
        """Return the row as a screen reader says it."""
        told = (self.title, self.second, self.closed, self.keys)
        return " · ".join(one for one in told if one)


Finder = Callable[[str], list[Hit]]
"""Returns the hits for what was typed, folded; an empty text asks for what is there anyway."""
Source = Callable[[Any], Finder]
"""Opens a source of hits over a window, each time the palette opens."""
