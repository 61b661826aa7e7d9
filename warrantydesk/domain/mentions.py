"""A person's values where they stand literally in other texts: in remarks, letters, names of files.

Phones are found with blanks and hyphens between their digits, plates with their dot.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

BLANK = "___"
"""What stands where a value was taken out of a text."""
_LEAST = 2
"""Names of one sign stand in too many words that are no names."""
_LEAST_DIGITS = 7
_GAP = r"[\s\-·•.]*"
_PHONE = re.compile(r"[+0-9\s\-()]+")
_PLATE = re.compile(r"[\u4e00-\u9fff][A-Z][A-Z0-9\u4e00-\u9fff·•.\- ]{4,8}")


class Mentions:
    """Finds values in texts and takes them out."""

    def __init__(self, values: Iterable[str]) -> None:
        """``values``: names, phones, plates, addresses; those too short to be told are left out."""
        parts = sorted({part for one in values if (part := _part(one.strip()))}, key=len)
        self._pattern = re.compile("|".join(reversed(parts)), re.IGNORECASE) if parts else None

    def stand_in(self, text: str) -> bool:
        """Tell whether one of the values stands in a text."""
        return self._pattern is not None and self._pattern.search(text) is not None

    def without(self, text: str) -> str:
        """Return a text with ``BLANK`` where the values stood."""
        return text if self._pattern is None else self._pattern.sub(BLANK, text)

    def without_in(self, value: Any) -> Any:
        """Return JSON whose texts are without the values; keys and numbers stay."""
        if isinstance(value, str):
            return self.without(value)
        if isinstance(value, list):
            return [self.without_in(one) for one in value]
        if isinstance(value, dict):
            return {name: self.without_in(one) for name, one in value.items()}
        return value


NOTHING = Mentions(())


def without_lines(
    sheet: str, of_line: Callable[[str], Mentions | None], strong: Mentions = NOTHING
) -> str:
    """Return a kept list (JSON) without the values of people.

    ``of_line`` tells from the text of a line what it loses. Elsewhere only what is ``strong``
    enough to mean nobody else goes: another person may have the same name.
    """
    told = json.loads(sheet)
    new = _taken(told, of_line, strong)
    if new == told:
        return sheet
    return json.dumps(new, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _taken(value: Any, of_line: Callable[[str], Mentions | None], strong: Mentions) -> Any:
    if isinstance(value, list):
        return [_taken(one, of_line, strong) for one in value]
    if not isinstance(value, dict):
        return strong.without_in(value)
    if not any(isinstance(one, list) for one in value.values()):
        found = of_line(json.dumps(value, ensure_ascii=False))
        return (found or strong).without_in(value)
    return {name: _taken(one, of_line, strong) for name, one in value.items()}


def _part(value: str) -> str:
    if _PHONE.fullmatch(value):
        digits = [sign for sign in value if sign.isdigit()]
        if len(digits) < _LEAST_DIGITS:
            return ""
        return rf"(?<![0-9]){_GAP.join(digits)}(?![0-9])"
    if _PLATE.fullmatch(value.upper()):
        signs = [re.escape(sign) for sign in value if sign not in " ·•.-"]
        return _GAP.join(signs)
    if len(value) < _LEAST:
        return ""
    text = re.escape(value)
    return rf"(?<![A-Za-z0-9]){text}(?![A-Za-z0-9])" if value.isascii() else text
