"""Whole labels through every language: the dots of the PNG arrive, whatever is written on them."""

import random
import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from label_readers import READERS, trimmed
from PIL import Image
from stories import to_submit

from warrantydesk.documents.labels.part_label import PartLabel
from warrantydesk.documents.labels.stock import STOCKS
from warrantydesk.printing.languages import LANGUAGES
from warrantydesk.printing.printer import Printer
from warrantydesk.services.desk import Desk
from warrantydesk.services.label_order import LabelOrder, raster_of

ALL = [(one.key, dpi) for one in STOCKS for dpi in (203, 300)]
FRAMES = {
    "zpl": rb"\^XA\^PW479\^LL319\^LH0,0\^FO0,0\^GFA,19140,19140,60,[0-9A-F]{38280}"
    rb"\^FS\^PQ1,0,1,Y\^XZ",
    "tspl": rb"SIZE 60 mm,40 mm\r\nGAP 2 mm,0 mm\r\nDIRECTION 1\r\nREFERENCE 0,0\r\nSPEED 4\r\n"
    rb"DENSITY 8\r\nCLS\r\nBITMAP 0,0,60,319,0,(?s:.{19140})\r\nPRINT 1,1\r\n",
    "epl2": rb"\nN\nq480\nQ319,16\nGW0,0,60,319,(?s:.{19140})\nP1\n",
    "escpos": rb"\x1b@\x1dv0\x00\x3c\x00\x3f\x01(?s:.{19140})\x1d\x0c",
}
PIECES = (
    "^XZ", "^XA", "^FS", "~JR", "~SD30", "^GFA,1,1,1,FF", '"', "\r\n", "PRINT 9,9\r\n", "CLS\r\n",
    "SELFTEST\r\n", "\nP99\n", "\nN\n", "GW0,0", "\x1b@", "\x1dV\x00", "\x1b", "\x00", "_5E", "\\&",
    "%", "{}", "<xml>", "电子水泵", "䶮", "\U0002cd29", "\u202e", "\ud800", "👩‍🔧", " ", "A", "0",
)  # fmt: skip


@pytest.mark.parametrize(("stock", "dpi"), ALL)
def test_every_language_carries_the_dots_of_the_png_and_counts_copies_once(
    desk: Desk, stock: str, dpi: int
) -> None:
    tag = desk.shelf.pieces_of(to_submit(desk).id)[0].tag
    label, order = desk.labels.facts(tag), LabelOrder("png", stock, dpi)
    (drawn,) = desk.labels.draw([label], order)
    picture = Image.open(BytesIO(drawn.data))
    shown = [
        [not picture.getpixel((x, y)) for x in range(picture.width)] for y in range(picture.height)
    ]
    for language, read in READERS.items():
        (job,) = desk.labels.draw([label], replace(order, form=language, copies=3))
        dots, count = read(job.data)
        assert trimmed(dots, picture.width) == shown
        assert count == 3


def text_of(chance: random.Random) -> str:
    return "".join(chance.choices(PIECES, k=chance.randrange(1, 12)))


def label_of(chance: random.Random) -> PartLabel:
    """Return a label with hostile text in every field."""
    names = ("part_name", "part_no", "vin", "claim_number", "repair_order", "fault", "place")
    more = ("brand", "dealer_name", "dealer_code", "technician", "related_to")
    fields: dict[str, Any] = {name: text_of(chance) for name in (*names, *more)}
    return PartLabel("012600421736", hazards=(text_of(chance),), causal=False, **fields)


def unchanged(seed: int, count: int) -> None:
    """Draw hostile labels and look at the frame of each job, byte by byte."""
    chance, printer = random.Random(seed), Printer("desk")
    for _round in range(count):
        raster = raster_of(label_of(chance), "60x40", 203)
        for language, frame in FRAMES.items():
            job = LANGUAGES[language].encode(raster, replace(printer, language=language), 1)
            assert re.fullmatch(frame, job), (seed, _round, language)


def test_500_hostile_texts_never_change_a_command_stream() -> None:
    unchanged(1, 500)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 42))
def test_20000_hostile_texts_never_change_a_command_stream(seed: int) -> None:
    unchanged(seed, 500)
