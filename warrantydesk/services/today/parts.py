"""Lines of old parts: what must go back, lists on their way, refusals, what may be destroyed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from warrantydesk.domain.deadlines import WORKING
from warrantydesk.domain.return_clock import REMINDERS, RETURN_BY, SETTLED
from warrantydesk.domain.shipment_views import ShipmentDeadline
from warrantydesk.domain.today import Area, Target, TodayItem
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.shipments.clocks import ARRIVAL, DISPUTE, deadlines
from warrantydesk.services.today.claims import MakerClocks
from warrantydesk.storage.today import Due, Waiting

LENT, SCRAP, SCRAP_FROM, LABELS = "lent_until", "scrap", "scrap_from", "labels"
PACKING = "M3"
"""The field of the scanner's card that sets the shelf to packing."""
_TITLES = {
    ARRIVAL: (N_("Return list should have arrived: {number}"), N_("Record receipt")),
    RETURN_BY: (N_("Return list must leave: {number}"), N_("Pack")),
    SETTLED: (N_("Paid and not returned: {part}"), N_("Pack")),
    DISPUTE: (N_("Piece refused: dispute or accept: {part}"), N_("Dispute")),
    REMINDERS[0]: (N_("The maker reminds for the first time: {part}"), N_("Pack")),
    REMINDERS[1]: (N_("The maker reminds for the second time: {part}"), N_("Pack")),
}


def lines(bench: Bench, makers: MakerClocks, *, single: bool = False) -> Iterator[TodayItem]:
    """Yield the lines of old parts, those of one day together or ``single``."""
    due = bench.stores.today.returns()
    by_day: dict[tuple[str, date], list[TodayItem]] = {}
    for piece in due:
        by_day.setdefault((piece.brand, piece.day), []).append(_due(piece, makers))
    for (brand, day), several in by_day.items():
        if single:
            yield from several
        else:
            yield _together(several, f"{RETURN_BY}:{brand}:{day}")
    shown = {piece.id: piece for piece in due}
    yield from _of_lists(bench, shown)
    for one in bench.stores.today.lent():
        yield _lent(one)
    yield from _heap(bench)


def _due(piece: Due, makers: MakerClocks) -> TodayItem:
    row = makers.of(piece.brand).rows.get(RETURN_BY)
    return TodayItem(
        key=f"{RETURN_BY}:piece:{piece.id}",
        code=RETURN_BY,
        area=Area.PARTS,
        title=N_("Old part due back: {part}"),
        target=Target("shelf", "tag", piece.number),
        action=N_("Pack"),
        due_on=piece.day,
        brand=piece.brand,
        note=N_("{number} · {place} · a related piece is missing")
        if piece.short
        else N_("{number} · {place}"),
        values={
            "part": piece.text,
            "number": piece.number or "—",
            "place": piece.place or "—",
            "short": int(piece.short),
        },
        plate=piece.plate,
        vin=piece.vin,
        model=piece.model,
        owner=piece.owner,
        amount_fen=piece.amount_fen,
        working=row is not None and row["day_kind"] == WORKING,
    )


def _together(several: list[TodayItem], key: str) -> TodayItem:
    """Return one line for the pieces of one day: they travel on one list."""
    first = max(several, key=lambda item: (item.amount_fen, item.key))
    if len(several) == 1:
        return first
    owners = [item.owner for item in several]
    places = list(dict.fromkeys(str(item.values["place"]) for item in several))
    short = sum(int(str(item.values["short"])) for item in several)
    return replace(
        first,
        key=key,
        title=N_("Old parts due back: {n}"),
        note=N_("{places} · without a related piece: {short}") if short else "{places}",
        values={"n": len(several), "places": " · ".join(places[:3]), "short": short},
        target=Target("shelf", "mode", PACKING),
        plate="",
        vin="",
        model="",
        cars=len({item.vin for item in several}),
        owner=max(set(owners), key=lambda one: (owners.count(one), one)),
        amount_fen=sum(item.amount_fen for item in several),
        members=tuple(item.key for item in several),
    )


def _of_lists(bench: Bench, due: dict[int, Due]) -> Iterator[TodayItem]:
    """Yield the clocks of lists and single pieces; one that is due as a piece is told there."""
    found = deadlines(bench, bench.today)
    lists = bench.stores.shipments.several(one.shipment_id for one in found if one.shipment_id)
    numbers = {one.id: one.number for one in lists}
    wanted = [one.piece_id for one in found if one.piece_id is not None]
    pieces = {piece.id: piece for piece in bench.stores.piece_lists.rows(wanted)}
    for one in found:
        piece = pieces.get(one.piece_id or 0)
        if one.piece_id in due and one.code in REMINDERS:
            continue  # its own line says the last day
        item = _of_list(one, numbers.get(one.shipment_id or 0, ""))
        if piece is not None:
            item = replace(
                item,
                plate=piece.plate,
                vin=piece.vin,
                target=Target("shelf", "tag", piece.tag) if not one.shipment_id else item.target,
                note=N_("{number} · {place}"),
                values={
                    "part": piece.part_name or piece.part_no,
                    "number": piece.tag or "—",
                    "place": piece.place or "—",
                },
            )
        yield item


def _of_list(one: ShipmentDeadline, number: str) -> TodayItem:
    title, action = _TITLES[one.code]
    subject = f"shipment:{one.shipment_id}" if not one.piece_id else f"piece:{one.piece_id}"
    return TodayItem(
        key=f"{one.code}:{subject}",
        code=one.code,
        area=Area.PARTS,
        title=title,
        target=Target("shelf", "shipment", number),
        action=action,
        due_on=one.due_on,
        brand=one.brand,
        values={"number": number, "part": one.values.get("part", "")},
        amount_fen=one.amount_fen,
        waiting=one.code == ARRIVAL,
        cars=0,
    )


def _lent(one: Waiting) -> TodayItem:
    return TodayItem(
        key=f"{LENT}:piece:{one.id}",
        code=LENT,
        area=Area.PARTS,
        title=N_("Lent piece must come back from {who}"),
        target=Target("shelf", "tag", one.number),
        action=N_("Chase"),
        due_on=date.fromisoformat(one.day),
        brand=one.brand,
        note="{number}",
        values={"number": one.number, "who": one.text or "—"},
        plate=one.plate,
        vin=one.vin,
        model=one.model,
        owner=one.owner,
        amount_fen=one.amount_fen,
        waiting=True,
    )


def _heap(bench: Bench) -> Iterator[TodayItem]:
    from warrantydesk.services.ledger.outlook import free_now

    free = free_now(bench)
    if free:
        yield TodayItem(
            key=f"{SCRAP_FROM}:shelf:0",
            code=SCRAP_FROM,
            area=Area.PARTS,
            title=N_("Paid and kept long enough, release for scrap: {n}"),
            target=Target("shelf", "scrap", ""),
            action=N_("Look"),
            note=N_("{first} and more") if len(free) > 1 else "{first}",
            values={"n": len(free), "first": free[0].piece.tag or "—"},
            cars=0,
        )
    heap = bench.stores.today.heap()
    if heap.scrap:
        yield TodayItem(
            key=f"{SCRAP}:shelf:0",
            code=SCRAP,
            area=Area.PARTS,
            title=N_("Pieces that may be destroyed: {n}"),
            target=Target("shelf", "scrap", ""),
            action=N_("Scrap"),
            values={"n": heap.scrap},
            cars=0,
        )
    if heap.labels:
        yield TodayItem(
            key=f"{LABELS}:shelf:0",
            code=LABELS,
            area=Area.PARTS,
            title=N_("Printed labels that nobody scanned: {n}"),
            target=Target("shelf", "", None),
            action=N_("Scan"),
            values={"n": heap.labels},
            cars=0,
        )
