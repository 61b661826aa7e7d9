"""Another person sits down: chosen in the status bar or by key, proved by PIN where one is set."""

from typing import Any

from warrantydesk.i18n import _
from warrantydesk.ui.pin_dialog import ask_pin
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell


def switched(shell: Shell, desk: Any, login: str) -> bool:
    """Let a person act from now on; False where the PIN is not entered.

    Who acts already, or has no PIN, is not asked.
    """
    if login == desk.people.acting.login:
        return True
    switch = desk.people.switch
    asked = tried(
        shell,
        lambda: ask_pin(desk, login, lambda pin: switch(login, pin), _("&Switch")),
    )
    return bool(asked)


def switch_person(window: Any) -> None:
    """Show who may act, to be chosen by key."""
    window.status().ask_person()


def lock(window: Any) -> None:
    """Lock the desk."""
    window.locking.lock()
