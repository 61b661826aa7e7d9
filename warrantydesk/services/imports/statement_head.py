"""What stands around the lines of a statement: its number, period, day, rate, and its sums."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from warrantydesk.domain.sheet import Cell, Row
from warrantydesk.domain.sheet.layout import TITLE, TOTAL
from warrantydesk.domain.sheet.look import says_total
from warrantydesk.domain.sheet.written import NotWritten, amount, amount_fen
from warrantydesk.services.imports.around import OTHER_SHEET, Around, Beside
from warrantydesk.services.imports.statement_amounts import otherwise
from warrantydesk.services.imports.statement_fields import APPROVED, GROSS, PAID, TAX
from warrantydesk.services.imports.statement_periods import Span, day_of, month_in, span_of
from warrantydesk.services.imports.statement_words import is_sum, plain


class Label(StrEnum):
    """What a pair of words and value around the lines says."""

    NUMBER = "number"
    PERIOD = "period"
    ISSUED = "issued"
    RATE = "rate"
    NET = "net"
    GROSS = "gross"
    TAX = "tax"
    TOTAL = "total"
    COUNT = "count"


_LABELS: tuple[tuple[Label, str], ...] = (
    (
        Label.NUMBER,
        r"结算(?:通知)?单?(?:单据)?(?:编号|号码?|单号)|结算通知[单书](?:编号|号)|对账单(?:编?号)"
        r"|开票通知单(?:编?号)|通知单(?:编?号)|(?:单据|凭证|清单|账单|结算书)(?:编号|号码?)"
        r"|编号|单号|(?:advice|credit (?:note|memo)|reference)(?: ?(?:no\.?|number))?"
        r"|(?:statement|settlement)"
        r"(?: ?sheet)? ?(?:no\.?|number|id)|no\.?",
    ),
    (
        Label.PERIOD,
        r"结算(?:期间|月份|周期|年月|区间|时间段|账期|期)|账期|期间|月份|所属(?:期|月份)"
        r"|维修(?:时间|日期)?起止(?:时间|日期)?|维修(?:时间|日期)段?|(?:settlement )?"
        r"(?:period|month)",
    ),
    (
        Label.ISSUED,
        r"(?:制单|出单|开单|结算|编制|打印|制表|出具|通知|填制|生成)(?:日期|时间)|日期"
        r"|(?:issue|statement|settlement)? ?date|issued(?: on)?",
    ),
    (Label.RATE, r"(?:增值)?税率|(?:tax|vat) ?rate"),
    (
        Label.GROSS,
        r"价税合计(?:金额)?|(?:结算)?含税(?:结算|开票)?(?:总?金额|合计|总额)"
        r"|(?:总?金额|合计)\(含税\)|(?:total|amount) (?:incl\.?|including|with) (?:tax|vat)"
        r"|gross(?: total| amount)?",
    ),
    (
        Label.NET,
        r"(?:不含税|未税)(?:结算)?(?:总?金额|合计|总额)?|(?:总?金额|合计)\((?:不含税|未税)\)"
        r"|net(?: total| amount)?",
    ),
    (Label.TAX, r"(?:增值)?税(?:额|金)(?:合计)?|(?:tax|vat)(?: amount| total)?"),
    (
        Label.TOTAL,
        r"(?:本[次期月])?(?:实际)?(?:结算|应付|实付|应结|实结|付款|支付|开票)(?:总?金额|总额|合计"
        r"|金额合计)|总金额|总额|合计金额|金额合计|总计|合计|共计|(?:settlement|grand)? ?total"
        r"(?: amount| settled| paid| payable| due)?|amount (?:due|payable)",
    ),
    (
        Label.COUNT,
        r"(?:总|结算|索赔)?单据?(?:总数|份数|张数|数量|数)|总?(?:笔|条|行|件|单)数|记录数"
        r"|(?:number of )?(?:claims|lines)",
    ),
)
_KEYS = [
    (label, re.compile(rf"(?:{words})(?:\s*\((?:人民币|小写|元|张|份|笔|条|CNY|RMB|¥)\))?", re.I))
    for label, words in _LABELS
]
_PAIR = re.compile(r"(?:^|(?<=[\s,;，；、|]))([^\s:,;，；、|][^:,;，；、|]{0,30}?)\s*:\s*")
_VALUED_BY = (Label.NET, Label.GROSS, Label.TAX, Label.TOTAL)
_SPACED_NUMBER = re.compile(r"[A-Za-z]{1,8} [0-9][0-9A-Za-z/-]*")
_NUMBER = re.compile(r"[0-9A-Za-z一-龥]*[0-9A-Za-z][\w\-/.#()〔〕\[\]]*")
_FIGURE = re.compile(r"\(?[-−]?\s*[¥￥]?\s*[0-9][0-9,]*(?:\.[0-9]+)?\)?(?:万)?-?")
_SUM_WITH_TAX = re.compile(
    r"(?:价税合计|含税)(?:总?金额|合计|总额)?\s*[:为]?\s*[¥￥]?\s*[0-9][0-9,.]*", re.I
)
_PIECES = re.compile(r"\s*[笔条行单张份件台辆个]")
_COUNTED = re.compile(r"(?:共|合计|总计)\s*([0-9][0-9,]*)\s*[笔条行单张份]")
_WITH_TAX = re.compile(r"(?<![不未])含(?:增值)?税|价税合计|incl(?:uding|\.)? ?(?:tax|vat)", re.I)
_NO_TAX = re.compile(r"不含(?:增值)?税|未税|excl", re.I)
_PERCENT = re.compile(r"([0-9]{1,2}(?:\.[0-9]+)?)\s*%?")


@dataclass(frozen=True)
class Said:
    """A sum that a statement says of itself, in fen, and the row in which it stands."""

    label: Label
    fen: int
    number: int = 0
    is_grand: bool = True
    """It stands for all lines, not for a page or a series."""


@dataclass(frozen=True)
class Head:
    """What a statement says of itself; empty where it says nothing."""

    maker_number: str = ""
    span: Span = Span()  # noqa: RUF009 - frozen and empty
    issued_on: date | None = None
    rate: Decimal | None = None
    with_tax: bool = False
    """It says that its amounts include tax."""
    line_count: int | None = None
    said: tuple[Said, ...] = ()


def head_of(around: Around) -> Head:
    """Return what the rows around the lines say."""
    head = Head()
    for one in sorted(around.beside, key=_weight):
        head = _with_row(head, one)
    words = [plain(cell) for one in around.beside for cell in one.cells if isinstance(cell, str)]
    if not head.span.month:
        titles = [cell for one in around.beside if one.kind == TITLE for cell in one.cells]
        head = replace(head, span=_month_of_title(titles, around))
    if head.line_count is None:
        counted = (found for text in words if (found := _COUNTED.search(text)))
        told = next(counted, None)
        head = replace(head, line_count=int(told.group(1).replace(",", "")) if told else None)
    taxed = any(_says_with_tax(text) for text in words)
    return replace(head, with_tax=taxed and not any(_NO_TAX.search(text) for text in words))


def _says_with_tax(text: str) -> bool:
    """Tell whether words say it of all amounts; beside a sum they say it of that sum alone."""
    if _label(text.rstrip(": ")) is not None:
        return False
    keys = [key for key in map(_key, _PAIR.finditer(text)) if key[0] is Label.GROSS]
    for _gross, start, end in reversed(keys):
        text = text[:start] + text[end:]
    return _WITH_TAX.search(_SUM_WITH_TAX.sub("", text)) is not None


def _weight(one: Beside) -> int:
    """Order rows: the sheet's own titles and notes speak before another sheet."""
    return 1 if one.kind == OTHER_SHEET else 0


def _month_of_title(titles: Iterable[Cell], around: Around) -> Span:
    for cell in titles:
        if isinstance(cell, str) and (month := month_in(plain(cell))):
            return Span(month)
    names = (*(name for name, _rows in around.parts), around.file_name)
    return Span(next(filter(None, (month_in(plain(name)) for name in names)), ""))


def _with_row(head: Head, one: Beside) -> Head:
    if one.kind == TOTAL:
        return replace(head, said=(*head.said, *said_in(one)))
    for label, value in pairs(one.cells):
        head = _with_pair(head, label, value, one)
    return head


def pairs(row: Row) -> Iterator[tuple[Label, Cell]]:
    """Yield what a row says in pairs of words and value, in one cell or in two."""
    cells = [cell for cell in row if cell not in (None, "")]
    for at, cell in enumerate(cells):
        if not isinstance(cell, str):
            continue
        after = cells[at + 1] if at + 1 < len(cells) else None
        text = plain(cell)
        if (label := _label(text.rstrip(": "))) is not None:
            if after is not None and not _is_key(after):
                yield label, after
            continue
        yield from _pairs_in(text, after)


def _pairs_in(text: str, after: Cell) -> Iterator[tuple[Label, Cell]]:
    keys = [_key(one) for one in _PAIR.finditer(text) if not one.group(1).strip().isdigit()]
    for (label, _start, end), following in zip(keys, [*keys[1:], None], strict=False):
        if label is None:
            continue
        value = text[end : following[1] if following else len(text)].strip(" ,;|、")
        if value:
            yield label, value
        elif following is None and after is not None and not _is_key(after):
            yield label, after


def _key(found: re.Match[str]) -> tuple[Label | None, int, int]:
    """Return what the words before a colon mean, where they begin, and where their value does.

    The value of the key before may stand in front of them without any sign between.
    """
    words = found.group(1).strip()
    if (label := _label(words)) is not None:
        return label, found.start(1), found.end()
    last = words.split()[-1]
    return _label(last), found.start(1) + len(words) - len(last), found.end()


def _is_key(cell: Cell) -> bool:
    return isinstance(cell, str) and _label(plain(cell).rstrip(": ")) is not None


def _label(text: str) -> Label | None:
    return next((label for label, pattern in _KEYS if pattern.fullmatch(text)), None)


def _with_pair(head: Head, label: Label, value: Cell, one: Beside) -> Head:
    if label is Label.NUMBER:
        return head if head.maker_number else replace(head, maker_number=_number(value))
    if label is Label.PERIOD:
        return head if head.span.month else replace(head, span=span_of(value))
    if label is Label.ISSUED:
        return head if head.issued_on else replace(head, issued_on=day_of(value))
    if label is Label.RATE:
        return head if head.rate is not None else replace(head, rate=_percent(value))
    if label is Label.COUNT:
        count = _figure(value, of_pieces=True)
        known = head.line_count is not None or count is None
        return head if known else replace(head, line_count=(count or 0) // 100)
    fen = _figure(value)
    if fen is None or (one.kind == OTHER_SHEET and head.said):
        return head
    return replace(head, said=(*head.said, Said(label, fen, one.number)))


def names_sum(text: str) -> bool:
    """Tell whether words name a sum of other rows, or something else that is no line."""
    return is_sum(text) or _label(text.rstrip(": ")) in (*_VALUED_BY, Label.COUNT)


def said_in(one: Beside) -> list[Said]:
    """Return the sums in a row of totals: by its columns, else by its words."""
    words = [plain(cell) for cell in one.cells if isinstance(cell, str)]
    first = words[0] if words else ""
    is_grand = not re.search(r"小计|本页|subtotal|sub-total", first, re.I)
    label = _label(re.sub(r"[:\s]+$", "", first))
    columns = ((PAID, Label.TOTAL), (GROSS, Label.GROSS), (TAX, Label.TAX))
    found: list[Said] = []
    for name, meant in columns:
        value = one.values.get(name)
        if isinstance(value, int):
            own = label if name == PAID and label in _VALUED_BY else None
            found.append(Said(own or meant, value, one.number, is_grand))
    if not found and (other := otherwise(one.values)) is not None:
        sums = {fen for fen in (one.values.get(APPROVED), other) if isinstance(fen, int)}
        found += [Said(Label.TOTAL, fen, one.number, is_grand) for fen in sorted(sums)[::-1]]
    if not found and not one.values:
        told = ((text, _figure(text)) for text in words if says_total(text) or is_sum(text))
        found += [Said(Label.TOTAL, fen, one.number, is_grand) for _t, fen in told if fen]
    return found


def _number(value: Cell) -> str:
    """Return a number as it is written, without words behind it."""
    text = plain(str(value)) if value is not None else ""
    found = _SPACED_NUMBER.fullmatch(text) or _NUMBER.match(text)
    told = found.group(0) if found else ""
    return told.upper() if any(sign.isdigit() for sign in told) else ""


def _percent(value: Cell) -> Decimal | None:
    try:
        rate = amount(value) if not isinstance(value, str) or value.strip() else Decimal(0)
    except NotWritten:
        found = _PERCENT.search(plain(str(value)))
        rate = Decimal(found.group(1)) if found else Decimal(0)
    rate = rate * 100 if 0 < rate < 1 else rate
    return rate if 0 < rate < 100 else None


def _figure(value: Cell, *, of_pieces: bool = False) -> int | None:
    """Return the amount of a cell in fen, also where words stand around it.

    ``12 单`` is no amount unless pieces are asked for.
    """
    try:
        return amount_fen(value)
    except NotWritten:
        pass
    text = plain(value) if isinstance(value, str) else ""
    figures = _FIGURE.finditer(text)
    found = next((one for one in figures if of_pieces or not _PIECES.match(text, one.end())), None)
    if found is None:
        return None
    try:
        return amount_fen(found.group(0))
    except NotWritten:
        return None
