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


def _free_services() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.free_services_dialog import open_free_services

    return lambda page: _opened(open_free_services(page.shell, page.desk))


def _unclaimed() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.unclaimed_dialog import open_unclaimed

    return lambda page: _opened(open_unclaimed(page.shell, page.desk))


def _add_to() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.tabs.intake.add_on_claim import add_to

    return add_to


def _refusals() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.learning_dialog import open_learning

    return lambda page: _opened(open_learning(page.shell, page.desk))


def _check_all() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.check_all import open_check_all

    return lambda page: _opened(open_check_all(page))


def _opened(_dialog: object) -> None:
    """Leave a dialog to itself."""


CLAIM_DIALOGS: tuple[ClaimDialog, ...] = (
    ClaimDialog(N_("Ask the &maker…"), "", _ask_maker),
    ClaimDialog(N_("&Record the maker's authorisation…"), "", _record_authorisation),
    ClaimDialog(N_("&Technical manager…"), "", _technical_manager),
    ClaimDialog(N_("Let a check &pass…"), "", _let_pass),
    ClaimDialog(N_("Add to this &filed claim"), "", _add_to),
    ClaimDialog(N_("Free ser&vices in a batch…"), "Ctrl+Shift+F", _free_services),
    ClaimDialog(N_("Repaired and never &claimed…"), "", _unclaimed),
    ClaimDialog(N_("What refusals teac&h…"), "", _refusals),
    ClaimDialog(N_("Check &everything open…"), "Ctrl+Shift+A", _check_all),
)
