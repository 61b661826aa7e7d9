"""Profiles as files: taken whole or not at all, written back as they came."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from warrantydesk.domain.errors import INVALID, NOT_FOUND, Refused, refused
from warrantydesk.domain.policies.compare import TableComparison
from warrantydesk.domain.policies.exchange import HEAD, ExchangeForm, written_files
from warrantydesk.domain.policy_table import TableVersion, in_force
from warrantydesk.domain.profile import Row
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.policies.loading import differing_tables, head_of, restyled
from warrantydesk.services.policies.looks import beside
from warrantydesk.services.policies.versions import (
    Step,
    columns_of,
    day_taken,
    judged,
    must_be_a_day,
    no_step,
    write_version,
)

_ARCHIVE = ".zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""One instant for all files of an archive: equal profiles make equal archives."""
_REVISION = re.compile(r"^revision = [0-9]+", re.MULTILINE)
_BEGINS = re.compile(r"^effective_from = [0-9-]+", re.MULTILINE)


def import_profile(
    bench: Bench, file: Path, effective_from: date | None, step: Step = no_step
) -> tuple[TableVersion, ...]:
    """Take a profile: a new version of each table that differs, all or none."""
    _must_be_there(file)
    bench.allow("policies.import_profile")
    form = _read(file)
    day = effective_from or form.effective_from
    must_be_a_day(day)
    differing = differing_tables(bench, form, day)
    changed = {table: rows for table, rows in differing if table != HEAD}
    _must_fit(bench, form, changed, day)
    styled = restyled(bench, form, day, {table for table, _rows in differing})
    if not differing and not styled:
        return ()
    made = []
    bench.keep_way_back()
    with bench.change(N_("import a profile"), Kind.PROFILES):
        for head in styled:
            bench.stores.table_versions.save(head)
        for table, rows in differing:
            made.append(write_version(bench, head_of(form, table, day), rows, step=step))
    return tuple(head for head in made if head.table_name != HEAD)


def _must_fit(
    bench: Bench, form: ExchangeForm, changed: Mapping[str, Sequence[Row]], day: date
) -> None:
    """Refuse with INVALID tables that are wrong or begin on a day that is taken, all at once."""
    columns = {table: form.columns_of(table) for table in changed}
    wrong = [one.finding for one in judged(bench, form.code, changed, columns)]
    taken = [one for table in changed for one in day_taken(bench, form.code, table, day)]
    if wrong or taken:
        raise Refused([*wrong, *taken])


def compare_profile(
    bench: Bench, file: Path, effective_from: date | None
) -> tuple[TableComparison, ...]:
    """Return the tables of a profile from outside beside those that hold on its day."""
    _must_be_there(file)
    form = _read(file)
    day = effective_from or form.effective_from
    return tuple(_compared(bench, form, table, day) for table in form.tables)


def _compared(bench: Bench, form: ExchangeForm, table: str, day: date) -> TableComparison:
    head = in_force(bench.tables.versions(form.code, table), day)
    old: list[Row] = bench.tables.rows(form.code, table, head.number) if head else []
    columns = form.columns_of(table)
    before = columns_of(bench, head) if head else columns
    number = head.number if head else 0
    comparison = beside((form.code, table), (number, before, old), (0, columns, form.tables[table]))
    return TableComparison(table, head is None, comparison)


def _must_be_there(file: Path) -> None:
    try:
        there = file.exists()
    except (OSError, ValueError):
        there = False
    if not there:
        raise refused(NOT_FOUND, N_("There is no file or folder {file}."), "file", file=file.name)


def _read(file: Path) -> ExchangeForm:
    from warrantydesk.reading.profiles import read_profile

    return read_profile(file)


def export_profile(bench: Bench, profile: str, file: Path, on: date | None) -> Path:
    """Write a profile into a new folder or a ZIP."""
    from warrantydesk.services import targets

    if not bench.tables.tables(profile):
        raise refused(
            NOT_FOUND, N_("There is no profile {profile}."), "profile", profile=profile[:40]
        )
    bench.allow("policies.export_profile")
    files = written_files(form_of(bench, profile, on))
    desk = bench.stores.db.folder.path
    if file.suffix.lower() == _ARCHIVE:
        targets.write(file, _archive(files), desk)
        return file
    with targets.said(file):
        if file.is_dir() and any(file.iterdir()):
            raise refused(
                INVALID,
                N_("{folder} is not empty. Name a new folder, or a file that ends in .zip."),
                "file",
                folder=file,
            )
    targets.write_into(file, files, desk)
    return file


def form_of(bench: Bench, profile: str, on: date | None) -> ExchangeForm:
    """Return a profile with its newest tables, or those in force on a day."""
    day = on or date.max
    heads = {
        table: head
        for table, versions in bench.tables.tables(profile).items()
        if table != HEAD and (head := in_force(versions, day)) is not None
    }
    return ExchangeForm(
        profile,
        bench.tables.revision(profile),
        max(head.effective_from for head in heads.values()),
        "",
        {table: bench.tables.rows(profile, table, head.number) for table, head in heads.items()},
        {table: columns_of(bench, head) for table, head in heads.items()},
        {table: head.form for table, head in heads.items()},
        _text(bench, profile, list(heads.values()), day),
    )


def _text(bench: Bench, profile: str, heads: list[TableVersion], day: date) -> str:
    """Return ``profile.toml``: as it came, or as a next revision where tables changed since."""
    own = in_force(bench.tables.versions(profile, HEAD), day)
    if own is None:
        return _plain(profile, heads)
    text = bench.tables.rows(profile, HEAD, own.number)[0]["text"]
    came = (own.made_at, own.made_by, own.source)
    later = [one for one in heads if one.id > own.id]
    if all((one.made_at, one.made_by, one.source) == came for one in later):
        return text
    revision = bench.tables.revision(profile) + 1
    begins = max(head.effective_from for head in heads)
    text = _REVISION.sub(f"revision = {revision}", text, count=1)
    return _BEGINS.sub(f"effective_from = {begins.isoformat()}", text, count=1)


def _plain(profile: str, heads: list[TableVersion]) -> str:
    begins = min(head.effective_from for head in heads).isoformat()
    order = ", ".join(f'"{head.table_name}"' for head in heads)
    return (
        f'[profile]\ncode = "{profile}"\nrevision = 1\neffective_from = {begins}\n'
        f'source = ""\n\n[tables]\norder = [{order}]\n'
    )


def _archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()
