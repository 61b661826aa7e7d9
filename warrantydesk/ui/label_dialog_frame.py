"""The frame of the label dialog: three panes, a banner above them, a foot below."""

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.label_dialog_banner import RestBanner
from warrantydesk.ui.label_dialog_batch import BatchList
from warrantydesk.ui.label_dialog_preview import PreviewPane
from warrantydesk.ui.label_dialog_printer import PrinterForm

BORDER = 1
NARROW, SHORT = 56, 30
"""Below so many line heights the label would no longer be shown dot for dot."""


class LabelFrame(QDialog):
    """Batch at the left, preview in the middle, printer at the right; one primary button."""

    def __init__(self, preview: PreviewPane, form: PrinterForm, parent: QWidget | None) -> None:
        """Lay the panes out; what they do is connected elsewhere."""
        super().__init__(parent)
        self.batch, self.preview, self.form = BatchList(), preview, form
        self._build()
        self._lay()
        room = self.screen().availableGeometry()
        self.resize(min(theme.h(62.1), room.width() - 32), min(theme.h(34.9), room.height() - 32))

    def showEvent(self, event: QShowEvent) -> None:
        """Stay inside the window."""
        super().showEvent(event)
        keep_inside(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way for the label: first the journal, then the sides."""
        super().resizeEvent(event)
        narrow = self.width() < theme.h(NARROW)
        self._left.setFixedWidth(theme.h(12.6 if narrow else 17.4))
        # The fields are scrolled up and down only: the pane is never narrower than they are.
        least = self.form.minimumSizeHint().width() + BORDER
        self._right.setFixedWidth(max(theme.h(14.2 if narrow else 16.3), least))
        self.preview.show_journal(self.height() >= theme.h(SHORT))

    def _build(self) -> None:
        self.counts = ElidedWords("", token="ink2", delta=-1)
        self.add_link = LinkButton("", icon="add", delta=-0.5)
        self.only_link = LinkButton(_("Only what was not sent"), delta=-0.5)
        self.sort_link = LinkButton(_("By place"), delta=-0.5)
        self.banner = RestBanner()
        self.rest_button = Button("")
        self.rest_button.hide()
        self.problem_mark = MarkLabel(Mark.BLOCK, "", bold=True)
        self.test_button = Button(_("Calibration label"), icon="table")
        self.save_button = Button(_("Save as a file"), menu=QMenu(self))
        self.close_button = Button(_("Cancel"))
        self.print_button = Button("", primary=True, icon="print")
        self.print_button.setDefault(True)

    def _lay(self) -> None:
        panes = QHBoxLayout()
        panes.setSpacing(0)
        self._left, self._right = Surface("alt", "r"), Surface("window", "l")
        self._lay_batch(self._left)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(BORDER, 0, 0, 0)
        column.addWidget(Scroll(self.form))
        panes.addWidget(self._left)
        panes.addWidget(self.preview, 1)
        panes.addWidget(self._right)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.banner)
        whole.addLayout(panes, 1)
        whole.addWidget(self._foot())

    def _lay_batch(self, left: QWidget) -> None:
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 8, 1, 8)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 10, 0)
        head.setSpacing(8)
        head.addWidget(Words(_("This batch"), delta=0.5, bold=True))
        head.addWidget(self.counts, 1)
        head.addWidget(self.add_link)
        below = QHBoxLayout()
        below.setContentsMargins(12, 0, 10, 0)
        below.addWidget(self.only_link)
        below.addWidget(self.sort_link)
        below.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.batch, 1)
        column.addLayout(below)

    def _foot(self) -> QWidget:
        foot = Surface("window", "t")
        foot.setFixedHeight(theme.h(2.53))
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.problem_mark, 1)
        for button in (
            self.test_button,
            self.save_button,
            self.close_button,
            self.rest_button,
            self.print_button,
        ):
            row.addWidget(button)
        return foot
