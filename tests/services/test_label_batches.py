"""Batches of labels: queued together, one in doubt at most, the rest printed once."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from stories import acting, submitted, to_submit

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.old_part import TagState
from warrantydesk.domain.person import Role
from warrantydesk.domain.print_job import JobState, PrintJob
from warrantydesk.i18n import N_
from warrantydesk.printing.errors import PrinterSilent
from warrantydesk.services.desk import Desk
from warrantydesk.services.label_order import (
    BOXES,
    DRIVER,
    MODES,
    SCANNER,
    TAGS,
    LabelBytes,
    LabelOrder,
)

ORDER = LabelOrder("zpl")
TO = "tcp:10.0.0.9:9100"


class Roll:
    """A printer with so many labels on its roll; then it does what ``then`` raises."""

    def __init__(self, most: int, then: Callable[[], Exception]) -> None:
        self.most, self.then = most, then
        self.taken: list[LabelBytes] = []

    def deliver(self, drawn: LabelBytes, to: str) -> None:
        """Take the bytes, or fail."""
        if len(self.taken) >= self.most:
            raise self.then()
        self.taken.append(drawn)

    @property
    def tags(self) -> list[str]:
        """Return what came out, in order."""
        return [tag for one in self.taken for tag in one.tags]


def out_of_paper() -> Exception:
    return Unavailable(N_("The printer at {address} does not answer."), address=TO)


def silent() -> Exception:
    return PrinterSilent(N_("The printer at {address} does not answer."), address=TO)


@pytest.fixture
def tags(desk: Desk) -> list[str]:
    return [piece.tag for piece in desk.shelf.pieces_of(to_submit(desk).id)]


def roll_of(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    most: int = 10**6,
    then: Callable[[], Exception] = out_of_paper,
) -> Roll:
    roll = Roll(most, then)
    monkeypatch.setattr(desk.labels, "deliver", roll.deliver)
    return roll


def states(desk: Desk, tags: list[str]) -> list[list[JobState]]:
    return [[job.state for job in desk.labels.jobs(tag)] for tag in tags]


def test_every_job_is_queued_before_any_leaves(
    desk: Desk, tags: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    roll = roll_of(desk, monkeypatch)
    batch = desk.labels.batches.begin(tags, ORDER, TO)
    jobs = [desk.labels.jobs(tag)[0] for tag in tags]
    assert [(job.state, job.sending_at, job.batch_id) for job in jobs] == [
        (JobState.QUEUED, None, batch.id)
    ] * 3
    assert [job.position for job in jobs] == [1, 2, 3]
    assert batch.number == "P0126-0001"
    assert roll.taken == []
    told: list[str] = []
    reports = desk.labels.batches.run(batch, lambda report: told.extend(report.tags))
    assert roll.tags == tags == told
    assert [one.state for one in reports] == ["sent"] * 3
    assert desk.labels.batches.unfinished() == []


def test_a_label_says_that_it_leaves_before_its_bytes_do(
    desk: Desk, tags: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[PrintJob]] = []
    monkeypatch.setattr(
        desk.labels,
        "deliver",
        lambda *_asked: seen.append([desk.labels.jobs(tag)[-1] for tag in tags]),
    )
    desk.labels.batches.run(desk.labels.batches.begin(tags, ORDER, TO))
    told = [[(job.state, job.in_doubt) for job in jobs] for jobs in seen]
    sent, leaving, waiting = (
        (JobState.SENT, False),
        (JobState.QUEUED, True),
        (JobState.QUEUED, False),
    )
    assert told == [
        [leaving, waiting, waiting],
        [sent, leaving, waiting],
        [sent, sent, leaving],
    ]


def test_an_empty_roll_fails_one_label_and_the_rest_is_printed_once(
    desk: Desk, tags: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    roll = roll_of(desk, monkeypatch, most=1)
    batch = desk.labels.batches.begin(tags, ORDER, TO)
    reports = desk.labels.batches.run(batch)
    assert [one.state for one in reports] == ["sent", "failed"]
    assert "does not answer" in reports[1].error
    assert "does not answer" in desk.labels.jobs(tags[1])[0].error
    (open_one,) = desk.labels.batches.unfinished()
    assert (open_one.sent, open_one.subjects) == (1, tuple(tags[1:]))
    roll.most = 10
    desk.labels.batches.run(desk.labels.batches.resume(batch))
    assert roll.tags == tags
    assert states(desk, tags) == [
        [JobState.SENT],
        [JobState.FAILED, JobState.SENT],
        [JobState.SENT],
    ]
    assert all(desk.labels.times_printed(tag) == 1 for tag in tags)
    assert desk.labels.batches.unfinished() == []
    with pytest.raises(Refused) as over:
        desk.labels.batches.resume(batch)
    assert over.value.codes == ("STATE",)


def test_a_label_in_doubt_is_printed_again_with_its_mark(
    desk: Desk, tags: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    roll = roll_of(desk, monkeypatch, most=1, then=silent)
    batch = desk.labels.batches.begin(tags, ORDER, TO)
    assert [one.state for one in desk.labels.batches.run(batch)] == ["sent", "queued"]
    (open_one,) = desk.labels.batches.unfinished()
    (doubt,) = open_one.doubtful
    assert doubt.subject == tags[1]
    assert desk.labels.facts(tags[1]).reprint == 1
    roll.most = 10
    desk.labels.batches.run(desk.labels.batches.resume(batch))
    former, again = desk.labels.jobs(tags[1])
    assert (former.state, again.state) == (JobState.VOID, JobState.SENT)
    assert (again.reprint_of, again.reason) == (former.id, "not certain that it came out")
    marked = desk.labels.draw([desk.labels.facts(tags[1], 1)], ORDER)[0].data
    plain = desk.labels.draw([desk.labels.facts(tags[2], 0)], ORDER)[0].data
    assert [one.data for one in roll.taken[1:]] == [marked, plain]


def test_a_label_that_did_come_out_is_not_printed_again(
    desk: Desk, tags: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    roll = roll_of(desk, monkeypatch, most=1, then=silent)
    batch = desk.labels.batches.begin(tags, ORDER, TO)
    desk.labels.batches.run(batch)
    (open_one,) = desk.labels.batches.unfinished()
    roll.most = 10
    desk.labels.batches.run(
        desk.labels.batches.resume(batch, [job.id for job in open_one.doubtful])
    )
    assert roll.tags == [tags[0], tags[2]]
    assert states(desk, tags) == [[JobState.SENT]] * 3


def test_what_was_printed_otherwise_or_is_void_is_left_out(
    desk: Desk, tags: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roll = roll_of(desk, monkeypatch, most=0)
    batch = desk.labels.batches.begin(tags, ORDER, TO)
    desk.labels.batches.run(batch)
    desk.labels.print_labels((tags[1],), "zpl", tmp_path / "one.zpl")
    desk.shelf.void(tags[2], "entered twice")
    roll.most = 10
    desk.labels.batches.run(desk.labels.batches.resume(batch))
    assert roll.tags == tags[:1]
    assert desk.labels.times_printed(tags[1]) == 1
    assert desk.labels.times_printed(tags[2]) == 0
    assert desk.labels.batches.unfinished() == []


def test_a_batch_is_stopped_between_two_labels(
    desk: Desk, tags: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    roll = roll_of(desk, monkeypatch)
    batch = desk.labels.batches.begin(tags, ORDER, TO)
    desk.labels.batches.run(batch, cancelled=lambda: len(roll.taken) == 2)
    assert states(desk, tags) == [[JobState.SENT], [JobState.SENT], [JobState.QUEUED]]
    assert not desk.labels.jobs(tags[2])[0].in_doubt


def test_the_rest_can_be_let_go_with_a_reason(
    desk: Desk, tags: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    roll_of(desk, monkeypatch, most=1)
    batch = desk.labels.batches.begin(tags, ORDER, TO)
    desk.labels.batches.run(batch)
    with pytest.raises(Refused) as silence:
        desk.labels.batches.drop(batch, " ")
    assert silence.value.codes == ("INVALID",)
    desk.labels.batches.drop(batch, "wrong stock")
    assert desk.labels.batches.unfinished() == []
    assert states(desk, tags) == [[JobState.SENT], [JobState.VOID], [JobState.VOID]]
    assert [desk.labels.times_printed(tag) for tag in tags] == [1, 0, 0]
    assert desk.labels.unsent() == tags[1:]


def test_after_a_restart_the_rest_is_drawn_anew(
    desk_folder: Path, desk: Desk, tags: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    roll_of(desk, monkeypatch, most=1)
    desk.labels.batches.run(desk.labels.batches.begin(tags, ORDER, TO))
    desk.close()
    with Desk(desk_folder).open() as again:
        again.people.act_as("S01")
        roll = roll_of(again, monkeypatch)
        (open_one,) = again.labels.batches.unfinished()
        again.labels.batches.run(again.labels.batches.resume(open_one.batch))
        assert roll.tags == tags[1:]
        sums = {job.sha256 for tag in tags for job in again.labels.jobs(tag) if job.sending_at}
        assert len(sums) == 3
        assert again.archive.verify() == []


def test_a_batch_is_drawn_for_the_printer_that_it_goes_to(
    desk: Desk, tags: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    roll = roll_of(desk, monkeypatch)
    printers = desk.labels.printers
    printers.save(replace(printers.kept(), name="dark", transport=TO, density=12))
    printers.save(replace(printers.kept(), name="pale", transport="cups:pale", density=3))
    for to, mark in ((TO, b"~SD12"), ("cups:pale", b"~SD03"), ("cups:unknown", b"~SD03")):
        desk.labels.batches.run(desk.labels.batches.begin(tags[:1], ORDER, to))
        assert roll.taken[-1].data.startswith(mark)


def test_several_labels_to_one_file_stand_one_after_the_other(
    desk: Desk, tags: list[str], tmp_path: Path
) -> None:
    batch = desk.labels.batches.begin(tags, ORDER, f"file:{tmp_path / 'all.zpl'}")
    reports = desk.labels.batches.run(batch)
    assert (tmp_path / "all.zpl").read_bytes().count(b"^XA") == 3
    assert sum(one.bytes for one in reports) == (tmp_path / "all.zpl").stat().st_size
    lost = desk.labels.batches.begin(tags, ORDER, f"file:{tmp_path / 'no' / 'all.zpl'}")
    assert [one.state for one in desk.labels.batches.run(lost)] == ["failed"] * 3


def test_a_driver_batch_is_printed_in_the_window_only(desk: Desk, tags: list[str]) -> None:
    batch = desk.labels.batches.begin(tags, LabelOrder(DRIVER), "driver:Office")
    with pytest.raises(Refused) as told:
        desk.labels.batches.run(batch)
    assert told.value.codes == ("STATE",)


def test_a_spoilt_label_is_void_and_its_tag_waits_for_another(
    desk: Desk, tags: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    roll_of(desk, monkeypatch)
    desk.labels.batches.run(desk.labels.batches.begin(tags[:1], ORDER, TO))
    (job,) = desk.labels.jobs(tags[0])
    with pytest.raises(Refused) as silence:
        desk.labels.void_job(job.id, "")
    assert silence.value.codes == ("INVALID",)
    desk.labels.void_job(job.id, "smeared")
    assert desk.labels.jobs(tags[0])[0].state is JobState.VOID
    assert desk.shelf.by_tag(tags[0]).tag_state is TagState.NONE
    assert desk.labels.unsent()[0] == tags[0]
    assert desk.labels.facts(tags[0]).reprint == 1
    with pytest.raises(Refused) as twice:
        desk.labels.void_job(job.id, "smeared")
    assert twice.value.codes == ("STATE",)
    acting(desk, Role.TECHNICIAN)
    with pytest.raises(Refused) as right:
        desk.labels.void_job(job.id, "")
    assert right.value.codes == ("RIGHT",)


def test_boxes_modes_and_the_scanner_test_are_orders_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    roll = roll_of(desk, monkeypatch)
    tags = [piece.tag for piece in desk.shelf.pieces_of(submitted(desk).id)]
    for tag in tags:
        desk.shelf.shelve(tag, "R2-3")
    shipment = desk.shipments.open(tags=(tags[0],))
    desk.shipments.pack(tags[0], shipment_id=shipment.id)
    (box,) = desk.stores.boxes.of(shipment.id)
    desk.shipments.weigh(box.code, 18_400)
    (label,) = desk.labels.labels_of(BOXES, [box.code])
    assert (label.box, label.number, label.boxes, label.pieces) == (box.code, 1, 1, 1)
    assert (label.weight_g, label.shipment) == (18_400, shipment.number)
    for kind, subjects in ((BOXES, [box.code]), (MODES, ["M1", "MU"]), (SCANNER, ["scanner"])):
        batch = desk.labels.batches.begin(subjects, replace(ORDER, kind=kind), TO)
        desk.labels.batches.run(batch)
    assert roll.tags == [box.code, "M1", "MU", *["scanner"] * 4]
    assert desk.labels.labels_of(BOXES, [box.code])[0].reprint == 1
    for kind, subject in ((BOXES, "B0126-9999-01"), (MODES, "M9"), (TAGS, "012600999909")):
        with pytest.raises(Refused):
            desk.labels.labels_of(kind, [subject])
