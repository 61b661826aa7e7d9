"""Kill -9 in a batch of 100 labels: journal and printer agree, the rest is printed once."""

import hashlib
import json
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from warrantydesk.demo.shop import build
from warrantydesk.domain.print_job import JobState
from warrantydesk.services.desk import Desk

ROOT = Path(__file__).resolve().parents[2]
COUNT = 100


class Printer:
    """A label printer in the network; it keeps every whole job."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.to = f"tcp:127.0.0.1:{self.server.getsockname()[1]}"
        self.jobs: list[bytes] = []
        self.kill_at = -1
        self.victim: subprocess.Popen[bytes] | None = None
        self._over = False
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            guest, _address = self.server.accept()
            with guest:
                if self._over:
                    return
                self._take(guest)

    def _take(self, guest: socket.socket) -> None:
        job = b""
        try:
            while part := guest.recv(4096):
                job += part
                if len(self.jobs) == self.kill_at and self.victim and len(job) > self.bytes_seen:
                    self.victim.kill()
        except ConnectionError:
            return
        if job.endswith(b"^XZ"):
            self.jobs.append(job)

    def kill(self, victim: "subprocess.Popen[bytes]", at: int, bytes_seen: int) -> None:
        """Kill the sender when so many labels came and so many bytes of the next."""
        self.victim, self.bytes_seen, self.kill_at = victim, bytes_seen, at

    bytes_seen = 0

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


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the closed data folder of a shop with more than a hundred tagged pieces."""
    folder = tmp_path_factory.mktemp("labels") / "shop"
    build(folder, 160, 7)
    return folder


def labels(folder: Path, *asked: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "warrantydesk", "labels", "--data", str(folder), *asked]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def times_of(folder: Path) -> dict[str, int]:
    """Return a hundred tags with how often each was printed."""
    with Desk(folder).open() as desk:
        tags = desk.labels.all_tags()[:COUNT]
        assert len(tags) == COUNT
        return {tag: desk.labels.times_printed(tag) for tag in tags}


def tried(shop: Path, folder: Path, printer: Printer, dice: random.Random) -> None:
    """Print a hundred labels, kill the sender somewhere, look, resume, look again."""
    shutil.copytree(shop, folder)
    before = times_of(folder)
    tags = list(before)
    child = labels(folder, "--tags", ",".join(tags), "--as", "zpl", "--to", printer.to)
    printer.kill(child, dice.randrange(COUNT), dice.choice((0, 1, 20_000, 38_000)))
    out, err = child.communicate(timeout=60)
    assert child.returncode == -signal.SIGKILL, (out[-300:], err)
    came = list(printer.jobs)
    with Desk(folder).open() as desk:
        jobs = [desk.labels.jobs(tag)[-1] for tag in tags]
        assert desk.archive.verify() == []
    sent = [job for job in jobs if job.state is JobState.SENT]
    doubtful = [job for job in jobs if job.in_doubt]
    assert len(doubtful) <= 1
    assert len(sent) + len(doubtful) >= len(came) >= len(sent)
    known = [hashlib.sha256(job).hexdigest() for job in came]
    assert [job.sha256 for job in (*sent, *doubtful)][: len(came)] == known
    said = [json.loads(line)["tag"] for line in out.splitlines() if line.endswith(b"}")]
    assert set(said) <= {job.subject for job in sent}

    printer.victim = None
    rest = labels(folder, "--resume")
    out, err = rest.communicate(timeout=60)
    assert rest.returncode == 0, err
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["state"] for line in lines] == ["sent"] * (COUNT - len(sent))
    assert Counter(line["tag"] for line in lines) == Counter(
        job.subject for job in jobs if job not in sent
    )
    after = printer.jobs[len(came) :]
    assert [hashlib.sha256(job).hexdigest() for job in after] == [line["sha256"] for line in lines]
    with Desk(folder).open() as desk:
        twice = {tag for tag in tags if desk.labels.times_printed(tag) - before[tag] > 1}
        assert twice == {job.subject for job in doubtful}
        assert desk.labels.batches.unfinished() == []
        assert desk.archive.verify() == []
    shutil.rmtree(folder)


@pytest.mark.parametrize("seed", range(2))
def test_a_kill_in_a_batch_prints_the_rest_once(
    seed: int, shop: Path, tmp_path: Path, printer: Printer
) -> None:
    tried(shop, tmp_path / "shop", printer, random.Random(seed))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 140))
def test_40_kills_in_a_batch_print_the_rest_once(
    seed: int, shop: Path, tmp_path: Path, printer: Printer
) -> None:
    tried(shop, tmp_path / "shop", printer, random.Random(seed))
