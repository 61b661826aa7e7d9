"""One thing done by another person at this desk, who then hands the keyboard back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from warrantydesk.domain.person import Role


@contextmanager
def acting_as(desk: Any, login: str) -> Iterator[None]:
    """Let the person of a login act; whoever acted before acts again afterwards."""
    before = desk.people.acting.login
    desk.people.act_as(login)
    try:
        yield
    finally:
        desk.people.act_as(before)


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
