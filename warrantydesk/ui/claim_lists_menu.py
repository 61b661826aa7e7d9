"""Lists of given claims: those that were found, or are selected, with their money and lines."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QMenu

from warrantydesk.i18n import _
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.writing import export_claims


def fill_claim_lists(
    shell: Shell, desk: Any, menu: QMenu, ids: Callable[[], Sequence[int]]
) -> QMenu:
    """Offer every list that is made of claims in a menu of its own; ``ids`` says of which."""
    lists = menu.addMenu(_("&Lists of these claims"))
    for plain in desk.ledger.lists():
        if plain.of_claims:
            entry = lists.addAction(_("{list}…", list=_(plain.title)))
            entry.triggered.connect(
                lambda _on=False, name=plain.code: export_claims(shell, desk, ids(), name)
            )
    return lists
