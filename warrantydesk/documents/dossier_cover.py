"""The first pages of a dossier: the claim, where it stands, what the dossier holds and lacks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warrantydesk.documents.blocks import SMALL, STRONG, Cell, cells, narrative, sentence, sentences
from warrantydesk.documents.claim_paper import ClaimPaper, kilometres, minute
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import pdf
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.dossier import (
    PAPER_STATE_NAMES,
    DossierPaper,
    PaperSource,
    PaperState,
)
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import N_, _, date_text, list_text, ngettext_

SOURCE_NAMES = {
    PaperSource.DRAWN: N_("drawn from the records"),
    PaperSource.KEPT_FORM: N_("as it was filed"),
    PaperSource.RECORD: N_("rows of the records"),
    PaperSource.PHOTOS: N_("photos"),
    PaperSource.FILE: N_("file"),
    PaperSource.NONE: "",
}


@dataclass(frozen=True)
class Axis:
    """Where the claim stands on one axis: its name, the state, and what belongs to it."""

    name: str
    state: str
    detail: str = ""


@dataclass(frozen=True)
class DossierCover:
    """The claim, its three axes and the entries, each with its pages and the first of them."""

    paper: ClaimPaper
    axes: tuple[Axis, ...]
    papers: tuple[DossierPaper, ...]
    pages: int = 0
    """Of the whole dossier."""
    front: tuple[tuple[str, int], ...] = ()
    """Names and first pages of what stands before the papers and behind them."""
    problems: tuple[str, ...] = ()
    redaction: str = ""
    """Number of the certificate by which personal values were taken out."""

    def with_pages(self, papers: Sequence[DossierPaper], pages: int) -> "DossierCover":
        """Return the cover with the places of its papers."""
        return replace(self, papers=tuple(papers), pages=pages)


def render(facts: DossierCover) -> bytes:
    """Return the first pages as PDF."""
    paper = facts.paper
    frame = paper.frame(_("Warranty dossier"), _("In the order of the maker's list."))
    flow = Flow(frame.top)
    _claim(flow, paper)
    flow.heading(_("Where it stands"))
    cells(
        flow,
        [
            Cell(axis.name, " · ".join(filter(None, (axis.state, axis.detail))))
            for axis in facts.axes
        ],
    )
    if facts.redaction:
        flow.gap(6)
        sentence(
            flow,
            _(
                "Names, phones, addresses, signatures and files of this claim were taken out of "
                "the records by certificate {number}. Blanks stand where they were; the hashes "
                "in the manifest still prove the versions that were filed.",
                number=facts.redaction,
            ),
            STRONG,
        )
    _lacks(flow, facts)
    _contents(flow, facts)
    return pdf(frame, flow.sheets)


def _claim(flow: Flow, paper: ClaimPaper) -> None:
    claim, visit = paper.claim, paper.claim.visit
    flow.heading(_("Claim"), paper.brand_name or claim.brand)
    fault = " ".join(filter(None, (claim.codes.fault_code, paper.fault_name)))
    cells(
        flow,
        [
            Cell(_("Claim no."), claim.claim_number, 1.2),
            Cell(_("Maker's claim no."), claim.codes.maker_claim_number, 1.2),
            Cell(_("Claim type"), paper.type_name),
            Cell(_("Repair order"), visit.repair_order),
            Cell(_("Filed at"), minute(claim.submitted_at), 1.1),
        ],
        [
            Cell(_("VIN"), claim.vehicle.vin, 1.6),
            Cell(_("Plate"), claim.vehicle.plate, 0.9),
            Cell(_("Model"), paper.model_name or claim.vehicle.model_code, 1.4),
            Cell(_("Mileage, km"), kilometres(visit.mileage_km), 0.8),
            Cell(_("Owner"), claim.owner.name),
        ],
        [
            Cell(_("Fault"), fault, 1.6),
            Cell(_("Technician"), paper.technician, 0.8),
            Cell(_("Warranty clerk"), paper.clerk, 0.8),
            Cell(_("Claimed total, yuan"), yuan(paper.totals.total_fen), 0.9),
        ],
    )
    story = claim.narrative.complaint or visit.complaint
    if story:
        narrative(flow, (_("Complaint"), story))


def _lacks(flow: Flow, facts: DossierCover) -> None:
    missing = [one.name for one in facts.papers if one.state is PaperState.MISSING]
    flow.heading(_("What is missing"))
    if missing:
        sentences(flow, missing, STRONG)
    else:
        sentence(flow, _("Nothing that the maker's list asks for in any case is missing."))
    if facts.problems:
        flow.heading(_("What could not be bound"), _("its page says why"))
        sentences(flow, facts.problems)
    for state, text in (
        (PaperState.SEEN, N_("Seen by the clerk, no file here: {names}")),
        (PaperState.CONDITIONAL, N_("Not here and asked for only where it applies: {names}")),
    ):
        names = [one.name for one in facts.papers if one.state is state and not one.position]
        if names:
            sentence(flow, _(text, names=list_text(dict.fromkeys(names))), SMALL)


def _contents(flow: Flow, facts: DossierCover) -> None:
    entries = [one for one in facts.papers if one.position]
    count = ngettext_("{n} paper", "{n} papers", len(entries))
    pages = ngettext_("{n} page", "{n} pages", facts.pages)
    flow.heading(_("Contents"), f"{count} · {pages}")
    table = Table(
        flow,
        Column(_("No."), 26, "centre"),
        Column(_("Paper"), 176),
        Column(_("Content"), 118),
        Column(_("Day"), 56),
        Column(_("By whom"), 62),
        Column(_("Page count"), 34, "right"),
        Column(_("First page"), 34, "right"),
    )
    for name, first in facts.front:
        table.add("", ((name, STRONG),), "", "", "", "", str(first))
    for one in entries:
        table.add(
            f"{one.position:02}",
            one.name,
            ((_content(one), SMALL),),
            ((date_text(one.day) if one.day else "", SMALL),),
            ((one.who, SMALL),),
            "" if one.pages is None else str(one.pages),
            "" if one.first_page is None else str(one.first_page),
        )


def _content(one: DossierPaper) -> str:
    kind = one.file_name if one.source is PaperSource.FILE else _(SOURCE_NAMES[one.source])
    said = [kind, one.detail]
    if one.state is not PaperState.PRESENT:
        said.insert(0, _(PAPER_STATE_NAMES[one.state]))
    return " · ".join(filter(None, said))
