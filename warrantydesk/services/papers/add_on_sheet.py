"""Facts of the sheet of added work."""

from typing import TYPE_CHECKING

from warrantydesk.domain.claim import Claim, PayBy
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import N_, _
from warrantydesk.services.add_ons import lines_of
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.charges import charges_of
from warrantydesk.services.papers.claim_paper import claim_paper, name_of
from warrantydesk.services.papers.paper import Draw

if TYPE_CHECKING:
    from warrantydesk.documents.add_on_sheet import AddedWork


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the sheet's facts and return what draws it."""
    from warrantydesk.documents import add_on_sheet as document

    claim = bench.stores.claims.get(claim_id)
    lines = _added(bench, claim)
    manager = next((one.authorised_by for one in lines if one.authorised_by), "")
    facts = document.AddOnSheet(claim_paper(bench, claim), lines, manager)
    return lambda: document.render(facts)


def missing(bench: Bench, claim_id: int) -> tuple[Problem, ...]:
    """Return what the sheet lacks: a line, the manager's word."""
    added = [one for one in lines_of(bench.stores.claims.get(claim_id)) if one.add_on.added]
    if not added:
        return (Problem("add_on", N_("No line is marked as added work yet.")),)
    if any(one.waits for one in added):
        return (Problem("add_on", N_("The service manager has not allowed every line yet.")),)
    return ()


def _added(bench: Bench, claim: Claim) -> "tuple[AddedWork, ...]":
    from warrantydesk.documents.add_on_sheet import AddedWork

    charges = charges_of(claim)
    labour, parts = len(claim.labour_lines), len(claim.part_lines)
    by_line = (*charges[labour : labour + parts], *charges[:labour], *charges[labour + parts :])
    return tuple(
        AddedWork(
            one.text,
            one.add_on,
            name_of(bench, one.add_on.authorised_by),
            yuan(charge.amount_fen),
            _("customer") if charge.pay_by is PayBy.SELF else _("warranty"),
        )
        for one, charge in zip(lines_of(claim), by_line, strict=True)
        if one.add_on.added
    )
