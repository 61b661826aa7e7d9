"""The rehearsal of a restore, in a process of its own: what comes back, compared with the desk."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from warrantydesk.domain.anchor import parts_of
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.services.backups.made import quiet
from warrantydesk.services.restoring import restore
from warrantydesk.storage.backup_file import opened
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.verify import verify_folder

LACKS = N_("Files of the desk that are not in the backup as they were: {n}.")
DAMAGED = N_("What was restored does not agree with its journal; differences: {n}.")
OTHER = N_("The backup holds another number of claims or files than it says.")
APART = N_("The journal of the backup is not that of this desk.")


def rehearse(folder: Path, file: Path, target: Path) -> dict[str, Any]:
    """Restore a backup into a folder, verify it, and compare it with the desk in use.

    Returns ``claims`` and ``files`` that came back; where something is wrong also ``message``, an
    English msgid, and its ``values``.
    """
    try:
        restored = restore(file, target, quiet)
    except (Unavailable, Refused) as error:
        return _told(error)
    claims = int(_asked(DataFolder(target), "SELECT count(*) FROM claim")[0][0])
    files = sum(1 for _path in DataFolder(target).attachments.glob("??/*"))
    found: dict[str, Any] = {"claims": claims, "files": files}
    if restored.missing:
        return {**found, "message": LACKS, "values": {"n": len(restored.missing)}}
    if damages := verify_folder(target, restored.head):
        return {**found, "message": DAMAGED, "values": {"n": len(damages)}}
    with opened(file) as backup:
        told = backup.manifest.claims, backup.manifest.files
    if (claims, files) != told:
        return {**found, "message": OTHER}
    seq, head = parts_of(restored.head)
    now = _asked(DataFolder(folder), "SELECT hash FROM journal WHERE seq = ?", (seq,))
    if seq and not (now and str(now[0][0]).startswith(head)):
        return {**found, "message": APART}
    return found


def _told(error: Unavailable | Refused) -> dict[str, Any]:
    if isinstance(error, Unavailable):
        message, values = error.message, error.values
    else:
        message, values = error.findings[0].message, dict(error.findings[0].values)
    return {"message": message, "values": {name: str(value) for name, value in values.items()}}


def _asked(folder: DataFolder, sql: str, values: tuple[int, ...] = ()) -> list[tuple[Any, ...]]:
    """Ask a database without opening it as a desk."""
    with closing(sqlite3.connect(f"{folder.database.resolve().as_uri()}?mode=ro", uri=True)) as db:
        return db.execute(sql, values).fetchall()
