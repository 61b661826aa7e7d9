"""Files beside the rows that name them: each is there and has the bytes of its hash."""

from collections.abc import Iterator

from warrantydesk.i18n import N_, _
from warrantydesk.storage.stores import Stores
from warrantydesk.storage.verify.damage import Damage, Step
from warrantydesk.storage.verify.good_copies import GoodCopies
from warrantydesk.storage.verify.rows import present

_NOT_TAKEN = "redaction_id IS NULL"
"""Files of rows that lost theirs are gone for good; their hash stays as a proof."""
_AT_ONCE = 2_000
_READING = N_("Files and photos")
_PROBLEMS = {
    "missing": N_("{what}: missing; {path}; {copy}"),
    "altered": N_("{what}: altered; {path}; {copy}"),
}


def files_look(stores: Stores, step: Step) -> Iterator[Damage]:
    """Read every file from end to end; what is wrong is named with claim, path and good copy."""
    files, copies = stores.attachments.files, GoodCopies(stores.db.folder)

    def told(what: str, problem: str, sha256: str, claim_id: int | None) -> str:
        found = stores.db.query("SELECT claim_number FROM claim WHERE id = ?", (claim_id,))
        number = f" ({found[0][0]})" if found else ""
        path, copy = files.path(sha256), copies.told(sha256)
        return _(_PROBLEMS[problem], what=f"{what}{number}", path=path, copy=copy)

    taken = f" AND {_NOT_TAKEN}" if _has_redactions(stores) else ""
    columns = "id, sha256, file_name, claim_id"
    for number, sha256, name, claim in _paged(stores, step, ("attachment", columns, f"1{taken}")):
        if problem := files.problem(sha256):
            yield Damage("file", "attachment", number, told(name, problem, sha256, claim))
    forms = ("submission", "id, form_sha256, '', claim_id", f"form_sha256 <> ''{taken}")
    for number, sha256, _none, claim in _paged(stores, step, forms):
        if problem := files.problem(sha256):
            paper = told(_("claim form"), problem, sha256, claim)
            yield Damage("file", "submission", number, paper)


def _paged(
    stores: Stores, step: Step, asked: tuple[str, str, str]
) -> Iterator[tuple[int, str, str, int | None]]:
    """Yield the rows of a table in order of id, a page at a time."""
    table, columns, where = asked
    (total,) = stores.db.query(f"SELECT count(*) FROM {table} WHERE {where}")[0]
    sql = f"SELECT {columns} FROM {table} WHERE {where} AND id > ? ORDER BY id LIMIT ?"
    done, last = 0, -(2**63)
    while found := stores.db.query(sql, (last, _AT_ONCE)):
        for number, sha256, name, claim_id in found:
            step(done, total, _READING)
            yield number, sha256, name, claim_id
            done += 1
        last = found[-1][0]


def _has_redactions(stores: Stores) -> bool:
    return stores.redactions.table in present(stores)
