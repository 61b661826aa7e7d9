"""The one door for text, and how instants are written."""

import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.domain import text
from warrantydesk.domain.codec import MismatchError, from_json
from warrantydesk.domain.dates import from_utc_text, local_date, utc_text
from warrantydesk.domain.text import is_visible, number, whole
from warrantydesk.ui.kit.typed import decimal_of

ANY = st.text(st.characters())
WITH_SURROGATES = st.lists(st.integers(0, 0x10FFFF).map(chr), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("普通", "普通"),
        ("a\x00b\x1bc\x7fd\x9fe", "abcde"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("e\u0301", "é"),
        ("a\ud800b", "a\ufffdb"),
        ("\ufeffBOM", "BOM"),
        ("a\u2028b", "ab"),
        ("𬭎䶮", "𬭎䶮"),
    ],
)
def test_clean(given_: str, kept: str) -> None:
    assert text.clean(given_) == kept


@given(WITH_SURROGATES)
def test_clean_text_can_be_stored_and_is_clean(given_: str) -> None:
    kept = text.clean(given_)
    kept.encode("utf-8")
    assert text.clean(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not [c for c in kept if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]


@given(ANY)
def test_a_line_has_no_breaks_and_no_double_blanks(given_: str) -> None:
    kept = text.line(given_)
    assert kept == " ".join(kept.split())
    assert text.line(kept) == kept


@pytest.mark.parametrize("reader", [text.code, text.squeezed, text.digits, text.line])
@given(WITH_SURROGATES)
def test_every_reader_gives_storable_text(reader: Callable[[str], str], given_: str) -> None:
    reader(given_).encode("utf-8")


@pytest.mark.parametrize("reader", [text.clean, text.line, text.code, text.squeezed, text.digits])
def test_no_sign_changes_again_when_it_is_read_twice(reader: Callable[[str], str]) -> None:
    once = [reader(chr(number)) for number in range(0x20000)]
    assert [word for word in once if reader(word) != word] == []


@pytest.mark.parametrize(
    ("typed", "read"), [("  ａｂ－１２ ", "AB-12"), ("r1307010\n", "R1307010"), ("Ⅻ", "XII")]
)
def test_code(typed: str, read: str) -> None:
    assert text.code(typed) == read


def test_a_plate_is_squeezed() -> None:
    assert text.squeezed(" 京A·12 345") == "京A12345"


@given(
    st.integers(0, 248 * 365 * 86_400),
    st.integers(-14 * 60, 14 * 60),
)
def test_an_instant_is_the_same_after_writing(seconds: int, minutes: int) -> None:
    zone = timezone(timedelta(minutes=minutes))
    aware = datetime(1951, 1, 1, tzinfo=zone) + timedelta(seconds=seconds)
    written = utc_text(aware)
    assert from_utc_text(written) == aware
    assert written.endswith("Z")
    assert len(written) == 20


def test_a_day_is_the_desks_day_not_greenwichs() -> None:
    late = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
    assert local_date(late, timezone(timedelta(hours=8))) == date(2026, 11, 24)
    assert local_date(late, UTC) == date(2026, 11, 23)
    assert local_date(None, UTC) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1.6", "1.6"),
        (" -0.5 ", "-0.5"),
        ("+3", "3"),
        (".5", "0.5"),
        ("１２．５", "12.5"),
        ("−2", "-2"),
    ],
)
def test_a_number_is_read_in_one_way(typed: str, read: str) -> None:
    assert number(typed) == Decimal(read)
    assert from_json(Decimal, typed) == decimal_of(typed) == Decimal(read)


@pytest.mark.parametrize(
    "typed",
    ["", "1_0", "½", "²", "١٢", "1e3", "1e-300", "0x1", "NaN", "9" * 10, "0." + "1" * 10, "-"],
)
def test_what_is_no_number_is_none_in_the_window_and_in_a_file(typed: str) -> None:
    for reader in (number, decimal_of):
        with pytest.raises(ValueError, match="no number"):
            reader(typed)
    with pytest.raises(MismatchError):
        from_json(Decimal, typed)


def test_an_id_has_plain_digits() -> None:
    assert (whole("7"), whole(" １２ ")) == (7, 12)
    for typed in ("", "-5", "²", "١", "1.0", "9" * 16, "one"):
        with pytest.raises(ValueError, match="no number"):
            whole(typed)


def test_what_shows_nothing_is_not_visible() -> None:
    for blank in ("", " ", "\u200b", "\u202e\u200f", "\u3164", "\u00a0\u2800", "\x00"):
        assert not is_visible(blank)
    for shown in ("\u200bx", "贺", "—"):
        assert is_visible(shown)
