"""Code 128 as run lengths, and the whole-dot module that a label has room for."""

from functools import lru_cache

from warrantydesk.i18n import _

QUIET_MODULES = 10
LEAST_MODULE = 2
_SET_B, _SET_C, _TO_C, _TO_B = 104, 105, 99, 100


class LabelTooLong(ValueError):  # noqa: N818 - what the clerk reads, not a fault of the program
    """The code has no room on this label at two dots or more; the message says what to do."""


@lru_cache(maxsize=4096)
def runs(text: str) -> tuple[int, ...]:
    """Return the run lengths in modules, a bar first, without quiet zones.

    Raises ValueError for empty text and for anything but printable ASCII.
    """
    from barcode.charsets import code128 as charset

    if not text or not all(" " <= sign <= "~" for sign in text):
        raise ValueError(f"no Code 128 for {text!r}")
    values = _checked_values(text)
    check = (values[0] + sum(at * value for at, value in enumerate(values))) % 103
    pattern = "".join(charset.CODES[value] for value in (*values, check)) + charset.STOP + "11"
    return _lengths(pattern)


def modules(text: str) -> int:
    """Return the length of the symbol in modules, quiet zones included."""
    return sum(runs(text)) + 2 * QUIET_MODULES


def module_dots(text: str, available: int, aim: int) -> int:
    """Return the dots of one module: at most ``aim``, never below two.

    ``available`` is the room in dots for bars and quiet zones. Raises LabelTooLong.
    """
    room = available // modules(text)
    if room < LEAST_MODULE:
        raise LabelTooLong(
            _(
                "“{code}” does not fit on this label as bars. Choose larger labels"
                " or turn the bars the other way in the printer's settings.",
                code=text,
            )
        )
    return min(aim, room)


def _checked_values(text: str) -> list[int]:
    """Return the symbol values, read back: the library loses a leading 99 (its issue #251)."""
    from barcode import Code128

    values: list[int] = Code128(text).encoded
    return values if _spelled(values) == text else _plain_values(text)


def _plain_values(text: str) -> list[int]:
    if text.isdigit() and len(text) % 2 == 0:
        return [_SET_C, *(int(text[at : at + 2]) for at in range(0, len(text), 2))]
    return [_SET_B, *(ord(sign) - 32 for sign in text)]


def _spelled(values: list[int]) -> str:
    """Read symbol values as a scanner does; set A gives no text, as we never need it."""
    charset, signs = values[0], []
    for value in values[1:]:
        if charset == _SET_C and value < 100:
            signs.append(f"{value:02}")
        elif value in (_TO_C, _TO_B):
            charset = _SET_C if value == _TO_C else _SET_B
        elif charset == _SET_B and value < 95:
            signs.append(chr(value + 32))
        else:
            return ""
    return "".join(signs)


def _lengths(pattern: str) -> tuple[int, ...]:
    lengths, last = [0], "1"
    for module in pattern:
        if module != last:
            lengths.append(0)
            last = module
        lengths[-1] += 1
    return tuple(lengths)
