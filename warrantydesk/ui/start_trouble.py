"""The way to a desk: opened at once, or after the clerk has said what to do about its trouble."""

from pathlib import Path
from typing import TYPE_CHECKING

from warrantydesk.domain.errors import Unavailable
from warrantydesk.services.opening_trouble import is_first_start
from warrantydesk.services.sentences import sentence
from warrantydesk.ui.kit import messages
from warrantydesk.ui.shell import Shell

if TYPE_CHECKING:
    from warrantydesk.services.desk import Desk, Waiting
    from warrantydesk.ui.main_window import MainWindow


def opened(window: "MainWindow", shell: Shell, folder: Path, waiting: "Waiting") -> "Desk | None":
    """Return the open desk of a folder, or of the one chosen instead; None to leave."""
    from warrantydesk.services.desk import Desk

    try:
        return Desk(folder).open(create=is_first_start(folder), waiting=waiting)
    except Unavailable as error:
        messages.tell(window, sentence(error), warn=True)
        return None
