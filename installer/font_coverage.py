"""Write ``resources/fonts/coverage.txt``: the code points that both fonts of the papers carry.

Run it after a font was replaced: ``python -m installer.font_coverage``.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from warrantydesk.documents import fonts
from warrantydesk.documents.coverage import TABLE
from warrantydesk.resources import find


def coverage_text(regular: Mapping[int, float], bold: Mapping[int, float]) -> str:
    """Return one range a line, as ``4E00-9FFF``, of the code points that both mappings hold."""
    return "".join(f"{start:04X}-{end:04X}\n" for start, end in ranges(regular.keys() & bold))


def ranges(points: Iterable[int]) -> list[tuple[int, int]]:
    """Return first and last of every unbroken run of numbers, in order."""
    found: list[tuple[int, int]] = []
    for point in sorted(points):
        if found and point == found[-1][1] + 1:
            found[-1] = (found[-1][0], point)
        else:
            found.append((point, point))
    return found


def main() -> Path:
    """Write the table and return its path."""
    path = find(TABLE)
    path.write_text(
        coverage_text(fonts.widths(fonts.REGULAR), fonts.widths(fonts.BOLD)), "ascii", newline="\n"
    )
    print(path)
    return path


if __name__ == "__main__":
    main()
