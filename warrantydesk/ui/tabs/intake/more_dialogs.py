"""Dialogs that the Claim menu opens for the claim in hand; one line each.

A dialog's module is imported when it is first opened. Its function gets the page: there
``page.settled()``
returns the saved claim, ``page.shell`` and ``page.desk`` do the rest, ``page.reload(keep=True)``
shows what came of it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from warrantydesk.i18n import N_

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage


class ClaimDialog(NamedTuple):
    """Words of the menu, its shortcut, and how the function that opens it is loaded."""

    words: str
    keys: str
    load: "Callable[[], Callable[[ClaimPage], None]]"


def _ask_maker() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.authorisation_dialog import open_request

    return open_request


def _record_authorisation() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.authorisation_dialog_record import open_record

    return open_record


def _technical_manager() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.escalation_dialog import open_escalation

    return open_escalation


def _let_pass() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.override_dialog import open_override

    return open_override


CLAIM_DIALOGS: tuple[ClaimDialog, ...] = (
    ClaimDialog(N_("Ask the &maker…"), "", _ask_maker),
    ClaimDialog(N_("&Record the maker's authorisation…"), "", _record_authorisation),
    ClaimDialog(N_("&Technical manager…"), "", _technical_manager),
    ClaimDialog(N_("Let a check &pass…"), "", _let_pass),
)
