"""One dossier bound: front, papers, manifest; the places of all pages known before they are
written down."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from warrantydesk.domain.claim.states import STATE_NAMES
from warrantydesk.domain.dossier import Bound, DossierContents, DossierPaper
from warrantydesk.domain.old_part import TERMINAL, PartState
from warrantydesk.i18n import _, date_text, language, minute_text
from warrantydesk.services.dossiers.contents import contents_of
from warrantydesk.services.dossiers.known import Known
from warrantydesk.services.dossiers.parts import Beside, Part, Parts
from warrantydesk.services.dossiers.record_money import money_words
from warrantydesk.services.papers import claim_story
from warrantydesk.services.papers.claim_paper import claim_paper

if TYPE_CHECKING:
    from warrantydesk.documents.claim_paper import ClaimPaper
    from warrantydesk.documents.dossier_cover import Axis, DossierCover
    from warrantydesk.documents.dossier_manifest import DossierManifest
    from warrantydesk.reading.pdf_binder import Binder

Told = Callable[[int, int], object]
"""``told(done, total)``: called for each entry and while a child works; it may raise to stop."""
_MOST_ROUNDS = 4
"""A page number more in the contents may turn a page; then they are set once more."""


@dataclass(frozen=True)
class _Laid:
    """Every page of a dossier in order: data of each block, and where it begins, from 1."""

    cover: bytes
    life: bytes
    manifest: bytes
    papers: tuple[DossierPaper, ...]
    starts: tuple[int, ...]
    """First pages of cover, life, each part, manifest; then one past the last."""

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self.starts[-1] - 1


class DossierBinding:
    """Binds the dossier of one claim; for a worker with a bench and a binder of its own."""

    def __init__(self, known: Known, binder: "Binder", beside: Beside) -> None:
        self._known, self._binder, self._beside = known, binder, beside
        self.contents = contents_of(known)

    def bound(self, told: Told) -> Bound:
        """Return the dossier with its bytes; raises Unavailable where it cannot be bound."""
        known = self._known
        paper = claim_paper(known.bench, known.claim)
        parts = Parts(known, paper, self._binder, self._beside)
        made, entries = [], self.contents.present
        for place, entry in enumerate(entries):
            alive = partial(told, place, len(entries))
            alive()
            made.append(parts.of(entry, alive))
        cover = _cover(known, paper, self.contents, tuple(parts.problems))
        laid = _laid(
            cover,
            claim_story.prepare(known.bench, known.claim.id)(),
            _manifest(known, paper, made),
            made,
        )
        data = self._bind(laid, made, partial(told, len(entries), len(entries)))
        return Bound(
            known.claim.id,
            known.claim.claim_number,
            laid.pages,
            hashlib.sha256(data).hexdigest(),
            replace(self.contents, papers=laid.papers),
            tuple(parts.problems),
            tuple(self._beside.files),
            data=data,
        )

    def _bind(self, laid: _Laid, parts: Sequence[Part], alive: Callable[[], object]) -> bytes:
        from warrantydesk.documents.dossier_layer import LayerPage, layer

        before, behind = laid.starts[2] - 1, laid.starts[-1] - laid.starts[-2]
        pages = [LayerPage(wide, *part.head) for part in parts for wide in part.wide]
        over = [*[LayerPage()] * before, *pages, *[LayerPage()] * behind]
        number = self._known.claim.claim_number
        told = {
            "title": _("Warranty dossier {number}", number=number),
            "author": self._known.bench.site.name_zh or self._known.bench.site.name_en,
            "lang": language().code.replace("_", "-"),
            "marks": _marks(laid, parts),
            "takes": [
                *((0, None),) * 2,
                *((part.first, part.first + part.pages) for part in parts),
                (0, None),
            ],
        }
        blocks = [laid.cover, laid.life, *(part.data for part in parts), laid.manifest]
        return self._binder.bind(layer(number, self.contents.anchor, over), blocks, told, alive)


def _marks(laid: _Laid, parts: Sequence[Part]) -> list[tuple[str, int, int]]:
    """Return the bookmarks: text, page from 0, level."""
    marks = [(_("Cover and contents"), 0, 0), (_("Course of the claim"), laid.starts[1] - 1, 0)]
    for part, start in zip(parts, laid.starts[2:], strict=False):
        marks.append((f"{part.entry.position:02} {part.entry.name}", start - 1, 0))
    marks.append((_("Manifest"), laid.starts[-2] - 1, 0))
    return marks


def _laid(
    cover: "DossierCover", life: bytes, manifest: "DossierManifest", parts: Sequence[Part]
) -> _Laid:
    """Set the contents until they name the pages on which the papers really are."""
    from warrantydesk.documents import dossier_cover, dossier_manifest
    from warrantydesk.documents.preview import page_count

    last = dossier_manifest.render(manifest)
    counts = [page_count(life), *(part.pages for part in parts), page_count(last)]
    first = 1
    for _round in range(_MOST_ROUNDS):
        starts = [1, 1 + first]
        for count in counts:
            starts.append(starts[-1] + count)
        papers = _placed(cover.papers, parts, starts[2:])
        facts = replace(
            cover.with_pages(papers, starts[-1] - 1),
            front=(
                (_("Course of the claim"), starts[1]),
                (_("Manifest"), starts[-2]),
            ),
        )
        data = dossier_cover.render(facts)
        if page_count(data) == first:
            break
        first = page_count(data)
    return _Laid(data, life, last, papers, tuple(starts))


def _placed(
    papers: Sequence[DossierPaper], parts: Sequence[Part], starts: Sequence[int]
) -> tuple[DossierPaper, ...]:
    """Return the entries with their pages and the first of them."""
    places = {
        part.entry.position: (part.pages, start) for part, start in zip(parts, starts, strict=False)
    }
    return tuple(
        replace(one, pages=places[one.position][0], first_page=places[one.position][1])
        if one.position in places
        else one
        for one in papers
    )


def _cover(
    known: Known, paper: "ClaimPaper", contents: DossierContents, problems: tuple[str, ...]
) -> "DossierCover":
    from warrantydesk.documents.dossier_cover import DossierCover

    redaction = known.claim.redaction_id
    return DossierCover(
        paper,
        _axes(known),
        contents.papers,
        problems=problems,
        redaction=known.stores.redactions.get(redaction).number if redaction else "",
    )


def _axes(known: Known) -> "tuple[Axis, ...]":
    """Return where the claim stands: its own axis, its old parts, its money."""
    from warrantydesk.documents.dossier_cover import Axis
    from warrantydesk.domain.money import yuan

    claim, account = known.claim, known.stores.accounts.of(known.claim.id)
    at = claim.closed_at or claim.submitted_at or claim.created_at
    settled = sum(piece.state in TERMINAL for piece in known.pieces)
    taken = sum(piece.state is PartState.ACCEPTED for piece in known.pieces)
    pieces = (
        _("none")
        if not known.pieces
        else _(
            "{done} of {n} settled, {taken} accepted by the maker",
            done=settled,
            n=len(known.pieces),
            taken=taken,
        )
    )
    paid = _("paid {amount}", amount=yuan(account.paid_fen)) if account.paid_fen else ""
    day = date_text(account.paid_on) if account.paid_on else ""
    return (
        Axis(_("Claim"), _(STATE_NAMES[claim.state]), minute_text(at)),
        Axis(_("Old parts"), pieces),
        Axis(_("Money"), money_words(known), " ".join(filter(None, (paid, day)))),
    )


def _manifest(known: Known, paper: "ClaimPaper", parts: Sequence[Part]) -> "DossierManifest":
    from warrantydesk.documents.dossier_manifest import (
        DossierManifest,
        ManifestLine,
        ManifestVersion,
    )

    bench = known.bench
    made = " ".join(filter(None, (minute_text(bench.now), bench.person.name)))
    lines = [
        ManifestLine(
            part.entry.position if not place else 0,
            part.entry.name if not place else "",
            source.name,
            part.pages if not place else 0,
            source.sha256,
        )
        for part in parts
        for place, source in enumerate(part.sources)
    ]
    versions = tuple(
        ManifestVersion(one.number, minute_text(one.taken_at), one.anchor, one.sha256)
        for one in known.submissions
    )
    return DossierManifest(paper, known.stores.journal.anchor, made, tuple(lines), versions)
