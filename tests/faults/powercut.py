"""A child whose every write, sync and change of a name is put on tape, for a power cut to replay.

``python powercut.py JOB FOLDER TAPE COUNT [CARELESS]``: does a job of ``killed.py`` until COUNT
things were said to be done, closes the desk, opens it and does as many again, where that can be.
``CARELESS`` takes one of the desk's cares away, which a replay must notice:

    synchronous   SQLite syncs nothing        fsync   files and folders are not synced
    folders       only folders are not synced
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE.parent)]

from fakes import FixedClock  # noqa: E402 - the path comes first in a child
from faults import killed  # noqa: E402
from faults.recording import Recording  # noqa: E402

from warrantydesk.services.desk import Desk  # noqa: E402
from warrantydesk.storage import attachments, database, durable, restore, schema  # noqa: E402

CHECKPOINT_PAGES = 60
"""Pages of the log after which it is brought into the database: often, on a short tape."""

ONCE = ("take", "migrate", "swap")
"""What cannot be done a second time from its beginning."""


class Enough(BaseException):
    """So much was said to be done that the job ends."""


class Teller:
    """Stands for ``said``: puts it on the tape and ends the job after so many things."""

    def __init__(self, tape: Recording, most: int) -> None:
        self._tape, self._most, self._count = tape, most, 0

    def __call__(self, *words: object) -> None:
        """Say that something is done."""
        self._tape.ack(*words)
        self._count += words[0] not in ("open", "start")
        if self._count == self._most:
            self._count = 0
            raise Enough


def migrate(folder: Path) -> None:
    """Open a database of a former schema."""
    killed.said("start")
    with Desk(folder, FixedClock()).open():
        killed.said("migrated")


def careless(what: str) -> None:
    """Take a care away."""
    if what == "synchronous":
        database.PRAGMAS["synchronous"] = "off"
    elif what == "fsync":
        os.fsync = lambda number: None
    elif what == "folders":
        for module in (attachments, durable, restore, schema):
            if hasattr(module, "sync_folder"):
                module.sync_folder = lambda folder: None


def main(job: str, folder: Path, tape_file: Path, most: int, without: str = "") -> None:
    """Do the job on tape."""
    database.PRAGMAS["wal_autocheckpoint"] = CHECKPOINT_PAGES
    tape = Recording(folder)
    careless(without)  # afterwards, so that a sync that is not done is not heard either
    killed.said = Teller(tape, most)
    desks: list[Desk] = []

    def opened(folder: Path) -> Desk:
        desks.append(open_desk(folder))
        return desks[-1]

    open_desk, killed.opened = killed.opened, opened
    jobs: dict[str, Callable[[Path], None]] = {**killed.JOBS, "migrate": migrate}
    for left in reversed(range(1 if job in ONCE else 2)):
        try:
            jobs[job](folder)
        except Enough:
            if left:
                desks[-1].close()
    tape.save(tape_file)
    os._exit(0)  # as it stands: nothing is closed any more


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), *sys.argv[5:])
