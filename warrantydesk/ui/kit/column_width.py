"""How wide a column must be for the longest of its words in the language in use."""

from collections.abc import Iterable
from math import ceil

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.table_header import INSET


def width_for(
    texts: Iterable[str], title: str = "", *, mark: bool = False, bold: bool = False
) -> int:
    """Return the width, in pixels at 100 %, that shows each of ``texts`` and the title whole.

    ``mark`` keeps room for a mark before the text; the title has room for the sorting arrow.
    """
    widest = max((paint.width_of(text, 0, bold) for text in texts), default=0)
    if mark:
        widest += theme.h(0.74) + 6
    head = paint.width_of(title, -1, True) + theme.h(0.62) if title else 0
    return ceil((max(widest, head) + 2 * INSET + 2) * 19 / theme.unit())
