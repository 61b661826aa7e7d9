"""The columns of the hits, and how plates and phones stand in them."""

from datetime import date as day
from typing import Any

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.money import yuan
from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.i18n import N_, _, date_text, pick
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.table import Column, Holds
from warrantydesk.ui.masks import listed_phone, listed_plate, plate_cells
from warrantydesk.ui.tabs.archive.hits import NEAR, Hits, excerpt
from warrantydesk.ui.words import claim_mark, claim_word

WIDEST_PLATE = "鄂W·DW00000"
"""A plate of a new-energy car in wide letters."""
WIDEST_MODEL = 170
"""Width of the column of models at most, at 100 %: a longer name is cut."""
A_DAY = day(2026, 12, 28)


FIELD_NAMES = {
    "complaint": N_("Complaint"),
    "cause": N_("Cause"),
    "correction": N_("Correction"),
    "remark": N_("Remark"),
    "owner": N_("Owner"),
    "contact": N_("Contact"),
    "brought_by": N_("Brought by"),
    "phone": N_("Phone"),
    "contact_phone": N_("Phone"),
    "brought_by_phone": N_("Phone"),
    "vin": N_("VIN"),
    "plate": N_("Plate"),
    "claim_number": N_("Claim"),
    "maker_claim_number": N_("Maker's claim no."),
    "repair_order": N_("Repair order"),
    "fault_code": N_("Fault code"),
    "authorisation_no": N_("Authorisation no."),
    "campaign_no": N_("Campaign no."),
    "engine_no": N_("Engine no."),
    "motor_no": N_("Motor no."),
    "gearbox_no": N_("Gearbox no."),
    "new_part_no": N_("New part"),
    "old_part_no": N_("Old part"),
    "part_name": N_("Part"),
    "supplier": N_("Supplier"),
    "serial": N_("Serial no."),
    "tag": N_("Tag no."),
    "maker_tag": N_("Maker's tag"),
    "shipment": N_("Return list"),
    "file": N_("File name"),
    "caption": N_("Caption"),
    "note": N_("Contact note"),
    "notice_no": N_("Maker's notice no."),
    "old_number": N_("Number before the take-over"),
    "answer": N_("Maker's answer"),
}
"""What a field is called where a hit says that it was found there."""
_PHONES = frozenset({"phone", "contact_phone", "brought_by_phone"})
SHORT_STATES = {State.PREAUTH_WAIT: N_("Awaiting auth.")}
"""States whose word is too long for a column."""


def state_word(state: State) -> str:
    """Return the word of a state as the column writes it."""
    return _(SHORT_STATES[state]) if state in SHORT_STATES else claim_word(state)


class RowWords:
    """Says what a row says, with names from the brand's tables, for the person who acts."""

    def __init__(self, desk: Any) -> None:
        """Ask ``desk`` for names and for who acts."""
        self._desk = desk
        self._models: dict[tuple[str, str], str] = {}

    def forget(self) -> None:
        """Ask again how models are called: the tables of a brand have changed."""
        self._models.clear()

    def plate(self, plate: str) -> str:
        """Return a plate as a list shows it."""
        return listed_plate(self._desk, plate)

    def plate_cells(self) -> dict[str, Any]:
        """Return what the column of plates says on the screen and in a file."""
        return plate_cells(self._desk, lambda row: row.plate)

    def found(self, field: str, text: str) -> str:
        """Return what stands in the field that was found, as a list shows it."""
        if field in _PHONES:
            return listed_phone(self._desk, text)
        return listed_plate(self._desk, text) if field == "plate" else text

    def model(self, brand: str, code: str) -> str:
        """Return the name of a model, its code where the brand does not know it."""
        if (brand, code) not in self._models:  # every row says it, each time it is painted
            entry = self._desk.profiles.of(brand).models.get(code)
            self._models[brand, code] = pick(entry.name_zh, entry.name_en) if entry else code
        return self._models[brand, code]

    def model_names(self) -> list[str]:
        """Return the names of the models of the desk's own brand."""
        models = self._desk.profiles.of(self._desk.bench.site.brand).models.values()
        return [pick(entry.name_zh, entry.name_en) for entry in models]

    def type(self, brand: str, code: str) -> str:
        """Return the name of a claim type."""
        entry = self._desk.profiles.of(brand).types.get(code)
        return pick(entry.name_zh, entry.name_en) if entry else code


def columns(say: RowWords, hits: Hits) -> tuple[Column, ...]:
    """Return the columns; ``hits`` know which words are searched for at the moment."""

    def date(row: ClaimSummary) -> str:
        return date_text(row.opened_on)

    def complaint(row: ClaimSummary) -> str:
        field, text = hits.why(row)
        if not text:
            return excerpt(row.complaint, hits.words)
        part = excerpt(say.found(field, text), hits.words, NEAR)
        found = _("{where}: {text}", where=_(FIELD_NAMES[field]), text=part)
        return f"{found} · {' '.join(row.complaint.split())}"

    return (
        Column(
            "claim_number",
            _("Claim"),
            width=width_for(["C0126-000000"], _("Claim"), bold=True),
            bold=True,
            highlight=True,
        ),
        Column(
            "opened_on",
            _("Date"),
            width=width_for([date_text(A_DAY)], _("Date")),
            text=date,
            value=lambda row: row.opened_on,
            holds=Holds.DAY,
            weak=True,
        ),
        Column(
            "plate",
            _("Plate"),
            width=width_for([WIDEST_PLATE], _("Plate")),
            **say.plate_cells(),
            highlight=True,
        ),
        Column(
            "model",
            _("Model"),
            width=min(width_for(say.model_names(), _("Model")), WIDEST_MODEL),
            text=lambda row: say.model(row.brand, row.model_code),
            sortable=False,
            weak=True,
        ),
        Column(
            "complaint",
            _("Complaint"),
            width=112,
            text=complaint,
            copy=lambda row: " ".join(row.complaint.split()),
            sortable=False,
            stretch=True,
            highlight=True,
        ),
        Column(
            "total_fen",
            _("Claimed ¥"),
            align="right",
            width=82,
            text=lambda row: yuan(row.total_fen),
            value=lambda row: row.total_fen,
            holds=Holds.MONEY,
        ),
        Column(
            "state",
            _("Status"),
            width=width_for(map(state_word, State), _("Status"), mark=True),
            text=lambda row: state_word(row.state),
            mark=lambda row: claim_mark(row.state),
        ),
    )
