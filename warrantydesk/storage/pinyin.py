"""Pinyin initials of names, all readings: 单 is found as s, d and c."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, product

_MOST = 24
_OF_A_PERSON = 4
"""Signs: longer names are companies', whose words have the readings of the dictionary."""
_MOST_OF_A_PERSON = 64


@lru_cache(maxsize=20_000)
def initials(name: str) -> tuple[str, ...]:
    """Return the initials of a Chinese name in every reading; () for other names.

    The readings of whole words come first, at most 24. A person is named against them too: 仇单于
    is no 单于, so short names have each sign in all its readings, at most 64 in all.
    """
    signs = [sign for sign in name if "\u3400" <= sign <= "\U0003ffff"]
    if not signs:
        return ()
    found = list(islice(_spelt(_readings(name)), _MOST))
    if len(signs) <= _OF_A_PERSON:
        found += _spelt(each for sign in signs for each in _readings(sign))
    return tuple(islice(dict.fromkeys(word for word in found if word), _MOST_OF_A_PERSON))


def _readings(text: str) -> list[list[str]]:
    """Return the initials of each sign; a word of the dictionary has its own."""
    from pypinyin import Style, pinyin

    found: list[list[str]] = pinyin(text, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    return found


def _spelt(readings: Iterable[list[str]]) -> Iterator[str]:
    choices = [sorted({reading for reading in each if reading}) for each in readings]
    return ("".join(picked) for picked in product(*[each for each in choices if each]))
