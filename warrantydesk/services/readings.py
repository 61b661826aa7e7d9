"""How Chinese signs are read, in every reading: 单 is dan, chan and shan."""

import sys
from functools import lru_cache


@lru_cache(maxsize=20_000)
def readings(sign: str) -> tuple[str, ...]:
    """Return the pinyin of a sign without tones, ü written as v; () where it has none."""
    from pypinyin import Style, pinyin

    found = pinyin(sign, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(one for each in found for one in each if one))


def are_at_hand() -> bool:
    """Tell whether the table of readings is in memory: loading it takes the better part of a second
    on a slow computer."""
    return "pypinyin" in sys.modules


def fetch() -> None:
    """Load the table of readings; for a worker."""
    readings("单")
