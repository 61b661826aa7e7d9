"""What refusals teach: why claims came back, what it cost, and which warning should be a block.

The maker's reasons name the check that would have caught them (column ``source`` of
``refusal_reasons``). All amounts are fen.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from warrantydesk.domain.finding import Severity
from warrantydesk.domain.profile import BrandProfile, Row
from warrantydesk.domain.rules import RULES, Rule
from warrantydesk.i18n import N_, pick

LEAST_TIMES = 2
"""A warning whose reasons came at least so often is worth a proposal."""
_CHECKS = frozenset(rule.id for rule in RULES)


class BackKind(StrEnum):
    """How a claim, or a part of it, came back."""

    RETURN = "return"
    REJECTION = "rejection"
    CUT = "cut"
    OLD_PART = "old_part"


BACK_NAMES = {
    BackKind.RETURN: N_("Returned"),
    BackKind.REJECTION: N_("Refused"),
    BackKind.CUT: N_("Cut"),
    BackKind.OLD_PART: N_("Old part refused"),
}


class ParetoOrder(StrEnum):
    """What the reasons are ranked by."""

    COUNT = "count"
    MONEY = "money"


@dataclass(frozen=True)
class CameBack:
    """One reason of one answer: what it cost for good, and what was only paid late."""

    code: str
    kind: BackKind
    on: date
    claim_id: int
    lost_fen: int = 0
    held_fen: int = 0
    acknowledged: tuple[str, ...] = ()
    """Checks whose warning was acknowledged when this was submitted."""


@dataclass(frozen=True)
class FiledAndPaid:
    """A claim that the maker approved although warnings had been acknowledged."""

    claim_id: int
    acknowledged: tuple[str, ...]


@dataclass(frozen=True)
class ReasonRow:
    """One reason of the Pareto table; shares are percent of the whole, with one decimal."""

    code: str
    name_zh: str
    name_en: str
    rule: str
    count: int
    share: float
    cumulated: float
    lost_fen: int
    held_fen: int
    by_kind: Mapping[str, int]

    @property
    def name(self) -> str:
        """The reason in the language in use."""
        return pick(self.name_zh, self.name_en)


@dataclass(frozen=True)
class RuleRow:
    """What came back for the reasons that one check would have caught."""

    rule: str
    title: str
    codes: tuple[str, ...]
    count: int
    lost_fen: int
    held_fen: int
    severity: Severity
    """How much it weighs in this brand today."""


@dataclass(frozen=True)
class Proposal:
    """A warning that should become a block, with what speaks for it and what against."""

    rule: str
    title: str
    codes: tuple[str, ...]
    times: int
    """How often claims came back for its reasons."""
    acknowledged: int
    """How often of these the warning had been acknowledged: these a block would have stopped."""
    saved_fen: int
    """What these cost, lost or late: the block would have saved it."""
    cost_fen: int
    """What all that came back for its reasons cost, lost or late."""
    stopped_wrongly: int
    """Approved claims with the same warning acknowledged: the block would have stopped them."""


def rule_of(code: str, reasons: Mapping[str, Row]) -> str:
    """Return the check that would have caught a reason, empty where none is named."""
    named = reasons[code]["source"] if code in reasons else ""
    return named if named in _CHECKS else ""


def pareto(
    back: Iterable[CameBack], reasons: Mapping[str, Row], order: ParetoOrder = ParetoOrder.COUNT
) -> tuple[ReasonRow, ...]:
    """Return the reasons, the weightiest first, each with its share of the whole."""
    groups: defaultdict[str, list[CameBack]] = defaultdict(list)
    for one in back:
        groups[one.code].append(one)

    def weight(code: str) -> int:
        if order is ParetoOrder.COUNT:
            return len(groups[code])
        return sum(one.lost_fen + one.held_fen for one in groups[code])

    whole = sum(map(weight, groups)) or 1
    rows, so_far = [], 0
    for code in sorted(groups, key=lambda code: (-weight(code), code)):
        so_far += weight(code)
        rows.append(_reason(code, groups[code], reasons, (weight(code), so_far, whole)))
    return tuple(rows)


def _reason(
    code: str, back: list[CameBack], reasons: Mapping[str, Row], weights: tuple[int, int, int]
) -> ReasonRow:
    mine, so_far, whole = weights
    known = reasons.get(code, {})
    kinds = [one.kind for one in back]
    return ReasonRow(
        code,
        known.get("name_zh", code),
        known.get("name_en", code),
        rule_of(code, reasons),
        len(back),
        round(100 * mine / whole, 1),
        round(100 * so_far / whole, 1),
        sum(one.lost_fen for one in back),
        sum(one.held_fen for one in back),
        {kind.value: kinds.count(kind) for kind in BackKind if kind in kinds},
    )


def by_rule(back: Iterable[CameBack], profile: BrandProfile) -> tuple[RuleRow, ...]:
    """Return what came back by the check that would have caught it, the dearest first."""
    rows = [
        RuleRow(
            rule.id,
            rule.title,
            _codes(mine),
            len(mine),
            sum(one.lost_fen for one in mine),
            sum(one.held_fen for one in mine),
            weight_of(rule, profile),
        )
        for rule, mine in _grouped(back, profile)
    ]
    return tuple(sorted(rows, key=lambda row: (-(row.lost_fen + row.held_fen), -row.count)))


def proposals(
    back: Iterable[CameBack], paid: Iterable[FiledAndPaid], profile: BrandProfile
) -> tuple[Proposal, ...]:
    """Return the warnings of a brand that should become blocks, the dearest first."""
    paid = tuple(paid)
    found = []
    for rule, mine in _grouped(back, profile):
        if weight_of(rule, profile) is not Severity.WARN or not _is_on(rule, profile):
            continue
        if len(mine) < LEAST_TIMES:
            continue
        warned = [one for one in mine if rule.id in one.acknowledged]
        hit = {one.claim_id for one in mine}
        found.append(
            Proposal(
                rule.id,
                rule.title,
                _codes(mine),
                len(mine),
                len(warned),
                sum(one.lost_fen + one.held_fen for one in warned),
                sum(one.lost_fen + one.held_fen for one in mine),
                len(
                    {
                        one.claim_id
                        for one in paid
                        if rule.id in one.acknowledged and one.claim_id not in hit
                    }
                ),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.saved_fen, -one.cost_fen, one.rule)))


def weight_of(rule: Rule, profile: BrandProfile) -> Severity:
    """Return how much a check weighs in a brand today."""
    switch = profile.switches.get(rule.id)
    return (switch.severity if switch else None) or rule.severity


def _is_on(rule: Rule, profile: BrandProfile) -> bool:
    switch = profile.switches.get(rule.id)
    return switch is None or switch.enabled


def _grouped(back: Iterable[CameBack], profile: BrandProfile) -> list[tuple[Rule, list[CameBack]]]:
    groups: defaultdict[str, list[CameBack]] = defaultdict(list)
    for one in back:
        groups[rule_of(one.code, profile.reasons)].append(one)
    return [(rule, groups[rule.id]) for rule in RULES if groups.get(rule.id)]


def _codes(back: Iterable[CameBack]) -> tuple[str, ...]:
    return tuple(sorted({one.code for one in back}))
