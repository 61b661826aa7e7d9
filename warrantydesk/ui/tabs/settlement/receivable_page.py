"""The page of receivables: by age with the claims behind each sum, expected cash, what strikes."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.abnormal import AbnormalCost
from warrantydesk.domain.settlement.receivable import (
    Age,
    AgeRow,
    By,
    Receivable,
    Stage,
    Wanted,
    age_table,
)
from warrantydesk.i18n import _, list_text, ngettext_
from warrantydesk.services.settlement.receivable_look import Look
from warrantydesk.ui.kit.chips import Chip
from warrantydesk.ui.kit.handing_on import hand_on
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.receivable_dialogs import ExplainDialog
from warrantydesk.ui.tabs.settlement.receivable_frame import ABNORMAL, CASH, CLAIMS
from warrantydesk.ui.tabs.settlement.receivable_views import ReceivableViews
from warrantydesk.ui.tabs.settlement.receivable_words import (
    age_word,
    finding,
    stage_word,
    unexplained_words,
)

ALL, UNEXPLAINED = "all", "unexplained"


class ReceivablePage(ReceivableViews):
    """The ages with the claims behind each sum; a bar, a row or a pill narrows them."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; ``refresh`` fills them."""
        super().__init__(shell, desk, parent)
        self.look: Look | None = None
        self._wish: int | str | None = None
        frame = self.frame
        hand_on(self, self.claims)
        self._show_pills(AgeRow(""))
        frame.views.chosen.connect(self.show_view)
        frame.by.chosen.connect(lambda _by: self._show_groups())
        frame.chart.chosen.connect(self._take_age)
        frame.pills.chosen.connect(lambda _key: self._take_pill())
        frame.release.clicked.connect(self.show_all)
        frame.explain.clicked.connect(self.explain)
        frame.open_claim.clicked.connect(self.open_claim)
        self.groups.chosen.connect(self._take_group)
        self.claims.opened.connect(lambda _row: self.explain())
        self.claims.chosen.connect(lambda _row: self._say())

    def show_view(self, key: str) -> None:
        """Put a view in front and read it."""
        self.frame.show_view(key)
        hand_on(self, {CASH: self.cash, ABNORMAL: self.odd}.get(key, self.claims))
        self.refresh()

    def refresh(self) -> None:
        """Let a worker read the view in front again."""
        super().refresh()
        if self.view() == CLAIMS:
            self.ask(CLAIMS, self.looks.claims(self.wanted), self._take_look)

    def _take_look(self, look: Look) -> None:
        self.look = look
        total = age_table(look.cells, By.STAGE, self.desk.bench.today).total
        self.frame.finding.setText(finding(total))
        mark = Mark.WARN if total.unexplained else Mark.DONE
        self.frame.silent.show_mark(mark, unexplained_words(total))
        self.frame.chart.show_ages(total)
        self._show_pills(total)
        self._show_groups()
        held = self.claims.row()
        wish = self._wish if self._wish is not None else getattr(held, "claim_id", None)
        self._wish = None
        self.frame.show_rows(
            CLAIMS, look.rows, lambda row: wish in (row.claim_id, row.number, row.maker_number)
        )
        self._say()

    def _show_pills(self, total: AgeRow) -> None:
        pills = self.frame.pills
        kept = UNEXPLAINED if self.wanted.unexplained else ALL
        pills.set_chips(
            [
                Chip(ALL, _("All"), total.claims),
                Chip(UNEXPLAINED, _("Old and unexplained"), total.unexplained),
            ]
        )
        pills.set_value(kept)

    def _show_groups(self) -> None:
        if self.look is not None:
            rows = age_table(self.look.cells, self.by(), self.desk.bench.today).rows
            self.groups.blockSignals(True)
            try:
                self.frame.show_rows("groups", rows, False)
                self.groups.clearSelection()
                if self._is_narrowed_by_group():
                    self.groups.select_where(self._is_chosen)
            finally:
                self.groups.blockSignals(False)

    def _is_narrowed_by_group(self) -> bool:
        wanted = self.wanted
        return any(one is not None for one in (wanted.stage, wanted.payer, wanted.clerk))

    def _is_chosen(self, row: AgeRow) -> bool:
        wanted, by = self.wanted, self.by()
        if by is By.STAGE:
            return wanted.stage is not None and row.key == wanted.stage
        if by is By.CLERK:
            return row.key == wanted.clerk
        return (row.brand, row.key) == (wanted.brand, wanted.payer)

    def _take_group(self, row: AgeRow | None) -> None:
        """Narrow the claims to a row of the groups."""
        if row is None or self._is_chosen(row):
            return
        plain = replace(self.wanted, brand="", payer=None, clerk=None, stage=None)
        if self.by() is By.STAGE:
            wanted = replace(plain, stage=Stage(row.key))
        elif self.by() is By.CLERK:
            wanted = replace(plain, clerk=row.key)
        else:
            wanted = replace(plain, brand=row.brand, payer=row.key)
        self._narrow(wanted)

    def _take_age(self, age: Age | None) -> None:
        self._narrow(replace(self.wanted, age=age))

    def _take_pill(self) -> None:
        silent = self.frame.pills.value() == UNEXPLAINED
        self._narrow(replace(self.wanted, unexplained=silent))

    def _narrow(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.frame.chart.set_age(wanted.age)
        self.refresh()

    def show_all(self) -> None:
        """Show every claim again."""
        self._narrow(Wanted())

    def _say(self) -> None:
        """Say in the foot what is shown, and which of it is in hand."""
        frame = self.frame
        if self.view() == CLAIMS and self.look is not None:
            look, some = self.look, self.claims.selected_rows()
            frame.explain.setEnabled(bool(some))
            frame.open_claim.setEnabled(bool(some))
            frame.release.setVisible(self.wanted != Wanted())
            shown = ngettext_(
                "{n:,} claim, ¥{amount}",
                "{n:,} claims, ¥{amount}",
                look.count,
                amount=yuan(look.amount_fen),
            )
            if len(look.rows) < look.count:
                shown = _("{claims}; the oldest {n:,} are listed", claims=shown, n=len(look.rows))
            frame.said.setText(list_text([*self._narrowed(), shown]))

    def _narrowed(self) -> list[str]:
        """Return in words what the list is narrowed to."""
        wanted = self.wanted
        words = [age_word(wanted.age)] if wanted.age else []
        if wanted.stage is not None:
            words.append(stage_word(wanted.stage))
        if wanted.clerk is not None:
            words.append(self.names.person(wanted.clerk))
        if wanted.payer is not None:
            words.append(self.names.payer(wanted.brand, wanted.payer))
        return words

    def open_thing(self, kind: str, key: Any) -> None:
        """Show a view, an age, a stage, what is unexplained, or a claim."""
        name = str(key)
        if name in (CASH, ABNORMAL):
            self.show_view(name)
            return
        self.frame.show_view(CLAIMS)
        wanted = Wanted()
        if name.startswith("age:"):
            wanted = Wanted(age=Age(name.removeprefix("age:")))
        elif name == UNEXPLAINED:
            wanted = Wanted(unexplained=True)
        elif name in list(Stage):
            wanted = Wanted(stage=Stage(name))
            self.frame.by.set_value(By.STAGE)
            self._show_groups()  # rows of clerks are no stages, and the worker takes its time
        else:
            self._wish = key
        self._narrow(wanted)

    def take_scan(self, text: str) -> bool:
        """Put the claim of a number, plate or VIN in hand; False where none is listed."""
        wish = text.strip().upper()
        self.frame.show_view(CLAIMS)
        return self.claims.select_where(
            lambda row: wish in (row.number, row.maker_number, row.plate, row.vin)
        )

    def explain(self) -> ExplainDialog | None:
        """Ask why the money of the chosen claims still stands."""
        rows: list[Receivable] = self.claims.selected_rows()
        if not rows or self.view() != CLAIMS:
            return None
        dialog = ExplainDialog(self.shell, self.desk, rows, lambda: self._told(rows))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _told(self, rows: list[Receivable]) -> None:
        text = ngettext_("{n} receivable explained", "{n} receivables explained", len(rows))
        self.shell.toast(text, self.desk.taking_back())
        self.refresh()

    def open_claim(self) -> None:
        """Open the claim in hand."""
        row = self.odd.row() if self.view() == ABNORMAL else self.claims.row()
        if row is None:
            return
        claim_id = row.claim_ids[0] if isinstance(row, AbnormalCost) else row.claim_id
        self.shell.open("intake", "claim", claim_id)
