"""The sums of a claim, kind by kind."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.claim.totals import Rates, Totals
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme

Sum = tuple[str, int]


def sums(totals: Totals, rates: Rates) -> list[Sum]:
    """Return the kinds of cost that make up the claimed total, in words and fen."""
    return [
        (_("Parts"), totals.parts_fen),
        (_("Handling {rate} %", rate=_rate(rates.handling)), totals.handling_fen),
        (_("Labour {hours} h", hours=f"{totals.hours:.2f}"), totals.labour_fen),
        (_("Materials {rate} %", rate=_rate(rates.materials)), totals.materials_fen),
        (_("Other costs"), totals.other_fen),
    ]


def kinds_of(totals: Totals) -> list[Sum]:
    """Return the same sums in one word each."""
    return [
        (_("Parts"), totals.parts_fen),
        (_("Handling"), totals.handling_fen),
        (_("Labour"), totals.labour_fen),
        (_("Materials"), totals.materials_fen),
        (_("Other"), totals.other_fen),
    ]


def _rate(rate: object) -> str:
    text = f"{rate:f}" if hasattr(rate, "is_finite") else str(rate)
    return text.rstrip("0").rstrip(".") if "." in text else text


class TotalsTable(QWidget):
    """Two columns of sums; the claimed total stands out, tax and self-paid stand beside it."""

    def __init__(self) -> None:
        """Start with nothing claimed."""
        super().__init__()
        self._left: list[Sum] = []
        self._right: list[Sum] = []
        self.show_totals(Totals(), Rates())

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(self.sizeHint().height())

    def show_totals(self, totals: Totals, rates: Rates) -> None:
        """Show other sums."""
        self._left = sums(totals, rates)
        self._right = [
            (_("Claimed total, net"), totals.total_fen),
            (_("Tax {rate} % beside it", rate=_rate(rates.tax)), totals.tax_fen),
            (_("Paid by the customer, not claimed"), totals.self_paid_fen),
        ]
        self.setAccessibleName(
            "; ".join(f"{name} {yuan(fen)}" for name, fen in (*self._left, *self._right))
        )
        self.restyle()
        self.update()

    def sizeHint(self) -> QSize:
        """Five rows."""
        return QSize(theme.h(24), len(self._left) * theme.h(1.26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sums."""
        painter = QPainter(self)
        half = self.width() / 2
        self._paint_column(painter, 0, half - 24, self._left, None)
        self._paint_column(painter, half + 24, half - 24, self._right, 0)

    def _paint_column(
        self, painter: QPainter, left: float, width: float, rows: list[Sum], strong: int | None
    ) -> None:
        look = theme.tokens()
        high = theme.h(1.26)
        for place, (name, fen) in enumerate(rows):
            area = QRectF(left, place * high, width, high)
            bold = place == strong
            face = theme.font(0, bold)
            paint.words(painter, area, name, look.ink if bold else look.ink2, face)
            paint.words(painter, area, yuan(fen), look.ink, face, paint.RIGHT)
            paint.hairline(painter, left, left + width, area.bottom() - 1, look.line)
