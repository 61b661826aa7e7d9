"""Old parts: one row per physical piece, with its life as one table (C.2)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.domain.person import Role
from warrantydesk.i18n import N_


class PartState(StrEnum):
    """Where a piece is in its life."""

    EXPECTED = "EXPECTED"
    RECEIVED = "RECEIVED"
    NO_PART = "NO_PART"
    SHELVED = "SHELVED"
    RETURN_DUE = "RETURN_DUE"
    PACKED = "PACKED"
    SHIPPED = "SHIPPED"
    OEM_RECEIVED = "OEM_RECEIVED"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    DISPUTED = "DISPUTED"
    REFUSED_FINAL = "REFUSED_FINAL"
    SCRAP_OK = "SCRAP_OK"
    SCRAPPED = "SCRAPPED"
    LENT = "LENT"
    MISSING = "MISSING"
    WRITTEN_OFF = "WRITTEN_OFF"
    VOID = "VOID"


PART_STATE_NAMES = {
    PartState.EXPECTED: N_("Expected"),
    PartState.RECEIVED: N_("Received"),
    PartState.NO_PART: N_("No part"),
    PartState.SHELVED: N_("On the shelf"),
    PartState.RETURN_DUE: N_("Return due"),
    PartState.PACKED: N_("Packed"),
    PartState.SHIPPED: N_("Shipped"),
    PartState.OEM_RECEIVED: N_("At the maker"),
    PartState.ACCEPTED: N_("Accepted"),
    PartState.REFUSED: N_("Refused"),
    PartState.DISPUTED: N_("Disputed"),
    PartState.REFUSED_FINAL: N_("Finally refused"),
    PartState.SCRAP_OK: N_("May be scrapped"),
    PartState.SCRAPPED: N_("Scrapped"),
    PartState.LENT: N_("Lent"),
    PartState.MISSING: N_("Missing"),
    PartState.WRITTEN_OFF: N_("Written off"),
    PartState.VOID: N_("Void"),
}

TERMINAL = frozenset(
    {
        PartState.NO_PART,
        PartState.ACCEPTED,
        PartState.REFUSED_FINAL,
        PartState.SCRAPPED,
        PartState.WRITTEN_OFF,
        PartState.VOID,
    }
)


STANDING = frozenset(
    {PartState.SHELVED, PartState.RETURN_DUE, PartState.SCRAP_OK, PartState.PACKED}
)
"""States in which a piece stands on a place of the shelf map, packed ones on the outbound area."""


ASKED_AND_HERE = frozenset(
    {PartState.RECEIVED, PartState.SHELVED, PartState.RETURN_DUE, PartState.PACKED}
)
"""States in which a piece that the maker asked for has not left."""


class TagState(StrEnum):
    """How far the label of a piece is."""

    NONE = "none"
    QUEUED = "queued"
    SENT = "sent"
    CONFIRMED = "confirmed"


TAG_STATE_NAMES = {
    TagState.NONE: N_("not printed"),
    TagState.QUEUED: N_("waiting to print"),
    TagState.SENT: N_("printed, not scanned"),
    TagState.CONFIRMED: N_("confirmed by scan"),
}


@dataclass(frozen=True)
class OldPart:
    """One removed piece; ``line`` and ``piece`` count from 1 in its claim."""

    claim_id: int
    line: int
    piece: int
    state: PartState = PartState.EXPECTED
    tag: str = ""
    maker_tag: str = ""
    part_no: str = ""
    part_name: str = ""
    supplier_code: str = ""
    serial: str = ""
    causal: bool = False
    return_required: bool = True
    hazard: str = ""
    place: str = ""
    tag_state: TagState = TagState.NONE
    amount_fen: int = 0
    reason: str = ""
    received_at: datetime | None = None
    shelved_at: datetime | None = None
    return_by: date | None = None
    handed_over_by: str = ""
    causal_line: int | None = None
    """The line of the causal part that a related part belongs to."""
    drained: bool = False
    """Fluids are drained, ends plugged."""
    request_no: str = ""
    """The maker's request that asks for the piece, empty where the deadline does."""
    requested_on: date | None = None
    paid_on: date | None = None
    """The day the maker paid its line; retention begins here."""
    lent_to: str = ""
    lent_until: date | None = None
    shipment_id: int | None = None
    """The newest return shipment that the piece is or was on."""
    box: str = ""
    """The code of its box there, empty while it waits to be packed."""
    refusal_code: str = ""
    refusal_text: str = ""
    refused_on: date | None = None
    """The date of the maker's notice, with which the dispute clock begins."""
    dispute_by: date | None = None
    disputed_on: date | None = None
    dispute_text: str = ""
    deducted_fen: int = 0
    """What the maker takes off the claim for this piece, net."""
    scrap_batch_id: int | None = None
    paid_by_receipt: bool = False
    """``paid_on`` came with money on the account: a reversal takes it away again."""
    id: int = 0
    version: int = 0

    @property
    def related(self) -> bool:
        """Tell whether it came off with a causal part."""
        return not self.causal


@dataclass(frozen=True)
class ShelfPlace:
    """A place on the shelf, as on its label: ``R2-3`` is rack 2, layer 3; ``BIN-7`` is the bin
    of repair orders that end in 7."""

    code: str
    rack: str
    layer: str
    outbound: bool = False
    active: bool = True
    hazards: bool = False
    """It takes hazardous pieces, and nothing else."""
    position: int = 0
    """Order on the map; equal ones stand in order of entry."""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class PartTransition:
    """A row of the life of a piece."""

    sources: frozenset[PartState]
    action: str
    to: PartState
    roles: frozenset[Role]


def _row(sources: str, action: str, to: str, roles: str = "clerk") -> PartTransition:
    return PartTransition(
        frozenset(map(PartState, sources.split())),
        action,
        PartState(to),
        frozenset(map(Role, roles.split())),
    )


PART_TRANSITIONS = (
    _row("EXPECTED", "receive", "RECEIVED"),
    _row("EXPECTED", "waive", "NO_PART"),
    _row("RECEIVED", "shelve", "SHELVED"),
    _row("SHELVED", "move", "SHELVED"),
    _row("SHELVED", "request", "RETURN_DUE"),
    _row("RETURN_DUE", "release", "SHELVED"),
    _row("RETURN_DUE", "pack", "PACKED"),
    _row("PACKED", "unpack", "RETURN_DUE"),
    _row("PACKED", "ship", "SHIPPED"),
    _row("SHIPPED", "record_receipt", "OEM_RECEIVED"),
    _row("OEM_RECEIVED", "accept", "ACCEPTED"),
    _row("OEM_RECEIVED", "refuse", "REFUSED"),
    _row("REFUSED", "dispute", "DISPUTED"),
    _row("REFUSED", "concede", "REFUSED_FINAL"),
    _row("DISPUTED", "decide", "ACCEPTED"),
    _row("DISPUTED", "decide", "REFUSED_FINAL"),
    _row("REFUSED REFUSED_FINAL LENT", "come_back", "SHELVED"),
    _row("SHELVED", "release_scrap", "SCRAP_OK"),
    _row("SCRAP_OK", "scrap", "SCRAPPED"),
    _row("SHELVED", "lend", "LENT"),
    _row("SHELVED RETURN_DUE PACKED LENT", "miss", "MISSING"),
    _row("MISSING", "find", "SHELVED"),
    _row("MISSING", "write_off", "WRITTEN_OFF", "service_manager"),
    _row("EXPECTED RECEIVED SHELVED", "void", "VOID"),
)


PART_ACTION_NAMES = {
    "receive": N_("Receive"),
    "waive": N_("Waive"),
    "shelve": N_("Shelve"),
    "move": N_("Move"),
    "request": N_("Request"),
    "release": N_("Release"),
    "pack": N_("Pack"),
    "unpack": N_("Unpack"),
    "ship": N_("Ship"),
    "record_receipt": N_("Record receipt"),
    "accept": N_("Record acceptance"),
    "refuse": N_("Refuse"),
    "dispute": N_("Dispute"),
    "concede": N_("Concede"),
    "decide": N_("Decide"),
    "come_back": N_("Come back"),
    "release_scrap": N_("Release for scrap"),
    "scrap": N_("Scrap"),
    "lend": N_("Lend"),
    "miss": N_("Miss"),
    "find": N_("Find"),
    "write_off": N_("Write off"),
    "void": N_("Void"),
}


def part_move(state: PartState, action: str) -> PartState | None:
    """Return where an action leads from a state, or None where it is not allowed."""
    rows = (row for row in PART_TRANSITIONS if row.action == action and state in row.sources)
    return next((row.to for row in rows), None)


HAZARDS = {
    "fluid": N_("fluids"),
    "fuel": N_("fuel"),
    "refrigerant": N_("refrigerant"),
    "airbag": N_("airbag"),
    "pyrotechnic": N_("pyrotechnic"),
    "hv_battery": N_("high-voltage battery"),
    "lithium": N_("lithium cell"),
    "lead_acid": N_("lead-acid battery"),
    "gas_strut": N_("gas strut"),
}
"""What the hazards of the part tables are called."""
