"""The desk that the fault tests begin with."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a closed desk with one filed claim and one backup, to be copied, not changed."""
    from fakes import FixedClock
    from stories import staffed, submitted

    from warrantydesk.services.desk import Desk

    folder = tmp_path_factory.mktemp("base") / "desk"
    with Desk(folder, FixedClock()).open(create=True, demo=True) as desk:
        submitted(staffed(desk))
        desk.backups.make(desk.backups.folder())
    return folder
