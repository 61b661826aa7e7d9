"""Whether a claim still is what its journal says: rows, entries, versions sent, files."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from warrantydesk.domain.claim.claim import Claim, Submission
from warrantydesk.i18n import N_, _
from warrantydesk.services.bench import Bench
from warrantydesk.services.claim_story import ClaimStory
from warrantydesk.services.claim_story_words import CLAIM, TABLES, VISIT
from warrantydesk.storage.journal import fold, link
from warrantydesk.storage.verify import differing

Step = Callable[..., None]
_ENTRIES = (
    "SELECT seq, utc, actor, action, tbl, row, after, prev, hash FROM journal"
    " WHERE tbl = ? AND row = ? ORDER BY seq"
)
_EDITED = frozenset({CLAIM, VISIT, "part_line", "labour_line", "other_line"})
"""Tables of a sitting of edits."""
_CHANGED = N_("{what} {row} was changed outside the desk: the journal tells it otherwise.")
_ENTRY = N_("Entry {seq} of the journal was changed.")
_VERSION = N_("Version {n} is not what was sent: its hash differs.")


@dataclass(frozen=True)
class ClaimProof:
    """What was compared, and a sentence for everything that does not agree."""

    rows: int
    entries: int
    files: int
    problems: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        """Tell whether everything agrees."""
        return not self.problems


class ProofService:
    """Compares one claim with its journal; the whole desk is verified elsewhere."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def prepare(self, claim_id: int) -> Callable[..., ClaimProof]:
        """Compare rows and entries now; the returned function, for a worker, compares files.

        Refused(NOT_FOUND) where there is no such claim.
        """
        claim = self._bench.stores.claims.get(claim_id)
        rows = list(ClaimStory(self._bench).rows(claim))
        entries = 0
        problems: list[str] = []
        for table, row in rows:
            found = self._bench.stores.db.query(_ENTRIES, (table, row))
            entries += len(found)
            problems += self._row_problems(claim, table, row, found)
        versions = self._bench.stores.submissions.find(claim_id=claim_id)
        problems += [_(_VERSION, n=one.number) for one in versions if not _is_whole(one)]
        files = [*self._named(claim_id), *_forms(versions)]
        counted = len(rows), entries
        return lambda step=None: self._files(counted, tuple(problems), files, step)

    def of(self, claim_id: int) -> ClaimProof:
        """Compare a claim with its journal and its files."""
        return self.prepare(claim_id)()

    def _row_problems(
        self, claim: Claim, table: str, row: int, found: list[tuple[Any, ...]]
    ) -> Iterator[str]:
        for entry in found:
            if link(entry[7], entry[:7]) != entry[8]:
                yield _(_ENTRY, seq=entry[0])
        known = next(one for one in self._bench.stores.tables if one.name == table)
        state = fold(iter([entry[6] for entry in found]))
        edited = table in _EDITED and (claim.edit_open or claim.visit.edit_open)
        if state is None and edited:
            return
        if state is None or differing(known, known.raw(row), state, edited):
            what = _(TABLES[table])
            yield _(_CHANGED, what=what, row=row)

    def _named(self, claim_id: int) -> list[tuple[str, str]]:
        files = self._bench.stores.attachments.every(claim_id=claim_id)
        return [(one.file_name, one.sha256) for one in files if one.redaction_id is None]

    def _files(
        self,
        counted: tuple[int, int],
        problems: tuple[str, ...],
        files: list[tuple[str, str]],
        step: Step | None,
    ) -> ClaimProof:
        found = list(problems)
        for place, (name, sha256) in enumerate(files):
            if step is not None:
                step(place, len(files), name)
            if problem := self._bench.stores.attachments.files.problem(sha256):
                found.append(f"{name}: {problem}")
        return ClaimProof(*counted, len(files), tuple(found))


def _is_whole(version: Submission) -> bool:
    return hashlib.sha256(version.facts.encode()).hexdigest() == version.sha256


def _forms(versions: list[Submission]) -> list[tuple[str, str]]:
    return [
        (_("claim form v{n}", n=one.number), one.form_sha256)
        for one in versions
        if one.form_sha256 and one.redaction_id is None
    ]
