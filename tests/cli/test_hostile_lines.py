"""Lines that no careful script writes: each is refused with its code, none is a bug."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from stories import repairing

from warrantydesk.cli import run
from warrantydesk.services.desk import Desk

VIN = "LX0DL31C8RB018252"


def said(data: Path, capsys: pytest.CaptureFixture[str], *lines: str | bytes) -> list[str]:
    """Carry out lines and return what was answered."""
    file = data.parent / "lines.jsonl"
    file.write_bytes(b"\n".join(one if isinstance(one, bytes) else one.encode() for one in lines))
    run(["ops", str(file), "--data", str(data), "--as", "S01"])
    return capsys.readouterr().out.splitlines()


def line(verb: str, login: Any = "S01", **given: Any) -> str:
    return json.dumps({"do": verb, "with": given, "as": login})


@pytest.fixture
def data(desk_folder: Path) -> Path:
    """Give a closed data folder with a claim in repair, its old part received."""
    with Desk(desk_folder).open() as desk:
        desk.people.act_as("S01")
        desk.shelf.receive(repairing(desk).id, 1)
    return desk_folder


HUGE = 2**63
NAMES = ("", " ", "a\x00b", "\ud800", "x" * 300, 5, True, None, [], {})
INVALID = [
    *(line("claims.submit", claim_id=1, acknowledged={"V19": no}) for no in (5, None, [], {})),
    line("claims.submit", claim_id=1, acknowledged=[]),
    *(line("claims.new", login) for login in (5, True, ["S01"], {"a": 1})),
    *(json.dumps({"do": "claims.new", "with": no, "as": "S01"}) for no in (False, 0, [], "")),
    json.dumps({"do": "claims.new", "as": "S01", "save": ["c"]}),
    *(line("papers.draw", paper="receipt", claim_id=1, file=no) for no in NAMES),
    *(
        line("papers.draw", paper="receipt", claim_id=1, file=no)
        for no in ("..", ".", "no/such.pdf")
    ),
    *(line("labels.print", tags=["TAG"], file=no, **{"as": "zpl"}) for no in NAMES[:-3]),
    *(line("attachments.add", claim_id=1, document_code="PH", file=no) for no in NAMES[:4]),
    *(line("vehicles.save", vin=VIN, brand="QC", vin_photo=no) for no in (*NAMES[:4], True, HUGE)),
    *(line(verb, claim_id=HUGE) for verb in ("claims.submit", "claims.leave")),
    line("claims.leave", claim_id=True),
    "[" * 3_000,
    '{"do":"settings.save","with":{"key":"print_offset_mm","value":' + "[" * 900 + "]" * 900 + "}}",
    '{"do":"settings.save","with":{"key":"print_offset_mm","value":[NaN,0]}}',
    line("settings.save", key="demo.now", value=5),
    line("settings.save", key="", value=5),
]


@pytest.mark.parametrize("given", INVALID, ids=range(len(INVALID)))
def test_a_line_that_does_not_fit_is_invalid(
    data: Path, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    with Desk(data).open() as desk:
        given = given.replace("TAG", desk.labels.all_tags()[0])
    assert said(data, capsys, given) == ["REFUSED 1 INVALID"]


@pytest.mark.parametrize("number", [0, -1, 2**53])
def test_leaving_a_claim_that_is_not_there(
    data: Path, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    assert said(data, capsys, line("claims.leave", claim_id=number)) == ["REFUSED 1 NOT_FOUND"]


def test_a_job_that_the_printer_did_not_take_is_an_error_and_stands_in_the_journal(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Desk(data).open() as desk:
        (tag,) = desk.labels.all_tags()[:1]
    closed = line("labels.print", tags=[tag], to="device:/nowhere/at/all", **{"as": "zpl"})
    assert said(data, capsys, closed) == ["ERROR 1 LOCKED"]
    with Desk(data).open() as desk:
        assert [job.state for job in desk.labels.jobs(tag)] == ["failed"]


@pytest.mark.parametrize("to", ["x", "/", "tcp:", "smoke:signals", "x" * 5000])
def test_what_names_no_printer_is_refused_and_queues_nothing(
    data: Path, capsys: pytest.CaptureFixture[str], to: str
) -> None:
    with Desk(data).open() as desk:
        (tag,) = desk.labels.all_tags()[:1]
    nowhere = line("labels.print", tags=[tag], to=to, **{"as": "zpl"})
    assert said(data, capsys, nowhere) == ["REFUSED 1 INVALID"]
    with Desk(data).open() as desk:
        assert desk.labels.jobs(tag) == []


def test_a_mark_at_the_begin_and_bytes_that_are_no_text(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        "\ufeff" + line("claims.new", vin=VIN),
        b'{"do":"claims.new","\xff":1',
        line("claims.new"),
    ]
    answers = said(data, capsys, *lines)
    assert [word.split()[0] for word in answers] == ["ACK", "REFUSED", "ACK"]
    raw = (data.parent / "lines.jsonl").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="ascii"))
    run(["ops", "-", "--data", str(data), "--as", "S01"])
    answers = capsys.readouterr().out.splitlines()
    assert [word.split()[0] for word in answers] == ["ACK", "REFUSED", "ACK"]


def test_lines_that_cannot_be_read_are_said(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data.parent / "ring").symlink_to("ring")
    for name in ("none.jsonl", ".", "ring", "x" * 300):
        assert run(["ops", str(data.parent / name), "--data", str(data)]) == 2
        assert "cannot be used" in capsys.readouterr().err
