"""The program is killed while the clerk types: draft, tag and journal are there again."""

import subprocess
import sys
from pathlib import Path

from warrantydesk.services.desk import Desk

CHILD = Path(__file__).with_name("killed_window.py")


def test_what_the_screen_showed_as_saved_is_there_after_a_kill(desk_folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, str(CHILD), str(desk_folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        number, mileage, tag = child.stdout.readline().split()
        child.kill()
    with Desk(desk_folder).open() as desk:
        assert desk.recovered >= 1
        assert desk.claims.by_number(number).visit.mileage_km == int(mileage) == 28400
        assert desk.shelf.by_tag(tag).tag == tag
        assert desk.archive.verify() == []
