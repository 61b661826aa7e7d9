"""The head of a folder: back to the list, which claim this is, and what can be done with it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.dossier import DossierContents
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.claim_head import ClaimHead
from warrantydesk.ui.kit.buttons import Button, IconButton, LinkButton
from warrantydesk.ui.kit.chips import StatusChip
from warrantydesk.ui.kit.labels import Surface
from warrantydesk.ui.kit.tokens import Tone


class FolderHead(Surface):
    """Record head over the full width with the three axes."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty; menus are filled by the folder."""
        super().__init__("base", "b", parent)
        self.claim = ClaimHead()
        self.back = LinkButton(_("Archive"), icon="left", clicked=self.left.emit)
        self.back.setToolTip(_("Back to the list (Esc)"))
        self._whole = StatusChip()
        self.print_menu, self.more_menu = QMenu(self), QMenu(self)
        self.print_button = Button(_("Print"), icon="print", menu=self.print_menu)
        self.dossier_button = Button(_("Dossier PDF"), icon="pdf")
        self.more = IconButton("more", _("More"), clicked=self._open_more)
        line = self.claim.line
        line.insertWidget(0, self.back)
        line.insertWidget(4, self._whole)
        for widget in (self.print_button, self.dossier_button, self.more):
            line.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.claim)
        self.set_short(False)

    def set_short(self, short: bool) -> None:
        """Stand in one line, or in two."""
        self.claim.set_short(short)
        self.print_button.setVisible(not short)
        margin = 4 if short else 8
        self._column.setContentsMargins(14, margin, 14, margin)

    def show_claim(self, desk: Any, claim: Claim) -> None:
        """Show a claim; whether its plate stands whole is the head's to know."""
        self.claim.show_claim(desk, claim)

    def show_contents(self, contents: DossierContents, redacted: bool) -> None:
        """Say whether the folder is whole, and whether personal values were taken out."""
        missing = len(contents.missing)
        if redacted or contents.redacted:
            self._whole.show_state(_("personal values taken out"), Tone.WARN)
        elif missing:
            self._whole.show_state(ngettext_("{n} missing", "{n} missing", missing), Tone.WARN)
        else:
            self._whole.show_state(_("complete"), Tone.OK)

    def _open_more(self) -> None:
        self.more_menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
