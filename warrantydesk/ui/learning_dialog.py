"""What refusals teach: why claims came back, and which warning should become a block."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from warrantydesk.domain.learning import (
    BACK_NAMES,
    BackKind,
    ParetoOrder,
    Proposal,
    ReasonRow,
)
from warrantydesk.domain.money import yuan
from warrantydesk.domain.report import ChartKind, ReportChart, ReportPoint, Shows
from warrantydesk.i18n import _, list_text, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.chart import ChartView
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.kit.table import Holds, TableView
from warrantydesk.ui.kit.table_model import Column, ListModel
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

MOST_THAT_MATTER = 3
PROPOSALS, REASONS = "proposals", "reasons"


class LearningDialog(AskDialog):
    """The chart of a year's reasons; below, the proposals, or all reasons as a table."""

    def __init__(self, shell: Shell, desk: Any, brand: str = "") -> None:
        """``brand`` is the maker whose answers are looked at; the site's own by default."""
        super().__init__(_("What refusals teach"), _("&Block from now on…"), shell.widget())
        self._shell, self._desk = shell, desk
        self._brand = brand or desk.settings.site.brand
        self._title = Words("", delta=1, bold=True, wrap=True)
        self.order = Segmented(
            [
                Segment(ParetoOrder.COUNT, _("By count")),
                Segment(ParetoOrder.MONEY, _("By money")),
            ]
        )
        self.order.setAccessibleName(_("Ranked by"))
        self.order.set_value(ParetoOrder.COUNT)
        self.order.chosen.connect(lambda _key: self._show_reasons())
        self.chart = ChartView()
        self.chart.set_short(True)
        self.pages = Segmented(
            [
                Segment(PROPOSALS, _("Warnings that should block")),
                Segment(REASONS, _("All reasons")),
            ]
        )
        self.pages.setAccessibleName(_("Table below"))
        self.pages.chosen.connect(self._turn)
        self._proposals = ListModel(_proposal_columns(), self)
        self._reasons = ListModel(_reason_columns(), self)
        self.proposals = TableView(self._proposals)
        self.reasons = TableView(self._reasons)
        self.no.setText(_("Close"))
        self._lay_out()
        self.read()
        self.pages.set_value(PROPOSALS)
        self._turn(PROPOSALS)
        self.chart.chosen.connect(self._show_reason)

    def _lay_out(self) -> None:
        self.proposals.setAccessibleName(_("Warnings that should block"))
        self.proposals.set_empty(
            _("No warning was passed over twice and came back for it: nothing to change.")
        )
        self.reasons.setAccessibleName(_("All reasons"))
        self.reasons.set_empty(_("No claim came back within a year."))
        self.proposals.opened.connect(lambda _row: self.accept())
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(theme.h(4.2))
        self._stack.addWidget(self.proposals)
        self._stack.addWidget(self.reasons)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.order)
        middle = QHBoxLayout()
        middle.addWidget(self.pages)
        middle.addStretch(1)
        self.content.addLayout(head)
        self.content.addWidget(self.chart, 4)
        self.content.addLayout(middle)
        self.content.addWidget(self._stack, 3)
        self.resize(theme.h(52), theme.h(33))

    def read(self) -> None:
        """Read reasons and proposals again."""
        found = self._desk.learning.proposals(brand=self._brand)
        self._proposals.show(found)
        if found:
            self.proposals.select_row(0)
        self.yes.setEnabled(bool(found))
        self._show_reasons()

    def title(self) -> str:
        """Return the sentence above the chart."""
        return self._title.text()

    def proposals_shown(self) -> list[Proposal]:
        """Return the warnings that should block, as they stand."""
        return [self._proposals.row_at(number) for number in range(self._proposals.rowCount())]

    def _show_reasons(self) -> None:
        order = self.order.value()
        rows = self._desk.learning.pareto(brand=self._brand, by=order)
        self._reasons.show(rows)
        finding = _finding(rows, order)
        self.chart.show_chart(_chart(rows, order, finding), _("No claim came back within a year."))
        self._title.setText(finding)

    def _show_reason(self, code: str) -> None:
        """Show the row of a bar that was chosen."""
        self.pages.set_value(REASONS)
        self._turn(REASONS)
        self.reasons.select_where(lambda row: row.code == code)

    def _turn(self, page: str) -> None:
        self._stack.setCurrentWidget(self.proposals if page == PROPOSALS else self.reasons)
        self.yes.setVisible(page == PROPOSALS)

    def accept(self) -> None:
        """Make a block of the warning in hand, with a reason; the dialog stays."""
        row = self.proposals.row()
        if row is None or self.pages.value() != PROPOSALS:
            return
        reason = self._shell.ask_text(
            _(
                "Why does check {rule} ({title}) block from now on?",
                rule=row.rule,
                title=_(row.title),
            ),
            _price(row),
        )
        if reason is None:
            return
        if tried(self._shell, lambda: self._desk.learning.block(row.rule, reason, self._brand)):
            self._shell.toast(_("{rule} blocks from today on", rule=row.rule))
            self.read()


def _finding(rows: Sequence[ReasonRow], order: ParetoOrder) -> str:
    """Say what the chart shows."""
    if not rows:
        return _("Nothing came back: there is nothing to learn yet.")
    few = min(len(rows), MOST_THAT_MATTER)
    share = round(rows[few - 1].cumulated)
    if order is ParetoOrder.MONEY:
        return ngettext_(
            "{n} reason costs {share} % of all that came back within a year",
            "{n} reasons cost {share} % of all that came back within a year",
            few,
            share=share,
        )
    return ngettext_(
        "{n} reason makes up {share} % of what came back within a year",
        "{n} reasons make up {share} % of what came back within a year",
        few,
        share=share,
    )


def _chart(rows: Sequence[ReasonRow], order: ParetoOrder, finding: str) -> ReportChart:
    money = order is ParetoOrder.MONEY
    points = tuple(
        ReportPoint(
            row.code,
            _named(row),
            (row.lost_fen + row.held_fen if money else row.count,),
            matters=number < MOST_THAT_MATTER,
        )
        for number, row in enumerate(rows)
    )
    shows = Shows.MONEY if money else Shows.COUNT
    return ReportChart(ChartKind.PARETO, finding, points=points, shows=shows)


def _named(row: ReasonRow) -> str:
    return f"{row.code} {row.name}" if row.code else _("Without a code")


def _kinds(row: ReasonRow) -> str:
    told = [
        _("{kind} {n}", kind=_(BACK_NAMES[BackKind(kind)]), n=count)
        for kind, count in row.by_kind.items()
    ]
    return list_text(told)


def _price(row: Proposal) -> str:
    """Return the reason that is offered: what the year taught."""
    return _(
        "Came back {times} times within a year, {warned} of them although warned; ¥{saved}",
        times=row.times,
        warned=row.acknowledged,
        saved=yuan(row.saved_fen),
    )


def _proposal_columns() -> list[Column]:
    return [
        Column(
            "rule",
            _("Check"),
            width=200,
            text=lambda row: f"{row.rule}　{_(row.title)}",
            second=lambda row: _("Reasons {codes}", codes=list_text(row.codes)),
            bold=True,
            stretch=True,
        ),
        Column(
            "times",
            _("Came back"),
            "right",
            width=120,
            second=lambda row: _("{n} although warned", n=row.acknowledged),
            sort=lambda row: row.times,
            value=lambda row: row.times,
            holds=Holds.COUNT,
        ),
        Column(
            "saved_fen",
            _("A block had saved"),
            "right",
            width=132,
            text=lambda row: f"¥{yuan(row.saved_fen)}",
            value=lambda row: row.saved_fen,
            holds=Holds.MONEY,
            second=lambda row: _("of ¥{all}", all=yuan(row.cost_fen)),
            sort=lambda row: row.saved_fen,
            bold=True,
        ),
        Column(
            "stopped_wrongly",
            _("Stopped for nothing"),
            "right",
            width=140,
            second=lambda _row: _("were approved"),
            sort=lambda row: row.stopped_wrongly,
            value=lambda row: row.stopped_wrongly,
            holds=Holds.COUNT,
        ),
    ]


def _reason_columns() -> list[Column]:
    return [
        Column("code", _("Reason"), width=200, text=_named, second=_kinds, bold=True, stretch=True),
        Column("rule", _("Check"), width=64, text=lambda row: row.rule or "—"),
        Column("count", _("Came back"), "right", width=84, sort=lambda row: row.count,
               value=lambda row: row.count, holds=Holds.COUNT),
        Column("share", _("Share"), "right", width=84, text=lambda row: f"{row.share} %",
               sort=lambda row: row.share),
        Column("lost_fen", _("Lost"), "right", width=108, text=lambda row: f"¥{yuan(row.lost_fen)}",
               value=lambda row: row.lost_fen, holds=Holds.MONEY,
               sort=lambda row: row.lost_fen),
        Column("held_fen", _("Paid late"), "right", width=108,
               text=lambda row: f"¥{yuan(row.held_fen)}",
               value=lambda row: row.held_fen, holds=Holds.MONEY, sort=lambda row: row.held_fen),
    ]  # fmt: skip


def open_learning(shell: Shell, desk: Any, brand: str = "") -> LearningDialog:
    """Open the dialog."""
    dialog = LearningDialog(shell, desk, brand)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
