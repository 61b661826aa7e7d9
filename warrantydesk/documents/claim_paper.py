"""What every paper of a claim shows: the claim with all its codes already turned into names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from warrantydesk.documents.blocks import Cell, Sign
from warrantydesk.documents.paper import Frame
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.claim.totals import Rates, Totals
from warrantydesk.domain.person import Site
from warrantydesk.domain.visit import Signature, SignedPaper
from warrantydesk.i18n import _, date_text, minute_text, pick

HASH_GROUPS = 3


@dataclass(frozen=True)
class PaperDocument:
    """A paper that the claim's type asks for, and whether the desk has it."""

    code: str
    name: str
    present: bool = False
    mandatory: bool = False


@dataclass(frozen=True)
class ClaimPaper:
    """A claim and its surroundings as papers show them; names stand in the paper's language."""

    site: Site
    claim: Claim
    totals: Totals = field(default_factory=Totals)
    rates: Rates = field(default_factory=Rates)
    dealer_name: str = ""
    """Empty: the site's own name."""
    brand_name: str = ""
    type_name: str = ""
    model_name: str = ""
    fault_name: str = ""
    use_name: str = ""
    state_name: str = ""
    campaign_name: str = ""
    repeat_number: str = ""
    """Number of the earlier claim that this one repeats."""
    payer_name: str = ""
    """The supplier who pays the claim; empty: the maker pays."""
    advisor: str = ""
    technician: str = ""
    clerk: str = ""
    documents: tuple[PaperDocument, ...] = ()
    tags: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Tags of the old parts by part line, counted from 1."""
    signatures: tuple[Signature, ...] = ()
    version: int = 0
    """Number of the submission; 0 before the first one."""
    snapshot_sha256: str = ""
    anchor: str = ""
    """Place and head of the journal, as ``18204:a3f971c04e9b``."""
    drawn_at: datetime | None = None
    demo: bool = False
    logo: bytes = b""
    redaction: str = ""
    """Number and day of the certificate by which personal values were taken out."""
    offset_mm: tuple[float, float] = (0.0, 0.0)

    def frame(self, title: str, foot: str = "", submitted: bool = False) -> Frame:
        """Return the frame of one paper; one that is ``submitted`` shows version and snapshot."""
        site = self.site
        name = self.dealer_name or pick(site.name_zh, site.name_en)
        return Frame(
            title=title,
            dealer=(name, site.dealer_code or site.code, site.address, site.phone),
            number=self.claim.claim_number,
            version=self.version if submitted else 0,
            foot=foot,
            anchor=self._anchor(self.snapshot_sha256 if submitted else ""),
            logo=self.logo,
            demo=self.demo or site.demo,
            note=self._note(),
            offset_mm=self.offset_mm,
        )

    def _note(self) -> str:
        if not self.redaction:
            return ""
        return _(
            "Personal values were taken out (certificate {certificate}): their fields are blank.",
            certificate=self.redaction,
        )

    def signed(self, paper: SignedPaper) -> tuple[str, str]:
        """Return who signed a paper and when; the owner and no time where nobody has."""
        found = next((sign for sign in self.signatures if sign.paper is paper), None)
        if found:
            return found.name, minute_text(found.signed_at)
        return self.claim.visit.brought_by or self.claim.owner.name, ""

    def sign(self, label: str, paper: SignedPaper) -> Sign:
        """Return the customer's field under a paper: name, time, and what was drawn."""
        name, when = self.signed(paper)
        found = next((sign for sign in self.signatures if sign.paper is paper), None)
        return Sign(label, name, when, found.drawing if found else "")

    def _anchor(self, snapshot: str) -> str:
        parts = []
        if snapshot:
            short = snapshot[: 4 * HASH_GROUPS]
            groups = " ".join(short[at : at + 4] for at in range(0, len(short), 4))
            parts.append(_("Snapshot sha256 {hash} …", hash=groups))
        if self.anchor:
            parts.append(_("Journal {anchor}", anchor=self.anchor))
        if self.drawn_at:
            parts.append(minute_text(self.drawn_at))
        return " · ".join(parts)


def day(value: date | None) -> str:
    """Return a date, or nothing: an empty field can be filled by hand."""
    return date_text(value) if value else ""


def minute(value: datetime | None) -> str:
    """Return an instant to the minute, or nothing."""
    return minute_text(value) if value else ""


def kilometres(value: int | None) -> str:
    """Return a mileage with thousands, or nothing."""
    return "" if value is None else f"{value:,}"


def vehicle_cells(paper: ClaimPaper) -> tuple[list[Cell], list[Cell]]:
    """Return the two rows that name the vehicle on every paper."""
    vehicle = paper.claim.vehicle
    engine = [vehicle.engine_no, vehicle.motor_no]
    return (
        [
            Cell(_("VIN"), vehicle.vin, 1.6),
            Cell(_("Plate"), vehicle.plate, 0.9),
            Cell(_("Model"), paper.model_name or vehicle.model_code, 1.4),
            Cell(_("Kind of use"), paper.use_name, 0.8),
            Cell(_("Mileage, km"), kilometres(paper.claim.visit.mileage_km), 0.8),
        ],
        [
            Cell(_("Engine or motor no."), " / ".join(filter(None, engine)), 1.3),
            Cell(_("Gearbox no."), vehicle.gearbox_no, 1.1),
            Cell(_("Produced on"), day(vehicle.produced_on), 0.9),
            Cell(_("Invoiced on"), day(vehicle.invoiced_on), 0.9),
            Cell(_("Delivered on (start of warranty)"), day(vehicle.delivered_on), 1.3),
        ],
    )


def owner_cells(paper: ClaimPaper) -> tuple[list[Cell], list[Cell]]:
    """Return the rows that name the owner, the person to call and who brought the car."""
    owner, visit = paper.claim.owner, paper.claim.visit
    return (
        [
            Cell(_("Owner"), owner.name, 1.1),
            Cell(_("Phone"), owner.phone, 1.0),
            Cell(_("Address"), owner.address, 2.6),
        ],
        [
            Cell(_("Contact"), owner.contact),
            Cell(_("Contact phone"), owner.contact_phone),
            Cell(_("Brought by"), visit.brought_by),
            Cell(_("Phone of who brought it"), visit.brought_by_phone),
        ],
    )
