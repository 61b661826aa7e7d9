"""Refusals and unavailable things, said in the clerk's words."""

from collections.abc import Callable
from typing import TypeVar

from warrantydesk.domain.claim.states import ACTION_NAMES, STATE_NAMES
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.old_part import PART_ACTION_NAMES, PART_STATE_NAMES
from warrantydesk.domain.person import ROLE_NAMES
from warrantydesk.i18n import _, list_text
from warrantydesk.ui.shell import Shell

T = TypeVar("T")
_NAMED: dict[str, str] = {
    **{str(code): name for code, name in ACTION_NAMES.items()},
    **{str(code): name for code, name in STATE_NAMES.items()},
    **{str(code): name for code, name in PART_STATE_NAMES.items()},
    **{str(code): name for code, name in ROLE_NAMES.items()},
    **PART_ACTION_NAMES,
}


def said(finding: Finding) -> str:
    """Return the sentence of a finding in the language in use, codes in words."""
    values = {
        name: _(_NAMED[value]) if isinstance(value, str) and value in _NAMED else value
        for name, value in finding.values.items()
    }
    return _(finding.message, **values)


def sentence(error: Refused | Unavailable) -> str:
    """Return everything an error has to say as one text."""
    if isinstance(error, Refused):
        return "\n".join(said(finding) for finding in error.findings)
    values = {
        name: list_text(map(str, value)) if isinstance(value, tuple | list) else value
        for name, value in error.values.items()
    }
    return _(error.message, **values)


def tell_refusal(shell: Shell, error: Refused | Unavailable) -> None:
    """Say why something was not done."""
    shell.tell(sentence(error), warn=True)


def tried(shell: Shell, verb: Callable[[], T]) -> T | None:
    """Do something; where it is refused say why, and return None."""
    try:
        return verb()
    except (Refused, Unavailable) as error:
        tell_refusal(shell, error)
        return None
