"""Text to read whose differing words lie on a tint; never a command, whatever it holds."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.fields_text import make_clear
from warrantydesk.ui.kit.scrolls import slim
from warrantydesk.ui.tabs.policies.wording import Piece


class DiffText(QTextEdit):
    """Read-only text in pieces; the mouse and the keyboard can select it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without text."""
        super().__init__(parent)
        slim(self)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        make_clear(self)
        self.document().setDocumentMargin(0)
        self._pieces: tuple[Piece, ...] = ()
        self.restyle()

    def restyle(self) -> None:
        """Take font and colours anew."""
        self.setFont(theme.font())
        self._write()

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show a text; differing pieces are marked."""
        if tuple(pieces) != self._pieces:
            self._pieces = tuple(pieces)
            self._write()

    def marked(self) -> list[str]:
        """Return the stretches that are marked."""
        return [piece.text for piece in self._pieces if piece.differs]

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        plain, marked = QTextCharFormat(), QTextCharFormat()
        look = theme.tokens()
        for kind in (plain, marked):
            kind.setForeground(look.ink)
            kind.setFont(theme.font())
        marked.setBackground(look.warn_tint)
        marked.setFontUnderline(True)
        marked.setUnderlineColor(look.warn_mark)
        for piece in self._pieces:
            cursor.insertText(piece.text, marked if piece.differs else plain)
        self.moveCursor(QTextCursor.MoveOperation.Start)
