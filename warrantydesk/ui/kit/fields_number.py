"""Inputs for whole numbers, decimals and money."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit.fields_text import LineField
from warrantydesk.ui.kit.typed import decimal_of


class NumberField(LineField):
    """A number with thousands marks; its value is an int.

    With ``decimals`` the value counts the smallest step: 1.60 at two decimals is 160.
    """

    def __init__(
        self,
        placeholder: str = "",
        *,
        decimals: int = 0,
        least: int | None = None,
        most: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``least`` and ``most`` are limits of the value."""
        self._decimals, self._least, self._most = decimals, least, most
        super().__init__(placeholder, parent)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)

    def value(self) -> Any:
        """Return the number in its smallest step, None where nothing valid was typed."""
        return self._parsed()[0]

    def problem(self) -> str | None:
        """Return what is wrong with the typed text."""
        return self._parsed()[1]

    def shown(self) -> str:
        """Return the number in its usual form."""
        return self._written(self.value()) if self.problem() is None else self.text()

    def _parsed(self) -> tuple[int | None, str | None]:
        text = self.text().strip()
        if not text:
            return None, None
        try:
            scaled = decimal_of(text) * 10**self._decimals
        except ValueError:
            return None, _("Not a number: {text}", text=text)
        if scaled != scaled.to_integral_value():
            return None, self._too_fine()
        return self._limited(int(scaled))

    def _too_fine(self) -> str:
        if not self._decimals:
            return _("Whole numbers only")
        return _("At most {n} decimals", n=self._decimals)

    def _limited(self, number: int) -> tuple[int | None, str | None]:
        if self._least is not None and number < self._least:
            return None, _("Not below {limit}", limit=self._written(self._least))
        if self._most is not None and number > self._most:
            return None, _("Not above {limit}", limit=self._written(self._most))
        return number, None

    def _written(self, value: Any) -> str:
        if value is None:
            return ""
        number = Decimal(int(value)) / 10**self._decimals
        return f"{number:,.{self._decimals}f}".replace("-", "−")

    def _tidy(self) -> None:
        if self.problem() is None and self.text() != self.shown():
            self.setText(self.shown())


class MoneyField(NumberField):
    """An amount in yuan with two decimals; its value is an int in fen."""

    def __init__(
        self,
        placeholder: str = "",
        *,
        least: int | None = 0,
        most: int | None = 99_999_999_99,
        parent: QWidget | None = None,
    ) -> None:
        """``least`` and ``most`` in fen."""
        super().__init__(placeholder, decimals=2, least=least, most=most, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
