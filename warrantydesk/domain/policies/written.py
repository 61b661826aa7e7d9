"""How a table stands in its file, so that it can be written back byte for byte.

The plain form is UTF-8, commas, a line feed after each line, quotes only where they are needed.
A file in another form is told by words: ``crlf`` line ends, ``all`` cells quoted, ``bom`` in
front, ``open`` last line without its end. What no words tell is kept as it stands.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import product

from warrantydesk.domain.profile import Row

_AS_IT_STANDS = "text:"
_BOM = "\ufeff"


def table_text(columns: Sequence[str], rows: Sequence[Row], form: str = "") -> str:
    """Return a table as the text of its file in a form."""
    if form.startswith(_AS_IT_STANDS):
        return form.removeprefix(_AS_IT_STANDS)
    words = frozenset(form.split())
    end = "\r\n" if "crlf" in words else "\n"
    text = _written(columns, rows, end, quoted="all" in words)
    if text.count("\r") > text.count("\r\n") or (end == "\n" and "\r" in text):
        text = _written(columns, rows, end, quoted=True)  # a bare one would end the line
    text = text.removesuffix(end) if "open" in words else text
    return _BOM + text if "bom" in words else text


def _written(columns: Sequence[str], rows: Sequence[Row], end: str, *, quoted: bool) -> str:
    out = io.StringIO(newline="")
    if quoted:
        writer = csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL)
    else:
        writer = csv.writer(out, lineterminator=end)
    writer.writerow(columns)
    writer.writerows([row[column] for column in columns] for row in rows)
    return out.getvalue()


def form_of(text: str, columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return the form in which a table stands in the text of its file."""
    fitting = (form for form in _forms(text) if table_text(columns, rows, form) == text)
    return next(fitting, _AS_IT_STANDS + text)


def _forms(text: str) -> Iterator[str]:
    front = ("bom",) if text.startswith(_BOM) else ()
    for quotes, end, last in product(((), ("all",)), ((), ("crlf",)), ((), ("open",))):
        yield " ".join((*end, *quotes, *front, *last))
