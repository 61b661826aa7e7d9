"""What the clerk does with return shipments, verb by verb."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.errors import NOT_FOUND, refused
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.shipment import (
    Box,
    Carriage,
    Shipment,
    ShipmentKind,
    ShipmentLine,
    ShipmentState,
    Verdict,
)
from warrantydesk.domain.shipment_checks import Check, checks_of
from warrantydesk.domain.shipment_views import (
    DueOfBrand,
    ReturnPiece,
    ShipmentDeadline,
    ShipmentSummary,
    ShipmentView,
)
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.attachments import AttachmentService
from warrantydesk.services.bench import Bench
from warrantydesk.services.shipments import (
    boxes,
    by_piece,
    clocks,
    closing,
    lists,
    packing,
    receipts,
    views,
)
from warrantydesk.services.shipments.facts import facts_of
from warrantydesk.services.shipments.guards import box_of, piece_of
from warrantydesk.services.shipments.receipts import PieceVerdict, RefusalReason

MOST = 2000


class ShipmentService:
    """Brings old parts back to their makers, and keeps what the makers say of them."""

    def __init__(self, bench: Bench, attachments: AttachmentService) -> None:
        self._bench, self._attachments = bench, attachments

    def open(
        self,
        brand: str = "",
        kind: ShipmentKind = ShipmentKind.ORDINARY,
        title: str = "",
        required_by: date | None = None,
        tags: tuple[str, ...] = (),
        due_within_days: int | None = None,
    ) -> Shipment:
        """Open a list with some pieces, and with all that is due back within some days."""
        asked = lists.Opening(brand, kind, title, required_by)
        return lists.open_list(self._bench, asked, tags, due_within_days)

    def save(
        self, shipment_id: int, changes: Mapping[str, Any], version: int | None = None
    ) -> Shipment:
        """Save what the head of a list says: title, days, request, carriage, waybill, freight."""
        return lists.save(self._bench, shipment_id, changes, version)

    def add(self, shipment_id: int, tags: tuple[str, ...]) -> tuple[ShipmentLine, ...]:
        """Put pieces on a list, all or none; those on the shelf are requested."""
        return lists.add(self._bench, shipment_id, tags)

    def take_off(
        self, shipment_id: int, tags: tuple[str, ...], reason: str
    ) -> tuple[ShipmentLine, ...]:
        """Take pieces off a list with a reason, all or none."""
        return lists.take_off(self._bench, shipment_id, tags, reason)

    def add_box(self, shipment_id: int) -> Box:
        """Add a box with the lowest free number."""
        return boxes.add_box(self._bench, shipment_id)

    def pack(
        self, tag: str, box: str = "", shipment_id: int = 0, at_once: bool = False
    ) -> ShipmentLine:
        """Pack a piece into a box, by code or number; into the newest open one without.

        Without ``shipment_id`` the list it stands on counts, else the open list of its maker.
        With ``at_once`` a piece on the shelf is requested, and a list opened, in the same change.
        """
        return packing.pack(self._bench, tag, box, shipment_id, at_once=at_once)

    def pack_scanned(self, tag: str, box: str = "", shipment_id: int = 0) -> ShipmentLine:
        """Pack a piece with all that is missing before it, as one scan and one step back."""
        return packing.pack(self._bench, tag, box, shipment_id, at_once=True)

    def unpack(self, tag: str) -> ShipmentLine:
        """Take a piece out of its open box; it stays on the list."""
        return packing.unpack(self._bench, tag)

    def repack(self, tag: str, box: str) -> ShipmentLine:
        """Move a packed piece into another open box of its list."""
        return packing.repack(self._bench, tag, box)

    def weigh(self, box: str, weight_g: int) -> Box:
        """Enter what a box weighs, in grams with the box."""
        return boxes.weigh(self._bench, box, weight_g)

    def seal(self, box: str) -> Box:
        """Close a box."""
        return boxes.seal(self._bench, box)

    def reopen(self, box: str) -> Box:
        """Open a sealed box again."""
        return boxes.reopen(self._bench, box)

    def void_box(self, box: str, reason: str) -> Box:
        """Void an empty box with a reason."""
        return boxes.void_box(self._bench, box, reason)

    def add_photo(self, box: str, file: Path) -> Attachment:
        """Keep a photo of a packed box."""
        return boxes.add_photo(self._bench, self._attachments, box, file)

    def photos(self, box: str) -> tuple[Attachment, ...]:
        """Return the photos of a box."""
        return tuple(boxes.photos(self._bench, box))

    def close(  # noqa: PLR0913 - the parameters of the verb, each by its name
        self,
        shipment_id: int,
        waybill: str = "",
        carriage: Carriage | None = None,
        carrier: str = "",
        freight_fen: int | None = None,
        freight_confirmed: bool = False,
        handed_to: str = "",
        acknowledged: Mapping[str, str] | None = None,
        leave_rest: bool = False,
    ) -> Shipment:
        """Ship the list: all packed pieces, or none with everything that stands against it."""
        departure = closing.Departure(
            waybill, carriage, carrier, freight_fen, freight_confirmed, handed_to
        )
        return closing.close(self._bench, shipment_id, departure, acknowledged or {}, leave_rest)

    def void(self, shipment_id: int, reason: str) -> Shipment:
        """Void a list that has not left; its pieces are due back as before."""
        return lists.void(self._bench, shipment_id, reason)

    def record_receipt(
        self,
        shipment_id: int,
        pieces: tuple[PieceVerdict, ...] = (),
        receipt: Mapping[str, Any] | None = None,
    ) -> Shipment:
        """Record what the maker signed and judged, in as many goes as it takes."""
        return receipts.record(self._bench, shipment_id, pieces, receipt or {})

    def ship_piece(
        self,
        tag: str,
        waybill: str = "",
        carriage: Carriage | None = None,
        freight_fen: int | None = None,
        freight_confirmed: bool = False,
        acknowledged: Mapping[str, str] | None = None,
    ) -> OldPart:
        """Ship the list of a packed piece, with all that ``close`` looks at."""
        departure = closing.Departure(waybill, carriage, "", freight_fen, freight_confirmed, "")
        return by_piece.ship(self._bench, tag, departure, acknowledged or {})

    def receive_piece(self, tag: str) -> OldPart:
        """Note that the list of a piece has come to the maker."""
        return by_piece.record_receipt(self._bench, tag)

    def accept_piece(self, tag: str, on: date | None = None) -> OldPart:
        """Record that the maker accepts a piece."""
        return by_piece.judge(
            self._bench, "accept", PieceVerdict(tag, Verdict.ACCEPTED, judged_on=on)
        )

    def refuse_piece(
        self,
        tag: str,
        code: str,
        text: str = "",
        on: date | None = None,
        deducted_fen: int | None = None,
    ) -> OldPart:
        """Record that the maker refuses a piece, with the code of its reason (B.5)."""
        verdict = PieceVerdict(tag, Verdict.REFUSED, code, text, on, deducted_fen)
        return by_piece.judge(self._bench, "refuse", verdict)

    def offered_reasons(self, tag: str) -> tuple[RefusalReason, ...]:
        """Return the maker's reasons for refusing a piece."""
        return receipts.offered(self._bench, piece_of(self._bench, tag))

    def get(self, shipment_id: int) -> Shipment:
        """Return a list; Refused(NOT_FOUND)."""
        return self._bench.stores.shipments.get(shipment_id)

    def by_number(self, text: str) -> Shipment:
        """Return the list of a number, typed or scanned; Refused(NOT_FOUND)."""
        found = self._bench.stores.shipments.by_number(code(text))
        if found is None:
            raise refused(
                NOT_FOUND, N_("There is no return shipment {number}."), "number", number=text[:40]
            )
        return found

    def by_box(self, text: str) -> Shipment:
        """Return the list of a box's code; Refused(NOT_FOUND)."""
        return self.get(box_of(self._bench, text).shipment_id)

    def box(self, text: str) -> Box:
        """Return the box of a code; Refused(NOT_FOUND)."""
        return box_of(self._bench, text)

    def boxes(self, shipment_id: int) -> tuple[Box, ...]:
        """Return the boxes of a list that stand, by number."""
        return tuple(self._bench.stores.boxes.of(shipment_id))

    def list(self, states: tuple[ShipmentState, ...] = ()) -> tuple[ShipmentSummary, ...]:
        """Return lists in some states or in all, the newest first."""
        return tuple(self._bench.stores.shipment_lists.summaries(states))

    def view(self, shipment_id: int) -> ShipmentView:
        """Return a list as it is packed."""
        return views.view(self._bench, shipment_id)

    def checks(self, shipment_id: int) -> tuple[Check, ...]:
        """Return every check of a list, those that stand in the way first."""
        return checks_of(facts_of(self._bench, self.get(shipment_id)))

    def whole(self, shipment: Shipment) -> dict[str, object]:
        """Return a list with its boxes and lines as plain JSON values."""
        return views.whole(self._bench, shipment)

    def due(
        self, brand: str = "", until: date | None = None, limit: int = MOST
    ) -> tuple[ReturnPiece, ...]:
        """Return what should go back and stands on no list, the most urgent first."""
        return tuple(self._bench.stores.shipment_lists.due(code(brand), until, limit))

    def due_counts(self, until: date | None = None) -> tuple[DueOfBrand, ...]:
        """Return what is due by maker."""
        return tuple(self._bench.stores.shipment_lists.due_counts(until))

    def in_shelf_order(self, pieces: Iterable[ReturnPiece]) -> tuple[ReturnPiece, ...]:
        """Return pieces as one walks along the shelf."""
        return tuple(views.in_shelf_order(self._bench, pieces))

    def pick_list(self, shipment_id: int) -> tuple[ReturnPiece, ...]:
        """Return what is to be fetched for a list, as one walks along the shelf."""
        self.get(shipment_id)
        on_list = self._bench.stores.shipment_lists.pieces_of(shipment_id)
        return self.in_shelf_order(piece for piece in on_list if not piece.is_packed)

    def deadlines(self, today: date | None = None) -> tuple[ShipmentDeadline, ...]:
        """Return the open clocks of returns, the most urgent first."""
        return clocks.deadlines(self._bench, today or self._bench.today)
