"""What money is for: sums that come out even, whatever the order of the receipts."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.domain.settlement.allocation import Owed, Part, allocated
from warrantydesk.domain.settlement.sums import StatementSums

AMOUNTS = st.lists(st.integers(-5_000, 50_000).filter(bool), min_size=1, max_size=8)


def owed(amounts: list[int]) -> list[Owed]:
    return [Owed(number, fen, claim_id=number) for number, fen in enumerate(amounts, 1)]


def without(lines: list[Owed], parts: tuple[Part, ...]) -> list[Owed]:
    given_to = {part.line_id: part.net_fen for part in parts}
    left = [Owed(x.line_id, x.net_fen - given_to.get(x.line_id, 0), x.claim_id) for x in lines]
    return [x for x in left if x.net_fen]


def cut(whole: int, places: list[int]) -> list[int]:
    """Return the parts of a sum that is cut at places."""
    edges = sorted({0, whole, *(place % (whole + 1) for place in places)})
    return [after - before for before, after in pairwise(edges)]


def test_what_is_kept_back_comes_first_then_the_lines_in_order() -> None:
    lines = [Owed(1, 900, 1), Owed(2, -300, None, 7), Owed(3, 600, 3)]
    parts = allocated(lines, 700, 91)
    assert [(x.line_id, x.net_fen) for x in parts] == [(1, 900), (2, -300), (3, 100)]
    assert sum(x.tax_fen for x in parts) == 91


def test_a_named_claim_comes_before_the_others() -> None:
    parts = allocated([Owed(1, 900, 1), Owed(2, 600, 2)], 700, 0, {2: 500})
    assert [(x.line_id, x.net_fen) for x in parts] == [(1, 200), (2, 500)]


@given(AMOUNTS, st.integers(0, 10_000), st.data())
def test_the_parts_come_to_the_whole(amounts: list[int], tax: int, data: st.DataObject) -> None:
    whole = sum(amounts)
    net = data.draw(st.integers(0, whole)) if whole > 0 else whole
    parts = allocated(owed(amounts), net, tax)
    assert sum(part.net_fen for part in parts) == net
    assert not parts or sum(part.tax_fen for part in parts) == tax
    at_most = dict(enumerate(amounts, 1))
    assert all(abs(part.net_fen) <= abs(at_most[part.line_id]) for part in parts)


@given(
    st.lists(st.integers(1, 50_000), min_size=1, max_size=6),
    st.integers(0, 20_000),
    st.lists(st.integers(0, 500_000), max_size=5),
    st.randoms(use_true_random=False),
)
def test_any_order_of_partial_receipts_ends_the_same(
    amounts: list[int], tax: int, places: list[int], shuffled: object
) -> None:
    payable = sum(amounts)
    receipts = cut(payable + tax, places)
    shuffled.shuffle(receipts)  # type: ignore[attr-defined]
    lines, received, paid = owed(amounts), 0, 0
    for gross in receipts:
        sums = StatementSums(settled_fen=payable, tax_fen=tax)
        net = sums.net_of(received + gross) - paid
        parts = allocated(lines, net, gross - net)
        assert all(part.net_fen > 0 for part in parts)
        lines, received, paid = without(lines, parts), received + gross, paid + net
    assert (lines, paid) == ([], payable)
