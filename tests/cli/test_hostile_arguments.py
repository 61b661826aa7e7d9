"""Arguments that nobody means: a sentence and an exit code, never a crash, and nothing is made."""

import json
from pathlib import Path

import pytest
from stories import repairing

from warrantydesk.cli import run
from warrantydesk.services.desk import Desk

VIN = "LX0DL31C8RB018252"


@pytest.fixture
def data(desk_folder: Path) -> Path:
    """Give a closed data folder with one claim."""
    with Desk(desk_folder).open() as desk:
        desk.people.act_as("S01")
        desk.claims.new(vin=VIN)
    return desk_folder


def printed(capsys: pytest.CaptureFixture[str], *argv: str) -> list[dict[str, object]]:
    """Run a reader that must succeed and return its JSON lines."""
    assert run(list(argv)) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    "kind", ["claim", "vehicle", "part", "visit", "campaign", "shipment", "statement"]
)
@pytest.mark.parametrize("key", ["9" * 23, "²", "١", "-1", "", "\udcff", "x" * 5000, "%", "0"])
def test_a_key_that_names_nothing_is_said(
    data: Path, capfd: pytest.CaptureFixture[str], kind: str, key: str
) -> None:
    assert run(["show", kind, key, "--data", str(data)]) == 2
    assert len(capfd.readouterr().err.splitlines()) == 1


def test_full_width_digits_are_an_id(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "show", "claim", "１", "--data", str(data))[0]["id"] == 1


@pytest.mark.parametrize(
    "argv",
    [
        *(["search", "x", f"--limit={no}"] for no in ("-5", "0", "9" * 20, "1.5", "²", "many")),
        *(["demo", "DIR", f"--claims={no}"] for no in ("-5", "9" * 20, "")),
        *(["labels", "--all", "--as", "zpl", f"--copies={no}"] for no in ("0", "100", "9" * 11)),
        ["labels", "--all", "--as", "zpl", "--start=0"],
    ],
    ids=" ".join,
)
def test_a_count_out_of_its_limits_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    where = [] if argv[0] == "demo" else ["--data", str(data)]
    with pytest.raises(SystemExit) as end:
        run([one.replace("DIR", str(tmp_path / "new")) for one in argv] + where)
    assert end.value.code == 2
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("anchor", ["9" * 20 + ":abcdefabcdef", "²:a", "x", ":"])
def test_an_anchor_that_is_none_is_reported(
    data: Path, capsys: pytest.CaptureFixture[str], anchor: str
) -> None:
    assert run(["verify", "--anchor", anchor, "--data", str(data)]) == 1
    assert json.loads(capsys.readouterr().out)[0]["kind"] == "anchor"


def test_a_name_in_no_known_letters_is_said(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    odd = "\udcff"
    assert run(["check", odd, "--data", str(data)]) == 2
    assert run(["check", "--open", "--data", str(data.parent / odd)]) == 2
    assert run(["search", odd, "--data", str(data)]) == 0
    assert r"\udcff" in capfd.readouterr().err


@pytest.mark.parametrize(
    "argv",
    [
        *(["show", "claim", "1"], ["search", "x"], ["check", "--open"], ["backup", "DIR/out"]),
        *(["labels", "--all", "--as", "zpl", "--out", "DIR/x"], ["reindex"], ["ops", "/dev/null"]),
    ],
    ids=lambda argv: argv[0],
)
def test_a_mistyped_data_folder_is_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    argv = [one.replace("DIR", str(tmp_path)) for one in argv]
    assert run([*argv, "--data", str(tmp_path / "typo")]) == 2
    assert "no database" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_labels_to_no_place_are_said(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Desk(data).open() as desk:
        desk.people.act_as("S01")
        desk.shelf.receive(repairing(desk).id, 1)
    base = data.parent
    (base / "file").write_text("mine")
    (base / "folder").mkdir()
    for form, out in (
        *(
            ("png", "file"),
            ("png", "file/x"),
            ("pdf", "folder"),
            ("zpl", "file/x"),
            ("zpl", "file"),
        ),
        *(("zpl", "desk/claims.db"), ("png", "desk"), ("zpl", "x" * 300)),
    ):
        for more in ([], ["--preview"]):
            argv = ["labels", "--all", "--as", form, "--out", str(base / out), *more]
            assert run([*argv, "--data", str(data)]) == 2, (form, out, more)
    assert run(["labels", "--tags", ",", "--as", "zpl", "--preview", "--data", str(data)]) == 2
    for to in ("tcp:..:9", f"tcp:{'a' * 64}.de:9"):
        assert run(["labels", "--all", "--as", "zpl", "--to", to, "--data", str(data)]) == 1
    assert (base / "file").read_text() == "mine"


def test_a_tour_where_no_folder_can_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert run(["tour", str(tmp_path / "file" / "x")]) == 2
    assert "cannot be used" in capsys.readouterr().err
