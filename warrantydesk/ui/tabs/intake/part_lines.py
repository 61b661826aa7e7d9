"""Part lines: the new part, the removed one with supplier and serial, its role and price."""

from collections.abc import Callable, Sequence
from typing import Any

from warrantydesk.domain.claim import Treatment
from warrantydesk.domain.money import times, yuan
from warrantydesk.i18n import N_, _
from warrantydesk.ui.kit.inputs import Suggestion
from warrantydesk.ui.kit.line_table import LineColumn, Row
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.intake.lines import ClaimLines, Known, number_column, payer_names
from warrantydesk.ui.tabs.intake.values import AUXILIARY, CAUSAL

Suggest = Callable[[str], Sequence[Suggestion]]


class PartLines(ClaimLines):
    """The table of parts."""

    KEY = "new_part_no"
    EMPTY = N_("No part yet: Insert adds a line, Ctrl+V pastes a list.")
    FOLLOWERS = (
        "new_part_name",
        "old_part_no",
        "unit_price_fen",
        "consumable",
        "hazard",
        "return_required",
    )

    def __init__(
        self, parts: Suggest, suppliers: Callable[[str, Row], Sequence[Suggestion]], known: Known
    ) -> None:
        """``parts`` and ``suppliers`` offer what the brand's tables have."""
        self._suppliers = suppliers
        super().__init__(self._columns(parts), known)

    def fresh(self) -> Row:
        """Begin with the causal part, then with parts related to it."""
        rows = self.value()
        causal = next((n for n, row in enumerate(rows, 1) if row.get("role") == CAUSAL), None)
        return {
            **super().fresh(),
            "role": causal if rows else CAUSAL,
            "quantity": 1,
            "treatment": Treatment.REPLACE.value,
        }

    def remove_row(self, number: int) -> None:
        """Take a line away; related lines keep pointing to their causal part."""
        for place, row in enumerate(self.value()):
            role = row.get("role")
            if isinstance(role, int) and role > number:
                self._model.put(place, "role", None if role == number + 1 else role - 1)
        super().remove_row(number)

    def _columns(self, parts: Suggest) -> list[LineColumn]:
        treatments = [
            (Treatment.REPLACE.value, _("Replace")),
            (Treatment.REPAIR.value, _("Repair")),
        ]
        return [
            number_column(),
            LineColumn(
                "new_part_no",
                _("New part / name"),
                "suggest",
                width=146,
                suggest=parts,
                bold=True,
                stretch=True,
                under=(LineColumn("new_part_name", _("Name")),),
            ),
            LineColumn(
                "old_part_no",
                _("Old part • supplier • serial no."),
                "code",
                locked=_leaves_none,
                text=_old_number,
                width=158,
                under=(
                    LineColumn(
                        "old_supplier_code",
                        _("Supplier"),
                        "suggest",
                        suggest=self._offer,
                        locked=_leaves_none,
                    ),
                    LineColumn("old_serial", _("Serial no."), "code", locked=_leaves_none),
                ),
            ),
            LineColumn(
                "role",
                _("Role"),
                "choice",
                width=104,
                choices=self._roles,
                chip=_role_chip,
                under=(
                    LineColumn("treatment", _("Treatment"), "choice", choices=treatments),
                    LineColumn("pay_by", _("Payer"), "choice", choices=payer_names()),
                ),
            ),
            LineColumn("return_required", _("Return"), "check", "center", width=58),
            LineColumn("quantity", _("Qty"), "number", "right", width=46),
            LineColumn("unit_price_fen", _("Price ¥"), "money", "right", width=74),
            LineColumn(
                "amount_fen", _("Amount ¥"), "money", "right", width=86, text=amount, bold=True
            ),
        ]

    def _roles(self, row: Row) -> list[tuple[Any, str]]:
        others = [n for n in range(1, len(self.value()) + 1) if n != row.get("line")]
        related = [(n, _("Related to {n}", n=n)) for n in others]
        return [(CAUSAL, _("Causal part")), *related, (AUXILIARY, _("Auxiliary"))]

    def _offer(self, text: str) -> Sequence[Suggestion]:
        here = self.currentIndex().row()
        rows = self.value()
        return self._suppliers(text, rows[here] if 0 <= here < len(rows) else {})


def _leaves_none(row: Row) -> bool:
    """Say whether the line is an auxiliary material, of which nothing old remains."""
    return row.get("role") == AUXILIARY


def _old_number(row: Row) -> str:
    return "" if _leaves_none(row) else str(row.get("old_part_no") or "")


def _role_chip(row: Row) -> tuple[str, Tone]:
    role = row.get("role")
    if role == CAUSAL:
        return _("Causal part"), Tone.ACCENT
    if isinstance(role, int):
        return _("Related {n}", n=role), Tone.NEUTRAL
    if role == AUXILIARY:
        return _("Auxiliary"), Tone.NEUTRAL
    return _("Not linked"), Tone.WARN


def amount(row: Row) -> str:
    """Return the amount of a part line as written, else its product."""
    written = row.get("amount_fen")
    if written is None:
        written = times(int(row.get("unit_price_fen") or 0), int(row.get("quantity") or 1))
    return yuan(written)
