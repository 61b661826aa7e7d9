"""All looks one after the other: at an open desk, or at a folder that is only read."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from warrantydesk.domain.errors import Unavailable
from warrantydesk.i18n import N_, _
from warrantydesk.storage.backup_anchors import told_anchors
from warrantydesk.storage.database import Database
from warrantydesk.storage.journal import chain_problems, chain_rows
from warrantydesk.storage.migrations import INDEX_SINCE
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.schema import cut_short, schema_problems
from warrantydesk.storage.search_check import search_problems
from warrantydesk.storage.stores import Stores
from warrantydesk.storage.verify.damage import UNREADABLE, Damage, Step, no_step
from warrantydesk.storage.verify.files import files_look
from warrantydesk.storage.verify.journal_look import (
    anchor_look,
    backups_look,
    chain_look,
    mark_look,
)
from warrantydesk.storage.verify.rows import rows_look
from warrantydesk.storage.verify.sums import accounts_look, numbers_look

_PAGES = N_("Pages of the database")
_INDEX = N_("The search index")


def verify_folder(folder: Path, anchor: str = "", step: Step = no_step) -> list[Damage]:
    """Look at a data folder without writing to it; a desk may have it open meanwhile.

    Everything is read as of one instant, so that work going on beside is never an alarm. What
    cannot even be opened is one damage, so that a caller always gets a list.
    """
    found = DataFolder(folder)
    had_log = found.log.exists()
    db = Database(found)
    try:
        db.open_to_read()
        db.query("BEGIN")
        return verify(Stores(db), anchor, step)
    except Unavailable as error:
        return [Damage("file", "", None, error.message.format(**error.values))]
    except UNREADABLE as error:
        return [Damage("unreadable", "", None, str(error))]
    finally:
        db.close()
        if not had_log:
            _remove_empty_log(found)


def _remove_empty_log(folder: DataFolder) -> None:
    """Remove the empty log that reading made, unless somebody has the desk open meanwhile."""
    lock = FileLock(folder.lock, timeout=0)
    with suppress(OSError, Timeout):
        if folder.lock.exists():
            lock.acquire()
        try:
            if folder.log.exists() and folder.log.stat().st_size == 0:
                folder.log.with_name("claims.db-shm").unlink(missing_ok=True)
                folder.log.unlink()
        finally:
            lock.release()


def quick_problems(db: Database) -> list[str]:
    """Look at pages and the whole chain on a connection of its own; for a worker."""
    found: list[str] = []
    try:
        with db.reader() as query:
            found += [str(line) for (line,) in query("PRAGMA quick_check") if line != "ok"]
            found += [f"{seq}: {what}" for seq, what in chain_problems(chain_rows(query))]
    except UNREADABLE as error:
        found.append(str(error))
    return found


def verify(stores: Stores, anchor: str = "", step: Step = no_step) -> list[Damage]:
    """Look at everything; ``anchor`` is ``seq:head`` from a paper or a backup.

    Returns one entry per damage; a damaged page that cannot be read is one too.
    """
    told_outside = told_anchors(stores.db.folder)
    found: list[Damage] = []
    told = (_pages_look, _schema_look, chain_look, mark_look, rows_look)
    looks = (*told, numbers_look, accounts_look, files_look, _search_look)
    for look in (
        *(partial(look, step=step) for look in looks),
        partial(anchor_look, anchor=anchor),
        partial(backups_look, told=told_outside),
    ):
        try:
            found += look(stores)
        except UNREADABLE as error:
            found.append(Damage("unreadable", "", None, str(error)))
    return [*_cut(stores), *dict.fromkeys(found)]


def _cut(stores: Stores) -> Iterator[Damage]:
    if (cut := cut_short(stores.db.folder.database)) is not None:
        detail = _("the file is cut short: {here} of {all} pages are left", here=cut[0], all=cut[1])
        yield Damage("page", "", None, detail)


def _pages_look(stores: Stores, step: Step) -> Iterator[Damage]:
    step(0, 0, _PAGES)
    for (line,) in stores.db.query("PRAGMA integrity_check"):
        if line != "ok":
            yield Damage("page", "", None, str(line))


def _schema_look(stores: Stores, step: Step) -> Iterator[Damage]:
    for name in schema_problems(stores.db.query):
        yield Damage("schema", name, None, "is not as our migrations make it")


def _search_look(stores: Stores, step: Step) -> Iterator[Damage]:
    if stores.db.schema < INDEX_SINCE:
        return  # it is made anew when the desk is brought up to date
    step(0, 0, _INDEX)
    for table, number, detail in search_problems(stores.db.query):
        yield Damage("search", table, number, detail)
