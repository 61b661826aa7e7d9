"""The letter of appeal: what was refused, what we ask for and why, with its evidence."""

from dataclasses import dataclass
from datetime import datetime

from warrantydesk.documents.blocks import (
    SMALL,
    STRONG,
    TEXT,
    Cell,
    Sign,
    cells,
    narrative,
    sentence,
    signatures,
)
from warrantydesk.documents.claim_paper import day, minute
from warrantydesk.documents.coverage_tables import verdict_strip
from warrantydesk.documents.fault_case import Enclosure, FaultCase, enclosures, short_case_block
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.claim.answer import ClaimAnswer
from warrantydesk.domain.claim.appeal import Appeal
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _


@dataclass(frozen=True)
class AskedLine:
    """A line of the claim that the appeal asks for; amounts in fen."""

    title: str
    detail: str
    claimed_fen: int
    approved_fen: int | None
    asked_fen: int
    refusal: str = ""
    """Why the maker did not pay, by its code and words."""
    reason: str = ""
    """Our answer to it."""


@dataclass(frozen=True)
class SentVersion:
    """A version of the claim that went to the maker."""

    number: int
    sent_at: datetime
    sha256: str
    sent_by: str = ""


@dataclass(frozen=True)
class SpokenNote:
    """One entry of the negotiation with the maker."""

    at: datetime
    channel: str
    with_whom: str
    text: str
    outcome: str = ""


@dataclass(frozen=True)
class AppealLetter:
    """An appeal with the answer it is against; names stand in the paper's language."""

    case: FaultCase
    appeal: Appeal
    answer: ClaimAnswer | None = None
    """The answer that the appeal is against."""
    lines: tuple[AskedLine, ...] = ()
    evidence: tuple[Enclosure, ...] = ()
    versions: tuple[SentVersion, ...] = ()
    notes: tuple[SpokenNote, ...] = ()
    service_manager: str = ""


def render(facts: AppealLetter, step: Step | None = None) -> bytes:
    """Return the letter as PDF."""
    case = facts.case
    frame = case.paper.frame(
        _("Appeal against the decision on a claim"),
        _("One copy for the maker, one for the claim folder."),
    )
    flow = Flow(frame.top)
    verdict_strip(flow, _("To {maker}: claims", maker=case.maker), _clock(facts.appeal))
    _claim(flow, facts)
    _lines(flow, facts)
    flow.heading(_("Our grounds"))
    narrative(flow, (_("Grounds"), facts.appeal.grounds), least=3)
    if facts.appeal.override_reason:
        narrative(flow, (_("Why it is late"), facts.appeal.override_reason))
    sentence(flow, _("We ask you to look at these lines again and to pay what is asked for above."))
    enclosures(flow, facts.evidence, _("each file as it was added, with its time"))
    short_case_block(flow, case)
    _versions(flow, facts)
    _notes(flow, facts)
    flow.heading(_("Decision of the maker"), _("filled in by the maker"))
    labels = (_("Upheld or changed"), _("Paid after all, yuan"), _("Decided by, date"))
    cells(flow, [Cell(label) for label in labels], least=2)
    flow.heading(_("Signatures"), _("who signs confirms that the above is true"))
    signatures(
        flow,
        Sign(_("Warranty clerk"), case.paper.clerk),
        Sign(_("Service manager"), facts.service_manager),
        Sign(_("Stamp of the service station")),
    )
    return pdf(frame, flow.sheets, step)


def _clock(appeal: Appeal) -> str:
    if appeal.filed_on is not None:
        return _("Appeal {n}, filed on {day}.", n=appeal.number, day=day(appeal.filed_on))
    if appeal.due_on is not None:
        return _("Appeal {n}, to be filed by {day}.", n=appeal.number, day=day(appeal.due_on))
    return _("Appeal {n}, not filed yet.", n=appeal.number)


def _claim(flow: Flow, facts: AppealLetter) -> None:
    claim, answer = facts.case.paper.claim, facts.answer
    flow.heading(_("Claim and decision"))
    cells(
        flow,
        [
            Cell(_("Claim no."), claim.claim_number, 1.1),
            Cell(_("Maker's claim no."), claim.codes.maker_claim_number, 1.3),
            Cell(_("Date of the decision"), day(answer.received_on) if answer else ""),
            Cell(_("Notice no."), answer.notice_no if answer else "", 1.1),
            Cell(_("Judged by"), answer.reviewer if answer else ""),
            Cell(_("Asked for, yuan"), yuan(facts.appeal.asked_fen)),
        ],
    )
    if answer is not None and answer.reason:
        narrative(flow, (_("In the maker's words"), answer.reason))


def _lines(flow: Flow, facts: AppealLetter) -> None:
    if not facts.lines:
        return
    flow.heading(_("What we ask for"), _("net, in yuan"))
    table = Table(
        flow,
        Column(_("Line"), 150),
        Column(_("Claimed"), 54, "right"),
        Column(_("Approved"), 54, "right"),
        Column(_("We ask for"), 54, "right"),
        Column(_("Reason of the maker"), 108),
        Column(_("Our answer"), 112),
    )
    for line in facts.lines:
        table.add(
            ((line.title, TEXT), (line.detail, SMALL)),
            yuan(line.claimed_fen),
            yuan(line.approved_fen),
            ((yuan(line.asked_fen), STRONG),),
            ((line.refusal, SMALL),),
            ((line.reason, SMALL),),
        )


def _versions(flow: Flow, facts: AppealLetter) -> None:
    if not facts.versions:
        return
    flow.heading(_("Versions sent"), _("each is kept as it went out"))
    table = Table(
        flow,
        Column(_("Version"), 50, "centre"),
        Column(_("Sent at"), 100),
        Column(_("Sent by"), 110),
        Column(_("Snapshot sha256"), 260),
    )
    for one in facts.versions:
        table.add(
            str(one.number), minute(one.sent_at), one.sent_by, ((f"{one.sha256[:24]}…", SMALL),)
        )


def _notes(flow: Flow, facts: AppealLetter) -> None:
    if not facts.notes:
        return
    flow.heading(_("What was said with the maker"))
    table = Table(
        flow,
        Column(_("When"), 92),
        Column(_("How, with whom"), 120),
        Column(_("What was said"), 230),
        Column(_("Outcome"), 78),
    )
    for note in facts.notes:
        table.add(
            minute(note.at),
            ((note.channel, TEXT), (note.with_whom, SMALL)),
            note.text,
            note.outcome,
        )
