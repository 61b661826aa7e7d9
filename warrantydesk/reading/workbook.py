"""Workbooks (xlsx, xls, ods): each sheet's values, row by row. Runs in the child only."""

import io
from collections.abc import Iterator
from typing import Any

from warrantydesk.domain.sheet import Area
from warrantydesk.i18n import N_
from warrantydesk.reading.archive import LOCKED_BY_PASSWORD, check_size
from warrantydesk.reading.kinds import no_table
from warrantydesk.reading.limits import MOST_LETTERS, MOST_SHEETS
from warrantydesk.reading.wire import Sender

_MOST_MERGED = 10_000
_UNREADABLE = N_(
    "{file} is damaged or is no workbook that can be read. Open it in Excel and save it as .xlsx."
)


def send_workbook(data: bytes, file: str, sender: Sender) -> None:
    """Read all sheets and send them; raises Unavailable with a sentence for what cannot be read.

    A formula gives the value that it had when the file was saved.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum
    from python_calamine import SheetVisibleEnum as Visible

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        known = [one for one in book.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
        if not known:
            raise no_table(_UNREADABLE, file)
        if len(known) > MOST_SHEETS:
            raise no_table(
                N_("{file} has {number} sheets. Copy the one with the table into a new workbook."),
                file,
                number=len(known),
            )
        for number, one in enumerate(known):
            sender.step(number, len(known))
            sheet = book.get_sheet_by_name(one.name)
            check_size(sheet.total_height + 1, sheet.total_width + 1, file)
            merged = _merged(sheet)
            hidden = one.visible is not Visible.Visible
            sender.sheet(one.name, hidden, merged, _rows(sheet, one.name, file))
    except PasswordError as error:
        raise no_table(LOCKED_BY_PASSWORD, file) from error
    except (CalamineError, OSError, ValueError) as error:
        raise no_table(_UNREADABLE, file) from error


def _merged(sheet: Any) -> list[Area]:
    areas = (sheet.merged_cell_ranges or [])[:_MOST_MERGED]
    return [(top, left, bottom, right) for (top, left), (bottom, right) in areas]


def _rows(sheet: Any, name: str, file: str) -> Iterator[list[Any]]:
    """Yield rows as they stand on paper, from row 1 and column A on."""
    if sheet.start is None:
        return
    left = [None] * sheet.start[1]
    for number, row in enumerate(sheet.iter_rows(), 1):
        if [cell for cell in row if type(cell) is str and len(cell) > MOST_LETTERS]:
            raise no_table(
                N_(
                    "A cell in row {row} of the sheet {sheet} in {file} is longer than "
                    "{most} characters. Shorten it, save and import again."
                ),
                file,
                row=number,
                sheet=name,
                most=MOST_LETTERS,
            )
        yield left + row if left else row
