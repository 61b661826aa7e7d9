"""What matching reads by SQL is what its rules say in Python, and it comes through indexes."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as some
from matching_stage import a_line, filed, stated

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.settlement.account import ClaimAccount, expected_fen
from warrantydesk.domain.settlement.matching import MatchTerms
from warrantydesk.domain.settlement.matching_keys import number_key
from warrantydesk.services.desk import Desk
from warrantydesk.storage import statement_match
from warrantydesk.storage.statement_match import MAKER_KEY

printable = some.text(some.characters(min_codepoint=32, max_codepoint=126), max_size=12)
numeric = some.text("0123456789 -./", max_size=12)


@given(some.one_of(printable, numeric).filter(lambda text: ".0" not in text))
def test_the_key_of_a_makers_number_is_the_same_in_both(text: str) -> None:
    with sqlite3.connect(":memory:") as book:
        sql = f"SELECT {MAKER_KEY} FROM (SELECT ? AS codes_maker_claim_number) c"
        assert book.execute(sql, (text,)).fetchone()[0] == number_key(text)
    book.close()


def test_what_is_expected_is_the_same_in_both(desk: Desk) -> None:
    claims = [
        filed(desk, 1, state=State.SUBMITTED, approved_fen=None),
        filed(desk, 2, state=State.RETURNED, approved_fen=70_000),
        filed(desk, 3, state=State.APPROVED, approved_fen=70_000),
        filed(desk, 4, state=State.APPEALED, approved_fen=60_000),
        filed(desk, 5, state=State.REJECTED, approved_fen=None),
        filed(desk, 6, state=State.CLOSED),
    ]
    account = ClaimAccount(claims[5].id, 10_000, 10_000, 700, 500, 500, 2_000)
    with desk.bench.change("test"):
        desk.stores.accounts.add(account)
    expected = [expected_fen(one) for one in claims[:5]] + [expected_fen(claims[5], account)]
    assert expected == [100_000, 100_000, 70_000, 60_000, 0, 87_500]
    statement = stated(
        desk,
        *(
            a_line(maker_number=one.codes.maker_claim_number, amount_fen=fen)
            for one, fen in zip(claims, expected, strict=True)
        ),
    )
    terms = MatchTerms("QC", "", 0, 0, None)
    simple = desk.stores.statement_match.simple(statement.id, terms)
    found = {one.claim_id: one.expected_fen for one in simple}
    assert found == {one.id: fen for one, fen in zip(claims, expected, strict=True)}
    by_id = desk.stores.statement_match.by_id(one.id for one in claims)
    assert [one.expected_fen for one in by_id] == expected


@pytest.mark.parametrize(
    ("by", "index"),
    [
        ("_BY_MAKER", "claim_maker_key"),
        ("_BY_OWN", "claim_number"),
        ("_BY_CAR", "claim_vin_end"),
        ("_BY_PLATE", "claim_plate"),
    ],
)
def test_claims_are_found_through_indexes(desk: Desk, by: str, index: str) -> None:
    sql = statement_match._SOUGHT.format(join=getattr(statement_match, by))
    plan = " ".join(
        str(row[3]) for row in desk.stores.db.query(f"EXPLAIN QUERY PLAN {sql}", ("[]",))
    )
    assert f"SEARCH c USING INDEX {index} " in plan
    assert "SCAN c" not in plan


def test_the_one_join_goes_through_the_index(desk: Desk) -> None:
    rows = desk.stores.db.query(
        f"EXPLAIN QUERY PLAN {statement_match._SIMPLE}", (1, "QC", "", 0, "[]")
    )
    plan = " ".join(str(row[3]) for row in rows)
    assert "SEARCH c USING INDEX claim_maker_key " in plan
    assert "SCAN c" not in plan
