"""What the rail says of cover and findings while the right column is out of sight."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.domain.coverage import Verdict
from warrantydesk.i18n import N_, _
from warrantydesk.services.answered import Answered
from warrantydesk.services.coverage.card import CoverageCard
from warrantydesk.ui.coverage_card_words import VERDICT_MARKS, tiles
from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.marks import Mark, worst
from warrantydesk.ui.kit.rail import RailTally
from warrantydesk.ui.tabs.intake.answer.clock import clock_of
from warrantydesk.ui.tabs.intake.side import COVERAGE, FINDINGS
from warrantydesk.ui.words import claim_mark, claim_word

TWO_DIGITS = 10
_SHORT = {
    Verdict.COVERED: N_("covered"),
    Verdict.NOT_COVERED: N_("no cover"),
    Verdict.BORDERLINE: N_("ask maker"),
    Verdict.NEEDS_FACT: N_("not known"),
}


class RailCounts(QWidget):
    """Verdict, counters near their limit, campaigns; then blocks, warnings and notes."""

    def __init__(self, opened: Callable[[str], object]) -> None:
        """``opened`` shows ``coverage`` or ``findings`` themselves."""
        super().__init__()
        cover, found = (lambda: opened(COVERAGE)), (lambda: opened(FINDINGS))
        self.verdict = RailTally(Mark.INFO, "", cover)
        self.counters = RailTally(Mark.WARN, _("Limits"), cover)
        self.campaigns = RailTally(Mark.WARN, _("Recalls"), cover)
        self._tallies = {
            Mark.BLOCK: RailTally(Mark.BLOCK, _("Block"), found),
            Mark.WARN: RailTally(Mark.WARN, _("Warn"), found),
            Mark.INFO: RailTally(Mark.INFO, _("Note"), found),
        }
        self._clear = RailTally(Mark.OK, _("No gaps"), found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        above = (self.verdict, self.counters, self.campaigns)
        for tally in (*above, *self._tallies.values(), self._clear):
            column.addWidget(tally)
            tally.hide()

    def show_coverage(self, card: CoverageCard | None) -> None:
        """Show the verdict, the counter that is nearest its limit, and open campaigns."""
        self.verdict.setVisible(card is not None)
        told = [tile for tile in tiles(card) if tile.mark is not None] if card else []
        self.counters.setVisible(bool(told))
        due = sum(line.is_open and not line.handled_here for line in card.campaigns) if card else 0
        self.campaigns.show_count(due)
        self.campaigns.setVisible(due > 0)
        if card is not None:
            self.verdict.show_state(VERDICT_MARKS[card.verdict], _(_SHORT[card.verdict]))
        if told:
            mark = worst([tile.mark for tile in told if tile.mark is not None]) or Mark.WARN
            first = next(tile for tile in told if tile.mark is mark)
            few = first.limit < TWO_DIGITS  # more signs do not fit a rail
            number = f"{first.n}/{first.limit}" if few else str(first.n)
            self.counters.show_state(mark, _("Limits"), number)

    def show_findings(self, findings: Sequence[FindingView], frozen: bool) -> None:
        """Count findings; a claim that cannot be edited has none to show."""
        for mark, tally in self._tallies.items():
            tally.show_count(sum(one.severity is mark for one in findings))
            tally.setVisible(tally.count() > 0 and not frozen)
        none = not any(tally.count() for tally in self._tallies.values())
        self._clear.setVisible(none and not frozen)

    def show_answered(self, view: Answered, today: date) -> None:
        """Show the clock of a filed claim; its cover and findings are done with."""
        for tally in (self.counters, self.campaigns, self._clear, *self._tallies.values()):
            tally.hide()
        told = clock_of(view, today)
        self.verdict.setVisible(True)
        if told is None or view.claim.due_on is None:
            self.verdict.show_state(claim_mark(view.claim.state), claim_word(view.claim.state))
        else:
            days = str((view.claim.due_on - today).days).replace("-", "−")
            self.verdict.show_state(told.mark, _("days"), days)

    def counts(self) -> dict[Mark, int]:
        """Return what is shown, by mark."""
        return {mark: tally.count() for mark, tally in self._tallies.items()}
