"""Each entry of a menu has a letter of its own, whatever the menu is made of and says."""

import re
from collections.abc import Iterator
from string import ascii_uppercase

from PySide6.QtWidgets import QMenu

_OWN = re.compile(r"\(&(\w)\)")
_ANY = re.compile(r"&(\w)")


def part_letters(menu: QMenu) -> None:
    """Give an entry whose letter another one has before it a free letter, or none."""
    held = {letter for entry in menu.actions() if (letter := _letter(entry.text()))}
    taken: set[str] = set()
    for entry in menu.actions():
        letter = _letter(entry.text())
        if letter in taken:
            text, letter = _other(entry.text(), held)
            entry.setText(text)
            held.add(letter)
        taken |= {letter} - {""}


def _letter(text: str) -> str:
    found = _ANY.search(text.replace("&&", ""))
    return found[1].upper() if found else ""


def _other(text: str, held: set[str]) -> tuple[str, str]:
    """Return a text with the first free letter, and the letter; without one where all are held."""
    if _OWN.search(text):  # Chinese words bear their letter in brackets
        free = next((one for one in ascii_uppercase if one not in held), "")
        return _OWN.sub(f"(&{free})" if free else "", text), free
    bare = _ANY.sub(r"\1", text, count=1)
    for place, sign in _signs(bare):
        if sign not in held:
            return f"{bare[:place]}&{bare[place:]}", sign
    return bare, ""


def _signs(text: str) -> Iterator[tuple[int, str]]:
    words = text.partition("\t")[0]
    return (
        (place, one.upper()) for place, one in enumerate(words) if one.isascii() and one.isalpha()
    )
