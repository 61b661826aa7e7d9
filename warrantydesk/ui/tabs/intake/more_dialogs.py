"""Dialogs that the Claim menu opens for the claim in hand; one line each.

A dialog's module is imported when it is first opened. Its function gets the page: there
``page.settled()``
returns the saved claim, ``page.shell`` and ``page.desk`` do the rest, ``page.reload(keep=True)``
shows what came of it.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from warrantydesk.i18n import N_
from warrantydesk.ui.tabs.intake.claim_menu import ASK, COVER, CUSTOMER, MANY, SECTIONS, WORK

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage


class ClaimDialog(NamedTuple):
    """Words of the menu, its shortcut, how the function that opens it is loaded, its group."""

    words: str
    keys: str
    load: "Callable[[], Callable[[ClaimPage], None]]"
    group: str


def _ask_maker() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.authorisation_dialog import open_request

    return open_request


def _record_authorisation() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.authorisation_dialog_record import open_record

    return open_record


def _technical_manager() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.escalation_dialog import open_escalation

    return open_escalation


def _quality() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.quality_dialog import open_quality

    return open_quality


def _folder() -> "Callable[[ClaimPage], None]":
    def open_folder(page: "ClaimPage") -> None:
        claim = page.settled()
        if claim is not None:
            page.shell.open("archive", "folder", claim.id)

    return open_folder


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


def _work() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.work_dialog import open_work

    return open_work


def _store() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.store_dialog import open_store

    return open_store


def _added_work() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.add_on_dialog import open_add_on

    return open_add_on


def _tow() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.tow_dialog import open_tow

    return open_tow


def _paste() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.paste_order_dialog import open_paste

    return open_paste


def _excluded_car() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.excluded_car_dialog import open_excluded_car

    def opened(page: "ClaimPage") -> None:
        done = partial(page.reload, keep=True)
        open_excluded_car(page.shell, page.desk, page.settled(), done)

    return opened


def _opened(_dialog: object) -> None:
    """Leave a dialog to itself."""


def _contacts() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.care.of_claim import open_contacts

    return open_contacts


def _tell_customer() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.care.of_claim import open_progress

    return open_progress


def _complaint() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.care.of_claim import open_claims_complaint

    return open_claims_complaint


def _call() -> "Callable[[ClaimPage], None]":
    from warrantydesk.ui.care.of_claim import open_claims_call

    return open_claims_call


CLAIM_DIALOGS: tuple[ClaimDialog, ...] = (
    ClaimDialog(N_("Fo&lder of the claim"), "", _folder, SECTIONS),
    ClaimDialog(N_("Paste a repa&ir order…"), "Ctrl+Shift+V", _paste, WORK),
    ClaimDialog(N_("Technicians' h&ours…"), "Ctrl+Shift+H", _work, WORK),
    ClaimDialog(N_("Ask the parts &store…"), "Ctrl+Shift+B", _store, WORK),
    ClaimDialog(N_("A&dded work…"), "", _added_work, WORK),
    ClaimDialog(N_("To&w…"), "", _tow, WORK),
    ClaimDialog(N_("Ask the &maker…"), "", _ask_maker, ASK),
    ClaimDialog(N_("&Record the maker's authorisation…"), "", _record_authorisation, ASK),
    ClaimDialog(N_("&Technical manager…"), "", _technical_manager, ASK),
    ClaimDialog(N_("Let a check &pass…"), "", _let_pass, ASK),
    ClaimDialog(N_("&Quality card for the maker…"), "", _quality, ASK),
    ClaimDialog(N_("Add to this &filed claim"), "", _add_to, ASK),
    ClaimDialog(N_("Free ser&vices in a batch…"), "Ctrl+Shift+F", _free_services, MANY),
    ClaimDialog(N_("Repaired and never &claimed…"), "", _unclaimed, MANY),
    ClaimDialog(N_("&No claims for this car…"), "", _excluded_car, COVER),
    ClaimDialog(N_("What refusals teac&h…"), "", _refusals, MANY),
    ClaimDialog(N_("Check &everything open…"), "Ctrl+Shift+A", _check_all, MANY),
    ClaimDialog(N_("&Contacts…"), "Ctrl+Shift+C", _contacts, CUSTOMER),
    ClaimDialog(N_("Tell the c&ustomer…"), "Ctrl+Shift+M", _tell_customer, CUSTOMER),
    ClaimDialog(N_("C&omplaint…"), "", _complaint, CUSTOMER),
    ClaimDialog(N_("Call a&fter the repair…"), "", _call, CUSTOMER),
)
