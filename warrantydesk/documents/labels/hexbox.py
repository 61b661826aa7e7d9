"""A character that the font lacks: a box with its code point in tiny figures."""

from warrantydesk.documents.labels.marks import Block, frame

# Fifteen dots of each figure, three a row, as one number; 3 x 5 is the least that can be read.
_FIGURES = (
    0o75557, 0o26227, 0o71747, 0o71717, 0o55711, 0o74717, 0o74757, 0o71111,
    0o75757, 0o75717, 0o75755, 0o65656, 0o74447, 0o65556, 0o74747, 0o74744,
)  # fmt: skip
_WIDE, _HIGH = 3, 5


def hex_cells(sign: str, x: int, baseline: int, size: int) -> tuple[Block, ...]:
    """Return the dots of the box of one em from the pen at ``x``; never taller than the em."""
    text = f"{ord(sign):04X}"
    columns = -(-len(text) // 2)
    wide, high = columns * (_WIDE + 1) - 1, 2 * (_HIGH + 1) - 1
    line = max(1, size // 18)
    dot = max(1, min((size - 4 * line) // wide, (size - 3 * line) // high))
    outer_wide, outer_high = wide * dot + 4 * line, high * dot + 4 * line
    left = x + (size - outer_wide) // 2
    top = baseline + size // 8 - outer_high
    cells = list(frame(left, top, outer_wide, outer_high, line))
    for index, figure in enumerate(text):
        row, column = divmod(index, columns)
        cells += _figure(
            _FIGURES[int(figure, 16)],
            left + 2 * line + column * (_WIDE + 1) * dot,
            top + 2 * line + row * (_HIGH + 1) * dot,
            dot,
        )
    return tuple(cells)


def _figure(dots: int, x: int, y: int, dot: int) -> list[Block]:
    return [
        Block(x + column * dot, y + row * dot, dot, dot)
        for row in range(_HIGH)
        for column in range(_WIDE)
        if dots >> (_WIDE * (_HIGH - 1 - row) + _WIDE - 1 - column) & 1
    ]
