"""What of received money is for which line of a statement; integer fen, pure.

What the payer keeps back comes first and whole, then the claims that were named, then the other
lines in their order, the last one in part. So any receipts of the same sum end with the same sums.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from warrantydesk.domain.money import half_up_ratio


@dataclass(frozen=True)
class Owed:
    """A line of a statement with what of it did not arrive yet; net, below 0: kept back."""

    line_id: int
    net_fen: int
    claim_id: int | None = None
    deduction_id: int | None = None


@dataclass(frozen=True)
class Part:
    """What of a receipt is for one line."""

    line_id: int
    net_fen: int
    tax_fen: int = 0
    claim_id: int | None = None
    deduction_id: int | None = None


def allocated(
    owed: Sequence[Owed], net_fen: int, tax_fen: int, named: Mapping[int, int] | None = None
) -> tuple[Part, ...]:
    """Return the parts of a receipt; they sum to ``net_fen`` as far as so much is owed.

    ``named`` gives claims with the net amount that is for each of them.
    """
    left = {one.line_id: one.net_fen for one in owed}
    given = {one.line_id: one.net_fen for one in owed if one.net_fen < 0}
    room = net_fen - sum(given.values())
    for claim_id, wanted in (named or {}).items():
        own = [one for one in owed if one.claim_id == claim_id and one.net_fen > 0]
        room -= _fill(own, min(wanted, room), left, given)
    _fill([one for one in owed if one.net_fen > 0], room, left, given)
    return _with_tax([one for one in owed if given.get(one.line_id)], given, tax_fen)


def _fill(
    owed: Iterable[Owed], amount_fen: int, left: dict[int, int], given: dict[int, int]
) -> int:
    """Give lines what is left of them, in order, while the amount lasts; return what was given."""
    rest = amount_fen
    for one in owed:
        some = min(rest, left[one.line_id])
        if some > 0:
            left[one.line_id] -= some
            given[one.line_id] = given.get(one.line_id, 0) + some
            rest -= some
    return amount_fen - rest


def _with_tax(owed: Sequence[Owed], given: Mapping[int, int], tax_fen: int) -> tuple[Part, ...]:
    """Part the tax by running sums of what each line got, so that nothing is lost by rounding."""
    whole = sum(given[one.line_id] for one in owed)
    parts: list[Part] = []
    sum_so_far = tax_so_far = 0
    for number, one in enumerate(owed, 1):
        sum_so_far += given[one.line_id]
        upto = tax_fen
        if number < len(owed):
            upto = half_up_ratio(tax_fen, sum_so_far, whole) if whole > 0 else 0
        parts.append(
            Part(
                one.line_id,
                given[one.line_id],
                upto - tax_so_far,
                one.claim_id,
                one.deduction_id,
            )
        )
        tax_so_far = upto
    return tuple(parts)
