"""How the rows of the lists are read and written in words; everything here may run in a worker."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from warrantydesk.domain.dates import EARLIEST, LATEST, day_of, from_utc_text, local_date
from warrantydesk.domain.listing import Cell
from warrantydesk.domain.masks import masked_plate
from warrantydesk.domain.old_part import PART_STATE_NAMES, PartState
from warrantydesk.domain.part_ledger import MOVED_NAMES, WAY_NAMES, Moved, Way
from warrantydesk.domain.shipment import (
    CARRIAGE_NAMES,
    SHIPMENT_KIND_NAMES,
    SHIPMENT_STATE_NAMES,
    Carriage,
    ShipmentKind,
    ShipmentState,
)
from warrantydesk.domain.stock_take import FOUND_NAMES, Found
from warrantydesk.i18n import N_, _
from warrantydesk.services.ledger.account import Account, Asking, LedgerLine
from warrantydesk.services.ledger.calendar import DUE_NAMES, DueMark
from warrantydesk.services.ledger.names import Names
from warrantydesk.storage.claim_lists import Asked, ClaimListStore
from warrantydesk.storage.plain_lists import PlainListStore

Row = tuple[Cell, ...]
Tick = Callable[[int, int], object]
"""Hears how much of how much is read; what it raises ends the work."""

VERDICTS = {"accepted": N_("Accepted"), "refused": N_("Refused")}
USED, LEFT, DUE = N_("New part used"), N_("Old part left"), N_("Old part due back")


@dataclass
class Sources:
    """All that the rows of a list are made of, read from the desk beforehand."""

    asking: Asking
    plain: PlainListStore
    names: Names
    claims: ClaimListStore
    due: tuple[DueMark, ...] = ()
    journal: Callable[[Tick], Iterator[Row]] = lambda tick: iter(())
    """Gives the entries of the period, for the list of them."""
    claim_ids: Sequence[int] | None = None
    """The only claims of a list of claims, in the order wanted; None for those of the period."""
    sees_persons: bool = True
    """What was said to persons may be read by who asks."""
    _account: Account | None = None

    def plate(self, plate: str) -> str:
        """Return a plate as the file holds it: masked where persons may not be seen."""
        return plate if self.sees_persons else masked_plate(plate)

    def account(self, tick: Tick) -> Account:
        """Return the account of the period, read once."""
        if self._account is None:
            self._account = self.asking(tick)
        return self._account

    @property
    def zone(self) -> tzinfo | None:
        """The desk's time zone."""
        return self.asking.zone

    def read(self, code: str, tick: Tick) -> Iterator[tuple[Any, ...]]:
        """Yield the plain rows of a list."""
        only = self.asking.only
        among = (only.brand, only.states)
        return self.plain.rows(code, self._between, self._minutes, lambda: tick(0, 0), among)

    def read_claims(self, code: str, tick: Tick) -> Iterator[tuple[Any, ...]]:
        """Yield the plain rows of a list of claims."""
        ids, only = self.claim_ids, self.asking.only
        if ids is None:
            day = only.by or "opened"
            wanted = Asked(*self._between, only.brand, only.states, day, self._minutes)
            ids = self.claims.ids(wanted)
        return self.claims.rows(code, ids, tick)

    @property
    def _between(self) -> tuple[str, str]:
        start, end = self.asking.start, self.asking.end
        return ("" if start == EARLIEST else start.isoformat(), end.isoformat())

    @property
    def _minutes(self) -> int:
        offset = datetime.now(self.zone).utcoffset() if self.zone else None
        return int(offset.total_seconds() // 60) if offset else 0


def ledger(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the movements of the period, oldest first."""
    names = sources.names
    for line in sources.account(tick).lines:
        moved, piece = line.movement, line.piece
        yield (
            moved.at,
            _(WAY_NAMES[moved.way]),
            _(MOVED_NAMES[moved.kind]),
            piece.tag,
            piece.part_no,
            piece.part_name,
            piece.claim_number,
            piece.vin,
            names.maker(piece.brand),
            names.supplier(piece.brand, piece.supplier_code),
            names.hazard(piece.hazard),
            moved.from_place,
            moved.to_place,
            line.shipment,
            moved.box,
            names.person(moved.by),
            moved.reason,
        )


def stock(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the pieces in the house on the last day, those longest here first."""
    names = sources.names
    for line in sorted(sources.account(tick).stock, key=lambda one: -one.days):
        piece, standing = line.piece, line.standing
        yield (
            piece.tag,
            piece.part_no,
            piece.part_name,
            piece.claim_number,
            piece.vin,
            names.maker(piece.brand),
            names.supplier(piece.brand, piece.supplier_code),
            names.hazard(piece.hazard),
            _(PART_STATE_NAMES[standing.state]),
            standing.place,
            standing.box,
            local_date(standing.came_at, sources.zone),
            line.days,
            day_of(piece.return_by),
            piece.amount_fen,
        )


def due(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield what is due by day; what concerns a whole list stands without a piece."""
    for mark in sources.due:
        piece = mark.piece
        told = (
            (
                piece.tag,
                piece.part_no,
                piece.part_name,
                _(PART_STATE_NAMES[piece.state]),
                piece.place,
                piece.claim_number,
            )
            if piece
            else ("",) * 6
        )
        maker = sources.names.maker(mark.brand)
        yield (mark.day, _(DUE_NAMES[mark.kind]), *told, maker, mark.amount_fen, mark.note)
    tick(1, 1)


def department(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield, by claim and line: new parts used, old parts that left, old parts due back."""
    account = sources.account(tick)
    counts: Counter[tuple[str, str, str, str, int, date | None]] = Counter()
    for line in account.lines:
        piece, day = line.piece, local_date(line.movement.at, sources.zone)
        what = _asked_by_the_store(line)
        if what == USED and piece.new_part_no:
            number, name = piece.new_part_no, piece.new_part_name
        elif what == LEFT:
            number, name = piece.part_no, piece.part_name
        else:
            continue
        counts[what, number, name, piece.claim_number, piece.line, day] += 1
    for each in account.stock:
        if each.piece.return_required:
            owed = each.piece
            day = day_of(owed.return_by)
            counts[DUE, owed.part_no, owed.part_name, owed.claim_number, owed.line, day] += 1
    order = (USED, LEFT, DUE)
    for (what, number, name, claim, at, day), pieces in sorted(
        counts.items(), key=lambda one: (order.index(one[0][0]), one[0][5] or LATEST, one[0])
    ):
        yield (_(what), number, name, pieces, claim, at, day)


def _asked_by_the_store(line: LedgerLine) -> str:
    if line.movement.kind in (Moved.RECEIVED, Moved.WAIVED):
        return USED
    return LEFT if line.movement.way is Way.OUT else ""


def shipments(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the return lists that were opened in the period."""
    for row in sources.read("shipments", tick):
        number, brand, kind, state, title, opened, required, carriage, *rest = row
        carrier, waybill, freight, shipped, *counts = rest
        yield (
            number,
            sources.names.maker(brand),
            _(SHIPMENT_KIND_NAMES[ShipmentKind(kind)]),
            _(SHIPMENT_STATE_NAMES[ShipmentState(state)]),
            title,
            moment(opened),
            day_of(required),
            _(CARRIAGE_NAMES[Carriage(carriage)]) if carriage else "",
            carrier,
            waybill,
            freight,
            moment(shipped),
            *counts,
        )


def shipment_lines(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the pieces on return lists that were opened in the period."""
    for row in sources.read("shipment_lines", tick):
        number, state, box, tag, part_no, name, supplier, causal, claim, brand, vin, *rest = row
        shipped, verdict, code, text, judged, deducted = rest
        yield (
            number,
            _(SHIPMENT_STATE_NAMES[ShipmentState(state)]),
            box,
            tag,
            part_no,
            name,
            sources.names.supplier(brand, supplier),
            _("Causal") if causal else _("Related"),
            claim,
            sources.names.maker(brand),
            vin,
            moment(shipped),
            _(VERDICTS[verdict]) if verdict else "",
            code,
            text,
            day_of(judged),
            deducted,
        )


def refused(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the pieces that the maker refused in the period."""
    for row in sources.read("refused_pieces", tick):
        day, tag, part_no, name, supplier, claim, brand, vin, code, text, deducted, *rest = row
        state, by, on, answer = rest
        yield (
            day_of(day),
            tag,
            part_no,
            name,
            sources.names.supplier(brand, supplier),
            claim,
            sources.names.maker(brand),
            vin,
            code,
            text,
            deducted,
            _(PART_STATE_NAMES[PartState(state)]),
            day_of(by),
            day_of(on),
            answer,
        )


def stock_take(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield what was scanned in stock-takes in the period."""
    for number, at, place, code, found, tag, part_no, name, kept, by in sources.read(
        "stock_take", tick
    ):
        words = _(FOUND_NAMES[Found(found)])
        who = sources.names.person(by)
        yield (number, moment(at), place, code, words, tag, part_no, name, kept, who)


def scrap(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the pieces that were destroyed in the period."""
    for number, at, by, witness, note, tag, part_no, name, claim, brand, paid, fen in sources.read(
        "scrap", tick
    ):
        who, maker = sources.names.person(by), sources.names.maker(brand)
        made, on = moment(at), day_of(paid)
        yield (number, made, who, witness, note, tag, part_no, name, claim, maker, on, fen)


def moment(text: str | None) -> datetime | None:
    """Return the instant that a text of the database says."""
    return from_utc_text(text) if text else None
