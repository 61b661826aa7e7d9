"""Part and labour lines of a pasted repair order, as a draft takes them."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from warrantydesk.domain.finding import Problem
from warrantydesk.domain.money import half_up
from warrantydesk.domain.pasted_order import PastedLabour, PastedOrder, PastedPart
from warrantydesk.domain.text import number
from warrantydesk.i18n import N_


class PastedLines:
    """Part and labour lines as a draft takes them, with what cannot stand in them."""

    def __init__(self, order: PastedOrder) -> None:
        self.problems: list[Problem] = []
        self.parts = [self._part(n, one) for n, one in enumerate(order.parts)]
        self.labour = [self._operation(n, one) for n, one in enumerate(order.labour)]

    def _part(self, index: int, one: PastedPart) -> dict[str, Any]:
        row: dict[str, Any] = {"new_part_no": one.part_no, "causal": index == 0}
        if index:
            row["causal_line"] = 1
        if one.name:
            row["new_part_name"] = one.name
        pieces = self._read(f"parts[{index}].quantity", one.quantity, _whole)
        if pieces is not None:
            row["quantity"] = pieces
        price = self._read(f"parts[{index}].price", one.price, _fen)
        if price is not None:
            row["unit_price_fen"] = price
        return row

    def _operation(self, index: int, one: PastedLabour) -> dict[str, Any]:
        row: dict[str, Any] = {"code": one.code, "main": index == 0}
        if one.name:
            row["name"] = one.name
        hours = self._read(f"labour[{index}].hours", one.hours, _hours)
        if hours is not None:
            row["hours"] = str(hours)
        return row

    def _read(self, at: str, text: str, read: Callable[[str], Any]) -> Any:
        if not text.strip():
            return None
        try:
            return read(text)
        except ValueError:
            self.problems.append(Problem(at, N_("This is not a number like 2 or 1.5.")))
            return None


def _whole(text: str) -> int:
    pieces = number(re.sub(r"[件个只台支套,，\s]", "", text))
    if pieces != int(pieces):
        raise ValueError("no count")
    return int(pieces)


def _fen(text: str) -> int:
    return half_up(number(re.sub(r"[¥￥元,，\s]", "", text)) * 100)


def _hours(text: str) -> Decimal:
    return number(re.sub(r"(?i)小时|工时|[h,，\s]", "", text))
