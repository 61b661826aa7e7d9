"""The middle of a folder: the very page of the dossier, with its neighbours to turn to."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from warrantydesk.domain.dossier import DossierPaper
from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import IconButton
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.inputs import ChoiceField
from warrantydesk.ui.kit.labels import ElidedWords, Surface
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.page_view import PageView
from warrantydesk.ui.tabs.archive.folder_pages import FolderPages

FIT, WHOLE = 1.0, 0.0
ZOOMS = (0.67, 0.8, 1.25, 1.5, 2.0, 3.0)
NEAR = 6
"""Pages around the one in view whose pictures stay."""
_BLANK = (595, 842)


class PaperView(QWidget):
    """A head that says which page this is, and the page; a paper without pages says why."""

    opened = Signal()
    stepped = Signal(int)
    turned = Signal()

    def __init__(self, pages: FolderPages, parent: QWidget | None = None) -> None:
        """Show pages of ``pages``."""
        super().__init__(parent)
        self._pages = pages
        self._paper: DossierPaper | None = None
        self._first, self._count = 0, 0
        self._drawn: set[int] = set()
        self._ahead: list[QImage] = []
        self._title = ElidedWords(delta=0.5, bold=True)
        self._note = ElidedWords(token="ink2", delta=-1)
        self.view = PageView()
        self.view.page_changed.connect(lambda _page: self._ask())
        self._why = EmptyState("", "")
        self._build()
        pages.drawn.connect(self._show_page)

    def _build(self) -> None:
        self.back = IconButton("left", _("Page before (PgUp)"), clicked=lambda: self.step(-1))
        self.forth = IconButton("right", _("Next page (PgDn)"), clicked=lambda: self.step(1))
        fits = [(FIT, _("Fit width")), (WHOLE, _("Whole page"))]
        self.zoom = ChoiceField([*fits, *((one, f"{one * 100:.0f} %") for one in ZOOMS)])
        self.zoom.set_value(FIT)
        self.zoom.setAccessibleName(_("Size of the page"))
        self.zoom.edited.connect(lambda: self.set_zoom(self.zoom.value()))
        self.nearer = IconButton("zoom_in", _("Larger (Ctrl++)"), clicked=lambda: self.closer(1))
        self.outside = IconButton("export", _("Open this paper"), clicked=self.opened.emit)
        head = Surface("base", "b")
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 0, 10, 0)
        row.setSpacing(6)
        row.addWidget(self._title)
        row.addSpacing(4)
        row.addWidget(self._note, 1)
        for widget in (self.back, self.forth, self.zoom, self.nearer, self.outside):
            row.addWidget(widget)
        self._head = head
        holder = Surface("track")
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._why)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(holder, 1)
        self.restyle()

    def restyle(self) -> None:
        """Take the heights anew."""
        self._head.setFixedHeight(theme.h(1.95))

    def show_paper(self, paper: DossierPaper, page: int = 0) -> None:
        """Show a paper of the dossier from its page ``page`` on, -1 is the last."""
        self._paper = paper
        self._first, self._count = paper.first_page or 0, paper.pages or 0
        self.outside.setEnabled(True)
        blank = _blank()
        span = range(self._first, self._first + self._count)
        known = [self._pages.page(number) for number in span]
        self._drawn = {place for place, image in enumerate(known) if image is not None}
        early = self._ahead if self._title.text() == paper.name else []
        self._ahead = []
        stand_in = [*early, *[blank] * self._count]
        self.view.show_pages(
            [image or other for image, other in zip(known, stand_in, strict=False)]
        )
        self._title.setText(paper.name)
        self._stack.setCurrentWidget(self.view)
        if page:
            self.view.go_to(self._count - 1 if page < 0 else page)
        self._ask()

    def show_ahead(self, paper: DossierPaper, pages: list[QImage]) -> None:
        """Show the first pages of a paper before the dossier is bound."""
        self._paper, self._first, self._count = None, 0, 0
        self._drawn, self._ahead = set(), list(pages)
        self._title.setText(paper.name)
        self._note.setText(_("The dossier is being bound…"))
        self.view.show_pages(pages)
        self._stack.setCurrentWidget(self.view)
        self._allow()

    def show_why(self, title: str, why: str, note: str = "", mark: Mark = Mark.INFO) -> None:
        """Show instead of a page why there is none."""
        self._ahead = []
        self._paper, self._first, self._count = None, 0, 0
        self._title.setText(title)
        self._note.setText("")
        self.outside.setEnabled(False)
        self._why.show_text(why, note, mark)
        self._stack.setCurrentWidget(self._why)
        self._allow()

    def why(self) -> str:
        """Return what is shown instead of a page, empty while there is one."""
        return self._why.text() if self._stack.currentWidget() is self._why else ""

    def title(self) -> str:
        """Return the head: the name of the paper and where in it one is."""
        return f"{self._title.text()} {self._note.text()}".strip()

    def page(self) -> int:
        """Return which page of the paper is in view, from 0."""
        return self.view.page()

    def step(self, by: int) -> None:
        """Turn a page; past the end of a paper the next one is asked for."""
        if 0 <= self.view.page() + by < self._count:
            self.view.go_to(self.view.page() + by)
        else:
            self.stepped.emit(by)

    def closer(self, by: int) -> None:
        """Show the page larger or smaller."""
        self.view.step_zoom(by)
        self.zoom.set_value(self.view.zoom())
        self._ask()

    def set_zoom(self, zoom: Any) -> None:
        """Fit the width, show whole pages, or zoom."""
        self.zoom.set_value(zoom)
        if zoom == WHOLE:
            wide, high = self.view.viewport().width(), self.view.viewport().height()
            zoom = min(1.0, (high - 24) * _BLANK[0] / _BLANK[1] / max(1, wide - 24))
        self.view.set_zoom(float(zoom))
        self._ask()

    def turn(self) -> None:
        """Turn the page in view a quarter."""
        if self._count:
            self._pages.turn(self._first + self.view.page())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the width that there is now."""
        super().resizeEvent(event)
        self._ask()

    def _ask(self) -> None:
        """Say which page this is, and let it and its neighbours be drawn."""
        if self._paper is None or not self._count:
            return
        number = self.view.page() + 1
        said = [_("page {n} of {all}", n=number, all=self._count)]
        said.append(_("page {n} of the dossier", n=self._first + number - 1))
        if self._paper.sha256:
            said.append(f"sha {self._paper.sha256[:4]} {self._paper.sha256[4:8]}")
        self._note.setText(" · ".join(said))
        self._allow()
        wide = self.view.viewport().width() * self.view.zoom() * self.devicePixelRatioF()
        self._pages.want(self._first + number - 1, round(wide))
        self._forget_far(number - 1)
        self.turned.emit()

    def _allow(self) -> None:
        for button in (self.back, self.forth, self.zoom, self.nearer):
            button.setEnabled(self._paper is not None)

    def _forget_far(self, here: int) -> None:
        """Let pictures go that lie far from the page in view: a long paper has hundreds."""
        for place in [one for one in self._drawn if abs(one - here) >= NEAR]:
            self._drawn.discard(place)
            self.view.set_page(place, _blank())

    def _show_page(self, number: int) -> None:
        place = number - self._first
        image = self._pages.page(number)
        if image is not None and 0 <= place < self._count:
            self._drawn.add(place)
            self.view.set_page(place, image)


def _blank() -> QImage:
    """Return a white page that stands until the right one is drawn."""
    blank = QImage(*_BLANK, QImage.Format.Format_RGB888)
    blank.fill(0xFFFFFFFF)
    return blank
