"""Lines of Chinese and Latin text: nothing wider than the room, nothing lost, good breaks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from warrantydesk.documents.typesetting import Style, fitted, lines, safe, unbroken, width

STYLE = Style(8.8)
TEXT = st.text(alphabet=st.characters() | st.sampled_from("索赔，。（）“”Ab1- \n"), max_size=200)


@settings(max_examples=300, deadline=None)
@given(text=TEXT, room=st.floats(min_value=12, max_value=400))
def test_every_line_fits_and_no_sign_is_lost(text: str, room: float) -> None:
    broken = lines(text, STYLE, room)
    assert all(width(line, STYLE) <= room + 0.01 for line in broken)
    assert "".join("".join(broken).split()) == "".join(safe(text).split())


@settings(max_examples=100, deadline=None)
@given(text=TEXT, room=st.floats(min_value=20, max_value=200))
def test_a_fitted_text_is_one_line(text: str, room: float) -> None:
    short = fitted(text, STYLE, room)
    assert "\n" not in short
    assert width(short, STYLE) <= room + 0.01


def test_words_stay_whole_and_marks_stay_with_their_signs() -> None:
    broken = lines("更换散热器风扇总成，assembly 1308010-S07（含插头）。", STYLE, 70)
    assert all(line[0] not in "，。）" for line in broken)
    assert all(line[-1] not in "（“" for line in broken)
    assert any("1308010-S07" in line for line in broken)


def test_an_opening_mark_is_not_left_at_the_end() -> None:
    for room in range(30, 90, 3):
        for line in lines("检查结果（水泵端面）“渗漏”", STYLE, room):
            assert line[-1] not in "（“"


def test_line_feeds_break_and_ends_are_trimmed() -> None:
    assert lines("\n a \n\nb\n", STYLE, 200) == [" a", "", "b"]
    assert lines("", STYLE, 200) == [""]


def test_unbroken_text_moves_to_the_next_line_as_one() -> None:
    assert unbroken("0126 0042") in lines("旧件 " + unbroken("0126 0042"), STYLE, 50)


def test_safe_text_has_no_controls_and_no_surrogates() -> None:
    assert safe("a\x00\ud800b\u200b\ufe0f\tc") == "a\ufffdb    c"
    assert safe("e\u0301") == "é"
