"""What certificate and contracts of a vehicle say."""

from decimal import Decimal
from typing import Any

from warrantydesk.domain.codec import to_json
from warrantydesk.domain.coverage.names import KIND_NAMES
from warrantydesk.domain.repair_history import VehicleTerms
from warrantydesk.i18n import _
from warrantydesk.ui.coverage_dialogs import Place
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import (
    ChoiceField,
    CodeField,
    DateField,
    MoneyField,
    NumberField,
)

_HUNDREDTHS = 100


class TermsDialog(FormDialog):
    """Kind, price and n of the certificate; the extended cover that the customer bought."""

    def __init__(self, place: Place) -> None:
        """Show what is noted so far."""
        super().__init__(
            place.shell,
            _("Certificate and contracts of {vin}", vin=place.claim.vehicle.vin),
            _("&Save"),
        )
        self._place = place
        form = self.form
        form.section("certificate", _("Certificate"), _("of the three guarantees"))
        kinds = [(kind.value, _(name)) for kind, name in KIND_NAMES.items()]
        form.add("kind", _("Kind of vehicle"), ChoiceField(kinds), span=4)
        form.add("price_fen", _("Invoice price with VAT, ¥"), MoneyField(), span=4)
        factor = NumberField(_("5 is 0.5 %"), decimals=2, least=0)
        form.add("n_permille", _("Compensation factor n, ‰"), factor, span=4)
        form.add("replaced_on", _("Itself a replacement since"), DateField(), span=4)
        form.section("extended", _("Extended cover"), _("where the customer bought one"))
        form.add("extended_contract", _("Contract no."), CodeField(), span=6)
        form.add("extended_from", _("From"), DateField(), span=6)
        form.add("extended_months", _("Months"), NumberField(least=0, most=1200), span=6)
        form.add("extended_km", _("Kilometres"), NumberField(least=0, most=9_999_999), span=6)
        told = place.context.terms or VehicleTerms(0, place.card.facts.vehicle_kind.value)
        shown = {path: getattr(told, path) for path in self.values()}
        if told.n_permille is not None:
            shown["n_permille"] = int(told.n_permille * _HUNDREDTHS)
        form.fill(shown, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Save all of it."""
        factor = values["n_permille"]
        told = {**values, "n_permille": None if factor is None else Decimal(factor) / _HUNDREDTHS}
        self._place.desk.coverage.save_terms(self._place.car(), to_json(told))
        self._place.refresh()
