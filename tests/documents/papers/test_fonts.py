"""The fonts of papers: read fast, read right, and the table of what they can print."""

from io import BytesIO

import pypdf
import pytest
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

from installer.font_coverage import coverage_text, ranges
from warrantydesk.documents import fonts
from warrantydesk.documents.coverage import TABLE, can_print
from warrantydesk.documents.font_face import to_unicode
from warrantydesk.resources import find

FILES = {
    fonts.REGULAR: "fonts/NotoSansSC-Regular.ttf",
    fonts.BOLD: "fonts/NotoSansSC-Bold.ttf",
}


@pytest.mark.parametrize("name", FILES)
def test_a_face_is_read_as_reportlab_reads_it(name: str) -> None:
    fonts.register()
    slow = ttfonts.TTFont("slow", str(find(FILES[name]))).face
    fast = pdfmetrics.getFont(name).face
    assert fast.charToGlyph == slow.charToGlyph
    assert fast.charWidths == slow.charWidths
    assert list(fast.glyphPos) == slow.glyphPos
    assert fast.hmetrics == slow.hmetrics
    assert fast.defaultWidth == slow.defaultWidth
    points = [0, *map(ord, "索赔台 Aé䶮𬭎")]
    assert fast.makeSubset(points) == slow.makeSubset(points)


def test_registering_again_keeps_the_fonts() -> None:
    fonts.register()
    first = pdfmetrics.getFont(fonts.REGULAR)
    fonts.register()
    assert pdfmetrics.getFont(fonts.REGULAR) is first


@pytest.mark.parametrize("text", ["贺䶮", "杨𬭎", "王敏 Wang Mǐn", "≤ 0.10 bar"])
def test_text_is_read_back_beyond_the_first_plane(text: str) -> None:
    fonts.register()
    target = BytesIO()
    canvas = Canvas(target, initialFontName=fonts.REGULAR)
    canvas.setFont(fonts.BOLD, 12)
    canvas.drawString(50, 700, text)
    canvas.save()
    assert pypdf.PdfReader(target).pages[0].extract_text().strip() == text


def test_a_map_has_at_most_a_hundred_pairs_a_block_and_no_zero() -> None:
    text = to_unicode("F", [0, *range(0x4E00, 0x4E00 + 254), 0x2CB4E])
    blocks = text.split("beginbfchar")[1:]
    pairs = [block.split("endbfchar")[0].strip().splitlines() for block in blocks]
    assert [len(block) for block in pairs] == [100, 100, 55]
    assert pairs[0][0] == "<01> <4E00>"
    assert pairs[-1][-1] == "<FF> <D872DF4E>"


def test_missing_names_each_sign_once() -> None:
    assert fonts.missing("贺䶮杨𬭎 A\n\t·") == []
    assert fonts.missing("😀好😀\ue000") == ["😀", "\ue000"]


def test_the_table_of_coverage_is_that_of_the_fonts() -> None:
    expected = coverage_text(fonts.widths(fonts.REGULAR), fonts.widths(fonts.BOLD))
    assert find(TABLE).read_text("ascii") == expected


def test_can_print_answers_as_the_fonts_do() -> None:
    known = fonts.widths(fonts.REGULAR).keys() & fonts.widths(fonts.BOLD).keys()
    points = [*range(0x0, 0x3500), *range(0x4D00, 0x4F00), *range(0x1F5F0, 0x1F610), 0x2CB4E]
    assert [point for point in points if can_print(chr(point))] == [
        point for point in points if point in known
    ]
    assert not can_print("\U0010ffff")
    assert not can_print("")
    assert not can_print("ab")


def test_ranges_join_neighbours() -> None:
    assert ranges([5, 1, 2, 3, 9, 10]) == [(1, 3), (5, 5), (9, 10)]
    assert ranges([]) == []
