"""Patterns over a VIN: what makers write is taken, what never ends is not."""

import pytest

from warrantydesk.domain.vin_pattern import compiled

FRONT = "LX0DS23B5PB"
TAKEN = [
    ("LX0DS2[1-4][A-C].[PR]B", True),
    ("LX0.*", True),
    ("LX0D(S|T|V)2.+B", True),
    ("(?:LX0DS2|LX0DT4).{5}", True),
    ("(LX0D(S|E)[0-9]{1,2})[A-C]?.{3,}", True),
    (r"LX0\w{8}", True),
    ("LX0D[^S].*", False),
    ("LX0DS2", False),
]
NEVER_ENDS = [
    ".*" * 90 + "x",
    "(.*)*" * 30,
    "((((((((.*)*)*)*)*)*)*)*)*x",
    "(|||||)" * 20 + "x",
    "(L|L|L|L|L|L|L|L)" * 11 + "x",
    "([LX]+)+([0D]+)+x",
    "(a{0,17}){17}{17}",
]
NO_PATTERN = [
    *("", "LX0(", "LX0)", "[", "[Z-A]", "a**", "{2}", "*", "|*", "a{1000}", "{", "\\"),
    *("(?=L).*", "(?i)lx0.*", "(L)\\1", "(?P<n>L)", "^LX0", "LX0$", "召回.*", "L" * 201, "L\n"),
    "(" * 90 + "L" + ")" * 90,
]


@pytest.mark.parametrize(("pattern", "fits"), TAKEN)
def test_what_makers_write_is_taken(pattern: str, fits: bool) -> None:
    shape = compiled(pattern)
    assert shape is not None
    assert bool(shape.fullmatch(FRONT)) is fits


@pytest.mark.parametrize("pattern", [*NEVER_ENDS, *NO_PATTERN])
def test_what_would_never_end_or_is_none_is_not_taken(pattern: str) -> None:
    assert compiled(pattern) is None


@pytest.mark.parametrize("pattern", ["(L|L|L)" * 9, ".*.*.*x", "(L?){14}", "([A-Z]{1,17}){0,3}x"])
def test_the_longest_way_through_ends(pattern: str) -> None:
    shape = compiled(pattern)
    assert shape is not None
    assert shape.fullmatch("L" * 17) is None
