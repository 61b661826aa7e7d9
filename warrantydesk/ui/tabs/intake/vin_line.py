"""What stands beside a VIN: its maker and year when right, two ways out when wrong."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.domain import vin
from warrantydesk.i18n import _, list_text, pick
from warrantydesk.ui.kit.buttons import LinkButton


def vin_words(desk: Any, number: str) -> str:
    """Return what a right VIN says of itself: check digit, maker, model year."""
    maker = desk.profiles.maker(number)
    year = vin.model_year(number, desk.bench.today.year + 1)
    parts = [_("Check digit right") if vin.is_judged(number) else _("17 signs")]
    if maker is not None:
        parts.append(pick(maker.maker_zh, maker.maker_en))
    if year is not None:
        parts.append(_("model year {year}", year=year))
    return list_text(parts)


class VinHelp(QWidget):
    """Links below a wrong VIN: take the suggestion, type again, confirm from a photo."""

    suggested = Signal(str)
    again = Signal()
    photographed = Signal()

    def __init__(self) -> None:
        """Start out of sight."""
        super().__init__()
        self._suggestion = ""
        self._take = _link("", lambda: self.suggested.emit(self._suggestion))
        self._again = _link(_("Type it again"), self.again.emit)
        self._photo = _link(_("Confirm from a photo of the plate…"), self.photographed.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for link in (self._take, self._again, self._photo):
            row.addWidget(link)
        row.addStretch(1)
        self.hide()

    def show_vin(self, number: str, confirmed: bool) -> None:
        """Offer what helps with this VIN; a right or an empty one needs nothing."""
        self._suggestion = vin.suggestion(number) or ""
        wrong_digit = vin.digit_is_wrong(number) and not confirmed
        self._take.setText(_("Use {vin}", vin=self._suggestion))
        self._take.setVisible(bool(self._suggestion))
        self._again.setVisible(wrong_digit)
        self._photo.setVisible(wrong_digit)
        self.setVisible(bool(self._suggestion) or wrong_digit)


def _link(text: str, clicked: Callable[[], object]) -> LinkButton:
    return LinkButton(text, clicked=clicked)
