"""One label through every way out: the bytes that arrive are those of the print journal."""

import hashlib
import os
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from print_system import PrintSystem, missing
from stories import to_submit

from warrantydesk.services.desk import Desk
from warrantydesk.services.label_order import PRINTER_LANGUAGES, LabelOrder


class Listener:
    """A printer at a free port that keeps what each guest brings."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.jobs: list[bytes] = []
        self.came = threading.Condition()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            guest, _address = self.server.accept()
            with guest:
                job = b""
                while part := guest.recv(65536):
                    job += part
            if job == b"good night":
                return
            with self.came:
                self.jobs.append(job)
                self.came.notify()

    def wait(self, count: int) -> list[bytes]:
        """Return the jobs once there are ``count``."""
        with self.came:
            assert self.came.wait_for(lambda: len(self.jobs) >= count, 20)
        return self.jobs

    def close(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as last:
            last.sendall(b"good night")
        self._thread.join(5)
        self.server.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


@pytest.fixture(scope="module")
def print_system() -> Iterator[PrintSystem]:
    """Give a print system of this module's own; where there is none, say so."""
    if lacking := missing():
        # The automatic run installs it: there it is no reason to look away.
        assert os.environ.get("PRINT_SYSTEM") != "must", lacking
        pytest.skip(f"no print system here: {lacking} is missing")
    place = Path(tempfile.mkdtemp(prefix="cups-"))
    place.chmod(0o755)
    made = PrintSystem(place)
    yield made
    made.stop()
    shutil.rmtree(place)


def tags_of(desk: Desk) -> list[str]:
    return [piece.tag for piece in desk.shelf.pieces_of(to_submit(desk).id)]


@pytest.mark.parametrize("form", PRINTER_LANGUAGES)
def test_file_network_and_print_queue_get_the_bytes_of_the_journal(
    form: str,
    desk: Desk,
    tmp_path: Path,
    listener: Listener,
    print_system: PrintSystem,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tag, *_rest = tags_of(desk)
    label = desk.labels.facts(tag)
    queue = f"labels-{form}"
    print_system.add_queue(queue, f"socket://127.0.0.1:{listener.port}/?snmp=false")
    monkeypatch.setenv("CUPS_SERVER", str(print_system.socket))
    file = tmp_path / "job"
    reports = [
        report
        for to in (f"file:{file}", f"tcp:127.0.0.1:{listener.port}", f"cups:{queue}")
        for report in desk.labels.batches.run(
            desk.labels.batches.begin([label], LabelOrder(form), to)
        )
    ]
    assert [one.state for one in reports] == ["sent"] * 3
    arrived = [file.read_bytes(), *listener.wait(2)]
    sums = {hashlib.sha256(job).hexdigest() for job in arrived}
    assert sums == {job.sha256 for job in desk.labels.jobs(tag)}
    assert len(sums) == 1
    assert {len(job) for job in arrived} == {one.bytes for one in reports}


def test_a_queue_that_stands_still_is_a_failed_job_that_says_so(
    desk: Desk, print_system: PrintSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag, *_rest = tags_of(desk)
    print_system.add_queue("still", "socket://127.0.0.1:9/?snmp=false")
    print_system.told("cupsdisable", "still")
    monkeypatch.setenv("CUPS_SERVER", str(print_system.socket))
    for queue, words in (("still", "stands still"), ("nowhere", "nowhere")):
        batch = desk.labels.batches.begin([tag], LabelOrder("zpl"), f"cups:{queue}")
        (report,) = desk.labels.batches.run(batch)
        assert report.state == "failed"
        assert words in report.error
    assert print_system.told("lpstat", "-o", "still") == ""
