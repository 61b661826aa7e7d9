"""Fields as a maker wants them written: in its portal, in its own claim file.

A field of ``portal.csv`` or ``claim_file.csv`` names where its value lies, as a path such as
``claim.vehicle.vin``, and the form in which the maker takes it. Pure; amounts are fen.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import Any

from warrantydesk.domain.claim.answer import LineKind
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.lines import PayBy


class Form(StrEnum):
    """The forms of the portal that the aid knows."""

    SUBMIT = "submit"
    APPEAL = "appeal"


@dataclass(frozen=True)
class FiledLine:
    """A line of a filed claim as a maker's file has it; ``line`` counts from 1 within its kind."""

    kind: LineKind
    line: int
    code: str
    name: str
    quantity: Decimal
    unit_price_fen: int
    amount_fen: int
    supplier_code: str = ""
    serial: str = ""
    causal: bool = False
    reason: str = ""


@dataclass(frozen=True)
class PortalField:
    """One field of the portal: its labels, and its value exactly as it is pasted."""

    key: str
    label_zh: str
    label_en: str
    value: str
    hint_zh: str = ""
    hint_en: str = ""
    max_len: int | None = None
    ticked: bool = False

    @property
    def is_too_long(self) -> bool:
        """Tell whether the portal would cut the value."""
        return self.max_len is not None and len(self.value) > self.max_len


@dataclass(frozen=True)
class PortalPage:
    """One page of the portal with its fields in the portal's order."""

    title_zh: str
    title_en: str
    fields: tuple[PortalField, ...]


@dataclass(frozen=True)
class PortalSheet:
    """What is typed into the portal for one submission or appeal, page by page."""

    claim_id: int
    form: Form
    number: int
    """Number of the submission or of the appeal."""
    pages: tuple[PortalPage, ...]

    @property
    def fields(self) -> tuple[PortalField, ...]:
        """All fields in order."""
        return tuple(field for page in self.pages for field in page.fields)

    @property
    def done(self) -> int:
        """How many fields are filled in already."""
        return sum(field.ticked for field in self.fields)


def filed_lines(claim: Claim) -> tuple[FiledLine, ...]:
    """Return what a claim asks money for, line by line; what the customer pays is left out."""
    return (*_parts(claim), *_labour(claim), *_others(claim))


def _parts(claim: Claim) -> Iterable[FiledLine]:
    for number, line in enumerate(claim.part_lines, 1):
        if line.pay_by is PayBy.CLAIM:
            yield FiledLine(
                LineKind.PART,
                number,
                line.new_part_no,
                line.new_part_name,
                Decimal(line.quantity),
                line.unit_price_fen,
                line.product_fen,
                line.old_supplier_code,
                line.old_serial,
                line.causal,
            )


def _labour(claim: Claim) -> Iterable[FiledLine]:
    for number, line in enumerate(claim.labour_lines, 1):
        if line.pay_by is PayBy.CLAIM:
            yield FiledLine(
                LineKind.LABOUR,
                number,
                line.code,
                line.name,
                line.hours + line.extra_hours,
                line.unit_price_fen,
                line.product_fen,
                causal=line.main,
                reason=line.extra_reason,
            )


def _others(claim: Claim) -> Iterable[FiledLine]:
    for number, line in enumerate(claim.other_lines, 1):
        if line.pay_by is PayBy.CLAIM:
            yield FiledLine(
                LineKind.OTHER,
                number,
                line.code,
                line.text,
                Decimal(1),
                line.amount_fen,
                line.amount_fen,
                line.supplier,
                line.invoice_no,
            )


def value_at(source: Any, path: str) -> Any:
    """Return what lies at a path of mappings and attributes; None where there is nothing."""
    for name in path.split("."):
        if name.startswith("_"):
            return None
        known = isinstance(source, Mapping)
        source = source.get(name) if known else getattr(source, name, None)
        if source is None or callable(source):
            return None
    return source


def written(value: Any, form: str, zone: tzinfo | None = None) -> str:
    """Return a value as the maker takes it; nothing for what is not there."""
    if value is None:
        return ""
    return _FORMS.get(form, _as_is)(_here(value, zone))


def _here(value: Any, zone: tzinfo | None) -> Any:
    return value.astimezone(zone) if isinstance(value, datetime) else value


def _as_is(value: Any) -> str:
    if isinstance(value, bool):
        return "Y" if value else "N"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, Decimal):
        return _number(value)
    return str(value)


def _number(value: Any) -> str:
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(value: Any) -> str:
    fen = int(value)
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def _thousands(value: Any) -> str:
    fen = int(value)
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def _day(shape: str) -> Callable[[Any], str]:
    return lambda value: format(value, shape) if isinstance(value, date) else str(value)


_KINDS_ZH = {LineKind.PART: "配件", LineKind.LABOUR: "工时", LineKind.OTHER: "其他"}
"""The maker's own words: its portal and its file are Chinese, whatever the window speaks."""

_FORMS: Mapping[str, Callable[[Any], str]] = {
    "as_is": _as_is,
    "number": _number,
    "amount_plain": _plain,
    "amount_thousands": _thousands,
    "date_slash": _day("%Y/%m/%d"),
    "date_dash": _day("%Y-%m-%d"),
    "date_plain": _day("%Y%m%d"),
    "minute": _day("%Y-%m-%d %H:%M"),
    "kind_zh": lambda value: _KINDS_ZH.get(value, str(value)),
    "yes_no_zh": lambda value: "是" if value else "否",
}

FORMS = tuple(_FORMS)
"""In which forms a maker may want a value."""
