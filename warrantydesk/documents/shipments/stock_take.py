"""The sheet of a stock-take: what was expected, found, missing, and what does not belong there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from warrantydesk.documents.blocks import (
    SMALL,
    STRONG,
    Cell,
    Sign,
    cells,
    narrative,
    sentence,
    signatures,
)
from warrantydesk.documents.claim_paper import minute
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.shipments.parts import CODE
from warrantydesk.documents.table import Column, Entry, Table
from warrantydesk.documents.typesetting import unbroken
from warrantydesk.domain.money import yuan
from warrantydesk.domain.stock_take import CountedPiece, StockTakeResult
from warrantydesk.domain.tag import has_tag_shape, spoken
from warrantydesk.i18n import _, list_text, ngettext_


@dataclass(frozen=True)
class StockTakeSheet:
    """A stock-take with its lines; ``states`` names a state by its code."""

    desk: DeskPaper
    result: StockTakeResult
    started_by: str = ""
    finished_by: str = ""
    states: Mapping[str, str] = field(default_factory=dict)


def render(facts: StockTakeSheet, step: Step | None = None) -> bytes:
    """Return the sheet as PDF: what differs first, what is right last."""
    take = facts.result.stock_take
    frame = facts.desk.frame(
        _("Stock-take of old parts"), take.number, _("Kept with the ledger of old parts.")
    )
    flow = Flow(frame.top)
    _head(flow, facts)
    _lines(flow, facts)
    flow.heading(_("Signatures"), _("who signs confirms that the above is true"))
    signatures(
        flow,
        Sign(_("Counted by"), facts.finished_by or facts.started_by, minute(take.finished_at)),
        Sign(_("Witness")),
        Sign(_("Service manager")),
        Sign(_("Stamp of the service station")),
    )
    return pdf(frame, flow.sheets, step)


def _head(flow: Flow, facts: StockTakeSheet) -> None:
    take, counts = facts.result.stock_take, facts.result.counts
    flow.heading(_("Stock-take"))
    cells(
        flow,
        [
            Cell(_("Stock-take no."), take.number),
            Cell(_("Begun"), minute(take.started_at), 1.2),
            Cell(_("Begun by"), facts.started_by),
            Cell(_("Finished"), minute(take.finished_at), 1.2),
            Cell(_("Finished by"), facts.finished_by),
        ],
    )
    narrative(flow, (_("Places"), list_text(take.places) or _("the whole shelf")))
    flow.heading(_("Result"))
    cells(
        flow,
        [
            Cell(_("Should be there"), str(counts.expected)),
            Cell(_("In its place"), str(counts.right)),
            Cell(_("On another place"), str(counts.elsewhere)),
            Cell(_("Not found"), str(counts.missing)),
            Cell(_("Should not be here"), str(counts.unexpected)),
            Cell(_("Unknown codes"), str(counts.unknown)),
        ],
    )
    if take.void_reason:
        flow.gap(4)
        sentence(flow, _("Given up: {reason}", reason=take.void_reason), STRONG)
    elif take.finished_at is None:
        flow.gap(4)
        sentence(flow, _("Still being counted: this is not the result."), STRONG)
    elif counts.agrees:
        flow.gap(4)
        sentence(flow, _("The shelf is as the desk has it: nothing differs."), STRONG)


def _lines(flow: Flow, facts: StockTakeSheet) -> None:
    result = facts.result
    parts: tuple[tuple[str, str, Sequence[CountedPiece]], ...] = (
        (_("Not found"), _("should stand on its place and was not scanned"), result.missing),
        (_("On another place"), _("ours, found where the desk does not have it"), result.elsewhere),
        (_("Should not be here"), _("ours, but gone by the desk"), result.unexpected),
        (_("Unknown codes"), _("no piece of this desk"), result.unknown),
        (_("In its place"), "", result.right),
    )
    for title, note, pieces in parts:
        if pieces:
            flow.heading(title, note)
            _table(flow, pieces, lambda piece: facts.states.get(piece.kept_as, piece.kept_as))


def _table(
    flow: Flow, pieces: Sequence[CountedPiece], state: Callable[[CountedPiece], str]
) -> None:
    table = Table(
        flow,
        Column(_("No."), 26, "centre"),
        Column(_("Old part tag"), 76),
        Column(_("Part: number, name"), 160),
        Column(_("Claim no."), 82),
        Column(_("Place by the desk"), 58),
        Column(_("Found at"), 58),
        Column(_("State by the desk"), 64),
        Column(_("Amount, yuan"), 62, "right"),
    )
    for number, piece in enumerate(pieces, 1):
        table.add(
            str(number),
            _code(piece),
            ((piece.part_no or "—", STRONG), (piece.part_name, SMALL)),
            ((unbroken(piece.claim_number or "—"), CODE),),
            piece.kept_at or "—",
            piece.place or "—",
            ((state(piece) or "—", SMALL),),
            yuan(piece.amount_fen) if piece.part_id else "—",
        )
    count = ngettext_("{n} piece", "{n} pieces", len(pieces))
    total = yuan(sum(piece.amount_fen for piece in pieces))
    ours = any(piece.part_id for piece in pieces)
    table.band(_("Total: {count}", count=count), _("{amount} yuan", amount=total) if ours else "")


def _code(piece: CountedPiece) -> Entry:
    tag = piece.tag or piece.code
    return ((unbroken(spoken(tag)) if has_tag_shape(tag) else tag, CODE),)
