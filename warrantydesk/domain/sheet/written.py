"""What a cell says, however it was written: amounts, whole numbers, days, texts, yes and no."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from warrantydesk.domain.sheet import Cell


class NotWritten(Exception):  # noqa: N818 - what the cell is, not a fault of the program
    """A cell that says nothing of the kind; ``suggestion`` is what it probably means."""

    def __init__(
        self, message: str, values: Mapping[str, object], suggestion: str | None = None
    ) -> None:
        self.message, self.values, self.suggestion = message, values, suggestion
        super().__init__(message)


def amount(cell: Cell) -> Decimal:
    """Read an amount in yuan; raises NotWritten."""
    raise NotImplementedError


def amount_fen(cell: Cell) -> int:
    """Read an amount in yuan as whole fen; raises NotWritten."""
    raise NotImplementedError


def whole(cell: Cell) -> int:
    """Read a whole number; raises NotWritten."""
    raise NotImplementedError


def day(cell: Cell, *, day_first: bool = False) -> date:
    """Read a calendar day; ``day_first`` settles 03/04/2026. Raises NotWritten."""
    raise NotImplementedError


def text(cell: Cell) -> str:
    """Read a one-line text or an id; an empty cell is an empty text. Raises NotWritten."""
    raise NotImplementedError


def yes_no(cell: Cell) -> bool:
    """Read yes or no; raises NotWritten."""
    raise NotImplementedError
