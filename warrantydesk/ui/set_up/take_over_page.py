"""Taking over what the desk has in Excel today."""

from PySide6.QtWidgets import QHBoxLayout

from warrantydesk.i18n import N_, _
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.set_up.captions import TITLES
from warrantydesk.ui.set_up.page import Page, PartHead

_SHEETS = (
    N_("Customers"),
    N_("Vehicles"),
    N_("Claims in progress"),
    N_("Old parts on the shelf"),
    N_("Receivables from the maker"),
)


class TakeOverPage(Page):
    """Says what can come over, and opens the dialog that takes it."""

    KEY = "take_over"
    TITLE = TITLES["take_over"]
    INTRO = N_(
        "What stands in your sheets today need not be typed again. Every sheet is shown and "
        "checked before anything is written, and can be taken back as a whole."
    )

    def build(self) -> None:
        """List the sheets over the button."""
        self.content.addWidget(PartHead(1, _("What can come over"), _("in this order")))
        for name in _SHEETS:
            self.content.addWidget(MarkLabel(Mark.TODO, _(name)))
        self.content.addSpacing(6)
        words = _(
            "The sheets may look as they do today: the columns are recognised and can be put "
            "right. Templates to fill in are there, too."
        )
        self.content.addWidget(Words(words, token="ink2", wrap=True))
        self.take = Button(_("&Take over from Excel…"), icon="import", clicked=self._open)
        row = QHBoxLayout()
        row.addWidget(self.take)
        row.addStretch(1)
        self.content.addLayout(row)
        self.content.addStretch(1)

    def _open(self) -> None:
        from warrantydesk.ui import take_over_verbs

        take_over_verbs.take_over(self.window_)
