"""What the menus offer about a filed claim."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from warrantydesk.domain.claim import Action, State
from warrantydesk.domain.claim.appeal import AppealState
from warrantydesk.i18n import _

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage

ANSWERED = {
    Action.RECORD_RETURN: "return",
    Action.RECORD_REJECTION: "rejection",
    Action.RECORD_APPROVAL: "approval",
    Action.RECORD_DECISION: "decision",
    Action.APPEAL: "appeal",
}
"""Actions with a dialog of their own, by the verb that opens it."""


def fill_filed(page: "ClaimPage", menu: QMenu) -> None:
    """Add what can be done about a claim that went to the maker."""
    view = page.filed.view
    if view is None:
        return
    state = view.claim.state
    drafted = view.appeal is not None and view.appeal.state is AppealState.DRAFT
    entries = (
        ("number", _("Maker's numb&er…"), True),
        ("note", _("Correspondence entry…"), True),
        ("drop_appeal", _("Drop the appeal in preparation…"), drafted),
        ("charge_back", _("Charge-back…"), state in (State.APPROVED, State.CLOSED)),
        ("file", _("File for the maker…"), True),
    )
    menu.addSeparator()
    for verb, words, offered in entries:
        if offered:
            entry = menu.addAction(words)
            entry.triggered.connect(lambda _on=False, verb=verb: page.filed.ask(verb))
    menu.addSeparator()
