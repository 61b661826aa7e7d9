"""Patterns over the signs of a VIN, as campaigns and models write them.

They come from outside, and a regular expression can ask for more tries than a computer makes in
a year. So only these are taken: signs, ``.``, classes such as ``[A-C]``, groups with ``|`` and
the repeats ``? * + {n,m}``, of which there may be no more ways through than :data:`MOST_WAYS`.
"""

import re
from functools import lru_cache

LONGEST = 200
MOST_WAYS = 20_000
"""Ways in which a pattern can be tried on one VIN; each takes about a microsecond."""
_SIGNS = 17
_DEEPEST = 10
_ATOM = re.compile(r"[A-Za-z0-9.]|\\[dw]|\[\^?[A-Za-z0-9-]+\]")
_REPEAT = re.compile(r"\?|\*|\+|\{([0-9]{1,2})(,([0-9]{0,2}))?\}")


@lru_cache(maxsize=512)
def compiled(pattern: str) -> re.Pattern[str] | None:
    """Return a pattern ready to be matched with the whole of some signs, None for what is none."""
    try:
        if not pattern or len(pattern) > LONGEST or _Reader(pattern).ways() > MOST_WAYS:
            return None
        return re.compile(pattern)
    except (ValueError, re.error):
        return None


class _Reader:
    """Reads a pattern once, from left to right, and counts the ways through it."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._at = pattern, 0

    def ways(self) -> int:
        """Return the ways through the whole pattern; ValueError for what no VIN needs."""
        found = self._choice(0)
        if self._at < len(self._pattern):
            raise ValueError(self._pattern)
        return found

    def _choice(self, depth: int) -> int:
        found = self._sequence(depth)
        while self._takes("|"):
            found += self._sequence(depth)
        return found

    def _sequence(self, depth: int) -> int:
        found = 1
        while (one := self._piece(depth)) is not None:
            found = min(found * one, MOST_WAYS + 1)
        return found

    def _piece(self, depth: int) -> int | None:
        if self._takes("("):
            if depth == _DEEPEST:
                raise ValueError(self._pattern)
            self._takes("?:")
            inside = self._choice(depth + 1)
            if not self._takes(")"):
                raise ValueError(self._pattern)
        elif atom := _ATOM.match(self._pattern, self._at):
            self._at, inside = atom.end(), 1
        else:
            return None
        return self._repeated(inside)

    def _repeated(self, inside: int) -> int:
        """Return the ways through a piece with its repeat: each count of it is one more choice."""
        repeat = _REPEAT.match(self._pattern, self._at)
        if repeat is None:
            return inside
        self._at = repeat.end()
        least, most = {"?": (0, 1), "*": (0, _SIGNS), "+": (1, _SIGNS)}.get(repeat[0], (0, 0))
        if repeat[1]:
            least = int(repeat[1])
            most = least if repeat[2] is None else int(repeat[3] or _SIGNS)
        counts = range(min(least, _SIGNS), min(most, _SIGNS) + 1)
        return int(min(sum(inside**count for count in counts), MOST_WAYS + 1))

    def _takes(self, sign: str) -> bool:
        found = self._pattern.startswith(sign, self._at)
        self._at += len(sign) if found else 0
        return found
