"""The strip of a table's versions: withdrawn, former, in force, coming; two can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from warrantydesk.i18n import N_, _, date_text
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, paint_mark


class VersionState(StrEnum):
    """Where a version stands today."""

    FORMER = "former"
    IN_FORCE = "in_force"
    COMING = "coming"
    WITHDRAWN = "withdrawn"


STATE_NAMES = {
    VersionState.FORMER: N_("former"),
    VersionState.IN_FORCE: N_("in force"),
    VersionState.COMING: N_("coming"),
    VersionState.WITHDRAWN: N_("withdrawn"),
}
STATE_MARKS = {
    VersionState.FORMER: Mark.DONE,
    VersionState.IN_FORCE: Mark.OK,
    VersionState.COMING: Mark.RUNNING,
    VersionState.WITHDRAWN: Mark.NA,
}
NODE, WIDE = 7.6, 8.2
"""Widths of a node, former and boxed, in line heights."""


@dataclass(frozen=True)
class Node:
    """One version on the strip; ``note`` is its second line when it stands in a box."""

    number: int
    effective_from: date
    state: VersionState
    note: str = ""

    def spoken(self) -> str:
        """Return the node as one line of words."""
        parts = (f"v{self.number}", date_text(self.effective_from), _(STATE_NAMES[self.state]))
        return " · ".join((*parts, self.note) if self.note else parts)


class VersionRibbon(QWidget):
    """Nodes from old to new, the newest always in sight.

    A click or the arrows choose the version to look at, Ctrl with either the one to compare with.
    """

    chosen = Signal(int)
    compared = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without versions."""
        super().__init__(parent)
        self._nodes: tuple[Node, ...] = ()
        self._picked: tuple[int, int] = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Versions"))
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(2.4))

    def show_nodes(self, nodes: Sequence[Node], old: int, new: int) -> None:
        """Show versions from old to new; ``old`` and ``new`` are looked at, equal for one alone."""
        self._nodes, self._picked = tuple(nodes), (old, new)
        told = [node.spoken() for node in nodes if node.number in self._picked]
        self.setAccessibleDescription("; ".join(told))
        self.update()

    def nodes(self) -> tuple[Node, ...]:
        """Return the versions shown."""
        return self._nodes

    def picked(self) -> tuple[int, int]:
        """Return the versions looked at."""
        return self._picked

    def sizeHint(self) -> QSize:
        """Room for four versions."""
        return QSize(theme.h(4 * NODE), theme.h(2.4))

    def minimumSizeHint(self) -> QSize:
        """Room for one."""
        return QSize(theme.h(NODE), theme.h(2.4))

    def place_of(self, number: int) -> QPoint:
        """Return the middle of a version's node, for a click; a null point when out of sight."""
        for node, area in self._areas():
            if node.number == number:
                return area.center().toPoint()
        return QPoint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose, or compare with Ctrl."""
        for node, area in self._areas():
            if area.contains(event.position()):
                self._take(node.number, event.modifiers())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go along the strip."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        numbers = [node.number for node in self._nodes]
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        held = self._picked[0] if control else self._picked[1]
        if not step or held not in numbers:
            super().keyPressEvent(event)
            return
        there = numbers.index(held) + step
        if 0 <= there < len(numbers):
            self._take(numbers[there], event.modifiers())

    def event(self, event: QEvent) -> bool:
        """Say a node whole while the mouse rests on it."""
        if isinstance(event, QHelpEvent):
            over = (node for node, area in self._areas() if area.contains(event.pos()))
            node = next(over, None)
            QToolTip.showText(event.globalPos(), node.spoken() if node else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the strip, the line between the nodes, the nodes."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        paint.box(painter, area, look.alt, look.line, 6)
        shown = self._areas()
        for (_left, before), (_right, after) in pairwise(shown):
            y = area.top() + theme.h(0.78)
            paint.hairline(painter, before.right() + 2, after.left() - 2, y, look.bar)
        if len(shown) < len(self._nodes):
            paint.words(painter, area.adjusted(6, 0, 0, 0), "⋯", look.ink2)
        for node, spot in shown:
            self._paint_node(painter, spot, node)
        if self.hasFocus():
            paint.focus_ring(painter, area, 6)

    def _paint_node(self, painter: QPainter, spot: QRectF, node: Node) -> None:
        look = theme.tokens()
        boxed = self._is_boxed(node)
        if boxed:
            lit = node.number in self._picked
            line = look.accent if lit else look.line2
            paint.box(painter, spot, look.accent_tint if lit else look.base, line, 6)
        side, half = theme.h(0.74), theme.h(1)
        inner = spot.adjusted(8, 2, -6, -2)
        top = QRectF(inner.left(), inner.top(), inner.width(), half)
        mark = QRectF(top.left(), top.center().y() - side / 2, side, side)
        paint_mark(painter, mark, STATE_MARKS[node.state], hole="alt")
        top.setLeft(mark.right() + 6)
        ink = look.ink3 if node.state is VersionState.WITHDRAWN else look.ink
        width = paint.words(painter, top, f"v{node.number}", ink, theme.font(0, True))
        low = QRectF(inner.left(), top.bottom(), inner.width(), half)
        day = date_text(node.effective_from)
        if boxed:
            top.setLeft(top.left() + width + 8)
            paint.words(painter, top, day, look.ink2, theme.font(-0.5))
            note = node.note or _(STATE_NAMES[node.state])
            paint.words(painter, low, note, look.ink2, theme.font(-1))
        else:
            paint.words(painter, low, day, look.ink2, theme.font(-1))

    def _is_boxed(self, node: Node) -> bool:
        return node.number in self._picked or node.state is not VersionState.FORMER

    def _areas(self) -> list[tuple[Node, QRectF]]:
        """Return the nodes that fit, with their places; those looked at never give way."""
        room = self.width() - 2 * theme.h(0.9)
        kept: list[Node] = []
        taken = 0.0
        by_weight = sorted(
            self._nodes, key=lambda one: (one.number not in self._picked, -one.number)
        )
        for node in by_weight:
            taken += self._width(node)
            if taken > room and kept:
                break
            kept.append(node)
        kept.sort(key=lambda one: self._nodes.index(one))
        slack = max(0.0, room - sum(self._width(node) for node in kept))
        gap = min(theme.h(2.5), slack / max(1, len(kept) - 1))
        left, areas = float(theme.h(0.9)), []
        for node in kept:
            width = self._width(node)
            areas.append((node, QRectF(left, 2, width, self.height() - 4)))
            left += width + gap
        return areas

    def _width(self, node: Node) -> int:
        return theme.h(WIDE if self._is_boxed(node) else NODE * 0.7)

    def _take(self, number: int, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.compared.emit(number)
        else:
            self.chosen.emit(number)
