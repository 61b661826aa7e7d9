"""The cover of the claim on the page: read once, decided at every keystroke, its dialogs opened."""

from typing import TYPE_CHECKING, Any

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.services.coverage.card import CoverageCard
from warrantydesk.ui import coverage_dialogs

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage


class Cover:
    """Carries the claim as it stands in the form to its coverage card."""

    def __init__(self, page: "ClaimPage") -> None:
        """``page`` shows the claim."""
        self._page = page
        self._context: Any = None
        self.card: CoverageCard | None = None
        self.dialog: Any = None

    def read(self, claim_id: int) -> None:
        """Read everything around a saved claim; a desk that cannot shows no card."""
        try:
            self._context = self._page.desk.coverage.context(claim_id)
        except (Refused, Unavailable):
            self._context = self.card = None

    def look(self, claim: Claim) -> None:
        """Decide the claim as it stands in the form; asks no database."""
        if self._context is not None:
            self.card = self._page.desk.coverage.card(self._context, claim)

    def names(self) -> dict[str, str]:
        """Return the labels of the claim's fields by path."""
        form = self._page.form
        cells = (cell for section in form.sections() for cell in section.cells())
        return {cell.path: cell.text.accessibleName() for cell in cells}

    def open(self, key: str) -> None:
        """Open a dialog of the cover; what was typed is saved first."""
        claim = self._page.settled()
        if claim is None or self.card is None:
            return
        place = coverage_dialogs.Place(
            self._page.shell, self._page.desk, claim, self._context, self.card, self._refresh
        )
        self.dialog = coverage_dialogs.opened(key, place)

    def add_campaign(self, code: str) -> None:
        """Accept a claim of this visit that carries out a campaign."""
        claim = self._page.settled()
        if claim is not None:
            coverage_dialogs.claim_campaign(self._page.shell, self._page.desk, claim, code)

    def record_campaign(self, code: str) -> None:
        """Record what became of a campaign."""
        claim = self._page.settled()
        if claim is not None:
            self.dialog = coverage_dialogs.record_campaign(
                self._page.shell, self._page.desk, claim, code, self._refresh
            )

    def _refresh(self) -> "tuple[Any, CoverageCard | None]":
        """Read and decide anew; return what a dialog that stays open shows next."""
        self._page.reload(keep=True)
        return self._context, self.card
