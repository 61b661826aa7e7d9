"""A child: the real window in which a clerk types, until it is killed in the middle."""

import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE.parent)]

import os  # noqa: E402

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from builders import VIN  # noqa: E402 - the path comes first in a child
from journey_stage import on_stage, scanned, typed  # noqa: E402
from stories import repairing  # noqa: E402

from warrantydesk.services.desk import Desk  # noqa: E402


def main(folder: Path) -> None:
    """Receive a piece, type half a claim, say what is saved, and wait for the end."""
    desk = Desk(folder).open()
    desk.people.act_as("S01")
    tag = desk.shelf.receive(repairing(desk, "LX0DS21A5SB012345").id, 1, 1).tag
    stage = on_stage(desk)
    stage.open("intake", "new")
    scanned(stage, VIN)
    typed(stage, "visit.mileage_km", "28400")
    claim_id = int(desk.archive.all_ids()[0])
    end = time.monotonic() + 10
    while desk.claims.get(claim_id).visit.mileage_km != 28400 and time.monotonic() < end:
        stage.settle()
    claim = desk.claims.get(claim_id)
    sys.stdout.write(f"{claim.claim_number} {claim.visit.mileage_km} {tag}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
