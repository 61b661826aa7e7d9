"""``labels``: one JSON line a job, what a dead printer leaves, and how the rest is printed."""

import hashlib
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FixedClock
from stories import to_submit

from warrantydesk.cli import run
from warrantydesk.services.desk import Desk


@pytest.fixture
def data(desk_folder: Path) -> Path:
    """Give a closed desk with three tags."""
    with Desk(desk_folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        to_submit(desk)
        printers = desk.labels.printers
        printers.save(replace(printers.kept(), name="front", transport="tcp:10.0.0.9:9100"))
    return desk_folder


class Printer:
    """A printer that takes so many labels and then hangs up in the middle of one."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.to = f"tcp:127.0.0.1:{self.server.getsockname()[1]}"
        self.most = 10**6
        self.jobs: list[bytes] = []
        self._over = False
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while not self._over:
            guest, _address = self.server.accept()
            with guest:
                job = b""
                while part := guest.recv(1000):
                    job += part
                    if len(self.jobs) >= self.most:
                        break
                else:
                    self.jobs += [job] if job else []

    def close(self) -> None:
        self._over = True
        socket.create_connection(self.server.getsockname()).close()
        self._thread.join(5)
        self.server.close()


@pytest.fixture
def printer() -> Iterator[Printer]:
    made = Printer()
    yield made
    made.close()


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_printer_that_hangs_up_half_way_leaves_the_rest_for_later(
    data: Path, printer: Printer, capsys: pytest.CaptureFixture[str]
) -> None:
    printer.most = 1
    asked = ["labels", "--data", str(data), "--all", "--as", "zpl", "--to", printer.to]
    assert run(asked) == 1
    first = lines_of(capsys)
    assert [line["state"] for line in first] == ["sent", "failed", "queued"]
    assert "does not take the job" in str(first[1]["error"])
    printer.most = 10
    assert run(["labels", "--data", str(data), "--resume"]) == 0
    rest = lines_of(capsys)
    assert [(line["tag"], line["state"]) for line in rest] == [
        (line["tag"], "sent") for line in first[1:]
    ]
    assert [hashlib.sha256(job).hexdigest() for job in printer.jobs] == [
        first[0]["sha256"],
        *(line["sha256"] for line in rest),
    ]
    assert run(["labels", "--data", str(data), "--resume"]) == 0
    assert lines_of(capsys) == []


def test_a_printer_that_is_off_fails_one_and_queues_the_rest(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    asked = ["labels", "--data", str(data), "--all", "--as", "tspl"]
    assert run([*asked, "--to", f"tcp:127.0.0.1:{port}"]) == 1
    assert [line["state"] for line in lines_of(capsys)] == ["failed", "queued", "queued"]


def test_a_preview_is_in_no_journal_and_files_are_one_job_a_tag(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["labels", "--data", str(data), "--all", "--as", "zpl", "--copies", "2"]
    assert run([*asked, "--preview"]) == 0
    previews = lines_of(capsys)
    assert {(line["job"], line["state"]) for line in previews} == {(None, "preview")}
    assert run([*asked, "--out", str(tmp_path / "all.zpl")]) == 0
    lines = lines_of(capsys)
    written = (tmp_path / "all.zpl").read_bytes()
    assert [line["sha256"] for line in lines] == [line["sha256"] for line in previews]
    assert sum(int(str(line["bytes"])) for line in lines) == len(written)
    assert written.count(b"^PQ2,0,1,Y") == len(lines) == 3
    assert [line["copies"] for line in lines] == [2, 2, 2]
    pdf = ["labels", "--data", str(data), "--all", "--as", "pdf"]
    assert run([*pdf, "--out", str(tmp_path / "all.pdf")]) == 0
    (sheet,) = lines_of(capsys)
    assert sheet["tags"] == [line["tag"] for line in lines]


def test_the_printers_of_the_desk_are_listed(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["labels", "--data", str(data), "--printers"]) == 0
    (line,) = lines_of(capsys)
    assert (line["name"], line["transport"]) == ("front", "tcp:10.0.0.9:9100")
    assert line["in_use"] is True


@pytest.mark.parametrize("rest", [["--all"], ["--all", "--as", "zpl"]])
def test_what_is_missing_is_said(
    data: Path, rest: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["labels", "--data", str(data), *rest]) == 2
    assert capsys.readouterr().err
