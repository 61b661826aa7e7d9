"""Facts of the closing summary for the customer."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from warrantydesk.domain.claim import Claim, PartLine, PayBy
from warrantydesk.domain.coverage import Term
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.inspection import CAUSE_NAMES
from warrantydesk.domain.money import percent
from warrantydesk.domain.work import Tow
from warrantydesk.i18n import N_, _
from warrantydesk.services.bench import Bench
from warrantydesk.services.coverage.context import book_of
from warrantydesk.services.coverage.tables import MakerTables, least_term
from warrantydesk.services.papers.charges import charges_of
from warrantydesk.services.papers.claim_paper import claim_paper
from warrantydesk.services.papers.fact_words import loaner_text
from warrantydesk.services.papers.paper import Draw

if TYPE_CHECKING:
    from warrantydesk.documents.closing_summary import NewPart


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the summary's facts and return what draws it."""
    from warrantydesk.documents import closing_summary as document

    stores = bench.stores
    claim = stores.claims.get(claim_id)
    visit_id, paper = claim.visit.id, claim_paper(bench, claim)
    inspection = stores.inspections.newest(claim_id)
    cause = inspection.cause_class if inspection else None
    net = paper.totals.self_paid_fen
    facts = document.ClosingSummary(
        paper,
        charges_of(claim),
        self_paid_fen=net,
        tax_fen=percent(net, paper.rates.tax),
        parts=_new_parts(bench, claim),
        old_parts=_old_parts(claim),
        result=_("Class of cause: {cause}", cause=_(CAUSE_NAMES[cause])) if cause else "",
        loaner=" / ".join(map(loaner_text, stores.loaners.find(visit_id=visit_id, void_reason=""))),
        towing=" / ".join(map(_tow, stores.tows.find(visit_id=visit_id, void_reason=""))),
    )
    return lambda: document.render(facts)


def _tow(tow: Tow) -> str:
    return _(
        "{carrier}: {start} to {end}, {km} km",
        carrier=tow.carrier,
        start=tow.from_place,
        end=tow.to_place,
        km=tow.km,
    )


def missing(bench: Bench, claim_id: int) -> tuple[Problem, ...]:
    """Return what the customer would ask for in vain."""
    return tuple(_gaps(bench.stores.claims.get(claim_id)))


def _gaps(claim: Claim) -> Iterator[Problem]:
    if not claim.narrative.cause.strip():
        yield Problem("narrative.cause", N_("The cause is missing: what did the inspection find?"))
    if not claim.narrative.correction.strip():
        yield Problem("narrative.correction", N_("The correction is missing: what was done?"))
    if claim.visit.finished_at is None:
        yield Problem("visit.finished_at", N_("The repair is not finished yet."))


def _new_parts(bench: Bench, claim: Claim) -> "tuple[NewPart, ...]":
    from warrantydesk.documents.closing_summary import NewPart

    maker = book_of(bench, claim.brand).maker
    return tuple(
        NewPart(
            " ".join(filter(None, (line.new_part_no, line.new_part_name))),
            line.quantity,
            _term(maker, line),
        )
        for line in claim.part_lines
        if line.leaves_pieces
    )


def _term(maker: MakerTables, line: PartLine) -> str:
    """Return how long a new part is warranted, as the maker's tables have it."""
    if line.pay_by is PayBy.SELF:
        row = maker.paid_part
        return _from_today(Term(row.cover.months, row.cover.km)) if row else ""
    row = maker.least_after_warranty
    least = least_term(row) if row else None
    if least is None:
        return _("the rest of the car's warranty")
    return _(
        "the rest of the car's warranty, at least {months} months or {km} km",
        months=least.months or 0,
        km=f"{least.km or 0:,}",
    )


def _from_today(term: Term) -> str:
    return _(
        "{months} months or {km} km from the fitting on, whichever comes first",
        months=term.months or 0,
        km=f"{term.km or 0:,}",
    )


def _old_parts(claim: Claim) -> str:
    pieces = [line for line in claim.part_lines if line.leaves_pieces]
    if any(line.pay_by is PayBy.CLAIM for line in pieces):
        return _("The parts replaced under warranty stay with the station: the maker wants them.")
    if pieces:
        return _("The parts that you paid for were offered to you.")
    return ""
