"""The scrap sheet: what was destroyed, before whom, how, with the photo of it."""

from dataclasses import dataclass

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
from warrantydesk.documents.shipments.facts import ListedPiece
from warrantydesk.documents.shipments.parts import (
    claim_entry,
    part_entry,
    pictures,
    role_of,
    tag_entry,
)
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.money import yuan
from warrantydesk.domain.stock_take import ScrapBatch
from warrantydesk.i18n import _, ngettext_


@dataclass(frozen=True)
class ScrapSheet:
    """A scrap batch with its pieces; ``paid_on`` stands by tag, as written."""

    desk: DeskPaper
    batch: ScrapBatch
    made_by: str = ""
    pieces: tuple[ListedPiece, ...] = ()
    """The reason of a piece is what its scrapping rests on, in a sentence."""
    photo: bytes = b""
    """A JPEG without what the camera wrote into it; empty: there is none to show."""
    photo_ratio: float = 0.75
    """Height of the photo by its width."""
    photo_name: str = ""


def render(facts: ScrapSheet, step: Step | None = None) -> bytes:
    """Return the scrap sheet as PDF."""
    batch = facts.batch
    frame = facts.desk.frame(
        _("Scrap sheet of old parts"),
        batch.number,
        _("Kept with the old parts; shown to the maker when he audits."),
    )
    flow = Flow(frame.top)
    flow.heading(_("Destruction"))
    cells(
        flow,
        [
            Cell(_("Scrap batch no."), batch.number),
            Cell(_("Destroyed at"), minute(batch.made_at), 1.2),
            Cell(_("Destroyed by"), facts.made_by),
            Cell(_("Witness"), batch.witness),
            Cell(_("Pieces"), str(len(facts.pieces)), 0.6),
        ],
    )
    narrative(flow, (_("Manner, place"), batch.note))
    _pieces(flow, facts)
    if facts.photo:
        flow.heading(_("Photo of the destroyed pieces"))
        pictures(flow, [(facts.photo_name, facts.photo, facts.photo_ratio)])
    elif facts.photo_name:
        flow.heading(_("Photo of the destroyed pieces"))
        sentence(flow, _("{file}: cannot be shown here, it is kept.", file=facts.photo_name))
    flow.gap(4)
    sentence(
        flow,
        _(
            "We saw that the pieces above were destroyed so that nobody can use or claim them"
            " again."
        ),
        STRONG,
    )
    flow.heading(_("Signatures"), _("who signs confirms that the above is true"))
    signatures(
        flow,
        Sign(_("Warranty clerk"), facts.made_by, minute(batch.made_at)),
        Sign(_("Witness"), batch.witness),
        Sign(_("Service manager")),
        Sign(_("Stamp of the service station")),
    )
    return pdf(frame, flow.sheets, step)


def _pieces(flow: Flow, facts: ScrapSheet) -> None:
    total = sum(piece.amount_fen for piece in facts.pieces)
    flow.heading(_("Destroyed pieces"), _("one row, one piece, one label"))
    table = Table(
        flow,
        Column(_("No."), 24, "centre"),
        Column(_("Old part tag"), 72),
        Column(_("Part: number, name"), 144),
        Column(_("Serial no."), 64),
        Column(_("Claim no., model"), 88),
        Column(_("Kind of part"), 44),
        Column(_("Why it may be scrapped"), 96),
        Column(_("Amount, yuan"), 56, "right"),
    )
    for piece in facts.pieces:
        table.add(
            str(piece.number),
            tag_entry(piece),
            part_entry(piece),
            ((piece.serial or "—", SMALL),),
            claim_entry(piece),
            ((role_of(piece), SMALL),),
            ((piece.reason, SMALL),),
            yuan(piece.amount_fen),
        )
    count = ngettext_("{n} piece", "{n} pieces", len(facts.pieces))
    table.band(_("Total: {count}", count=count), _("{amount} yuan", amount=yuan(total)))
