"""Cells of a statement's row: numbers that name a claim, texts, amounts written as a dash."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from warrantydesk.domain.settlement.statement import LineState, StatementLine
from warrantydesk.domain.sheet.look import says_note
from warrantydesk.domain.sheet.written import amount_fen
from warrantydesk.domain.text import code, line, squeezed
from warrantydesk.i18n import N_
from warrantydesk.services.imports.cells import shown
from warrantydesk.services.imports.columns import squeezed as squeezed_header
from warrantydesk.services.imports.statement_classes import CLASSES
from warrantydesk.services.imports.statement_fields import (
    APPROVED,
    ASKED,
    CLAIM_NO,
    DATED_ON,
    DEDUCTED,
    DEDUCTION_KIND,
    FIELDS,
    GROSS,
    KIND,
    MAKER_NO,
    NAMES_CLAIM,
    PAID,
    PLATE,
    SETTLED_ON,
    TAX,
    TAX_RATE,
    TEXT,
    VIN_NO,
)
from warrantydesk.services.imports.statement_words import (
    class_of,
    is_beside,
    is_sum,
    plain,
    words_of,
)
from warrantydesk.services.imports.target import Outcome, ReadRow, Repair, RowResult, Value

AMOUNTS = (PAID, GROSS, TAX, ASKED, APPROVED, DEDUCTED, *CLASSES)
LONGEST, _LONGEST_TEXT, _LONGEST_RAW = 200, 500, 1000
NOT_READABLE = N_("Not readable")
_CANNOT = N_("“{cell}” cannot be read.")
_TOO_LONG = N_("This text is too long.")
_WEIGHTY = frozenset({CLAIM_NO, MAKER_NO, TAX_RATE, *AMOUNTS})
_DAYS = frozenset({DATED_ON, SETTLED_ON})
_DASH = re.compile(r"[-−–—―‐‑﹣/\s]+")
_COMMA = re.compile(r"-?[0-9]{1,9},[0-9]{2}")
_OWN = re.compile(r"C[0-9]{4}-?[0-9]{6}")
_LABEL = re.compile(r"\bNO\b\.?|\bCLAIM\b")
_THREE_DIGITS = re.compile(r"[0-9]{3}")
_SECTION = re.compile(r"[(]?[一二三四五六七八九十]{1,2}[)、.]")
_LEAST_COLUMNS = 2
_COLUMNS = frozenset(
    squeezed_header(name) for one in FIELDS for name in (one.title, *one.aliases)
) | {squeezed_header(name) for name in ("序号", "行号", "依据", "no", "line")}
_CHINESE = re.compile(r"[㐀-䶿一-鿿]")
Values = Mapping[str, Value]


def undashed(values: Values) -> dict[str, Value]:
    """Return values in which an amount written as a dash is nothing, as bookkeepers write it.

    Two digits behind a comma are fen: no thousands are written so.
    """
    return {
        name: _written(value) if name in AMOUNTS and isinstance(value, str) else value
        for name, value in values.items()
    }


def _written(value: str) -> Value:
    if _DASH.fullmatch(value):
        return 0
    text = plain(value)
    return amount_fen(text.replace(",", ".")) if _COMMA.fullmatch(text) else value


def names_in(values: Values) -> dict[str, str]:
    """Return what names a claim in a row: numbers and VIN, no words that stand in their columns."""
    found = {name: str(values.get(name) or "") for name in NAMES_CLAIM}
    return {name: text for name, text in found.items() if _is_name(text)}


def _is_name(text: str) -> bool:
    if _OWN.search(text):
        return True
    if not any(sign.isdigit() for sign in text) or is_beside(text) or is_sum(text):
        return False
    return _CHINESE.search(text) is None or _THREE_DIGITS.search(text) is not None


def carried(rows: Sequence[ReadRow]) -> list[ReadRow]:
    """Return rows in which those of one claim all name it.

    Where a claim has a row for each class of its cost, only the first may say which claim it is.
    """
    found: list[ReadRow] = []
    for row in rows:
        above = found[-1] if found else None
        follows = above is not None and above.number == row.number - 1
        if above is not None and follows and _goes_with(row, above):
            same = {name: above.values.get(name) for name in (*NAMES_CLAIM, PLATE, *_DAYS)}
            said = {name: value for name, value in row.values.items() if value is not None}
            row = replace(row, values={**row.values, **same, **said})
        found.append(row)
    return found


def _goes_with(row: ReadRow, above: ReadRow) -> bool:
    mine, before = (
        next(filter(None, (class_of(str(one.values.get(n) or "")) for n in (KIND, TEXT))), "")
        for one in (row, above)
    )
    if not (mine and before and says_amount(row.values)) or is_beside(words_of(row.cells)):
        return False
    return not names_in(row.values) and bool(names_in(above.values))


def numbers_in(names: Mapping[str, str]) -> tuple[str, str]:
    """Return the maker's number and ours, each where its shape says it belongs.

    A maker calls his own number "claim no." as often as ours; ours has a shape of its own.
    """
    ours, theirs = names.get(CLAIM_NO, ""), names.get(MAKER_NO, "")
    if ours and not theirs and not _OWN.search(ours):
        return ours, ""
    if theirs and not ours and _OWN.search(theirs):
        return "", _bare(theirs)
    return theirs, _bare(ours)


def _bare(text: str) -> str:
    """Return our number without the words around it; as it stands where it is not the only one."""
    found = _OWN.findall(text)
    left = _LABEL.sub("", _OWN.sub(" ", text))
    alone = len(found) == 1 and not any(sign.isascii() and sign.isalnum() for sign in left)
    return str(found[0]) if alone else text


def text_in(values: Values, names: Mapping[str, str]) -> str:
    """Return all that a row says in words of what it is for."""
    told = [str(values.get(name) or "") for name in (DEDUCTION_KIND, KIND)]
    numbers = numbers_in(names)
    beside = [str(values.get(name) or "") for name in NAMES_CLAIM if name not in names]
    beside += [text for text in names.values() if _OWN.search(text) and text not in numbers]
    told += [text for text in beside if any(sign.isalpha() for sign in text)]
    told.append(str(values.get(TEXT) or ""))
    return line(" · ".join(dict.fromkeys(filter(None, told))))[:_LONGEST_TEXT]


def first_words(row: ReadRow) -> str:
    """Return the first text of a row, empty where a number stands before it."""
    first = next((cell for cell in row.cells if cell not in (None, "")), None)
    return plain(first) if isinstance(first, str) else ""


def is_note(row: ReadRow) -> bool:
    """Tell whether a row only signs, dates or explains: every text of it is a note."""
    texts = [cell for cell in row.cells if isinstance(cell, str) and cell.strip()]
    return bool(texts) and all(says_note(text) for text in texts)


def is_heading(row: ReadRow) -> bool:
    """Tell whether a row is one word over the rows below it, such as a series of cars."""
    cells = [cell for cell in row.cells if cell not in (None, "")]
    if len(cells) != 1 or not isinstance(cells[0], str) or _OWN.search(cells[0]):
        return False
    return _CHINESE.search(cells[0]) is not None or _THREE_DIGITS.search(cells[0]) is None


def is_section(row: ReadRow) -> bool:
    """Tell whether a row only titles and numbers the rows below it: ``二、扣款明细``."""
    cells = [cell for cell in row.cells if cell not in (None, "")]
    only = cells[0] if len(cells) == 1 else None
    return isinstance(only, str) and _SECTION.match(plain(only)) is not None


def is_header(row: ReadRow) -> bool:
    """Tell whether a row names the columns of a further table below: words only, amounts too."""
    cells = [plain(cell) for cell in row.cells if isinstance(cell, str) and cell.strip()]
    others = [cell for cell in row.cells if cell not in (None, "") and not isinstance(cell, str)]
    if others or any(sign.isdigit() for cell in cells for sign in cell):
        return False
    return sum(squeezed_header(cell) in _COLUMNS for cell in cells) >= _LEAST_COLUMNS


def says_amount(values: Values) -> bool:
    """Tell whether an amount of any kind stands in a row, readable or not."""
    return any(values.get(name) is not None for name in AMOUNTS)


def unreadable(row: ReadRow, values: Values, names: Mapping[str, str]) -> RowResult | None:
    """Return what of a row must be readable and is not.

    A day weighs only where nothing but the VIN names the claim.
    """
    for one in row.problems:
        if isinstance(values.get(one.field), int):
            continue  # a dash
        only_vin = set(names) == {VIN_NO}
        if one.field in _WEIGHTY or (only_vin and one.field in (*_DAYS, VIN_NO)):
            return one
    for name in names:
        if len(names[name]) > LONGEST:
            return RowResult(row.number, Outcome.WARN, _TOO_LONG, {}, field=name)
    return None


def unread_day(row: ReadRow) -> bool:
    """Tell whether a day of a row could not be read."""
    return any(one.field in _DAYS for one in row.problems)


def unread_result(row: ReadRow, problem: RowResult) -> RowResult:
    """Return what is said of a row that is kept as not readable."""
    leave = Repair(N_("Leave this row out"), skips=(row.number,))
    return replace(
        problem,
        number=row.number,
        outcome=Outcome.WARN,
        word=NOT_READABLE,
        repairs=(*(one for one in problem.repairs if not one.skips), leave),
        unread=True,
    )


def unread_line(made: StatementLine, row: ReadRow, problem: RowResult) -> StatementLine:
    """Return a line that could not be read, with the sentence and the row as it stands."""
    plainly = set(problem.values) <= {"cell"}
    written = str(row.values.get(problem.field) or "")
    return replace(
        made,
        state=LineState.UNREAD,
        problem=problem.message if plainly else _CANNOT,
        problem_field=problem.field,
        problem_cell=str(problem.values.get("cell", written))[:LONGEST],
        raw=" | ".join(shown(cell) for cell in row.cells)[:_LONGEST_RAW],
    )


def code_in(values: Values, name: str) -> str:
    """Return the code of a field, as codes are compared."""
    return code(str(values.get(name) or ""))


def vin_in(names: Mapping[str, str]) -> str:
    """Return the VIN of a row without blanks and hyphens."""
    return squeezed(names.get(VIN_NO, ""))
