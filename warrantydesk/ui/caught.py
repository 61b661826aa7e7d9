"""What nobody caught: known errors say themselves, damage is a bad day, bugs end in one dialog."""

import logging
import sys
from types import TracebackType
from typing import Any

from PySide6.QtCore import QTimer

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.services.diagnosis import is_damage
from warrantydesk.services.sentences import sentence
from warrantydesk.ui.kit import messages
from warrantydesk.ui.notices import BAD_DAY
from warrantydesk.ui.shell import Shell


def catch_everything(window: Any, shell: Shell) -> None:
    """Hear of every error of the window and of its work in the background from now on."""

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        damaged = is_damage(error) and window.desk is not None
        if damaged:
            QTimer.singleShot(0, window, lambda: _have_a_bad_day(window, error))
        if isinstance(error, Refused | Unavailable):
            messages.tell(window, sentence(error), warn=True)
            return
        if damaged and window.notices.bar(BAD_DAY) is not None:
            return  # every look at a spoilt page says the same
        logging.getLogger("warrantydesk").error("unexpected error", exc_info=(kind, error, trace))
        if damaged:
            return
        from warrantydesk.ui.kit.error_dialog import ErrorDialog, details_of

        ErrorDialog.show_error(details_of(kind, error, trace), window)

    sys.excepthook = caught
    shell.failed.connect(lambda error: caught(type(error), error, error.__traceback__))


def _have_a_bad_day(window: Any, error: BaseException) -> None:
    """Show the banner, once; the check after the start may have shown it already."""
    if window.desk is None or window.notices.bar(BAD_DAY) is not None:
        return
    from warrantydesk.ui.bad_day_words import proclaim

    if isinstance(error, Unavailable):
        proclaim(window, [str(error.__cause__ or sentence(error))])
    else:
        proclaim(window, [str(error)])
