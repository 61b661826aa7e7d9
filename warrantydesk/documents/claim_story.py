"""The course of a claim: in whose hands it lay from when to when, and everything that was done."""

from collections.abc import Sequence
from dataclasses import dataclass

from warrantydesk.documents.blocks import SMALL, STRONG, Cell, cells, sentence
from warrantydesk.documents.claim_paper import ClaimPaper
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.table import Column, Table
from warrantydesk.i18n import _, ngettext_


@dataclass(frozen=True)
class HeldLine:
    """One stretch in one pair of hands, in the paper's language; ``until`` is empty while it
    lasts."""

    holder: str
    state: str
    since: str
    until: str
    days: int
    who: str


@dataclass(frozen=True)
class PieceLine:
    """One stretch of an old part in one state at one place; ``until`` is empty while it lasts."""

    tag: str
    state: str
    place: str
    since: str
    until: str
    who: str


@dataclass(frozen=True)
class StoryLine:
    """One thing that was done, in the paper's language."""

    at: str
    who: str
    action: str
    about: str
    changes: str


@dataclass(frozen=True)
class ClaimStorySheet:
    """A claim with its stretches, those of its old parts, and its events, all oldest first."""

    paper: ClaimPaper
    held: tuple[HeldLine, ...] = ()
    pieces: tuple[PieceLine, ...] = ()
    events: tuple[StoryLine, ...] = ()


def render(facts: ClaimStorySheet, step: Step | None = None) -> bytes:
    """Return the sheet as PDF."""
    claim = facts.paper.claim
    frame = facts.paper.frame(_("Course of the claim"), _("Taken from the journal of the desk."))
    flow = Flow(frame.top)
    flow.heading(_("Claim"))
    cells(
        flow,
        [
            Cell(_("Claim"), claim.claim_number, 1.2),
            Cell(_("VIN"), claim.vehicle.vin, 1.4),
            Cell(_("Plate"), claim.vehicle.plate),
            Cell(_("Repair order"), claim.visit.repair_order),
            Cell(_("Status"), facts.paper.state_name),
        ],
    )
    flow.heading(_("Who had it when"))
    _stretches(flow, facts.held)
    if facts.pieces:
        flow.heading(_("Where its old parts were"))
        _pieces(flow, facts.pieces)
    flow.heading(_("What was done"), _("of a personal value only that it changed"))
    if facts.events:
        _events(flow, facts.events)
    else:
        sentence(flow, _("The journal tells nothing of this claim."))
    return pdf(frame, flow.sheets, step)


def _stretches(flow: Flow, held: Sequence[HeldLine]) -> None:
    table = Table(
        flow,
        Column(_("In whose hands"), 96),
        Column(_("Status"), 110),
        Column(_("Since when"), 92),
        Column(_("Until when"), 92),
        Column(_("Days"), 40, "right"),
        Column(_("Handed on by"), 90),
    )
    for one in held:
        table.add(
            ((one.holder, STRONG),), one.state, one.since, one.until or "—", str(one.days), one.who
        )


def _pieces(flow: Flow, pieces: Sequence[PieceLine]) -> None:
    table = Table(
        flow,
        Column(_("Old part"), 84),
        Column(_("Status"), 96),
        Column(_("Place, box or who has it"), 110),
        Column(_("Since when"), 86),
        Column(_("Until when"), 86),
        Column(_("Handed on by"), 60),
    )
    for one in pieces:
        table.add(
            ((one.tag, STRONG),), one.state, one.place or "—", one.since, one.until or "—", one.who
        )


def _events(flow: Flow, events: Sequence[StoryLine]) -> None:
    table = Table(
        flow,
        Column(_("Time"), 78),
        Column(_("Who"), 52),
        Column(_("What was done"), 92),
        Column(_("Of what"), 96),
        Column(_("Before → after"), 204),
    )
    for one in events:
        table.add(
            ((one.at, SMALL),),
            one.who,
            ((one.action, STRONG),),
            ((one.about, SMALL),),
            ((one.changes or "—", SMALL),),
        )
    table.band(ngettext_("{n} entry", "{n} entries", len(events)), "")
