"""What the archive finds, in full: for a worker, on a connection of its own."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from warrantydesk.storage import finding
from warrantydesk.storage.facets import Counts, counted, counted_among, part_names
from warrantydesk.storage.finding import Query

LIMIT = 5000
"""Other orders than that of entry, and counts beside the facets, look at so many hits."""
BLOCK = 20_000
Step = Callable[..., object]
"""Hears how far the work is; what it raises ends it."""
EVERYTHING = 10**9


@dataclass(frozen=True)
class Asked:
    """What is asked of the archive: words, facets, perhaps only some claims, and the order."""

    text: str = ""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    within: Sequence[int] | None = None
    sort_by: str = "claim_number"
    descending: bool = True

    @property
    def is_everything(self) -> bool:
        """Nothing narrows the answer."""
        return not (self.text.strip() or any(self.facets.values()) or self.within is not None)

    @property
    def is_newest_first(self) -> bool:
        """The order is that of the index itself."""
        return (self.sort_by, self.descending) == ("claim_number", True)


def hits(query: Query, asked: Asked, step: Step) -> Sequence[int]:
    """Return the ids asked for, in order.

    Words in another order than that of entry: the newest ``LIMIT`` hits, sorted.
    """
    if asked.is_everything:
        every = finding.all_ids(query, asked.sort_by, asked.descending)
        return every if isinstance(every, range) else array("q", every)
    if asked.within is not None:
        found = _within(query, asked, step)
    elif asked.text.strip() and not asked.is_newest_first:
        found = array("q", finding.find(query, asked.text, asked.facets, LIMIT))
    else:
        found = _newest_first(query, asked, step)
    if asked.is_newest_first:
        return found
    if len(found) <= LIMIT:
        return array("q", finding.ordered(query, found, asked.sort_by, asked.descending))
    step(0, 0, "")
    held = set(found)
    ordered = finding.all_ids(query, asked.sort_by, asked.descending)
    return array("q", [number for number in ordered if number in held])


def _newest_first(query: Query, asked: Asked, step: Step) -> "array[int]":
    found = array("q")
    below = None
    while True:
        block = finding.find(query, asked.text, asked.facets, BLOCK, below)
        found.extend(block)
        if len(block) < BLOCK:
            return found
        below = block[-1]
        step(0, 0, "")


def _within(query: Query, asked: Asked, step: Step) -> "array[int]":
    ids, found = asked.within or (), array("q")
    for start in range(0, len(ids), BLOCK):
        step(start, len(ids), "")
        block = ids[start : start + BLOCK]
        found.extend(finding.find_within(query, block, asked.text, asked.facets, EVERYTHING))
    return found


@dataclass(frozen=True)
class FacetCounts:
    """How many claims have each value; ``among`` is how many hits were counted, None for all.

    ``parts`` names the causal parts that occur most: number and name by value.
    """

    counts: Counts
    among: int | None = None
    parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)


MOST_PARTS = 30


def every_count(query: Query) -> FacetCounts:
    """Count all claims."""
    counts = counted(query)
    often = sorted(counts["part"].items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_PARTS]
    counts["part"] = dict(often)
    return FacetCounts(counts, None, part_names(query, list(counts["part"])))


def near_count(query: Query, asked: Asked) -> FacetCounts | None:
    """Count the claims that have the words, whatever facets are chosen; None where too many."""
    if asked.within is not None:
        near: Sequence[int] = asked.within
        if len(near) <= LIMIT and asked.text.strip():
            near = array("q", finding.find_within(query, near, asked.text, None, EVERYTHING))
    elif asked.text.strip():
        near = array("q", finding.find(query, asked.text, None, LIMIT + 1))
    else:
        return None
    return FacetCounts(counted_among(query, near), len(near)) if len(near) <= LIMIT else None
