"""Small builders of the facts that letters to the maker and to the managers show."""

from datetime import date, datetime
from typing import Any

from documents.papers.paper_facts import RARE, RARER, a_paper
from fakes import CHINA

from warrantydesk.documents.appeal_letter import AppealLetter, AskedLine, SentVersion, SpokenNote
from warrantydesk.documents.authorisation_request import AskedItem, AuthorisationRequest
from warrantydesk.documents.escalation_sheet import EscalationSheet
from warrantydesk.documents.fault_case import Enclosure, FaultCase
from warrantydesk.documents.quality_card import QualityCard
from warrantydesk.domain.authorisation import Authorisation, AuthorisationScope, Escalation
from warrantydesk.domain.claim.answer import AnswerKind, ClaimAnswer
from warrantydesk.domain.claim.appeal import Appeal
from warrantydesk.domain.quality_report import Conditions, Handling, QualityReport, Urgency

AT = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)
DAY = date(2026, 11, 24)


def a_case(**changes: Any) -> FaultCase:
    """Build a major fault; ``changes`` are of the claim's paper."""
    paper = a_paper(**changes)
    odd = paper.dealer_name
    return FaultCase(
        paper,
        findings=("Compression: 6.1 bar (allowed ≥ 9)", odd),
        cause_class="Quality",
        conclusion="Ask the maker",
        major=True,
        technical_manager=f"{RARE} {odd}",
    )


def _files(odd: str) -> tuple[Enclosure, ...]:
    return (Enclosure("Photos of the failed part", "bore-1.jpg", AT), Enclosure(odd, odd))


def a_request(**changes: Any) -> AuthorisationRequest:
    """Build a request that waits."""
    case = a_case(**changes)
    odd = case.paper.dealer_name
    return AuthorisationRequest(
        case,
        Authorisation(1, "", f"{RARER} {odd}", asked_by="S01", asked_at=AT),
        (
            AskedItem(AuthorisationScope.PART, f"1000010-T20 {odd}"),
            AskedItem(AuthorisationScope.AMOUNT, "Total", 3_180_000),
        ),
        "2026-12-01",
        odd,
        _files(odd),
    )


def a_question(**changes: Any) -> EscalationSheet:
    """Build a decided question to the technical manager."""
    case = a_case(**changes)
    odd = case.paper.dealer_name
    asked = Escalation(1, f"{RARE} {odd}", "S01", AT, "S12", "goodwill", odd, "S12", AT)
    return EscalationSheet(case, asked, odd, RARER, RARER, _files(odd))


def an_appeal(**changes: Any) -> AppealLetter:
    """Build an appeal for one line of two."""
    case = a_case(**changes)
    odd = case.paper.dealer_name
    return AppealLetter(
        case,
        Appeal(1, asked_fen=46_800, grounds=f"{RARE} {odd}", override_reason=odd, due_on=DAY),
        ClaimAnswer(1, AnswerKind.REJECTION, 1, DAY, odd, odd, odd),
        (AskedLine("1307010-T20", odd, 46_800, None, 46_800, odd, odd),),
        _files(odd),
        (SentVersion(1, AT, "ab" * 32, odd),),
        (SpokenNote(AT, "Phone", odd, odd, odd),),
        RARER,
    )


def a_quality_card(**changes: Any) -> QualityCard:
    """Build a card that is filled in from end to end."""
    paper = a_paper(**changes)
    odd = paper.dealer_name
    card = QualityReport(
        "I0126-0001",
        1,
        urgency=Urgency.URGENT,
        issued_on=DAY,
        conditions=Conditions(odd, odd, odd, odd, odd, odd),
        part_maker=odd,
        cause_and_handling=f"{RARE} {odd}",
        companion_damage=odd,
        loss_fen=46_800,
        office_opinion=f"{RARER} {odd}",
        office_person=odd,
        office_on=DAY,
        result=odd,
        registered_by=odd,
        handling=Handling(odd, odd, odd, odd, odd, odd, odd),
        sent_on=DAY,
    )
    return QualityCard(paper, card, odd)
