"""Old parts received or waived from the claim they belong to."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from warrantydesk.i18n import _
from warrantydesk.ui.refusals import tried

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage


class PiecesGiven:
    """Takes over what the clerk receives, or waives with a reason."""

    def __init__(self, page: "ClaimPage") -> None:
        """``page`` shows the claim."""
        self._page = page

    def show(self, claim_id: int) -> None:
        """Show the pieces of a claim, and what became of those that the maker refused."""
        page = self._page
        pieces = page.desk.shelf.pieces_of(claim_id)
        judged = {piece.line for piece in pieces if piece.refusal_code}
        stories = {line: page.desk.story.of_line(claim_id, line) for line in judged}
        page.form.pieces.show_pieces(pieces, stories)

    def receive(self, line: int, piece: int) -> None:
        """Receive a piece of a part line."""
        self._do(lambda number: self._page.desk.shelf.receive(number, line, piece))

    def waive(self, line: int, piece: int) -> None:
        """Ask why there is no old part, and keep the reason."""
        page = self._page
        why = page.shell.ask_text(_("Why is there no old part?")) if page.settled() else None
        if why is not None:
            self._do(lambda number: page.desk.shelf.waive(number, line, why, piece))

    def _do(self, verb: Callable[[int], object]) -> None:
        claim = self._page.settled()
        if claim is not None:
            with self._page.acting():
                tried(self._page.shell, lambda: verb(claim.id))
            self._page.reload(keep=True)
