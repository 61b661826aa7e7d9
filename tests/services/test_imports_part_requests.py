"""The maker's request list: rows find their pieces, the list is taken whole and may be undone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import OTHER_VIN
from stories import newest_change, submitted, to_submit

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.domain.tag import make_tag, spoken
from warrantydesk.services.desk import Desk
from warrantydesk.services.imports import Preview, Subject
from warrantydesk.services.imports.words import said

TARGET, SUBJECT = "part_requests", Subject("QC", "")
DUE = date(2026, 12, 20)
HEAD = "旧件编号,索赔单号,配件代码,数量,调件单号,要求到货日"


def on_shelf(desk: Desk, vin: str = "") -> list[OldPart]:
    """Return the three pieces of a filed claim: a pump on line 1, two gaskets on line 2."""
    claim = submitted(desk, vin) if vin else submitted(desk)
    for piece in desk.shelf.pieces_of(claim.id):
        desk.shelf.put(piece.tag, "R2-3")
    return desk.stores.parts.find(claim_id=claim.id)


def seen(desk: Desk, *rows: str, head: str = HEAD) -> Preview:
    draft = desk.imports.open_pasted("\n".join([head, *rows]), TARGET, SUBJECT)
    return desk.imports.preview(draft)


def outcomes(preview: Preview) -> list[str]:
    return [one.outcome.value for one in preview.results]


def taken(desk: Desk, *rows: str, head: str = HEAD) -> ImportBatch:
    preview = seen(desk, *rows, head=head)
    assert preview.draft is not None
    return desk.imports.apply(preview.draft, preview)


def put(desk: Desk, piece: OldPart, **changes: object) -> OldPart:
    with desk.bench.change("test"):
        now = desk.stores.parts.get(piece.id)
        return desk.stores.parts.save(replace(now, **changes))


def states(desk: Desk) -> list[tuple[str, str, date | None]]:
    pieces = desk.stores.parts.find()
    return [(one.state.value, one.request_no, one.return_by) for one in pieces]


def test_pieces_on_the_shelf_become_due(desk: Desk) -> None:
    pump, *gaskets = on_shelf(desk)
    number = desk.claims.get(pump.claim_id).claim_number
    batch = taken(
        desk, f"{pump.tag},,,,TJ-7,2026-12-20", f",{number},{gaskets[0].part_no},2,TJ-7,2026-12-20"
    )
    assert states(desk) == [("RETURN_DUE", "TJ-7", DUE)] * 3
    requests = desk.stores.return_requests.find(batch_id=batch.id)
    assert [(one.part_id, one.number, one.due_on, one.by) for one in requests] == [
        (piece.id, "TJ-7", DUE, "S01") for piece in (pump, *gaskets)
    ]
    assert desk.archive.verify() == []


def test_without_a_date_the_deadline_of_the_maker_counts(desk: Desk) -> None:
    pump = on_shelf(desk)[0]
    taken(desk, f"{pump.tag},2026/11/20", head="条码,下发日期")
    assert desk.shelf.by_tag(pump.tag).return_by == date(2026, 12, 5)
    assert desk.shelf.by_tag(pump.tag).requested_on == date(2026, 11, 20)


@pytest.mark.parametrize(
    "head",
    [
        "旧件编号,索赔单号,配件代码,数量,调件单号,要求到货日",
        "条码,厂家索赔单号,零件号,件数,返厂通知单号,截止日期",
        "旧件条码号,索赔申请单号,物料编码,调件数量,通知单号,返厂截止日期",
        "Tag,Claim no.,Part number,Qty,Request no.,Due date",
        "旧件序号,三包单号,图号,应返数量,调件通知单号,最迟返厂日期",
    ],
)
def test_headers_of_many_makers_are_recognised(desk: Desk, head: str) -> None:
    preview = seen(desk, "1,2,3,4,5,6", head=head)
    assert preview.draft is not None
    fields = [column.field for column in preview.draft.columns]
    assert fields == ["tag", "claim_number", "part_no", "quantity", "request_no", "due_on"]


def test_tags_are_read_however_they_were_written(desk: Desk) -> None:
    pump, first, second = on_shelf(desk)
    put(desk, second, maker_tag="QC-77-A")
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in first.tag)
    rows = (spoken(pump.tag), wide, "qc77a")
    assert outcomes(seen(desk, *rows, head="旧件编号")) == ["new"] * 3
    eaten = str(int(pump.tag))
    assert len(eaten) == 11, "a spreadsheet has eaten the zero before it"
    assert outcomes(seen(desk, eaten, head="旧件编号")) == ["new"]


def test_a_row_that_names_no_piece_is_blocked_with_the_reason(desk: Desk) -> None:
    pump, first, second = on_shelf(desk)
    claim = desk.claims.get(pump.claim_id)
    other = on_shelf(desk, OTHER_VIN)[0]
    wrong = pump.tag[:-1] + ("0" if pump.tag[-1] != "0" else "1")
    rows = {
        f"{wrong},,,,,": "wrong check digits",
        f"{make_tag(1, 26, 999_999)},,,,,": "has the tag",
        ",C0126-999999,,,,": "No claim with old parts",
        f",{claim.claim_number},9999999-X,,,": "has no old part of this number",
        f"{pump.tag},{desk.claims.get(other.claim_id).claim_number},,,,": "belongs to claim",
        f"{pump.tag},,{first.part_no},,,": "is on part",
        f"{first.tag},,,3,,": "stands on one piece",
        f",{claim.claim_number},{pump.part_no},2,,": "here are only 1",
        ",,1307010-T20,,,": "Neither tag nor claim",
        f"{second.tag},,,,{'T' * 201},": "too long",
    }
    preview = seen(desk, *rows)
    assert outcomes(preview) == ["block"] * len(rows)
    for result, words in zip(preview.results, rows.values(), strict=True):
        assert words in said(result)
        assert result.repairs, "at least the row can be left out"


def test_what_could_mean_several_pieces_names_them_and_offers_each(desk: Desk) -> None:
    pump, first, second = on_shelf(desk)
    number = desk.claims.get(pump.claim_id).claim_number
    preview = seen(desk, f"{pump.tag},,,,,", f",{number},{first.part_no},1,,")
    result = preview.results[1]
    assert result.outcome.value == "block"
    assert spoken(first.tag) in said(result)
    assert spoken(second.tag) in said(result)
    assert preview.draft is not None
    mended = preview.draft.with_repair(result.number, result.repairs[1])
    again = desk.imports.preview(mended)
    desk.imports.apply(mended, again)
    assert desk.shelf.by_tag(second.tag).state is PartState.RETURN_DUE
    assert desk.shelf.by_tag(first.tag).state is PartState.SHELVED


def test_one_row_a_piece_without_tags_shares_the_pieces_out(desk: Desk) -> None:
    pump, first, _second = on_shelf(desk)
    number = desk.claims.get(pump.claim_id).claim_number
    row = f",{number},{first.part_no},1,TJ-1,2026-12-20"
    assert outcomes(seen(desk, row, row)) == ["new", "new"]
    taken(desk, row, row)
    assert [one.state.value for one in desk.stores.parts.find()] == [
        "SHELVED",
        "RETURN_DUE",
        "RETURN_DUE",
    ]


def test_the_makers_own_claim_number_finds_the_claim(desk: Desk) -> None:
    pump = on_shelf(desk)[0]
    claim = desk.claims.get(pump.claim_id)
    with desk.bench.change("test"):
        codes = replace(claim.codes, maker_claim_number="SQ2611-0009")
        desk.stores.claims.save(replace(claim, codes=codes))
    assert outcomes(seen(desk, f",sq2611-0009,{pump.part_no.lower()},,,")) == ["new"]


@pytest.mark.parametrize(
    ("state", "outcome", "after"),
    [
        (PartState.EXPECTED, "warn", "noted"),
        (PartState.RECEIVED, "warn", "noted"),
        (PartState.LENT, "warn", "noted"),
        (PartState.MISSING, "warn", "noted"),
        (PartState.SCRAP_OK, "warn", "noted"),
        (PartState.RETURN_DUE, "changed", "noted"),
        (PartState.PACKED, "changed", "noted"),
        (PartState.NO_PART, "warn", "left alone"),
        (PartState.SHIPPED, "warn", "left alone"),
        (PartState.ACCEPTED, "warn", "left alone"),
        (PartState.DISPUTED, "warn", "left alone"),
        (PartState.SCRAPPED, "block", ""),
        (PartState.WRITTEN_OFF, "block", ""),
    ],
)
def test_a_piece_that_is_not_on_the_shelf_says_so(
    desk: Desk, state: PartState, outcome: str, after: str
) -> None:
    pump = on_shelf(desk)[0]
    put(desk, pump, state=state)
    row = f"{pump.tag},,,,TJ-3,2026-12-20"
    assert outcomes(seen(desk, row)) == [outcome]
    if not after:
        with pytest.raises(Refused):
            taken(desk, row)
        return
    batch = taken(desk, row)
    now = desk.shelf.by_tag(pump.tag)
    assert now.state is state, "an import moves no piece past its life"
    assert (now.request_no == "TJ-3") is (after == "noted")
    assert now.return_required, "what the maker asks for is to be returned"
    assert len(desk.stores.return_requests.find(batch_id=batch.id)) == (after == "noted")


def test_the_same_list_once_more_changes_nothing(desk: Desk) -> None:
    pump = on_shelf(desk)[0]
    row = f"{pump.tag},,,,TJ-1,2026-12-20"
    taken(desk, row)
    assert outcomes(seen(desk, row)) == ["same"]
    taken(desk, row)
    assert len(desk.stores.return_requests.of_part(pump.id)) == 1
    later = f"{pump.tag},,,,TJ-1,2026-12-24"
    preview = seen(desk, later)
    assert (outcomes(preview), preview.results[0].changes) == (["changed"], ("due_on",))
    taken(desk, later)
    assert desk.shelf.by_tag(pump.tag).return_by == date(2026, 12, 24)


def test_a_tag_twice_is_one_request_or_a_question(desk: Desk) -> None:
    pump = on_shelf(desk)[0]
    row = f"{pump.tag},,,,TJ-1,2026-12-20"
    assert outcomes(seen(desk, row, row)) == ["new", "same"]
    other = f"{pump.tag},,,,TJ-1,2026-12-21"
    preview = seen(desk, row, other)
    assert outcomes(preview) == ["new", "block"]
    assert preview.draft is not None
    keeps_last = preview.draft.with_repair(3, preview.results[1].repairs[1])
    assert outcomes(desk.imports.preview(keeps_last)) == ["new"]


def test_a_due_date_before_the_request_is_worth_a_look(desk: Desk) -> None:
    pump = on_shelf(desk)[0]
    preview = seen(desk, f"{pump.tag},2026-11-20,2026-11-10", head="条码,通知日期,截止日期")
    assert (outcomes(preview), preview.results[0].field) == (["warn"], "due_on")


def test_all_or_nothing(desk: Desk) -> None:
    pump = on_shelf(desk)[0]
    before = newest_change(desk)
    with pytest.raises(Refused) as refusal:
        taken(desk, f"{pump.tag},,,,,", "012600999952,,,,,")
    assert [one.field for one in refusal.value.findings] == ["rows[3].tag"]
    assert newest_change(desk) == before


def test_a_piece_that_changed_since_is_looked_at_again(desk: Desk) -> None:
    pump = on_shelf(desk)[0]
    preview = seen(desk, f"{pump.tag},,,,,")
    desk.shelf.lend(pump.tag, "lab", date(2026, 12, 1))
    assert preview.draft is not None
    with pytest.raises(Refused) as refusal:
        desk.imports.apply(preview.draft, preview)
    assert refusal.value.codes == ("VERSION",)


def test_a_list_is_undone_while_its_pieces_are_unpacked(desk: Desk) -> None:
    pump, *_gaskets = on_shelf(desk)
    before = states(desk)
    batch = taken(desk, f"{pump.tag},,,,TJ-1,2026-12-20")
    desk.imports.undo(batch.id, "wrong file")
    assert states(desk) == before
    assert [one.void_reason for one in desk.stores.return_requests.find()] == ["wrong file"]
    assert desk.archive.verify() == []


def test_a_list_stays_once_a_piece_is_packed(desk: Desk) -> None:
    on_shelf(desk)
    tags = [piece.tag for piece in desk.stores.parts.find()]
    batch = taken(desk, *(f"{tag},,,,TJ-1,2026-12-20" for tag in tags))
    desk.shipments.open("QC")
    desk.shipments.pack(tags[1])
    before = states(desk)
    with pytest.raises(Refused) as refusal:
        desk.imports.undo(batch.id, "wrong file")
    assert (refusal.value.codes, refusal.value.findings[0].values) == (("STATE",), {"n": 1})
    assert states(desk) == before
    desk.shipments.unpack(tags[1])
    desk.imports.undo(batch.id, "wrong file")
    assert {state for state, _number, _due in states(desk)} == {"SHELVED"}


def test_only_a_clerk_may_take_a_list(desk: Desk) -> None:
    pump = on_shelf(desk)[0]
    preview = seen(desk, f"{pump.tag},,,,,")
    desk.people.act_as("S03")
    assert preview.draft is not None
    with pytest.raises(Refused) as refusal:
        desk.imports.apply(preview.draft, preview)
    assert refusal.value.codes == ("RIGHT",)


def test_a_file_with_a_title_and_a_sum_row_is_taken(desk: Desk, tmp_path: Path) -> None:
    pump, first, second = on_shelf(desk)
    lines = [
        "启程汽车 2026 年 11 月调件通知,,",
        "序号,旧件编号,要求到货日",
        *(f"{n},{one.tag},2026年12月20日" for n, one in enumerate((pump, first, second), 1)),
    ]
    file = tmp_path / "list.csv"
    file.write_bytes("\n".join(lines).encode("gb18030"))
    batch = desk.imports.apply_file(TARGET, "QC", "", file)
    assert batch.row_count == 3
    assert {due for _state, _number, due in states(desk)} == {DUE}


def test_a_received_piece_keeps_the_request_when_it_is_shelved(desk: Desk) -> None:
    claim = to_submit(desk)
    tag = desk.shelf.pieces_of(claim.id)[0].tag
    taken(desk, f"{tag},,,,TJ-5,2026-12-20")
    put_away = desk.shelf.put(tag, "R2-3")
    assert (put_away.state, put_away.request_no) == (PartState.SHELVED, "TJ-5")


@pytest.mark.parametrize("profile", ["", "XX", "LAW", "x" * 3000])
def test_there_must_be_such_a_brand(desk: Desk, profile: str) -> None:
    for target in (TARGET, "part_receipt"):
        with pytest.raises(Refused) as refusal:
            desk.imports.open_pasted("旧件编号\n1", target, Subject(profile, ""))
        assert refusal.value.codes == ("NOT_FOUND",)
