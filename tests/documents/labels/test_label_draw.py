"""Labels as dots: bars that decode, white quiet zones, text that keeps its place."""

import random
from collections.abc import Callable
from io import BytesIO
from itertools import groupby

import pytest
from PIL import Image

from warrantydesk.documents.labels.box_label import BoxLabel
from warrantydesk.documents.labels.calibration import CalibrationLabel
from warrantydesk.documents.labels.code128 import LabelTooLong, runs
from warrantydesk.documents.labels.draw import draw
from warrantydesk.documents.labels.layout import layout
from warrantydesk.documents.labels.marks import Bars, Block, Words
from warrantydesk.documents.labels.mode_label import MODE_NAMES, ModeLabel
from warrantydesk.documents.labels.part_label import PartLabel
from warrantydesk.documents.labels.place_label import PlaceLabel
from warrantydesk.documents.labels.png import png
from warrantydesk.documents.labels.stock import SHEETS, STOCKS, Stock, stock
from warrantydesk.documents.labels.wedge_label import WedgeLabel
from warrantydesk.domain.raster import Raster
from warrantydesk.domain.tag import make_tag
from warrantydesk.domain.wedge_test import LINES

Part = Callable[..., PartLabel]
Read = Callable[[Image.Image], set[tuple[str, str]]]
Picture = Callable[[Raster], Image.Image]

ALL = [(one, dpi) for one in STOCKS for dpi in (203, 300)]
IDS = [f"{one.key}-{dpi}" for one, dpi in ALL]
PRINTED = [*ALL, *((one.label, 300) for one in SHEETS)]
"""Every stock that there is, labels of sheets too."""
PRINTED_IDS = [f"{one.key}-{dpi}" for one, dpi in PRINTED]


def bars_of(label: PartLabel, on: Stock, dpi: int, ladder: bool = False) -> Bars:
    (bars,) = (mark for mark in layout(label, on, dpi, ladder) if isinstance(mark, Bars))
    return bars


@pytest.mark.parametrize(
    ("key", "dpi", "size"),
    [
        ("60x40", 203, (479, 319)),
        ("60x40", 300, (708, 472)),
        ("100x50", 203, (799, 399)),
        ("100x50", 300, (1181, 590)),
        ("50x30", 203, (399, 239)),
        ("50x30", 300, (590, 354)),
    ],
)
def test_a_label_has_exactly_the_dots_of_its_stock(
    a_part: Part, key: str, dpi: int, size: tuple[int, int]
) -> None:
    raster = draw(a_part(), stock(key), dpi)
    assert (raster.width, raster.height) == size


def test_four_hundred_tags_decode_to_themselves_from_the_png(
    a_part: Part, read_codes: Read
) -> None:
    chance = random.Random(7)
    sites = [0, 1, 98] * 20 + [chance.randrange(99) for _ in range(340)]
    for n, site in enumerate(sites):
        tag = make_tag(site, chance.randrange(100), chance.randrange(10**6))
        on, dpi = ALL[n % len(ALL)] if n % 8 == 0 else (stock("60x40"), 203)
        picture = Image.open(BytesIO(png(draw(a_part(tag=tag), on, dpi), dpi)))
        assert {text for _kind, text in read_codes(picture)} == {tag}


def decoded(a_part: Part, read_codes: Read, on: Stock, dpi: int, tags: list[str]) -> None:
    """Draw each tag and read it back from the PNG."""
    for tag in tags:
        picture = Image.open(BytesIO(png(draw(a_part(tag=tag), on, dpi), dpi)))
        assert {text for _kind, text in read_codes(picture)} == {tag}, (on.key, dpi)


def tags_of(seed: int, count: int) -> list[str]:
    """Return random tags, and among them as many of the sites 00, 01 and 98."""
    chance = random.Random(seed)
    sites = [chance.randrange(99) if n % 2 else chance.choice((0, 1, 98)) for n in range(count)]
    return [make_tag(site, chance.randrange(100), chance.randrange(10**6)) for site in sites]


@pytest.mark.parametrize(("on", "dpi"), PRINTED, ids=PRINTED_IDS)
def test_tags_decode_to_themselves_on_every_stock(
    a_part: Part, read_codes: Read, on: Stock, dpi: int
) -> None:
    decoded(a_part, read_codes, on, dpi, tags_of(dpi, 30))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(("on", "dpi"), PRINTED, ids=PRINTED_IDS)
def test_6000_tags_decode_to_themselves_on_every_stock(
    a_part: Part, read_codes: Read, on: Stock, dpi: int, seed: int
) -> None:
    decoded(a_part, read_codes, on, dpi, tags_of(seed, 500))


@pytest.mark.parametrize(("on", "dpi"), ALL, ids=IDS)
def test_every_row_of_the_bars_is_the_symbol_in_whole_modules(
    a_part: Part, on: Stock, dpi: int
) -> None:
    label = a_part()
    bars, raster = bars_of(label, on, dpi), draw(label, on, dpi)
    long = sum(bars.runs) * bars.module
    for y in range(bars.y, bars.y + bars.height):
        row = [raster.pixel(x, y) for x in range(bars.x, bars.x + long)]
        lengths = [len(list(dots)) for _black, dots in groupby(row)]
        assert lengths == [run * bars.module for run in runs(label.tag)]


@pytest.mark.parametrize(("on", "dpi"), ALL, ids=IDS)
def test_the_quiet_zones_and_the_outer_millimetre_are_white(
    a_part: Part, on: Stock, dpi: int
) -> None:
    label = a_part(part_name="很长的旧件名称" * 9, fault="x" * 300, dealer_name="站" * 80)
    bars, raster = bars_of(label, on, dpi), draw(label, on, dpi)
    quiet, long = 10 * bars.module, sum(bars.runs) * bars.module
    assert bars.x - quiet >= 0
    assert bars.x + long + quiet <= raster.width
    for y in range(bars.y, bars.y + bars.height):
        for x in (*range(bars.x - quiet, bars.x), *range(bars.x + long, bars.x + long + quiet)):
            assert not raster.pixel(x, y)
    outer = int(dpi / 25.4)
    for x in range(raster.width):
        for n in range(outer):
            assert not raster.pixel(x, n)
            assert not raster.pixel(x, raster.height - 1 - n)
    for y in range(raster.height):
        for n in range(outer):
            assert not raster.pixel(n, y)
            assert not raster.pixel(raster.width - 1 - n, y)


@pytest.mark.parametrize(
    ("key", "dpi", "dots"),
    [
        ("60x40", 203, 3),
        ("60x40", 300, 4),
        ("100x50", 203, 4),
        ("100x50", 300, 6),
        ("50x30", 203, 3),
        ("50x30", 300, 4),
    ],
)
def test_the_module_is_what_scanners_read_under_stress(
    a_part: Part, key: str, dpi: int, dots: int
) -> None:
    bars = bars_of(a_part(), stock(key), dpi)
    assert bars.module == dots
    assert bars.height >= int(10 * dpi / 25.4)
    assert bars.height >= 0.15 * 101 * dots


def test_turned_bars_decode_and_are_refused_where_they_do_not_fit(
    a_part: Part, read_codes: Read, picture_of: Picture
) -> None:
    for key, dpi in (("60x40", 203), ("60x40", 300), ("100x50", 203), ("50x30", 300)):
        raster = draw(a_part(), stock(key), dpi, ladder=True)
        assert ("Code 128", "012600421736") in read_codes(picture_of(raster))
    with pytest.raises(LabelTooLong):
        draw(a_part(), stock("50x30"), 203, ladder=True)


def test_large_stock_carries_a_square_code_too(
    a_part: Part, read_codes: Read, picture_of: Picture
) -> None:
    for dpi in (203, 300):
        for ladder in (False, True):
            codes = read_codes(picture_of(draw(a_part(), stock("100x50"), dpi, ladder)))
            assert codes == {("Code 128", "012600421736"), ("QR Code", "012600421736")}


def test_box_and_place_labels_decode(read_codes: Read, picture_of: Picture) -> None:
    box = BoxLabel("B0126-0031-02", 2, 3, consignor="启程 江北服务站", pieces=14, weight_g=18_400)
    for on, dpi in ALL:
        for label, code in ((box, "B0126-0031-02"), (PlaceLabel("R2-3", "水泵"), "P-R2-3")):
            codes = read_codes(picture_of(draw(label, on, dpi)))
            assert ("Code 128", code) in codes, (on.key, dpi)


def test_mode_cards_and_scanner_tests_decode(read_codes: Read, picture_of: Picture) -> None:
    cards = [(ModeLabel(code), code) for code in MODE_NAMES]
    tests = [(WedgeLabel(line, n, len(LINES)), line) for n, line in enumerate(LINES, 1)]
    for on, dpi in PRINTED:
        for label, code in (*cards, *tests):
            codes = read_codes(picture_of(draw(label, on, dpi)))
            assert codes == {("Code 128", code)}, (on.key, dpi)


def test_the_number_of_a_box_is_on_every_stock() -> None:
    label = BoxLabel("B0126-0031-02", 2, 3, consignor="江北服务站", pieces=14, weight_g=18_400)
    for on, dpi in PRINTED:
        words = [mark.text for mark in layout(label, on, dpi) if isinstance(mark, Words)]
        assert sum("2/3" in text for text in words) == 1, on.key


def test_the_calibration_label_decodes_and_frames_the_stock(
    read_codes: Read, picture_of: Picture
) -> None:
    for on, dpi in ALL:
        raster = draw(CalibrationLabel("佳博 GP-1324D"), on, dpi)
        assert {text for _kind, text in read_codes(picture_of(raster))} == {"X2", "X3", "X4"}
        for x in range(raster.width):
            assert raster.pixel(x, 0)
            assert raster.pixel(x, raster.height - 1)


def test_a_code_that_does_not_fit_is_refused_with_a_sentence(a_part: Part) -> None:
    for on, dpi in ALL:
        with pytest.raises(LabelTooLong, match="does not fit"):
            draw(a_part(tag="X" * 60), on, dpi)


def test_a_long_name_ends_in_dots_and_stays_clear_of_bars_and_plate(a_part: Part) -> None:
    name = "发动机前端附件传动系统张紧轮总成" * 4
    for on, dpi in ALL:
        label = a_part(part_name=name[:60])
        marks, bars = layout(label, on, dpi), bars_of(label, on, dpi)
        (words,) = (one for one in marks if isinstance(one, Words) and one.text.startswith("发动"))
        plates = [one for one in marks if isinstance(one, Block) and one.height > words.size]
        raster = draw(label, on, dpi)
        ends = min([plate.x for plate in plates] or [raster.width - int(dpi / 25.4)])
        above = range(bars.y + bars.height, words.baseline - words.size)
        assert words.text.endswith("…")
        assert len(above) > 0
        assert len(plates) == (0 if on.key == "50x30" else 1)
        for y in range(words.baseline - words.size, words.baseline + words.size // 4):
            assert not any(raster.pixel(x, y) for x in range(ends - 4, ends))
        black = [x for x in range(ends) if raster.pixel(x, words.baseline - words.size // 3)]
        assert max(black) > ends * 0.8


def test_two_rare_names_are_two_pictures(a_part: Part) -> None:
    one = draw(a_part(technician="贺䶮"), stock("60x40"))
    other = draw(a_part(technician="贺\U0002cd29"), stock("60x40"))
    third = draw(a_part(technician="杨\U0002cd0d"), stock("60x40"))
    assert len({one.bits, other.bits, third.bits}) == 3


def test_characters_without_picture_become_boxes_that_differ(a_part: Part) -> None:
    shown = {
        draw(a_part(technician=sign), stock("60x40")).bits
        for sign in ("\ue001", "\ue002", "\U000f1234", "☃", "李")
    }
    assert len(shown) == 5


@pytest.mark.parametrize(
    "text", ["\ud800", "\x00\x1b^XZ", "a\nb\tc", "\u202eabc", "👩‍🔧", "é́", "", " ", "x" * 5000]
)
def test_hostile_text_only_makes_dots(a_part: Part, text: str) -> None:
    for on, dpi in ALL:
        label = a_part(
            part_name=text, part_no=text, vin=text, claim_number=text, repair_order=text,
            fault=text, place=text, dealer_name=text, dealer_code=text, technician=text,
            hazards=(text,), brand=text, related_to=text, causal=False,
        )  # fmt: skip
        raster = draw(label, on, dpi)
        assert (raster.width, raster.height) == on.dots(dpi)


def test_a_png_has_one_bit_a_dot_and_the_same_dots(a_part: Part) -> None:
    raster = draw(a_part(), stock("60x40"))
    picture = Image.open(BytesIO(png(raster)))
    assert picture.mode == "1"
    assert picture.size == (479, 319)
    assert round(picture.info["dpi"][0]) == 203
    assert bytes(255 - byte for byte in raster.bits) == raster.inverted()
    black = [[not picture.getpixel((x, y)) for x in range(479)] for y in range(0, 319, 20)]
    assert black == [[raster.pixel(x, y) for x in range(479)] for y in range(0, 319, 20)]


def test_the_same_label_is_the_same_bytes(a_part: Part) -> None:
    assert draw(a_part(), stock("60x40")) == draw(a_part(), stock("60x40"))
    assert draw(a_part(), stock("60x40")) != draw(a_part(reprint=1), stock("60x40"))
