"""Lists as CSV that any spreadsheet opens as text and no spreadsheet runs.

UTF-8 with its mark, every cell in quotes. What a spreadsheet would take for a formula gets an
apostrophe in front (OWASP, CSV injection); plain numbers stay as they are.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

SIGN = b'\xef\xbb\xbf"'
"""How every such file begins."""
_FIRST = frozenset("=+-@\t\r\n＝＋－＠|% \u00a0\u3000")
"""What a risky cell can begin with; most cells are told by it without a closer look."""
_RISKY = re.compile(r"^[=+\-@\t\r\n＝＋－＠|%]")
_AT_ONCE = 1000
_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?( ?%)?")


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet runs; ``-5`` stays ``-5``."""
    if text[:1] not in _FIRST:
        return text
    if _RISKY.match(text.lstrip(" \u00a0\u3000")) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def render(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a list with one line of headers."""
    return b"".join(parts(headers, rows))


def parts(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield a list piece by piece while its rows are read."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([harmless(header) for header in headers])
    yield out.getvalue().encode("utf-8-sig", "replace")
    waiting = iter(rows)
    while block := [[harmless(cell) for cell in row] for row in islice(waiting, _AT_ONCE)]:
        out.seek(0)
        out.truncate()
        writer.writerows(block)
        yield out.getvalue().encode("utf-8", "replace")
