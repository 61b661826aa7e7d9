"""What stands around the rows of a draft, and how its columns are read; pure, for any thread."""

import re
import unicodedata
from collections.abc import Iterable

from warrantydesk.domain.sheet import Row
from warrantydesk.domain.sheet.written import NotWritten
from warrantydesk.services.imports.around import (
    Around,
    Beside,
    beside_rows,
    drawn_in,
    is_total,
    on_other_sheets,
)
from warrantydesk.services.imports.cells import Reader, has_unit, reader_of
from warrantydesk.services.imports.draft import Draft
from warrantydesk.services.imports.target import Field, Want

_UNIT = re.compile(r"(?:金额)?单位(?:金额)?[:：]?(?:人民币)?[(（]?(万元|分|元)")


def readers_of(draft: Draft) -> list[tuple[int, Field, Reader]]:
    """Return the columns that are taken: place, field, and what reads its cells.

    The unit of all amounts may stand above the table (``单位：万元``).
    """
    unit = _unit(one.cells for one in beside_rows(draft.sheet, draft.layout))
    found = []
    for place, column in enumerate(draft.columns):
        if not column.field:
            continue
        field, header = draft.field_of(column.field), column.header
        # Sheets that people keep, unlike tables of a maker, tell it there.
        by_hand = draft.keeps_all or field.blanks
        if unit and by_hand and field.kind is Want.AMOUNT and not has_unit(header):
            header = f"{header}({unit})"
        found.append((place, field, reader_of(field, header)))
    return found


def _unit(rows: Iterable[Row]) -> str:
    """Return the unit that is said of all amounts, nothing for plain yuan."""
    for row in rows:
        for cell in row:
            if isinstance(cell, str) and "单位" in cell:
                plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell))
                if found := _UNIT.search(plain):
                    return "" if found.group(1) == "元" else found.group(1)
    return ""


def around_of(draft: Draft) -> Around:
    """Return the file of a draft and all of it that is no row of its table."""
    readers = readers_of(draft)
    beside = [
        Beside(one.number, one.kind, one.cells, _read(one.cells, readers)) if is_total(one) else one
        for one in beside_rows(draft.sheet, draft.layout)
    ]
    return Around(
        draft.book.file_name,
        draft.book.sha256,
        draft.headers,
        tuple(column.field for column in draft.columns),
        (*beside, *on_other_sheets(draft.book, draft.sheet_index)),
        drawn_in(draft.sheet, draft.layout),
        draft.sheet.parts,
    )


def _read(row: Row, readers: list[tuple[int, Field, Reader]]) -> dict[str, object]:
    """Return the amounts that stand under the columns of a row of totals."""
    found: dict[str, object] = {}
    for place, field, read in readers:
        value = read(row[place]) if field.kind is Want.AMOUNT else None
        if isinstance(value, int) and not isinstance(value, NotWritten):
            found[field.name] = value
    return found
