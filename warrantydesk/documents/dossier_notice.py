"""A page in place of one that could not be bound: what it is, and what is wrong with it."""

from dataclasses import dataclass

from warrantydesk.documents.blocks import STRONG, Cell, cells, sentence
from warrantydesk.documents.claim_paper import ClaimPaper, minute
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import pdf
from warrantydesk.domain.attachment import Attachment
from warrantydesk.i18n import _


@dataclass(frozen=True)
class DossierNotice:
    """What stands in place of a paper; ``file`` where it was one, ``added_by`` by name."""

    paper: ClaimPaper
    title: str
    problem: str
    file: Attachment | None = None
    added_by: str = ""
    beside: str = ""
    """The name under which the file lies beside the dossier."""


def render(facts: DossierNotice) -> bytes:
    """Return the page as PDF."""
    frame = facts.paper.frame(facts.title)
    flow = Flow(frame.top)
    flow.heading(_("This paper could not be bound"))
    sentence(flow, facts.problem, STRONG)
    if facts.beside:
        text = _("The file lies beside this dossier as “{name}”.", name=facts.beside)
    else:
        text = _("What the desk holds of it is named in the manifest.")
    sentence(flow, text)
    file = facts.file
    if file is not None:
        flow.gap(8)
        cells(
            flow,
            [Cell(_("File"), file.file_name, 3), Cell(_("Caption"), file.caption, 2)],
            [
                Cell(_("Bytes"), f"{file.size_bytes:,}"),
                Cell(_("Added at"), minute(file.added_at)),
                Cell(_("Added by"), facts.added_by),
            ],
            [Cell("sha256", file.sha256)],
        )
    return pdf(frame, flow.sheets)
