"""Each language read back by a small printer of its own: the same dots arrive."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from label_readers import READERS, dots_of, trimmed

from warrantydesk.domain.raster import Raster
from warrantydesk.printing.languages import LANGUAGES
from warrantydesk.printing.printer import Printer


def printer(**changes: object) -> Printer:
    return Printer("desk", **changes)


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
    job = LANGUAGES[language].encode(raster, printer(language=language), copies)
    dots, count = READERS[language](job)
    assert trimmed(dots, raster.width) == dots_of(raster)
    assert count == copies
    assert job.startswith(LANGUAGES[language].begins)


@pytest.mark.parametrize("language", LANGUAGES)
@given(raster=rasters(), right=st.integers(-9, 9), down=st.integers(-4, 4))
def test_offsets_move_the_picture(language: str, raster: Raster, right: int, down: int) -> None:
    profile = printer(language=language, x_offset=right, y_offset=down)
    dots, _count = READERS[language](LANGUAGES[language].encode(raster, profile, 1))
    assert trimmed(dots, raster.width) == dots_of(raster.shifted(right, down))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("media", ["gap", "mark", "continuous"])
def test_settings_change_the_frame_and_not_the_picture(language: str, media: str) -> None:
    raster = Raster(9, 2, b"\xa5\x80\x5a\x00")
    profile = printer(language=language, media=media, gap_mm=3, density=10, speed=2, stock="50x30")
    dots, _count = READERS[language](
        LANGUAGES[language].encode(raster, profile, 1).removeprefix(b"~SD10")
    )
    assert trimmed(dots, 9) == dots_of(raster)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_copy_is_no_job(language: str) -> None:
    with pytest.raises(ValueError, match="copies"):
        LANGUAGES[language].encode(Raster(8, 1, b"\xff"), printer(), 0)


def test_the_frames_are_those_of_the_manuals() -> None:
    raster = Raster(479, 319, bytes(19140))
    white = b"\xff" * 19140
    assert LANGUAGES["zpl"].encode(raster, printer(), 1) == (
        b"^XA^PW479^LL319^LH0,0^FO0,0^GFA,19140,19140,60," + b"0" * 38280 + b"^FS^PQ1,0,1,Y^XZ"
    )
    assert LANGUAGES["tspl"].encode(raster, printer(), 1) == (
        b"SIZE 60 mm,40 mm\r\nGAP 2 mm,0 mm\r\nDIRECTION 1\r\nREFERENCE 0,0\r\nSPEED 4\r\n"
        b"DENSITY 8\r\nCLS\r\nBITMAP 0,0,60,319,0," + white + b"\r\nPRINT 1,1\r\n"
    )
    assert LANGUAGES["epl2"].encode(raster, printer(), 1) == (
        b"\nN\nq480\nQ319,16\nGW0,0,60,319," + white + b"\nP1\n"
    )
    assert LANGUAGES["escpos"].encode(raster, printer(), 1) == (
        b"\x1b@\x1dv0\x00\x3c\x00\x3f\x01" + bytes(19140) + b"\x1d\x0c"
    )
