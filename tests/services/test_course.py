"""The course of the first day ticks itself by what was done, and by nothing else."""

import pytest
from returns import shipped
from stories import acting, drafted, submitted

from warrantydesk.domain.course import Progress, Task
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk


def done(desk: Desk) -> set[Task]:
    return {one.task for one in desk.course.standing().tasks if one.progress is Progress.DONE}


def test_without_a_beginning_there_are_no_tasks(desk: Desk) -> None:
    submitted(desk)
    assert desk.course.is_offered
    assert desk.course.standing().tasks == ()


def test_only_what_is_done_after_the_beginning_counts(desk: Desk) -> None:
    submitted(desk)
    desk.course.begin()
    standing = desk.course.standing()
    assert done(desk) == set()
    assert [one.task for one in standing.tasks] == list(Task)
    assert standing.current is not None
    assert standing.current.progress is Progress.RUNNING
    assert [one.progress for one in standing.tasks[1:]] == [Progress.TODO] * 9


def test_a_claim_needs_mileage_and_complaint_to_count(desk: Desk) -> None:
    desk.course.begin()
    claim = desk.claims.new(vin="LX0CA8B34RG017342")
    current = desk.course.standing().current
    assert done(desk) == set()
    assert current is not None
    assert current.values["number"] == claim.claim_number
    changes = {"visit": {"mileage_km": 28_400}, "narrative": {"complaint": "异响"}}
    desk.claims.save_draft(claim.id, changes)
    assert done(desk) == {Task.ACCEPT}


def test_the_day_of_a_claim_ticks_its_tasks(desk: Desk) -> None:
    desk.course.begin()
    submitted(desk)
    assert {Task.ACCEPT, Task.AUTHORISE, Task.REPAIR, Task.SUBMIT} <= done(desk)
    assert not done(desk) & {Task.PACK, Task.RECEIPT, Task.DOSSIER, Task.CORRECT}
    shipped(desk)
    assert Task.PACK in done(desk)
    times = [one.at for one in desk.course.standing().tasks if one.progress is Progress.DONE]
    assert None not in times


def test_it_is_left_begun_anew_and_survives_a_restart(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        desk.course.leave()
    assert refusal.value.codes == ("STATE",)
    desk.course.begin()
    drafted(desk)
    assert done(desk) == {Task.ACCEPT}
    folder = desk.folder.path
    desk.close()
    with Desk(folder).open() as again:
        again.people.act_as("S01")
        assert done(again) == {Task.ACCEPT}
        again.course.leave()
        assert again.course.standing().tasks == ()
        again.course.begin()
        assert done(again) == set()


def test_who_only_reads_does_not_begin_it(desk: Desk) -> None:
    acting(desk, Role.READ_ONLY)
    with pytest.raises(Refused) as refusal:
        desk.course.begin()
    assert refusal.value.codes == ("RIGHT",)
