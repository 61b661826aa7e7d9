"""The PIN of a person: which may be chosen, what is kept of it, and when it is blocked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from warrantydesk.domain.finding import Problem
from warrantydesk.i18n import N_

SHORTEST = 6
"""Digits. Four fall in minutes to whoever has the file, six take a day and a half."""
LONGEST = 12
MOST_WRONG = 5
BLOCKED_MINUTES = 5
LONGEST_BLOCKED_MINUTES = 60


@dataclass(frozen=True)
class PersonPin:
    """A person's PIN as argon2id keeps it; an empty ``hash`` is a PIN that was taken away."""

    person_id: int
    hash: str = ""
    set_at: datetime | None = None
    set_by: str = ""
    failures: int = 0
    blocked_until: datetime | None = None
    id: int = 0
    version: int = 0

    def is_blocked(self, now: datetime) -> bool:
        """Tell whether no PIN is looked at now."""
        return self.blocked_until is not None and now < self.blocked_until

    @property
    def tries_left(self) -> int:
        """How many wrong PINs there may still be before it is blocked."""
        return MOST_WRONG - self.failures % MOST_WRONG


def blocked_for(failures: int) -> timedelta | None:
    """Return how long a PIN is blocked after so many wrong ones in a row, None for not at all.

    Five minutes after the fifth, twice as long after each further five, at most an hour.
    """
    rounds, rest = divmod(failures, MOST_WRONG)
    if not rounds or rest:
        return None
    minutes = BLOCKED_MINUTES * 2 ** min(rounds - 1, 10)
    return timedelta(minutes=min(minutes, LONGEST_BLOCKED_MINUTES))


def weakness(pin: str, login: str = "", phone: str = "") -> Problem | None:
    """Return why a PIN may not be chosen, None where it may; never the PIN itself."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        return Problem(
            "pin",
            N_("A PIN is {shortest} to {longest} digits."),
            {"shortest": SHORTEST, "longest": LONGEST},
        )
    if _is_a_row(pin) or _repeats(pin):
        return Problem("pin", N_("Digits in a row or repeated are guessed first. Mix them."))
    known = ("".join(one for one in text if one.isdigit()) for text in (login, phone))
    if any(pin in digits for digits in known):
        return Problem("pin", N_("The PIN must not stand in the phone number or the login."))
    return None


def _is_a_row(pin: str) -> bool:
    """Tell whether each digit follows the one before, upwards or downwards, 9 beside 0."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return steps in ({1}, {9})


def _repeats(pin: str) -> bool:
    """Tell whether the PIN is one block of up to half its length, again and again."""
    return any(
        len(pin) % size == 0 and pin == pin[:size] * (len(pin) // size)
        for size in range(1, len(pin) // 2 + 1)
    )
