"""Dialogs that the Claim menu opens for the claim in hand; one line each.

A dialog's module is imported when it is first opened. Its function gets the page: there
``page.settled()``
returns the saved claim, ``page.shell`` and ``page.desk`` do the rest, ``page.reload(keep=True)``
shows what came of it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage


class ClaimDialog(NamedTuple):
    """Words of the menu, its shortcut, and how the function that opens it is loaded."""

    words: str
    keys: str
    load: "Callable[[], Callable[[ClaimPage], None]]"


CLAIM_DIALOGS: tuple[ClaimDialog, ...] = ()
