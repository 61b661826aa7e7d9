"""The frame of papers: bars, copies, page numbers, offset, logo, foot."""

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
import zxingcpp
from documents.papers.paper_facts import NUMBER, a_claim, a_form, a_paper, a_receipt, pages
from PIL import Image

from warrantydesk.documents import claim_form, preview, receipt
from warrantydesk.documents.paper import Frame, pdf
from warrantydesk.documents.sheet import MM, Sheet
from warrantydesk.i18n import set_language


def picture(pdf_bytes: bytes, page: int = 0, scale: float = 300 / 72) -> Image.Image:
    drawn = preview.pages(pdf_bytes, scale, only=page)[0]
    return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.rgb)


@pytest.mark.parametrize("number", [NUMBER, "QC26-1124-003", "1", "0126260042173655", "A-1 b"])
def test_bars_say_the_claim_number(number: str) -> None:
    image = picture(receipt.render(a_receipt(claim=a_claim(claim_number=number))))
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.Code128)
    assert [code.text for code in found] == [number]


@pytest.mark.parametrize("number", ["", "索赔-1", "Q" * 120])
def test_a_number_without_room_or_bars_is_still_written(number: str) -> None:
    drawn = receipt.render(a_receipt(claim=a_claim(claim_number=number)))
    assert not zxingcpp.read_barcodes(picture(drawn, scale=2), zxingcpp.BarcodeFormat.Code128)
    assert number in "".join(pages(drawn)[0].split())


def test_bars_are_whole_modules() -> None:
    module, runs = Frame("T", number=NUMBER).bars
    assert module in (0.5, 0.6, 0.7, 0.8)
    assert all(run in (1, 2, 3, 4) for run in runs)


def test_the_claim_form_comes_in_three_named_copies() -> None:
    found = pages(claim_form.render(a_form()))
    half = len(found) // 3
    assert len(found) == 3 * half
    names = ("for the maker", "for the service station", "with the old parts")
    for index, name in enumerate(names):
        for page in found[index * half : (index + 1) * half]:
            assert f"Copy {index + 1} of 3: {name}" in page


def test_copies_show_the_same_content() -> None:
    found = pages(claim_form.render(a_form()))
    third = len(found) // 3
    without = [page.replace("Copy 1 of 3: for the maker", "") for page in found[:third]]
    last = [page.replace("Copy 3 of 3: with the old parts", "") for page in found[-third:]]
    assert without == last


def test_pages_are_numbered_within_a_copy() -> None:
    claim = a_claim(part_lines=a_claim().part_lines * 30)
    found = pages(claim_form.render(a_form(claim)))
    half = len(found) // 3
    assert half > 2
    for index, page in enumerate(found):
        assert f"{NUMBER} · version 3 · page {index % half + 1} of {half}" in page


def test_only_a_submitted_paper_shows_version_and_snapshot() -> None:
    form, slip = pages(claim_form.render(a_form()))[0], pages(receipt.render(a_receipt()))[0]
    assert "Snapshot sha256 71c0 4e9b a3f9 …" in form
    assert "Journal 18204:a3f971c04e9b · 2026-11-24 14:02" in form
    assert "Snapshot" not in slip
    assert "version" not in slip
    assert "Journal 18204:a3f971c04e9b" in slip


def test_the_head_names_the_dealer() -> None:
    page = pages(receipt.render(a_receipt(dealer_name="江北启程店")))[0]
    assert "江北启程店 · QC0126 · 海尔路 88 号 · 023-6000" in page


def test_the_offset_moves_the_page_and_nothing_else() -> None:
    plain = picture(receipt.render(a_receipt()), scale=2)
    moved = picture(receipt.render(a_receipt(offset_mm=(10, -5))), scale=2)
    right, down = round(10 * MM * 2), round(5 * MM * 2)
    box = plain.convert("L").point(lambda value: 255 * (value < 128)).getbbox()
    after = moved.convert("L").point(lambda value: 255 * (value < 128)).getbbox()
    assert box is not None
    assert after is not None
    assert after[0] - box[0] == pytest.approx(right, abs=1)
    assert after[1] - box[1] == pytest.approx(down, abs=1)


def test_a_logo_is_drawn_without_what_it_carries() -> None:
    target = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "GPS 31.3,120.6"
    Image.new("RGB", (400, 100), (200, 0, 0)).save(target, "JPEG", exif=exif)
    drawn = receipt.render(a_receipt(logo=target.getvalue()))
    corner = picture(drawn, scale=2).crop((84, 50, 230, 110))
    assert (200, 0, 0) in {pixel for _, pixel in corner.getcolors(10**6) or []}
    for raw in _streams(drawn):
        assert b"GPS" not in raw
        assert b"Exif" not in raw


@pytest.mark.parametrize("logo", [b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_a_broken_logo_is_left_out(logo: bytes) -> None:
    assert "Intake receipt" in pages(receipt.render(a_receipt(logo=logo)))[0]


def test_the_file_says_what_it_is() -> None:
    reader = pypdf.PdfReader(BytesIO(receipt.render(a_receipt())))
    assert reader.metadata is not None
    assert reader.metadata.title == f"Intake receipt {NUMBER}"
    assert reader.trailer["/Root"]["/Lang"] == "en"
    width, height = reader.pages[0].mediabox[2:]
    assert (float(width), float(height)) == pytest.approx((595.28, 841.89), abs=0.01)


def test_drawing_reports_every_page_and_can_be_stopped() -> None:
    steps: list[tuple[int, int]] = []
    drawn = claim_form.render(a_form(), lambda done, total: steps.append((done, total)))
    assert steps == [(page, len(pages(drawn))) for page in range(len(pages(drawn)))]

    class StopError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise StopError

    with pytest.raises(StopError):
        claim_form.render(a_form(), stop)


def test_a_long_head_pushes_the_content_down() -> None:
    short = Frame("Receipt", ("Desk",), NUMBER)
    long = replace(short, dealer=("Desk " * 60, "QC"), title="Work authorisation " * 3)
    assert long.top > short.top + 20
    assert len(pdf(long, [Sheet()])) > 0


def test_the_site_speaks_the_papers_language() -> None:
    set_language("zh_CN")
    assert a_paper().frame("T").dealer[0] == "启程 江北服务站"
    set_language("en")
    assert a_paper().frame("T").dealer[0] == "Jiangbei Service"


def _streams(pdf_bytes: bytes) -> list[bytes]:
    reader = pypdf.PdfReader(BytesIO(pdf_bytes))
    found = [pdf_bytes]
    for number in range(1, len(reader.xref[0]) + 1):
        thing = reader.get_object(number)
        if hasattr(thing, "get_data"):
            found.append(thing.get_data())
    return found
