"""Which papers of the desk stand for which paper of the maker's list, and when they are there.

Each function yields the entries of one paper; what nobody made yields nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from warrantydesk.domain.attachment import (
    CLAIM_FORM,
    INSPECTION_SHEET,
    TAG_STUBS,
    WORK_AUTHORISATION,
)
from warrantydesk.domain.dossier import DossierPaper, PaperSource
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.domain.work import ISSUE_NOTE, JOB_CARD
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.add_ons import lines_of
from warrantydesk.services.dossiers.known import Known
from warrantydesk.services.papers.claim_papers import PAPERS

Entries = Iterator[DossierPaper]
Made = Callable[[Known], Entries]

RETURN_LIST, NO_PART, AUTHORISATION, TOW, REFUSAL = "RL", "NP", "PA", "TW", "EX"
_NAMES = {paper.code: paper.name for paper in PAPERS}


def drawn(code: str, document: str = "", version: int = 0) -> DossierPaper:
    """Return an entry for a paper of the registry, named as the registry does."""
    name = _(_NAMES[code])
    return DossierPaper(0, document, name, PaperSource.DRAWN, paper=code, version=version)


def record(code: str, name: str, document: str = "") -> DossierPaper:
    """Return an entry for rows of the desk's ledgers."""
    return DossierPaper(0, document, name, PaperSource.RECORD, paper=code)


def _work_authorisation(known: Known) -> Entries:
    signed = known.signed(SignedPaper.WORK_AUTHORISATION)
    at = signed.signed_at if signed else known.claim.visit.arrived_at
    who = signed.name if signed else ""
    detail = "" if signed else _("not signed at the desk")
    made = drawn("work_authorisation", WORK_AUTHORISATION)
    yield replace(made, day=known.day(at), who=who, detail=detail)


def _inspections(known: Known) -> Entries:
    for one in known.inspections:
        signers = known.signers(one.id)
        last = max(signers, key=lambda sign: sign.signed_at, default=None)
        yield replace(
            drawn("inspection", INSPECTION_SHEET, one.number),
            day=known.day(last.signed_at if last else one.started_at),
            who=last.name if last else "",
            detail="" if last else _("not signed at the desk"),
        )


def _forms(known: Known) -> Entries:
    for one in known.submissions:
        form = drawn("claim_form", CLAIM_FORM, one.number)
        if one.form_sha256:
            form = replace(form, source=PaperSource.KEPT_FORM, sha256=one.form_sha256)
        yield replace(form, day=known.day(one.taken_at), who=known.name(one.submitted_by))


def _job_card(known: Known) -> Entries:
    times = known.facts.work_times
    if times or known.printed.get("job_card"):
        last = max(times, key=lambda one: one.started_at, default=None)
        at = last.started_at if last else known.claim.visit.started_at
        who = last.technician if last else known.name(known.claim.visit.technician)
        yield replace(drawn("job_card", JOB_CARD), day=known.day(at), who=who)


def _parts_request(known: Known) -> Entries:
    if known.facts.store_requests:
        last = known.facts.store_requests[-1]
        yield replace(
            drawn("parts_request", ISSUE_NOTE),
            day=last.issued_on or known.day(last.asked_at),
            who=known.name(last.asked_by),
            detail=last.issue_no or last.number,
        )


def _tow_sheet(known: Known) -> Entries:
    tows = known.stores.tows.find(visit_id=known.claim.visit.id, void_reason="")
    if tows:
        last = tows[-1]
        yield replace(drawn("tow_sheet", TOW), day=known.day(last.started_at), who=last.carrier)


def _authorisations(known: Known) -> Entries:
    found = known.authorisations
    if any(one.asked_at is not None for one in found):
        last = next(one for one in reversed(found) if one.asked_at is not None)
        yield replace(
            drawn("authorisation_request", AUTHORISATION),
            day=known.day(last.asked_at),
            who=known.name(last.asked_by),
        )
    if found:
        last = found[-1]
        yield replace(
            record("authorisations", _("Prior authorisation: question and answer"), AUTHORISATION),
            day=last.answered_on or known.day(last.asked_at),
            who=last.answered_by,
            detail=last.number,
        )


def _tags(known: Known) -> Entries:
    tagged = [piece for piece in known.pieces if piece.tag]
    if tagged:
        days = [known.day(piece.received_at) for piece in tagged]
        yield replace(
            record("tags", _("Old part tags"), TAG_STUBS),
            day=max((day for day in days if day), default=None),
            detail=ngettext_("{n} piece", "{n} pieces", len(tagged)),
        )


def _return_list(known: Known) -> Entries:
    if known.listed:
        ships = {
            line.shipment_id: known.stores.shipments.get(line.shipment_id)
            for _piece, line in known.listed
        }
        newest = max(ships.values(), key=lambda one: one.id)
        yield replace(
            record("returns", _("Return list and receipt of the maker"), RETURN_LIST),
            day=known.day(newest.shipped_at or newest.opened_at),
            who=known.name(newest.shipped_by),
            detail=newest.number,
        )


def _no_parts(known: Known) -> Entries:
    if known.waived:
        yield replace(
            record("no_parts", _("No old part statement"), NO_PART),
            detail=ngettext_("{n} piece", "{n} pieces", len(known.waived)),
        )


def _explanation(known: Known) -> Entries:
    yield from _told(known, "explanation", SignedPaper.EXPLANATION, REFUSAL)


def _told(known: Known, code: str, paper: SignedPaper | None = None, document: str = "") -> Entries:
    """Yield a paper for the customer where it was signed or went to a printer or file."""
    signed = known.signed(paper) if paper else None
    job = known.printed.get(code)
    if signed:
        yield replace(drawn(code, document), day=known.day(signed.signed_at), who=signed.name)
    elif job:
        yield replace(drawn(code, document), day=known.day(job.at), who=known.name(job.by))


def _added_work(known: Known) -> Entries:
    added = [one.add_on for one in lines_of(known.claim) if one.add_on.added]
    if added:
        last = added[-1]
        yield replace(
            drawn("add_on_sheet"),
            day=known.day(last.authorised_at),
            who=known.name(last.authorised_by),
        )


def _decision(known: Known) -> Entries:
    found = known.stores.decisions.find(claim_id=known.claim.id)
    if found:
        last = found[-1]
        yield replace(
            drawn("decision"), day=known.day(last.taken_at), who=known.name(last.taken_by)
        )


def _escalation(known: Known) -> Entries:
    found = known.stores.escalations.find(claim_id=known.claim.id, void_reason="")
    if found:
        last = found[-1]
        yield replace(
            drawn("escalation_sheet"),
            day=known.day(last.decided_at or last.asked_at),
            who=known.name(last.decided_by or last.asked_by),
        )


def _quality_card(known: Known) -> Entries:
    found = known.stores.quality_reports.find(claim_id=known.claim.id, void_reason="")
    if found:
        last = found[-1]
        yield replace(
            drawn("quality_card"),
            day=last.sent_on or last.issued_on,
            who=last.registered_by,
            detail=last.number,
        )


def _repair_record(known: Known) -> Entries:
    visit = known.claim.visit
    if visit.finished_at is not None:
        yield replace(
            drawn("repair_record"),
            day=known.day(visit.finished_at),
            who=known.name(visit.technician),
        )


def _answers(known: Known) -> Entries:
    if known.answers:
        last = known.answers[-1]
        yield replace(
            record("answers", _("Answers of the maker, appeals and talks")),
            day=last.received_on,
            who=last.reviewer,
            detail=last.notice_no,
        )


def _appeal(known: Known) -> Entries:
    if known.appeals:
        last = known.appeals[-1]
        yield replace(drawn("appeal_letter"), day=last.filed_on, who=known.name(last.filed_by))


def _settlement(known: Known) -> Entries:
    lines = known.statement_lines
    deductions = known.stores.deductions.find(claim_id=known.claim.id, void_reason="")
    if lines or deductions or known.write_offs:
        statement = known.stores.statements.get(lines[-1].statement_id) if lines else None
        days = (
            known.stores.accounts.of(known.claim.id).paid_on,
            statement.confirmed_on if statement else None,
            *(one.noticed_on for one in deductions[-1:]),
            *(one.decided_on for one in known.write_offs[-1:]),
        )
        yield replace(
            record("settlement", _("Statement lines, invoices and money received")),
            day=next(filter(None, days), None),
            detail=(statement.maker_number or statement.number) if statement else "",
        )


def _money(known: Known) -> Entries:
    if known.claim.submitted_at is not None:
        yield record("money", _("Claimed, approved, paid"))


LISTED: dict[str, Made] = {
    WORK_AUTHORISATION: _work_authorisation,
    INSPECTION_SHEET: _inspections,
    CLAIM_FORM: _forms,
    ISSUE_NOTE: _parts_request,
    JOB_CARD: _job_card,
    TOW: _tow_sheet,
    AUTHORISATION: _authorisations,
    REFUSAL: _explanation,
    TAG_STUBS: _tags,
    NO_PART: _no_parts,
    RETURN_LIST: _return_list,
}
"""What the desk makes of a paper of the maker's list, by its code (B.11)."""
BESIDE: tuple[tuple[str, Made], ...] = (
    ("", lambda known: _told(known, "receipt")),
    (INSPECTION_SHEET, _inspections),
    (CLAIM_FORM, _forms),
    (ISSUE_NOTE, _parts_request),
    (JOB_CARD, _job_card),
    ("", _added_work),
    (TOW, _tow_sheet),
    ("", _escalation),
    ("", _quality_card),
    (AUTHORISATION, _authorisations),
    ("", _decision),
    (REFUSAL, _explanation),
    ("", lambda known: _told(known, "notice")),
    ("", _repair_record),
    ("", lambda known: _told(known, "settlement_sheet", SignedPaper.SETTLEMENT)),
    ("", lambda known: _told(known, "closing_summary", SignedPaper.COLLECTION)),
    ("", lambda known: _told(known, "demand_answer")),
    (TAG_STUBS, _tags),
    (NO_PART, _no_parts),
    (RETURN_LIST, _return_list),
    ("", _answers),
    ("", _appeal),
    ("", _settlement),
    ("", _money),
)
"""What follows behind the maker's list, in order: a code that the list has is not told again."""
