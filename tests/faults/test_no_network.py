"""The program talks to nobody but the printer: a day's work, with every program it starts."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOOK = """
import os, sys

def _heard(event, values):
    if not event.startswith("socket.") or event == "socket.gethostname":
        return
    told = [str(one) for one in values if not hasattr(one, "family")]
    own = [one for one in values if hasattr(one, "family")]
    if own and own[0].family.name == "AF_UNIX" or event == "socket.__new__":
        return
    with open(os.environ["HEARD"], "a", encoding="utf-8") as file:
        file.write(event + " " + " ".join(told) + "\\n")

sys.addaudithook(_heard)
"""
DAY = """
import sys
from pathlib import Path
from fakes import FixedClock
from stories import submitted, to_submit
from warrantydesk.services.desk import Desk
from warrantydesk.ui.stage import Stage
from warrantydesk.ui.tabs import TABS

folder, to = Path(sys.argv[1]), sys.argv[2]
with Desk(folder, FixedClock()).open() as desk:
    desk.people.act_as("S01")
    claim = submitted(desk)
    tags = tuple(piece.tag for piece in desk.shelf.pieces_of(claim.id))
    (job, *_rest) = desk.labels.print_labels(tags, "zpl", to=to)
    assert not job.error, job
    out = folder.parent
    desk.papers.draw("claim_form", claim.id, out / "form.pdf")
    desk.dossiers.build(claim.id, out / "dossier.pdf")
    desk.ledger.export("claims", out / "claims.xlsx")
    desk.backups.make(out / "backups")
    stage = Stage(desk, "en")
    for tab in TABS:
        stage.open(tab.key)
    stage.close()
"""
CALL = re.compile(r"connect\(\d+, \{sa_family=(AF_INET6?)")


@pytest.fixture
def printer() -> Iterator[int]:
    """Give the port of a printer that takes everything."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                guest, _address = server.accept()
            except OSError:
                return
            with guest:
                while guest.recv(65536):
                    pass

    thread = threading.Thread(target=serve)
    thread.start()
    yield server.getsockname()[1]
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join(5)


def test_a_day_calls_the_printer_and_nobody_else(
    desk_folder: Path, tmp_path: Path, printer: int
) -> None:
    hook, heard = tmp_path / "hook", tmp_path / "heard"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(HOOK, "utf-8")
    heard.touch()
    path = os.pathsep.join((str(hook), str(ROOT), str(ROOT / "tests")))
    done = subprocess.run(
        [sys.executable, "-c", DAY, str(desk_folder), f"tcp:127.0.0.1:{printer}"],
        env={**os.environ, "PYTHONPATH": path, "HEARD": str(heard)},
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    calls = set(heard.read_text("utf-8").splitlines())
    assert f"socket.connect ('127.0.0.1', {printer})" in calls, "the hook hears"
    strangers = {call for call in calls if f"'127.0.0.1', {printer}" not in call}
    assert {call for call in strangers if not call.startswith("socket.getaddrinfo 127.0.0.1")} == (
        set()
    )


@pytest.mark.long
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace looks at the system's calls")
def test_the_whole_tour_asks_the_system_for_no_network(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    watched = ["strace", "-f", "--seccomp-bpf", "-e", "trace=connect", "-o", str(trace)]
    subprocess.run(
        [*watched, sys.executable, "-m", "warrantydesk", "tour", str(tmp_path / "day")],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    assert json.loads((tmp_path / "day" / "summary.json").read_text("utf-8"))
    assert CALL.findall(trace.read_text("utf-8", "replace")) == []
