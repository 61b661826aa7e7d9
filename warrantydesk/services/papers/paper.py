"""What a paper of the registry is."""

from collections.abc import Callable
from dataclasses import dataclass

from warrantydesk.domain.finding import Problem
from warrantydesk.services.bench import Bench

Draw = Callable[[], bytes]


def nothing(bench: Bench, subject_id: int) -> tuple[Problem, ...]:
    """Find nothing missing: the paper may be printed at every stage of its subject."""
    return ()


def claim_number(bench: Bench, claim_id: int) -> str:
    """Return the number of a claim; Refused(NOT_FOUND) where there is none."""
    return bench.stores.claims.get(claim_id).claim_number


@dataclass(frozen=True)
class Paper:
    """A paper: its code, its name, how its facts are read into something that draws, what is
    missing on it, to be said before it is printed, and the number it stands under in the print
    journal.

    Its subject is a claim, or what ``number`` knows: a shipment, a stock-take, a piece. ``book``
    reads the same figures into something that writes a workbook, where there is such.
    """

    code: str
    name: str
    prepare: Callable[[Bench, int], Draw]
    missing: Callable[[Bench, int], tuple[Problem, ...]] = nothing
    number: Callable[[Bench, int], str] = claim_number
    book: Callable[[Bench, int], Draw] | None = None
