"""An anchor is read as it stands on paper, however it was copied from there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.domain.anchor import anchor_of, parts_of, read_anchor

HEAD = "a3f971c04e9b"


@pytest.mark.parametrize(
    "text",
    [
        "18204:a3f971c04e9b",
        " 18204:a3f971c04e9b\n",
        "18204:A3F971C04E9B",
        "18 204 : a3f9 71c0 4e9b",
        "18\u2009204:a3f9\u202f71c0\u00a04e9b",
        "18,204:a3f971c04e9b",
        "１８２０４：ａ３ｆ９７１ｃ０４ｅ９ｂ",
        "Journal 18204:a3f971c04e9b",
        "流水 18204：a3f971c04e9b",
        "18204;a3f971c04e9b",
        "18204 · a3f971c04e9b",
    ],
)
def test_the_anchor_of_a_paper(text: str) -> None:
    assert read_anchor(text) == (18204, HEAD)


@pytest.mark.parametrize(
    "text", ["seq 18 204 · a3f9 71c0", "序号 18 204 · a3f9 71c0", "18204:a3f971c0"]
)
def test_the_short_form_of_the_status_bar(text: str) -> None:
    assert read_anchor(text) == (18204, HEAD[:8])


@pytest.mark.parametrize(
    "text",
    [
        *("", ":", "18204", "18204:", ":a3f971c04e9b", "x:y", "18204:a3f971c", "18204:a3f971c0g"),
        *(f"18204:{HEAD * 6}", "1.5:a3f971c04e9b", "0x1:a3f971c04e9b"),
        *("9999999999999999:a3f971c04e9b", "18204:a3f971c04e9b:1", "C0126-000001"),
    ],
)
def test_what_is_none(text: str) -> None:
    assert read_anchor(text) is None


@given(st.text(max_size=60))
def test_no_text_is_an_error(text: str) -> None:
    read = read_anchor(text)
    assert read is None or (read[0] >= 0 and 8 <= len(read[1]) <= 64)


def test_an_anchor_of_the_desk_falls_into_its_parts() -> None:
    assert parts_of(anchor_of(18204, HEAD * 5)) == (18204, HEAD)
    assert parts_of(anchor_of(0, "")) == (0, "")


@pytest.mark.parametrize("text", ["", "x", "²:a3f9", "-1:a3f9", f"{'9' * 16}:a3f9"])
def test_what_is_no_anchor_of_the_desk_has_no_place(text: str) -> None:
    assert parts_of(text)[0] == 0
