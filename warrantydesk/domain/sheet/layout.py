"""Where in a sheet the table lies: titles, header, body, totals, notes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from warrantydesk.domain.sheet import Sheet

TITLE, BLANK, TOTAL, NOTE, REPEATED_HEADER = "title", "blank", "total", "note", "repeated_header"


@dataclass(frozen=True)
class Layout:
    """What each row of a sheet is; all numbers are row indices from 0.

    ``headers`` has one name a column, names of a header in two rows joined by a blank. ``body``
    are the rows that carry data, ``skipped`` says for all others why they do not.
    """

    header_rows: tuple[int, ...]
    headers: tuple[str, ...]
    first_row: int
    body: tuple[int, ...]
    skipped: Mapping[int, str]


def layout_of(sheet: Sheet, known_headers: Collection[str] = ()) -> Layout:
    """Find the table of a sheet; ``known_headers`` are names that a header is known to bear."""
    raise NotImplementedError


def layout_at(sheet: Sheet, header_row: int) -> Layout:
    """Return the layout with the header begun in a row that a person chose."""
    raise NotImplementedError
