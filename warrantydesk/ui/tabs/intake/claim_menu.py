"""The Claim menu of the Intake tab: what is done daily on top, everything else by its subject.

Within one menu no letter opens two things, in either language; Chinese words carry the letter
of the English ones.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from warrantydesk.i18n import N_, _

TOP, SECTIONS, COVER, WORK, ASK, CUSTOMER, MANY = (
    "",
    "sections",
    "cover",
    "work",
    "ask",
    "customer",
    "many",
)
GROUPS = {
    SECTIONS: N_("&Go to"),
    COVER: N_("Co&ver of the car"),
    WORK: N_("&Work with others"),
    ASK: N_("&Ask and decide"),
    CUSTOMER: N_("C&ustomer"),
    MANY: N_("&Batches and lists"),
}
"""Menus below the Claim menu in their order: what each is called."""

DIALOGS = (
    (N_("&Why is it covered or not…"), "Ctrl+I", "why", COVER),
    (N_("&History of the vehicle…"), "Ctrl+H", "history", COVER),
    (N_("&Facts for the cover of this claim…"), "Ctrl+G", "facts", COVER),
    (N_("Certificate and &contracts…"), "Ctrl+T", "terms", COVER),
    (N_("&Demand to replace or return…"), "Ctrl+Shift+D", "demand", CUSTOMER),
    (N_("&Loan car of this visit…"), "", "loaner", CUSTOMER),
)
"""Dialogs about the cover of the claim in hand: words, shortcut, key, menu."""


def fill(menu: QMenu, offered: Mapping[str, Sequence[QAction]]) -> None:
    """Add the actions of a tab: those on top, then a menu for each group."""
    menu.addActions(list(offered.get(TOP, ())))
    menu.addSeparator()
    for group, words in GROUPS.items():
        if actions := offered.get(group):
            menu.addMenu(_(words)).addActions(list(actions))
