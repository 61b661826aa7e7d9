"""Columns that mean something else because of the columns beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from warrantydesk.services.imports.around import Around
from warrantydesk.services.imports.columns import squeezed
from warrantydesk.services.imports.statement_fields import APPROVED, ASKED, GROSS, PAID, TAX
from warrantydesk.services.imports.target import ReadRow

T = TypeVar("T")
_SUMS = frozenset(
    squeezed(name)
    for name in (
        *("合计", "合计金额", "小计", "总金额", "总额", "金额", "费用合计", "总计", "总费用"),
        *("amount", "total", "total amount", "line total"),
    )
)
"""Headers of a plain sum: beside a column of what is approved it is what was claimed."""


def sums_claimed(around: Around, rows: Sequence[ReadRow]) -> tuple[Around, Sequence[ReadRow]]:
    """Return a file in which a plain sum beside the approved amount is what was claimed."""
    named = dict(zip(around.fields, around.headers, strict=False))
    header = squeezed(named.get(PAID, "")).removesuffix("元")
    if APPROVED not in named or GROSS in named or TAX in named or header not in _SUMS:
        return around, rows
    means = "" if ASKED in named else ASKED
    fields = tuple(means if name == PAID else name for name in around.fields)
    beside = tuple(replace(one, values=_renamed(one.values, means)) for one in around.beside)
    renamed = [replace(row, values=_renamed(row.values, means)) for row in rows]
    return replace(around, fields=fields, beside=beside), renamed


def _renamed(values: Mapping[str, T], means: str) -> Mapping[str, T]:
    if PAID not in values:
        return values
    left = {name: value for name, value in values.items() if name != PAID}
    return {**left, means: values[PAID]} if means else left
