"""Matching without the database: amounts of a group, numbers, cars and days."""

from datetime import date
from itertools import permutations

import pytest
from fakes import CHINA
from hypothesis import given
from hypothesis import strategies as some

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.settlement.account import ClaimAccount
from warrantydesk.domain.settlement.matching import MatchClaim, MatchLine, MatchTerms, judged
from warrantydesk.domain.settlement.matching_found import (
    Found,
    Hits,
    car_line,
    found_by_car,
    found_by_number,
)
from warrantydesk.domain.settlement.statement import How, LineState

VIN, OTHER = "LX0DL31C8RB018252", "LX0DA11A1SA012345"
TERMS = MatchTerms("QC", "", 100, 60, CHINA)
LINE = MatchLine(
    *(1, 1, "claim", "", "", "", "", "2026-10-12", "", 100_000, None, None, None, None),
    *("NEW", None, "", None, "[]", "", "", "", None, "[]"),
)
CLAIM = MatchClaim(
    *(7, "C0126-000007", "", "QC", "", State.APPROVED, "2026-10-12T04:00:00Z", 100_000, 100_000),
    *(VIN, "京A12345", "2026-10-12", None),
)


def line(number: int = 1, **fields: object) -> MatchLine:
    return LINE._replace(**{"id": number, "row": number, **fields})


def claim(number: int = 7, **fields: object) -> MatchClaim:
    return CLAIM._replace(**{"id": number, **fields})


def states(lines: list[MatchLine], of: MatchClaim = CLAIM, before: tuple[int, ...] = ()) -> str:
    found = judged(lines, of, 100, before)
    return " ".join(found[one.id].state for one in lines)


def amounts(*fen: int) -> list[MatchLine]:
    return [line(n, amount_fen=one, text=f"line {n}") for n, one in enumerate(fen, 1)]


@pytest.mark.parametrize(
    ("fen", "said"),
    [
        ((100_000,), "EXACT"),
        ((60_000, 40_000), "EXACT EXACT"),
        ((120_000, -20_000), "EXACT EXACT"),
        ((99_900,), "WITHIN_TOL"),
        ((100_100,), "WITHIN_TOL"),
        ((99_899,), "SHORT"),
        ((100_101,), "OVER"),
        ((60_000, 30_000), "SHORT SHORT"),
        ((60_000, 60_000), "OVER OVER"),
        ((0,), "SHORT"),
    ],
)
def test_the_lines_of_a_claim_are_added_up(fen: tuple[int, ...], said: str) -> None:
    assert states(amounts(*fen)) == said


def test_the_shares_of_lines_come_to_what_was_expected() -> None:
    found = judged(amounts(60_000, 30_000), CLAIM, 100)
    assert [found[n].expected_fen for n in (1, 2)] == [70_000, 30_000]


def test_two_halves_are_no_repeat_but_two_wholes_are() -> None:
    halves = [line(1, amount_fen=50_000), line(2, amount_fen=50_000)]
    assert states(halves) == "EXACT EXACT"
    assert states([line(1), line(2)]) == "EXACT DUP_LINE"
    assert states([*halves, line(3, amount_fen=50_000)]) == "EXACT EXACT DUP_LINE"
    thirds = [line(n, amount_fen=60_000) for n in (1, 2)]
    assert states(thirds) == "OVER OVER"
    short = [line(n, amount_fen=90_000) for n in (1, 2)]
    assert states(short) == "SHORT DUP_LINE"
    found = judged(short, CLAIM, 100)
    assert [found[n].expected_fen for n in (1, 2)] == [100_000, 0]


def test_what_was_settled_before_is_a_repeat_or_too_much() -> None:
    settled = claim(account=ClaimAccount(7, settled_fen=100_000))
    assert states([line(1)], settled, (100_000,)) == "DUP_LINE"
    assert states([line(1, amount_fen=70_000)], settled, (100_000,)) == "OVER"
    assert states(amounts(60_000, 40_000), settled, (100_000,)) == "DUP_LINE DUP_LINE"
    assert states([line(1, amount_fen=-20_000)], settled, (100_000,)) == "SHORT"
    part = claim(account=ClaimAccount(7, settled_fen=60_000))
    assert states([line(1, amount_fen=40_000)], part, (60_000,)) == "EXACT"


def test_a_refused_claim_expects_nothing() -> None:
    refused = claim(state=State.REJECTED, approved_fen=0)
    assert states([line(1)], refused) == "OVER"
    assert states([line(1, amount_fen=0)], refused) == "EXACT"


def test_before_an_answer_all_that_was_claimed_is_expected() -> None:
    waiting = claim(state=State.SUBMITTED, approved_fen=None)
    assert states([line(1)], waiting) == "EXACT"


def by_number(one: MatchLine, *claims: MatchClaim) -> Found | None:
    hits = Hits({found.id: How.MAKER_NUMBER for found in claims})
    return found_by_number(one, hits, {found.id: found for found in claims}, TERMS)


def test_one_number_one_claim() -> None:
    assert by_number(line(), claim()) == Found(7, How.MAKER_NUMBER)
    assert by_number(line(vin=VIN.lower()), claim()) == Found(7, How.MAKER_NUMBER)


def test_two_claims_of_a_number_are_shown_and_none_is_picked() -> None:
    found = by_number(line(), claim(7), claim(8))
    assert found == Found(state=LineState.AMBIGUOUS, candidates=(7, 8))


def test_a_vin_in_full_may_contradict_the_number() -> None:
    found = by_number(line(vin=OTHER), claim())
    assert found == Found(state=LineState.AMBIGUOUS, candidates=(7,))
    assert by_number(line(vin=OTHER[-8:]), claim()) == Found(7, How.MAKER_NUMBER)


def test_our_number_beside_another_number_of_the_maker_needs_the_sum() -> None:
    known = claim(maker_number="QC-8")
    hits = Hits({7: How.OWN_NUMBER})
    agrees = line(maker_number="QC-9", claim_number="C0126-000007")
    assert found_by_number(agrees, hits, {7: known}, TERMS) == Found(7, How.OWN_NUMBER)
    off = agrees._replace(amount_fen=5)
    ambiguous = Found(state=LineState.AMBIGUOUS, candidates=(7,))
    assert found_by_number(off, hits, {7: known}, TERMS) == ambiguous
    same = off._replace(maker_number="qc8")
    assert found_by_number(same, hits, {7: known}, TERMS) == Found(7, How.OWN_NUMBER)


@pytest.mark.parametrize(
    "fields",
    [{"brand": "XX"}, {"payer": "V017"}, {"filed_at": None}, {"state": State.VOID}],
)
def test_claims_that_this_payer_does_not_pay_are_never_matched(fields: dict[str, object]) -> None:
    assert by_number(line(), claim(**fields)) is None
    assert by_number(line(), claim(8), claim(**fields)) == Found(8, How.MAKER_NUMBER)
    seen = car_line(line(vin=VIN), [claim(**fields)], TERMS, is_numbered=True)
    found = found_by_car([seen], frozenset(), TERMS)
    assert found == {1: Found(state=LineState.UNKNOWN_CLAIM, candidates=(7,))}


def several(one: MatchLine, *each: tuple[MatchClaim, ...]) -> Found | None:
    claims = {found.id: found for some_ in each for found in some_}
    hits = Hits({}, tuple(tuple(found.id for found in some_) for some_ in each))
    return found_by_number(one, hits, claims, TERMS)


def test_a_line_of_several_numbers_is_split_where_they_come_to_its_sum() -> None:
    two = claim(8, approved_fen=50_000)
    found = several(line(amount_fen=150_000), (claim(),), (two,))
    assert found == Found(state=LineState.SPLIT, parts=((7, 100_000), (8, 50_000)))
    near = several(line(amount_fen=150_050), (claim(),), (two,))
    assert near == Found(state=LineState.SPLIT, parts=((7, 100_050), (8, 50_000)))
    off = several(line(amount_fen=140_000), (claim(),), (two,))
    assert off == Found(state=LineState.AMBIGUOUS, candidates=(7, 8))
    one_only = several(line(amount_fen=150_000), (claim(),), ())
    assert one_only == Found(state=LineState.UNKNOWN_CLAIM, candidates=(7,))
    assert several(line(), (), ()) is None


def by_car(
    lines: list[MatchLine], claims: list[MatchClaim], *, numbered: bool = False
) -> dict[int, Found]:
    seen = [car_line(one, claims, TERMS, is_numbered=numbered) for one in lines]
    return found_by_car(seen, frozenset(), TERMS)


CAR = line(vin=VIN)


def test_without_a_number_car_amount_and_day_find_the_only_claim() -> None:
    assert by_car([CAR], [claim()]) == {1: Found(7, How.VIN)}
    assert by_car([line(vin=VIN[-8:], amount_fen=99_950)], [claim()]) == {1: Found(7, How.VIN)}
    late = line(vin=VIN, dated_on="2026-12-12")
    assert by_car([late], [claim()])[1].state is LineState.UNKNOWN_CLAIM
    far = line(vin=VIN, amount_fen=99_899)
    assert by_car([far], [claim()])[1].state is LineState.UNKNOWN_CLAIM


def test_the_last_day_of_the_window_still_counts() -> None:
    assert by_car([line(vin=VIN, dated_on="2026-12-11")], [claim()]) == {1: Found(7, How.VIN)}


def test_two_claims_of_a_car_that_fit_are_shown_and_none_is_picked() -> None:
    found = by_car([CAR], [claim(7), claim(8)])
    assert found == {1: Found(state=LineState.AMBIGUOUS, candidates=(7, 8))}


def test_the_end_of_a_vin_must_be_of_one_car() -> None:
    other = claim(8, vin="LX0DL31C9TB018252", approved_fen=5)
    found = by_car([line(vin=VIN[-8:])], [claim(), other])
    assert found[1].state is LineState.UNKNOWN_CLAIM


def test_a_number_that_nobody_has_needs_the_amount_to_the_fen() -> None:
    numbered = line(vin=VIN, maker_number="QC-9")
    assert by_car([numbered], [claim()], numbered=True) == {1: Found(7, How.VIN)}
    near = numbered._replace(amount_fen=99_999)
    assert by_car([near], [claim()], numbered=True)[1].state is LineState.UNKNOWN_CLAIM
    has_another = claim(maker_number="QC-8")
    found = by_car([numbered], [has_another], numbered=True)
    assert found == {1: Found(state=LineState.UNKNOWN_CLAIM, candidates=(7,))}


def test_a_line_without_a_day_stands_for_the_days_of_its_statement() -> None:
    undated = line(vin=VIN, dated_on=None)
    assert by_car([undated], [claim()])[1].state is LineState.UNKNOWN_CLAIM
    terms = TERMS._replace(first_on=date(2026, 11, 1), last_on=date(2026, 11, 30))
    seen = car_line(undated, [claim()], terms, is_numbered=False)
    assert found_by_car([seen], frozenset(), terms) == {1: Found(7, How.VIN)}


def test_two_lines_never_take_the_same_claim_of_a_car() -> None:
    found = by_car([line(1, vin=VIN), line(2, vin=VIN)], [claim()])
    ambiguous = Found(state=LineState.AMBIGUOUS, candidates=(7,))
    assert found == {1: ambiguous, 2: ambiguous}


def test_as_many_claims_as_lines_are_told_apart_by_their_days() -> None:
    claims = [claim(7), claim(8, opened_on="2026-10-20", filed_at="2026-10-20T04:00:00Z")]
    lines = [line(1, vin=VIN, dated_on="2026-10-20"), line(2, vin=VIN)]
    assert by_car(lines, claims) == {1: Found(8, How.VIN), 2: Found(7, How.VIN)}
    same = [line(1, vin=VIN), line(2, vin=VIN)]
    assert {one.state for one in by_car(same, claims).values()} == {LineState.AMBIGUOUS}


def test_a_claim_that_a_number_names_is_not_taken_by_a_car() -> None:
    seen = car_line(CAR, [claim()], TERMS, is_numbered=False)
    found = found_by_car([seen], frozenset({7}), TERMS)
    assert found == {1: Found(state=LineState.AMBIGUOUS, candidates=(7,))}


def test_the_likeliest_candidate_stands_first() -> None:
    claims = [
        claim(1, approved_fen=5, opened_on="2026-10-12"),
        claim(2, brand="XX"),
        claim(3, filed_at="2026-01-12T04:00:00Z", opened_on="2026-01-12"),
    ]
    found = by_car([line(vin=VIN)], claims)[1]
    assert found.candidates == (3, 1, 2)


days = some.dates(date(2026, 9, 1), date(2026, 12, 31)).map(date.isoformat)
fens = some.sampled_from([100_000, 99_950, 50_000, 49_990])
claim_lists = some.lists(some.tuples(fens, days), min_size=1, max_size=5)
line_lists = some.lists(some.tuples(fens, days), min_size=1, max_size=4)


def made_claims(facts: list[tuple[int, str]]) -> list[MatchClaim]:
    return [
        claim(n, approved_fen=fen, opened_on=day, filed_at=f"{day}T04:00:00Z")
        for n, (fen, day) in enumerate(facts, 10)
    ]


@given(claim_lists, line_lists)
def test_a_claim_is_taken_once_and_only_where_no_other_fits(
    of_claims: list[tuple[int, str]], of_lines: list[tuple[int, str]]
) -> None:
    claims = made_claims(of_claims)
    lines = [
        line(n, vin=VIN, amount_fen=fen, dated_on=day) for n, (fen, day) in enumerate(of_lines, 1)
    ]
    found = by_car(lines, claims)
    taken = [one.claim_id for one in found.values() if one.claim_id is not None]
    assert len(taken) == len(set(taken))
    for one in lines:
        fits = car_line(one, claims, TERMS, is_numbered=False).fits
        if found[one.id].claim_id is not None and len(fits) > 1:
            day = date.fromisoformat(one.dated_on or "")
            assert [fit.id for fit in fits if day in fit.days(CHINA)] == [found[one.id].claim_id]


@given(some.lists(some.tuples(fens, some.sampled_from(["", "parts"])), min_size=1, max_size=4))
def test_the_order_of_lines_changes_nothing(of_lines: list[tuple[int, str]]) -> None:
    outcomes = set()
    for order in permutations(of_lines):
        lines = [line(n, amount_fen=fen, text=text) for n, (fen, text) in enumerate(order, 1)]
        found = judged(lines, CLAIM, 100)
        outcomes.add(
            tuple(sorted((one.amount_fen, one.text, *found[one.id]) for one in lines))  # type: ignore[type-var]
        )
        assert sum(one.expected_fen for one in found.values()) == CLAIM.expected_fen
    assert len(outcomes) == 1
