"""All open claims at once, and what the help of a check says of it in a brand."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from warrantydesk.domain.claim.states import EDITABLE, State
from warrantydesk.domain.errors import NOT_FOUND, refused
from warrantydesk.domain.finding import Finding, Severity, blocking
from warrantydesk.domain.learning import RuleRow, by_rule
from warrantydesk.domain.policy_table import in_force
from warrantydesk.domain.profile import BrandProfile, Row, RuleSwitch
from warrantydesk.domain.readiness import readiness
from warrantydesk.domain.rules import RULES, Rule, check
from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.claims.facts import facts_of
from warrantydesk.storage.database import Database
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.stores import Stores

_TABLE = "checks"
_ALL, _YEAR_DAYS = 10**9, 365
Step = Callable[[int, int], object]
"""Told how many claims of how many were checked; it may raise to give up."""


@dataclass(frozen=True)
class CheckedClaim:
    """An open claim with its findings, blocks first, and the readiness of its file."""

    id: int
    claim_number: str
    state: State
    plate: str
    model_code: str
    total_fen: int
    readiness: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class OpenCheck:
    """What the checks find in all open claims, oldest claim first."""

    claims: tuple[CheckedClaim, ...] = ()
    by_severity: Mapping[Severity, int] = field(default_factory=dict)
    """How many findings there are of each weight."""
    by_rule: Mapping[str, int] = field(default_factory=dict)
    """How often each check found something, the most frequent first."""
    blocked_fen: int = 0
    """Net sum of the claims that a block keeps back."""


def summed(claims: tuple[CheckedClaim, ...]) -> OpenCheck:
    """Return checked claims with their counts."""
    found = [one for claim in claims for one in claim.findings]
    weights, rules = Counter(one.severity for one in found), Counter(one.rule for one in found)
    blocked = (claim for claim in claims if blocking(claim.findings))
    return OpenCheck(
        claims,
        {weight: weights[weight] for weight in Severity},
        dict(rules.most_common()),
        sum(claim.total_fen for claim in blocked),
    )


@dataclass(frozen=True)
class CheckHelp:
    """What the help page of a check says, in a brand on a day."""

    rule: str
    title: str
    why: str
    cost: str
    passes: str
    fails: str
    source: str
    """Where the check comes from."""
    brand: str
    enabled: bool
    severity: Severity
    params: Mapping[str, str]
    by_manager: bool
    types: tuple[str, ...]
    version: int
    """Version of the brand's table of checks that decides today; 0 for none."""
    since: date | None
    codes: tuple[str, ...]
    """The maker's reasons that this check would have caught."""
    came_back: int
    """How often the maker sent something back for it in the last year."""
    lost_fen: int


class CheckingService:
    """Runs the claim checks over everything open, and explains a check; it writes nothing."""

    def __init__(self, bench: Bench, folder: DataFolder) -> None:
        self._bench, self._folder = bench, folder

    def open_claims(self) -> OpenCheck:
        """Check every claim that is not filed yet."""
        return _checked(self._bench, lambda done, total: None)

    def asking(self) -> Callable[[Step], OpenCheck]:
        """Return the question for ``open_claims`` to be answered in a worker.

        It reads by a connection of its own, so that the clerk works on meanwhile.
        """
        bench, folder = self._bench, self._folder

        def answer(step: Step) -> OpenCheck:
            database = Database(folder)
            database.open_to_read()
            try:
                other = Bench(Stores(database), bench.clock)
                other.site, other.person = bench.site, bench.person
                return _checked(other, step)
            finally:
                database.close()

        return answer

    def help(self, rule: str, brand: str = "") -> CheckHelp:
        """Return what is to be said of a check; Refused(NOT_FOUND) where there is none."""
        known = next((one for one in RULES if one.id == code(rule)), None)
        if known is None:
            raise refused(NOT_FOUND, N_("There is no check {rule}."), "rule", rule=rule[:20])
        bench = self._bench
        profile = bench.profile(code(brand))
        switch = profile.switches.get(known.id, RuleSwitch())
        weight = switch.severity or known.severity
        head = in_force(bench.tables.versions(profile.code, _TABLE), bench.today)
        back = _came_back(bench, profile, known.id)
        return CheckHelp(
            known.id,
            known.title,
            known.why,
            known.cost,
            known.passes,
            known.fails,
            _source(known),
            profile.code,
            switch.enabled,
            weight,
            switch.params,
            switch.by_manager and weight is Severity.BLOCK,
            switch.types,
            head.number if head else 0,
            head.effective_from if head else None,
            tuple(code for code, row in profile.reasons.items() if known.id in _sources(row)),
            back.count if back else 0,
            back.lost_fen if back else 0,
        )


def _came_back(bench: Bench, profile: BrandProfile, rule: str) -> RuleRow | None:
    """Return what came back in a year for the reasons of a check."""
    start = bench.today - timedelta(days=_YEAR_DAYS)
    back = bench.stores.came_back.between(profile.code, start, bench.today)
    return next((row for row in by_rule(back, profile) if row.rule == rule), None)


def _sources(row: Row) -> list[str]:
    return row.get("source", "").replace(",", " ").replace("|", " ").split()


_BRACKETS = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
"""Words in brackets, with brackets of their own: an article and its paragraph."""


def _source(rule: Rule) -> str:
    """Return what stands in brackets at the head of the rule's own words."""
    told = re.search(_BRACKETS, rule.function.__doc__ or "")
    return told[1] if told else ""


def _checked(bench: Bench, step: Step) -> OpenCheck:
    summaries = bench.stores.lists.claims_in(tuple(EDITABLE), _ALL)
    return summed(tuple(_each(bench, summaries[::-1], step)))


def _each(bench: Bench, summaries: list[ClaimSummary], step: Step) -> Iterator[CheckedClaim]:
    for number, one in enumerate(summaries, 1):
        step(number, len(summaries))
        facts = facts_of(bench, bench.stores.claims.get(one.id))
        found = check(facts)
        yield CheckedClaim(
            one.id,
            one.claim_number,
            one.state,
            one.plate,
            one.model_code,
            one.total_fen,
            readiness(facts, found).score,
            found,
        )
