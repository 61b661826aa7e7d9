"""A rehearsal that is not wanted any more ends at once, and says nothing of the backup."""

import pytest

from warrantydesk.domain.backup import BackupReason
from warrantydesk.services.desk import Desk


class NotWanted(Exception):  # noqa: N818 - a decision of the clerk, not an error
    """What a window raises in a step where the clerk has cancelled."""


def test_a_rehearsal_that_is_cancelled_ends_and_is_not_remembered(desk: Desk) -> None:
    desk.backups.keep(BackupReason.BY_HAND)
    steps: list[str] = []

    def step(what: str) -> None:
        steps.append(what)
        if len(steps) > 1:  # the child has begun by then
            raise NotWanted

    with pytest.raises(NotWanted):
        desk.backups.drill(step)
    assert desk.backups.standing().drill is None
    assert desk.backups.needs_drill()
    desk.backups.begin()
    left = [one.name for one in desk.backups.folder().iterdir() if one.is_dir()]
    assert left == []
