"""What the tables of a profile look like: heads, columns, two versions side by side."""

import re

from warrantydesk.domain.policies.changes import key_of
from warrantydesk.domain.policies.compare import Comparison, compared, counted
from warrantydesk.domain.policies.exchange import HEAD
from warrantydesk.domain.policies.shapes import keys_of, shape_of
from warrantydesk.domain.policies.views import Group, ProfileHead, TableColumn, TableHead
from warrantydesk.domain.policy_table import TableVersion, in_force
from warrantydesk.domain.profile import Row
from warrantydesk.services.bench import LAW, Bench
from warrantydesk.services.policies.reading import unread_tables
from warrantydesk.services.policies.versions import columns_of, newest_of, version_of

_KINDS = {
    "one": "choice",
    "of": "code",
    **dict.fromkeys(("many", "some", "any"), "list"),
    **dict.fromkeys(("pattern", "tolerance", "params"), "text"),
}
_NAME = {name: re.compile(rf'^{name} = "([^"]*)"', re.MULTILINE) for name in ("name_zh", "name_en")}


def profiles(bench: Bench) -> tuple[ProfileHead, ...]:
    """Return the profiles: the site's own first, the law last."""
    codes = sorted(
        bench.tables.codes(), key=lambda code: (code == LAW, code != bench.site.brand, code)
    )
    return tuple(_profile(bench, code) for code in codes)


def _profile(bench: Bench, code: str) -> ProfileHead:
    text = head_row(bench, code).get("text", "")
    found = {name: sign.search(text) for name, sign in _NAME.items()}
    zh, en = (match[1] if match else code for match in found.values())
    return ProfileHead(code, zh, en, bench.tables.revision(code))


def head_row(bench: Bench, profile: str) -> Row:
    """Return the newest head of a profile: ``revision`` and ``text`` of its ``profile.toml``."""
    head = in_force(bench.tables.versions(profile, HEAD), bench.today)
    rows = bench.tables.rows(profile, HEAD, head.number) if head else []
    return rows[0] if rows else {}


def tables(bench: Bench, profile: str) -> tuple[TableHead, ...]:
    """Return the tables of a profile as they stand today."""
    unread = unread_tables(bench, profile, bench.person.login)
    return tuple(
        _table(bench, profile, table, versions, table in unread)
        for table, versions in bench.tables.tables(profile).items()
        if table != HEAD
    )


def _table(
    bench: Bench, profile: str, table: str, versions: tuple[TableVersion, ...], unread: bool
) -> TableHead:
    shape, today = shape_of(table), bench.today
    now = in_force(versions, today)
    coming = [one for one in versions if one.effective_from > today and not one.void_reason]
    return TableHead(
        profile,
        table,
        shape.title if shape else table,
        shape.group if shape else Group.RULES,
        versions,
        now,
        tuple(sorted(coming, key=lambda one: (one.effective_from, one.number))),
        bench.stores.profiles.row_count(profile, table, now.number) if now else 0,
        unread,
    )


def columns(bench: Bench, profile: str, table: str, number: int) -> tuple[TableColumn, ...]:
    """Return the columns of a version, of the newest one for number 0."""
    head = version_of(bench, profile, table, number) if number else newest_of(bench, profile, table)
    names = columns_of(bench, head)
    shape, keys = shape_of(table), keys_of(table, names)
    known = shape.columns if shape else {}
    found = []
    for name in names:
        column = known.get(name)
        kind = column.kind if column else "text"
        found.append(
            TableColumn(
                name,
                _KINDS.get(kind, kind),
                name in keys,
                column.needed if column else False,
                column.choices if column else (),
                column.refers_to if column else "",
            )
        )
    return tuple(found)


def compare(bench: Bench, profile: str, table: str, old: int, new: int) -> Comparison:
    """Return what differs between two versions of a table."""
    before, after = (version_of(bench, profile, table, number) for number in (old, new))
    return beside(
        (profile, table),
        (old, columns_of(bench, before), bench.tables.rows(profile, table, old)),
        (new, columns_of(bench, after), bench.tables.rows(profile, table, new)),
    )


Side = tuple[int, tuple[str, ...], list[Row]]
"""A version by number, its columns, its rows."""


def beside(name: tuple[str, str], old: Side, new: Side) -> Comparison:
    """Compare two versions of the table ``(profile, table)``."""
    was, now = old[1], new[1]
    keys = keys_of(name[1], now or was)
    if _is_ambiguous(new[2], keys):
        keys = now  # a table whose keys are not known: rows are compared as a whole
    rows = compared(old[2], new[2], keys)
    return Comparison(
        *name,
        old[0],
        new[0],
        keys,
        rows,
        tuple(column for column in now if column not in was),
        tuple(column for column in was if column not in now),
        counted(rows),
    )


def _is_ambiguous(rows: list[Row], keys: tuple[str, ...]) -> bool:
    return len({key_of(row, keys) for row in rows}) < len(rows)
