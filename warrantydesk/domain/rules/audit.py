"""V96–V100: what an auditor looks for in the file of a claim; they weigh as information."""

from collections.abc import Iterator

from warrantydesk.domain.claim import ClaimType
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.person import Role
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import N_

_NO_CUSTOMER = frozenset({ClaimType.PRE_SALE, ClaimType.PDI})
"""Stock vehicles: the service manager signs, there is no customer."""
_GONE = frozenset({PartState.MISSING, PartState.WRITTEN_OFF})


def papers_are_complete(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V96 (our own): every mandatory paper of the claim type is here."""
    if facts.missing_documents:
        yield Problem(
            "documents",
            N_("Mandatory papers are missing: {names}."),
            {"names": ", ".join(facts.missing_documents)},
        )


def customer_signed_before(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V97 (B.8): the customer signed the work authorisation before the repair began."""
    if facts.claim.type in _NO_CUSTOMER:
        return
    signed = [
        one.signed_at for one in facts.signatures if one.paper is SignedPaper.WORK_AUTHORISATION
    ]
    started = facts.claim.visit.started_at
    if not signed:
        yield Problem("visit.started_at", N_("The customer did not sign the work authorisation."))
    elif started is not None and min(signed) > started:
        yield Problem(
            "visit.started_at", N_("The customer signed only after the repair had begun.")
        )


def filed_as_it_stands(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V98 (our own): what was filed was not changed beside its versions."""
    for path in facts.changed_since_filing:
        yield Problem(path, N_("This was changed after the claim was filed, without a version."))


def parts_can_be_shown(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V99 (our own): each old part is here, or gone in a way the maker knows."""
    for piece in facts.pieces:
        if piece.state in _GONE:
            yield Problem(
                f"part_lines[{piece.line - 1}].return_required",
                N_("The old part {part} cannot be shown: it is missing or written off."),
                {"part": piece.tag or piece.part_name or piece.part_no},
            )


def technician_signed_himself(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V100 (S24): the technician who signed the inspection is the one of the repair."""
    named = facts.claim.visit.technician.strip()
    signed = [one for one in facts.signers if one.as_role is Role.TECHNICIAN]
    if named and signed and not any(named in (one.login, one.name) for one in signed):
        yield Problem(
            "visit.technician",
            N_("{signed} signed the inspection as technician, the repair names {named}."),
            {"signed": signed[-1].name or signed[-1].login, "named": named},
        )


AUDIT_RULES = (
    Rule(
        "V96",
        papers_are_complete,
        Severity.INFO,
        why=N_("What is not in the file did not happen, for an auditor."),
        cost=N_("A missing paper charges the whole claim back."),
        title=N_("All mandatory papers are here"),
        passes=N_("Invoice, work authorisation, inspection, photos and job card are in the file."),
        fails=N_("The photos of the failed part are missing."),
    ),
    Rule(
        "V97",
        customer_signed_before,
        Severity.INFO,
        why=N_("A signature from before shows that the customer brought this complaint himself."),
        cost=N_("Without it the claim is charged back."),
        title=N_("The customer signed before the repair"),
        passes=N_("Signed at 8:45, begun at 9:00."),
        fails=N_("Signed at 11:00, when the car was collected."),
    ),
    Rule(
        "V98",
        filed_as_it_stands,
        Severity.INFO,
        why=N_("A claim that differs from what the maker has cannot be defended."),
        cost=N_("The auditor takes it for forged."),
        title=N_("Nothing was changed after filing but by a version"),
        passes=N_("A correction that was filed as version 2."),
        fails=N_("The mileage differs from the filed version."),
    ),
    Rule(
        "V99",
        parts_can_be_shown,
        Severity.INFO,
        why=N_("Auditors ask to see the part, or the paper that says where it went."),
        cost=N_("A part that cannot be shown is charged back."),
        title=N_("Old parts are here or rightly gone"),
        passes=N_("On the shelf, with the maker, or scrapped after payment."),
        fails=N_("Missing since the last stock-take."),
    ),
    Rule(
        "V100",
        technician_signed_himself,
        Severity.INFO,
        why=N_("Notes in another hand than the technician's are the first thing auditors see."),
        cost=N_("The hours of the job are charged back."),
        title=N_("The technician signed himself"),
        passes=N_("The technician of the repair signed the inspection."),
        fails=N_("A colleague signed for him."),
    ),
)
