"""A repair by another authorised workshop, from the customer's papers."""

from typing import Any

from warrantydesk.domain.coverage import Replaced
from warrantydesk.domain.coverage.names import GROUP_NAMES
from warrantydesk.i18n import _
from warrantydesk.ui.coverage_dialogs import Place
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import (
    AreaField,
    CheckField,
    ChoiceField,
    CodeField,
    DateTimeField,
    NumberField,
    TextField,
)

_MOST = 9_999_999


class ElsewhereDialog(FormDialog):
    """Workshop, times, what was replaced: it counts like a repair of this desk."""

    def __init__(self, place: Place) -> None:
        """Begin empty."""
        super().__init__(
            place.shell,
            _("Repair by another workshop"),
            _("&Enter"),
            _("From the customer's repair record; it counts towards the limits like one of ours."),
        )
        self._place = place
        self._repair()
        self._parts()
        self.form.fill(
            dict.fromkeys(self.values()) | {"replaced": "", "part_group": ""}, fresh=True
        )

    def _repair(self) -> None:
        form = self.form
        form.section("repair", _("Repair"))
        form.add("workshop", _("Workshop"), TextField(), required=True, span=8)
        form.add("mileage_km", _("Mileage, km"), NumberField(least=0, most=_MOST), span=4)
        form.add("agreed_at", _("Repair agreed"), DateTimeField(), required=True, span=4)
        form.add("finished_at", _("Repair finished"), DateTimeField(), span=4)
        minutes = NumberField(least=0, most=_MOST)
        form.add("excluded_minutes", _("Minutes that do not count"), minutes, span=4)
        form.add("complaint", _("Complaint"), AreaField(), span=12)

    def _parts(self) -> None:
        form = self.form
        form.section("parts", _("What was replaced"))
        kinds = [
            ("", _("nothing that counts")),
            (Replaced.ASSEMBLY.value, _("the assembly")),
            (Replaced.MAIN_PART.value, _("a main part")),
        ]
        groups = [("", "—"), *((group.value, _(name)) for group, name in GROUP_NAMES.items())]
        form.add("replaced", _("Replaced"), ChoiceField(kinds), span=4)
        form.add("part_group", _("Of which group"), ChoiceField(groups), span=4)
        form.add("part_no", _("Part no."), CodeField(), span=4)
        form.add("serious", "", CheckField(_("It was a serious safety fault")), span=12)

    def keep(self, values: dict[str, Any]) -> None:
        """Enter it."""
        told = {**values, "excluded_minutes": values["excluded_minutes"] or 0}
        self._place.desk.coverage.add_elsewhere(self._place.car(), **told)
        self._place.refresh()
