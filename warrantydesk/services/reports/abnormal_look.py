"""A look at the claims of a period: those that strike, those of which nothing can be said."""

from dataclasses import dataclass
from functools import cached_property

from warrantydesk.domain.report import Asked
from warrantydesk.services.reports.report import ReportSources, Tick
from warrantydesk.services.reports.usual_cost import (
    LEAST,
    Alike,
    Groups,
    Lines,
    Outlier,
    Spent,
    Usual,
    groups_in,
    outliers,
    reported,
    usual_of,
)

_LIMIT = "abnormal_claim"
_OFTEN = 100
"""After so many groups it is asked whether to go on."""


@dataclass(frozen=True)
class Look:
    """The claims of a period by what they are alike in, and what strikes of them."""

    groups: Groups
    usual: dict[Alike, Usual]
    lines: Lines
    seen: frozenset[int]
    """Claims that were reported to the manager."""

    @cached_property
    def striking(self) -> list[Outlier]:
        """Those nobody has reported yet, the farthest above the usual first."""
        found = outliers(self.groups, self.usual, self.lines)
        return [one for one in found if one.spent.claim_id not in self.seen]

    @cached_property
    def few(self) -> list[Spent]:
        """Claims with fewer alike than tell what is usual, but for those that strike."""
        told = {one.spent.claim_id for one in self.striking} | self.seen
        return [
            Spent(claim_id, alike, fen)
            for alike, claims in self.groups.items()
            if len(claims) < LEAST
            for fen, claim_id in claims
            if claim_id not in told
        ]

    @property
    def looked_at(self) -> int:
        """How many claims of the period were reported already."""
        return sum(
            claim_id in self.seen for claims in self.groups.values() for _fen, claim_id in claims
        )


def look_at(sources: ReportSources, asked: Asked, tick: Tick, factor: int, floor_fen: int) -> Look:
    """Look at the claims of a period; ``factor`` is in tenths of the usual spread."""
    groups = groups_in(sources, asked, tick)
    limits = {
        brand: limit
        for brand, profile in sources.profiles.items()
        if (limit := profile.rate_fen(_LIMIT)) is not None
    }
    usual = {}
    for place, (alike, claims) in enumerate(groups.items()):
        if place % _OFTEN == 0:
            tick(place, len(groups))
        usual[alike] = usual_of(claims)
    return Look(groups, usual, Lines(factor, floor_fen, limits), frozenset(reported(sources)))
