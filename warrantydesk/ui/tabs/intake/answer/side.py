"""The right column of a filed claim: the appeal above, the portal aid below."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.domain.claim.appeal import AppealState
from warrantydesk.domain.person import Role
from warrantydesk.services.answered import Answered
from warrantydesk.ui.acting_as import people_of
from warrantydesk.ui.tabs.intake.answer.appeal_card import AppealCard
from warrantydesk.ui.tabs.intake.answer.number_card import NumberCard
from warrantydesk.ui.tabs.intake.answer.portal_card import PortalCard

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage

MARGIN = 8


class AnswerSide(QWidget):
    """What can be done about a filed claim: write down its number, appeal, fill in the portal."""

    def __init__(self, page: "ClaimPage") -> None:
        """``page`` holds the claim; what is done here is its own."""
        super().__init__()
        self._page, self._desk = page, page.desk
        self.number, self.appeal = NumberCard(), AppealCard()
        self.portal = PortalCard(page.shell, page.desk, page.acting)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, MARGIN, 10, MARGIN)
        column.setSpacing(MARGIN)
        column.addWidget(self.number)
        column.addWidget(self.appeal)
        column.addWidget(self.portal, 1)
        self.appeal.asked.connect(page.filed.ask)
        self.number.given.connect(self._number)

    def _number(self, number: str) -> None:
        """Keep the maker's number; the portal aid then has the keyboard."""
        from warrantydesk.ui.tabs.intake.answer.verbs import keep_number

        keep_number(self._page, number)
        self.portal.rows.setFocus()

    def begin(self) -> None:
        """Take the keyboard right after a submission: F9 copies, what the portal gives is typed."""
        (self.portal.rows if self.number.isHidden() else self.number.field).setFocus()

    def show_answered(self, view: Answered) -> None:
        """Show a filed claim."""
        claim, appeal = view.claim, view.appeal
        managers = [name for _login, name in people_of(self._desk, Role.SERVICE_MANAGER)]
        self.number.show_number(claim.codes.maker_claim_number)
        self.appeal.show_appeal(view, self._desk.bench.today, managers[0] if managers else "")
        under_way = appeal is not None and appeal.state in (AppealState.DRAFT, AppealState.FILED)
        version = view.versions[-1].number if view.versions else 0
        self.portal.show_claim(claim.id, version, under_way)
