"""The facts of the try-it box: four always in sight, the rest a click away."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from warrantydesk.domain.coverage.facts import Owner
from warrantydesk.domain.coverage.names import EVENT_NAMES, GROUP_NAMES, OWNER_NAMES
from warrantydesk.i18n import N_, _
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.cell import FieldCell
from warrantydesk.ui.kit.inputs import CheckField, ChoiceField, CodeField, DateField, NumberField
from warrantydesk.ui.kit.outline import Field

USES = ((True, N_("household")), (False, N_("commercial")))
ALWAYS = ("part_no", "delivered_on", "visit_on", "mileage_km")
COUNTS = {
    "same_problem_repairs": N_("Repairs, same problem"),
    "serious_repairs_done": N_("Serious repairs done"),
    "assembly_replacements": N_("Assemblies replaced"),
    "part_replacements": N_("Main parts replaced"),
}
CHECKS = {
    "quality_problem": N_("A quality problem"),
    "still_faulty": N_("The fault is still there"),
    "serious_safety_fault": N_("A serious safety fault"),
    "open_campaign": N_("A campaign is open"),
}
USUAL = {"household_use": True, "owner": Owner.FIRST, "quality_problem": True}
LARGE_KM = 9_999_999
Facts = Mapping[str, Any]


class TrialFacts(QWidget):
    """Fields two abreast; ``facts`` gives what the engine is told."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with the usual facts."""
        super().__init__(parent)
        self._cells: dict[str, FieldCell] = {}
        self._held: dict[str, Any] = {}
        first, self._rest = QWidget(), QWidget()
        self._grid(first, self._first())
        self._grid(self._rest, self._others())
        self.more = LinkButton(_("More facts"), clicked=self.fold)
        self._rest.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (first, self._rest, self.more):
            column.addWidget(widget)
        self.clear()

    def _first(self) -> list[tuple[str, str, Field]]:
        return [
            ("part_no", _("Part no."), CodeField()),
            ("delivered_on", _("Cover begins"), DateField()),
            ("visit_on", _("Day of the visit"), DateField()),
            ("mileage_km", _("Mileage, km"), NumberField(least=0, most=LARGE_KM)),
        ]

    def _others(self) -> list[tuple[str, str, Field]]:
        owners = [(owner, _(name)) for owner, name in OWNER_NAMES.items()]
        events = [(None, "—"), *((event, _(name)) for event, name in EVENT_NAMES.items())]
        groups = [(None, "—"), *((group, _(name)) for group, name in GROUP_NAMES.items())]
        counts = [(name, _(title), NumberField(least=0, most=99)) for name, title in COUNTS.items()]
        checks = [(name, "", CheckField(_(title), alone=True)) for name, title in CHECKS.items()]
        return [
            ("invoiced_on", _("Invoiced on"), DateField()),
            ("household_use", _("Use"), ChoiceField([(use, _(name)) for use, name in USES])),
            ("owner", _("Owner"), ChoiceField(owners)),
            ("event", _("What happened"), ChoiceField(events)),
            ("main_part_of", _("Main part of"), ChoiceField(groups)),
            ("must_replace", _("Must be replaced"), ChoiceField(groups)),
            ("this_visit_hours", _("Hours of this repair"), NumberField(least=0, most=9_999)),
            *counts,
            *checks,
        ]

    def _grid(self, holder: QWidget, fields: list[tuple[str, str, Field]]) -> None:
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        place = 0
        for name, title, field in fields:
            wide = isinstance(field, CheckField)  # its words stand beside it
            cell = FieldCell(name, title, field)
            field.edited.connect(self.edited)
            place += place % 2 if wide else 0
            grid.addWidget(cell, place // 2, place % 2, 1, 2 if wide else 1)
            place += 2 if wide else 1
            self._cells[name] = cell
        for column in range(2):
            grid.setColumnStretch(column, 1)

    def fold(self) -> None:
        """Show the other facts, or fold them."""
        self._rest.setVisible(self._rest.isHidden())
        self.more.setText(_("More facts") if self._rest.isHidden() else _("Fewer facts"))
        self.more.updateGeometry()

    def field(self, name: str) -> Any:
        """Return the field of a fact."""
        return self._cells[name].field

    def clear(self, day: date | None = None) -> None:
        """Show the usual facts; ``day`` is the visit's."""
        self.fill({"visit_on": day})

    def fill(self, facts: Facts) -> None:
        """Show facts; what is not named becomes usual. Never emits."""
        told = {**USUAL, **facts}
        for name, cell in self._cells.items():
            cell.fill(told.get(name))
        self._held = {name: facts[name] for name in facts if name not in self._cells}

    def problem(self) -> str:
        """Return what is wrong with what was typed, empty where nothing is."""
        return next((said for cell in self._cells.values() if (said := cell.field.problem())), "")

    def facts(self) -> dict[str, Any]:
        """Return the facts that say anything, by the names of the engine; days are dates.

        ``part_no`` is the part by whose number the covers are looked up.
        """
        told = {name: cell.field.value() for name, cell in self._cells.items()}
        return {**self._held, **{n: v for n, v in told.items() if v not in (None, "")}}
