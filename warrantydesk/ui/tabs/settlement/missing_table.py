"""Approved claims that are on no statement, the oldest first: the payer forgot them."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.unsettled import Unsettled
from warrantydesk.i18n import _, date_text, ngettext_
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, Holds, ListModel, TableView
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.masks import plate_cells


class MissingTable(TableView):
    """A claim a row; Enter opens it."""

    def __init__(self, desk: Any, parent: QWidget | None = None) -> None:
        """Start without claims."""
        self._name_of: Callable[[str], str] = str
        self._list = ListModel(_columns(desk, lambda login: self._name_of(login)))
        super().__init__(self._list, parent=parent)
        self.setAccessibleName(_("Approved claims on no statement"))
        self.set_empty(_("Every approved claim is on a statement."))

    def show_claims(self, claims: Sequence[Unsettled], name_of: Callable[[str], str]) -> None:
        """Show other claims; ``name_of`` tells who a clerk is."""
        self._name_of = name_of
        self._list.show(claims)
        self.select_row(0)

    def claims(self) -> list[Any]:
        """Return the claims shown."""
        return self._list.rows()


def _columns(desk: Any, name_of: Callable[[str], str]) -> list[Column]:
    return [
        Column(
            "number",
            _("Our number"),
            width=width_for(["C0126-004217"], _("Our number"), mark=True, bold=True),
            text=lambda one: one.claim_number,
            mark=lambda one: Mark.WARN if one.is_late else Mark.TODO,
            bold=True,
        ),
        Column(
            "maker_number",
            _("Maker's number"),
            width=width_for(["W2610-88121"], _("Maker's number")),
            text=lambda one: one.maker_number or "—",
            weak=True,
        ),
        Column(
            "plate",
            _("Plate"),
            width=width_for(["渝AD·12345"], _("Plate")),
            **plate_cells(desk, lambda one: one.plate, lambda one: one.vin[-8:]),
        ),
        Column(
            "approved_on",
            _("Approved on"),
            width=width_for(["2026-12-28"], _("Approved on")),
            text=lambda one: date_text(one.approved_on),
            value=lambda one: one.approved_on,
            holds=Holds.DAY,
            sort=lambda one: one.approved_on,
        ),
        Column(
            "days",
            _("Age"),
            "right",
            width=width_for([ngettext_("{n} day", "{n} days", 1000)], _("Age")),
            text=lambda one: ngettext_("{n} day", "{n} days", one.days),
            tone=lambda one: Tone.WARN if one.is_late else Tone.NEUTRAL,
            sort=lambda one: one.days,
        ),
        Column(
            "expected",
            _("Expected ¥"),
            "right",
            width=width_for(["999,999.99"], _("Expected ¥")),
            text=lambda one: yuan(one.expected_fen),
            value=lambda one: one.expected_fen,
            holds=Holds.MONEY,
            sort=lambda one: one.expected_fen,
            bold=True,
        ),
        Column("clerk", _("Clerk"), width=90, text=lambda one: name_of(one.clerk), stretch=True),
    ]
