"""A label being laid out: its measures, and its head of bars, readable code and small marks."""

from functools import lru_cache

from warrantydesk.documents.labels.code128 import QUIET_MODULES, module_dots, modules, runs
from warrantydesk.documents.labels.content import Content
from warrantydesk.documents.labels.lettering import fitted, width
from warrantydesk.documents.labels.marks import Bars, Block, Mark, Matrix, Words
from warrantydesk.documents.labels.stock import BASE_DPI, OUTER_MM, Stock, whole_dots

CODE_SIZE, CORNER_SIZE = 24, 20
QR_QUIET = 4
QR_MODULE_MM = 0.5
LEAST_BAR_MM = 6.35
BAR_SHARE = 0.15


class Page:
    """The marks of one label and the room that is left; all measures in whole dots."""

    def __init__(self, stock: Stock, dpi: int, ladder: bool) -> None:
        self.stock, self.dpi, self.ladder = stock, dpi, ladder
        self.width, self.height = stock.dots(dpi)
        self.outer = _up(OUTER_MM, dpi) if stock.margin_mm else 0
        margin = _up(stock.margin_mm, dpi)
        self.left, self.right, self.top = margin, self.width - margin, margin
        self.bottom = self.height - self.outer
        self.line = max(2, self.scaled(2))
        self.head_right = self.right
        self.marks: list[Mark] = []

    def scaled(self, dots: float) -> int:
        """Return a length given for 203 dpi at this label's resolution and scale."""
        return round(dots * self.dpi / BASE_DPI * self.stock.scale)

    def words(self, text: str, x: int, baseline: int, size: int, bold: bool = False) -> None:
        """Add a line of black text; an empty one adds nothing."""
        if text:
            self.marks.append(Words(x, baseline, text, size, bold))

    def rule(self, y: int, right: int) -> None:
        """Add a thin line from the left edge of the text."""
        self.marks.append(Block(self.left, y, right - self.left, self.line))

    def head(self, content: Content, right: int) -> None:
        """Add bars, readable code, corner words and rule, left of ``right``; move the top.

        Raises LabelTooLong when the bars have no room at two dots a module.
        """
        free_from = 0
        if self.stock.qr:
            right, free_from = self._qr(content.code)
        self.head_right = right
        if self.ladder:
            self._turned_bars(content.code)
            middle, baseline = None, self.top + self.scaled(20)
        else:
            middle = self._bars(content.code, self.width if right == self.right else right)
            baseline = self.top + self.scaled(29)
        self._readable(content, middle, baseline)
        self.top = max(baseline + self.scaled(5), free_from)
        self.rule(self.top, self.right if self.stock.qr else right)
        self.top += self.line

    def plate(self, text: str, box: Block, size: int) -> None:
        """Add white text on black, as large as ``size`` and the box allow."""
        self.marks.append(box)
        room = box.width - 2 * self.scaled(8)
        size = min(size, int(box.height * 0.95))
        while size > self.scaled(18) and width(text, size, True) > room:
            size -= 1
        text = fitted(text, size, True, room)
        x = box.x + (box.width - width(text, size, True)) // 2
        # Capitals and digits are 0.733 em high; centring them centres what is read.
        baseline = box.y + (box.height + round(size * 0.733)) // 2
        self.marks.append(Words(x, baseline, text, size, True, white=True))

    def _bars(self, code: str, room: int) -> int:
        module = module_dots(code, room, self._aim())
        long = (modules(code) - 2 * QUIET_MODULES) * module
        high = self._bar_height(long)
        x = (room - long) // 2
        self.marks.append(Bars(x, self.top, high, module, runs(code)))
        self.top += high
        return x + long // 2

    def _turned_bars(self, code: str) -> None:
        module = module_dots(code, self.height, self._aim())
        long = (modules(code) - 2 * QUIET_MODULES) * module
        high = self._bar_height(long)
        y = (self.height - long) // 2
        self.marks.append(Bars(self.left, y, high, module, runs(code), turned=True))
        self.left += high + self.scaled(14)

    def _aim(self) -> int:
        return max(2, whole_dots(self.stock.module_mm, self.dpi))

    def _bar_height(self, long: int) -> int:
        least = max(_up(LEAST_BAR_MM, self.dpi), round(long * BAR_SHARE))
        return max(_up(self.stock.bar_mm, self.dpi), least)

    def _readable(self, content: Content, middle: int | None, baseline: int) -> None:
        size, small = self.scaled(CODE_SIZE), self.scaled(CORNER_SIZE)
        text, long = content.readable, width(content.readable, size, True)
        x = self.left if middle is None else middle - long // 2
        self.words(text, x, baseline, size, True)
        gap = self.scaled(10)
        end = self.head_right
        if content.reprint:
            end -= width(content.reprint, small, True)
            self.words(content.reprint, end, baseline, small, True)
            end -= gap
        if middle is None:
            corner = fitted(content.corner, small, True, max(0, end - x - long - gap))
            self.words(corner, x + long + gap, baseline, small, True)
        else:
            corner = fitted(content.corner, small, True, max(0, x - self.left - gap))
            self.words(corner, self.left, baseline, small, True)

    def _qr(self, code: str) -> tuple[int, int]:
        """Add the square code in the upper right corner; return where its quiet zone lies."""
        rows = qr_rows(code)
        module = max(2, round(QR_MODULE_MM * self.dpi / 25.4))
        quiet, long = QR_QUIET * module, len(rows) * module
        edge = 0 if not self.stock.margin_mm else quiet
        x, y = min(self.right, self.width - edge) - long, max(self.top, edge)
        self.marks.append(Matrix(x, y, module, rows))
        return x - quiet, y + long + quiet


@lru_cache(maxsize=4096)
def qr_rows(text: str) -> tuple[bytes, ...]:
    """Return the modules of a QR code, 1 = dark, without its quiet zone."""
    import segno

    return tuple(bytes(row) for row in segno.make(text, error="q", micro=False).matrix)


def _up(mm: float, dpi: int) -> int:
    return -int(-mm * dpi // 25.4)
