"""Marks into one raster, which is the preview, the print and the test."""

from functools import lru_cache
from typing import TYPE_CHECKING

from warrantydesk.documents.labels.hexbox import hex_cells
from warrantydesk.documents.labels.layout import Label, layout
from warrantydesk.documents.labels.lettering import EM, advance, glyph, is_missing
from warrantydesk.documents.labels.marks import (
    Bars,
    Block,
    Mark,
    Matrix,
    Tick,
    Words,
    runs_of,
    tick_path,
)
from warrantydesk.documents.labels.stock import Stock
from warrantydesk.domain.raster import Raster

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

BLACK, WHITE = 255, 0


def draw(label: Label, stock: Stock, dpi: int = 203, ladder: bool = False) -> Raster:
    """Return the label in black dots; raises LabelTooLong when its bars have no room."""
    width, height = stock.dots(dpi)
    return paint(layout(label, stock, dpi, ladder), width, height)


def paint(marks: tuple[Mark, ...], width: int, height: int) -> Raster:
    """Return a white raster with the marks in black; what lies outside is cut."""
    from PIL import Image, ImageDraw

    picture = Image.new("1", (width, height), WHITE)
    pen = ImageDraw.Draw(picture)
    for mark in marks:
        _put(picture, pen, mark)
    return Raster(width, height, picture.tobytes())


def _put(picture: "Image", pen: "ImageDraw", mark: Mark) -> None:
    match mark:
        case Words():
            _words(picture, mark)
        case Block(x, y, width, height):
            _fill(pen, x, y, width, height)
        case Bars():
            for at, long in runs_of(mark):
                if mark.turned:
                    _fill(pen, mark.x, mark.y + at, mark.height, long)
                else:
                    _fill(pen, mark.x + at, mark.y, long, mark.height)
        case Matrix():
            picture.paste(_matrix(mark.rows, mark.module), (mark.x, mark.y))
        case Tick():
            _tick(pen, mark)


def _words(picture: "Image", mark: Words) -> None:
    strip, left, top = _strip(mark.text, mark.size, mark.bold)
    x, y = mark.x + left, mark.baseline + top
    box = (x, y, x + strip.width, y + strip.height)
    picture.im.paste(WHITE if mark.white else BLACK, box, strip.im)


@lru_cache(maxsize=1024)
def _strip(text: str, size: int, bold: bool) -> tuple["Image", int, int]:
    """Return a line of text in dots and its place from the pen: names of a batch recur."""
    from PIL import Image, ImageDraw

    side = size // 2
    long = sum(advance(sign, bold) for sign in text) * size / EM
    strip = Image.new("1", (int(long) + 2 * side + 2, 2 * size), WHITE)
    # A label has a hundred letters: what Image.paste makes sure of each time is known here.
    pen, ink, at = ImageDraw.Draw(strip), strip.im, float(side)
    base = size + size // 2
    for sign in text:
        if is_missing(sign):
            for cell in hex_cells(sign, round(at), base, size):
                _fill(pen, cell.x, cell.y, cell.width, cell.height)
        elif picture := glyph(sign, size, bold):
            x, y = round(at) + picture.left, base + picture.top
            ink.paste(BLACK, (x, y, x + picture.wide, y + picture.high), picture.mask)
        at += advance(sign, bold) * size / EM
    return strip, -side, -base


@lru_cache(maxsize=256)
def _matrix(rows: tuple[bytes, ...], module: int) -> "Image":
    from PIL import Image

    side = len(rows)
    cells = bytes(BLACK if dark else WHITE for row in rows for dark in row)
    small = Image.frombytes("L", (side, side), cells)
    large = small.resize((side * module, side * module), Image.Resampling.NEAREST)
    return large.point(lambda level: level, "1")


def _tick(pen: "ImageDraw", mark: Tick) -> None:
    last = mark.x + mark.size - 1, mark.y + mark.size - 1
    pen.rectangle((mark.x, mark.y, *last), outline=BLACK, width=mark.line)
    if mark.ticked:
        pen.line(tick_path(mark), fill=BLACK, width=mark.line, joint="curve")


def _fill(pen: "ImageDraw", x: int, y: int, width: int, height: int) -> None:
    if width > 0 and height > 0:
        pen.rectangle((x, y, x + width - 1, y + height - 1), fill=BLACK)
