"""A list of the desk is saved: the place is chosen, a worker draws and writes it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.ledger.account import ALL, Only
from warrantydesk.ui.kit.jobs import Job
from warrantydesk.ui.refusals import tell_error, tried
from warrantydesk.ui.shell import Shell

KINDS = "Excel (*.xlsx);;CSV (*.csv);;PDF (*.pdf)"
Days = tuple[date | None, date | None]


def export_list(
    shell: Shell,
    desk: Any,
    name: str,
    days: Days = (None, None),
    only: Only = ALL,
    ending: str = ".xlsx",
) -> bool:
    """Ask for a place and write the list there; its ending says which kind of file.

    False where the clerk chose no place, or it was refused.
    """
    title = _title(desk, name)
    chosen = shell.pick_save(title, _file_name(desk, title, ending), kinds(ending))
    if not chosen:
        return False
    file = Path(chosen)
    writing = tried(shell, lambda: desk.ledger.exporting(name, file, *days, only))
    if writing is None:
        return False
    write(shell, writing, file, title)
    return True


def export_claims(
    shell: Shell, desk: Any, ids: Sequence[int], name: str = "claims", ending: str = ".xlsx"
) -> bool:
    """Ask for a place and write a list of given claims there, in their order.

    ``name`` is a list of claims: claims, part_lines, labour_lines, inspections.
    """
    title = _title(desk, name)
    chosen = shell.pick_save(title, _file_name(desk, title, ending), kinds(ending))
    if not chosen:
        return False
    file = Path(chosen)
    writing = tried(shell, lambda: desk.ledger.exporting(name, file, claim_ids=ids))
    if writing is None:
        return False
    write(shell, writing, file, title)
    return True


def write(shell: Shell, writing: Callable[..., Any], file: Path, title: str) -> Job:
    """Let a worker write a list whose place is known; says at the end what was written."""
    return shell.run(
        lambda step: writing(lambda done, total: step(done, total)),
        lambda done: tell_rows(shell, file, done.rows),
        _("Writing {what}", what=title),
        partial(tell_error, shell),
    )


def kinds(ending: str) -> str:
    """Return the kinds of files that are offered, the wanted one first."""
    every = KINDS.split(";;")
    return ";;".join(sorted(every, key=lambda one: f"*{ending})" not in one))


def file_name(text: str) -> str:
    """Return a name that every file system takes."""
    return "".join(" " if sign in '<>:"/\\|?*' or ord(sign) < 32 else sign for sign in text)


def _title(desk: Any, name: str) -> str:
    return _(next(one.title for one in desk.ledger.lists() if one.code == name))


def _file_name(desk: Any, title: str, ending: str) -> str:
    return file_name(f"{title} {desk.bench.today.isoformat()}{ending}")


def tell_rows(shell: Shell, file: Path, count: int) -> None:
    """Say where a list was saved, and how many rows it has."""
    rows = ngettext_("{n:,} row", "{n:,} rows", count)
    shell.toast(_("Saved as {file}, {rows}", file=file.name, rows=rows))
