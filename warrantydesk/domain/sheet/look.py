"""How cells and rows look: empty, a name, a value; what totals and notes begin with."""

import re
import unicodedata

from warrantydesk.domain.sheet import Cell, Row

_NUMBERLIKE = re.compile(r"[-+¥$(]*[0-9][0-9.,\s%¥:/()年月日元万+-]*")
_CODELIKE = re.compile(r"(?=(?:.*[0-9]){3})[A-Za-z0-9][A-Za-z0-9\-_./ #+]*")
_TOTAL = re.compile(
    r"(?:本页|本月|本表|全部|本次|(?:[0-9]{4}年)?1?[0-9]月份?)?(?:应收|未收|已收)?"
    r"(?:合计|总计|小计|共计|累计|总额|总和|汇总)"
    r"(?:(?:金额|数量|人民币|大写|小写|件数)*(?:[:(0-9].*)?)"
    r"|(?:[a-z]{3,9})?(?:sub)?total(?:小计|合计|总计)|(?:小计|合计|总计)(?:sub)?total"
    r"|共计?[0-9]+[台条辆行项件个笔]?.*"
    r"|(?:grand|sub)?-?totals?(?:amount)?(?:[:(0-9].*)?|sum(?:[:(0-9].*)?"
    r"|gesamt(?:summe)?[:0-9]*"
)
_NOTE = re.compile(
    r"(?:以上|以下|第[0-9]+页|注[0-9]|page[0-9])"
    r"|(?:[0-9]{4}年)?(?:1[0-2]|[1-9]|[一二三四五六七八九十]{1,3})月份?$"
    r"|(?:注|备注|说明|附注|注意|声明|制表|编制|审核|批准|复核|打印|notes?|remarks?|source)"
    r"(?:[人员]?[0-9(]?.{0,3})?$",
    re.I,
)
_NOTE_SIGNS = ("※", "*", "★", "●", "—", "(")
_PUNCTUATION = re.compile(r"[\s*:;,.()\[\]{}_\-/\\|'\"·、，。：；（）【】<>《》#]+")
_LONG = 24
_LONGEST_NAME = 80


def is_empty(cell: Cell) -> bool:
    """Tell whether nothing can be seen in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def is_name(cell: Cell) -> bool:
    """Tell whether a filled cell may be a column's name: words, not a number, a day or a code."""
    if not isinstance(cell, str):
        return False
    text = unicodedata.normalize("NFKC", cell).strip()
    if not text or len(text) > _LONGEST_NAME:
        return False
    return not (_NUMBERLIKE.fullmatch(text) or _CODELIKE.fullmatch(text))


def filled(row: Row) -> list[int]:
    """Return the columns of a row in which something can be seen."""
    return [column for column, cell in enumerate(row) if not is_empty(cell)]


def bare(text: str) -> str:
    """Return a name as names are compared: half-width, small, without blanks and punctuation."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).casefold()


def says_total(cell: Cell) -> bool:
    """Tell whether a cell begins a row of totals."""
    if not isinstance(cell, str) or len(cell) > _LONGEST_NAME:
        return False
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell)).casefold()
    return _TOTAL.fullmatch(text) is not None


def says_note(cell: Cell) -> bool:
    """Tell whether a cell begins a note: a word of notes, a colon, a star, a long sentence."""
    if not isinstance(cell, str) or not is_name(cell[:_LONGEST_NAME]):
        return False
    text = unicodedata.normalize("NFKC", cell).strip()
    return bool(
        _NOTE.match(re.sub(r"\s+", "", text))
        or ":" in text
        or text.startswith(_NOTE_SIGNS)
        or len(text) > _LONG
    )
