"""Abnormal cost and repeat patterns: what of the claims of a span the manager should look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from statistics import median

from warrantydesk.domain.money import yuan
from warrantydesk.i18n import N_

LEAST_CLAIMS, LEAST_PEERS = 3, 3
"""Fewer claims than this say nothing of somebody, fewer peers nothing of what is usual."""
UNUSUAL_HOURS = 20
"""Percent of extra hours in all hours from which it is unusual; the factor must hold too."""


class Pattern(StrEnum):
    """What strikes at claims, the plainest first."""

    DEAR_CLAIM = "dear_claim"
    SAME_PART = "same_part"
    SAME_CAR = "same_car"
    TECHNICIAN = "technician"
    PART = "part"
    MODEL = "model"
    EXTRA_HOURS = "extra_hours"


PATTERN_NAMES = {
    Pattern.DEAR_CLAIM: N_("Claim of abnormal cost"),
    Pattern.SAME_PART: N_("Same part of the same car again"),
    Pattern.SAME_CAR: N_("Same car again"),
    Pattern.TECHNICIAN: N_("Technician above the others"),
    Pattern.PART: N_("Part above the others"),
    Pattern.MODEL: N_("Model above the others"),
    Pattern.EXTRA_HOURS: N_("Extra hours above the others"),
}


@dataclass(frozen=True)
class Spent:
    """What claims of one technician, part or model cost; net fen, hours in tenths of a minute."""

    key: str
    name: str
    claims: int
    amount_fen: int

    @property
    def each_fen(self) -> int:
        """Cost of one claim, rounded down."""
        return self.amount_fen // self.claims if self.claims else 0


@dataclass(frozen=True)
class ExtraHours:
    """Hours of one technician's claims, as fractions of an hour."""

    key: str
    name: str
    claims: int
    hours: Fraction
    extra: Fraction

    @property
    def percent(self) -> Fraction:
        """Share of the extra hours in percent."""
        whole = self.hours + self.extra
        return self.extra * 100 / whole if whole else Fraction(0)


@dataclass(frozen=True)
class AbnormalCost:
    """One thing that strikes, with the claims behind it; ``reason`` is a sentence."""

    pattern: Pattern
    subject: str
    name: str
    amount_fen: int
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)
    claim_ids: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    reported_by: str = ""
    """Who reported all of its claims to the manager last; empty: not reported."""
    reported_on: str = ""


def dear_groups(pattern: Pattern, groups: Sequence[Spent], factor: int) -> list[AbnormalCost]:
    """Return whose cost per claim is ``factor`` times the median of the peers, or more."""
    weighed = [one for one in groups if one.claims >= LEAST_CLAIMS and one.each_fen > 0]
    if len(weighed) < LEAST_PEERS + 1:
        return []
    found = []
    for one in weighed:
        usual = median(other.each_fen for other in weighed if other is not one)
        if usual <= 0 or one.each_fen < usual * factor:
            continue
        found.append(
            AbnormalCost(
                pattern,
                one.key,
                one.name,
                one.amount_fen,
                N_("¥{each} a claim at {n} claims; usual are ¥{usual}"),
                {"each": yuan(one.each_fen), "n": one.claims, "usual": yuan(int(usual))},
            )
        )
    return sorted(found, key=lambda one: -one.amount_fen)


def hour_groups(groups: Sequence[ExtraHours], factor: int) -> list[AbnormalCost]:
    """Return whose share of extra hours is unusual, and ``factor`` times that of the peers."""
    weighed = [one for one in groups if one.claims >= LEAST_CLAIMS and one.hours + one.extra]
    if len(weighed) < LEAST_PEERS + 1:
        return []
    found = []
    for one in weighed:
        usual = median(other.percent for other in weighed if other is not one)
        if one.percent < UNUSUAL_HOURS or one.percent < usual * factor:
            continue
        found.append(
            AbnormalCost(
                Pattern.EXTRA_HOURS,
                one.key,
                one.name,
                0,
                N_("{share} % of the hours are extra at {n} claims; usual are {usual} %"),
                {"share": int(one.percent), "n": one.claims, "usual": int(usual)},
            )
        )
    return found
