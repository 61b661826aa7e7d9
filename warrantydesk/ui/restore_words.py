"""What the restore dialog says of backups: days, places, verdicts, how long it takes."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from warrantydesk.domain.anchor import parts_of
from warrantydesk.domain.backup import BACKUP_REASONS, BackupRecord
from warrantydesk.i18n import _, date_text, list_text, local, ngettext_
from warrantydesk.services.restore_choice import FoundBackup, Loss
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.restore_list import BackupLine

_BYTES_A_SECOND, _CLAIMS_A_SECOND = 150_000_000, 1_000
_HOUR = "%H:%M"


def seq_text(record: BackupRecord) -> str:
    """Return how far a backup reaches, as the status bar writes it."""
    seq, head = parts_of(record.head)
    return f"{seq:,}".replace(",", " ") if head else "—"


def head_text(record: BackupRecord) -> str:
    """Return the anchor of a backup as it stands on paper."""
    _seq, head = parts_of(record.head)
    return " ".join(head[start : start + 4] for start in (0, 4, 8)).strip() or "—"


def when(at: datetime, today: date) -> str:
    """Return an instant in a sentence: the hour of today, else with its day."""
    there, hour = local(at), local(at).strftime(_HOUR)
    days = (today - there.date()).days
    if days == 0:
        return hour
    if days == 1:
        return _("yesterday {hour}", hour=hour)
    return _("{day} {hour}", day=_day(there.date(), today), hour=hour)


def _day(day: date, today: date) -> str:
    return day.strftime("%m-%d") if day.year == today.year else date_text(day)


def place_name(folder: Path, place: str) -> str:
    """Return the name of a place: this computer, a stick, a share."""
    if Path(place) == folder / "backups":
        return _("this computer")
    path = Path(place)
    return path.name or path.drive or place


def places_text(folder: Path, found: Sequence[FoundBackup]) -> list[tuple[str, str]]:
    """Return the places of some backups and their names, this computer first."""
    seen = dict.fromkeys(place for one in found for place in one.record.places)
    own = str(folder / "backups")
    ordered = sorted(seen, key=lambda place: place != own)
    return [(place, place_name(folder, place)) for place in ordered]


def question_detail(loss: Loss) -> str:
    """Say what a restore means, before it is begun."""
    kept = _("The present folder stays beside it under another name.")
    if not loss.entries:
        return kept
    lost = ngettext_(
        "{n} entry made after it will be missing; the list of it can be printed.",
        "{n} entries made after it will be missing; the list of them can be printed.",
        len(loss.entries),
    )
    return f"{lost}\n{kept}"


def lines(
    folder: Path, shown: Sequence[FoundBackup], today: date, wanting: Container[str] = ()
) -> Iterator[BackupLine]:
    """Yield the lines of the list, grouped: today, yesterday, earlier.

    ``wanting`` names the backups whose key is not here.
    """
    group = ""
    for one in shown:
        days = (today - local(one.record.made_at).date()).days
        head = _("Today") if days <= 0 else _("Yesterday") if days == 1 else _("Earlier")
        if head != group:
            group = head
            yield BackupLine("", head)
        line = _line(folder, one, today, is_earlier=days > 1)
        if line.key in wanting:
            line = replace(line, mark=Mark.WARN, status=_("needs its key"))
        yield line


def _line(folder: Path, one: FoundBackup, today: date, *, is_earlier: bool) -> BackupLine:
    record, there = one.record, local(one.record.made_at)
    hour = there.strftime(_HOUR)
    title = _("{day} {hour}", day=_day(there.date(), today), hour=hour) if is_earlier else hour
    mark, status = verdict(one, today)
    return BackupLine(
        key=record.name,
        title=title,
        second=_(
            "{reason} · {places}",
            reason=_(BACKUP_REASONS[record.reason]),
            places=_places(folder, one),
        ),
        mark=mark,
        status=status,
        status_second=_("seq {seq}", seq=seq_text(record)),
    )


def _places(folder: Path, one: FoundBackup) -> str:
    names = list_text(place_name(folder, place) for place in one.record.places)
    return names if one.file is not None else _("{place} (not plugged in)", place=names)


def verdict(one: FoundBackup, today: date) -> tuple[Mark, str]:
    """Return the mark of a backup and its state in a few words."""
    record = one.record
    if record.problem:
        return Mark.REFUSED, _("damaged, cannot be used")
    if one.file is None:
        return Mark.TODO, _("to be checked once plugged in")
    if record.verified_at is None:
        return Mark.TODO, _("not checked yet")
    if record.tried_at is not None:
        return Mark.OK, _("checked · tried {when}", when=when(record.tried_at, today))
    return Mark.OK, _("checked")


def proof(record: BackupRecord, today: date) -> str:
    """Say how it is known that a backup can be used."""
    if record.verified_at is None:
        return ""
    checked = _("Read from end to end and compared, {when}.", when=when(record.verified_at, today))
    if record.tried_at is None:
        return checked
    tried = _("Restored on trial {when}: everything came back.", when=when(record.tried_at, today))
    return f"{checked} {tried}"


def seconds_for(record: BackupRecord) -> int:
    """Return about how many seconds a restore takes."""
    return 3 + record.bytes // _BYTES_A_SECOND + record.claims // _CLAIMS_A_SECOND


def duration_text(record: BackupRecord) -> str:
    """Say about how long a restore takes."""
    seconds = seconds_for(record)
    if seconds < 100:
        tens = -(-seconds // 10) * 10
        return ngettext_("about {n} second", "about {n} seconds", tens)
    return ngettext_("about {n} minute", "about {n} minutes", round(seconds / 60))
