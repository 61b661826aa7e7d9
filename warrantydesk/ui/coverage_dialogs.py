"""Dialogs about the cover of a claim, opened by their key from card, menu and rail."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QDialog

from warrantydesk.domain.claim import Claim, ClaimType
from warrantydesk.domain.coverage import Law
from warrantydesk.i18n import _
from warrantydesk.services.coverage.card import CoverageCard
from warrantydesk.ui import coverage_card_notes as keys
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

_OF_CAR = frozenset({keys.HISTORY, keys.DEMAND, keys.TERMS})
"""Dialogs whose entries belong to the vehicle, not to the claim or its visit."""
Refresh = Callable[[], tuple[Any, CoverageCard | None]]


@dataclass(frozen=True)
class Place:
    """Where a dialog stands: the claim as saved, its context and card; how to read them anew."""

    shell: Shell
    desk: Any
    claim: Claim
    context: Any
    card: CoverageCard
    refresh: Refresh

    @property
    def law(self) -> Law:
        """The law in force on the day of the visit."""
        law: Law = self.context.book(self.context.visit_on(self.claim)).law
        return law

    @property
    def vehicle_id(self) -> int:
        """The file of the car, 0 where there is none yet."""
        return self.context.vehicle.id if self.context.vehicle is not None else 0

    def car(self) -> int:
        """Return the file of the car; a car that is new to the desk gets one from the claim."""
        if self.vehicle_id:
            return self.vehicle_id
        told = self.claim.vehicle
        made = self.desk.vehicles.save(
            told.vin,
            self.claim.brand,
            told.model_code or None,
            told.engine_no or None,
            told.motor_no or None,
            told.gearbox_no or None,
            told.produced_on,
            told.invoiced_on,
            told.delivered_on,
            plate=told.plate or None,
            use=told.use,
        )
        return int(made.id)


def opened(key: str, place: Place) -> QDialog | None:
    """Open the dialog of a key; None where it needs a car and the claim names none."""
    if key in _OF_CAR and not place.claim.vehicle.vin:
        place.shell.tell(_("Enter the VIN first: this belongs to the vehicle."))
        return None
    dialog = _made(key, place)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _made(key: str, place: Place) -> QDialog:
    """Return a dialog; each is loaded when it is first asked for."""
    if key == keys.HISTORY:
        from warrantydesk.ui.coverage_history import HistoryDialog

        return HistoryDialog(place)
    if key == keys.DEMAND:
        from warrantydesk.ui.coverage_dialogs_demand import demand_dialog

        return demand_dialog(place)
    if key == keys.LOANER:
        from warrantydesk.ui.coverage_dialogs_visit import LoanerDialog

        return LoanerDialog(place)
    if key == keys.TERMS:
        from warrantydesk.ui.coverage_dialogs_terms import TermsDialog

        return TermsDialog(place)
    if key == keys.FACTS:
        from warrantydesk.ui.coverage_dialogs_facts import FactsDialog

        return FactsDialog(place)
    from warrantydesk.ui.coverage_why import WhyDialog

    return WhyDialog(place)


def claim_campaign(shell: Shell, desk: Any, claim: Claim, code: str) -> int | None:
    """Accept another claim of this visit that carries out a campaign, and show it."""
    made = tried(shell, lambda: desk.claims.new(visit_id=claim.visit.id, type=ClaimType.CAMPAIGN))
    if made is None:
        return None
    changes = {"codes": {"campaign_no": code}}
    tried(shell, lambda: desk.claims.save_draft(made.id, changes))
    shell.toast(_("{number} carries out {campaign}.", number=made.claim_number, campaign=code))
    shell.open("intake", "claim", made.id)
    return int(made.id)


def record_campaign(
    shell: Shell, desk: Any, claim: Claim, code: str, refresh: Callable[[], object]
) -> QDialog | None:
    """Record what became of a campaign of the claim's car; the visit's mileage is known."""
    from warrantydesk.ui.campaign_dialog import blank_record
    from warrantydesk.ui.campaign_dialog import record_campaign as recorded

    cases = desk.campaigns.of_vin(claim.vehicle.vin, claim.brand)
    case = next((one for one in cases if one.campaign.code == code), None)
    if case is None:
        return None
    offered = replace(blank_record(desk, case), mileage_km=claim.visit.mileage_km)
    return recorded(shell, desk, case, offered, refresh)
