"""The key of the backups: made once, printed on the recovery sheet, confirmed by the clerk."""

import hashlib
import json
import threading
from collections.abc import Callable
from typing import Any

from warrantydesk.domain.backup_key import GROUPS, BackupKey
from warrantydesk.domain.desk_event import EventKind
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.storage.backup_key_file import key_of_folder, made_key

SHEET = "recovery_sheet"


class BackupKeys:
    """The key of one desk; it never stands in the journal."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._confirmed = ""
        self._making = threading.Lock()

    def key(self) -> BackupKey:
        """Return the key of the desk, made where there is none yet. Runs in any thread."""
        folder = self._bench.stores.db.folder
        with self._making:  # a second key would take the place of one that a backup has already
            key = key_of_folder(folder)
            if key is None:
                key = made_key(folder)
                self._bench.note(EventKind.KEY_MADE, detail={"key": fingerprint(key)})
        return key

    def groups(self) -> tuple[str, ...]:
        """Return the eight groups of the key."""
        self._bench.allow("backups.recovery_sheet")
        return self.key().groups

    def confirm(self, group: int, digits: str) -> None:
        """Hear one group, counted from 1, as it stands on the printed sheet."""
        self._bench.allow("backups.recovery_sheet")
        key = self.key()
        if not 1 <= group <= GROUPS:
            raise refused(INVALID, N_("The key has eight groups."), "group")
        if code(digits) != key.groups[group - 1]:
            raise refused(
                INVALID,
                N_("Group {n} of the sheet is another. Read it off the printed sheet again."),
                "digits",
                n=group,
            )
        self._bench.note(EventKind.KEY_CONFIRMED, detail={"key": fingerprint(key)})

    def is_confirmed(self, query: Callable[..., list[tuple[Any, ...]]]) -> bool:
        """Tell whether a group of the present key was typed from its sheet."""
        key = key_of_folder(self._bench.stores.db.folder)
        if key is None:
            return False
        told = fingerprint(key)
        if self._confirmed != told:
            rows = query("SELECT detail FROM desk_event WHERE kind = ?", (EventKind.KEY_CONFIRMED,))
            if any(_key_of(detail) == told for (detail,) in rows):
                self._confirmed = told
        return self._confirmed == told

    def sheet(self) -> bytes:
        """Return the recovery sheet as PDF and note that it left the desk."""
        from warrantydesk.documents import recovery_sheet as document
        from warrantydesk.services.papers.shipment_facts import desk_paper

        bench = self._bench
        bench.allow("backups.recovery_sheet")
        key = self.key()
        bench.note(EventKind.KEY_PRINTED, detail={"key": fingerprint(key)})
        facts = document.RecoverySheet(
            desk_paper(bench), key.groups, fingerprint(key), str(bench.stores.db.folder.path)
        )
        return document.render(facts)


def fingerprint(key: BackupKey) -> str:
    """Return eight signs by which two keys are told apart, and which tell nothing of the key."""
    return hashlib.sha256(b"warrantydesk backup key" + key.value).hexdigest()[:8]


def _key_of(detail: str) -> str:
    try:
        told = json.loads(detail)
    except ValueError:
        return ""
    return str(told.get("key", "")) if isinstance(told, dict) else ""
