"""Dossiers and audit packs from the command line, as scripts and other machines call them."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from stories import drafted, submitted

from warrantydesk.cli import run
from warrantydesk.services.desk import Desk


@pytest.fixture
def numbers(desk_folder: Path, clock: object) -> tuple[str, str]:
    """Numbers of a filed claim and of a draft in a closed desk."""
    with Desk(desk_folder, clock).open() as desk:  # type: ignore[arg-type]
        desk.people.act_as("S01")
        return submitted(desk).claim_number, drafted(desk, "LX0DL31C8RB018252").claim_number


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """Return the JSON lines of standard output."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_dossier_is_bound_and_told(
    desk_folder: Path,
    numbers: tuple[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "out.pdf"
    assert run(["dossier", numbers[0], "--to", str(file), "--data", str(desk_folder)]) == 0
    (one,) = told(capsys)
    assert one["claim_number"] == numbers[0]
    assert file.read_bytes().startswith(b"%PDF")
    assert run(["dossier", "C9-1", "--to", str(file), "--data", str(desk_folder)]) == 2
    assert "C9-1" in capsys.readouterr().err


def test_a_pack_is_made_of_a_list_on_standard_input(
    desk_folder: Path,
    numbers: tuple[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "pack.zip"
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{numbers[0]}\nunheard {numbers[1]}\n"))
    arguments = ["audit-pack", "-", "--to", str(file), "--data", str(desk_folder)]
    assert run(arguments) == 0
    first, second, whole = told(capsys)
    assert (first["claim_number"], second["claim_number"]) == numbers
    assert whole["unknown"] == ["unheard"]
    with zipfile.ZipFile(file) as package:
        assert f"{numbers[1]}.pdf" in package.namelist()


def test_verbs_name_and_pack_claims(
    desk_folder: Path, numbers: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "lines.jsonl"
    wanted = [
        {"do": "dossiers.read_list", "with": {"text": numbers[0]}, "save": "list"},
        {"do": "dossiers.contents", "with": {"claim_id": "$list.found.0.claim_id"}},
        {"do": "dossiers.pack", "with": {"target": "made", "numbers": [numbers[1]]}},
        {"do": "dossiers.build", "with": {"claim_id": 99_999, "file": "a.pdf"}},
    ]
    lines.write_text("\n".join(map(json.dumps, wanted)), "utf-8")
    run(["ops", str(lines), "--data", str(desk_folder), "--as", "S01"])
    answers = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in answers] == ["ACK", "ACK", "ACK", "REFUSED"]
    assert answers[3].endswith("NOT_FOUND")
    assert (tmp_path / "made" / f"{numbers[1]}.pdf").exists()
