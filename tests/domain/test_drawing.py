"""Drawn signatures: what is one, what is refused, what is kept."""

import json

import pytest

from warrantydesk.domain.drawing import MOST_BYTES, strokes, written

GOOD = "[[[0,0],[500,480],[1000,1000]],[[10,20]]]"


def test_a_drawing_is_read_and_written_the_same() -> None:
    assert strokes(GOOD) == (((0, 0), (500, 480), (1000, 1000)), ((10, 20),))
    assert written(strokes(json.dumps(json.loads(GOOD), indent=2))) == GOOD
    assert written(strokes("")) == ""


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "no",
        "[",
        "[" * 5_000,
        "[[[1,2]]]",
        "[[[1,2],[3,4],[5,1001]]]",
        "[[[1,2],[3,4],[-1,5]]]",
        "[[[1,2],[3,4],[5.5,6]]]",
        "[[[1,2],[3,4],[true,6]]]",
        "[[[1,2],[3,4],[5,6,7]]]",
        "[[1,2],[3,4],[5,6]]",
        "[[[1,2],[3,4],[5,NaN]]]",
        "[[" + ",".join(["[1,2]"] * (MOST_BYTES // 6 + 9)) + "]]",
    ],
)
def test_what_is_no_drawing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        strokes(text)
