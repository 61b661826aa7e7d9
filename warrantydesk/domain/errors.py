"""The two ways a verb can say no; everything else is a bug."""

from collections.abc import Iterable

from warrantydesk.domain.finding import Finding

NOT_FOUND, RIGHT, STATE, VERSION, INVALID = "NOT_FOUND", "RIGHT", "STATE", "VERSION", "INVALID"
FULL, READONLY, LOCKED = "FULL", "READONLY", "LOCKED"
HELD, DAMAGED = "HELD", "DAMAGED"
"""Kinds of LOCKED at an opening: another desk has the data open; its pages were spoilt."""


class Refused(Exception):  # noqa: N818 - the word of the trade
    """The desk refuses what was asked; every reason stands at its field."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(", ".join(f"{f.rule} {f.field}" for f in self.findings))

    @property
    def codes(self) -> tuple[str, ...]:
        """The distinct codes in order of appearance."""
        return tuple(dict.fromkeys(found.rule for found in self.findings))


class Unavailable(Exception):  # noqa: N818 - a state of the world, not a fault of the program
    """Something outside is not there: printer off, disk full, file locked, newer database."""

    def __init__(self, message: str, code: str = "", **values: object) -> None:
        self.message, self.code, self.values = message, code, values
        super().__init__(message)


def refused(code: str, message: str, field: str = "", /, **values: object) -> Refused:
    """Return a refusal with one finding."""
    return Refused([Finding(code, field, message, values)])
