"""What came back and what was taken: every return, refusal, cut and deduction with its reason."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from warrantydesk.domain.learning import BACK_NAMES, BackKind, CameBack
from warrantydesk.domain.profile import Row
from warrantydesk.domain.report import Asked
from warrantydesk.domain.settlement.deduction import (
    DEDUCTION_KIND_NAMES,
    DeductionKind,
)
from warrantydesk.domain.settlement.month import first_day, month_of
from warrantydesk.i18n import N_, _, named
from warrantydesk.services.reports.report import ReportSources, Tick
from warrantydesk.services.reports.spans import brands_of, ticking, years_of
from warrantydesk.storage.came_back import came_back

_DEDUCTION = "deduction"
_MARK = "/"
"""Stands before the key of what was taken off a statement: its codes may be those of answers."""
_TAKEN = """
SELECT d.reason_code, d.kind, d.taken_on, d.claim_id, d.amount_fen FROM deduction d
LEFT JOIN claim c ON c.id = d.claim_id
WHERE d.brand = ? AND d.taken_on BETWEEN ? AND ? AND d.amount_fen > 0 AND d.part_id IS NULL
  AND d.kind NOT IN ('incentive', 'tax', 'over', 'rounding') AND d.void_reason = ''
  AND d.state IN ('OPEN', 'DISPUTED', 'ACCEPTED') AND (c.id IS NULL OR c.state <> 'VOID')
ORDER BY d.id"""
"""Deductions that stand; those of old parts are counted where the piece was refused."""


class LossKind(StrEnum):
    """How money was lost, or came late."""

    RETURN = BackKind.RETURN.value
    REJECTION = BackKind.REJECTION.value
    CUT = BackKind.CUT.value
    OLD_PART = BackKind.OLD_PART.value
    DEDUCTION = _DEDUCTION


LOSS_NAMES = {
    **{LossKind(str(kind)): name for kind, name in BACK_NAMES.items()},
    LossKind.DEDUCTION: N_("Taken off a statement"),
}


@dataclass(frozen=True)
class Loss:
    """One reason of one answer, refused piece or deduction; net fen."""

    key: str
    """The maker's code, or ``/`` with the code or kind of a deduction."""
    kind: LossKind
    on: date
    claim_id: int | None
    lost_fen: int = 0
    held_fen: int = 0

    @property
    def fen(self) -> int:
        """What is lost and what comes late, together."""
        return self.lost_fen + self.held_fen


@dataclass(frozen=True)
class LossRow:
    """All losses of one reason."""

    key: str
    losses: tuple[Loss, ...]

    @property
    def times(self) -> int:
        """How often."""
        return len(self.losses)

    @cached_property
    def lost_fen(self) -> int:
        """What is gone."""
        return sum(one.lost_fen for one in self.losses)

    @cached_property
    def held_fen(self) -> int:
        """What was returned and comes late."""
        return sum(one.held_fen for one in self.losses)

    @property
    def fen(self) -> int:
        """What is lost and what comes late, together."""
        return self.lost_fen + self.held_fen

    @cached_property
    def claim_ids(self) -> list[int]:
        """Return the claims it was about, newest first."""
        return claims_of(self.losses)

    def by_month(self, months: Iterable[str], *, money: bool) -> str:
        """Return a row of small bars: fen or times by month."""
        sums = dict.fromkeys(months, 0)
        since = first_day(min(sums))
        for one in self.losses:
            if one.on >= since:
                sums[month_of(one.on)] += one.fen if money else 1
        return ",".join(map(str, sums.values()))


def claims_of(losses: Iterable[Loss]) -> list[int]:
    """Return the claims that losses are about, newest first."""
    return sorted({one.claim_id for one in losses if one.claim_id}, reverse=True)


def came_back_of(
    sources: ReportSources, asked: Asked, tick: Tick
) -> dict[str, tuple[CameBack, ...]]:
    """Return what came back, by brand; read year by year."""
    return {
        brand: came_back(
            sources.query, brand, ((one.first, one.last) for one in ticking(years_of(asked), tick))
        )
        for brand in brands_of(sources, asked)
    }


def losses_of(
    sources: ReportSources, asked: Asked, back: Mapping[str, Iterable[CameBack]]
) -> list[Loss]:
    """Return what came back and what statements took, as losses."""
    found = [
        Loss(one.code, LossKind(str(one.kind)), one.on, one.claim_id, one.lost_fen, one.held_fen)
        for several in back.values()
        for one in several
    ]
    span = (asked.first.isoformat(), asked.last.isoformat())
    for brand in brands_of(sources, asked):
        for code, kind, on, claim_id, fen in sources.query(_TAKEN, (brand, *span)):
            day = date.fromisoformat(on)
            found.append(Loss(f"{_MARK}{code or kind}", LossKind.DEDUCTION, day, claim_id, fen))
    return found


def rows_of(losses: Iterable[Loss], *, money: bool) -> list[LossRow]:
    """Return losses by reason, the weightiest first: by money or by how often."""
    groups: defaultdict[str, list[Loss]] = defaultdict(list)
    for one in losses:
        groups[one.key].append(one)
    rows = [LossRow(key, tuple(several)) for key, several in groups.items()]
    return sorted(rows, key=lambda row: (-(row.fen if money else row.times), row.key))


def reasons_of(sources: ReportSources, asked: Asked) -> dict[str, Row]:
    """Return the reasons of all brands that are asked for; the first brand's words count."""
    found: dict[str, Row] = {}
    for brand in reversed(brands_of(sources, asked)):
        found |= sources.profile(brand).reasons
    return found


def reason_name(key: str, reasons: Mapping[str, Row]) -> str:
    """Return the name of a reason, of a kind of deduction, or the code itself."""
    code = key.removeprefix(_MARK)
    if code in reasons:
        return named(reasons[code])
    if key.startswith(_MARK) and code in set(DeductionKind):
        return _(DEDUCTION_KIND_NAMES[DeductionKind(code)])
    return code or _("no reason given")
