"""Place and head of the journal, as papers, backups and the status bar show them."""

import re
import unicodedata

LEAST_DIGITS, _DIGITS = 8, 12
"""What the status bar shows of the head; papers show 12, the journal itself has 64."""
_ANCHOR = re.compile(r"([0-9]{1,15}):([0-9a-f]{8,64})")
_WORDS = re.compile(r"^\D*(?=[0-9])")
_GAPS = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff,'’_]")
_BETWEEN = re.compile(r"[:;·•∙・|/]")


def anchor_of(seq: int, head: str) -> str:
    """Return the anchor of a place in the journal, as the desk writes it everywhere."""
    return f"{seq}:{head[:_DIGITS]}"


def parts_of(anchor: str) -> tuple[int, str]:
    """Return place and head of an anchor as ``anchor_of`` wrote it; 0 for the empty journal.

    0 too for what is none: registers and names of files can be changed by hand.
    """
    seq, _colon, head = anchor.partition(":")
    is_place = seq.isascii() and seq.isdecimal() and len(seq) < 16
    return (int(seq), head) if is_place else (0, head)


def read_anchor(text: str) -> tuple[int, str] | None:
    """Return place and beginning of the head from an anchor as it is read off a paper.

    ``18204:a3f971c04e9b``, ``18 204 : A3F9 71C0 4E9B``, ``journal 18204：a3f971c04e9b``,
    ``seq 18 204 · a3f9 71c0``: blanks of any width, full-width signs, commas in the number, the
    word before it and capitals are all the same. None where it is no anchor: a number that is
    missing, or fewer than 8 digits of the head.
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = _GAPS.sub("", _BETWEEN.sub(":", _WORDS.sub("", plain, count=1)))
    found = _ANCHOR.fullmatch(plain)
    return (int(found[1]), found[2]) if found else None
