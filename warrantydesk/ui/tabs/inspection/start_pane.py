"""What the tab shows of a claim whose inspection has not begun."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel


class StartPane(QWidget):
    """The customer's words, whether the work is authorised, and the button that starts."""

    start_wanted = Signal()
    print_wanted = Signal()
    signature_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a claim."""
        super().__init__(parent)
        self._complaint = Words(wrap=True)
        self._complaint.setMaximumWidth(theme.h(32))
        self._authorised = MarkLabel()
        self._print = LinkButton(_("Print the work authorisation…"), clicked=self.print_wanted.emit)
        self._sign = LinkButton(_("The customer has signed…"), clicked=self.signature_wanted.emit)
        self.button = Button(_("&Start inspection"), primary=True, clicked=self.start_wanted.emit)
        self._why_not = MarkLabel()
        links = QHBoxLayout()
        links.setSpacing(8)
        links.addWidget(self._authorised)
        links.addWidget(self._print)
        links.addWidget(self._sign)
        links.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(Words(_("The inspection has not begun"), delta=3, bold=True))
        column.addSpacing(4)
        column.addWidget(Words(_("In the customer's words"), token="ink2", delta=-1))
        column.addWidget(self._complaint)
        column.addSpacing(8)
        column.addLayout(links)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._why_not)
        column.addStretch(1)

    def show_start(self, complaint: str, signed_by: str, why_not: str = "") -> None:
        """Show the complaint and who signed the work authorisation, empty where nobody has.

        ``why_not`` says why no inspection can begin; then there is nothing to press.
        """
        self._complaint.setText(complaint or "—")
        if signed_by:
            words = _("Work authorisation signed by {name}", name=signed_by)
        else:
            words = _("The work authorisation is not signed")
        self._authorised.show_mark(Mark.OK if signed_by else Mark.WARN, words)
        self._authorised.setVisible(not why_not or bool(signed_by))
        for one in (self._print, self._sign):
            one.setVisible(not signed_by and not why_not)
        self.button.setVisible(not why_not)
        self._why_not.show_mark(Mark.INFO if why_not else None, why_not)
