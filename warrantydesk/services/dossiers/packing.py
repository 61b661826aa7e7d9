"""An audit pack: one dossier a claim, what is missing, a manifest; a folder or a ZIP file.

One claim is in memory at a time: its dossier is written before the next one is begun.
"""

import hashlib
import logging
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from traceback import format_tb
from typing import IO, TYPE_CHECKING, cast

from warrantydesk.domain.dossier import Bound, PackedClaim, PackedState, PackResult
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import N_, _, date_text, list_text, minute_text
from warrantydesk.services import targets
from warrantydesk.services.bench import Bench
from warrantydesk.services.dossiers.apart import ReadingDesk, at_once
from warrantydesk.services.dossiers.binding import DossierBinding
from warrantydesk.services.dossiers.known import Books, Known
from warrantydesk.services.dossiers.pack_sheets import (
    Packed,
    PackedFile,
    PackFacts,
    manifest_json,
    manifest_sheet,
    missing_book,
    missing_sheet,
)
from warrantydesk.services.dossiers.parts import Beside
from warrantydesk.services.folder import display_name, unlike
from warrantydesk.services.sentences import sentence

if TYPE_CHECKING:
    from warrantydesk.reading.pdf_binder import Binder

_LOG = logging.getLogger(__name__)
Step = Callable[..., object]
Stop = Callable[[], bool]
Named = tuple[str, bytes]
HEAD = "audit-pack.txt"
"""The first file of a pack, by which a ZIP of ours is told from others."""
ZIP = ".zip"
_BUG = N_("The dossier could not be drawn: {reason}.")


class Packing:
    """Makes one audit pack in a worker."""

    def __init__(self, desk: ReadingDesk, claim_ids: Sequence[int], unknown: Sequence[str]) -> None:
        self._desk, self._ids = desk, tuple(dict.fromkeys(claim_ids))
        self._unknown = tuple(unknown)
        self._packed: list[Packed] = []
        self._files: list[PackedFile] = []
        self._waiting: tuple[str, ...] = ()
        self._anchor = ""
        self._taken: set[str] = set()

    sign = b"PK\x03\x04" + bytes(26) + HEAD.encode()
    """How a ZIP of ours begins, as far as its kind is told by it."""

    def into_folder(self, folder: Path, data: Path, step: Step, stop: Stop) -> PackResult:
        """Write the pack into a folder of its own; what is done stays when ``step`` raises."""
        targets.made(folder)
        for name, content in self._made(step, stop, keeps=True):
            place = folder / name
            targets.made(place.parent)
            targets.write(place, content, data)
        return self._result(folder, self._files[-1].sha256)

    def into_zip(self, file: Path, data: Path, step: Step, stop: Stop) -> PackResult:
        """Write the pack into a ZIP file, which is there whole or not at all."""
        digest = hashlib.sha256()

        def chunks() -> Iterator[bytes]:
            for chunk in _zipped(self._made(step, stop, keeps=False)):
                digest.update(chunk)
                yield chunk

        targets.write_parts(file, self.sign, chunks(), data)
        return self._result(file, digest.hexdigest())

    def _result(self, place: Path, sha256: str) -> PackResult:
        claims = tuple(one.claim for one in self._packed)
        return PackResult(place, claims, self._unknown, self._waiting, self._anchor, sha256)

    def _made(self, step: Step, stop: Stop, *, keeps: bool) -> Iterator[Named]:
        """Yield the files of the pack in order; ``keeps`` ends it properly where it is stopped."""
        from warrantydesk.reading.pdf_binder import Binder

        with ExitStack() as held:
            bench = held.enter_context(self._desk.opened())
            binder = held.enter_context(Binder())
            with at_once(bench):
                self._anchor = bench.stores.journal.anchor
            yield self._entered(HEAD, self._head(bench))
            try:
                yield from self._dossiers(bench, binder, step, stop)
            except Exception:
                if keeps:
                    self._waiting = self._rest(bench)
                    yield from self._ends(bench)
                raise
            self._waiting = self._rest(bench)
            yield from self._ends(bench)

    def _dossiers(self, bench: Bench, binder: "Binder", step: Step, stop: Stop) -> Iterator[Named]:
        books = Books(bench)
        for place, claim_id in enumerate(self._ids):
            if stop():
                return
            number = bench.stores.claims.heads([claim_id])[0].claim_number
            alive = partial(step, place, len(self._ids), number)
            alive()
            beside = Beside()
            with at_once(bench):
                packed = _packed(
                    PackedClaim(claim_id, number, PackedState.FAILED),
                    partial(_bound, bench, claim_id, books, binder, beside, alive),
                )
            yield from self._filed(bench, packed, beside)

    def _filed(self, bench: Bench, packed: Packed, beside: Beside) -> Iterator[Named]:
        """Yield the files of a claim, and keep what the sheets say of it."""
        from warrantydesk.reading.jpeg import with_notes_blanked

        claim, bound = packed.claim, packed.bound
        if bound is None:
            self._packed.append(packed)
            return
        name = unlike(display_name(f"{claim.claim_number}.pdf"), self._taken)
        yield self._entered(name, bound.data)
        laid = []
        problems = list(claim.problems)
        for own, file in beside.files.items():
            inside = f"{PurePosixPath(name).stem}/{own}"
            try:
                data = bench.stores.attachments.files.read(file.sha256)
                yield self._entered(inside, with_notes_blanked(data))
                laid.append(inside)
            except (Refused, Unavailable) as error:
                problems.append(sentence(error))
        claim = replace(claim, file=name, beside=tuple(laid), problems=tuple(problems))
        self._packed.append(Packed(claim, replace(bound, data=b"")))

    def _rest(self, bench: Bench) -> tuple[str, ...]:
        done = {one.claim.claim_id for one in self._packed}
        left = [number for number in self._ids if number not in done]
        return tuple(one.claim_number for one in bench.stores.claims.heads(left))

    def _ends(self, bench: Bench) -> Iterator[Named]:
        """Yield the sheets of what is missing and the two manifests."""
        from warrantydesk.documents import money_sheet

        facts = PackFacts(self._packed, self._unknown, self._waiting, self._anchor)
        yield self._entered(
            display_name(_("Missing documents") + ".pdf"),
            money_sheet.render(missing_sheet(bench, facts)),
        )
        yield self._entered(
            display_name(_("Missing documents") + ".xlsx"), missing_book(bench, facts)
        )
        files = tuple(self._files)
        told = self._entered("manifest.json", manifest_json(bench, facts, files))
        yield told
        sheet = manifest_sheet(bench, facts, tuple(self._files))
        yield "manifest.pdf", money_sheet.render(sheet)

    def _entered(self, name: str, data: bytes) -> Named:
        self._files.append(PackedFile(name, len(data), hashlib.sha256(data).hexdigest()))
        return name, data

    def _head(self, bench: Bench) -> bytes:
        lines = [
            _("Audit pack"),
            bench.site.name_zh or bench.site.name_en or bench.site.code,
            _("Begun at {at} by {name}", at=minute_text(bench.now), name=bench.person.name),
            _("Journal {anchor}", anchor=self._anchor),
            list_text(self._unknown),
        ]
        return "\r\n".join(filter(None, lines)).encode("utf-8-sig")


_BUGS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, AssertionError)
"""What a fault of the program over one claim's odd facts raises; the others are bound."""


def _packed(claim: PackedClaim, bind: Callable[[], Bound]) -> Packed:
    """Return a claim with its dossier, or with the sentence that says why there is none."""
    try:
        bound = bind()
    except (Refused, Unavailable) as error:
        return Packed(replace(claim, problems=(sentence(error),)))
    except _BUGS as error:
        _keep_trace(claim, error)
        said = _(_BUG, reason=f"{type(error).__name__} {error}")
        return Packed(replace(claim, problems=(said,)))
    missing = tuple(dict.fromkeys(one.name for one in bound.contents.missing))
    whole = not missing and not bound.problems
    claim = replace(
        claim,
        state=PackedState.COMPLETE if whole else PackedState.INCOMPLETE,
        missing=missing,
        problems=bound.problems,
        pages=bound.pages,
        sha256=bound.sha256,
    )
    return Packed(claim, bound)


def _keep_trace(claim: PackedClaim, error: Exception) -> None:
    """Write to the log where a fault lies, without its words: they may hold personal values."""
    trace = "".join(format_tb(error.__traceback__))
    _LOG.error("dossier %s: %s\n%s", claim.claim_number, type(error).__name__, trace)


def _bound(
    bench: Bench,
    claim_id: int,
    books: Books,
    binder: "Binder",
    beside: Beside,
    alive: Callable[[], object],
) -> Bound:
    return DossierBinding(Known(bench, claim_id, books), binder, beside).bound(
        lambda *_told: alive()
    )


def folder_for(target: Path, bench: Bench) -> Path:
    """Return the folder a pack goes into: the target where it is new or empty, else one in it."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return target
    name = display_name(_("Audit pack {day}", day=date_text(bench.today)))
    taken = {path.name.casefold() for path in target.iterdir()} if target.is_dir() else set()
    return target / unlike(name, taken)


class _Sink:
    """Where a ZIP is written to, to be taken away piece by piece."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Hold some bytes."""
        self._held.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def taken(self) -> bytes:
        """Return what was held since the last time."""
        held, self._held = b"".join(self._held), []
        return held


def _zipped(files: Iterator[Named]) -> Iterator[bytes]:
    sink = _Sink()
    with zipfile.ZipFile(cast(IO[bytes], sink), "w") as package:  # it is only written to
        for name, data in files:
            entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            packs = name.endswith((".json", ".txt"))
            package.writestr(entry, data, zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED)
            yield sink.taken()
    yield sink.taken()
