"""What stands of claims in every table that tallies them: columns, cells, sums."""

from collections.abc import Iterable, Sequence

from warrantydesk.domain.report import ReportCell, ReportColumn, Shows
from warrantydesk.i18n import _
from warrantydesk.services.reports.counting import permille
from warrantydesk.services.reports.tally import Tally


def claim_columns() -> tuple[ReportColumn, ...]:
    """Return the columns that ``claim_cells`` fills."""
    return (
        ReportColumn("claims", _("Claims"), Shows.COUNT, 8, clicks=True),
        ReportColumn("share", _("Share"), Shows.PERMILLE, 8),
        ReportColumn("claimed", _("Claimed ¥"), Shows.MONEY, 14),
        ReportColumn("approved", _("Approved ¥"), Shows.MONEY, 14),
        ReportColumn("months", _("Last months"), Shows.MONTHS, 12),
        ReportColumn("refused", _("Refused share"), Shows.PERMILLE, 9),
    )


def claim_cells(one: Tally, claims: int, months: Sequence[str]) -> tuple[ReportCell, ...]:
    """Return what came together under a key, as a share of all ``claims`` too; net fen."""
    return (
        one.claims,
        permille(one.claims, claims),
        one.fen,
        one.approved,
        one.bars(months),
        one.refused_share,
    )


def claim_sums(found: Iterable[Tally]) -> tuple[ReportCell, ...]:
    """Return the cells of the row of sums; shares stand in no sum."""
    several = list(found)
    claims, fen = sum(one.claims for one in several), sum(one.fen for one in several)
    return (claims, None, fen, sum(one.approved for one in several), "", None)
