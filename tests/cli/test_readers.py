"""What the readers print, and that reading changes nothing."""

import json
from pathlib import Path

import pytest
from stories import repairing

from warrantydesk.cli import run
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.services.desk import Desk

VIN = "LX0DL31C8RB018252"
OTHER_VIN = "LX0DS21A5SB012345"


@pytest.fixture
def data(desk_folder: Path) -> Path:
    """Give a closed data folder with one claim."""
    with Desk(desk_folder).open() as desk:
        desk.people.act_as("S01")
        claim = desk.claims.new(vin=VIN)
        desk.claims.save_draft(claim.id, {"owner": {"name": "杨𬭎", "phone": "15400000077"}})
    return desk_folder


def printed(capsys: pytest.CaptureFixture[str], *argv: str) -> list[dict[str, object]]:
    """Run a reader that must succeed and return its JSON lines."""
    assert run(list(argv)) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_show_gives_state_and_version(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (claim,) = printed(capsys, "show", "claim", "C0126-000001", "--data", str(data))
    assert (claim["state"], claim["claim_number"]) == ("DRAFT", "C0126-000001")
    assert isinstance(claim["version"], int)
    assert printed(capsys, "show", "claim", "1", "--data", str(data)) == [claim]


def test_show_says_what_is_not_there(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "vehicle", VIN, "--data", str(data)]) == 2
    assert VIN in capsys.readouterr().err


def test_check_lists_every_finding_of_every_open_claim(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = printed(capsys, "check", "C0126-000001", "--data", str(data))
    every = printed(capsys, "check", "--open", "--data", str(data))
    assert one == every
    assert {"V10", "V31"} <= {str(line["rule"]) for line in one}
    assert set(one[0]) == {"claim_number", "rule", "severity", "field", "message"}


def test_search_finds_a_rare_name(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "search", "杨𬭎", "--limit", "5", "--data", str(data))
    assert found == [{"id": 1, "claim_number": "C0126-000001", "vin": VIN, "plate": ""}]


def test_verify_reads_only_and_reports(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "--data", str(data)]) == 0
    assert json.loads(capsys.readouterr().out) == []
    before = (data / "claims.db").read_bytes()
    assert run(["verify", "--anchor", "1:000000000000", "--data", str(data)]) == 1
    assert json.loads(capsys.readouterr().out)[0]["kind"] == "anchor"
    assert (data / "claims.db").read_bytes() == before


def test_verify_of_a_text_file_is_a_report_not_a_crash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "claims.db").write_text("not a database at all" * 20)
    assert run(["verify", "--data", str(tmp_path)]) == 1
    assert json.loads(capsys.readouterr().out)[0]["kind"] == "file"


def test_backup_and_restore_bring_the_same_desk(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (made,) = printed(capsys, "backup", str(tmp_path / "usb"), "--data", str(data))
    file, key = str(made["file"]), str(data / "backup.key")
    assert run(["restore", file, str(tmp_path / "new")]) == 2
    assert "its key is not here" in capsys.readouterr().err
    (back,) = printed(capsys, "restore", file, str(tmp_path / "new"), "--key", key)
    assert back["head"] == made["head"]
    (again,) = printed(capsys, "restore", file, str(tmp_path / "again"), "--data", str(data))
    assert again["head"] == made["head"]
    (claim,) = printed(capsys, "show", "claim", "C0126-000001", "--data", str(tmp_path / "new"))
    assert claim["owner"]["name"] == "杨𬭎"  # type: ignore[index]


@pytest.mark.parametrize("text", ["as digits", "as a file"])
def test_the_environment_tells_the_key_of_both(
    data: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    text: str,
) -> None:
    key = str(BackupKey(bytes(range(16))))
    (tmp_path / "key.txt").write_text(f"\ufeff {key.replace('-', ' ')}\r\n", "utf-8")
    monkeypatch.setenv("WARRANTYDESK_KEY", key if text == "as digits" else f"{tmp_path}/key.txt")
    (made,) = printed(capsys, "backup", str(tmp_path / "usb"), "--data", str(data))
    (back,) = printed(capsys, "restore", str(made["file"]), str(tmp_path / "new"))
    assert back["head"] == made["head"]
    monkeypatch.setenv("WARRANTYDESK_KEY", str(BackupKey(b"x" * 16)))
    assert run(["restore", str(made["file"]), str(tmp_path / "again")]) == 2
    assert "does not open" in capsys.readouterr().err
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("text", ["", "1234", "9" * 48, "x" * 48, None])
def test_a_file_that_holds_no_key_is_said(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | None
) -> None:
    file = tmp_path / "key.txt"
    if text is not None:
        file.write_text(text, "utf-8")
    command = ["backup", str(tmp_path / "usb"), "--data", str(data), "--key", str(file)]
    assert run(command) == 2
    assert "key.txt" in capsys.readouterr().err
    assert not (tmp_path / "usb").exists()


def test_reindex_counts_the_claims(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "reindex", "--data", str(data)) == [{"claims": 1}]


def test_labels_go_to_files_and_into_the_journal(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Desk(data).open() as desk:
        desk.people.act_as("S01")
        claim = repairing(desk, OTHER_VIN)
        tag = desk.shelf.receive(claim.id, 1, 1).tag
    args = ["labels", "--all", "--as", "zpl", "--out", str(tmp_path / "all.zpl")]
    (line,) = printed(capsys, *args, "--data", str(data))
    assert (line["tag"], line["state"]) == (tag, "sent")
    assert line["bytes"] == (tmp_path / "all.zpl").stat().st_size
    (preview,) = printed(
        capsys,
        "labels",
        "--tags",
        tag,
        "--as",
        "png",
        "--out",
        str(tmp_path / "png"),
        "--preview",
        "--data",
        str(data),
    )
    assert (preview["job"], preview["state"]) == (None, "preview")
    assert (tmp_path / "png" / f"{tag}.png").exists()
    (pdf,) = printed(
        capsys,
        "labels",
        "--tags",
        tag,
        "--as",
        "pdf",
        "--stock",
        "a4-2x2",
        "--start",
        "3",
        "--out",
        str(tmp_path / "sheet.pdf"),
        "--data",
        str(data),
    )
    assert pdf["tags"] == [tag]
