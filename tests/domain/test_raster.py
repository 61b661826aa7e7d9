"""The raster: one bit a dot, black is one, padding is white."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.domain.raster import Raster


def from_dots(dots: list[list[bool]]) -> Raster:
    width = len(dots[0])
    rows = []
    for row in dots:
        text = "".join("1" if dot else "0" for dot in row).ljust(-(-width // 8) * 8, "0")
        rows.append(int(text, 2).to_bytes(len(text) // 8, "big"))
    return Raster(width, len(dots), b"".join(rows))


@st.composite
def pictures(draw: st.DrawFn) -> list[list[bool]]:
    width, height = draw(st.integers(1, 20)), draw(st.integers(1, 6))
    return [draw(st.lists(st.booleans(), min_size=width, max_size=width)) for _ in range(height)]


@given(pictures())
def test_pixels_are_what_was_put_in(dots: list[list[bool]]) -> None:
    raster = from_dots(dots)
    assert raster.row_bytes == (len(dots[0]) + 7) // 8
    assert [[raster.pixel(x, y) for x in range(raster.width)] for y in range(raster.height)] == dots


@given(pictures())
def test_inverted_has_white_padding(dots: list[list[bool]]) -> None:
    raster = from_dots(dots)
    for here, there in zip(raster.bits, raster.inverted(), strict=True):
        assert here ^ there == 0xFF
    padding = raster.row_bytes * 8 - raster.width
    for y in range(raster.height):
        last = raster.inverted()[(y + 1) * raster.row_bytes - 1]
        assert last & ((1 << padding) - 1) == (1 << padding) - 1


@given(pictures(), st.integers(-22, 22), st.integers(-8, 8))
def test_shifting_moves_cuts_and_fills_with_white(
    dots: list[list[bool]], right: int, down: int
) -> None:
    raster = from_dots(dots)
    moved = raster.shifted(right, down)
    inside_x, inside_y = range(raster.width), range(raster.height)
    for y in inside_y:
        for x in inside_x:
            was = x - right in inside_x and y - down in inside_y
            assert moved.pixel(x, y) == (was and raster.pixel(x - right, y - down))
    padding = raster.row_bytes * 8 - raster.width
    for y in inside_y:
        assert moved.bits[(y + 1) * raster.row_bytes - 1] & ((1 << padding) - 1) == 0


@pytest.mark.parametrize(("width", "height", "size"), [(9, 1, 1), (8, 2, 1), (0, 1, 0), (8, 0, 0)])
def test_bytes_must_match_the_size(width: int, height: int, size: int) -> None:
    with pytest.raises(ValueError, match="no raster"):
        Raster(width, height, bytes(size))


def test_a_dot_outside_is_an_error() -> None:
    raster = Raster(9, 1, b"\xff\x80")
    for x, y in ((9, 0), (-1, 0), (0, 1)):
        with pytest.raises(IndexError):
            raster.pixel(x, y)
