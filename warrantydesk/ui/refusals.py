"""Refusals and unavailable things, said in the clerk's words."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.services.refusal_notes import not_now
from warrantydesk.services.sentences import said, sentence
from warrantydesk.ui.shell import Shell

T = TypeVar("T")


def tell_refusal(shell: Shell, error: Refused | Unavailable) -> None:
    """Say why something was not done."""
    desk = getattr(shell.widget(), "desk", None)
    if isinstance(error, Refused) and desk is not None:
        not_now(desk.bench, error, "")
    shell.tell(sentence(error), warn=True)


def tell_error(shell: Shell, error: BaseException) -> None:
    """Say why work in the background was not done; what is a bug goes where bugs are told."""
    if isinstance(error, Refused | Unavailable):
        tell_refusal(shell, error)
    else:
        shell.failed.emit(error)


def tried(shell: Shell, verb: Callable[[], T]) -> T | None:
    """Do something; where it is refused say why, and return None."""
    try:
        return verb()
    except (Refused, Unavailable) as error:
        tell_refusal(shell, error)
        return None


def at_field(field: str, verb: Callable[[], T]) -> T:
    """Do something; what is refused is refused at a field of the form."""
    try:
        return verb()
    except Refused as error:
        raise Refused(replace(one, field=field) for one in error.findings) from error


__all__ = ["at_field", "said", "sentence", "tell_error", "tell_refusal", "tried"]
