"""What a check says: a problem at a field, and the finding made of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs when the claim is submitted."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True)
class Problem:
    """One thing wrong at one field; ``message`` is a sentence with ``{values}``."""

    field: str
    message: str
    values: Mapping[str, object] = with_default(default_factory=dict)
    severity: Severity | None = None


@dataclass(frozen=True)
class Finding:
    """A problem with the rule that found it and its weight in this brand."""

    rule: str
    field: str
    message: str
    values: Mapping[str, object] = with_default(default_factory=dict)
    severity: Severity = Severity.BLOCK
    why: str = ""
    cost: str = ""
    by_manager: bool = False
    """The service manager may let this block pass."""
    override: str = ""
    """His reason, where he did: it weighs as information then."""


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that forbid a submission."""
    return tuple(found for found in findings if found.severity is Severity.BLOCK)
