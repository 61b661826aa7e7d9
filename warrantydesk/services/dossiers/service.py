"""Dossiers: a claim with all its papers as one file; audit packs of many."""

from collections.abc import Callable, Sequence
from pathlib import Path

from warrantydesk.domain.dossier import Bound, DossierContents, NumberList, PackResult
from warrantydesk.services.bench import Bench

Step = Callable[..., None]
"""``step(done, total, text)``: how far the work is; it may raise to stop it."""


class DossierService:
    """Builds dossiers and audit packs.

    What ``prepare`` and ``prepare_pack`` return is for a worker: it reads by a connection of its
    own, so that the window goes on.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def contents(self, claim_id: int) -> DossierContents:
        """Return the papers of a claim in the maker's order, with those that are missing."""
        raise NotImplementedError

    def build(self, claim_id: int, file: Path) -> Bound:
        """Bind the dossier of a claim into a PDF file; it stands in the print journal."""
        raise NotImplementedError

    def prepare(self, claim_id: int, file: Path | None = None) -> Callable[..., Bound]:
        """Return what binds a dossier in a worker: ``work(step=None)``.

        Without ``file`` the bytes are in what it returns. ``enter`` must follow on the thread
        of the desk.
        """
        raise NotImplementedError

    def read_list(self, text: str = "", file: Path | None = None) -> NumberList:
        """Return the claims that a text or a file names: by our number, the maker's, the repair
        order, or the newest claim of a VIN."""
        raise NotImplementedError

    def pack(
        self,
        target: Path,
        claim_ids: tuple[int, ...] = (),
        numbers: tuple[str, ...] = (),
        text: str = "",
        list_file: Path | None = None,
    ) -> PackResult:
        """Make an audit pack of claims: a ZIP where ``target`` ends so, else a folder."""
        raise NotImplementedError

    def prepare_pack(
        self, claim_ids: Sequence[int], target: Path, unknown: Sequence[str] = ()
    ) -> Callable[..., PackResult]:
        """Return what makes an audit pack in a worker: ``work(step=None, stop=None)``.

        ``step`` may raise: then a folder keeps what is done, with a manifest of that, and a ZIP
        is not there. Where ``stop()`` becomes true the pack ends early, whole as far as it is,
        and names who waits. ``enter`` must follow on the thread of the desk.
        """
        raise NotImplementedError

    def enter(self, made: Bound | PackResult) -> None:
        """Enter written dossiers in the print journal; on the thread of the desk."""
        raise NotImplementedError
