"""What a rule is: an id, a function, a weight, and the sentences that explain it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity


@dataclass(frozen=True)
class Params:
    """Parameters of a rule from the brand profile, with the rule's own defaults."""

    given: Mapping[str, str]

    def number(self, name: str, default: int) -> int:
        """Return a whole-number parameter."""
        return int(self.given.get(name, default))

    def switch(self, name: str, default: bool) -> bool:
        """Return a yes/no parameter."""
        return self.given.get(name, "yes" if default else "no") == "yes"

    def words(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """Return a list parameter, joined by ``|`` in the profile."""
        return tuple(self.given[name].split("|")) if name in self.given else default


Function = Callable[[ClaimFacts, Params], Iterator[Problem]]


@dataclass(frozen=True)
class Rule:
    """A claim check; ``why`` the maker cares and what it costs to ignore it.

    Its help shows the title, and one claim that ``passes`` beside one that ``fails``; the tests
    try claims like these.
    """

    id: str
    function: Function
    severity: Severity
    why: str
    cost: str
    title: str = ""
    passes: str = ""
    fails: str = ""
