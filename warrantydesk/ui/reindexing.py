"""The search index made anew while the window goes on being looked at."""

from typing import Any

from warrantydesk.i18n import _
from warrantydesk.ui.borrowed import Borrowed


def make_index(window: Any) -> None:
    """Make the search index anew in a worker; nothing else is written meanwhile."""
    window.flush()
    desk = window.desk

    def work(step: Any) -> int:
        count: int = desk.archive.reindex(lambda done, total: step(done, total, ""))
        return count

    def tell(count: int) -> None:
        window.show_toast(_("The search index holds {n} claims.", n=f"{count:,}"), None)

    Borrowed(window.shell, desk).run(work, _("Making the search index anew…"), tell, None)
