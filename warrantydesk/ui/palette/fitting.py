"""Which of many hits fit what was typed, the best first."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from warrantydesk.domain.few_letters import matched
from warrantydesk.services.readings import are_at_hand, readings
from warrantydesk.ui.palette.hits import Hit

_BESIDE = 10
"""What fits by other words than its title comes after what fits by it."""


def fitting(hits: Iterable[Hit], asked: str) -> list[Hit]:
    """Return the hits whose title, or further words, fit; equal ones stay in their order."""
    spelt = readings if are_at_hand() else _unread
    found = []
    for hit in hits:
        if (match := matched(asked, hit.title, spelt)) is not None:
            found.append(hit.fitted(match))
        elif hit.words and (match := matched(asked, hit.words, spelt)) is not None:
            beside = hit.fitted(match, shown=False)
            found.append(replace(beside, rank=(beside.rank[0] + _BESIDE, beside.rank[1])))
    found.sort(key=lambda hit: (bool(hit.closed), hit.rank))
    return found


def lit(hits: Sequence[Hit], asked: str) -> list[Hit]:
    """Return the hits, found already, with the places of their titles that were meant."""
    spelt = readings if are_at_hand() else _unread
    return [
        hit.fitted(match) if (match := matched(asked, hit.title, spelt)) is not None else hit
        for hit in hits
    ]


def _unread(_sign: str) -> tuple[str, ...]:
    """Read no sign: the table of readings is still being fetched."""
    return ()
