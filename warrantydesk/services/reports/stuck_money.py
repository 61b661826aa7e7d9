"""Money stuck by stage: what is on its way today, from the claim that is not filed to the bank."""

from collections.abc import Sequence
from dataclasses import dataclass

from warrantydesk.domain.report import (
    Asked,
    ChartKind,
    Figure,
    ReportChart,
    ReportColumn,
    ReportGroup,
    ReportPoint,
    ReportRow,
    ReportTable,
    Shows,
    Suggestion,
)
from warrantydesk.domain.settlement.receivable import AgeCell, Stage, Wanted
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.services.reports.counting import TOTAL, money_text, percent_text, permille
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.standing import OLD, STAGES_SHORT, as_of, cells_of, ids_of

UNFILED = "unfiled"
_STATES = "'DRAFT', 'APPRAISING', 'PREAUTH_WAIT', 'REPAIRING', 'TO_SUBMIT'"
_WHERE = f"""FROM claim WHERE state IN ({_STATES}) AND submitted_at IS NULL AND total_fen > 0
AND (? = '' OR brand = ?)"""
_UNFILED = f"SELECT count(*), coalesce(sum(total_fen), 0) {_WHERE}"
_UNFILED_IDS = f"SELECT id {_WHERE} ORDER BY id DESC"
_TO_DO = {
    UNFILED: N_("File the claims that are ready"),
    Stage.FILED: N_("Ask the maker for an answer"),
    Stage.APPROVED: N_("Ask for the claims that no statement names"),
    Stage.ON_STATEMENT: N_("Match and confirm the open statements"),
    Stage.TO_INVOICE: N_("Issue the invoices of confirmed statements"),
    Stage.INVOICED: N_("Press for payment of the invoices"),
    Stage.REMITTED: N_("Book the money that was remitted"),
    Stage.SHORT: N_("Settle what was paid short: ask again or write off"),
    Stage.DISPUTED: N_("Bring the disputes to an end"),
}
"""What moves the money of a stage on."""
_TOLD = 3


@dataclass(frozen=True)
class StageSum:
    """What stands in one stage: claims and net fen, those over 60 days, those unexplained."""

    key: str
    claims: int = 0
    fen: int = 0
    old: int = 0
    old_fen: int = 0
    silent: int = 0
    silent_fen: int = 0


def stages(sources: ReportSources, brand: str) -> list[StageSum]:
    """Return what stands by stage, in the order in which money goes; empty stages are left out."""
    count, fen = sources.query(_UNFILED, (brand, brand))[0]
    cells = cells_of(sources, brand)
    found = [StageSum(UNFILED, count, fen)]
    found += [_summed(stage, [one for one in cells if one.stage is stage]) for stage in Stage]
    return [one for one in found if one.claims]


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Add up what stands today; net fen, the sums of the receivables."""
    tick(0, 1)
    found = stages(sources, asked.brand)
    whole = sum(one.fen for one in found)
    last = max(found, key=lambda one: one.fen, default=StageSum(""))
    rows = tuple(_row(one, whole, matters=one is last) for one in found)
    return ReportTable(
        "stuck_money",
        _(REPORT.title),
        as_of(sources.today),
        _columns(),
        rows,
        _chart(found, last, whole),
        _figures(found),
        _suggestions(found),
        _total(found, whole),
        _notes(),
    )


def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
    """Return the claims that stand in a stage, those over 60 days, or those unexplained."""
    brand, found = asked.brand, []
    if row in (UNFILED, TOTAL) and column == "claims":
        found = [number for (number,) in sources.query(_UNFILED_IDS, (brand, brand))]
    if row != UNFILED:
        stage = None if row == TOTAL else Stage(row)
        found += ids_of(sources, *_wanted(brand, stage, column))
    return sorted(found, reverse=True)


def _wanted(brand: str, stage: Stage | None, column: str) -> Sequence[Wanted]:
    if column == "old":
        return [Wanted(brand, stage=stage, age=age) for age in OLD]
    return [Wanted(brand, stage=stage, unexplained=column == "silent")]


def _summed(stage: Stage, cells: Sequence[AgeCell]) -> StageSum:
    old = [one for one in cells if one.age in OLD]
    return StageSum(
        str(stage),
        sum(one.claims for one in cells),
        sum(one.amount_fen for one in cells),
        sum(one.claims for one in old),
        sum(one.amount_fen for one in old),
        sum(one.unexplained for one in cells),
        sum(one.unexplained_fen for one in cells),
    )


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("stage", _("Where the money is"), width=24),
        ReportColumn("claims", _("Claims"), Shows.COUNT, 8, clicks=True),
        ReportColumn("money", _("Amount ¥"), Shows.MONEY, 14),
        ReportColumn("share", _("Share"), Shows.PERMILLE, 8),
        ReportColumn("old", _("Over 60 days"), Shows.COUNT, 9, clicks=True),
        ReportColumn("old_money", _("Over 60 days ¥"), Shows.MONEY, 14),
        ReportColumn("silent", _("Not explained"), Shows.COUNT, 9, clicks=True),
        ReportColumn("silent_money", _("Not explained ¥"), Shows.MONEY, 14),
    )


def _row(one: StageSum, whole: int, *, matters: bool) -> ReportRow:
    share = permille(max(one.fen, 0), whole) if whole > 0 else None
    cells = (one.claims, one.fen, share, one.old, one.old_fen, one.silent, one.silent_fen)
    return ReportRow(one.key, (stage_name(one.key), *cells), matters)


def _total(found: Sequence[StageSum], whole: int) -> ReportRow:
    return ReportRow(
        TOTAL,
        (
            _("Total"),
            sum(one.claims for one in found),
            whole,
            None,
            sum(one.old for one in found),
            sum(one.old_fen for one in found),
            sum(one.silent for one in found),
            sum(one.silent_fen for one in found),
        ),
    )


def stage_name(key: str) -> str:
    """Return the name of a stage, that of the claims not filed yet among them."""
    return _("Not filed yet") if key == UNFILED else _(STAGES_SHORT[Stage(key)])


def _chart(found: Sequence[StageSum], most: StageSum, whole: int) -> ReportChart:
    points = tuple(
        ReportPoint(one.key, stage_name(one.key), (max(one.fen, 0),), matters=one is most)
        for one in found
        if one.key != Stage.OWED
    )
    return ReportChart(ChartKind.BARS, finding(found, most, whole), (), points, Shows.MONEY)


def finding(found: Sequence[StageSum], most: StageSum, whole: int) -> str:
    """Return the news: how much is on its way, and where most of it stands."""
    if whole <= 0:
        return _("No money is on its way")
    return _(
        "{all} is on its way; {most} of it, {share}, stands at “{stage}”",
        all=money_text(whole),
        most=money_text(most.fen),
        share=percent_text(permille(most.fen, whole)),
        stage=stage_name(most.key),
    )


def _figures(found: Sequence[StageSum]) -> tuple[Figure, ...]:
    filed = [one for one in found if one.key != UNFILED]
    unfiled = sum(one.fen for one in found if one.key == UNFILED)
    silent = sum(one.silent_fen for one in filed)
    return (
        Figure(_("Receivable"), sum(one.fen for one in filed), Shows.MONEY),
        Figure(_("Of it over 60 days"), sum(one.old_fen for one in filed), Shows.MONEY),
        Figure(
            _("Too old without a reason"), silent, Shows.MONEY, better=False if silent else None
        ),
        Figure(_("Not filed yet"), unfiled, Shows.MONEY),
    )


def _suggestions(found: Sequence[StageSum]) -> tuple[Suggestion, ...]:
    """Return what to do about the three stages that hold most, and about what nobody explained."""
    by_age = sorted(found, key=lambda one: (-one.old_fen, -one.fen))
    said = [one for one in by_age if one.fen > 0][:_TOLD]
    told = [one for one in map(stage_suggestion, said) if one is not None]
    silent = sum(one.silent for one in found)
    if silent:
        told.append(
            Suggestion(
                _("Write down why old money still stands"),
                ngettext_(
                    "{n} claim with {money} has no reason that holds.",
                    "{n} claims with {money} have no reason that holds.",
                    silent,
                    money=money_text(sum(one.silent_fen for one in found)),
                ),
                leads_to=("settlement", "receivable", "unexplained"),
            )
        )
    return tuple(told)


def stage_suggestion(one: StageSum) -> Suggestion | None:
    """Return what moves the money of a stage on; None where nothing does."""
    if one.key not in _TO_DO:
        return None
    return Suggestion(
        _(_TO_DO[one.key]),
        ngettext_(
            "{n} claim with {money} stands there; over 60 days: {old}.",
            "{n} claims with {money} stand there; over 60 days: {old}.",
            one.claims,
            money=money_text(one.fen),
            old=one.old,
        ),
        leads_to=_leads_to(one.key),
    )


def _leads_to(key: str) -> tuple[str, str, str]:
    """Return where the claims of a stage are worked on."""
    if key == UNFILED:
        return ("archive", "state", "TO_SUBMIT")
    return ("settlement", "receivable", key)


def _notes() -> tuple[str, ...]:
    return (
        _("What stands today; the age counts from the first filing."),
        _("All but “Not filed yet” comes to the receivables of Settlement, to the fen. Net."),
        _("Not explained: older than the maker's table allows, without a reason that holds."),
    )


REPORT = Report(
    "stuck_money",
    N_("Money stuck by stage"),
    ReportGroup.MONEY,
    build,
    behind,
    order=20,
    stands=True,
)
