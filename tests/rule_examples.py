"""Examples of the claim checks: one claim, and the fields at which a rule finds something."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from builders import a_claim, some_facts
from fakes import CHINA

from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.rules import check


@dataclass(frozen=True)
class Example:
    """One claim and the fields at which a rule finds something; none: it passes."""

    rule: str
    name: str
    finds: tuple[str, ...] = ()
    facts: ClaimFacts = field(default_factory=some_facts)

    def __str__(self) -> str:
        return f"{self.rule} {self.name}"

    def must_hold(self) -> None:
        """Fail where the rule finds something else, or cannot say what it finds."""
        found = [one for one in check(self.facts) if one.rule == self.rule]
        assert sorted(one.field for one in found) == sorted(self.finds)
        for one in found:
            assert "{" not in one.message.format(**one.values)
            assert one.why
            assert one.cost


def passes(rule: str, name: str, facts: ClaimFacts | None = None, **paths: Any) -> Example:
    return Example(rule, name, (), facts or some_facts(a_claim(**paths)))


def finds(rule: str, name: str, at: str, facts: ClaimFacts | None = None, **paths: Any) -> Example:
    return Example(rule, name, tuple(at.split()), facts or some_facts(a_claim(**paths)))


def at(day: int, hour: int = 9, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=CHINA)
