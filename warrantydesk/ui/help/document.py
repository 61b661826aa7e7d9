"""A page of the help as a document in the program's colours: Markdown in, laid-out text out."""

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument

from warrantydesk.i18n import language
from warrantydesk.resources import find
from warrantydesk.ui.help import checks, drawings, dress, links
from warrantydesk.ui.help.pages import source
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.pictures import read_picture
from warrantydesk.ui.kit.tokens import Tokens

PICTURE, DRAWING = "picture:", "drawing:"
PART_TABLE = "{{part_table}}"
"""Where a page shows the table of the life of a piece."""
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_SHOWN = re.compile(r"^!\[[^\]]*\]\((picture:|drawing:)([\w-]+)\)[ \t]*$", re.MULTILINE)
_ANCHOR = re.compile(r"^(#{1,6}\s+.*?)\s*\{#([\w-]+)\}[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}\s+(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Room:
    """How wide a page may be, and how many dots the screen draws for a pixel."""

    width: int
    ratio: float = 1.0


def markdown_of(code: str) -> str:
    """Return the whole Markdown of a page in the language in use, its links with their words."""
    text = _COMMENT.sub("", source(code))
    if code == checks.CODE:
        text = f"{text}\n\n{checks.markdown()}"
    text = text.replace(PART_TABLE, drawings.part_table())
    return links.with_words(text)


def picture_file(name: str) -> str:
    """Return the file of a picture in the language in use; empty where it is missing."""
    file = find("help") / "pictures" / language().code / f"{name}.png"
    return str(file) if file.is_file() else ""


def plain_text(code: str) -> str:
    """Return the words of a page without its marks, for the search."""
    document = QTextDocument()
    document.setMarkdown(_without_anchors(_SHOWN.sub("", markdown_of(code)))[0])
    return document.toPlainText()


def _without_anchors(text: str) -> tuple[str, list[str]]:
    """Return the text without ``{#anchor}``, and the anchor of each heading in their order."""
    anchors = []
    for heading in _HEADING.finditer(text):
        named = _ANCHOR.match(heading[0])
        anchors.append(named[2] if named else "")
    return _ANCHOR.sub(r"\1", text), anchors


class PageDocument(QTextDocument):
    """A page laid out; it reads pictures from the folder of the help and nothing else."""

    def __init__(self, code: str, look: Tokens, room: Room) -> None:
        """``look`` gives the colours: those of the window, or the light ones for paper."""
        super().__init__()
        self._look, self._room = look, room
        self.setDefaultFont(theme.font(0.5))
        self.setDocumentMargin(theme.h(1))
        self.setIndentWidth(theme.h(1.4))
        text, anchors = _without_anchors(markdown_of(code))
        self.setMarkdown(_SHOWN.sub(_kept, text))
        dress.dress(self, anchors, look)

    def loadResource(self, kind: int, url: QUrl | str) -> object:
        """Return a picture of the help, as wide as the page at most; nothing else is read."""
        name = url.toString() if isinstance(url, QUrl) else url
        if name.startswith(DRAWING):
            return self._fitted(drawings.drawn(name.removeprefix(DRAWING), self._look))
        if name.startswith(PICTURE) and (file := picture_file(name.removeprefix(PICTURE))):
            return self._fitted(read_picture(file))
        return None

    def _fitted(self, image: QImage) -> QImage:
        """Return a picture no wider than the page, in the dots of the screen."""
        ratio = self._room.ratio
        most = max(40, round((self._room.width - 2 * self.documentMargin() - 4) * ratio))
        own = image.devicePixelRatio()
        wanted = min(most, round(image.width() / own * ratio))
        if wanted < image.width():
            image = image.scaledToWidth(wanted, Qt.TransformationMode.SmoothTransformation)
            own = ratio
        image.setDevicePixelRatio(own)
        return image


def _kept(found: re.Match[str]) -> str:
    """Leave a picture out that is not there: the words of the page stand on their own."""
    if found[1] == PICTURE and not picture_file(found[2]):
        return ""
    return found[0]
