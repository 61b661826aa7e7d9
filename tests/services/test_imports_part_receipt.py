"""The maker's answer: each row says accepted or refused, why and for how much, or is blocked."""

from dataclasses import replace
from datetime import date

import pytest
from stories import newest_change, submitted

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.domain.shipment import Carriage, Shipment, ShipmentState
from warrantydesk.services.desk import Desk
from warrantydesk.services.imports import Preview, Subject
from warrantydesk.services.imports.words import said

TARGET = "part_receipt"
HEAD = "旧件条码,索赔单号,配件代码,箱号,验收结果,扣件代码,扣件原因,扣款金额,通知日期,抵扣单号"


def shipped(desk: Desk) -> tuple[Shipment, list[OldPart]]:
    """Return a list that left today with the three pieces of one claim in its box 1."""
    claim = submitted(desk)
    tags = [piece.tag for piece in desk.shelf.pieces_of(claim.id)]
    for tag in tags:
        desk.shelf.put(tag, "R2-3")
    made = desk.shipments.open("QC", tags=tuple(tags))
    for tag in tags:
        desk.shipments.pack(tag, shipment_id=made.id)
    box = desk.shipments.boxes(made.id)[0]
    desk.shipments.weigh(box.code, 5_000)
    desk.shipments.seal(box.code)
    doubts = {one.code: "looked at" for one in desk.shipments.checks(made.id)}
    left = desk.shipments.close(
        made.id,
        waybill="YD12345678",
        carriage=Carriage.ROAD,
        carrier="德邦",
        freight_fen=2_000,
        handed_to="司机",
        acknowledged=doubts,
    )
    return left, desk.stores.parts.find(claim_id=claim.id)


def seen(desk: Desk, *rows: str, head: str = HEAD, subject: str = "") -> Preview:
    text = "\n".join([head, *rows])
    draft = desk.imports.open_pasted(text, TARGET, Subject("QC", subject))
    return desk.imports.preview(draft)


def taken(desk: Desk, *rows: str, head: str = HEAD, subject: str = "") -> ImportBatch:
    preview = seen(desk, *rows, head=head, subject=subject)
    assert preview.draft is not None
    return desk.imports.apply(preview.draft, preview)


def outcomes(preview: Preview) -> list[str]:
    return [one.outcome.value for one in preview.results]


def now(desk: Desk, piece: OldPart) -> OldPart:
    return desk.stores.parts.get(piece.id)


def test_a_whole_answer_judges_its_list(desk: Desk) -> None:
    left, (pump, first, second) = shipped(desk)
    batch = taken(
        desk,
        f"{pump.tag},,,1,扣件,O17,标签脱落,120.50,2026-11-24,DK-9",
        f"{first.tag},,,1,合格,,,,2026-11-24,DK-9",
        f"{second.tag},,,1,接收,,,,2026-11-24,DK-9",
        subject=left.number,
    )
    refused = now(desk, pump)
    assert (refused.state, refused.refusal_code, refused.refusal_text, refused.deducted_fen) == (
        PartState.REFUSED,
        "O17",
        "标签脱落",
        12_050,
    )
    assert refused.dispute_by == date(2026, 12, 1), "7 days from the notice"
    assert {now(desk, one).state for one in (first, second)} == {PartState.ACCEPTED}
    whole = desk.shipments.get(left.id)
    assert (whole.state, whole.receipt.notice_no) == (ShipmentState.JUDGED, "DK-9")
    assert batch.row_count == 3
    assert desk.archive.verify() == []


def test_an_answer_comes_in_several_goes(desk: Desk) -> None:
    left, (pump, first, second) = shipped(desk)
    taken(desk, f"{pump.tag},,,,通过,,,,,")
    assert desk.shipments.get(left.id).state is ShipmentState.PARTLY_JUDGED
    assert now(desk, first).state is PartState.OEM_RECEIVED
    rows = [f"{one.tag},,,,通过,,,,," for one in (pump, first, second)]
    assert outcomes(seen(desk, *rows)) == ["same", "new", "new"]
    taken(desk, *rows)
    assert desk.shipments.get(left.id).state is ShipmentState.JUDGED


@pytest.mark.parametrize(
    "word",
    [
        "合格",
        "验收合格",
        "接收",
        "已通过",
        "审核通过",
        "正常",
        "Accepted",
        "PASS",
        "ok",
        "Ｏｋ",
        "√",
    ],
)
def test_words_that_accept(desk: Desk, word: str) -> None:
    _left, (pump, *_gaskets) = shipped(desk)
    preview = seen(desk, f"{pump.tag},{word}", head="旧件条码,判定结果")
    assert [one.word for one in preview.results] == ["Accepted"]


@pytest.mark.parametrize(
    "word",
    ["拒收", "扣件", "不合格", "未通过", "审核不通过", "退回", "Refused", "reject", "FAIL", "×"],
)
def test_words_that_refuse(desk: Desk, word: str) -> None:
    _left, (pump, *_gaskets) = shipped(desk)
    preview = seen(desk, f"{pump.tag},{word},O05", head="旧件条码,判定结果,原因代码")
    assert [one.word for one in preview.results] == ["Refused"]


@pytest.mark.parametrize(
    ("head", "row", "code"),
    [
        ("旧件条码,判定,扣件原因", "拒收,无旧件标签", "O17"),
        ("旧件条码,判定,扣件原因", "拒收,No old-part label", "O17"),
        ("旧件条码,判定,扣件原因代码,备注", "拒收,o05,铭牌磨损", "O05"),
        ("旧件条码,扣件原因", "包装不当损坏", "O04"),
        ("旧件条码,判定,扣件原因", "拒收,o05", "O05"),
        ("旧件条码,判定,扣件原因", "拒收,O05：铭牌磨损", "O05"),
        ("旧件条码,判定,扣件代码", "拒收,供应商代码错误", "O08"),
    ],
)
def test_a_reason_is_known_by_code_or_name(desk: Desk, head: str, row: str, code: str) -> None:
    _left, (pump, *_gaskets) = shipped(desk)
    taken(desk, f"{pump.tag},{row}", head=head)
    assert now(desk, pump).refusal_code == code


def test_words_of_no_reason_are_taken_as_the_nearest_and_said(desk: Desk) -> None:
    _left, (pump, first, _second) = shipped(desk)
    preview = seen(
        desk,
        f"{pump.tag},拒收,经检查供应商代码错误需核对",
        f"{first.tag},拒收,颜色不对",
        head="旧件条码,判定,扣件原因",
    )
    assert outcomes(preview) == ["warn", "warn"]
    assert [one.values["code"] for one in preview.results] == ["O08", "O23"]


def test_without_an_amount_a_refusal_costs_price_and_handling(desk: Desk) -> None:
    _left, (pump, *_gaskets) = shipped(desk)
    taken(desk, f"{pump.tag},拒收,O05", head="旧件条码,判定,原因代码")
    assert now(desk, pump).deducted_fen > pump.amount_fen > 0


def test_single_deductions_are_added_and_a_total_is_compared(desk: Desk) -> None:
    _left, (pump, first, _second) = shipped(desk)
    head = "旧件条码,判定,原因代码,材料扣款,工时扣款,其他扣款,扣款总计"
    preview = seen(
        desk,
        f"{pump.tag},拒收,O05,100.00,50.5,,150.50",
        f"{first.tag},拒收,O05,10,5,,20",
        head=head,
    )
    assert outcomes(preview) == ["new", "warn"]
    assert preview.draft is not None
    desk.imports.apply(preview.draft, preview)
    assert (now(desk, pump).deducted_fen, now(desk, first).deducted_fen) == (15_050, 2_000)


def test_quantities_judge_the_pieces_of_a_line_together(desk: Desk) -> None:
    _left, (pump, first, second) = shipped(desk)
    number = desk.claims.get(pump.claim_id).claim_number
    head = "索赔单号,配件代码,合格数量,扣件数量,原因代码,扣款金额"
    taken(desk, f"{number},{first.part_no},0,2,O12,30.01", head=head)
    assert [now(desk, one).deducted_fen for one in (first, second)] == [1_501, 1_500]
    preview = seen(desk, f"{number},{pump.part_no},1,0,,", head=head)
    assert [one.word for one in preview.results] == ["Accepted"]


def test_a_row_that_does_not_say_which_or_what_is_blocked(desk: Desk) -> None:
    left, (pump, first, _second) = shipped(desk)
    number = desk.claims.get(pump.claim_id).claim_number
    rows = {
        f"{pump.tag},,,,也许,,,,,": "says neither accepted nor refused",
        f"{first.tag},,,,,,,,,": "neither that the piece is accepted",
    }
    (result,) = seen(desk, f",{number},{first.part_no},,合格,,,,,").results
    assert (result.outcome.value, "does not say which" in said(result)) == ("block", True)
    preview = seen(desk, *rows)
    for result, words in zip(preview.results, rows.values(), strict=True):
        assert (result.outcome.value, words in said(result)) == ("block", True), said(result)
    head = "旧件条码,判定,原因代码,通知日期"
    more = {
        f"{pump.tag},拒收,,": "without a reason",
        f"{first.tag},拒收,O99,": "no reason that the maker has",
    }
    preview = seen(desk, *more, head=head)
    for result, words in zip(preview.results, more.values(), strict=True):
        assert (result.outcome.value, words in said(result)) == ("block", True), said(result)
    for row, words in {
        f"{pump.tag},合格,,2026-12-24": "still to come",
        f"{pump.tag},合格,,2026-11-01": "had not left yet",
        f"{pump.tag},拒收,O22,": "related parts only",
    }.items():
        (result,) = seen(desk, row, head=head, subject=left.number).results
        assert (result.outcome.value, words in said(result)) == ("block", True), said(result)


def test_the_word_that_is_meant_is_offered(desk: Desk) -> None:
    _left, (pump, *_gaskets) = shipped(desk)
    preview = seen(desk, f"{pump.tag},待定", head="旧件条码,判定")
    assert preview.draft is not None
    mended = preview.draft.with_repair(2, preview.results[0].repairs[0])
    assert [one.word for one in desk.imports.preview(mended).results] == ["Accepted"]


def test_accepted_and_refused_in_one_row_need_their_tags(desk: Desk) -> None:
    _left, (pump, first, _second) = shipped(desk)
    number = desk.claims.get(pump.claim_id).claim_number
    head = "索赔单号,配件代码,合格数量,扣件数量,原因代码"
    (result,) = seen(desk, f"{number},{first.part_no},1,1,O05", head=head).results
    assert (result.outcome.value, result.field) == ("block", "refused")


def test_the_box_is_compared(desk: Desk) -> None:
    left, (pump, *_gaskets) = shipped(desk)
    box = desk.shipments.boxes(left.id)[0].code
    for written, outcome in (("1", "new"), ("1/1", "new"), (box, "new"), ("7", "warn")):
        preview = seen(desk, f"{pump.tag},{written},合格", head="旧件条码,箱号,判定")
        assert outcomes(preview) == [outcome], written


def test_a_piece_that_was_not_sent_is_blocked(desk: Desk) -> None:
    claim = submitted(desk)
    tag = desk.shelf.pieces_of(claim.id)[0].tag
    (result,) = seen(desk, f"{tag},合格", head="旧件条码,判定").results
    assert (result.outcome.value, said(result)[-28:]) == ("block", "was never sent to the maker.")


def test_a_piece_of_another_list_is_blocked(desk: Desk) -> None:
    left, (pump, *_gaskets) = shipped(desk)
    with desk.bench.change("test"):
        other = desk.stores.shipments.add(replace(left, number="R0126-0099", id=0, version=0))
    (result,) = seen(desk, f"{pump.tag},合格", head="旧件条码,判定", subject=other.number).results
    assert result.outcome.value == "block"


def test_another_verdict_than_before_is_a_matter_for_a_person(desk: Desk) -> None:
    _left, (pump, *_gaskets) = shipped(desk)
    taken(desk, f"{pump.tag},合格", head="旧件条码,判定")
    (result,) = seen(desk, f"{pump.tag},拒收,O05", head="旧件条码,判定,原因代码").results
    assert (result.outcome.value, result.field) == ("block", "verdict")


@pytest.mark.parametrize(
    ("row", "state"),
    [("合格,", PartState.ACCEPTED), ("拒收,O05", PartState.REFUSED_FINAL)],
)
def test_a_disputed_piece_gets_its_second_decision(desk: Desk, row: str, state: PartState) -> None:
    _left, (pump, *_gaskets) = shipped(desk)
    head = "旧件条码,判定,原因代码"
    taken(desk, f"{pump.tag},拒收,O05", head=head)
    desk.shelf.dispute(pump.tag, "the plate is readable")
    preview = seen(desk, f"{pump.tag},{row}", head=head)
    assert (outcomes(preview), preview.results[0].word) == (["changed"], "Second decision")
    taken(desk, f"{pump.tag},{row}", head=head)
    assert now(desk, pump).state is state


def test_all_or_nothing(desk: Desk) -> None:
    _left, (pump, first, _second) = shipped(desk)
    before = newest_change(desk)
    with pytest.raises(Refused):
        taken(desk, f"{pump.tag},合格", f"{first.tag},也许", head="旧件条码,判定")
    assert newest_change(desk) == before


def test_an_answer_is_undone_as_a_whole(desk: Desk) -> None:
    left, pieces = shipped(desk)
    batch = taken(desk, f"{pieces[0].tag},拒收,O05", head="旧件条码,判定,原因代码")
    desk.imports.undo(batch.id, "wrong file")
    assert [now(desk, one).state for one in pieces] == [PartState.SHIPPED] * 3
    assert (now(desk, pieces[0]).refusal_code, now(desk, pieces[0]).deducted_fen) == ("", 0)
    assert desk.shipments.get(left.id).state is ShipmentState.SHIPPED
    assert [one.verdict for one in desk.stores.shipment_lines.of(left.id)] == [None] * 3
    assert desk.archive.verify() == []


def test_an_answer_stays_once_a_piece_has_gone_on(desk: Desk) -> None:
    _left, (pump, *_gaskets) = shipped(desk)
    batch = taken(desk, f"{pump.tag},拒收,O05", head="旧件条码,判定,原因代码")
    desk.shelf.dispute(pump.tag, "the plate is readable")
    before = newest_change(desk)
    with pytest.raises(Refused) as refusal:
        desk.imports.undo(batch.id, "wrong file")
    assert refusal.value.codes == ("STATE",)
    assert newest_change(desk) == before


def test_subjects_are_the_brand_and_its_lists_that_left(desk: Desk) -> None:
    left, _pieces = shipped(desk)
    desk.shipments.open("QC")
    names = [one.name for one in desk.imports.subjects(TARGET, "QC")]
    assert names == ["", left.number]
    for wrong in ("R0126-0999", "R0126-0002"):
        with pytest.raises(Refused):
            seen(desk, "x", head="旧件条码", subject=wrong)
