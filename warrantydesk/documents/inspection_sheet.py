"""The inspection sheet: every item with its answer and reading, conclusion and signatures."""

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from warrantydesk.documents.blocks import SMALL, STRONG, TEXT, Cell, Sign, cells, narrative
from warrantydesk.documents.blocks import signatures as sign_fields
from warrantydesk.documents.claim_paper import ClaimPaper, minute, vehicle_cells
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.sheet import Mark
from warrantydesk.documents.table import Column, Entry, Table
from warrantydesk.domain.inspection import (
    CAUSE_NAMES,
    CONCLUSION_NAMES,
    Answer,
    Conclusion,
    Inspection,
    InspectionSignature,
    ItemAnswer,
    tolerance,
)
from warrantydesk.domain.person import ROLE_NAMES, Role
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import _


@dataclass(frozen=True)
class InspectionItem:
    """An item of the template with its answer; ``tolerance`` as the template writes it."""

    section: str
    """Name of the section in the paper's language; items of one section follow each other."""
    text: str
    unit: str = ""
    tolerance: str = ""
    answer: ItemAnswer | None = None
    choice_name: str = ""
    """Name of the chosen answer of an item that offers a choice."""
    photos: int = 0
    by_name: str = ""


@dataclass(frozen=True)
class InspectionSheet:
    """The facts of an inspection sheet."""

    paper: ClaimPaper
    inspection: Inspection
    items: tuple[InspectionItem, ...] = ()
    signatures: tuple[InspectionSignature, ...] = ()


def render(facts: InspectionSheet, step: Step | None = None) -> bytes:
    """Return the inspection sheet as PDF."""
    paper = facts.paper
    frame = paper.frame(
        _("Inspection sheet"),
        _("A signed version is never changed; a correction is a new version."),
    )
    frame = replace(frame, version=facts.inspection.number)
    flow = Flow(frame.top)
    _inspection(flow, facts)
    flow.heading(_("Vehicle"))
    cells(flow, *vehicle_cells(paper))
    _items(flow, facts)
    _conclusion(flow, facts)
    _signatures(flow, facts)
    return pdf(frame, flow.sheets, step)


def _inspection(flow: Flow, facts: InspectionSheet) -> None:
    inspection, paper = facts.inspection, facts.paper
    answered = sum(_answered(item) for item in facts.items)
    flow.heading(_("Inspection"))
    cells(
        flow,
        [
            Cell(_("Owner"), paper.claim.owner.name, 1.1),
            Cell(_("Brought by"), paper.claim.visit.brought_by, 1.1),
            Cell(_("Template"), str(inspection.template_version), 0.7),
            Cell(_("Begun"), minute(inspection.started_at), 1.35),
            Cell(_("Repair order"), paper.claim.visit.repair_order),
            Cell(_("Answered"), _("{n} of {m}", n=answered, m=len(facts.items)), 0.8),
            Cell(_("Technician"), paper.technician),
            Cell(_("Warranty clerk"), paper.clerk),
        ],
    )
    if inspection.start_reason:
        narrative(flow, (_("Begun without signed order"), inspection.start_reason))
    narrative(
        flow,
        (_("Complaint"), paper.claim.narrative.complaint or paper.claim.visit.complaint),
    )


def _items(flow: Flow, facts: InspectionSheet) -> None:
    if not facts.items:
        return
    flow.heading(_("Items"))
    table = Table(
        flow,
        Column(_("No."), 28, "centre"),
        Column(_("Item"), 192),
        Column(_("ok"), 31, "centre"),
        Column(_("not ok"), 31, "centre"),
        Column(_("n/a"), 31, "centre"),
        Column(_("Reading"), 68, "right"),
        Column(_("Tolerance"), 58, "right"),
        Column(_("Over, under"), 46, "right"),
        Column(_("Photos"), 34, "centre"),
    )
    groups = groupby(facts.items, key=lambda item: item.section)
    for section, (name, group) in enumerate(groups, 1):
        items = list(group)
        answered = sum(_answered(item) for item in items)
        note = _("{n} of {m}", n=answered, m=len(items))
        table.band(_("{n}  {section}", n=section, section=name), note)
        for index, item in enumerate(items, 1):
            table.add(f"{section}.{index}", *_entries(item))


def _entries(item: InspectionItem) -> list[Entry]:
    answer = item.answer
    said = [(item.text, TEXT)]
    for more in (answer.note if answer else "", item.by_name):
        if more:
            said.append((more, SMALL))
    marks: list[Entry] = [
        Mark.TICKED if answer and answer.answer is kind else Mark.EMPTY
        for kind in (Answer.OK, Answer.NOT_OK, Answer.NA)
    ]
    return [
        tuple(said),
        *marks,
        _reading(item),
        tolerance_text(item.tolerance),
        ((_excess(item), STRONG),),
        str(item.photos) if item.photos else "",
    ]


def _reading(item: InspectionItem) -> str:
    """Return what was read or chosen; the unit alone leaves room to write the reading."""
    answer = item.answer
    if answer and answer.value is not None:
        return " ".join(filter(None, (number_text(answer.value), item.unit)))
    return item.choice_name or (answer.choice if answer else "") or item.unit


def _excess(item: InspectionItem) -> str:
    """Return how far a reading lies outside its tolerance, with its sign; nothing inside."""
    if item.answer is None or item.answer.value is None:
        return ""
    excess = tolerance(item.tolerance).excess(item.answer.value)
    if not excess:
        return ""
    return f"+{number_text(excess)}" if excess > 0 else f"−{number_text(-excess)}"


def tolerance_text(text: str) -> str:
    """Write the limits of a template as people do: ≥ 2.0, ≤ 0.10, 90–160, −8 – 8."""
    text = text.replace("-", "−")
    if ".." in text:
        return text.replace("..", " – " if "−" in text else "–")
    return text.replace(">=", "≥ ").replace("<=", "≤ ")


def number_text(value: Decimal) -> str:
    """Write a reading without an exponent, with a real minus."""
    return f"{value:f}".replace("-", "−")


def finding_sentence(item: InspectionItem) -> str:
    """Say an item and what was found there, with the limits of a reading."""
    answer, limits = item.answer, tolerance_text(item.tolerance)
    found = _("not ok")
    if answer and (answer.value is not None or answer.choice):
        found = _reading(item)
        if limits:
            found = _("{found} (allowed {limits})", found=found, limits=limits)
    if answer and answer.note:
        found = _("{found}; {note}", found=found, note=answer.note)
    return _("{item}: {found}", item=item.text, found=found)


def _answered(item: InspectionItem) -> bool:
    answer = item.answer
    if item.photos or answer is None:
        return item.photos > 0
    return bool(answer.answer or answer.value is not None or answer.choice)


def _conclusion(flow: Flow, facts: InspectionSheet) -> None:
    inspection = facts.inspection
    cause, conclusion = inspection.cause_class, inspection.conclusion
    flow.heading(_("Cause and conclusion"))
    cells(
        flow,
        [
            Cell(_("Class of cause"), _(CAUSE_NAMES[cause]) if cause else ""),
            Cell(_("Conclusion"), _(CONCLUSION_NAMES[conclusion]) if conclusion else ""),
            Cell(_("Major case"), _("yes") if inspection.major else _("no")),
        ],
    )
    narrative(
        flow,
        (_("Cause"), facts.paper.claim.narrative.cause),
        (_("Reason"), inspection.reason),
    )


def _signatures(flow: Flow, facts: InspectionSheet) -> None:
    """Put a field for everyone who has signed or still has to."""
    inspection = facts.inspection
    roles = [Role.TECHNICIAN, Role.CLERK]
    if inspection.major:
        roles.append(Role.TECHNICAL_MANAGER)
    signed = {sign.as_role: sign for sign in facts.signatures}
    fields = []
    for role in dict.fromkeys([*roles, *signed]):
        sign = signed.get(role)
        name, when = (sign.name, minute(sign.signed_at)) if sign else ("", "")
        fields.append(Sign(_(ROLE_NAMES[role]), name, when))
    if inspection.conclusion is Conclusion.NOT_COVERED:
        name, when = facts.paper.signed(SignedPaper.EXPLANATION)
        fields.append(Sign(_("Customer, explanation given"), name, when))
    flow.heading(_("Signatures"))
    sign_fields(flow, *fields)
