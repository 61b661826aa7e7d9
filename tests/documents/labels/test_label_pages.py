"""Labels as PDF: exact sizes, places on a used sheet, vector bars, text that reads back."""

import random
from collections.abc import Callable
from io import BytesIO

import pypdf
import pypdfium2
import pytest
import zxingcpp

from warrantydesk.documents.labels.box_label import BoxLabel
from warrantydesk.documents.labels.part_label import PartLabel
from warrantydesk.documents.labels.sheet import label_pdf, sheet_pdf
from warrantydesk.documents.labels.stock import SHEETS, STOCKS, Sheet, Stock, is_sheet, sheet, stock
from warrantydesk.domain.tag import make_tag

Part = Callable[..., PartLabel]
POINTS_PER_MM = 72 / 25.4


def tags(count: int) -> list[str]:
    chance = random.Random(24)
    return [make_tag(chance.randrange(99), 26, chance.randrange(10**6)) for _ in range(count)]


def codes_of(data: bytes, dpi: int = 300) -> list[list[tuple[str, int, int]]]:
    """Return for each page the codes with the centre of each, in millimetres from upper left."""
    pages = []
    for page in pypdfium2.PdfDocument(data):
        picture = page.render(scale=dpi / 72).to_pil().convert("L")
        found = []
        for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.Code128):
            corners = code.position
            x = (corners.top_left.x + corners.bottom_right.x) / 2
            y = (corners.top_left.y + corners.bottom_right.y) / 2
            found.append((code.text, round(x * 25.4 / dpi), round(y * 25.4 / dpi)))
        pages.append(found)
    return pages


@pytest.mark.parametrize("on", STOCKS, ids=lambda on: on.key)
def test_label_stocks_give_a_page_a_label_of_exact_size(a_part: Part, on: Stock) -> None:
    one = stock(on.key)
    wanted = tags(3)
    data = label_pdf([a_part(tag=tag) for tag in wanted], one)
    pages = pypdf.PdfReader(BytesIO(data)).pages
    for page in pages:
        assert float(page.mediabox.width) == pytest.approx(one.width_mm * POINTS_PER_MM, abs=0.01)
        assert float(page.mediabox.height) == pytest.approx(one.height_mm * POINTS_PER_MM, abs=0.01)
    assert [[text for text, _x, _y in page] for page in codes_of(data)] == [[t] for t in wanted]


def test_copies_are_pages_and_places(a_part: Part) -> None:
    labels = [a_part(tag=tag) for tag in tags(2)]
    assert len(pypdf.PdfReader(BytesIO(label_pdf(labels, stock("60x40"), copies=3))).pages) == 6
    (page,) = codes_of(sheet_pdf(labels, sheet("a4-3x8"), copies=3))
    assert sorted(text for text, _x, _y in page) == sorted(label.tag for label in labels * 3)


@pytest.mark.parametrize(
    ("key", "start", "count"), [("a4-2x2", 1, 6), ("a4-2x2", 4, 2), ("a4-3x8", 5, 30)]
)
def test_a_used_sheet_starts_where_labels_are_left(
    a_part: Part, key: str, start: int, count: int
) -> None:
    on, wanted = sheet(key), tags(count)
    data = sheet_pdf([a_part(tag=tag) for tag in wanted], on, start=start)
    found = {
        text: (page, x, y) for page, codes in enumerate(codes_of(data)) for text, x, y in codes
    }
    assert set(found) == set(wanted)
    wide, high = on.width_mm / on.columns, on.height_mm / on.rows
    for n, tag in enumerate(wanted, start - 1):
        page, x, y = found[tag]
        row, column = divmod(n % on.places, on.columns)
        assert page == n // on.places
        assert column * wide < x < (column + 1) * wide
        assert row * high < y < (row + 1) * high


@pytest.mark.parametrize("start", [0, -1, 25])
def test_a_place_that_the_sheet_lacks_is_refused(a_part: Part, start: int) -> None:
    with pytest.raises(ValueError, match="places 1 to 24"):
        sheet_pdf([a_part()], sheet("a4-3x8"), start=start)


@pytest.mark.parametrize("on", SHEETS, ids=lambda on: on.key)
def test_nothing_is_printed_where_office_printers_cannot(a_part: Part, on: Sheet) -> None:
    one = sheet(on.key)
    data = sheet_pdf([a_part(part_name="泵" * 60, fault="漏" * 200)] * one.places, one)
    picture = pypdfium2.PdfDocument(data)[0].render(scale=150 / 72).to_pil().convert("L")
    edge = int(4.2 * 150 / 25.4)
    inside = picture.crop((edge, edge, picture.width - edge, picture.height - edge))
    assert inside.getextrema() == (0, 255)
    picture.paste(255, (edge, edge, picture.width - edge, picture.height - edge))
    assert picture.getextrema() == (255, 255)


def test_the_bars_are_vectors_and_the_only_fonts_are_ours(a_part: Part) -> None:
    for data in (
        sheet_pdf([a_part()], sheet("a4-2x2")),
        label_pdf([a_part()], stock("100x50")),
        label_pdf([BoxLabel("B0126-0031-02", 2, 3, consignor="江北服务站")], stock("60x40")),
    ):
        page = pypdf.PdfReader(BytesIO(data)).pages[0]
        assert not list(page.images)
        fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
        assert fonts
        for font in fonts:
            assert "NotoSansSC" in font["/BaseFont"]
            assert "/FontFile2" in font["/FontDescriptor"]


def test_the_text_reads_back_with_rare_names(a_part: Part) -> None:
    data = label_pdf([a_part(technician="贺䶮 杨\U0002cb2d")], stock("60x40"))
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    for word in ("0126 004217 36", "电子水泵总成", "1130100-AE01", "LHCA8B237RG017342", "R2-3"):
        assert word in text
    assert "贺䶮 杨\U0002cb2d" in text


def test_the_same_labels_are_the_same_bytes(a_part: Part) -> None:
    labels = [a_part(tag=tag) for tag in tags(5)]
    assert sheet_pdf(labels, sheet("a4-3x8")) == sheet_pdf(labels, sheet("a4-3x8"))


def test_unknown_stocks_are_refused() -> None:
    assert is_sheet("a4-2x2")
    assert not is_sheet("60x40")
    for ask in (stock, sheet):
        with pytest.raises(ValueError, match="no label stock"):
            ask("70x50")


def test_no_labels_are_no_pdf() -> None:
    with pytest.raises(ValueError, match="no labels"):
        label_pdf([], stock("60x40"))
