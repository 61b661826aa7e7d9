"""Dossiers: a claim with all its papers as one file; audit packs of many."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from warrantydesk.domain.dossier import Bound, DossierContents, DossierPaper, NumberList, PackResult
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.print_job import JobState, PrintJob
from warrantydesk.domain.text import line
from warrantydesk.i18n import N_, list_text
from warrantydesk.services import targets
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.dossiers import numbers as lists
from warrantydesk.services.dossiers.apart import ReadingDesk, at_once
from warrantydesk.services.dossiers.binding import DossierBinding
from warrantydesk.services.dossiers.contents import contents_of
from warrantydesk.services.dossiers.known import Known
from warrantydesk.services.dossiers.packing import ZIP, Packing, folder_for
from warrantydesk.services.dossiers.parts import Beside, draw_of

Step = Callable[..., object]
"""``step(done, total, text)``: how far the work is; it may raise to stop it."""
Stop = Callable[[], bool]
DOSSIER = "dossier"
"""What a dossier is called in the print journal."""
_PDF = b"%PDF"


def _no_step(*_told: object) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False


class DossierService:
    """Builds dossiers and audit packs.

    What ``prepare`` and ``prepare_pack`` return is for a worker: it reads by a connection of its
    own, so that the window goes on.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def contents(self, claim_id: int) -> DossierContents:
        """Return the papers of a claim in the maker's order, with those that are missing."""
        return contents_of(Known(self._bench, claim_id))

    def prepare_paper(self, claim_id: int, entry: DossierPaper) -> Callable[[], bytes]:
        """Read one entry that the desk draws itself; the returned function draws its PDF."""
        return draw_of(Known(self._bench, claim_id), entry)

    def build(self, claim_id: int, file: Path) -> Bound:
        """Bind the dossier of a claim into a PDF file; it stands in the print journal."""
        made = self.prepare(claim_id, file)()
        self.enter(made)
        return made

    def prepare(self, claim_id: int, file: Path | None = None) -> Callable[..., Bound]:
        """Return what binds a dossier in a worker: ``work(step=None)``.

        Without ``file`` the bytes are in what it returns. ``enter`` must follow on the thread
        of the desk. Raises what ``targets.may_write`` does.
        """
        self._bench.stores.claims.get(claim_id)
        self._bench.allow("dossiers.build")
        desk, data = ReadingDesk(self._bench), self._bench.stores.db.folder.path
        if file is not None:
            targets.may_write(file, _PDF, data)

        def work(step: Step | None = None) -> Bound:
            bound = _bound(desk, claim_id, step or _no_step)
            if file is None:
                return bound
            targets.write(file, bound.data, data)
            return replace(bound, file=file, data=b"")

        return work

    def read_list(self, text: str = "", file: Path | None = None) -> NumberList:
        """Return the claims that a text or a file names: by our number, the maker's, the repair
        order, or the newest claim of a VIN."""
        if file is not None:
            return lists.list_of_file(self._bench, file)
        return lists.list_of_text(self._bench, text)

    def pack(
        self,
        target: Path,
        claim_ids: tuple[int, ...] = (),
        numbers: tuple[str, ...] = (),
        text: str = "",
        list_file: Path | None = None,
    ) -> PackResult:
        """Make an audit pack of claims: a ZIP where ``target`` ends so, else a folder."""
        wanted, unknown = list(claim_ids), list[str]()
        told = [self.read_list(" ".join((*numbers, text)))]
        if list_file is not None:
            told.append(self.read_list(file=list_file))
        for one in told:
            wanted += one.claim_ids
            unknown += one.unknown
        made = self.prepare_pack(wanted, target, unknown)()
        self.enter(made)
        return made

    def prepare_pack(
        self, claim_ids: Sequence[int], target: Path, unknown: Sequence[str] = ()
    ) -> Callable[..., PackResult]:
        """Return what makes an audit pack in a worker: ``work(step=None, stop=None)``.

        ``step`` may raise: then a folder keeps what is done, with a manifest of that, and a ZIP
        is not there. Where ``stop()`` becomes true the pack ends early, whole as far as it is,
        and names who waits. ``enter`` must follow on the thread of the desk.
        """
        ids = tuple(dict.fromkeys(claim_ids))
        known = {one.id for one in self._bench.stores.claims.heads(ids)}
        for number in ids:
            if number not in known:
                self._bench.stores.claims.get(number)
        self._bench.allow("dossiers.pack")
        if not ids:
            raise refused(
                INVALID,
                N_("No claim of this desk is named. Not known here: {numbers}"),
                "numbers",
                numbers=line(list_text(unknown))[:200] or "—",
            )
        data = self._bench.stores.db.folder.path
        work = Packing(ReadingDesk(self._bench), ids, unknown)
        if target.suffix.lower() == ZIP:
            targets.may_write(target, work.sign, data)
            return lambda step=None, stop=None: work.into_zip(
                target, data, step or _no_step, stop or _never
            )
        targets.outside(target, data)
        with targets.said(target):
            place = folder_for(target, self._bench)
        return lambda step=None, stop=None: work.into_folder(
            place, data, step or _no_step, stop or _never
        )

    def enter(self, made: Bound | PackResult, printer: str = "") -> None:
        """Enter written dossiers in the print journal, or one that went to a ``printer``; on the
        thread of the desk."""
        if isinstance(made, Bound):
            place = made.file
            rows = [(made.claim_number, made.sha256)] if place or printer else []
        else:
            place = made.place
            rows = [(one.claim_number, one.sha256) for one in made.claims if one.file]
        if not rows or self._bench.is_frozen:
            return  # nothing was printed, or a desk that is only looked at keeps no journal
        target = f"file:{line(place.name)}" if place is not None else line(printer)
        with self._bench.change(N_("draw dossier"), Kind.PRINT_JOBS):
            self._bench.stores.print_jobs.add_all(
                PrintJob(
                    kind="paper",
                    subject=number,
                    printer=target,
                    language=DOSSIER,
                    copies=1,
                    sha256=sha256,
                    size_bytes=0,
                    state=JobState.SENT,
                    by=self._bench.person.login,
                    at=self._bench.now,
                )
                for number, sha256 in rows
            )


def _bound(desk: ReadingDesk, claim_id: int, step: Step) -> Bound:
    from warrantydesk.reading.pdf_binder import Binder

    with desk.opened() as bench, at_once(bench), Binder() as binder:
        known = Known(bench, claim_id)
        number = known.claim.claim_number
        binding = DossierBinding(known, binder, Beside(allowed=False))
        return binding.bound(lambda done, total: step(done, total, number))
