"""Each language read back by a small printer of its own: the same dots arrive."""

import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.domain.raster import Raster
from warrantydesk.printing.languages import LANGUAGES
from warrantydesk.printing.printer import Printer

Dots = list[list[bool]]


def printer(**changes: object) -> Printer:
    return Printer("desk", **changes)


def rows_of(data: bytes, row_bytes: int, black: int) -> Dots:
    """Return the dots of a picture, row by row, where ``black`` is the bit that prints."""
    dots = []
    for at in range(0, len(data), row_bytes):
        bits = "".join(f"{byte:08b}" for byte in data[at : at + row_bytes])
        dots.append([bit == str(black) for bit in bits])
    return dots


def graphic(field: str, origin: tuple[int, int]) -> dict[tuple[int, int], bool]:
    """Return the dots of a graphic field where they lie on the label."""
    kind, total, also, row_bytes, text = field[0], *field[2:].split(",")
    assert kind == "A"
    data = bytes.fromhex(text)
    assert len(data) == int(total) == int(also)
    return {
        (origin[0] + x, origin[1] + y): dot
        for y, row in enumerate(rows_of(data, int(row_bytes), 1))
        for x, dot in enumerate(row)
    }


def zpl(job: bytes) -> tuple[Dots, int]:
    """Print ZPL: commands one by one, a graphic onto the label, cut at its width and length."""
    assert job.startswith(b"^XA")
    assert job.endswith(b"^XZ")
    width = length = copies = 0
    origin, label = (0, 0), {}
    for command in job.decode("ascii")[1:].split("^"):
        name, rest = command[:2], command[2:]
        if name == "PW":
            width = int(rest)
        elif name == "LL":
            length = int(rest)
        elif name in ("FO", "LH"):
            origin = (int(rest.split(",")[0]), int(rest.split(",")[1]))
        elif name == "GF":
            label.update(graphic(rest, origin))
        elif name == "PQ":
            copies = int(rest.split(",")[0])
    assert not any(dot for (x, y), dot in label.items() if x >= width or y >= length)
    return [[label.get((x, y), False) for x in range(width)] for y in range(length)], copies


def tspl(job: bytes) -> tuple[Dots, int]:
    found = re.match(
        rb"SIZE [\d.]+ mm,[\d.]+ mm\r\n(?:GAP|BLINE) [\d.]+ mm,0 mm\r\nDIRECTION 1\r\n"
        rb"REFERENCE 0,0\r\nSPEED \d+\r\nDENSITY \d+\r\nCLS\r\nBITMAP 0,0,(\d+),(\d+),0,",
        job,
    )
    assert found
    row_bytes, height = int(found[1]), int(found[2])
    end = found.end() + row_bytes * height
    last = re.fullmatch(rb"\r\nPRINT (\d+),1\r\n", job[end:])
    assert last
    return rows_of(job[found.end() : end], row_bytes, 0), int(last[1])


def epl2(job: bytes) -> tuple[Dots, int]:
    found = re.match(rb"\nN\nq(\d+)\nQ(\d+),B?\d+\n(?:D\d+\n)?(?:S\d+\n)?GW0,0,(\d+),(\d+),", job)
    assert found
    row_bytes, height = int(found[3]), int(found[4])
    assert int(found[1]) == row_bytes * 8
    assert int(found[2]) == height
    end = found.end() + row_bytes * height
    last = re.fullmatch(rb"\nP(\d+)\n", job[end:])
    assert last
    return rows_of(job[found.end() : end], row_bytes, 0), int(last[1])


def escpos(job: bytes) -> tuple[Dots, int]:
    assert job[:2] == b"\x1b@"
    rest, pictures = job[2:], []
    while rest:
        assert rest[:4] == b"\x1dv0\x00"
        row_bytes, height = (int.from_bytes(rest[at : at + 2], "little") for at in (4, 6))
        end = 8 + row_bytes * height
        pictures.append(rows_of(rest[8:end], row_bytes, 1))
        assert rest[end : end + 2] == b"\x1d\x0c"
        rest = rest[end + 2 :]
    assert all(picture == pictures[0] for picture in pictures)
    return pictures[0], len(pictures)


READERS: dict[str, Callable[[bytes], tuple[Dots, int]]] = {
    "zpl": zpl,
    "tspl": tspl,
    "epl2": epl2,
    "escpos": escpos,
}


def dots_of(raster: Raster) -> Dots:
    return [[raster.pixel(x, y) for x in range(raster.width)] for y in range(raster.height)]


def trimmed(dots: Dots, width: int) -> Dots:
    """Cut the padding of the last byte after making sure that it is white."""
    assert not any(any(row[width:]) for row in dots)
    return [row[:width] for row in dots]


@st.composite
def rasters(draw: st.DrawFn) -> Raster:
    width, height = draw(st.integers(1, 40)), draw(st.integers(1, 12))
    chance = random.Random(draw(st.integers(0, 2**32)))
    row_bytes = -(-width // 8)
    ink = (1 << row_bytes * 8) - (1 << (row_bytes * 8 - width))
    rows = [(chance.getrandbits(row_bytes * 8) & ink).to_bytes(row_bytes) for _ in range(height)]
    return Raster(width, height, b"".join(rows))


def test_every_language_has_a_reader_here() -> None:
    assert set(READERS) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@given(raster=rasters(), copies=st.integers(1, 4))
def test_the_same_dots_arrive(language: str, raster: Raster, copies: int) -> None:
    job = LANGUAGES[language](raster, printer(language=language), copies)
    dots, count = READERS[language](job)
    assert trimmed(dots, raster.width) == dots_of(raster)
    assert count == copies


@pytest.mark.parametrize("language", LANGUAGES)
@given(raster=rasters(), right=st.integers(-9, 9), down=st.integers(-4, 4))
def test_offsets_move_the_picture(language: str, raster: Raster, right: int, down: int) -> None:
    profile = printer(language=language, x_offset=right, y_offset=down)
    dots, _count = READERS[language](LANGUAGES[language](raster, profile, 1))
    assert trimmed(dots, raster.width) == dots_of(raster.shifted(right, down))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("media", ["gap", "mark", "continuous"])
def test_settings_change_the_frame_and_not_the_picture(language: str, media: str) -> None:
    raster = Raster(9, 2, b"\xa5\x80\x5a\x00")
    profile = printer(language=language, media=media, gap_mm=3, density=10, speed=2, stock="50x30")
    dots, _count = READERS[language](LANGUAGES[language](raster, profile, 1).removeprefix(b"~SD10"))
    assert trimmed(dots, 9) == dots_of(raster)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_copy_is_no_job(language: str) -> None:
    with pytest.raises(ValueError, match="copies"):
        LANGUAGES[language](Raster(8, 1, b"\xff"), printer(), 0)


def test_the_frames_are_those_of_the_manuals() -> None:
    raster = Raster(479, 319, bytes(19140))
    white = b"\xff" * 19140
    assert LANGUAGES["zpl"](raster, printer(), 1) == (
        b"^XA^PW479^LL319^LH0,0^FO0,0^GFA,19140,19140,60," + b"0" * 38280 + b"^FS^PQ1,0,1,Y^XZ"
    )
    assert LANGUAGES["tspl"](raster, printer(), 1) == (
        b"SIZE 60 mm,40 mm\r\nGAP 2 mm,0 mm\r\nDIRECTION 1\r\nREFERENCE 0,0\r\nSPEED 4\r\n"
        b"DENSITY 8\r\nCLS\r\nBITMAP 0,0,60,319,0," + white + b"\r\nPRINT 1,1\r\n"
    )
    assert LANGUAGES["epl2"](raster, printer(), 1) == (
        b"\nN\nq480\nQ319,16\nGW0,0,60,319," + white + b"\nP1\n"
    )
    assert LANGUAGES["escpos"](raster, printer(), 1) == (
        b"\x1b@\x1dv0\x00\x3c\x00\x3f\x01" + bytes(19140) + b"\x1d\x0c"
    )
