"""The card of quality information (form B.7): one fault as the dealer tells it to the maker."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from warrantydesk.documents.blocks import (
    NARRATIVE_LABEL,
    SIDE,
    STRONG,
    TEXT,
    TICK,
    TICK_LEADING,
    Cell,
    Sign,
    cells,
    drop,
    narrative,
    sentence,
    signatures,
)
from warrantydesk.documents.claim_paper import ClaimPaper, day, owner_cells, vehicle_cells
from warrantydesk.documents.flow import SPAN, Flow, Strip
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.sheet import LEFT, RULE, Mark
from warrantydesk.documents.typesetting import width
from warrantydesk.domain.money import yuan
from warrantydesk.domain.quality_report import (
    AREA_NAMES,
    CONCERN_NAMES,
    NATURE_NAMES,
    URGENCY_NAMES,
    QualityReport,
)
from warrantydesk.i18n import _, pick

GEARBOXES = ("AT", "MT")
_Answer = TypeVar("_Answer", bound=str)


@dataclass(frozen=True)
class QualityCard:
    """A card with the claim it tells of; names instead of logins and codes."""

    paper: ClaimPaper
    card: QualityReport
    failed_part: str = ""
    """Number and name of the causal part."""


def render(facts: QualityCard, step: Step | None = None) -> bytes:
    """Return the card as PDF."""
    card = facts.card
    frame = facts.paper.frame(
        _("Quality information card"), _("For the maker's technical office; a copy stays here.")
    )
    flow = Flow(frame.top)
    _head(flow, facts)
    flow.heading(_("Vehicle and customer"))
    cells(flow, *vehicle_cells(facts.paper), owner_cells(facts.paper)[0])
    _fault(flow, facts)
    _office(flow, card)
    _handling(flow, card)
    flow.heading(_("Signatures"))
    signatures(
        flow,
        Sign(_("Technician"), facts.paper.technician),
        Sign(_("Registered by"), card.registered_by),
        Sign(_("Service manager")),
        Sign(_("Stamp of the service station")),
    )
    return pdf(frame, flow.sheets, step)


def _head(flow: Flow, facts: QualityCard) -> None:
    card, site = facts.card, facts.paper.site
    flow.heading(_("Card"))
    cells(
        flow,
        [
            Cell(_("Issued by"), pick(site.name_zh, site.name_en), 2.0),
            Cell(_("Dealer code"), site.dealer_code or site.code, 0.9),
            Cell(_("Card no."), card.number),
            Cell(_("Made out on"), day(card.issued_on), 0.9),
            Cell(_("Sent to the maker"), day(card.sent_on), 0.9),
        ],
    )
    concerns = {one: f"{one} {_(name)}" for one, name in CONCERN_NAMES.items()}
    _ticked(flow, _("It is about"), concerns, card.concern)
    _ticked(flow, _("Urgency"), _said(URGENCY_NAMES), card.urgency)
    if card.void_reason:
        sentence(flow, _("Void: {reason}", reason=card.void_reason), STRONG)


def _fault(flow: Flow, facts: QualityCard) -> None:
    card, conditions = facts.card, facts.card.conditions
    flow.heading(_("Fault"))
    _ticked(flow, _("Where it is"), _said(AREA_NAMES), card.area)
    _ticked(flow, _("Kind of fault"), _said(NATURE_NAMES), card.nature)
    _ticked(flow, _("Gearbox"), {one: one for one in GEARBOXES}, card.gearbox)
    cells(
        flow,
        [
            Cell(_("Speed when it failed"), conditions.speed),
            Cell(_("Road"), conditions.road),
            Cell(_("Load"), conditions.load),
            Cell(_("Modified"), conditions.modified),
            Cell(_("Temperature"), conditions.temperature),
            Cell(_("How often"), conditions.frequency),
        ],
        [
            Cell(_("Failed part"), facts.failed_part, 1.6),
            Cell(_("Maker of the failed part"), card.part_maker, 1.4),
            Cell(_("Estimated loss, yuan"), _amount(card.loss_fen), 0.8),
        ],
    )
    told = facts.paper.claim.narrative.complaint or facts.paper.claim.visit.complaint
    narrative(flow, (_("Complaint"), told))
    narrative(flow, (_("Cause and handling"), card.cause_and_handling), least=2)
    narrative(flow, (_("Also damaged"), card.companion_damage))


def _office(flow: Flow, card: QualityReport) -> None:
    flow.heading(_("Technical office of the maker"), _("filled in by the maker"))
    narrative(flow, (_("Opinion"), card.office_opinion), least=2)
    narrative(flow, (_("Result"), card.result))
    cells(
        flow,
        [
            Cell(_("Opinion of"), card.office_person),
            Cell(_("Opinion given on"), day(card.office_on), 0.8),
            Cell(_("Registered by"), card.registered_by, 0.8),
            Cell(_("Customer asked again by"), card.revisited_by, 1.2),
            Cell(_("Asked again on"), day(card.revisited_on), 0.8),
        ],
    )


def _handling(flow: Flow, card: QualityReport) -> None:
    done = card.handling
    flow.heading(_("How the cause is followed up"))
    cells(
        flow,
        [Cell(_("Analysis"), done.analysis), Cell(_("Cause of the problem"), done.cause)],
        [Cell(_("Conclusion"), done.conclusion), Cell(_("Who is responsible"), done.responsible)],
        [
            Cell(_("Interim measure"), done.interim_measure),
            Cell(_("Permanent measure"), done.permanent_measure),
        ],
        [Cell(_("Suggestion"), done.suggestion)],
    )


def _ticked(flow: Flow, label: str, names: Mapping[_Answer, str], chosen: str) -> None:
    """Put one question beside its tinted label: all answers of the form, the true one ticked."""
    rows: list[list[tuple[float, str, bool]]] = [[]]
    at = 0.0
    for one, name in names.items():
        wide = width(name, TEXT) + TICK + 20
        if rows[-1] and at + wide > SPAN - NARRATIVE_LABEL:
            rows.append([])
            at = 0.0
        rows[-1].append((at, name, one == chosen))
        at += wide

    def paint(strip: Strip) -> None:
        sheet, left = strip.sheet, LEFT + NARRATIVE_LABEL
        sheet.tint(LEFT, strip.top, NARRATIVE_LABEL, strip.height)
        sheet.frame(LEFT, strip.top, NARRATIVE_LABEL, strip.height, RULE)
        sheet.frame(left, strip.top, SPAN - NARRATIVE_LABEL, strip.height, RULE)
        middle = strip.top + (strip.height - STRONG.leading) / 2
        sheet.text(LEFT + SIDE + 1, middle + drop(STRONG, STRONG.leading), label, STRONG)
        for index, row in enumerate(rows[strip.first : strip.last]):
            top = strip.top + 3 + index * TICK_LEADING
            for x, name, is_true in row:
                mark = Mark.TICKED if is_true else Mark.EMPTY
                sheet.mark(left + 7 + x, top + (TICK_LEADING - TICK) / 2, TICK, mark)
                sheet.text(left + 12 + x + TICK, top + drop(TEXT, TICK_LEADING), name, TEXT)

    flow.row(len(rows), TICK_LEADING, 6.0, paint)


def _said(names: Mapping[_Answer, str]) -> dict[_Answer, str]:
    return {one: _(name) for one, name in names.items()}


def _amount(fen: int | None) -> str:
    return "" if fen is None else yuan(fen)
