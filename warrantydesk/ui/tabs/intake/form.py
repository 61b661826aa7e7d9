"""The claim as one scrolling form in ten sections."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QWidget

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.vehicle import USE_NAMES
from warrantydesk.i18n import _
from warrantydesk.services.claims.view import DocumentState
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.inputs import (
    AreaField,
    ChoiceField,
    CodeField,
    DateField,
    DateTimeField,
    MoneyField,
    NumberField,
    PickField,
    SuggestField,
    Suggestion,
    TextField,
)
from warrantydesk.ui.tabs.intake.documents import Documents
from warrantydesk.ui.tabs.intake.labour_lines import LabourLines, OtherLines
from warrantydesk.ui.tabs.intake.lines import ClaimLines
from warrantydesk.ui.tabs.intake.offers import Offers
from warrantydesk.ui.tabs.intake.part_lines import PartLines
from warrantydesk.ui.tabs.intake.pieces import Pieces
from warrantydesk.ui.tabs.intake.plate_field import PlateField
from warrantydesk.ui.tabs.intake.totals import TotalsTable
from warrantydesk.ui.tabs.intake.type_fields import add_type_fields
from warrantydesk.ui.tabs.intake.values import values_of
from warrantydesk.ui.tabs.intake.vin_line import VinHelp

LEAST_STORY = 15


class ClaimForm(Form):
    """Declares sections and fields; keeps what the keyboard is in while it is filled."""

    def __init__(self, offers: Offers, parent: QWidget | None = None) -> None:
        """``offers`` knows the tables of the brand."""
        super().__init__(parent)
        self._offers = offers
        self._offered: tuple[str, str] = ("", "")
        self._frozen = False
        self.vin_help, self.documents, self.pieces = VinHelp(), Documents(), Pieces()
        self.totals = TotalsTable()
        self.parts = PartLines(offers.parts, offers.suppliers, offers.knows_part)
        self.labour = LabourLines(offers.operations, offers.knows_operation)
        self.others = OtherLines()
        for build in (
            self._vehicle,
            self._customer,
            self._visit,
            self._complaint,
            self._documents,
            self._diagnosis,
            self._lines,
            self._totals,
        ):
            build()
        cells = (cell for section in self.sections() for cell in section.cells())
        self._as_text = {cell.path for cell in cells if cell.is_reading()}

    def show_claim(self, claim: Claim, *, fresh: bool = False, typing: bool = False) -> None:
        """Show a saved claim; while ``typing`` the field in hand keeps what is typed there."""
        self._offer(claim)
        saved = values_of(claim)
        typed = self._path_in_hand() if typing else None
        self.fill(
            lambda path: self.field(path).value() if path == typed else saved(path), fresh=fresh
        )
        if fresh:
            self._open_incomplete()

    def show_papers(self, states: Sequence[DocumentState], frozen: bool, urgent: bool) -> None:
        """Show the papers of the claim, between complaint and diagnosis in the walk of Tab."""
        self.documents.show_states(states, frozen, urgent)
        first = self.cell("narrative.complaint").editor
        last = self.cell("codes.fault_code").editor
        _walk([first, *self.documents.tiles(), last])

    def show_lines(self, claim: Claim, but: set[str]) -> None:
        """Show in the tables, ``but`` some, what a claim took from the brand's tables."""
        look = values_of(claim)
        for path, table in self.tables().items():
            if path not in but:
                table.set_value(look(path))

    def tables(self) -> dict[str, ClaimLines]:
        """Return the line tables by path."""
        return {"part_lines": self.parts, "labour_lines": self.labour, "other_lines": self.others}

    def set_frozen(self, frozen: bool) -> None:
        """Let everything stand as text that cannot be opened, or let it be edited again."""
        if frozen == self._frozen:
            return
        self._frozen = frozen
        for section in self.sections():
            for cell in section.cells():
                cell.blockSignals(frozen)
                cell.show_reading(frozen or cell.path in self._as_text)
        for table in self.tables().values():
            table.set_frozen(frozen)
        for link in self._links:
            link.setVisible(not frozen)

    def is_frozen(self) -> bool:
        """Say whether nothing may be edited."""
        return self._frozen

    def jump(self, path: str) -> bool:
        """Go to the field of a finding; in a frozen form only the section is shown."""
        if not self._frozen:
            return super().jump(path)
        section = self.section_of(path)
        if section is not None:
            section.open()
            self.jumped.emit(section.key)
        return section is not None

    def calm_empty(self, but: set[str]) -> None:
        """Leave empty fields of a draft to their star, the ribbon and the panel."""
        for section in self.sections():
            for cell in section.cells():
                if cell.path not in but and not cell.field.shown():
                    cell.show_finding(None, "")

    def _path_in_hand(self) -> str | None:
        focus = self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return None
        for path in (one for section in self.sections() for one in section.paths()):
            if path not in self.tables() and self.cell(path).editor is focus:
                return path
        return None

    def _open_incomplete(self) -> None:
        """Let sections that wait for the clerk's hand stand open."""
        if self._frozen:
            return
        for section in self.sections():
            if section.reading:
                section.show_reading(section.is_complete())

    def _close_left(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Turn text back into text only where nothing that is required is missing."""
        if new is None or self._frozen or not self.isAncestorOf(new):
            return
        for section in self.sections():
            done = section.is_complete() and not section.isAncestorOf(new)
            if section.reading and section.is_opened() and done:
                section.show_reading(True)

    def _offer(self, claim: Claim) -> None:
        """Offer the choices of the claim's brand."""
        key = (claim.brand, _("Model"))
        if key == self._offered:
            return
        self._offered = key
        self.field("vehicle.model_code").set_choices(self._offers.models())
        self.field("codes.fault_code").set_choices(self._offers.faults())
        self.field("type").set_choices(self._offers.types())
        self.field("payer").set_choices(self._offers.payers())
        self.offer_people()

    def offer_people(self) -> None:
        """Offer the people of the desk."""
        people = self._offers.people()
        self.field("visit.advisor").set_choices(people)
        self.field("visit.technician").set_choices(people)

    def _vehicle(self) -> None:
        self._links: list[QWidget] = []
        self.section("vehicle", _("Vehicle"), reading=True)
        uses = [(use, _(name)) for use, name in USE_NAMES.items()]
        vin = CodeField(_("Scan or type 17 signs"))
        self.add("vehicle.vin", _("VIN"), vin, required=True, span=6, reading=False)
        km = NumberField()
        self.add("visit.mileage_km", _("Mileage, km"), km, required=True, reading=False)
        self.add("vehicle.use", _("Kind of use"), ChoiceField(uses), required=True, reading=False)
        self.add_block(self.vin_help)
        self.add("vehicle.model_code", _("Model"), ChoiceField())
        self.add("vehicle.engine_no", _("Engine no."), CodeField())
        self.add("vehicle.delivered_on", _("Delivered"), DateField())
        self.add("vehicle.invoiced_on", _("Invoiced"), DateField())
        self.add("vehicle.plate", _("Plate"), PlateField())
        self.add("vehicle.motor_no", _("Motor no."), CodeField())
        self.add("vehicle.produced_on", _("Produced"), DateField(), required=True)
        self.add("vehicle.gearbox_no", _("Gearbox no."), CodeField())

    def _customer(self) -> None:
        self.section("customer", _("Customer"), reading=True)
        self.add("owner.name", _("Owner"), TextField(), required=True)
        self.add("owner.phone", _("Phone"), CodeField(), required=True)
        self.add("owner.contact", _("Contact"), TextField(), required=True)
        self.add("owner.address", _("Address"), TextField())
        self.add("owner.contact_phone", _("Contact's phone"), CodeField())
        self.add("visit.brought_by", _("Brought by"), TextField())
        self.add("visit.brought_by_phone", _("Bringer's phone"), CodeField())
        self.add("vehicle.vin_by_hand", _("VIN typed from the plate"), CodeField(_("Last 8 signs")))

    def _visit(self) -> None:
        self.section("visit", _("Visit"))
        self.add("visit.arrived_at", _("Arrived"), DateTimeField(), required=True)
        self.add("visit.promised_at", _("Promised"), DateTimeField())
        self.add("visit.advisor", _("Advisor"), ChoiceField())
        self.add("visit.technician", _("Technician"), ChoiceField())
        self.add("type", _("Claim type"), ChoiceField(), required=True)
        self.add("visit.started_at", _("Repair begun"), DateTimeField())
        self.add("visit.finished_at", _("Repair finished"), DateTimeField(), required=True)
        self.add("visit.repair_order", _("Repair order"), CodeField())

    def _complaint(self) -> None:
        self.section("complaint", _("Complaint"), _("in the customer's words"))
        story = AreaField(_("When, how often, any warning lamp"), least=LEAST_STORY)
        self.add("narrative.complaint", "", story, span=12)
        story.setAccessibleName(_("Complaint"))

    def _documents(self) -> None:
        self.section("documents", _("Documents"))
        self.add_block(self.documents)

    def _diagnosis(self) -> None:
        self.section("diagnosis", _("Diagnosis"))
        self.add("codes.fault_code", _("Fault code"), PickField(), span=6)
        self.add("codes.damage", _("Damage"), TextField())
        self.add("codes.responsibility", _("Responsibility"), SuggestField(_responsibilities))
        cause = AreaField(_("What was found, with readings"), least=LEAST_STORY)
        self.add("narrative.cause", _("Cause"), cause, required=True, span=6)
        done = AreaField(_("What was done"), least=LEAST_STORY)
        self.add("narrative.correction", _("Correction"), done, required=True, span=6)
        self.add("codes.maker_claim_number", _("Maker's claim no."), CodeField())
        self.add("codes.authorisation_no", _("Authorisation no."), CodeField())
        self.add("payer", _("Paid by"), ChoiceField())
        add_type_fields(self, self._offers)

    def _lines(self) -> None:
        parts = self.section("parts", _("Parts"))
        self._adder(parts, self.parts, _("Add from the price table"))
        self.add_block(self.parts, "part_lines")
        self.add_block(self.pieces)
        labour = self.section("labour", _("Labour"))
        self._adder(labour, self.labour, _("Add operation"))
        self.add_block(self.labour, "labour_lines")
        other = self.section("other", _("Sublet"), _("and other costs"))
        self._adder(other, self.others, _("Add cost"))
        self.add_block(self.others, "other_lines")

    def _adder(self, section: Any, table: ClaimLines, words: str) -> None:
        links = [
            section.header.add_link(words, table.add_line, icon="add"),
            section.header.add_link(_("Paste"), table.paste),
            section.header.add_link(_("Delete line"), table.delete_line),
        ]
        self._links += links
        _walk([*([self._last_editor] if self._last_editor else []), *links])
        self._last_editor = links[-1]

    def _totals(self) -> None:
        self.section("totals", _("Totals"))
        self.add_block(self.totals)
        self.add("claimed_total_fen", _("Total as written on a paper, ¥"), MoneyField(), span=3)
        self.add("narrative.remark", _("Remark"), AreaField(lines=1), span=9)


def _walk(widgets: Sequence[QWidget]) -> None:
    for one, other in pairwise(widgets):
        QWidget.setTabOrder(one, other)


def _responsibilities(text: str) -> list[Suggestion]:
    known = (_("The part itself"), _("Caused by another part"))
    return [Suggestion(one) for one in known if text.lower() in one.lower()]
