"""A dossier: all papers of a claim in the maker's order, and what is missing of them (B.11)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from warrantydesk.i18n import N_


class PaperSource(StrEnum):
    """Where the pages of an entry come from."""

    DRAWN = "drawn"
    """A paper of the desk, drawn from its records."""
    KEPT_FORM = "kept_form"
    """The claim form of a version, to the byte as it was first drawn."""
    RECORD = "record"
    """Rows of the desk's ledgers: lines of lists and statements, invoices, money received."""
    PHOTOS = "photos"
    FILE = "file"
    """A file that was added as it came."""
    NONE = "none"
    """There are no pages: missing, or only seen."""


class PaperState(StrEnum):
    """Whether a paper of the list is there."""

    PRESENT = "present"
    SEEN = "seen"
    """Ticked off: somebody saw it, and there is no file of it."""
    MISSING = "missing"
    CONDITIONAL = "conditional"
    """Not there, and needed only where its condition holds."""


PAPER_STATE_NAMES = {
    PaperState.PRESENT: N_("in the dossier"),
    PaperState.SEEN: N_("seen, no file"),
    PaperState.MISSING: N_("missing"),
    PaperState.CONDITIONAL: N_("only if needed"),
}


@dataclass(frozen=True)
class DossierPaper:
    """One entry of a dossier; texts are in the language in use."""

    position: int
    """From 1, in the order of the dossier; 0 for what has no pages."""
    document_code: str
    """Of the maker's list; empty for what the list does not name."""
    name: str
    source: PaperSource = PaperSource.NONE
    state: PaperState = PaperState.PRESENT
    paper: str = ""
    """Code of the paper that the desk draws, of the record where it is one."""
    version: int = 0
    """Of the submission or inspection that is meant."""
    attachment_ids: tuple[int, ...] = ()
    file_name: str = ""
    detail: str = ""
    """When it is needed, or what stands in it: a condition, a number."""
    day: date | None = None
    who: str = ""
    sha256: str = ""
    """Of the one file or kept form behind it."""
    pages: int | None = None
    """Known once it was bound."""
    first_page: int | None = None
    """On which page of the dossier it begins, from 1; known once it was bound."""


@dataclass(frozen=True)
class DossierContents:
    """What a dossier of a claim holds, in order, and what it lacks."""

    claim_id: int
    claim_number: str
    papers: tuple[DossierPaper, ...]
    anchor: str = ""
    """Place and head of the journal when it was read, ``seq:head``."""
    redacted: bool = False
    """Personal values were taken out of the claim."""

    @property
    def present(self) -> tuple[DossierPaper, ...]:
        """The papers that have pages."""
        return tuple(one for one in self.papers if one.position)

    @property
    def missing(self) -> tuple[DossierPaper, ...]:
        """The papers that must be there and are not."""
        return tuple(one for one in self.papers if one.state is PaperState.MISSING)


@dataclass(frozen=True)
class Bound:
    """A dossier as it was bound; the bytes where it was not written to a file."""

    claim_id: int
    claim_number: str
    pages: int
    sha256: str
    contents: DossierContents
    problems: tuple[str, ...] = ()
    """A sentence for each file that could not be bound: its page says the same."""
    beside: tuple[str, ...] = ()
    """Names of the files that were laid beside the dossier."""
    file: Path | None = None
    data: bytes = b""


class PackedState(StrEnum):
    """What became of a claim in an audit pack."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    """Its dossier is there, and papers are missing or could not be bound."""
    FAILED = "failed"
    """There is no dossier of it; the sentence says why."""


PACKED_STATE_NAMES = {
    PackedState.COMPLETE: N_("complete"),
    PackedState.INCOMPLETE: N_("papers missing"),
    PackedState.FAILED: N_("no dossier"),
}


@dataclass(frozen=True)
class PackedClaim:
    """A claim of an audit pack: what is in the pack of it."""

    claim_id: int
    claim_number: str
    state: PackedState
    file: str = ""
    """Name of its dossier in the pack."""
    pages: int = 0
    sha256: str = ""
    missing: tuple[str, ...] = ()
    """Names of the papers that must be there and are not."""
    problems: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class PackResult:
    """An audit pack: where it lies and what is in it."""

    place: Path
    """The folder, or the ZIP file."""
    claims: tuple[PackedClaim, ...]
    unknown: tuple[str, ...] = ()
    """What was asked for and is no claim of this desk."""
    waiting: tuple[str, ...] = ()
    """Numbers of the claims that were not reached, because the work was stopped."""
    anchor: str = ""
    sha256: str = ""
    """Of the manifest; of the ZIP file where it is one."""

    def count(self, state: PackedState) -> int:
        """Return how many claims ended so."""
        return sum(one.state is state for one in self.claims)


class FoundBy(StrEnum):
    """By what a claim was found."""

    OWN_NUMBER = "own_number"
    MAKER_NUMBER = "maker_number"
    REPAIR_ORDER = "repair_order"
    VIN = "vin"


FOUND_BY_NAMES = {
    FoundBy.OWN_NUMBER: N_("our number"),
    FoundBy.MAKER_NUMBER: N_("the maker's number"),
    FoundBy.REPAIR_ORDER: N_("repair order"),
    FoundBy.VIN: N_("newest claim of the VIN"),
}


@dataclass(frozen=True)
class FoundNumber:
    """A word of a list and the claim that it means."""

    text: str
    claim_id: int
    claim_number: str
    by: FoundBy


@dataclass(frozen=True)
class NumberList:
    """What a list of numbers names, in its order, every claim once."""

    found: tuple[FoundNumber, ...] = ()
    unknown: tuple[str, ...] = ()
    doubles: tuple[str, ...] = ()
    """Words that name a claim that was named before."""

    @property
    def claim_ids(self) -> tuple[int, ...]:
        """The claims, in order."""
        return tuple(one.claim_id for one in self.found)
