"""What the import dialog lets others do: reading, judging, writing, and asking for files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from warrantydesk.services.imports import Draft, Preview
from warrantydesk.services.imports.target import SubjectName

Took = Callable[[Draft], object]


class ImportWork(Protocol):
    """What the dialog lets others do; each calls back on the thread of the window."""

    def judge(
        self, draft: Draft, before: Preview | None, then: Callable[[Preview], object]
    ) -> None:
        """Find out what becomes of each row."""

    def read(
        self,
        draft: Draft,
        source: tuple[Path, str | None],
        then: Took,
        failed: Callable[[], object],
    ) -> None:
        """Read a file, in an encoding where one is given, for the same subject."""

    def paste(self, draft: Draft, text: str, then: Took) -> None:
        """Read a block from the clipboard for the same subject."""

    def change_subject(self, draft: Draft, profile: str, name: str, then: Took) -> None:
        """Open the same book for another subject."""

    def pick(self) -> Path | None:
        """Let the clerk choose a file."""

    def export(self, draft: Draft, preview: Preview) -> None:
        """Save the list of problems."""

    def remember(self, draft: Draft, then: Took) -> None:
        """Remember what the columns mean."""

    def take(
        self,
        draft: Draft,
        preview: Preview,
        progress: Callable[[int, int], object],
        ended: Callable[[Draft | None], object],
    ) -> Callable[[], object]:
        """Write all rows. Returns how to cancel.

        At the end it tells None once they are written, else the draft to go on with.
        """

    def subjects(self, draft: Draft) -> tuple[SubjectName, ...]:
        """Return what else the file could be taken into."""

    def traits(self, draft: Draft) -> Any:
        """Return the target of a draft."""
