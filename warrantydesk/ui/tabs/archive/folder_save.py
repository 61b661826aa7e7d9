"""A dossier saved as one PDF: in the background with progress and cancel, then opened on wish."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.dossier import Bound
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit.jobs import Job
from warrantydesk.ui.other_programs import open_path
from warrantydesk.ui.refusals import tell_error, tried
from warrantydesk.ui.shell import Shell


class DossierSaving:
    """Saves dossiers; each is entered in the print journal once it is written."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Work on no claim in particular."""
        self._shell, self._desk = shell, desk

    def save(self, claim: Claim) -> Job | None:
        """Ask where, bind in the background, then offer to open; None where nothing began."""
        place = self._shell.pick_save(
            _("Save the dossier"), f"{claim.claim_number}.pdf", "PDF (*.pdf)"
        )
        if not place:
            return None
        work = tried(self._shell, lambda: self._desk.dossiers.prepare(claim.id, Path(place)))
        if work is None:
            return None
        tell = partial(tell_error, self._shell)
        return self._shell.run(work, self._tell_saved, _("Binding the dossier"), tell)

    def save_of(self, claim_id: int) -> Job | None:
        """Save the dossier of a claim by its id."""
        claim = tried(self._shell, lambda: self._desk.claims.get(claim_id))
        return self.save(claim) if claim is not None else None

    def _tell_saved(self, made: Bound) -> None:
        tried(self._shell, lambda: self._desk.dossiers.enter(made))
        if made.file is None:
            return
        question = ngettext_(
            "{file} is written: {n} page.",
            "{file} is written: {n} pages.",
            made.pages,
            file=made.file.name,
        )
        wanted = self._shell.ask(question, _("Open the file"), "\n".join(_lacks(made)))
        if wanted:
            open_path(self._shell, made.file)


def _lacks(made: Bound) -> Iterator[str]:
    """Say what a dossier lacks, and which files could not be bound."""
    missing = made.contents.missing
    if missing:
        yield ngettext_("{n} paper is missing:", "{n} papers are missing:", len(missing))
        yield from (f"· {paper.name}" for paper in missing)
    yield from made.problems
