"""Chips: pills that filter, tints that say a state, rows of pills with an overflow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.icons import paint_icon
from warrantydesk.ui.kit.tokens import Tone

GAP = 5


class StatusChip(QWidget):
    """A word on a tint; says a state and cannot be clicked."""

    def __init__(
        self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None
    ) -> None:
        """Show ``text`` on the tint of ``tone``."""
        super().__init__(parent)
        self._text, self._tone = text, tone
        self.restyle()

    def restyle(self) -> None:
        """Take the size anew."""
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName(self._text)

    def show_state(self, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Change word and tone; without a word the chip is hidden."""
        self._text, self._tone = text, tone
        self.restyle()
        self.setVisible(bool(text))
        self.update()

    def text(self) -> str:
        """Return the word shown."""
        return self._text

    def sizeHint(self) -> QSize:
        """Word and 8 px at both sides."""
        return QSize(paint.width_of(self._text, -1) + 16, theme.h(0.95))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tint and word."""
        paint_chip(QPainter(self), QRectF(self.rect()), self._text, self._tone)


def paint_chip(painter: QPainter, rect: QRectF, text: str, tone: Tone) -> None:
    """Draw a status chip that fills ``rect``; also for cells of tables."""
    look = theme.tokens()
    paint.box(painter, rect, look.tint_of(tone), None, 4)
    paint.words(painter, rect, text, look.ink_of(tone), theme.font(-1), paint.CENTER)


def chip_width(text: str) -> int:
    """Return the width that ``paint_chip`` wants."""
    return paint.width_of(text, -1) + 16


class FilterChip(QAbstractButton):
    """A checkable pill with a count; with ``closable`` a cross that emits ``closed``."""

    closed = Signal()

    def __init__(
        self,
        text: str,
        count: int | None = None,
        *,
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``count`` is written bold after the words."""
        super().__init__(parent)
        self._count, self._closable = count, closable
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name()

    def set_count(self, count: int | None) -> None:
        """Change the count."""
        if count != self._count:
            self._count = count
            self._name()
            self.updateGeometry()
            self.update()

    def count(self) -> int | None:
        """Return the count shown."""
        return self._count

    def sizeHint(self) -> QSize:
        """Words, count, cross and round ends."""
        width = paint.width_of(self.text(), -0.5) + 2 * theme.h(0.37)
        if self._count is not None:
            width += paint.width_of(self._counted(), -0.5, True) + GAP
        if self._closable:
            width += theme.h(0.84)
        return QSize(width, theme.h(1.26))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the cross closes; elsewhere it checks."""
        cross = self.width() - theme.h(1.2)
        if self._closable and event.position().x() > cross:
            self.setDown(False)
            self.closed.emit()
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw pill, words and count."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        lit = self.isChecked() or self._closable
        fill = look.accent_tint if lit else look.hover if self.underMouse() else look.base
        paint.box(painter, area, fill, look.accent if lit else look.line, area.height() / 2)
        ink = look.accent if lit else look.ink
        end = theme.h(0.3) + (theme.h(0.84) if self._closable else 0)
        inner = area.adjusted(theme.h(0.37), 0, -end, 0)
        width = paint.words(painter, inner, self.text(), ink, theme.font(-0.5))
        inner.setLeft(inner.left() + width + GAP)
        if self._count is not None:
            weak = look.accent if lit else look.ink2
            paint.words(painter, inner, self._counted(), weak, theme.font(-0.5, True))
        if self._closable:
            side = theme.h(0.84)
            spot = QRectF(area.right() - side - 6, area.center().y() - side / 2, side, side)
            paint_icon(painter, spot, "close", ink)
        if self.hasFocus():
            paint.focus_ring(painter, area, area.height() / 2)

    def _counted(self) -> str:
        return "" if self._count is None else f"{self._count:,}"

    def _name(self) -> None:
        self.setAccessibleName(f"{self.text()} {self._counted()}".strip())


@dataclass(frozen=True)
class Chip:
    """One pill of a row."""

    key: Any
    text: str
    count: int | None = None


class ChipRow(QWidget):
    """Pills side by side; what does not fit goes into "⋯"."""

    chosen = Signal(object)

    def __init__(
        self,
        chips: Sequence[Chip] = (),
        *,
        exclusive: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Exclusive rows hold one value; others a set of them."""
        super().__init__(parent)
        self._exclusive = exclusive
        self._chips: list[Chip] = []
        self._pills: list[FilterChip] = []
        self._on: list[Any] = []
        self._more = FilterChip("⋯", parent=self)
        self._more.setCheckable(False)
        self._more.setAccessibleName(_("More"))
        self._more.clicked.connect(self._open_more)
        self.set_chips(chips)

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show other pills or counts; what was chosen stays chosen where it is still there."""
        if [one.key for one in chips] != [one.key for one in self._chips] or [
            one.text for one in chips
        ] != [one.text for one in self._chips]:
            self._build(chips)
        for pill, chip in zip(self._pills, chips, strict=True):
            pill.set_count(chip.count)
        self._chips = list(chips)
        if self._exclusive and chips and not self._on:
            self._on = [chips[0].key]
        self._show_chosen()
        self._arrange()
        self.updateGeometry()

    def value(self) -> Any:
        """Return the key chosen in an exclusive row, None when there is none."""
        return self._on[0] if self._on else None

    def values(self) -> list[Any]:
        """Return all keys chosen."""
        return list(self._on)

    def set_value(self, key: Any) -> None:
        """Choose one key; never emits ``chosen``."""
        self.set_values([] if key is None else [key])

    def set_values(self, keys: Sequence[Any]) -> None:
        """Choose several keys; never emits ``chosen``."""
        self._on = list(keys)
        self._show_chosen()
        self._arrange()

    def pills(self) -> list[FilterChip]:
        """Return the pills in order."""
        return list(self._pills)

    def sizeHint(self) -> QSize:
        """All pills side by side."""
        width = sum(pill.sizeHint().width() + GAP for pill in self._pills)
        return QSize(max(0, width - GAP), theme.h(1.26))

    def minimumSizeHint(self) -> QSize:
        """One pill and "⋯"."""
        first = self._pills[0].sizeHint().width() if self._pills else 0
        return QSize(first + GAP + self._more.sizeHint().width(), theme.h(1.26))

    def restyle(self) -> None:
        """Take the sizes anew."""
        self._arrange()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many pills as fit."""
        self._arrange()

    def _build(self, chips: Sequence[Chip]) -> None:
        for pill in self._pills:
            pill.setParent(None)
            pill.deleteLater()
        self._pills = []
        for chip in chips:
            pill = FilterChip(chip.text, chip.count, parent=self)
            pill.clicked.connect(lambda _on=False, key=chip.key: self._toggle(key))
            self._pills.append(pill)

    def _toggle(self, key: Any) -> None:
        if self._exclusive:
            self._on = [key]
        elif key in self._on:
            self._on.remove(key)
        else:
            self._on.append(key)
        self._show_chosen()
        self._arrange()
        self.chosen.emit(self.value() if self._exclusive else self.values())

    def _show_chosen(self) -> None:
        for pill, chip in zip(self._pills, self._chips, strict=False):
            pill.setChecked(chip.key in self._on)

    def _arrange(self) -> None:
        widths = [pill.sizeHint().width() for pill in self._pills]
        room = self.width()
        fits = sum(widths) + GAP * (len(widths) - 1) <= room
        more = self._more.sizeHint()
        limit = room if fits else room - more.width() - GAP
        left = 0
        hidden = False
        for pill, width in zip(self._pills, widths, strict=True):
            hidden = hidden or (left + width > limit and left > 0)
            pill.setVisible(not hidden)
            if not hidden:
                pill.setGeometry(left, 0, width, theme.h(1.26))
                left += width + GAP
        self._more.setVisible(hidden)
        self._more.setChecked(False)
        self._more.setGeometry(left, 0, more.width(), theme.h(1.26))

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for pill, chip in zip(self._pills, self._chips, strict=True):
            if pill.isHidden():
                action = QAction(pill.accessibleName(), menu, checkable=True)
                action.setChecked(chip.key in self._on)
                action.triggered.connect(lambda _on=False, key=chip.key: self._toggle(key))
                menu.addAction(action)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
