"""The closed months of the demo shop, and why old money still stands."""

from datetime import datetime, timedelta

from warrantydesk.demo.calendar import UNNOTED
from warrantydesk.demo.money_entries import CLERK, Month, after
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.settlement.month import MonthClose
from warrantydesk.domain.settlement.receivable import Stage
from warrantydesk.i18n import N_
from warrantydesk.services.change import Kind
from warrantydesk.services.clock import CHINA
from warrantydesk.services.desk import Desk
from warrantydesk.storage.journal import canonical

_WHY = {
    Stage.FILED: "厂家审核员称 10 月下旬系统迁移，积压单据 12 月初批完。",
    Stage.DISPUTED: "申诉在办，材料已补齐，等复核结果。",
    Stage.REMITTED: "厂家通知已汇款，等财务 10 月银行对账单。",
}
_ELSE = "已进 10 月结算单，差异说明后开票。"
_UNEXPLAINED = 3


def close_months(desk: Desk, months: list[Month]) -> None:
    """Enter the closes of all months but the last two."""
    closed = [one for one in months if one <= UNNOTED]
    year, month = closed[0]
    while (year, month) <= UNNOTED:
        named, day = f"{year}-{month:02d}", after((year, month), 28)
        with desk.bench.change(N_("close the month"), Kind.MONEY):
            figures = canonical(to_json(desk.months.figures_of("QC", named)))
            desk.stores.month_closes.add(
                MonthClose(
                    "QC",
                    named,
                    day,
                    CLERK,
                    datetime(day.year, day.month, day.day, 17, 20, tzinfo=CHINA),
                    figures=figures,
                    anchor=desk.stores.journal.anchor,
                )
            )
        year, month = year + month // 12, month % 12 + 1


def explain(desk: Desk) -> None:
    """Write down why old money still stands, but for the last few."""
    old = desk.receivables.list("QC", unexplained=True)
    until = desk.bench.today + timedelta(days=21)
    for one in old[:-_UNEXPLAINED]:
        desk.receivables.note(one.claim_id, _WHY.get(one.stage, _ELSE), until_on=until)
