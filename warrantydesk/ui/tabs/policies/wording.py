"""What differs between two texts, word by word; numbers stay whole, Chinese goes by signs."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

WORD = re.compile(r"[A-Za-z0-9]+(?:[.,:/-][A-Za-z0-9]+)*|\s+|.", re.DOTALL)
LONGEST = 4_000
"""Longer texts are compared as a whole: nobody reads which of their words differ."""


class Piece(NamedTuple):
    """A stretch of a text, and whether the other text has it differently."""

    text: str
    differs: bool


def differences(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces; an empty text beside another differs as a whole."""
    if old == new:
        return _whole(old, False), _whole(new, False)
    if not old or not new or max(len(old), len(new)) > LONGEST:
        return _whole(old, True), _whole(new, True)
    left, right = WORD.findall(old), WORD.findall(new)
    olds: list[Piece] = []
    news: list[Piece] = []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        olds += _whole("".join(left[i1:i2]), tag != "equal")
        news += _whole("".join(right[j1:j2]), tag != "equal")
    return olds, news


def _whole(text: str, differs: bool) -> list[Piece]:
    return [Piece(text, differs)] if text else []
