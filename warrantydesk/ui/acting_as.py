"""One thing done by another person at this desk, who then hands the keyboard back.

The one door for everything that needs a second person: the PIN is asked where one is set, the
thing stands under the second name, and the first person acts again afterwards.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from warrantydesk.domain.errors import RIGHT, refused
from warrantydesk.domain.person import Role
from warrantydesk.i18n import N_, _
from warrantydesk.ui.pin_dialog import ask_pin


@contextmanager
def acting_as(desk: Any, login: str) -> Iterator[None]:
    """Let the person of a login act, once the PIN is right; whoever acted before acts again.

    Raises Refused(RIGHT) at ``by`` where the PIN is not entered: nothing is done then.
    """
    prove(desk, login)
    with desk.people.in_place(login):
        yield


def prove(desk: Any, login: str) -> None:
    """Ask for the PIN of another person; for work that a worker then does in that name.

    Raises Refused(RIGHT) at ``by`` where it is not entered.
    """
    acting = desk.people.acting.login
    if login == acting:
        return
    why = _(
        "What is done now stands under this name. Afterwards {name} acts again.",
        name=desk.people.name_of(acting),
    )
    check = desk.people.check_pin
    if not ask_pin(desk, login, lambda pin: check(login, pin), _("&Confirm"), why):
        raise refused(
            RIGHT,
            N_("Nothing was done: {name} has not entered the PIN."),
            "by",
            name=desk.people.name_of(login),
        )


def people_of(desk: Any, role: Role) -> list[tuple[str, str]]:
    """Return login and name of everybody who may act in a role, the acting person first."""
    acting = desk.people.acting.login
    fit = [(one.login, one.name) for one in desk.people.all() if one.may_act_as(role)]
    return sorted(fit, key=lambda one: one[0] != acting)


def likely(people: list[tuple[str, str]], acting: str) -> str | None:
    """Return who probably acts in a role: whoever sits here, or the only one there is."""
    logins = [login for login, _name in people]
    if acting in logins:
        return acting
    return logins[0] if len(logins) == 1 else None
