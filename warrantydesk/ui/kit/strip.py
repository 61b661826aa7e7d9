"""The three-axis strip: where a thing stands on each of three axes, one click away."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, paint_mark
from warrantydesk.ui.kit.tokens import Tone

GAP = 8


@dataclass(frozen=True)
class AxisItem:
    """One axis: mark, its name, its state in a word, and a clock; the tone colours the clock."""

    mark: Mark
    axis: str
    state: str
    clock: str = ""
    tone: Tone = Tone.NEUTRAL


class _Axis(QAbstractButton):
    """One of the areas that can be clicked and focused."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = AxisItem(Mark.TODO, "", "—")
        self.short = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_item(self, item: AxisItem) -> None:
        self.item = item
        spoken = f"{item.axis}: {item.state} {item.clock}".strip()
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def natural(self) -> int:
        """Return the width of everything uncut."""
        item = self.item
        width = 12 + theme.h(0.74) + GAP + paint.width_of(item.axis, 0, True)
        if self._says_state():
            width += GAP + paint.width_of(item.state)
        if item.clock:
            width += GAP + paint.width_of(item.clock, -0.5, self._urgent())
        return width + GAP

    def _says_state(self) -> bool:
        """Say whether the state is written; the short form leaves it to mark and clock."""
        return not (self.short and self.item.clock)

    def _urgent(self) -> bool:
        return self.item.tone is Tone.DANGER

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        item = self.item
        side = theme.h(0.74)
        spot = QRectF(12, (area.height() - side) / 2, side, side)
        paint_mark(painter, spot, item.mark, hole="base" if self.short else "alt")
        area.setLeft(spot.right() + GAP)
        area.setRight(area.right() - 4)
        width = paint.words(painter, area, item.axis, look.ink, theme.font(0, True))
        area.setLeft(area.left() + width + GAP)
        if self._says_state():
            width = paint.words(painter, area, item.state, look.ink)
            area.setLeft(area.left() + width + GAP)
        if item.clock and area.width() > theme.h(1):
            face = theme.font(-0.5, self._urgent())
            paint.words(painter, area, item.clock, look.ink_of(item.tone), face)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(3, 3, -3, -3))


class ThreeAxisStrip(QWidget):
    """Three axes in one box with two dividers and equal slack; short ones stand without box."""

    axis_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with three empty axes; ``set_items`` fills them."""
        super().__init__(parent)
        self._short = False
        self._axes = [_Axis(self) for _index in range(3)]
        for index, axis in enumerate(self._axes):
            axis.clicked.connect(lambda _on=False, which=index: self.axis_clicked.emit(which))
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(1.68))
        self._arrange()

    def set_items(self, items: Sequence[AxisItem]) -> None:
        """Show three axes; ValueError unless there are three."""
        for axis, item in zip(self._axes, items, strict=True):
            axis.show_item(item)
        self._arrange()
        self.updateGeometry()

    def set_short(self, short: bool) -> None:
        """Stand bare and narrow in the line of another head, or in a box of its own again."""
        self._short = short
        for axis in self._axes:
            axis.short = short
        wide = QSizePolicy.Policy.Maximum if short else QSizePolicy.Policy.Preferred
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self._arrange()
        self.updateGeometry()

    def items(self) -> list[AxisItem]:
        """Return what is shown."""
        return [axis.item for axis in self._axes]

    def sizeHint(self) -> QSize:
        """All three uncut."""
        return QSize(sum(axis.natural() for axis in self._axes), theme.h(1.68))

    def minimumSizeHint(self) -> QSize:
        """Marks and names stay, clocks give way first."""
        return QSize(theme.h(14), theme.h(1.68))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room."""
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and the dividers."""
        if self._short:
            return
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        paint.box(painter, area, look.alt, look.line, 6)
        for axis in self._axes[1:]:
            paint.upright(painter, axis.x(), 8, area.height() - 8, look.line2)

    def _arrange(self) -> None:
        wants = [axis.natural() for axis in self._axes]
        slack = self.width() - sum(wants)
        if slack >= 0:
            widths = [want + slack / 3 for want in wants]
        else:
            share = self.width() / max(1, sum(wants))
            widths = [want * share for want in wants]
        left = 0.0
        for axis, width in zip(self._axes, widths, strict=True):
            axis.setGeometry(round(left), 0, round(left + width) - round(left), self.height())
            left += width
        self.update()
