"""The PIN of a person: what is kept of it, and when it is blocked."""

from dataclasses import dataclass
from datetime import datetime

SHORTEST = 6
"""Digits. Four fall in minutes to whoever has the file, six take a day and a half."""
LONGEST = 12
MOST_WRONG = 5
BLOCKED_MINUTES = 5


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
