"""Which page belongs to a step; each is imported when it is first met."""

from importlib import import_module
from typing import Any

_PAGES = {
    "language": "language_page:LanguagePage",
    "dealer": "dealer_page:DealerPage",
    "profile": "profile_page:ProfilePage",
    "printers": "printers_page:PrintersPage",
    "backup": "backup_page:BackupPage",
    "people": "people_page:PeoplePage",
    "take_over": "take_over_page:TakeOverPage",
    "done": "done_page:DonePage",
}


def page_of(step: str) -> Any:
    """Return the class of a step's page."""
    module, _colon, name = _PAGES[step].partition(":")
    return getattr(import_module(f"warrantydesk.ui.set_up.{module}"), name)
