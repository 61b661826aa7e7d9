"""What the clerk can do with policies: look, compare, make versions, import, export, read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.policies.changes import RowChange, RowProblem
from warrantydesk.domain.policies.compare import Comparison, TableComparison
from warrantydesk.domain.policies.views import (
    Bulletin,
    InTransit,
    ProfileHead,
    TableColumn,
    TableHead,
    Unread,
)
from warrantydesk.domain.policy_table import PolicyReading, TableVersion
from warrantydesk.domain.profile import Row
from warrantydesk.services.attachments import AttachmentService
from warrantydesk.services.bench import Bench
from warrantydesk.services.policies import bulletins, editing, files, looks, reading, transit
from warrantydesk.services.policies.versions import Step, no_step, version_of


class PolicyService:
    """Keeps the tables of law and makers in their versions."""

    def __init__(self, bench: Bench, attachments: AttachmentService) -> None:
        self._bench, self._attachments = bench, attachments
        self._step: Step = no_step

    @contextmanager
    def telling(self, step: Step) -> Iterator[None]:
        """Tell ``step(done, total)`` meanwhile how far a long write is; it may raise to stop it."""
        self._step = step
        try:
            yield
        finally:
            self._step = no_step

    def profiles(self) -> tuple[ProfileHead, ...]:
        """Return the profiles of the desk: the site's own, other makers, the law last."""
        return looks.profiles(self._bench)

    def tables(self, profile: str) -> tuple[TableHead, ...]:
        """Return the tables of a profile as they stand today, in the order of its head."""
        return looks.tables(self._bench, profile)

    def versions(self, profile: str, table: str) -> tuple[TableVersion, ...]:
        """Return all versions of a table by number, the withdrawn too."""
        return self._bench.tables.versions(profile, table)

    def rows(self, profile: str, table: str, number: int) -> list[Row]:
        """Return the rows of a version; Refused(NOT_FOUND) where there is none."""
        version_of(self._bench, profile, table, number)
        return self._bench.tables.rows(profile, table, number)

    def row_count(self, profile: str, table: str, number: int) -> int:
        """Return how many rows a version has; Refused(NOT_FOUND) where there is none."""
        version_of(self._bench, profile, table, number)
        return self._bench.stores.profiles.row_count(profile, table, number)

    def columns(self, profile: str, table: str, number: int = 0) -> tuple[TableColumn, ...]:
        """Return the columns of a version, of the newest one for number 0."""
        return looks.columns(self._bench, profile, table, number)

    def compare(self, profile: str, table: str, old: int, new: int) -> Comparison:
        """Return what differs between two versions; Refused(NOT_FOUND) where one is missing."""
        return looks.compare(self._bench, profile, table, old, new)

    def problems(
        self,
        profile: str,
        table: str,
        rows: Sequence[Row],
        effective_from: date | None = None,
        corrects: int = 0,
    ) -> tuple[RowProblem, ...]:
        """Return what is wrong with rows as the next version of a table; writes nothing."""
        return editing.problems(self._bench, (profile, table), rows, effective_from, corrects)

    def save_version(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        profile: str,
        table: str,
        rows: Sequence[Row],
        effective_from: date,
        source: str = "",
        note: str = "",
        bulletin: str = "",
        corrects: int = 0,
    ) -> TableVersion:
        """Make a new version of a table that begins on a day.

        ``corrects`` is the number of a version that it takes the place of, which is withdrawn in
        the same step. Refused(INVALID) with table, row and reason; then everything stays.
        """
        words = editing.Words(source, note, bulletin)
        return editing.save_version(
            self._bench, (profile, table), rows, effective_from, words, corrects, self._step
        )

    def save_rows(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        profile: str,
        table: str,
        changes: tuple[RowChange, ...],
        effective_from: date,
        source: str = "",
        note: str = "",
        bulletin: str = "",
        corrects: int = 0,
    ) -> TableVersion:
        """Change rows of the version that holds just before a day, as a version from that day."""
        words = editing.Words(source, note, bulletin)
        return editing.save_rows(
            self._bench, (profile, table), changes, effective_from, words, corrects
        )

    def withdraw(self, profile: str, table: str, number: int, reason: str) -> TableVersion:
        """Withdraw a version with a reason: the one before it holds again.

        Refused(STATE) where it is withdrawn already or the only one left.
        """
        return editing.withdraw(self._bench, profile, table, number, reason)

    def import_profile(
        self, file: Path, effective_from: date | None = None
    ) -> tuple[TableVersion, ...]:
        """Take a profile from a folder or ZIP: each table that differs gets a new version.

        They begin on the day of the profile's head or on the one given. Refused(INVALID) with
        table, row and reason; then nothing of it is taken.
        """
        return files.import_profile(self._bench, file, effective_from, self._step)

    def compare_profile(
        self, file: Path, effective_from: date | None = None
    ) -> tuple[TableComparison, ...]:
        """Return what taking a profile from a folder or ZIP would change, table by table."""
        return files.compare_profile(self._bench, file, effective_from)

    def export_profile(self, profile: str, file: Path, on: date | None = None) -> Path:
        """Write a profile into a folder, or a ZIP where the name ends so.

        Its tables are the newest, or those in force ``on`` a day; a file that came in leaves as
        it came, byte for byte.
        """
        return files.export_profile(self._bench, profile, file, on)

    def affected(self, profile: str, table: str, number: int) -> tuple[InTransit, ...]:
        """Return the open claims whose visit falls under a version."""
        return transit.affected(self._bench, profile, table, number)

    def mark_read(self, profile: str, kind: str, key: str, number: int = 0) -> PolicyReading:
        """Note that the acting person has read a ``table`` version or a ``bulletin``."""
        return reading.mark_read(self._bench, profile, kind, key, number)

    def readings(
        self, profile: str, kind: str, key: str, number: int = 0
    ) -> tuple[PolicyReading, ...]:
        """Return who has read a version (of number 0: the newest) or a bulletin, and when."""
        return reading.readings(self._bench, profile, kind, key, number)

    def changed_since_read(self, login: str = "") -> tuple[Unread, ...]:
        """Return the versions and bulletins that a person has not read, newest first."""
        return reading.changed_since_read(self._bench, login)

    def bulletins(self, profile: str) -> tuple[Bulletin, ...]:
        """Return the bulletins of a maker, newest first."""
        return bulletins.of_profile(self._bench, profile)

    def save_bulletin(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        profile: str,
        code: str,
        issued_on: date,
        title_zh: str,
        text_zh: str,
        title_en: str = "",
        text_en: str = "",
        topic: str = "",
    ) -> Bulletin:
        """Add a bulletin, or change the one of this code; Refused(INVALID) at its field."""
        bulletin = Bulletin(code, issued_on, topic, title_zh, title_en, text_zh, text_en)
        return bulletins.save(self._bench, profile, bulletin)

    def add_bulletin_file(self, profile: str, code: str, file: Path) -> Attachment:
        """Keep a PDF or a picture with a bulletin; Refused(NOT_FOUND) for an unknown one."""
        return bulletins.add_file(self._bench, self._attachments, profile, code, file)

    def bulletin_files(self, profile: str, code: str) -> tuple[Attachment, ...]:
        """Return the files of a bulletin in order of entry."""
        return bulletins.files_of(self._bench, profile, code)
