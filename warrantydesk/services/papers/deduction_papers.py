"""Facts of the papers of deductions and write-offs: a letter, a sheet to be signed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.dates import local_date
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.person import Role
from warrantydesk.domain.settlement.deduction import Deduction, DeductionState
from warrantydesk.domain.tag import has_tag_shape, spoken
from warrantydesk.i18n import N_, named
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import name_of, paper_documents
from warrantydesk.services.papers.paper import Draw, Paper
from warrantydesk.services.papers.shipment_facts import desk_paper
from warrantydesk.services.settlement.write_off_limits import balance, limits_of

if TYPE_CHECKING:
    from warrantydesk.documents.write_off_sheet import ChaseNote

DEDUCTION_DISPUTE, WRITE_OFF_SHEET = "deduction_dispute", "write_off_sheet"


def prepare_letter(bench: Bench, deduction_id: int) -> Draw:
    """Read a deduction and what it is about, and return what draws the letter.

    The letter of a refused old part is its own (``dispute``); this one names the piece.
    """
    from warrantydesk.documents import deduction_letter as document

    stores = bench.stores
    one = stores.deductions.get(deduction_id)
    claim = stores.claims.get(one.claim_id) if one.claim_id is not None else None
    statement = stores.statements.get(one.statement_id) if one.statement_id is not None else None
    facts = document.DeductionLetter(
        desk_paper(bench, one.number, DEDUCTION_DISPUTE),
        one,
        payer=_payer(bench, one),
        claim=claim,
        piece=_piece(bench, one),
        statement=(statement.maker_number or statement.number) if statement else "",
        reason=_reason(bench, one.brand, one.reason_code),
        proofs=tuple(_proofs(bench, claim)) if claim is not None else (),
        service_manager=_manager(bench),
    )
    return lambda: document.render(facts)


def missing_of_letter(bench: Bench, deduction_id: int) -> tuple[Problem, ...]:
    """Return what the letter lacks: our reasons, days on its clock, a deduction that stands."""
    return tuple(_gaps(bench, bench.stores.deductions.get(deduction_id)))


def _gaps(bench: Bench, one: Deduction) -> Iterator[Problem]:
    if one.void_reason or one.state in (DeductionState.WITHDRAWN, DeductionState.GIVEN_BACK):
        yield Problem("state", N_("This deduction does not stand any more."))
    if not one.dispute.strip():
        yield Problem("dispute", N_("The letter has no reasons yet: write them first."))
    if one.due_on and one.due_on < bench.today and one.disputed_on is None:
        yield Problem(
            "due_on", N_("The last day to dispute was {day}."), {"day": one.due_on.isoformat()}
        )


def prepare_sheet(bench: Bench, write_off_id: int) -> Draw:
    """Read a write-off and the account of its claim, and return what draws the sheet."""
    from warrantydesk.documents import write_off_sheet as document

    stores = bench.stores
    one = stores.write_offs.get(write_off_id)
    claim = stores.claims.get(one.claim_id)
    opened = claim.opened_on or bench.today
    facts = document.WriteOffSheet(
        desk_paper(bench, one.number, WRITE_OFF_SHEET),
        one,
        claim,
        balance(bench, claim.id),
        maker=bench.maker_name(claim.brand),
        reason=_reason(bench, one.brand, one.reason_code),
        days=(bench.today - opened).days,
        notes=tuple(_notes(bench, claim.id)),
        proposed_by=name_of(bench, one.proposed_by),
        decided_by=name_of(bench, one.decided_by),
        seconded_by=name_of(bench, one.seconded_by),
        needs_finance=limits_of(bench, one.brand).needs_finance(abs(one.amount_fen)),
        reverses=stores.write_offs.get(one.reverses).number if one.reverses is not None else "",
    )
    return lambda: document.render(facts)


def letter_number(bench: Bench, deduction_id: int) -> str:
    """Return the number of a deduction; Refused(NOT_FOUND)."""
    return bench.stores.deductions.get(deduction_id).number


def sheet_number(bench: Bench, write_off_id: int) -> str:
    """Return the number of a write-off; Refused(NOT_FOUND)."""
    return bench.stores.write_offs.get(write_off_id).number


def _payer(bench: Bench, one: Deduction) -> str:
    if not one.payer:
        return bench.maker_name(one.brand)
    return named(bench.profile(one.brand).suppliers.get(one.payer, {})) or one.payer


def _piece(bench: Bench, one: Deduction) -> str:
    if one.part_id is None:
        return ""
    piece = bench.stores.parts.get(one.part_id)
    tag = spoken(piece.tag) if has_tag_shape(piece.tag) else piece.tag
    return " ".join(filter(None, (piece.part_name or piece.part_no, tag)))


def _reason(bench: Bench, brand: str, code: str) -> str:
    row = bench.profile(brand).reasons.get(code, {})
    return " ".join(filter(None, (code, named(row))))


def _proofs(bench: Bench, claim: Claim) -> Iterator[tuple[str, bool]]:
    for paper in paper_documents(bench, claim):
        if paper.mandatory or paper.present:
            yield paper.name, paper.present


def _notes(bench: Bench, claim_id: int) -> "Iterator[ChaseNote]":
    """Yield why the money stood, as it was written down, oldest first."""
    from warrantydesk.documents.write_off_sheet import ChaseNote

    for one in bench.stores.receivable_notes.find(claim_id=claim_id, void_reason=""):
        day = local_date(one.written_at, bench.clock.zone)
        yield ChaseNote(day, name_of(bench, one.written_by), one.text)


def _manager(bench: Bench) -> str:
    """Return the service manager, where there is only one."""
    people = bench.stores.people.find(active=1)
    fit = [one.name for one in people if one.may_act_as(Role.SERVICE_MANAGER)]
    return fit[0] if len(fit) == 1 else ""


LEDGER_PAPERS = (
    Paper(
        DEDUCTION_DISPUTE,
        N_("Dispute of a deduction"),
        prepare_letter,
        missing_of_letter,
        letter_number,
    ),
    Paper(WRITE_OFF_SHEET, N_("Proposal to write off"), prepare_sheet, number=sheet_number),
)
"""Papers of deductions and write-offs."""
