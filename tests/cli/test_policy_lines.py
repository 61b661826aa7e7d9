"""Policies by command line: versions, profiles, bulletins, and who has read them."""

import json
from pathlib import Path
from shutil import copytree

import pytest
from policy_tables import NEXT_YEAR, QICHENG, copied, row_of, with_tables

from warrantydesk.cli import run
from warrantydesk.services.desk import Desk


def carried_out(
    data: Path, lines: list[dict[str, object]], capsys: pytest.CaptureFixture[str]
) -> list[str]:
    """Carry out lines as the clerk; returns what was printed, line by line."""
    file = data.parent / "lines.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    run(["ops", str(file), "--data", str(data), "--as", "S01"])
    return capsys.readouterr().out.split("\n")[:-1]


def line(verb: str, **given: object) -> dict[str, object]:
    """Return one line of operations."""
    return {"do": f"policies.{verb}", "with": given}


def test_a_profile_comes_in_and_leaves(
    desk_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = copied(QICHENG)
    row_of(tables["policies"], "QC-VEH")["months"] = "48"
    folder = Path(copytree(QICHENG, tmp_path / "new"))
    with_tables(folder, NEXT_YEAR, {"policies": tables["policies"]})
    row_of(tables["policies"], "QC-VEH")["months"] = "24"
    low = with_tables(
        Path(copytree(QICHENG, tmp_path / "low")), NEXT_YEAR, {"policies": tables["policies"]}
    )
    said = carried_out(
        desk_folder,
        [
            line("import_profile", file=low.name),
            line("import_profile", file="new"),
            line("import_profile", file="missing"),
            line("import_profile", file="new", effective_from="soon"),
            line("export_profile", profile="QC", file="out"),
            line("export_profile", profile="QC", file="out.zip", on="2026-12-01"),
            line("export_profile", profile="XX", file="none"),
        ],
        capsys,
    )
    assert said == [
        "REFUSED 1 INVALID",
        "ACK 2 -",
        "REFUSED 3 NOT_FOUND",
        "REFUSED 4 INVALID",
        "ACK 5 -",
        "ACK 6 -",
        "REFUSED 7 NOT_FOUND",
    ]
    for path in folder.iterdir():
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes()
    assert (tmp_path / "out.zip").read_bytes()[:4] == b"PK\x03\x04"


def test_a_refusal_says_beside_the_answers_which_row_and_why(
    desk_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = copied(QICHENG)
    row_of(tables["policies"], "QC-VEH")["months"] = "24"
    low = with_tables(
        Path(copytree(QICHENG, tmp_path / "low")), NEXT_YEAR, {"policies": tables["policies"]}
    )
    lines = [line("import_profile", file=low.name), line("import_profile", file="a\nb\x1b[2J")]
    file = tmp_path / "lines.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    run(["ops", str(file), "--data", str(desk_folder), "--as", "S01"])
    answers, reasons = capsys.readouterr()
    assert answers.splitlines() == ["REFUSED 1 INVALID", "REFUSED 2 NOT_FOUND"]
    assert reasons.splitlines() == [
        "line 1: policies[2].months: policies line 4: months 24 of QC-VEH is below the statutory "
        "minimum of 36 (Art. 18).",
        "line 2: file: There is no file or folder a b[2J.",
    ]


def test_rows_bulletins_and_readings(
    desk_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.4\n")
    change = {"key": ["QC-VEH"], "values": {"months": "48"}}
    dated = {"profile": "QC", "table": "policies", "effective_from": "2027-01-01"}
    said = carried_out(
        desk_folder,
        [
            line("save_rows", **dated, changes=[change], note="letter of 24 November"),
            line("save_rows", **dated, changes=[change]),
            line("save_rows", **dated, changes=[{"key": ["NO"], "values": {}}], corrects=2),
            line("save_rows", **dated, changes="all"),
            line("withdraw", profile="QC", table="policies", number=2, reason=" "),
            line("withdraw", profile="QC", table="policies", number=2, reason="misprint"),
            line("withdraw", profile="QC", table="policies", number=2, reason="misprint"),
            line(
                "save_bulletin",
                profile="QC",
                code="QB26-99",
                issued_on="2026-11-24",
                title_zh="标签",
                text_zh="贴在铭牌旁。",
            ),
            line("add_bulletin_file", profile="QC", code="QB26-99", file="letter.pdf"),
            line("mark_read", profile="QC", kind="bulletin", key="QB26-99"),
            line("mark_read", profile="QC", kind="table", key="policies", number=1),
        ],
        capsys,
    )
    assert [word.split(" ", 2)[0::2] for word in said] == [
        ["ACK", said[0].split()[2]],
        ["REFUSED", "INVALID"],
        ["REFUSED", "NOT_FOUND"],
        ["REFUSED", "INVALID"],
        ["REFUSED", "INVALID"],
        ["ACK", said[0].split()[2]],
        ["REFUSED", "STATE"],
        ["ACK", "-"],
        ["ACK", "1"],
        ["ACK", "1"],
        ["ACK", "2"],
    ]
    with Desk(desk_folder).open() as desk:
        assert desk.archive.verify() == []
        assert desk.policies.bulletins("QC")[0].code == "QB26-99"
        assert [one.login for one in desk.policies.readings("QC", "table", "policies", 1)] == [
            "S01"
        ]


def test_every_parameter_is_described(capsys: pytest.CaptureFixture[str]) -> None:
    run(["ops", "--help", "--json"])
    told = json.loads(capsys.readouterr().out)["policies.save_rows"]["parameters"]
    assert told["changes"]["items"]["fields"]["action"]["codes"] == ["change", "add", "remove"]
    assert told["effective_from"]["type"].startswith("date")
    assert {name for name, one in told.items() if one["required"]} == {
        *("profile", "table", "changes", "effective_from"),
    }
