"""Words of a statement's rows: what a deduction is for, which class of cost, what is no line."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from warrantydesk.domain.settlement.deduction import DeductionKind
from warrantydesk.domain.sheet import Cell
from warrantydesk.services.imports.statement_classes import LABOUR, OTHER, PARTS

_KINDS: tuple[tuple[DeductionKind, str], ...] = (
    (DeductionKind.OLD_PART, "旧件|扣件|返件|未返|回运差异|old ?part|returned part|core"),
    (DeductionKind.AUDIT, "审计|审核扣|抽查|稽核|追回|复审扣|audit|charge ?back"),
    (DeductionKind.CAMPAIGN, "活动|召回|campaign|recall"),
    (DeductionKind.FREE_SERVICE, "保养|首保|强保|free service|maintenance"),
    (DeductionKind.FREIGHT, "运费|物流|运输|freight|shipping"),
    (DeductionKind.INCENTIVE, "(?<!负)激励|奖励|返利|补贴|奖金|incentive|bonus|reward"),
    (DeductionKind.PERFORMANCE, "考核|罚|违约|负激励|penalty|performance|fine"),
    (DeductionKind.ADMINISTRATION, "行政|administrat"),
    (DeductionKind.TAX, "税率差|税差|税额调整|税金调整|tax adjust"),
)
_REASON = {
    "K01": DeductionKind.OLD_PART,
    "K02": DeductionKind.OLD_PART,
    "K03": DeductionKind.OLD_PART,
    "K04": DeductionKind.CAMPAIGN,
    "K05": DeductionKind.FREE_SERVICE,
    "K06": DeductionKind.FREIGHT,
    "K07": DeductionKind.PERFORMANCE,
    "K08": DeductionKind.OLD_PART,
    "K09": DeductionKind.AUDIT,
    "K10": DeductionKind.TAX,
}
"""Reason codes of deductions and what they are about (B.6)."""
_CODES: Mapping[DeductionKind, str] = {
    DeductionKind.OLD_PART: "K01",
    DeductionKind.CAMPAIGN: "K04",
    DeductionKind.FREE_SERVICE: "K05",
    DeductionKind.FREIGHT: "K06",
    DeductionKind.PERFORMANCE: "K07",
    DeductionKind.AUDIT: "K09",
    DeductionKind.TAX: "K10",
}
_TAKES = re.compile(
    r"(?:抵|核|应|代|被)扣|扣(?:款|减|除|回|件|罚|费|分)|罚|追回|违约|负激励|deduct|debit|penalty"
    r"|charge ?back|fined?\b",
    re.I,
)
"""A part may be called 卡扣 too: ``扣`` alone says nothing."""
_GIVES = re.compile(
    r"返还|退还|冲回|返回扣|(?<!负)激励|正激励|奖励|返利|补贴|奖金|incentive|bonus|reward|refund",
    re.I,
)
_BESIDE = re.compile(
    rf"{_TAKES.pattern}|{_GIVES.pattern}|考核|行政|审计|稽核|税率差|税差|administrat|performance",
    re.I,
)
_SUM = re.compile(r"(?:.{0,20})(?:合计|小计|总计|共计|累计|总额|subtotal|grand ?total|total)", re.I)
_CLASSES = (
    (PARTS, re.compile(r"^(?:材料|配件|零件|备件)[费款额金]?|^parts?\b|^material", re.I)),
    (LABOUR, re.compile(r"^(?:工时|人工|劳务)[费款额金]?|^labou?r\b", re.I)),
    (
        OTHER,
        re.compile(
            r"^(?:辅料|辅材|管理|外出|救急|救援|拖车|外协|其[他它]|特殊|运)费?$|^(?:other|sublet|"
            r"outward|towing|consumable)",
            re.I,
        ),
    ),
)
_LONGEST_SUM = 30


def plain(text: str) -> str:
    """Return words as they are looked at: half-width, one blank between them."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def words_of(cells: Iterable[Cell]) -> str:
    """Return all words of a row."""
    return " ".join(plain(cell) for cell in cells if isinstance(cell, str))


def is_beside(words: str) -> bool:
    """Tell whether words speak of money taken or given beside the claims."""
    return _BESIDE.search(words) is not None


def takes_beside(words: str) -> bool:
    """Tell whether words speak of money beside the claims but for what is only given back."""
    return is_beside(_GIVES.sub(" ", words))


def takes(words: str) -> bool:
    """Tell whether words say that the payer takes the amount that they stand beside."""
    return _TAKES.search(words) is not None and _GIVES.search(words) is None


def kind_of(words: str, reason_code: str = "") -> DeductionKind:
    """Return what a deduction is for, by the code of its reason or by its words."""
    if reason_code in _REASON:
        return _REASON[reason_code]
    found = (kind for kind, pattern in _KINDS if re.search(pattern, words, re.I))
    return next(found, DeductionKind.OTHER)


def reason_code_of(kind: DeductionKind) -> str:
    """Return the reason code that a kind of deduction has, empty where it has none."""
    return _CODES.get(kind, "")


def class_of(words: str) -> str:
    """Return the field of the class of cost that words name, empty for another word."""
    return next((name for name, pattern in _CLASSES if pattern.search(words.strip())), "")


def is_sum(text: str) -> bool:
    """Tell whether a cell names a sum of other rows, such as the subtotal of a series."""
    words = plain(text).rstrip(":： ")
    return len(words) <= _LONGEST_SUM and _SUM.fullmatch(words) is not None
