"""Who has signed the inspection, who still must, and the customer where nothing is covered."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.cards import Card
from warrantydesk.ui.kit.labels import ElidedWords
from warrantydesk.ui.kit.marks import Mark, paint_mark


@dataclass(frozen=True)
class SignatureLine:
    """One signature: its mark, who signs as what, and the name with the time or what is missing.

    ``link`` is offered where the signature can be given now.
    """

    key: str
    mark: Mark
    role: str
    words: str
    link: str = ""


class _SignatureRow(QWidget):
    """Mark and role at the left, name and time or a link at the right, a hairline above."""

    signed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._line = SignatureLine("", Mark.TODO, "", "")
        self._words = ElidedWords(token="ink2", align=paint.RIGHT)
        self._link = LinkButton("", bold=True, clicked=lambda: self.signed.emit(self._line.key))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 0)
        row.setSpacing(4)
        row.addStretch(1)
        row.addWidget(self._words, 2)
        row.addWidget(self._link)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedHeight(theme.h(1.32))

    def show_line(self, line: SignatureLine) -> None:
        self._line = line
        self._words.setText(line.words)
        self._words.setVisible(bool(line.words))
        self._link.setText(line.link)
        self._link.setVisible(bool(line.link))
        self._link.setAccessibleName(f"{line.role}: {line.link}")
        self._link.updateGeometry()
        lead = theme.h(1.2) + paint.width_of(line.role) + 8
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(lead, 1, 0, 0)
        self.setAccessibleName(f"{line.role}: {line.words}{line.link}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.h(10), theme.h(1.32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        paint.hairline(painter, 0, area.width(), 0, look.line)
        side = theme.h(0.74)
        spot = QRectF(0, (area.height() - side) / 2, side, side)
        paint_mark(painter, spot, self._line.mark)
        room = area.adjusted(theme.h(1.05), 0, 0, 0)
        paint.words(painter, room, self._line.role, look.ink)


class SignatureCard(Card):
    """The signatures; a link signs, the other makes a correction of what is frozen."""

    wanted = Signal(str)
    correction_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(_("Signatures"), _("frozen when signed"), parent=parent)
        self._correct = self.add_link(_("Make a correction"), self.correction_wanted.emit)
        self._rows: list[_SignatureRow] = []
        self._lines: list[SignatureLine] = []

    def show_lines(self, lines: Sequence[SignatureLine], note: str, correctable: bool) -> None:
        """Show the signatures; ``correctable`` offers a new version."""
        self.set_title(_("Signatures"), note)
        self._correct.setVisible(correctable)
        while len(self._rows) < len(lines):
            row = _SignatureRow()
            row.signed.connect(self.wanted)
            self._rows.append(row)
            self.add(row)
        self.content.setSpacing(2)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(lines))
            if number < len(lines):
                row.show_line(lines[number])
        self._lines = list(lines)

    def lines(self) -> list[SignatureLine]:
        """Return the signatures as shown."""
        return list(self._lines)
