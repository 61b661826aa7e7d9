"""What the page of a shipment says of it: its facts as the rows, cards and checks of the screen."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.domain.shipment import SHIPMENT_STATE_NAMES, ShipmentKind, ShipmentState, Verdict
from warrantydesk.domain.shipment_due import DISPUTE, OWN_LIST, VOID
from warrantydesk.domain.shipment_views import (
    BoxView,
    NotThisTime,
    ReturnPiece,
    ShipmentSummary,
    ShipmentView,
)
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.sentences import said
from warrantydesk.ui.kit.box_card import BoxCard
from warrantydesk.ui.kit.chips import Chip
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.shelf.shipment_boxes import LeftOutRow, WaitingRow
from warrantydesk.ui.tabs.shelf.shipment_checks import worded
from warrantydesk.ui.tabs.shelf.shipment_head import HeadView
from warrantydesk.ui.tabs.shelf.shipment_piece_rows import WAITING, PieceBlock, PieceRow

JUST = timedelta(minutes=5)
STATE_TONES = {
    ShipmentState.PACKING: Tone.ACCENT,
    ShipmentState.SHIPPED: Tone.ACCENT,
    ShipmentState.SIGNED: Tone.ACCENT,
    ShipmentState.PARTLY_JUDGED: Tone.WARN,
    ShipmentState.JUDGED: Tone.OK,
    ShipmentState.VOID: Tone.NEUTRAL,
}


def weight_text(weight_g: int | None) -> str:
    """Return a weight in kilograms, a dash where it was not weighed."""
    if weight_g is None:
        return "—"
    exact = f"{weight_g / 1000:,.3f}".rstrip("0")
    return f"{exact}0 kg" if exact.endswith(".") else f"{exact} kg"


def pieces_text(count: int) -> str:
    """Return how many pieces."""
    return ngettext_("{n} piece", "{n} pieces", count)


def box_number(box: Any) -> str:
    """Return the number of a box as on its card: 02."""
    return f"{box.number:02}"


def box_state(view: BoxView, open_: bool = True) -> tuple[Mark, str]:
    """Return how far a box is; once the list has left it is with the maker."""
    if not open_:
        return Mark.DONE, _("sent")
    if view.box.is_sealed:
        if view.is_labelled:
            return Mark.DONE, _("sealed · label printed")
        return Mark.WARN, _("sealed · label not printed")
    if not view.pieces:
        return Mark.TODO, _("empty")
    if view.box.weight_g is None:
        return Mark.WARN, _("not weighed")
    return Mark.TODO, _("not sealed")


def cards_of(view: ShipmentView, current: str, ticked: Collection[str] = ()) -> list[BoxCard]:
    """Return the boxes as cards.

    ``current`` is the code of the one being packed, ``ticked`` are those scanned at the door.
    """
    cards = []
    open_ = view.shipment.state in (ShipmentState.PACKING, ShipmentState.VOID)
    for one in view.boxes:
        mark, state = box_state(one, open_)
        is_current = one.box.code == current and not one.box.is_sealed
        if one.box.code in ticked:
            mark, state = Mark.OK, _("ticked off at the door")
        elif is_current and one.pieces:
            mark, state = Mark.RUNNING, _("being packed")
        title = f"{pieces_text(len(one.pieces))}   {weight_text(one.box.weight_g)}"
        cards.append(BoxCard(one.box.code, box_number(one.box), title, state, mark, is_current))
    return cards


def head_of(view: ShipmentView, maker: str) -> HeadView:
    """Return what the head says."""
    shipment, totals = view.shipment, view.totals
    parts = [maker, shipment.title]
    if shipment.kind is ShipmentKind.HAZARD:
        parts.insert(1, _("hazardous goods"))
    if shipment.state is ShipmentState.VOID:
        parts.append(shipment.void_reason)
    elif shipment.required_by is not None:
        parts.append(_("wanted there by {day}", day=f"{shipment.required_by:%m-%d}"))
    open_ = shipment.state is ShipmentState.PACKING
    if open_:
        done, whole = totals.packed, totals.pieces
        counted = _("{done} of {all} packed", done=done, all=whole)
    else:
        done, whole = totals.judged, totals.pieces
        counted = _("{done} of {all} judged", done=done, all=whole)
    name = _(SHIPMENT_STATE_NAMES[shipment.state])
    words = " · ".join(part for part in parts if part)
    tone = STATE_TONES[shipment.state]
    return HeadView(shipment.number, name, tone, words, counted, done, whole, open_)


def waiting_of(view: ShipmentView) -> list[WaitingRow]:
    """Return what waits, what stands in its way first."""
    rows = []
    for piece in view.waiting:
        found = view.in_the_way.get(piece.id)
        mark = Mark.BLOCK if found is not None else Mark.TODO
        why = said(found) if found is not None else _("not scanned")
        rows.append(WaitingRow(piece.tag, piece.name, why, mark, piece.place))
    return sorted(rows, key=lambda row: row.mark is not Mark.BLOCK)


LEFT_OUT_MARKS = {DISPUTE: Mark.HOLD, OWN_LIST: Mark.WARN, VOID: Mark.NA}


def left_out_of(found: Sequence[NotThisTime]) -> list[LeftOutRow]:
    """Return what does not go this time."""
    return [
        LeftOutRow(
            worded(one.reason, one.values), one.count, LEFT_OUT_MARKS.get(one.code, Mark.INFO)
        )
        for one in found
    ]


def row_of(piece: ReturnPiece, view: ShipmentView, reasons: Any, newest: str) -> PieceRow:
    """Return a piece as its row; ``reasons`` maps refusal codes to words."""
    mark, why = _standing(piece, view, reasons)
    related = _("Related {n}", n=piece.causal_line) if piece.causal_line else _("Related")
    keys = {"all", "causal" if piece.causal else "related"}
    keys.add(str(piece.verdict) if piece.verdict else "unjudged")
    if not piece.is_packed:
        keys.add(WAITING)
    return PieceRow(
        tag=piece.tag,
        name=piece.name,
        part_no=piece.part_no,
        claim_number=piece.claim_number,
        claim_id=piece.claim_id,
        role=_("Causal") if piece.causal else related,
        causal=piece.causal,
        supplier=piece.supplier_code,
        amount_fen=piece.amount_fen,
        box=piece.box if piece.is_packed else "",
        mark=mark,
        aside=_("just now") if piece.tag == newest else "",
        why=why,
        keys=frozenset(keys),
    )


def _standing(piece: ReturnPiece, view: ShipmentView, reasons: Any) -> tuple[Mark, str]:
    if piece.verdict is Verdict.ACCEPTED:
        return Mark.OK, ""
    if piece.verdict is Verdict.REFUSED:
        name = reasons.get(piece.reason_code, "") or piece.reason_text
        parts = [f"{piece.reason_code} {name}".strip()]
        if piece.deducted_fen:
            parts.append(_("deducted ¥{amount}", amount=yuan(piece.deducted_fen)))
        return Mark.REFUSED, " · ".join(part for part in parts if part)
    if piece.is_packed:
        sent = view.shipment.state is not ShipmentState.PACKING
        return (Mark.TODO if sent else Mark.DONE), ""
    found = view.in_the_way.get(piece.id)
    if found is not None:
        return Mark.BLOCK, said(found)
    return Mark.TODO, ""


def newest_tag(view: ShipmentView, current: str, now: datetime) -> str:
    """Return the tag of the piece that was packed just now, empty where none was."""
    packed = [
        (piece.packed_at, one.box.code == current, number, piece.tag)
        for one in view.boxes
        for number, piece in enumerate(one.pieces)
        if piece.packed_at is not None and now - piece.packed_at <= JUST
    ]
    return max(packed)[-1] if packed and view.shipment.state is ShipmentState.PACKING else ""


def blocks_of(view: ShipmentView, current: str, reasons: Any, now: datetime) -> list[PieceBlock]:
    """Return the pieces by box: the current box, other open ones, what waits, sealed ones."""
    newest = newest_tag(view, current, now)
    open_ = view.shipment.state is ShipmentState.PACKING
    ordered = sorted(
        view.boxes, key=lambda one: (one.box.is_sealed, one.box.code != current, one.box.number)
    )
    blocks = [_block_of(one, current, open_) for one in (ordered if open_ else view.boxes)]
    boxed = {one.box.code: one for one in view.boxes}
    made = [
        PieceBlock(
            block.key,
            block.title,
            block.note,
            block.link,
            rows=tuple(row_of(piece, view, reasons, newest) for piece in _newest(boxed[block.key])),
        )
        for block in blocks
    ]
    if view.waiting:
        rows = tuple(row_of(piece, view, reasons, newest) for piece in view.waiting)
        waits = PieceBlock(WAITING, _("To pack"), pieces_text(len(rows)), rows=rows)
        sealed = sum(one.box.is_sealed for one in view.boxes) if open_ else 0
        made.insert(len(made) - sealed, waits)
    return made


def _newest(one: BoxView) -> tuple[ReturnPiece, ...]:
    """Return the pieces of a box, the last one packed on top."""
    return tuple(reversed(one.pieces))


def _block_of(one: BoxView, current: str, open_: bool) -> PieceBlock:
    box = one.box
    _mark, state = box_state(one)
    if box.code == current and not box.is_sealed:
        state = _("being packed")
    parts = [state, pieces_text(len(one.pieces))]
    if box.weight_g is not None:
        parts.append(weight_text(box.weight_g))
    if not open_:
        link, parts = "", parts[1:]
    elif box.is_sealed:
        link = _("Open again…")
    else:
        link = _("Seal…") if box.code == current else _("Go on packing")
    return PieceBlock(box.code, _("Box {n}", n=box_number(box)), " · ".join(parts), link)


def chips_of(view: ShipmentView) -> list[Chip]:
    """Return the filters with their counts: by packing, or by the maker's verdict."""
    totals = view.totals
    chips = [Chip("all", _("All"), totals.pieces)]
    if view.shipment.state is ShipmentState.PACKING:
        chips.append(Chip(WAITING, _("To pack"), len(view.waiting)))
    elif view.shipment.state is not ShipmentState.VOID:
        chips += [
            Chip("accepted", _("Accepted"), totals.judged - totals.refused),
            Chip("refused", _("Refused"), totals.refused),
            Chip("unjudged", _("Not judged"), totals.pieces - totals.judged),
        ]
    return [
        *chips,
        Chip("causal", _("Causal"), totals.causal),
        Chip("related", _("Related"), totals.related),
    ]


def judged_text(one: ShipmentSummary) -> str:
    """Return how far the maker is with a shipment that has left."""
    if one.state is ShipmentState.PACKING:
        return _("{done} of {all} packed", done=one.packed, all=one.pieces)
    if one.state is ShipmentState.VOID:
        return ""
    accepted = one.judged - one.refused
    return _(
        "{ok} accepted, {no} refused, {open} open",
        ok=accepted,
        no=one.refused,
        open=one.pieces - one.judged,
    )
