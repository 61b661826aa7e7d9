"""Papers of old parts: what is printed can be read back, stays together, and is the same again."""

from collections.abc import Callable
from dataclasses import fields, replace
from io import BytesIO
from typing import Any

import pypdf
import pytest
import zxingcpp
from documents.papers.paper_facts import RARE, RARER, VIN, a_claim, a_form, fonts, pages, squeezed
from documents.papers.shipment_facts import (
    COUNT,
    LIST,
    SCRAP,
    TAG,
    a_calendar,
    a_card,
    a_count,
    a_desk,
    a_ledger,
    a_letter,
    a_long_return,
    a_photo,
    a_piece,
    a_return,
    a_scrap_sheet,
    a_shipment,
)
from documents.papers.test_frame import picture

from warrantydesk.documents import claim_form, ledger, mode_card
from warrantydesk.documents.shipments import (
    companions,
    dispute,
    packing,
    return_list,
    scrap,
    stock_take,
)
from warrantydesk.documents.shipments.facts import ListedPiece
from warrantydesk.documents.shipments.staple import stapled
from warrantydesk.domain.shipment import MakerReceipt
from warrantydesk.domain.tag import make_tag, spoken
from warrantydesk.i18n import set_language
from warrantydesk.reading.pictures import thumbnail

OF_SHIPMENT: dict[str, Callable[..., bytes]] = {
    "return list": return_list.render,
    "related parts": companions.related_parts,
    "no part": companions.no_part_declaration,
    "hand over": packing.hand_over,
    "pick list": packing.pick_list,
    "box contents": packing.box_contents,
}
ALL: dict[str, Callable[[], bytes]] = {
    **{name: (lambda render=render: render(a_return())) for name, render in OF_SHIPMENT.items()},
    "stock-take": lambda: stock_take.render(a_count()),
    "scrap": lambda: scrap.render(a_scrap_sheet()),
    "dispute": lambda: dispute.render(a_letter()),
    "mode card": lambda: mode_card.render(a_card()),
    "ledger": lambda: ledger.render(a_ledger()),
    "calendar": lambda: ledger.render_calendar(a_calendar()),
}
HOSTILE = (
    "<b>&amp;",
    "😀\ud800\x00\x07\u202egnp",
    "W" * 300,
    "（" * 60,
    "{number} %s {0}",
    "\n\t\n",
)


def text_of(pdf: bytes) -> str:
    return squeezed("".join(pages(pdf)))


def bars(pdf: bytes, page: int = 0) -> list[str]:
    found = zxingcpp.read_barcodes(picture(pdf, page), formats=zxingcpp.BarcodeFormat.Code128)
    return sorted(code.text for code in found)


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> str:
    set_language(request.param)
    return str(request.param)


@pytest.fixture(params=ALL)
def draw(request: pytest.FixtureRequest) -> Callable[[], bytes]:
    return ALL[request.param]


def test_every_paper_is_the_same_again_with_our_fonts_alone(
    draw: Callable[[], bytes], language: str
) -> None:
    pdf = draw()
    assert pdf == draw()
    for font in fonts(pdf):
        assert "NotoSansSC" in font["/BaseFont"]
    for page in pages(pdf):
        assert "18204:a3f971c04e9b" in page


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("return list", LIST),
        ("hand over", LIST),
        ("pick list", LIST),
        ("stock-take", COUNT),
        ("scrap", SCRAP),
        ("dispute", TAG),
    ],
)
def test_the_head_says_the_number_as_bars(name: str, number: str) -> None:
    assert bars(ALL[name]()) == [number]


def test_the_return_list_has_the_head_and_every_column_of_its_pieces() -> None:
    text = text_of(return_list.render(a_return()))
    for value in (
        "DPK33008712", "Road freight", "186.50", "2026-11-24", "2026-12-01", "2026-10-01",
        "2026-11-15", "QC0126", "王敏", "13800000001", "DJ-1107", "021-5550", "24.80", "德邦",
        "C0126-000002", "启程岭岳", "1130112-AE01", "QA1042", "relatedpart", "CO105散热风扇不转",
        RARER, squeezed(spoken(make_tag(1, 26, 3))), "Box1of2", "Box2of2", "Innoboxyet",
        "Hazard:airbag",
    ):  # fmt: skip
        assert squeezed(value) in text, value


def test_the_return_list_comes_three_times_and_its_pages_are_numbered_within_a_copy() -> None:
    found = pages(return_list.render(a_long_return(3, 20)))
    third = len(found) // 3
    assert third > 2
    for index, page in enumerate(found):
        name = ("with the parts", "for the service station", "receipt of carrier and maker")
        assert f"Copy {index // third + 1} of 3: {name[index // third]}" in page
        assert f"{LIST} · page {index % third + 1} of {third}" in page


def test_the_totals_are_those_of_the_pieces() -> None:
    paper = a_return()
    text = text_of(return_list.render(paper))
    assert (paper.count, paper.weight_g) == (4, 24_800)
    assert "2pieces·12.40kg" in text
    assert "1piece·12.40kg" in text
    unweighed = replace(paper.boxes[1], weight_g=None)
    assert replace(paper, boxes=(paper.boxes[0], unweighed)).weight_g is None


@pytest.mark.parametrize("each", range(9, 15))
def test_the_name_of_a_box_stands_on_the_page_of_its_first_piece(each: int) -> None:
    paper = a_long_return(6, each)
    found = [squeezed(page) for page in pages(return_list.render(paper))]
    for box in paper.boxes:
        first = squeezed(spoken(box.pieces[0].tag))
        named = [n for n, page in enumerate(found) if f"Box{box.number}of6" in page]
        assert named == [n for n, page in enumerate(found) if first in page]


def test_no_piece_of_five_hundred_is_lost() -> None:
    paper = a_long_return(25, 20)
    text = text_of(return_list.render(paper))
    for piece in paper.pieces:
        assert text.count(squeezed(spoken(piece.tag))) == 3, piece.number


def test_what_the_maker_recorded_is_ticked_and_what_he_did_not_is_empty() -> None:
    blank = return_list.render(a_return())
    seen = {blank}
    for field, code in (("packaging", "damaged"), ("fault_card", "missing"), ("papers", "dirty")):
        receipt = MakerReceipt(**{field: code})  # type: ignore[arg-type]
        seen.add(return_list.render(a_return(shipment=a_shipment(receipt=receipt))))
    assert len(seen) == 4
    words = MakerReceipt(pieces=3, notice_no="HZ-9", note="少一件")
    text = text_of(return_list.render(a_return(shipment=a_shipment(receipt=words))))
    assert "HZ-9" in text
    assert "少一件" in text


def test_a_related_piece_that_stays_behind_is_named_with_its_place() -> None:
    text = text_of(companions.related_parts(a_return()))
    assert "OntheshelfR2-3" in text
    assert squeezed(spoken(make_tag(1, 26, 99))) in text
    none = text_of(companions.related_parts(a_return(families=())))
    assert "Nopieceonthislisthasarelatedpart." in none


def test_the_declaration_gives_the_reason_of_each_piece() -> None:
    text = text_of(companions.no_part_declaration(a_return()))
    assert "事故中烧毁" in text
    assert VIN in text
    whole = text_of(companions.no_part_declaration(a_return(no_parts=())))
    assert "Everypieceoftheclaimsonthislististhere." in whole
    assert "Wedeclare" not in whole


def test_the_pick_list_shows_what_waits_and_nothing_else() -> None:
    text = text_of(packing.pick_list(a_return()))
    assert "R1-2" in text
    assert squeezed(spoken(make_tag(1, 26, 4))) in text
    assert squeezed(spoken(make_tag(1, 26, 1))) not in text
    assert "Nothingwaitstobepacked." in text_of(packing.pick_list(a_return(waiting=())))


def test_every_box_has_a_list_of_its_own_with_its_own_bars() -> None:
    pdf = packing.box_contents(a_return())
    assert [bars(pdf, page) for page in range(2)] == [["B0126-0031-01"], ["B0126-0031-02"]]
    only = pages(packing.box_contents(a_return(), "B0126-0031-02"))
    assert len(only) == 1
    assert "page 1 of 1" in only[0]
    assert "1130112-AE01" in only[0]
    assert "There is no box yet." in pages(packing.box_contents(a_return(boxes=())))[0]


def test_the_carrier_signs_for_boxes_and_weights() -> None:
    first, second = pages(packing.hand_over(a_return()))
    assert "for the carrier" in first
    assert "for the service station" in second
    for value in ("B0126-0031-02", "12.40", "24.80", RARE, "2026-11-24 16:30", "2 boxes"):
        assert value in first, value


def test_the_carrier_does_not_sign_for_pieces_in_no_box() -> None:
    whole = text_of(packing.hand_over(a_return(waiting=())))
    assert text_of(packing.hand_over(a_return())) == whole


def test_a_stock_take_tells_what_differs_before_what_is_right() -> None:
    text = text_of(stock_take.render(a_count()))
    missing, right = squeezed(spoken(make_tag(1, 26, 5))), squeezed(spoken(TAG))
    assert text.index(missing) < text.index("4006381333931") < text.index(right)
    assert "R2-3,R2-4" in text
    counting = a_count()
    take = replace(counting.result.stock_take, finished_at=None)
    still = replace(counting, result=replace(counting.result, stock_take=take))
    assert "Stillbeingcounted" in text_of(stock_take.render(still))
    assert "Stillbeingcounted" not in text


def test_a_scrap_sheet_names_witness_manner_and_worth() -> None:
    text = text_of(scrap.render(a_scrap_sheet()))
    for value in (RARE, "压碎后交回收公司", "paidon2026-10-01", "504.50yuan", "LQ-11836"):
        assert value in text, value
    lost = text_of(scrap.render(a_scrap_sheet(photo_name="IMG_1.heic")))
    assert "IMG_1.heic:cannotbeshownhere" in lost


def test_a_photo_is_shown_without_what_the_camera_wrote() -> None:
    small = thumbnail(a_photo(), 1000)
    pdf = scrap.render(a_scrap_sheet(photo=small, photo_name="p.jpg"))
    colours = picture(pdf, scale=1.0).getcolors(10**6) or []
    assert sum(n for n, (red, green, _) in colours if red > 150 and green < 40) > 10_000  # type: ignore[misc]
    assert b"GPS" not in pdf
    assert b"Exif" not in pdf
    letter = dispute.render(a_letter(photos=(("水泵", small, 0.75), ("箱", small, 0.75))))
    assert "水泵" in text_of(letter)


def test_the_letter_says_refusal_answer_way_and_proofs() -> None:
    text = text_of(dispute.render(a_letter()))
    for value in (
        "O10非质量问题", "未见异常", "见压力测试读数，请复检。", "KJ-88", "2026-11-20",
        "2026-11-27", "DPK33008712", "B0126-0031-02", LIST, VIN, "LQ-11836", "486.00",
        "鉴定表", "派工单", squeezed(a_claim().narrative.cause),
    ):  # fmt: skip
        assert squeezed(value) in text, value


def test_the_card_carries_the_codes_of_all_modes_and_undo() -> None:
    pdf = mode_card.render(a_card())
    assert bars(pdf) == ["M1", "M2", "M3", "M4", "M5", "M6", "MU"]
    assert len(pages(pdf)) == 1


def test_a_ledger_repeats_its_head_and_ends_with_its_sums() -> None:
    found = pages(ledger.render(a_ledger(200)))
    assert len(found) > 3
    for page in found:
        assert "旧件号" in page
    assert "1,458.00" in found[-1]
    assert "200 rows" in found[-1]


def test_a_ledger_can_be_stopped_while_its_rows_are_set() -> None:
    class StopError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done >= 400:
            raise StopError

    with pytest.raises(StopError):
        ledger.render(a_ledger(1000), stop)


def test_the_calendar_has_a_grid_for_every_month_over_the_end_of_a_year() -> None:
    found = "".join(pages(ledger.render_calendar(a_calendar())))
    for month in ("2026-11", "2026-12", "2027-01"):
        assert month in found
    assert "2,650.00" in found
    assert RARE in found


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", OF_SHIPMENT)
def test_hostile_text_is_drawn_as_text(name: str, text: str) -> None:
    strange = {f.name: text for f in fields(ListedPiece) if f.type in ("str", str)}
    piece = replace(a_piece(), **strange)  # type: ignore[arg-type]
    box = replace(a_return().boxes[0], pieces=(piece,))
    shipment = a_shipment(title=text, carrier=text, waybill=text, contact=text, handed_to=text)
    paper: Any = a_return(
        shipment=shipment, boxes=(box,), waiting=(piece,), no_parts=(piece,), maker=text
    )
    assert pages(OF_SHIPMENT[name](paper))


def test_a_reprint_says_so_on_every_page() -> None:
    again = a_return(desk=a_desk(reprint=2))
    for page in pages(return_list.render(again)):
        assert "Reprint R2" in page
    assert "Reprint" not in pages(return_list.render(a_return()))[0]


def test_forms_are_stapled_in_order_by_their_copy_for_the_parts() -> None:
    numbers = ["QC-1", "QC-2", "QC-3"]
    forms = [
        lambda number=number: claim_form.render(a_form(a_claim(claim_number=number)))
        for number in numbers
    ]
    pdf = stapled(forms, LIST)
    found = pages(pdf)
    each = len(pages(forms[0]())) // 3
    assert len(found) == 3 * each
    for index, page in enumerate(found):
        assert "Copy 3 of 3: with the old parts" in page
        assert f"{numbers[index // each]} · version 3 · page {index % each + 1} of {each}" in page
        assert f"To be stapled behind return list {LIST}" in page
    assert stapled(forms, LIST) == pdf
    assert len(pypdf.PdfReader(BytesIO(pdf)).pages) == len(found)


def test_a_form_that_is_no_triplicate_goes_in_whole_and_no_pdf_is_refused() -> None:
    whole = return_list.render(a_return())
    double = packing.hand_over(a_return())
    assert len(pages(stapled([lambda: double], LIST))) == 2
    assert len(pages(stapled([lambda: whole], LIST))) == len(pages(whole)) // 3
    with pytest.raises(ValueError, match="not a PDF"):
        stapled([lambda: b"nothing"], LIST)
    assert f"No claim stands on return list {LIST}." in pages(stapled([], LIST))[0]


def test_stapling_tells_how_far_it_is() -> None:
    steps: list[tuple[int, int]] = []
    form = claim_form.render(a_form())
    stapled([lambda: form] * 4, LIST, lambda done, total: steps.append((done, total)))
    assert steps == [(0, 4), (1, 4), (2, 4), (3, 4)]
