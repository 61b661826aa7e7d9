"""Labour lines with standard and extra hours, and the other costs of a claim."""

from decimal import Decimal

from warrantydesk.domain.money import times, yuan
from warrantydesk.i18n import N_, _
from warrantydesk.ui.kit.line_table import LineColumn, Row
from warrantydesk.ui.tabs.intake.lines import ClaimLines, Known, number_column, payer_column
from warrantydesk.ui.tabs.intake.part_lines import Suggest
from warrantydesk.ui.tabs.intake.values import HUNDREDTHS


class LabourLines(ClaimLines):
    """The table of labour operations."""

    KEY = "code"
    FOLLOWERS = ("name", "hours", "unit_price_fen")
    EMPTY = N_("No operation yet: Insert adds a line, Ctrl+V pastes a list.")

    def __init__(self, operations: Suggest, known: Known) -> None:
        """``operations`` offers what the brand's labour table has."""
        super().__init__(_labour_columns(operations), known)

    def fresh(self) -> Row:
        """Begin with the main operation."""
        return {**super().fresh(), "main": not self.value()}


class OtherLines(ClaimLines):
    """The table of sublet and other costs."""

    KEY = "code"
    EMPTY = N_("No other cost yet: Insert adds a line, Ctrl+V pastes a list.")

    def __init__(self) -> None:
        """Nothing is offered: these costs are free; sublet work names its invoice (V46)."""
        super().__init__(
            [
                number_column(),
                LineColumn("code", _("Code"), "code", width=80),
                LineColumn("text", _("What for"), width=120, stretch=True),
                LineColumn("supplier", _("Supplier"), width=116),
                LineColumn("invoice_no", _("Invoice no."), width=92),
                LineColumn("invoiced_on", _("Invoiced on"), "date", width=106),
                payer_column(62),
                LineColumn("amount_fen", _("Amount ¥"), "money", "right", width=80, bold=True),
            ]
        )


def _labour_columns(operations: Suggest) -> list[LineColumn]:
    return [
        number_column(),
        LineColumn("code", _("Operation"), "suggest", width=92, suggest=operations, bold=True),
        LineColumn("name", _("Name"), width=124, stretch=True),
        LineColumn("main", _("Main"), "check", "center", width=44),
        LineColumn("hours", _("Std h"), "number", "right", width=58, decimals=2),
        LineColumn(
            "extra_hours", _("Extra h"), "number", "right", width=62, decimals=2, text=_extra
        ),
        LineColumn("extra_reason", _("Reason of extra"), width=96),
        payer_column(62),
        LineColumn("unit_price_fen", _("Rate ¥"), "money", "right", width=68),
        LineColumn(
            "amount_fen", _("Amount ¥"), "money", "right", width=80, text=_amount, bold=True
        ),
    ]


def _extra(row: Row) -> str:
    hours = row.get("extra_hours") or 0
    return f"{hours / HUNDREDTHS:.2f}" if hours else ""


def _amount(row: Row) -> str:
    written = row.get("amount_fen")
    if written is None:
        hours = (row.get("hours") or 0) + (row.get("extra_hours") or 0)
        written = times(int(row.get("unit_price_fen") or 0), Decimal(hours) / HUNDREDTHS)
    return yuan(written)
