"""The pages of each entry of a dossier: drawn, kept, photographed, or from a file that came in.

What cannot be bound becomes a page that says why; the others are bound all the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.dossier import DossierPaper, PaperSource
from warrantydesk.domain.errors import INVALID, Refused, Unavailable, refused
from warrantydesk.i18n import N_, _, minute_text
from warrantydesk.services.dossiers import records
from warrantydesk.services.dossiers.known import Known
from warrantydesk.services.folder import display_name, unlike
from warrantydesk.services.papers import claim_form, inspection
from warrantydesk.services.papers.claim_papers import PAPERS
from warrantydesk.services.sentences import sentence

if TYPE_CHECKING:
    from warrantydesk.documents.claim_paper import ClaimPaper
    from warrantydesk.documents.dossier_photos import DossierPhoto
    from warrantydesk.reading.pdf_binder import Binder

EDGE_PX = 1600
"""The longer side of a photo on paper: about 280 points an inch."""
MOST_DATA = 96 * 2**20
"""Bytes of foreign PDFs that one dossier takes; what is more is laid beside it."""
_PREPARE = {paper.code: paper.prepare for paper in PAPERS}
_PDF, _HEAD_BYTES = b"%PDF", 1024
_COPIES = {"claim_form": (3, 1), "repair_record": (2, 1)}
"""Papers that are made in copies: how many, and which of them, from 0, is for the file."""
_WITH_COPIES = (PaperSource.DRAWN, PaperSource.KEPT_FORM)


@dataclass(frozen=True)
class Source:
    """What stands behind pages: its name, how it came, its hash."""

    name: str
    sha256: str
    pages: int = 0


@dataclass(frozen=True)
class Part:
    """The pages of one entry; ``wide`` has one sign a page, ``head`` stands on foreign pages."""

    entry: DossierPaper
    data: bytes
    wide: tuple[bool, ...]
    sources: tuple[Source, ...] = ()
    head: tuple[str, str] = ("", "")
    first: int = 0
    """Pages of the data before the first one that is taken: other copies of the same."""

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.wide)


@dataclass
class Beside:
    """Files that are laid beside a dossier, by the names they get there."""

    files: dict[str, Attachment] = field(default_factory=dict)
    allowed: bool = True

    def name(self, file: Attachment) -> str:
        """Return the name that a file gets; empty where nothing is laid beside."""
        if not self.allowed:
            return ""
        taken = {name.casefold() for name in self.files}
        name = unlike(display_name(file.file_name), taken)
        self.files[name] = file
        return name


class Parts:
    """Draws the entries of one dossier, one after the other."""

    def __init__(self, known: Known, paper: "ClaimPaper", binder: "Binder", beside: Beside) -> None:
        self._known, self._paper, self._binder, self._beside = known, paper, binder, beside
        self._taken = 0
        self.problems: list[str] = []

    def of(self, entry: DossierPaper, alive: Callable[[], object]) -> Part:
        """Return the pages of an entry; ``alive`` may raise to stop the work."""
        try:
            return self._drawn(entry, alive)
        except (Refused, Unavailable) as error:
            self.problems.append(_("{paper}: {problem}", paper=entry.name, problem=sentence(error)))
            return self._notice(entry, sentence(error))

    def _drawn(self, entry: DossierPaper, alive: Callable[[], object]) -> Part:
        if entry.source is PaperSource.PHOTOS:
            return self._photos(entry, alive)
        if entry.source is PaperSource.FILE:
            return self._file(entry, alive)
        data = draw_of(self._known, entry)()
        name = _("kept form") if entry.source is PaperSource.KEPT_FORM else _("drawn")
        return _own(entry, data, (Source(name, _hash(data)),))

    def _photos(self, entry: DossierPaper, alive: Callable[[], object]) -> Part:
        from warrantydesk.documents import dossier_photos

        files = self._known.stores.attachments.several(entry.attachment_ids)
        photos = []
        for file in files:
            alive()
            photos.append(self._photo(entry, file))
        data = dossier_photos.render(self._paper, entry.name, photos)
        return _own(entry, data, tuple(Source(file.file_name, file.sha256) for file in files))

    def _photo(self, entry: DossierPaper, file: Attachment) -> "DossierPhoto":
        from warrantydesk.documents.dossier_photos import DossierPhoto
        from warrantydesk.reading.pictures import look, thumbnail

        caption = file.caption or file.file_name
        about = " · ".join(self._about(file))
        try:
            data = self._known.stores.attachments.files.read(file.sha256)
            jpeg = thumbnail(data, EDGE_PX, file.file_name)
            size = look(jpeg, file.file_name)
        except (Refused, Unavailable) as error:
            said = sentence(error)
            self.problems.append(_("{paper}: {problem}", paper=entry.name, problem=said))
            return DossierPhoto(caption, about, file.sha256, problem=said)
        return DossierPhoto(caption, about, file.sha256, jpeg, size.height / size.width)

    def _about(self, file: Attachment) -> Iterator[str]:
        if file.caption:
            yield file.file_name
        if file.item:
            yield file.item.removeprefix("tag:")
        yield minute_text(file.added_at)
        if file.added_by:
            yield self._known.name(file.added_by)

    def _file(self, entry: DossierPaper, alive: Callable[[], object]) -> Part:
        from warrantydesk.reading.pictures import is_picture

        file = self._known.stores.attachments.get(entry.attachment_ids[0])
        begins = self._head(file)
        if is_picture(begins):
            return self._photos(entry, alive)
        try:
            self._must_fit(file, begins)
            data = self._known.stores.attachments.files.read(file.sha256)
            plain = self._binder.plain(data, file.file_name, alive)
        except Refused as error:
            said = sentence(error)
            self.problems.append(_("{paper}: {problem}", paper=entry.name, problem=said))
            return self._notice(entry, said, file, self._beside.name(file))
        self._taken += len(plain.data)
        head = _("{paper} · {file}", paper=entry.name, file=file.file_name)
        about = list(self._about(file))[1 if file.caption else 0 :]
        beside = " · ".join(filter(None, (file.caption, *about, f"sha256 {file.sha256[:12]}…")))
        source = Source(file.file_name, file.sha256, len(plain.wide))
        return Part(entry, plain.data, plain.wide, (source,), (head, beside))

    def _head(self, file: Attachment) -> bytes:
        """Return how a file begins; Unavailable where it is missing."""
        files = self._known.stores.attachments.files
        try:
            with files.path(file.sha256).open("rb") as stream:
                return stream.read(_HEAD_BYTES)
        except OSError:
            return files.read(file.sha256)  # which says what is wrong with it

    def _must_fit(self, file: Attachment, head: bytes) -> None:
        """Refuse with INVALID what is no PDF, or one that there is no room for."""
        if _PDF not in head:
            raise refused(
                INVALID,
                N_("{file} is no picture and no PDF: its content cannot be shown on pages."),
                "file",
                file=file.file_name,
            )
        if self._taken + file.size_bytes > MOST_DATA:
            _too_much(file)

    def _notice(
        self,
        entry: DossierPaper,
        problem: str,
        file: Attachment | None = None,
        beside: str = "",
    ) -> Part:
        from warrantydesk.documents import dossier_notice

        if file is None and entry.attachment_ids:
            file = self._known.stores.attachments.get(entry.attachment_ids[0])
        by = self._known.name(file.added_by) if file else ""
        facts = dossier_notice.DossierNotice(self._paper, entry.name, problem, file, by, beside)
        data = dossier_notice.render(facts)
        sources = (Source(file.file_name, file.sha256),) if file else (Source("—", ""),)
        return _own(entry, data, sources)


def draw_of(known: Known, entry: DossierPaper) -> Callable[[], bytes]:
    """Read the facts of a paper that the desk makes; the returned function draws it."""
    if entry.source is PaperSource.RECORD:
        return records.prepare(known, entry.paper)
    claim_id = known.claim.id
    if entry.paper == "claim_form":
        return claim_form.prepare(known.bench, claim_id, entry.version)
    if entry.paper == "inspection":
        wanted = (one.id for one in known.inspections if one.number == entry.version)
        return inspection.prepare(known.bench, claim_id, next(wanted, 0))
    return _PREPARE[entry.paper](known.bench, claim_id)


def _too_much(file: Attachment) -> NoReturn:
    raise refused(
        INVALID,
        N_("{file} would make the dossier larger than {most} MB: it is not bound."),
        "file",
        file=file.file_name,
        most=MOST_DATA // 2**20,
    )


def _own(entry: DossierPaper, data: bytes, sources: tuple[Source, ...]) -> Part:
    """Return pages that the desk drew itself; of papers in several copies the one for the file."""
    from warrantydesk.documents.preview import page_count

    count = page_count(data)
    copies, kept = _COPIES.get(entry.paper, (1, 0))
    if count % copies or entry.source not in _WITH_COPIES:
        copies, kept = 1, 0
    pages = count // copies
    return Part(entry, data, (False,) * pages, sources, first=kept * pages)


def _hash(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()
