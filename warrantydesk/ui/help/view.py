"""The page that is read: scaled pictures, links told to the window, the look taken anew."""

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QPalette, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.help.document import PageDocument, Room
from warrantydesk.ui.help.dress import places_of
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.scrolls import slim

_PAUSE_MS = 80
_STEP = 24
"""By fewer pixels the width changes nothing that could be seen."""


class HelpView(QTextBrowser):
    """Shows one page; Tab goes through its links, Enter follows them."""

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._code, self._words, self._width = "", "", 0
        self._page: PageDocument | None = None
        slim(self)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setAccessibleName(_("Page of the help"))
        self.anchorClicked.connect(lambda url: self.followed.emit(url.toString()))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._lay_out_anew)
        self.restyle()

    def restyle(self) -> None:
        """Take colours and sizes anew."""
        palette = self.palette()
        look = theme.tokens()
        palette.setColor(QPalette.ColorRole.Base, look.base)
        palette.setColor(QPalette.ColorRole.Text, look.ink)
        self.setPalette(palette)
        if self._code:
            self._lay_out_anew()

    def code(self) -> str:
        """Return the code of the page shown."""
        return self._code

    def show_page(self, code: str, anchor: str = "", words: str = "") -> None:
        """Show a page from its beginning, from an anchor, or from where words first stand."""
        self._code, self._words = code, words
        self._fill()
        if anchor:
            self.scrollToAnchor(anchor)

    def place(self) -> float:
        """Return how far the page is scrolled, as a part of its length."""
        bar = self.verticalScrollBar()
        return bar.value() / max(bar.maximum(), 1)

    def scroll_to(self, place: float) -> None:
        """Scroll to a part of the page's length."""
        bar = self.verticalScrollBar()
        bar.setValue(round(place * bar.maximum()))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Read nothing: pictures come from the document, other addresses from nowhere."""
        return None

    def doSetSource(self, url: QUrl | str, kind: object = None) -> None:
        """Go nowhere by itself: the window of the help decides what a link means."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the pictures anew once the size rests."""
        super().resizeEvent(event)
        if self._code and abs(self.viewport().width() - self._width) > _STEP:
            self._later.start()

    def _lay_out_anew(self) -> None:
        place = self.place()
        self._fill()
        self.scroll_to(place)

    def _fill(self) -> None:
        self._width = self.viewport().width()
        room = Room(self._width, self.devicePixelRatioF())
        old, self._page = self._page, PageDocument(self._code, theme.tokens(), room)
        self._page.setParent(self)
        self.setDocument(self._page)
        if old is not None:
            old.deleteLater()
        self._mark_words()

    def _mark_words(self) -> None:
        """Lay a ground under the words that were looked for, and go to the first."""
        found = places_of(self.document(), self._words)
        marked = []
        for cursor in found:
            spot = QTextEdit.ExtraSelection()
            spot.cursor = cursor
            shape = cursor.charFormat()
            shape.setBackground(QColor(theme.tokens().warn_tint))
            spot.format = shape
            marked.append(spot)
        self.setExtraSelections(marked)
        if found:
            first = QTextCursor(found[0])
            first.clearSelection()
            self.setTextCursor(first)
            self.ensureCursorVisible()
