"""Backups of the open desk: kept by themselves, carried, thinned; the key and its sheet."""

import io
import json
import os
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Thread

import pypdf
import pytest
from fakes import FixedClock
from price_lists import DECEMBER, PARTS, lines_of, looked_at, parts_of, price_list
from stories import acting, submitted

from warrantydesk.domain.backup import BackupReason
from warrantydesk.domain.backup_key import BackupKey, key_of
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.desk_event import EventKind
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.services.restoring import backups_of, check, restore
from warrantydesk.storage.backup_file import opened
from warrantydesk.storage.backup_key_file import keep_key, key_in, made_key
from warrantydesk.storage.backup_places import last_seen
from warrantydesk.storage.backup_register import read_register
from warrantydesk.storage.places import DataFolder

TIMED, CLOSING, BY_HAND = BackupReason.TIMED, BackupReason.CLOSING, BackupReason.BY_HAND


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.zip"))


def text_of(paper: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper)).pages)


def place(desk: Desk, folder: Path) -> Path:
    """Give the desk one second place that is there."""
    folder.mkdir()
    desk.backups.save_places((str(folder),))
    return folder


def test_what_is_kept_tells_what_it_holds(desk: Desk) -> None:
    claim = submitted(desk)
    desk.attachments.add_bytes(claim.id, "PH", b"photo" * 99, "photo.jpg")
    kept = desk.backups.keep(TIMED)
    assert kept is not None
    assert (kept.claims, kept.files, kept.file_bytes) == (1, 1, 495)
    assert (kept.head, kept.is_good) == (desk.archive.anchor, True)
    standing = desk.backups.standing()
    assert standing.newest is not None
    assert (standing.newest.name, standing.changed_since) == (kept.name, False)
    assert backups_of(desk.folder.path)[0].name == kept.name
    assert check(desk.backups.folder() / kept.name).head == kept.head


def test_nothing_is_kept_twice_unless_somebody_asks(desk: Desk, clock: FixedClock) -> None:
    assert desk.backups.keep(TIMED)
    clock.go_on(minutes=30)
    assert desk.backups.keep(TIMED) is None
    assert desk.backups.keep(CLOSING) is None
    assert desk.backups.keep(BackupReason.BEFORE_IMPORT) is None
    desk.claims.new()
    assert desk.backups.standing().changed_since
    assert desk.backups.keep(TIMED)
    clock.go_on(minutes=30)
    assert desk.backups.keep(BY_HAND)
    assert len(names(desk.backups.folder())) == 3


def test_a_draft_that_is_being_written_counts_as_changed(desk: Desk, clock: FixedClock) -> None:
    claim = desk.claims.new(vin="LX0DL31C8RB018252")
    desk.backups.keep(TIMED)
    desk.claims.save_draft(claim.id, {"visit": {"mileage_km": 7}})
    clock.go_on(minutes=30)
    assert desk.backups.keep(TIMED)


def test_a_backup_that_fails_says_why_until_one_succeeds(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("warrantydesk.storage.backup.write_backup", full)
        with pytest.raises(Unavailable) as refusal:
            desk.backups.keep(TIMED)
        assert refusal.value.code == "FULL"
    assert "No space left" in desk.backups.standing().problem
    assert desk.backups.keep(TIMED)
    assert desk.backups.standing().problem == ""


def test_a_disk_without_room_is_said_with_how_much_to_free(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 1 << 20

    monkeypatch.setattr("shutil.disk_usage", lambda _place: Usage)
    with pytest.raises(Unavailable, match="Free at least") as refusal:
        desk.backups.make(tmp_path / "out")
    assert refusal.value.code == "FULL"
    assert int(str(refusal.value.values["mb"])) >= 1
    assert names(tmp_path / "out") == []


def test_a_second_place_gets_every_backup_and_what_was_seen(desk: Desk, tmp_path: Path) -> None:
    stick = place(desk, tmp_path / "stick")
    kept = desk.backups.keep(TIMED)
    assert kept is not None
    assert names(stick) == [kept.name]
    assert (stick / kept.name).read_bytes() == (desk.backups.folder() / kept.name).read_bytes()
    seen = last_seen(stick, json.loads((stick / "last_seen.json").read_text())["desk"])
    assert seen is not None
    assert f"{seen.seq}:{seen.head}" == desk.archive.anchor
    (shown,) = desk.backups.places()
    assert (shown.is_here, shown.problem, shown.newest_at) == (True, "", kept.made_at)


def test_a_place_that_is_away_stops_nothing_and_catches_up(
    desk: Desk, tmp_path: Path, clock: FixedClock
) -> None:
    stick = place(desk, tmp_path / "stick")
    stick.rename(tmp_path / "away")
    kept = desk.backups.keep(TIMED)
    assert kept is not None
    (shown,) = desk.backups.standing().places
    assert (shown.is_here, shown.gone_since) == (False, clock.now())
    assert shown.problem
    (tmp_path / "away").rename(stick)
    assert desk.backups.keep(TIMED) is None
    assert names(stick) == [kept.name]
    (shown,) = desk.backups.places()
    assert (shown.is_here, shown.gone_since, shown.problem) == (True, None, "")


def test_a_place_that_takes_nothing_says_so(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = place(desk, tmp_path / "stick")

    def full(*_given: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("warrantydesk.storage.backup_places.hash_through", full)
    assert desk.backups.keep(TIMED)
    assert list(stick.glob("*.zip")) == list(stick.glob(".*.part")) == []
    assert "No space left" in desk.backups.places()[0].problem


def test_what_a_killed_copy_left_in_a_place_goes_with_the_next_one(
    desk: Desk, tmp_path: Path
) -> None:
    stick = place(desk, tmp_path / "stick")
    torsos = [stick / f".{of}.part" for of in (read_register(desk.folder).desk, "f" * 32)]
    for torso in torsos:
        torso.write_bytes(b"half")
    assert desk.backups.keep(TIMED)
    assert list(stick.glob(".*.part")) == torsos[1:]  # another desk may be writing there


def test_two_at_once_make_one_key(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Thread] = []

    def made(folder: DataFolder) -> BackupKey:
        if not begun:
            begun.append(Thread(target=desk.backups.key_groups))
            begun[0].start()
            begun[0].join(0.1)
        return made_key(folder)

    monkeypatch.setattr("warrantydesk.services.backups.keys.made_key", made)
    groups = desk.backups.key_groups()
    begun[0].join()
    assert desk.backups.key_groups() == groups


def test_the_key_that_a_worker_made_is_journaled_although_nothing_else_is_done(
    desk: Desk,
) -> None:
    worker = Thread(target=desk.backups.keep, args=(TIMED,))
    worker.start()
    worker.join()
    desk.close()
    with Desk(desk.folder.path, FixedClock()).open() as again:
        assert [one.kind for one in again.stores.desk_events.find()] == [EventKind.KEY_MADE]


@pytest.mark.parametrize("folder", ["", "stick", "{desk}/att", "{tmp}/file"])
def test_what_can_be_no_place_is_refused(desk: Desk, tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(Refused) as refusal:
        desk.backups.save_places((folder.format(desk=desk.folder.path, tmp=tmp_path),))
    assert refusal.value.findings[0].field in ("folders", "file")
    assert desk.backups.places() == ()


def test_old_backups_go_and_foreign_files_stay(
    desk: Desk, tmp_path: Path, clock: FixedClock
) -> None:
    stick = place(desk, tmp_path / "stick")
    foreign = "warrantydesk-20200101-080000-7-0123456789ab.zip"
    for folder in (stick, desk.backups.folder()):
        folder.mkdir(exist_ok=True)
        (folder / foreign).write_bytes(b"another desk")
    for _count in range(4):
        desk.claims.new()
        desk.backups.keep(TIMED)
        clock.go_on(hours=1)
    assert len(names(stick)) == 5
    clock.go_on(days=3)
    desk.claims.new()
    newest = desk.backups.keep(TIMED)
    assert newest is not None
    for folder in (stick, desk.backups.folder()):
        assert len(names(folder)) == 3  # one of the first day, the newest, the foreign one
        assert {foreign, newest.name} <= set(names(folder))
    assert len(backups_of(desk.folder.path)) == 3


def test_a_backup_by_hand_elsewhere_is_never_thinned(
    desk: Desk, tmp_path: Path, clock: FixedClock
) -> None:
    for _count in range(3):
        desk.claims.new()
        desk.backups.make(tmp_path / "mine")
        clock.go_on(minutes=5)
    clock.go_on(days=400)
    desk.backups.keep(TIMED)
    assert len(names(tmp_path / "mine")) == 3
    assert len(backups_of(desk.folder.path)) == 4


def test_the_register_is_not_needed(desk: Desk) -> None:
    kept = desk.backups.keep(TIMED)
    assert kept is not None
    for text in (b"", b"{", b'{"records": 7}', b"[]"):
        (desk.backups.folder() / "register.json").write_bytes(text)
        assert desk.backups.standing().newest is None
        (found,) = backups_of(desk.folder.path)
        assert (found.name, found.head, found.claims) == (kept.name, kept.head, kept.claims)
    assert desk.backups.keep(TIMED)


def test_names_and_plain_values_do_not_leak(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    file = desk.backups.make(tmp_path / "out").file
    data = file.read_bytes()
    for word in (claim.claim_number, claim.vehicle.vin, claim.owner.phone, claim.owner.name):
        assert word
        assert word.encode() not in data
    with zipfile.ZipFile(file) as pack:
        assert sorted(pack.namelist()) == ["MANIFEST.json", "backup.tar"]
    assert [path.name for path in desk.backups.folder().iterdir()] == ["register.json"]


def test_every_claim_is_there_as_a_text(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    draft = desk.claims.new()
    file = desk.backups.make(tmp_path / "out").file
    with opened(file, key_in(desk.folder.path / "backup.key")) as backup:
        packed = next(one.stream.read() for one in backup.entries() if one.name == "readable.zip")
    with zipfile.ZipFile(io.BytesIO(packed)) as pack:
        assert set(pack.namelist()) == {f"{one.claim_number}.json" for one in (claim, draft)}
        told = json.loads(pack.read(f"{claim.claim_number}.json"))
    wanted = to_json(desk.claims.get(claim.id))
    for name in ("part_lines", "labour_lines", "other_lines"):
        assert told.get(name, []) == wanted.pop(name)
    assert told["claim"] == wanted
    assert told["pieces"] == to_json(desk.stores.parts.find(claim_id=claim.id))
    assert told["submissions"][0]["sha256"] == desk.claims.submissions(claim.id)[0].sha256


def test_the_key_is_made_once_for_its_user_alone_and_noted(desk: Desk, tmp_path: Path) -> None:
    desk.backups.make(tmp_path / "out")
    file = desk.folder.path / "backup.key"
    key = key_in(file)
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
    desk.backups.make(tmp_path / "out")
    assert key_in(file) == key
    kinds = [event.kind for event in desk.stores.desk_events.find()]
    assert kinds == ["key_made"]
    told = desk.stores.desk_events.find()[0]
    assert not any(group in told.detail for group in key.groups)


def test_another_key_opens_nothing_and_unpacks_nothing(desk: Desk, tmp_path: Path) -> None:
    file = desk.backups.make(tmp_path / "out").file
    for key, said in ((BackupKey(b"x" * 16), "does not open"), (None, "its key is not here")):
        with pytest.raises(Unavailable, match=said) as refusal:
            restore(file, tmp_path / "back", key=key)
        assert refusal.value.code == "KEY"
        assert not (tmp_path / "back").exists()
    printed = key_of(" ".join(desk.backups.key_groups()))
    assert restore(file, tmp_path / "back", key=printed).is_whole


def test_the_sheet_shows_the_key_and_one_group_confirms_it(desk: Desk) -> None:
    groups = desk.backups.key_groups()
    text = text_of(desk.backups.recovery_sheet())
    assert all(group in text for group in groups)
    assert not desk.backups.standing().key_confirmed
    for group, digits in ((0, groups[0]), (9, groups[0]), (3, groups[3]), (3, "")):
        with pytest.raises(Refused):
            desk.backups.confirm_key(group, digits)
    desk.backups.confirm_key(3, f" {groups[2]} ")
    assert desk.backups.standing().key_confirmed
    kinds = [event.kind for event in desk.stores.desk_events.find()]
    assert kinds == ["key_made", "key_printed", "key_confirmed"]
    keep_key(desk.folder, BackupKey(b"another key of 1"))
    assert not desk.backups.standing().key_confirmed


def test_who_may_not_see_the_key_does_not_see_it(desk: Desk) -> None:
    reader = acting(desk, Role.READ_ONLY)
    confirm = partial(reader.backups.confirm_key, 1, "000000")
    for verb in (reader.backups.key_groups, reader.backups.recovery_sheet, confirm):
        with pytest.raises(Refused) as refusal:
            verb()
        assert refusal.value.codes == ("RIGHT",)


def test_a_rehearsal_brings_everything_back(desk: Desk, clock: FixedClock) -> None:
    claim = submitted(desk)
    desk.attachments.add_bytes(claim.id, "PH", b"photo" * 99, "photo.jpg")
    assert not desk.backups.needs_drill()
    desk.backups.keep(TIMED)
    assert desk.backups.needs_drill()
    drill = desk.backups.drill()
    assert (drill.problem, drill.claims, drill.files) == ("", 1, 1)
    assert not desk.backups.needs_drill()
    standing = desk.backups.standing()
    assert standing.drill == drill
    assert standing.newest is not None
    assert standing.newest.tried_at == drill.at
    assert list(desk.backups.folder().glob(".*")) == []
    clock.go_on(days=1)
    assert desk.backups.needs_drill()


def test_a_rehearsal_of_a_spoilt_backup_says_so(desk: Desk) -> None:
    kept = desk.backups.keep(TIMED)
    assert kept is not None
    file = desk.backups.folder() / kept.name
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    drill = desk.backups.drill()
    assert "damaged" in drill.problem
    standing = desk.backups.standing()
    assert standing.newest is None
    assert desk.backups.keep(TIMED)


def test_work_files_of_a_kill_are_gone_at_the_next_opening(desk: Desk, tmp_path: Path) -> None:
    desk.close()
    for name in (".work-abc", ".drill-abc"):
        (desk.folder.backups / name).mkdir(parents=True)
        (desk.folder.backups / name / "claims.db").write_bytes(b"x")
    (desk.folder.backups / "warrantydesk-1.zip.part").write_bytes(b"x")
    key_torso = desk.folder.path / ".0123456789abcdef.part"
    for torso in (key_torso, desk.folder.backups / key_torso.name):
        torso.write_bytes(b"x")
    (tmp_path / ".desk.restoring").mkdir()
    with Desk(desk.folder.path, FixedClock()).open():
        assert list(desk.folder.backups.iterdir()) == []
        assert not (tmp_path / ".desk.restoring").exists()
        assert not key_torso.exists()


def test_what_was_kept_opens_with_the_database_of_then(desk: Desk, tmp_path: Path) -> None:
    desk.backups.keep(TIMED)
    desk.claims.new()
    (name,) = names(desk.backups.folder())
    restore(desk.backups.folder() / name, tmp_path / "back")
    with closing(sqlite3.connect(tmp_path / "back" / "claims.db")) as db:
        assert db.execute("SELECT count(*) FROM claim").fetchone() == (0,)


def test_a_way_back_is_kept_before_rows_are_taken(desk: Desk, clock: FixedClock) -> None:
    parts = parts_of(desk, 5)
    for days, (minutes, reasons) in enumerate(((0, 1), (5, 1), (30, 2))):
        clock.go_on(minutes=minutes)
        subject = replace(PARTS, effective_from=DECEMBER + timedelta(days=days))
        text = price_list(lines_of(parts, {0: f"{200 + days}.00"}))
        draft, preview = looked_at(desk, text, subject)
        desk.imports.apply(draft, preview)
        kept = [one.reason for one in backups_of(desk.folder.path)]
        assert kept == [BackupReason.BEFORE_IMPORT] * reasons


def test_an_import_that_is_refused_keeps_nothing(desk: Desk) -> None:
    draft, preview = looked_at(desk, price_list(lines_of(parts_of(desk, 5), {0: "much"})))
    with pytest.raises(Refused):
        desk.imports.apply(draft, preview)
    assert backups_of(desk.folder.path) == []
