"""Files beside the rows that name them: each is there and has the bytes of its hash."""

from collections.abc import Iterator

from warrantydesk.i18n import N_
from warrantydesk.storage.stores import Stores
from warrantydesk.storage.verify.damage import Damage, Step
from warrantydesk.storage.verify.rows import present

_NOT_TAKEN = "redaction_id IS NULL"
"""Files of rows that lost theirs are gone for good; their hash stays as a proof."""
_AT_ONCE = 2_000
_READING = N_("Files and photos")


def files_look(stores: Stores, step: Step) -> Iterator[Damage]:
    """Read every file from end to end."""
    files = stores.attachments.files
    taken = f" AND {_NOT_TAKEN}" if _has_redactions(stores) else ""
    columns = "id, sha256, file_name"
    for number, sha256, name in _paged(stores, step, ("attachment", columns, f"1{taken}")):
        if problem := files.problem(sha256):
            yield Damage("file", "attachment", number, f"{name}: {problem}")
    forms = ("submission", "id, form_sha256, ''", f"form_sha256 <> ''{taken}")
    for number, sha256, _none in _paged(stores, step, forms):
        if problem := files.problem(sha256):
            yield Damage("file", "submission", number, f"claim form: {problem}")


def _paged(
    stores: Stores, step: Step, asked: tuple[str, str, str]
) -> Iterator[tuple[int, str, str]]:
    """Yield the rows of a table in order of id, a page at a time."""
    table, columns, where = asked
    (total,) = stores.db.query(f"SELECT count(*) FROM {table} WHERE {where}")[0]
    sql = f"SELECT {columns} FROM {table} WHERE {where} AND id > ? ORDER BY id LIMIT ?"
    done, last = 0, -(2**63)
    while found := stores.db.query(sql, (last, _AT_ONCE)):
        for number, sha256, name in found:
            step(done, total, _READING)
            yield number, sha256, name
            done += 1
        last = found[-1][0]


def _has_redactions(stores: Stores) -> bool:
    return stores.redactions.table in present(stores)
