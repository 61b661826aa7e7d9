"""Facts of the course of a claim: who had it when, and who did what to it."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from warrantydesk.domain.claim.states import STATE_NAMES
from warrantydesk.domain.old_part import PART_STATE_NAMES
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import _, minute_text
from warrantydesk.services.bench import Bench
from warrantydesk.services.claim_story import ClaimStory, Holding, StoryChange, StoryEvent
from warrantydesk.services.papers.claim_paper import claim_paper, name_of
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.shelf_story import ShelfStory
from warrantydesk.services.shelf_story import StoryLine as ShelfLine

if TYPE_CHECKING:
    from warrantydesk.documents.claim_story import HeldLine, PieceLine, StoryLine

_MOST = 200
"""Characters of a text on the sheet; the whole stands in the journal."""


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the course of a claim and return what draws its sheet."""
    from warrantydesk.documents import claim_story as document

    story = ClaimStory(bench)
    facts = document.ClaimStorySheet(
        claim_paper(bench, bench.stores.claims.get(claim_id)),
        tuple(_held(bench, one) for one in story.holders(claim_id)),
        tuple(_pieces(bench, claim_id)),
        tuple(map(_line, story.of(claim_id))),
    )
    return partial(document.render, facts)


def _held(bench: Bench, one: Holding) -> "HeldLine":
    from warrantydesk.documents.claim_story import HeldLine

    until = minute_text(one.until) if one.until else ""
    days = one.days(bench.now)
    return HeldLine(
        _(one.holder), _(STATE_NAMES[one.state]), minute_text(one.since), until, days, one.who
    )


def _pieces(bench: Bench, claim_id: int) -> "Iterator[PieceLine]":
    """Yield the stretches of each old part: its label, its state, where it lay or who had it."""
    from warrantydesk.documents.claim_story import PieceLine

    for piece in bench.stores.parts.find(claim_id=claim_id):
        moves = [line for line in ShelfStory(bench).of_piece(piece.id) if line.moved]
        ends = [minute_text(line.at) for line in moves[1:]]
        for line, until in zip(moves, [*ends, ""], strict=True):
            yield PieceLine(
                spoken(piece.tag) if piece.tag else piece.part_name or piece.part_no,
                _(PART_STATE_NAMES[line.state]),
                _whereabouts(bench, line),
                minute_text(line.at),
                until,
                name_of(bench, line.who),
            )


def _whereabouts(bench: Bench, line: ShelfLine) -> str:
    """Return place or box of a piece, the list it left on, or to whom it was lent."""
    list_of = bench.stores.shipments.get(line.shipment_id).number if line.shipment_id else ""
    return " · ".join(filter(None, (line.place, line.box, list_of, line.detail)))


def _line(event: StoryEvent) -> "StoryLine":
    from warrantydesk.documents.claim_story import StoryLine

    about = " ".join(filter(None, (_(event.about), event.name)))
    return StoryLine(
        minute_text(event.at),
        event.who,
        _(event.action),
        about,
        " · ".join(change_text(one) for one in event.changes),
    )


def change_text(change: StoryChange, most: int = _MOST) -> str:
    """Return a change in one line; of a personal value only that it changed."""
    label, old, new = _(change.label), _cut(change.old, most), _cut(change.new, most)
    if change.personal:
        return _("{what}: entered or changed", what=label)
    if not old:
        return _("{what}: {new}", what=label, new=new)
    return _("{what}: {old} → {new}", what=label, old=old, new=new or "—")


def _cut(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"
