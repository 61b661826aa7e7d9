"""What a paper of the registry is."""

from collections.abc import Callable
from dataclasses import dataclass

from warrantydesk.domain.finding import Problem
from warrantydesk.services.bench import Bench

Draw = Callable[[], bytes]


def nothing(bench: Bench, claim_id: int) -> tuple[Problem, ...]:
    """Find nothing missing: the paper may be printed at every stage of its claim."""
    return ()


@dataclass(frozen=True)
class Paper:
    """A paper: its code, its name, how its facts are read into something that draws, and what
    is missing on it, to be said before it is printed."""

    code: str
    name: str
    prepare: Callable[[Bench, int], Draw]
    missing: Callable[[Bench, int], tuple[Problem, ...]] = nothing
