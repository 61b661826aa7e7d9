"""What a row of a statement pays: net, tax, by class; columns that disagree are said.

Amounts with tax are parted when read: net is half_up(gross × 100 ÷ (100 + rate)), tax the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from warrantydesk.domain.finding import Problem
from warrantydesk.domain.money import half_up, yuan
from warrantydesk.i18n import N_
from warrantydesk.services.imports.statement_classes import CLASSES, LABOUR, PARTS
from warrantydesk.services.imports.statement_fields import (
    APPROVED,
    ASKED,
    DEDUCTED,
    GROSS,
    PAID,
    TAX,
    TAX_RATE,
)

DISAGREE = N_("The amounts of this row do not agree: {cell}.")
NO_AMOUNT = N_("The row says no amount.")
_LARGEST = 10**11
"""A billion yuan: no line of a statement is larger."""
_TAX_SLACK_FEN = 1
"""A maker may have rounded net, tax and both together each by itself."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How the amounts of a file are meant."""

    rate: Decimal
    """Percent of tax where a row does not say it."""
    with_tax: bool = False
    """The one column of amounts includes tax."""
    by_class: bool = True
    """The columns of classes add up to what is paid; else they mean something else."""
    asked: bool = False
    """The one column of amounts is called as what was claimed."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a row pays, in fen; the classes are net and None where they are not said."""

    net_fen: int
    tax_fen: int | None = None
    asked_fen: int | None = None
    parts_fen: int | None = None
    labour_fen: int | None = None
    other_fen: int | None = None


Values = Mapping[str, object]


def fen(values: Values, name: str) -> int | None:
    """Return the amount of a field, None where it says none."""
    value = values.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def amounts_of(values: Values, manner: Manner) -> Amounts | Problem:
    """Return what a row pays, or what is wrong with its amounts."""
    found = _paid(values, manner)
    if isinstance(found, Problem):
        return found
    net, tax = found
    if abs(net) > _LARGEST:
        return Problem(PAID, N_("“{cell}” is too large for an amount."), {"cell": yuan(net)})
    asked = fen(values, ASKED)
    asked = fen(values, APPROVED) if asked is None and fen(values, PAID) is not None else asked
    parts = by_class(values) if manner.by_class else {}
    if parts and (wrong := _disagreeing(values, parts, net, tax)) is not None:
        return wrong
    if not parts or sum(parts.values()) != net:
        return Amounts(net, tax, asked)
    rest = sum(amount for name, amount in parts.items() if name not in (PARTS, LABOUR))
    return Amounts(net, tax, asked, parts.get(PARTS, 0), parts.get(LABOUR, 0), rest)


def by_class(values: Values) -> dict[str, int]:
    """Return the amounts of the classes that a row says, by field."""
    return {name: amount for name in CLASSES if (amount := fen(values, name)) is not None}


def agrees(values: Values, manner: Manner) -> bool | None:
    """Tell whether the classes of a row add up to what it pays; None where it does not say both."""
    parts, found = by_class(values), _paid(values, manner)
    if len(parts) < 2 or isinstance(found, Problem) or _stated(values) is None:
        return None
    return _disagreeing(values, parts, *found) is None


def _stated(values: Values) -> int | None:
    """Return the amount that a row says as a whole, with or without tax."""
    for name in (PAID, GROSS, APPROVED):
        if (amount := fen(values, name)) is not None:
            return amount
    return None


def _paid(values: Values, manner: Manner) -> tuple[int, int | None] | Problem:
    """Return net and tax of what is paid, by the column that says it most plainly."""
    net, gross, tax = fen(values, PAID), fen(values, GROSS), fen(values, TAX)
    if manner.with_tax and gross is None:
        net, gross = None, net
    if net is not None and gross is None and _sums_tax(values, net, tax):
        net, gross = None, net
    if net is None and gross is None:
        other = fen(values, ASKED) if manner.asked else otherwise(values)
        return (other, tax) if other is not None else Problem(PAID, NO_AMOUNT, {"cell": ""})
    if net is None and gross is not None:
        net = gross - tax if tax is not None else without_tax(gross, _rate(values, manner))
        return net, gross - net
    assert net is not None
    if gross is not None and (wrong := _wrong_tax(net, gross, tax)) is not None:
        return wrong
    return net, gross - net if gross is not None and tax is None else tax


def _sums_tax(values: Values, whole: int, tax: int | None) -> bool:
    """Tell whether an amount is all classes and the tax together, whatever its column is called."""
    parts = by_class(values)
    return len(parts) > 1 and bool(tax) and sum(parts.values()) + (tax or 0) == whole


def _wrong_tax(net: int, gross: int, tax: int | None) -> Problem | None:
    if tax is None:
        return None if abs(gross) >= abs(net) else _not_equal(GROSS, f"{yuan(net)} > {yuan(gross)}")
    if abs(net + tax - gross) <= _TAX_SLACK_FEN:
        return None
    return _not_equal(GROSS, f"{yuan(net)} + {yuan(tax)} ≠ {yuan(gross)}")


def otherwise(values: Values) -> int | None:
    """Return what is paid where no column says it: approved, the classes, or claimed, less cuts."""
    less = abs(fen(values, DEDUCTED) or 0)
    approved, asked = fen(values, APPROVED), fen(values, ASKED)
    if approved is not None:
        return approved if asked is not None and asked - less == approved else approved - less
    if parts := by_class(values):
        return sum(parts.values()) - less
    cut = fen(values, DEDUCTED)
    if cut is None:
        return None
    return cut if asked is None else asked - less


def without_tax(gross_fen: int, rate: Decimal) -> int:
    """Return the net amount of one with tax, rounded half up once; ``rate`` is in percent."""
    return half_up(Decimal(gross_fen) * 100 / (100 + rate))


def _rate(values: Values, manner: Manner) -> Decimal:
    told = values.get(TAX_RATE)
    if not isinstance(told, Decimal | int) or isinstance(told, bool):
        return manner.rate
    rate = Decimal(told)
    return rate * 100 if 0 < rate < 1 else rate if 0 <= rate < 100 else manner.rate


def _disagreeing(
    values: Values, parts: Mapping[str, int], net: int, tax: int | None
) -> Problem | None:
    """Say where classes and amount do not add up; the classes may be with tax, or as claimed."""
    if fen(values, APPROVED) == net:
        return None
    less, whole = abs(fen(values, DEDUCTED) or 0), sum(parts.values())
    meant = {net, net + (tax or 0), fen(values, ASKED), fen(values, APPROVED)}
    if len(parts) < 2 or whole in meant or whole - less in (net, net + (tax or 0)):
        return None
    sums = " + ".join(yuan(amount) for amount in parts.values() if amount)
    return _not_equal(PAID, f"{sums or yuan(0)} ≠ {yuan(net)}")


def _not_equal(name: str, shown: str) -> Problem:
    return Problem(name, DISAGREE, {"cell": shown})
