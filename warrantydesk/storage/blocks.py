"""Many keys asked for a few hundred at a time: a statement takes only so many values."""

from collections.abc import Iterable, Iterator

AT_ONCE = 400


def blocks(keys: Iterable[int], most: int = AT_ONCE) -> Iterator[list[int]]:
    """Give keys in order, each once, at most ``most`` at a time."""
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), most):
        yield wanted[start : start + most]


def marks(values: list[int]) -> str:
    """Return the marks that stand for values in a statement."""
    return ", ".join("?" * len(values))
