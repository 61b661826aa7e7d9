"""Lists of old parts: every filter, order and count against the rows themselves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from stories import repairing, to_submit

from warrantydesk.domain.old_part import STANDING, OldPart, PartState
from warrantydesk.domain.piece_question import (
    CLOCKS,
    GONE,
    IN_HAND,
    STATES,
    Group,
    PieceQuestion,
    Shown,
)
from warrantydesk.domain.shelf_layout import Urgency
from warrantydesk.domain.tag import make_tag
from warrantydesk.services.desk import Desk
from warrantydesk.storage.piece_lists import PieceListStore

PIECES = 400
ORDERS = ("due", "part", "tag", "place", "state", "amount")
Row = OldPart


@pytest.fixture
def many(desk: Desk) -> Desk:
    """Give a desk with hundreds of pieces of two claims, in every state."""
    claims = [to_submit(desk).id, repairing(desk, "LX0DA11A1SA012345").id]
    dice = Random(4)
    with desk.bench.change("test"):
        for number in range(PIECES):
            state = dice.choice([*PartState, *sorted(IN_HAND), *sorted(STANDING)])
            desk.stores.parts.add(a_piece(dice, number, state, claims, desk.bench.today))
    return desk


def a_piece(dice: Random, number: int, state: PartState, claims: list[int], today: date) -> OldPart:
    """Return a piece with dates around today; ``number`` makes it one of a kind."""

    def some_day() -> date | None:
        return dice.choice([None, today + timedelta(days=dice.randint(-5, 20))])

    known = state is not PartState.EXPECTED
    return OldPart(
        dice.choice(claims),
        10 + number,
        1,
        state,
        tag=make_tag(3, 26, number) if known else "",
        part_no=f"13070{number % 7}0-T2{number % 10}",
        part_name=dice.choice(["水泵总成", "Water pump", "", "100%_棉垫\\"]),
        supplier_code=dice.choice(["", "V017", "V020"]),
        hazard=dice.choice(["", "", "fluid", "airbag"]),
        place=dice.choice(["R2-3", "R2-4"]) if state in STANDING else "",
        amount_fen=dice.randint(0, 99) * 100,
        return_by=some_day(),
        dispute_by=some_day(),
        lent_until=some_day(),
        paid_on=dice.choice([None, today]),
        refusal_code=dice.choice(["", "", "O02"]),
    )


def rows(desk: Desk) -> list[Row]:
    return desk.stores.parts.find()


def fits(question: PieceQuestion) -> Callable[[Row], bool]:
    """Say by the words of the filters, not by SQL, which pieces are asked for."""

    def is_due(one: Row) -> bool:
        soon = one.return_by is not None and one.return_by <= question.soon
        return one.state is PartState.RETURN_DUE or (one.state in IN_HAND and soon)

    def shown(one: Row) -> bool:
        if question.shown is Shown.DUE:
            return is_due(one)
        if question.shown is Shown.HOLD:
            return one.state is PartState.SHELVED and not is_due(one)
        return one.state in STATES[question.shown]

    def wanted(one: Row) -> bool:
        near = one.place == question.place if question.place else True
        words = question.words.casefold()
        said = any(words in text.casefold() for text in (one.part_no, one.part_name, one.tag))
        return near and said and (not question.claim_id or one.claim_id == question.claim_id)

    return lambda one: shown(one) and wanted(one)


def questions(desk: Desk) -> list[PieceQuestion]:
    """Return every filter, alone and narrowed in each way."""
    plain = [PieceQuestion(desk.bench.today, shown) for shown in Shown]
    claim = rows(desk)[0].claim_id
    return [
        *plain,
        *(replace(one, place="R2-3") for one in plain),
        *(replace(one, claim_id=claim) for one in plain),
        *(replace(one, words="t25") for one in plain),
        *(replace(one, words="水泵") for one in plain),
        *(replace(one, words="%_棉垫\\") for one in plain),
        *(replace(one, words="", claim_id=claim, place="R2-4") for one in plain),
    ]


def test_every_filter_counts_and_lists_the_same_pieces(many: Desk) -> None:
    every, lists = rows(many), many.stores.piece_lists
    for question in questions(many):
        wanted = [one for one in every if fits(question)(one)]
        assert set(lists.ids(question)) == {one.id for one in wanted}, question
        tally = lists.counts(question).shown[question.shown]
        assert tally == lists.tally(question), question
        assert (tally.pieces, tally.amount_fen) == (
            len(wanted),
            sum(one.amount_fen for one in wanted),
        ), question


def test_every_state_is_found_under_a_filter_besides_all() -> None:
    named = {state for shown in Shown if shown is not Shown.ALL for state in STATES[shown]}
    assert named == set(PartState)


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("order", ORDERS)
def test_the_first_ids_begin_the_whole_list(many: Desk, order: str, down: bool) -> None:
    lists = many.stores.piece_lists
    for question in questions(many):
        whole = lists.ids(question, order, down)
        assert len(set(whole)) == len(whole)
        for limit in (1, 7, 50, PIECES * 2):
            assert lists.ids(question, order, down, limit) == whole[:limit], question


@pytest.mark.parametrize("down", [False, True])
def test_the_clock_comes_first_then_what_is_here_then_what_is_gone(many: Desk, down: bool) -> None:
    known = {one.id: one for one in rows(many)}
    found = [known[number] for number in many.stores.piece_lists.ids(question_of(many), down=down)]

    def clock(one: Row) -> date | None:
        day: date | None = getattr(one, CLOCKS.get(one.state, ""), None)
        return day

    ticking = [one for one in found if clock(one) is not None]
    rest = [one for one in found if clock(one) is None]
    assert found == ticking + rest
    days = [day for one in ticking if (day := clock(one)) is not None]
    assert days == sorted(days, reverse=down)
    gone = [one.state in GONE for one in rest]
    assert gone == sorted(gone)
    assert any(gone)
    assert not all(gone)


def question_of(desk: Desk) -> PieceQuestion:
    return desk.pieces.question()


@pytest.mark.parametrize("group", Group)
def test_groups_add_up_and_stand_in_the_order_of_their_ids(many: Desk, group: Group) -> None:
    lists = many.stores.piece_lists
    for shown in (Shown.ALL, Shown.SHELF):
        question = PieceQuestion(many.bench.today, shown, group=group)
        groups = lists.groups(question)
        ids = list(lists.ids(question, "amount", True))
        at = 0
        for one in groups:
            alone = replace(question, key=one.key)
            assert lists.tally(alone) == one.tally
            assert set(ids[at : at + one.tally.pieces]) == set(lists.ids(alone))
            assert lists.counts(alone).shown[shown] == one.tally
            at += one.tally.pieces
        assert at == len(ids)


def test_rows_come_in_the_order_of_their_ids(many: Desk) -> None:
    lists = many.stores.piece_lists
    ids = list(lists.ids(question_of(many), "tag"))
    assert [one.id for one in lists.rows([*ids, 10**9])] == ids
    tags = [one.tag for one in lists.rows(ids) if one.tag]
    assert lists.tags(ids) == tags


def test_the_map_counts_what_stands_and_knows_the_worst(many: Desk) -> None:
    today = many.bench.today
    soon = today + timedelta(days=7)

    def urgency(one: Row) -> Urgency:
        if one.state is PartState.SCRAP_OK:
            return Urgency.FREE
        if one.state is PartState.PACKED:
            return Urgency.KEPT
        if one.return_by is not None and one.return_by < today:
            return Urgency.OVERDUE
        if one.refusal_code:
            return Urgency.REFUSED
        due = one.return_by is not None and one.return_by <= soon
        return Urgency.SOON if due or one.state is PartState.RETURN_DUE else Urgency.KEPT

    loads = many.stores.piece_lists.loads(today)
    for place in ("R2-3", "R2-4"):
        here = [one for one in rows(many) if one.place == place and one.state in STANDING]
        assert loads[place].pieces == len(here)
        assert loads[place].urgency is max(map(urgency, here))
    assert set(loads) == {"R2-3", "R2-4"}


@pytest.mark.parametrize(
    ("changes", "worst"),
    [
        ({}, Urgency.KEPT),
        ({"state": PartState.SCRAP_OK}, Urgency.FREE),
        ({"state": PartState.RETURN_DUE}, Urgency.SOON),
        ({"refusal_code": "O02"}, Urgency.REFUSED),
        ({"state": PartState.PACKED, "refusal_code": "O02"}, Urgency.KEPT),
    ],
)
def test_the_urgency_of_one_piece(desk: Desk, changes: dict[str, object], worst: Urgency) -> None:
    piece = desk.stores.parts.find(claim_id=to_submit(desk).id)[1]
    with desk.bench.change("test"):
        standing = replace(piece, state=PartState.SHELVED, place="R2-3")
        desk.stores.parts.save(replace(standing, **changes))  # type: ignore[arg-type]
    assert desk.shelf.loads()["R2-3"].urgency is worst


def test_a_related_piece_that_is_away_is_told_at_its_causal_one(desk: Desk) -> None:
    claim = repairing(desk)
    for piece in desk.shelf.pieces_of(claim.id):
        desk.shelf.receive(claim.id, piece.line, piece.piece)
    pump, gasket, _other = desk.stores.parts.find(claim_id=claim.id)
    with desk.bench.change("test"):
        for one in (gasket, _other):
            desk.stores.parts.save(replace(one, return_required=True))
    desk.shelf.put(pump.tag, "R2-3")
    rows_of = desk.stores.piece_lists.rows
    assert rows_of([pump.id])[0].related_away
    desk.shelf.put(gasket.tag, "R2-3")
    assert rows_of([pump.id])[0].related_away
    desk.shelf.put(_other.tag, "R2-4")
    assert [one.related_away for one in rows_of([pump.id, gasket.id])] == [False, False]


@pytest.mark.parametrize("column", ["tag", "maker_tag"])
def test_a_tag_is_looked_up_in_an_index(
    desk: Desk, column: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = f"EXPLAIN QUERY PLAN SELECT * FROM old_part WHERE {column} = ? AND {column} <> ''"
    assert f"INDEX old_part_{column}" in str(desk.stores.db.query(sql, ["x"]))
    seen: list[str] = []
    query = desk.stores.db.rows

    def listen(statement: object) -> list[dict[str, object]]:
        seen.append(str(statement))
        return query(statement)

    monkeypatch.setattr(desk.stores.db, "rows", listen)
    assert desk.stores.parts.by_tag("012699999996") is None
    assert any(f'"{column}" != ' in one or f'"{column}" <> ' in one for one in seen)


def test_lists_ask_the_store_only_once_for_what_did_not_change(
    many: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[PieceQuestion] = []
    counts = PieceListStore.counts

    def listen(self: PieceListStore, question: PieceQuestion) -> object:
        asked.append(question)
        return counts(self, question)

    monkeypatch.setattr(PieceListStore, "counts", listen)
    first = many.pieces.counts(many.pieces.question())
    assert many.pieces.badge()[0] == first.shown[Shown.DUE].pieces
    assert len(asked) == 1
    gone = next(one for one in rows(many) if one.state is PartState.SHELVED)
    with many.bench.change("test"):
        many.stores.parts.save(replace(gone, state=PartState.LENT, place=""))
    after = many.pieces.counts(many.pieces.question())
    assert len(asked) == 2
    assert after.shown[Shown.AWAY].pieces == first.shown[Shown.AWAY].pieces + 1
