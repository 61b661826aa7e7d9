"""The last pages of a dossier: what every page rests on, with the hashes that prove it."""

from dataclasses import dataclass

from warrantydesk.documents.blocks import SMALL, Cell, cells, sentence
from warrantydesk.documents.claim_paper import ClaimPaper
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import pdf
from warrantydesk.documents.table import Column, Table
from warrantydesk.documents.typesetting import Style
from warrantydesk.i18n import _

HASH = Style(6.0, gray=0.2)


@dataclass(frozen=True)
class ManifestLine:
    """One source of pages: the paper, what lies behind it, its pages and its hash."""

    position: int
    name: str
    source: str
    pages: int
    sha256: str


@dataclass(frozen=True)
class ManifestVersion:
    """A version that went to the maker: number, instant, anchor, hash of its snapshot."""

    number: int
    taken_at: str
    anchor: str
    sha256: str


@dataclass(frozen=True)
class DossierManifest:
    """Everything that the dossier rests on, in its order."""

    paper: ClaimPaper
    anchor: str
    made: str
    """When and by whom it was bound."""
    lines: tuple[ManifestLine, ...] = ()
    versions: tuple[ManifestVersion, ...] = ()


def render(facts: DossierManifest) -> bytes:
    """Return the manifest as PDF."""
    frame = facts.paper.frame(_("Manifest"), _("The hashes are sha256."))
    flow = Flow(frame.top)
    flow.heading(_("Bound"))
    cells(
        flow,
        [
            Cell(_("Claim no."), facts.paper.claim.claim_number),
            Cell(_("Place and head of the journal"), facts.anchor, 1.6),
            Cell(_("Bound at and by"), facts.made, 1.8),
        ],
    )
    sentence(
        flow,
        _(
            "The hash of a file or filed form is that of its bytes as the desk keeps them; the "
            "hash of other papers is that of their pages as drawn here. Whoever holds this sheet "
            "can let the desk check whether its journal still has that place and head."
        ),
        SMALL,
    )
    if facts.versions:
        _versions(flow, facts.versions)
    flow.heading(_("Papers"))
    table = Table(
        flow,
        Column(_("No."), 24, "centre"),
        Column(_("Paper"), 122),
        Column(_("Source"), 110),
        Column(_("Page count"), 28, "right"),
        Column("sha256", 232),
    )
    for one in facts.lines:
        table.add(
            f"{one.position:02}" if one.position else "",
            one.name,
            ((one.source, SMALL),),
            str(one.pages) if one.position else "",
            ((one.sha256, HASH),),
        )
    return pdf(frame, flow.sheets)


def _versions(flow: Flow, versions: tuple[ManifestVersion, ...]) -> None:
    flow.heading(_("Versions that were filed"), _("the hash is of the frozen facts"))
    table = Table(
        flow,
        Column(_("Version"), 40, "centre"),
        Column(_("Taken at"), 90),
        Column(_("Journal place"), 110),
        Column("sha256", 272),
    )
    for one in versions:
        table.add(f"v{one.number}", one.taken_at, ((one.anchor, SMALL),), ((one.sha256, HASH),))
