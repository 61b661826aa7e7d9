"""Bulletins of a maker: rows of a table, with files beside them."""

from contextlib import suppress
from dataclasses import fields
from datetime import date
from pathlib import Path

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.errors import INVALID, NOT_FOUND, refused
from warrantydesk.domain.policies.changes import key_of
from warrantydesk.domain.policies.views import Bulletin
from warrantydesk.domain.policy_table import TableVersion
from warrantydesk.domain.profile import Row
from warrantydesk.domain.text import clean, line
from warrantydesk.i18n import N_
from warrantydesk.services.attachments import AttachmentService
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.policies import versions

TABLE = "bulletins"
PAPER = "BULLETIN"
"""Document code of the files that belong to bulletins; their item is ``profile:code``."""
_PDF = b"%PDF-"
_FIRST_YEAR, _LAST_YEAR = 1990, 2199
_LONGEST_CODE, _LONGEST_TITLE, _LONGEST_TEXT = 40, 200, 6_000


def of_profile(bench: Bench, profile: str) -> tuple[Bulletin, ...]:
    """Return the bulletins of a maker, newest first."""
    number = bench.tables.in_force(profile, bench.today).get(TABLE)
    rows = bench.tables.rows(profile, TABLE, number) if number else []
    found = [bulletin for row in rows for bulletin in _read(row)]
    return tuple(sorted(found, key=lambda one: (one.issued_on, one.code), reverse=True))


def _read(row: Row) -> list[Bulletin]:
    with suppress(KeyError, ValueError):  # a row without a day is no bulletin
        day = date.fromisoformat(row["issued_on"])
        texts = {
            field.name: row.get(field.name, "")
            for field in fields(Bulletin)
            if field.name != "issued_on"
        }
        return [Bulletin(issued_on=day, **texts)]
    return []


def bulletin_of(bench: Bench, profile: str, code: str) -> Bulletin:
    """Return a bulletin by its code; Refused(NOT_FOUND) where there is none."""
    for bulletin in of_profile(bench, profile):
        if bulletin.code == code:
            return bulletin
    raise refused(
        NOT_FOUND,
        N_("There is no bulletin {bulletin} in {profile}."),
        "code",
        bulletin=line(code)[:_LONGEST_CODE],
        profile=profile,
    )


def save(bench: Bench, profile: str, bulletin: Bulletin) -> Bulletin:
    """Add a bulletin or change the one of its code; the table gets a version from today."""
    newest = versions.newest_of(bench, profile, TABLE)
    bench.allow("policies.save_bulletin")
    columns = versions.columns_of(bench, newest)
    row = {column: _row(bulletin).get(column, "") for column in columns}
    old = bench.tables.rows(profile, TABLE, newest.number)
    known = {key_of(one, ("code",)) for one in old}
    if (row.get("code", ""),) in known:
        rows = [{**one, **row} if one["code"] == row["code"] else one for one in old]
    else:
        rows = [*old, row]
    versions.must_be_right(bench, profile, {TABLE: rows}, {TABLE: columns})
    if rows != old:
        head = TableVersion(
            profile, TABLE, 0, max(bench.today, newest.effective_from), columns,
            "" if newest.form.startswith("text:") else newest.form, newest.source,
            bulletin=row["code"],
        )  # fmt: skip
        with bench.change(N_("save bulletin"), Kind.PROFILES):
            versions.write_version(bench, head, rows)
    return _read(row)[0]


def _row(bulletin: Bulletin) -> Row:
    year = bulletin.issued_on.year
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise refused(INVALID, N_("The year {year} is out of range."), "issued_on", year=year)
    code = needs(line(bulletin.code), "code", N_("The bulletin needs its number."))
    title = needs(line(bulletin.title_zh), "title_zh", N_("The bulletin needs a title."))
    text = needs(clean(bulletin.text_zh).strip(), "text_zh", N_("The bulletin needs its text."))
    row = {
        "code": code,
        "issued_on": bulletin.issued_on.isoformat(),
        "topic": line(bulletin.topic),
        "title_zh": title,
        "title_en": line(bulletin.title_en),
        "text_zh": text,
        "text_en": clean(bulletin.text_en).strip(),
    }
    for name, most in (
        ("code", _LONGEST_CODE),
        ("title_zh", _LONGEST_TITLE),
        ("title_en", _LONGEST_TITLE),
    ):
        if len(row[name]) > most:
            raise refused(INVALID, N_("Not more than {most} signs, please."), name, most=most)
    for name in ("text_zh", "text_en"):
        if len(row[name]) > _LONGEST_TEXT:
            raise refused(
                INVALID, N_("Not more than {most} signs, please."), name, most=_LONGEST_TEXT
            )
    return row


def add_file(
    bench: Bench, attachments: AttachmentService, profile: str, code: str, file: Path
) -> Attachment:
    """Keep a PDF or a picture with a bulletin."""
    bulletin_of(bench, profile, code)
    bench.allow("policies.add_bulletin_file")
    return attachments.keep_file(file, PAPER, item=_item(profile, code), picture=not _is_pdf(file))


def _is_pdf(file: Path) -> bool:
    with suppress(OSError):
        if file.is_file():  # what is no file is never read
            with file.open("rb") as stream:
                return stream.read(len(_PDF)) == _PDF
    return False


def files_of(bench: Bench, profile: str, code: str) -> tuple[Attachment, ...]:
    """Return the files of a bulletin in order of entry."""
    bulletin_of(bench, profile, code)
    found = bench.stores.attachments.find(document_code=PAPER, item=_item(profile, code))
    return tuple(found)


def _item(profile: str, code: str) -> str:
    return f"{profile}:{code}"
