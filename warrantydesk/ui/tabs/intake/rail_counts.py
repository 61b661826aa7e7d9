"""What the rail says of the findings while the right column is out of sight."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.rail import RailTally


class RailCounts(QWidget):
    """Blocks, warnings and notes with their counts; one tick where nothing is missing."""

    def __init__(self, opened: Callable[[], object]) -> None:
        """``opened`` shows the findings themselves."""
        super().__init__()
        self._tallies = {
            Mark.BLOCK: RailTally(Mark.BLOCK, _("Block"), opened),
            Mark.WARN: RailTally(Mark.WARN, _("Warn"), opened),
            Mark.INFO: RailTally(Mark.INFO, _("Note"), opened),
        }
        self._clear = RailTally(Mark.OK, _("Complete"), opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        for tally in (*self._tallies.values(), self._clear):
            column.addWidget(tally)
            tally.hide()

    def show_findings(self, findings: Sequence[FindingView], frozen: bool) -> None:
        """Count findings; a claim that cannot be edited has none to show."""
        for mark, tally in self._tallies.items():
            tally.show_count(sum(one.severity is mark for one in findings))
            tally.setVisible(tally.count() > 0 and not frozen)
        none = not any(tally.count() for tally in self._tallies.values())
        self._clear.setVisible(none and not frozen)

    def counts(self) -> dict[Mark, int]:
        """Return what is shown, by mark."""
        return {mark: tally.count() for mark, tally in self._tallies.items()}
