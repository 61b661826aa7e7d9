"""The request for prior authorisation: the case, what is asked for, and room for the answer."""

from dataclasses import dataclass

from warrantydesk.documents.blocks import STRONG, TEXT, Cell, Sign, cells, narrative, signatures
from warrantydesk.documents.claim_lines import labour_lines, other_lines, part_lines
from warrantydesk.documents.claim_paper import day, minute
from warrantydesk.documents.coverage_tables import verdict_strip
from warrantydesk.documents.fault_case import (
    Enclosure,
    FaultCase,
    case_block,
    case_signs,
    enclosures,
)
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.authorisation import (
    AUTHORISATION_NAMES,
    SCOPE_NAMES,
    Authorisation,
    AuthorisationScope,
    AuthorisationState,
)
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _


@dataclass(frozen=True)
class AskedItem:
    """One thing that is asked for, named in the paper's language."""

    scope: AuthorisationScope
    title: str
    amount_fen: int | None = None


@dataclass(frozen=True)
class AuthorisationRequest:
    """A request with its case; an answer that is known already is printed too."""

    case: FaultCase
    authorisation: Authorisation
    items: tuple[AskedItem, ...] = ()
    answer_due: str = ""
    """Day by which the maker usually answers, as people write it."""
    asked_by: str = ""
    enclosed: tuple[Enclosure, ...] = ()


def render(facts: AuthorisationRequest, step: Step | None = None) -> bytes:
    """Return the request as PDF."""
    case = facts.case
    frame = case.paper.frame(
        _("Request for prior authorisation"),
        _("One copy for the maker, one for the claim folder."),
    )
    flow = Flow(frame.top)
    verdict_strip(flow, _("To {maker}: warranty", maker=case.maker), _clock(facts))
    _asked(flow, facts)
    case_block(flow, case)
    part_lines(flow, case.paper)
    labour_lines(flow, case.paper)
    other_lines(flow, case.paper)
    enclosures(flow, facts.enclosed)
    _answer(flow, facts.authorisation)
    flow.heading(_("Signatures"), _("who signs confirms that the above is true"))
    signatures(flow, *case_signs(case), Sign(_("Stamp of the service station")))
    return pdf(frame, flow.sheets, step)


def _clock(facts: AuthorisationRequest) -> str:
    asked = facts.authorisation
    if asked.asked_at is None and asked.state is AuthorisationState.ASKED:
        return _("Not sent yet.")
    if asked.asked_at is None:
        return _("Obtained without a written request.")
    if not facts.answer_due:
        return _("Asked {at} by {name}.", at=minute(asked.asked_at), name=facts.asked_by)
    return _(
        "Asked {at} by {name}; we expect your answer by {day}.",
        at=minute(asked.asked_at),
        name=facts.asked_by,
        day=facts.answer_due,
    )


def _asked(flow: Flow, facts: AuthorisationRequest) -> None:
    flow.heading(_("What we ask for"))
    table = Table(
        flow,
        Column(_("No."), 26, "centre"),
        Column(_("Scope"), 110),
        Column(_("What is asked for"), 292),
        Column(_("Amount, yuan"), 80, "right"),
    )
    for number, item in enumerate(facts.items, 1):
        amount = yuan(item.amount_fen) if item.amount_fen is not None else ""
        table.add(
            str(number), _(SCOPE_NAMES[item.scope]), ((item.title, TEXT),), ((amount, STRONG),)
        )
    narrative(flow, (_("Question"), facts.authorisation.question), least=3)


def _answer(flow: Flow, given: Authorisation) -> None:
    """Put the maker's answer, or the fields in which it is written by hand."""
    waits = given.state is AuthorisationState.ASKED
    flow.heading(_("Answer of the maker"), _("filled in by the maker") if waits else "")
    cells(
        flow,
        [
            Cell(_("Answer"), "" if waits else _(AUTHORISATION_NAMES[given.state])),
            Cell(_("Authorisation no."), given.number, 1.2),
            Cell(_("Valid until"), day(given.expires_on)),
            Cell(_("Limit, net, yuan"), yuan(given.approved_fen) if given.approved_fen else ""),
            Cell(_("Answered on"), day(given.answered_on)),
            Cell(_("Answered by"), given.answered_by),
        ],
        least=2 if waits else 1,
    )
    if given.answer or waits:
        narrative(flow, (_("Conditions"), given.answer), least=2)
