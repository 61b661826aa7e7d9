"""The papers of a claim in the maker's order, with those that are missing (V96, B.11)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from warrantydesk.domain.attachment import WORK_AUTHORISATION, Attachment
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.dossier import DossierContents, DossierPaper, PaperSource, PaperState
from warrantydesk.i18n import _, named, ngettext_, pick
from warrantydesk.services.attachments import VIN_PAPER
from warrantydesk.services.claims.view import DocumentState, documents_of
from warrantydesk.services.dossiers.known import Known
from warrantydesk.services.dossiers.made import BESIDE, LISTED


def contents_of(known: Known) -> DossierContents:
    """Return what a dossier of a claim holds and what it lacks."""
    listed = [one for one in documents_of(known.bench, known.facts) if _counts(known, one)]
    entries = [entry for document in listed for entry in _of_document(known, document)]
    named_codes = {document.code for document in listed}
    entries += _other_files(known, named_codes)
    for code, made in BESIDE:
        if code not in named_codes:
            entries += made(known)
    return DossierContents(
        known.claim.id,
        known.claim.claim_number,
        tuple(_numbered(entries)),
        known.stores.journal.anchor,
        known.claim.redaction_id is not None,
    )


def _counts(known: Known, document: DocumentState) -> bool:
    """Tell whether a paper is named: of what was never filed only those that are there or must."""
    dropped = known.claim.is_not_covered or known.claim.state is State.VOID
    return document.present or document.mandatory or not dropped


def _numbered(entries: Iterable[DossierPaper]) -> Iterator[DossierPaper]:
    """Give numbers to what has pages, in order."""
    position = 0
    for entry in entries:
        if entry.source is PaperSource.NONE:
            yield entry
            continue
        position += 1
        yield replace(entry, position=position)


def _of_document(known: Known, document: DocumentState) -> Iterator[DossierPaper]:
    """Yield what there is of a paper of the maker's list, else that it is missing."""
    name = pick(document.name_zh, document.name_en)
    made = LISTED.get(document.code)
    own = [_called(name, entry) for entry in (made(known) if made else ())]
    seen = document.present and not document.files and not document.by_program
    if document.code == WORK_AUTHORISATION and not document.by_program and not seen:
        own = []  # nobody signed it at the desk: a blank form proves nothing
    if seen:
        own = [replace(entry, state=PaperState.SEEN) for entry in own]
    elif not document.present and document.mandatory:
        own = [replace(entry, state=PaperState.MISSING) for entry in own]
    files = list(_of_files(known, name, _filed(known.files, document.code)))
    if own or files:
        yield from (*own, *files)
        return
    if document.present or document.code in known.taken_out:
        state = PaperState.SEEN
    elif document.mandatory or document.code in known.asked_for:
        state = PaperState.MISSING
    else:
        state = PaperState.CONDITIONAL
    needed = pick(document.condition_zh, document.condition_en)
    detail = needed if state is PaperState.CONDITIONAL else ""
    yield DossierPaper(0, document.code, name, state=state, detail=detail)


def _called(name: str, entry: DossierPaper) -> DossierPaper:
    """Return an entry under the name that the maker's list has for it; a request is no answer."""
    if entry.paper == "authorisation_request":
        return entry
    return replace(entry, name=f"{name} v{entry.version}" if entry.version else name)


def _other_files(known: Known, named_codes: set[str]) -> Iterator[DossierPaper]:
    """Yield the files of papers that the claim's type does not ask for, by paper."""
    rest = [file for file in known.files if file.document_code not in named_codes]
    rows = {row["document_code"]: row for row in known.profile.rows("documents")}
    codes = dict.fromkeys(file.document_code for file in rest)
    order = {code: place for place, code in enumerate(rows)}
    for code in sorted(codes, key=lambda code: order.get(code, len(order))):
        name = named(rows[code]) if code in rows else _("Further files")
        if code == VIN_PAPER:
            name = _("Photo of the VIN")
        yield from _of_files(known, name, _filed(rest, code))


def _filed(files: list[Attachment], code: str) -> list[Attachment]:
    return [file for file in files if file.document_code == code]


def _of_files(known: Known, name: str, files: list[Attachment]) -> Iterator[DossierPaper]:
    """Yield the pictures of a paper as one entry, every other file as its own."""
    pictures = [file for file in files if file.media.startswith("image/")]
    if pictures:
        newest = max(pictures, key=lambda file: file.id)
        yield DossierPaper(
            0,
            newest.document_code,
            name,
            PaperSource.PHOTOS,
            attachment_ids=tuple(file.id for file in pictures),
            file_name=pictures[0].file_name if len(pictures) == 1 else "",
            detail=ngettext_("{n} photo", "{n} photos", len(pictures)),
            day=known.day(newest.added_at),
            who=known.name(newest.added_by),
            sha256=pictures[0].sha256 if len(pictures) == 1 else "",
        )
    for file in files:
        if file not in pictures:
            yield DossierPaper(
                0,
                file.document_code,
                name,
                PaperSource.FILE,
                attachment_ids=(file.id,),
                file_name=file.file_name,
                detail=file.caption,
                day=known.day(file.added_at),
                who=known.name(file.added_by),
                sha256=file.sha256,
            )
