"""Finding a name by a few letters: a piece of it, the beginnings of its words, its pinyin.

Chinese is found by its signs, by their pinyin in every reading, and by the initials alone:
``sbspd``, ``shangbao`` and ``上报`` all find 上报索赔单. A match tells which signs were meant.
"""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

MOST_ASKED = 40
_MOST_LEAPT = 2
"""So many words may be left out between those that are meant."""
Readings = Callable[[str], tuple[str, ...]]
"""Returns the pinyin of one sign in every reading, without tones; () for a sign without any."""


@dataclass(frozen=True)
class Match:
    """How well a name fits, the lower the better, and the places of its signs that were meant."""

    rank: int
    spots: tuple[int, ...]

    @property
    def order(self) -> tuple[int, int]:
        """What equal names are ordered by: the rank, then where the match begins."""
        return self.rank, self.spots[0] if self.spots else 0


@dataclass(frozen=True)
class _Word:
    """One sign of Chinese, or a word or number of other letters; where it begins."""

    letters: str
    at: int
    is_sign: bool


def folded(text: str) -> str:
    """Return what was typed as it is compared: plain width, small letters, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text[:MOST_ASKED]).lower().split())


def matched(asked: str, name: str, readings: Readings) -> Match | None:
    """Return how ``asked``, folded already, fits a name; None where any of its words does not.

    Words that stand apart in the name come after those that stand together.
    """
    parts = asked.split()
    if len(parts) > 1 and (at := _taken_apart(name)[0].find(asked)) >= 0:
        return Match(0 if at == 0 else 1, _span(at, asked))
    rank, spots = 1 if len(parts) > 1 else 0, set[int]()
    for part in parts:
        found = _matched(part, name, readings)
        if found is None:
            return None
        rank = max(rank, found.rank)
        spots.update(found.spots)
    return Match(rank, tuple(sorted(spots)))


def _matched(part: str, name: str, readings: Readings) -> Match | None:
    letters, words = _taken_apart(name)
    at = letters.find(part)
    starts = {word.at for word in words}
    if at == 0 or at in starts:
        return Match(0 if at == 0 else 1, _span(at, part))
    for leapt in (0, _MOST_LEAPT) if len(part) > 1 else (0,):
        for number in range(len(words)):
            spots = _walk(part, words[number:], readings, leapt)
            if spots is not None:
                return Match(5 if leapt else 3 if number else 2, tuple(spots))
        if leapt == 0 and at > 0:
            return Match(4, _span(at, part))
    return None


def _span(at: int, part: str) -> tuple[int, ...]:
    return tuple(range(at, at + len(part)))


def _walk(part: str, words: tuple[_Word, ...], readings: Readings, leapt: int) -> list[int] | None:
    """Return the places meant when the first word begins ``part`` and later ones go on with it."""
    if not words:
        return None
    word, rest = words[0], words[1:]
    for length in _lengths(part, word, readings):
        here = [word.at] if word.is_sign else list(range(word.at, word.at + length))
        if length == len(part):
            return here
        for left_out in range(min(leapt, len(rest)) + 1):
            found = _walk(part[length:], rest[left_out:], readings, leapt - left_out)
            if found is not None:
                return here + found
    return None


def _lengths(part: str, word: _Word, readings: Readings) -> Iterator[int]:
    """Yield how many letters of ``part`` the beginning of a word takes, the most first."""
    if word.is_sign and part[0] == word.letters:
        yield 1
        return
    spelt = readings(word.letters) if word.is_sign else (word.letters,)
    yield from sorted({n for one in spelt for n in range(1, _common(part, one) + 1)}, reverse=True)


def _common(part: str, word: str) -> int:
    """Return how many letters two texts begin with alike."""
    length = 0
    for mine, theirs in zip(part, word, strict=False):
        if mine != theirs:
            break
        length += 1
    return length


@lru_cache(maxsize=8192)
def _taken_apart(name: str) -> tuple[str, tuple[_Word, ...]]:
    """Return a name folded sign by sign, so that places stay, and its words."""
    letters = "".join(_small(sign) for sign in name)
    words: list[_Word] = []
    begun = -1
    for at, sign in enumerate(letters + " "):
        plain = sign.isalnum() and not _is_chinese(sign)
        if begun >= 0 and not (plain and sign.isdigit() == letters[begun].isdigit()):
            words.append(_Word(letters[begun:at], begun, False))
            begun = -1
        if plain and begun < 0:
            begun = at
        elif _is_chinese(sign):
            words.append(_Word(sign, at, True))
    return letters, tuple(words)


def _small(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign).lower()
    return plain if len(plain) == 1 else sign


def _is_chinese(sign: str) -> bool:
    return "\u3400" <= sign <= "\U0003ffff" and sign.isalpha()
