"""The left column's look at what is owed: receivables by age, deductions that stand."""

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.deduction import DEDUCTION_KIND_NAMES, DeductionKind
from warrantydesk.domain.settlement.receivable import Age, AgeCell, By, age_table
from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.asked import Asked
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, paint_mark
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.receivable_chart import AgeLines
from warrantydesk.ui.tabs.settlement.receivable_words import thousands

MOST_KINDS = 3


class _Block(QWidget):
    """A title with its sum, and what stands below."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.sum = Words("", bold=True)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 10, 2)
        head.addWidget(Words(title, delta=0.5, bold=True))
        head.addStretch(1)
        head.addWidget(self.sum)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 8)
        self.column.setSpacing(0)
        self.column.addLayout(head)


class AgeBlock(_Block):
    """Receivables by age; a bar opens the page at that age."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Start empty; ``refresh`` asks a worker."""
        super().__init__(_("Receivables by age"))
        self._shell, self._desk = shell, desk
        self._asked = Asked(shell.run)
        self.bars = AgeLines()
        self.bars.chosen.connect(self._open)
        self.column.addWidget(self.bars)

    def refresh(self) -> None:
        """Let a worker add up."""
        self._asked.ask(self._desk.receivables.asking(), self._take)

    def _take(self, cells: tuple[AgeCell, ...]) -> None:
        total = age_table(cells, By.STAGE, self._desk.bench.today).total
        self.sum.setText(f"¥{thousands(total.amount_fen)}")
        self.sum.setToolTip(f"¥{yuan(total.amount_fen)}")
        self.bars.show_ages(total)

    def _open(self, age: Age | None) -> None:
        self.bars.set_age(None)
        self._shell.open("settlement", "receivables", f"age:{age}" if age else "")


class _KindLines(QWidget):
    """A line a kind of deduction: mark, name and count, sum; a click opens the page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._lines: list[tuple[Mark, str, int]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Deductions"))
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(round(theme.h(1.16) * max(1, len(self._lines))))

    def show_lines(self, lines: list[tuple[Mark, str, int]]) -> None:
        """Show other lines."""
        self._lines = lines
        self.setAccessibleDescription("; ".join(f"{text} ¥{yuan(fen)}" for _m, text, fen in lines))
        self.restyle()
        self.update()

    def lines(self) -> list[tuple[Mark, str, int]]:
        """Return what is shown."""
        return list(self._lines)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(theme.h(9), self.height())

    def _open(self) -> None:
        self._shell.open("settlement", "deductions", "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the page."""
        self._open()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the page with Enter or the space bar."""
        keys = Qt.Key
        if event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        look, face = theme.tokens(), theme.font(-1)
        high, side = theme.h(1.16), theme.h(0.68)
        if not self._lines:
            room = QRectF(12, 0, self.width() - 22, high)
            paint.words(painter, room, _("none stands"), look.ink2, face)
        for number, (mark, text, fen) in enumerate(self._lines):
            line = QRectF(12, number * high, self.width() - 22, high)
            spot = QRectF(line.left(), line.center().y() - side / 2, side, side)
            paint_mark(painter, spot, mark, hole="alt")
            taken = paint.words(painter, line, yuan(fen), look.ink, face, paint.RIGHT)
            words = line.adjusted(side + 6, 0, -taken - 8, 0)
            paint.words(painter, words, text, look.ink, face)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(2, 0, -2, 0))


class DeductionBlock(_Block):
    """Deductions that stand and are not decided, by kind; those to be disputed are red."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Start empty."""
        super().__init__(_("Deductions"))
        self._desk = desk
        self.lines = _KindLines(shell)
        self.column.addWidget(self.lines)

    def refresh(self) -> None:
        """Read the open deductions again."""
        today = self._desk.bench.today
        kinds: dict[DeductionKind, list[tuple[int, bool]]] = {}
        for one in self._desk.receivables.open_deductions():
            late = one.due_on is not None and one.due_on <= today
            kinds.setdefault(one.kind, []).append((one.amount_fen, late))
        rows = [
            (
                Mark.OVERDUE if any(late for _fen, late in some) else Mark.TODO,
                _("{kind} {n}", kind=_(DEDUCTION_KIND_NAMES[kind]), n=len(some)),
                sum(fen for fen, _late in some),
            )
            for kind, some in kinds.items()
        ]
        rows.sort(key=lambda row: (row[0] is not Mark.OVERDUE, -row[2]))
        total = sum(row[2] for row in rows)
        self.sum.setText(f"¥{thousands(total)}" if rows else "")
        if len(rows) > MOST_KINDS + 1:
            rest = rows[MOST_KINDS:]
            others = (Mark.TODO, _("{n} other kinds", n=len(rest)), sum(row[2] for row in rest))
            rows = [*rows[:MOST_KINDS], others]
        self.lines.show_lines(rows)
