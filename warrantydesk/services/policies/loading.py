"""Whole profiles: those that ship with the program, and those that the user brings."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.policies.exchange import HEAD, HEAD_COLUMNS, HEAD_FILE, ExchangeForm
from warrantydesk.domain.policy_table import TableVersion, in_force
from warrantydesk.domain.profile import Row
from warrantydesk.i18n import N_
from warrantydesk.resources import find
from warrantydesk.services.bench import LAW, Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.policies.versions import must_be_right, write_version

OWN_STAYS = N_("This desk has a version of its own, which stays in force.")
_CODE = re.compile(r'^code = "(\w+)"', re.MULTILINE)
_REVISION = re.compile(r"^revision = ([0-9]+)", re.MULTILINE)


def load_shipped(bench: Bench) -> None:
    """Load what ships with the program where the desk does not have it yet.

    Of a profile that the desk knows only the tables that differ get a new version, and none over
    a version that somebody made here. Raises Unavailable where a shipped profile is broken.
    """
    _give_heads(bench)
    newer = [folder for folder in _shipped() if _is_newer(bench, folder)]
    if not newer:
        return
    from warrantydesk.reading.profiles import read_folder

    try:
        load(bench, [read_folder(folder) for folder in newer])
    except Refused as refusal:
        raise Unavailable(
            N_("The profile {profile} is not loaded: {what}."),
            profile=", ".join(folder.name for folder in newer),
            what="; ".join(map(_said, refusal.findings[:5])),
        ) from refusal


def load(bench: Bench, forms: list[ExchangeForm]) -> None:
    """Load profiles as those that ship; Refused(INVALID) with table and row, then nothing is."""
    laws = next((form.tables for form in forms if form.code == LAW), None)
    for form in forms:
        must_be_right(bench, form.code, form.tables, form.columns, laws, by_program=True)
    with bench.change(N_("load profile"), Kind.PROFILES):
        for form in forms:
            _load_one(bench, form)


def _load_one(bench: Bench, form: ExchangeForm) -> None:
    differing = differing_tables(bench, form)
    for head in restyled(bench, form, form.effective_from, {table for table, _rows in differing}):
        bench.stores.table_versions.save(head)
    for table, rows in differing:
        head = head_of(form, table)
        made_here = any(
            version.made_by and not version.void_reason
            for version in bench.tables.versions(form.code, table)
        )
        if made_here:
            head = replace(head, void_reason=OWN_STAYS)
        write_version(bench, head, rows, by="")


def restyled(
    bench: Bench, form: ExchangeForm, day: date, differing: set[str]
) -> list[TableVersion]:
    """Return the heads of tables whose rows are the same while their files are written in another
    way: so that they leave as they came last."""
    found = []
    for table in form.tables:
        head = in_force(bench.tables.versions(form.code, table), day)
        style = form.forms.get(table, "")
        if table not in differing and head is not None and head.form != style:
            found.append(replace(head, form=style))
    return found


def head_of(form: ExchangeForm, table: str, effective_from: date | None = None) -> TableVersion:
    """Return the head of a table of a profile that is to be written."""
    return TableVersion(
        form.code,
        table,
        0,
        effective_from or form.effective_from,
        HEAD_COLUMNS if table == HEAD else form.columns_of(table),
        form.forms.get(table, ""),
        form.source,
    )


def differing_tables(
    bench: Bench, form: ExchangeForm, on: date | None = None
) -> list[tuple[str, list[Row]]]:
    """Return the tables of a profile, its head first, that differ from what holds on a day."""
    tables: Mapping[str, list[Row]] = {HEAD: [form.head_row], **form.tables}
    return [
        (table, rows)
        for table, rows in tables.items()
        if not _is_same(bench, form, table, rows, on or form.effective_from)
    ]


def _is_same(bench: Bench, form: ExchangeForm, table: str, rows: list[Row], day: date) -> bool:
    head = in_force(bench.tables.versions(form.code, table), day)
    if head is None:
        return False
    if rows and head.columns != (HEAD_COLUMNS if table == HEAD else form.columns_of(table)):
        return False
    return bench.tables.rows(form.code, table, head.number) == rows


@dataclass(frozen=True)
class _Headless:
    """Rows of a time before versions had heads."""

    profile: str
    table_name: str
    number: int
    effective_from: str
    source: str


def _give_heads(bench: Bench) -> None:
    """Give a head to each table that was loaded before there were any."""
    found = [_Headless(**row) for row in bench.stores.profiles.headless()]
    if not found:
        return
    with bench.change(N_("load profile"), Kind.PROFILES):
        for old in found:
            rows = bench.stores.profiles.rows(old.profile, old.table_name, old.number)
            bench.stores.table_versions.add(
                TableVersion(
                    old.profile,
                    old.table_name,
                    old.number,
                    date.fromisoformat(old.effective_from),
                    tuple(rows[0]),
                    source=old.source,
                    made_at=bench.now,
                )
            )


def _shipped() -> Iterable[Path]:
    return [find("law"), *sorted(path for path in find("brands").iterdir() if path.is_dir())]


def _is_newer(bench: Bench, folder: Path) -> bool:
    """Tell by its head alone whether a shipped profile is newer than what the desk has."""
    try:
        text = (folder / HEAD_FILE).read_text("utf-8")
    except (OSError, ValueError) as error:
        raise Unavailable(
            N_("The profile in {folder} cannot be read: {reason}."), folder=folder, reason=error
        ) from error
    code, revision = _CODE.search(text), _REVISION.search(text)
    if code is None or revision is None:
        return True  # reading it whole says what is wrong
    return bench.stores.profiles.revision(code[1], HEAD) < int(revision[1])


def _said(finding: Finding) -> str:
    return finding.message.format(**finding.values)
