"""Everything open, checked at once: the findings of all claims in one list, narrowed by chips."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from warrantydesk.domain.claim.states import STATE_NAMES
from warrantydesk.domain.finding import Finding, Severity
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.checking import CheckedClaim, OpenCheck
from warrantydesk.ui.check_help import open_check_help
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.chips import Chip, ChipRow
from warrantydesk.ui.kit.jobs import Job
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.table import Holds, TableView
from warrantydesk.ui.kit.table_model import Column, Order
from warrantydesk.ui.kit.table_window import WindowedModel
from warrantydesk.ui.masks import filed_plate, listed_plate, seconds
from warrantydesk.ui.refusals import said
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.words import severity_mark

ALL = ""
MOST_RULES = 12
_WEIGHTS = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}


@dataclass(frozen=True)
class FoundLine:
    """One finding of one claim."""

    claim: CheckedClaim
    finding: Finding


class FoundLines:
    """The findings as a source of the table: filtered and ordered in memory."""

    def __init__(self, report: OpenCheck, columns: Sequence[Column]) -> None:
        self._columns = {one.key: one for one in columns}
        lines = [FoundLine(claim, one) for claim in report.claims for one in claim.findings]
        self._lines = sorted(lines, key=lambda line: _WEIGHTS[line.finding.severity])
        self._shown = list(range(len(self._lines)))

    def narrow(self, weight: str, rule: str) -> None:
        """Show only findings of a weight and a check; empty: all."""
        self._shown = [
            number
            for number, line in enumerate(self._lines)
            if weight in (ALL, line.finding.severity.value) and rule in (ALL, line.finding.rule)
        ]

    def count(self) -> int:
        """Return how many findings are shown."""
        return len(self._shown)

    def ids(self, order: Order | None) -> "array[int]":
        """Return the findings shown in an order."""
        if order is None:
            return array("q", self._shown)
        key = self._columns[order[0]].sort_key
        ordered = sorted(self._shown, key=lambda one: key(self._lines[one]), reverse=order[1])
        return array("q", ordered)

    def rows(self, ids: Sequence[int]) -> list[FoundLine]:
        """Return the findings of these numbers."""
        return [self._lines[one] for one in ids]


class CheckAllDialog(AskDialog):
    """Checks in a worker while the desk goes on; Enter opens the claim at the field."""

    def __init__(self, shell: Shell, desk: Any, go: Callable[[int, str], object]) -> None:
        """``go(claim_id, field)`` opens a claim at a field."""
        super().__init__(_("Check everything open"), _("Open the claim"), shell.widget())
        self._shell, self._desk, self._go = shell, desk, go
        self.report: OpenCheck | None = None
        self._source: FoundLines | None = None
        self.head = Words("", delta=0.5, bold=True)
        self.weights = ChipRow([Chip(ALL, _("All"))])
        self.rules = ChipRow([Chip(ALL, _("All checks"))])
        self._columns = _columns(desk)
        self.model = WindowedModel(self._columns, parent=self)
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.windowTitle())
        self.explain = Button(_("E&xplain the check"), clicked=self._explain)
        self.foot.insertWidget(1, self.explain)
        self.no.setText(_("Close"))
        for widget in (self.head, self.weights, self.rules):
            self.content.addWidget(widget)
        self.content.addWidget(self.table, 1)
        self.weights.chosen.connect(lambda _key: self._narrow())
        self.rules.chosen.connect(lambda _key: self._narrow())
        self.table.chosen.connect(lambda _row: self._follow())
        self.table.opened.connect(lambda _row: self.accept())
        self.resize(theme.h(54), theme.h(31))
        self._follow()
        self._job: Job | None = None
        self._start()

    def _start(self) -> None:
        self.head.setText(_("Checking…"))
        asking = self._desk.checking.asking()
        job = self._shell.run(
            lambda step: asking(lambda done, total: step(done, total)),
            self.take,
            _("Checking everything open"),
        )
        job.progressed.connect(self._tell)
        job.ended.connect(self._forget)
        self._job = job

    def _forget(self) -> None:
        self._job = None

    def _tell(self, done: int, total: int, _text: str) -> None:
        if self.report is None:
            self.head.setText(_("Checking claim {done} of {total}…", done=done, total=total))

    def take(self, report: OpenCheck) -> None:
        """Show what was found."""
        self.report, self._source = report, FoundLines(report, self._columns)
        count = ngettext_("{n:,} claim checked", "{n:,} claims checked", len(report.claims))
        kept = _("¥{sum} kept back by blocks", sum=yuan(report.blocked_fen))
        self.head.setText(f"{count} · {kept}")
        found = report.by_severity
        self.weights.set_chips(
            [
                Chip(ALL, _("All"), sum(found.values())),
                Chip(Severity.BLOCK.value, _("Blocks"), found.get(Severity.BLOCK, 0)),
                Chip(Severity.WARN.value, _("Warnings"), found.get(Severity.WARN, 0)),
                Chip(Severity.INFO.value, _("Notes"), found.get(Severity.INFO, 0)),
            ]
        )
        frequent = list(report.by_rule.items())[:MOST_RULES]
        rules = [Chip(rule, rule, count) for rule, count in frequent]
        self.rules.set_chips([Chip(ALL, _("All checks")), *rules])
        self.table.set_empty(_("The checks find nothing in what is open."))
        self.model.set_source(self._source)
        self._narrow()

    def accept(self) -> None:
        """Open the claim in hand at the field."""
        line = self.table.row()
        if line is None:
            return
        super().accept()
        self._go(line.claim.id, line.finding.field)

    def done(self, result: int) -> None:
        """Give up what is still being checked."""
        if self._job is not None:
            self._job.cancel()
            self._job = None  # its end comes after this window's own
        super().done(result)

    def _narrow(self) -> None:
        if self._source is None:
            return
        self._source.narrow(self.weights.value() or ALL, self.rules.value() or ALL)
        self.model.reload()
        if self._source.count():
            self.table.select_row(0)
        self._follow()

    def _follow(self) -> None:
        able = self.table.row() is not None
        self.yes.setEnabled(able)
        self.explain.setEnabled(able)

    def _explain(self) -> None:
        line = self.table.row()
        if line is not None:
            open_check_help(self._shell, self._desk, line.finding.rule, "", line.finding)


def _car(line: Any, plate: str) -> str:
    return f"{plate} {_(STATE_NAMES[line.claim.state])}".strip()


def _columns(desk: Any) -> list[Column]:
    return [
        Column(
            "claim",
            _("Claim"),
            width=150,
            bold=True,
            text=lambda line: line.claim.claim_number,
            **seconds(
                lambda line: _car(line, listed_plate(desk, line.claim.plate)),
                lambda line: _car(line, filed_plate(desk, line.claim.plate)),
            ),
            mark=lambda line: severity_mark(line.finding.severity),
        ),
        Column("rule", _("Check"), width=64, text=lambda line: line.finding.rule, sort=_number),
        Column(
            "message",
            _("What was found"),
            width=420,
            stretch=True,
            text=lambda line: said(line.finding),
            second=lambda line: _(line.finding.cost) if line.finding.cost else "",
        ),
        Column(
            "readiness",
            _("Readiness"),
            align="right",
            width=84,
            text=lambda line: str(line.claim.readiness),
            value=lambda line: line.claim.readiness,
            holds=Holds.COUNT,
            sort=lambda line: line.claim.readiness,
        ),
        Column(
            "total",
            _("Amount ¥"),
            align="right",
            width=96,
            text=lambda line: yuan(line.claim.total_fen),
            value=lambda line: line.claim.total_fen,
            holds=Holds.MONEY,
            sort=lambda line: line.claim.total_fen,
        ),
    ]


def _number(line: FoundLine) -> tuple[str, int]:
    rule = line.finding.rule
    return rule[:1], int(rule[1:]) if rule[1:].isdigit() else 0


def open_check_all(page: Any) -> CheckAllDialog:
    """Open the list over the claim page, which shows the claim that is chosen in it."""

    def go(claim_id: int, field: str) -> None:
        page.shell.open("intake", "claim", claim_id)
        page.form.jump(field)

    page.form.flush()
    dialog = CheckAllDialog(page.shell, page.desk, go)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
