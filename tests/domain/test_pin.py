"""Which PINs may be chosen, and how long wrong ones block."""

from datetime import timedelta

import pytest

from warrantydesk.domain.pin import PersonPin, blocked_for, weakness


@pytest.mark.parametrize(
    "pin",
    [
        *("", "12345", "1234567890123", "12345a", "１２３８９４", "-38521"),  # no 6 to 12 digits
        *("000000", "777777777", "123456", "654321", "789012", "3210987"),  # in a row
        *("121212", "385385", "38523852"),  # repeated
        *("138001", "001380", "13800138042"),  # of the phone 13800138042
        *("20260713",),  # the login
    ],
)
def test_what_is_guessed_first_is_no_pin(pin: str) -> None:
    assert weakness(pin, "20260713", "138-0013-8042") is not None


@pytest.mark.parametrize("pin", ["385214", "900812", "112358132134", "7788991"])
def test_other_digits_are(pin: str) -> None:
    assert weakness(pin, "S01", "13800138042") is None


def test_a_refusal_never_repeats_the_pin() -> None:
    found = weakness("987654")
    assert found is not None
    assert "987654" not in found.message + str(found.values)


def test_a_block_lasts_twice_as_long_each_time_and_at_most_an_hour() -> None:
    minutes = {
        n: pause // timedelta(minutes=1) for n in range(41) if (pause := blocked_for(n)) is not None
    }
    assert minutes == {5: 5, 10: 10, 15: 20, 20: 40, 25: 60, 30: 60, 35: 60, 40: 60}


def test_the_tries_left_are_those_to_the_next_block() -> None:
    assert [PersonPin(1, "h", failures=n).tries_left for n in (0, 1, 4, 5, 9)] == [5, 4, 1, 5, 1]
