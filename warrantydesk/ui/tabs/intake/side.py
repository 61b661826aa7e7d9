"""The right column: is it covered and until when, then what is missing."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.services.coverage.card import CoverageCard
from warrantydesk.ui.coverage_card import OPEN, CoveragePanel
from warrantydesk.ui.coverage_card_notes import JUMP
from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.findings_panel import FindingsPanel
from warrantydesk.ui.kit.marks import Mark

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage

LEAST_ROWS = 3
MARGIN = 8
COVERAGE, FINDINGS = "coverage", "findings"


class SideColumn(QWidget):
    """Coverage above, findings below with room for three; in a drawer one of them is folded."""

    jumped = Signal(str)
    asked = Signal(str)

    def __init__(self, page: "ClaimPage") -> None:
        """``page`` shows the claim that the cards are about."""
        super().__init__()
        self._page = page
        self._narrow, self._favoured = False, COVERAGE
        self.coverage = CoveragePanel()
        self.findings = FindingsPanel(_("What is missing"))
        self.coverage.hide()
        self.findings.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, MARGIN, 10, MARGIN)
        column.setSpacing(MARGIN)
        column.addWidget(self.coverage)
        column.addWidget(self.findings, 1)
        column.addStretch()
        self.readiness = self.findings.add_foot(self._open_readiness)
        self.findings.jumped.connect(self.jumped)
        self.findings.explained.connect(self._explain)
        self.findings.asked.connect(lambda: self.favour(FINDINGS))
        self.coverage.asked.connect(self._ask)

    def show_coverage(
        self, card: CoverageCard | None, names: Mapping[str, str], claim_id: int, frozen: bool
    ) -> None:
        """Show the decision of a claim; nothing is missing in one that cannot be edited."""
        self.coverage.setVisible(card is not None)
        self.findings.setVisible(not frozen)
        if card is not None:
            self.coverage.show_card(card, names, claim_id, frozen=frozen)
        self._share()

    def show_findings(self, findings: Sequence[FindingView], names: dict[str, str]) -> None:
        """Show findings; those that only praise a field stand at the field alone."""
        self.findings.show_findings([one for one in findings if one.severity is not Mark.OK], names)
        view = self._page.edits.view
        if view is not None:
            self.readiness.setText(_("Readiness {n} of 100", n=view.readiness.score))
        self._share()

    def set_narrow(self, narrow: bool) -> None:
        """Fold one of the two cards while the column lies in a drawer."""
        self._narrow = narrow
        self._share()

    def favour(self, which: str) -> None:
        """Give the room of the drawer to ``coverage`` or ``findings``."""
        self._favoured = which
        self._share()

    def favoured(self) -> str:
        """Return which of the two has the room of the drawer."""
        return self._favoured

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Let the coverage have what the findings do not need for their first rows."""
        alone = self.findings.isHidden()
        self.findings.set_folded(self._narrow and self._favoured == COVERAGE)
        self.coverage.set_closed(self._narrow and self._favoured == FINDINGS and not alone)
        kept = 0 if alone else self.findings.least_height(LEAST_ROWS) + MARGIN
        room = self.height() - 2 * MARGIN - kept
        self.coverage.set_room(max(room, self.coverage.least_height()))

    def _open_readiness(self) -> None:
        from warrantydesk.ui.readiness_dialog import ReadinessDialog

        view, claim = self._page.edits.view, self._page.claim
        if view is None or claim is None:
            return
        dialog = ReadinessDialog(self._page.shell, claim.claim_number, view.readiness)
        dialog.jumped.connect(self.jumped)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _explain(self, rule: str) -> None:
        from warrantydesk.ui.check_help import open_check_help

        view, claim = self._page.edits.view, self._page.claim
        found = (one for one in view.findings if one.rule == rule) if view is not None else ()
        brand = claim.brand if claim is not None else ""
        open_check_help(self._page.shell, self._page.desk, rule, brand, next(iter(found), None))

    def _ask(self, key: str) -> None:
        if key == OPEN:
            self.favour(COVERAGE)
        elif key.startswith(JUMP):
            self.jumped.emit(key.removeprefix(JUMP))
        else:
            self.asked.emit(key)
