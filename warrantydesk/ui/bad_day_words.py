"""What a bad day says: built from what the check found and the newest good backup."""

from typing import Any

from warrantydesk.i18n import _
from warrantydesk.services.bench import FROZEN


def proclaim(window: Any, problems: list[str]) -> None:
    """Write nothing any more, and say on every tab what is damaged and what to do."""
    window.desk.freeze()
    window.shell.tell(_(FROZEN), problems[0], warn=True)
