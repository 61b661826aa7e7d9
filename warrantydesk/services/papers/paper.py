"""What a paper of the registry is."""

from collections.abc import Callable
from dataclasses import dataclass

from warrantydesk.services.bench import Bench

Draw = Callable[[], bytes]


@dataclass(frozen=True)
class Paper:
    """A paper: its code, its name, and how its facts are read into something that draws."""

    code: str
    name: str
    prepare: Callable[[Bench, int], Draw]
