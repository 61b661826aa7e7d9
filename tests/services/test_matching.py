"""Statements are matched against the claims of the desk, again and again, and taken back."""

from dataclasses import replace
from datetime import date

import pytest
from builders import OTHER_VIN, VIN
from matching_stage import a_line, filed, matched, stated
from stories import acting

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.settlement.statement import (
    How,
    LineState,
    StatementLine,
    StatementState,
)
from warrantydesk.services.desk import Desk


def said(line: StatementLine) -> tuple[LineState, int | None, How]:
    return line.state, line.claim_id, line.how


def test_lines_find_claims_by_the_makers_number_then_by_our_own(desk: Desk) -> None:
    one, two = filed(desk, 1), filed(desk, 2, 50_000, maker="")
    lines = matched(
        desk,
        a_line(maker_number="qc 2026/00001", amount_fen=100_000),
        a_line(maker_number="C01-26-000002", amount_fen=50_000),
    )
    assert [said(line) for line in lines] == [
        (LineState.EXACT, one.id, How.MAKER_NUMBER),
        (LineState.EXACT, two.id, How.OWN_NUMBER),
    ]
    assert [line.expected_fen for line in lines] == [100_000, 50_000]


def test_a_number_that_was_typed_in_full_width_is_the_same_number(desk: Desk) -> None:
    claim = filed(desk, 1, maker="ＱＣ－２０２６－９")
    (line,) = matched(desk, a_line(maker_number="QC-2026-9", amount_fen=100_000))
    assert said(line) == (LineState.EXACT, claim.id, How.MAKER_NUMBER)


def test_numbers_that_sheets_turned_into_amounts_are_found(desk: Desk) -> None:
    claim = filed(desk, 1, maker="00123456")
    (line,) = matched(desk, a_line(maker_number="123456.0", amount_fen=100_000))
    assert said(line) == (LineState.EXACT, claim.id, How.MAKER_NUMBER)


def test_the_number_of_two_claims_is_ambiguous(desk: Desk) -> None:
    one, two = filed(desk, 1, maker="QC-1"), filed(desk, 2, maker="QC1")
    other_brand = filed(desk, 3, maker="QC-1", brand="XX")
    (line,) = matched(desk, a_line(maker_number="QC-1", amount_fen=100_000))
    assert (line.state, line.claim_id, line.candidates) == (
        LineState.AMBIGUOUS,
        None,
        (one.id, two.id),
    )
    assert other_brand.id not in line.candidates


def test_numbers_that_point_to_different_claims_are_ambiguous(desk: Desk) -> None:
    one, two = filed(desk, 1), filed(desk, 2)
    (line,) = matched(
        desk,
        a_line(maker_number="QC-2026-00001", claim_number=two.claim_number, amount_fen=100_000),
    )
    assert (line.state, set(line.candidates)) == (LineState.AMBIGUOUS, {one.id, two.id})


def test_claims_of_another_brand_or_not_filed_are_only_shown(desk: Desk) -> None:
    brand, draft = filed(desk, 1, brand="XX"), filed(desk, 2, submitted_at=None)
    lines = matched(
        desk,
        a_line(maker_number="QC-2026-00001", amount_fen=100_000),
        a_line(maker_number="QC-2026-00002", amount_fen=100_000),
    )
    assert [(line.state, line.candidates) for line in lines] == [
        (LineState.UNKNOWN_CLAIM, (brand.id,)),
        (LineState.UNKNOWN_CLAIM, (draft.id,)),
    ]


def test_a_supplier_pays_only_for_his_claims(desk: Desk) -> None:
    tyres = filed(desk, 1, payer="V017")
    lines = [a_line(maker_number="QC-2026-00001", amount_fen=100_000)]
    (line,) = matched(desk, *lines)
    assert (line.state, line.candidates) == (LineState.UNKNOWN_CLAIM, (tyres.id,))
    (line,) = matched(desk, *lines, payer="V017")
    assert said(line) == (LineState.EXACT, tyres.id, How.MAKER_NUMBER)


def test_a_line_of_two_numbers_is_split_and_split_again_the_same(desk: Desk) -> None:
    one, two = filed(desk, 1), filed(desk, 2, 50_000)
    statement = stated(
        desk,
        a_line(maker_number="QC-2026-00001、QC-2026-00002", amount_fen=150_000, tax_fen=19_501),
    )
    desk.statements.match(statement.id)
    lines = desk.statements.lines(statement.id)
    assert [said(line)[:2] for line in lines] == [
        (LineState.SPLIT, None),
        (LineState.EXACT, one.id),
        (LineState.EXACT, two.id),
    ]
    assert sum(line.tax_fen or 0 for line in lines[1:]) == 19_501
    again = desk.statements.match(statement.id)
    assert again.changed == 0
    assert desk.statements.lines(statement.id) == lines
    assert desk.statements.sums(statement.id).settled_fen == 150_000


def test_parts_follow_when_their_line_means_something_else(desk: Desk) -> None:
    filed(desk, 1)
    two = filed(desk, 2, 50_000)
    statement = stated(desk, a_line(maker_number="QC-2026-00001 QC-2026-00002", amount_fen=150_000))
    desk.statements.match(statement.id)
    with desk.bench.change("test"):
        desk.stores.claims.save(replace(two, approved_fen=40_000))
    desk.statements.match(statement.id)
    (line,) = desk.statements.lines(statement.id)
    assert line.state is LineState.AMBIGUOUS
    assert desk.statements.sums(statement.id).settled_fen == 150_000


def test_car_amount_and_day_find_a_claim_without_a_number(desk: Desk) -> None:
    claim = filed(desk, 1, maker="")
    other = filed(desk, 2, 70_000, vin=OTHER_VIN, maker="")
    lines = matched(
        desk,
        a_line(vin=VIN, amount_fen=100_000, dated_on=date(2026, 10, 30)),
        a_line(vin=OTHER_VIN[-8:], amount_fen=70_001, dated_on=date(2026, 10, 30)),
        a_line(vin=OTHER_VIN, amount_fen=5, dated_on=date(2026, 10, 30)),
    )
    assert [said(line) for line in lines] == [
        (LineState.EXACT, claim.id, How.VIN),
        (LineState.WITHIN_TOL, other.id, How.VIN),
        (LineState.UNKNOWN_CLAIM, None, How.NONE),
    ]
    assert lines[2].candidates == (other.id,)


def test_a_car_with_the_same_end_of_its_vin_is_another_car(desk: Desk) -> None:
    filed(desk, 1, maker="", vin=f"LX0DA11A1{VIN[-8:]}")
    (line,) = matched(desk, a_line(vin=VIN, amount_fen=100_000, dated_on=date(2026, 10, 12)))
    assert (line.state, line.candidates) == (LineState.UNKNOWN_CLAIM, ())


def test_a_plate_only_suggests(desk: Desk) -> None:
    claim = filed(desk, 1, maker="")
    (line,) = matched(desk, a_line(plate="京A·12345", amount_fen=100_000))
    assert (line.state, line.candidates) == (LineState.UNKNOWN_CLAIM, (claim.id,))


def test_two_claims_of_a_car_are_never_picked(desk: Desk) -> None:
    one, two = filed(desk, 1, maker=""), filed(desk, 2, maker="")
    (line,) = matched(desk, a_line(vin=VIN, amount_fen=100_000, dated_on=date(2026, 10, 12)))
    assert (line.state, line.candidates) == (LineState.AMBIGUOUS, (one.id, two.id))


def test_a_statement_follows_its_lines(desk: Desk) -> None:
    filed(desk, 1)
    statement = stated(
        desk,
        a_line(maker_number="QC-2026-00001", amount_fen=90_000),
        a_line(state=LineState.UNREAD, raw="?"),
    )
    told = desk.statements.match(statement.id)
    assert (told.state, told.lines) == (StatementState.MATCHING, 2)
    assert told.by_state == {LineState.SHORT: 1, LineState.UNREAD: 1}
    desk.statements.undo_match(statement.id)
    assert desk.statements.get(statement.id).state is StatementState.MATCHING
    states = [line.state for line in desk.statements.lines(statement.id)]
    assert states == [LineState.NEW, LineState.UNREAD]


def test_a_confirmed_statement_is_not_matched_again(desk: Desk) -> None:
    statement = stated(desk, state=StatementState.CONFIRMED, confirmed_on=date(2026, 11, 1))
    for verb in (desk.statements.match, desk.statements.undo_match, desk.statements.matching):
        with pytest.raises(Refused) as refusal:
            verb(statement.id)
        assert refusal.value.codes == ("STATE",)


def test_only_the_clerk_matches(desk: Desk) -> None:
    statement = stated(desk)
    acting(desk, "finance")
    with pytest.raises(Refused) as refusal:
        desk.statements.match(statement.id)
    assert refusal.value.codes == ("RIGHT",)


def test_a_cancel_takes_the_whole_matching_back(desk: Desk) -> None:
    filed(desk, 1)
    statement = stated(desk, a_line(maker_number="QC-2026-00001", amount_fen=100_000))
    before, anchor = desk.statements.lines(statement.id), desk.archive.anchor

    calls = []

    def step(done: int, total: int) -> None:
        calls.append((done, total))
        if len(calls) == 3:
            raise RuntimeError("cancelled")

    with pytest.raises(RuntimeError, match="cancelled"):
        desk.statements.matching(statement.id)(step)
    assert desk.statements.lines(statement.id) == before
    assert desk.archive.anchor == anchor
    desk.statements.matching(statement.id)(lambda _done, _total: None)
    assert desk.statements.lines(statement.id)[0].state is LineState.EXACT


def test_matching_is_undone_as_one_step(desk: Desk) -> None:
    filed(desk, 1), filed(desk, 2, 50_000)
    statement = stated(
        desk,
        a_line(maker_number="QC-2026-00001,QC-2026-00002", amount_fen=150_000),
    )
    desk.statements.match(statement.id)
    desk.undo()
    (line,) = desk.statements.lines(statement.id)
    assert (line.state, line.claim_id, line.candidates) == (LineState.NEW, None, ())
    assert desk.statements.get(statement.id).state is StatementState.IMPORTED


def test_a_row_that_was_not_wholly_read_stays_so_until_it_is_put_right(desk: Desk) -> None:
    filed(desk, 1)
    unread = a_line(
        maker_number="QC-2026-00001",
        amount_fen=100_000,
        state=LineState.UNREAD,
        problem="“{cell}” is not an amount.",
        problem_field="tax_fen",
        problem_cell="130,00",
    )
    (line,) = matched(desk, unread)
    assert said(line) == (LineState.UNREAD, None, How.NONE)
    desk.statements.undo_match(line.statement_id)
    assert desk.statements.lines(line.statement_id)[0].state is LineState.UNREAD
    desk.statements.correct_line(line.id, tax_fen=13_000)
    desk.statements.match(line.statement_id)
    assert desk.statements.lines(line.statement_id)[0].state is LineState.EXACT
