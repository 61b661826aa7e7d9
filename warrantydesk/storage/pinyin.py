"""Pinyin initials of names, all readings: 单 is found as s, d and c."""

from functools import lru_cache
from itertools import product

_MOST = 24


@lru_cache(maxsize=20_000)
def initials(name: str) -> tuple[str, ...]:
    """Return the initials of a Chinese name in every reading, at most 24; () for other names."""
    from pypinyin import Style, pinyin

    if not any("\u3400" <= sign <= "\U0003ffff" for sign in name):
        return ()
    readings = pinyin(name, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    choices = [sorted({reading for reading in each if reading}) for each in readings]
    found = ("".join(picked) for picked in product(*[each for each in choices if each]))
    return tuple(dict.fromkeys(word for word, _ in zip(found, range(_MOST), strict=False) if word))
