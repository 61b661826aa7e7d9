"""Labels: the journal before and after the bytes leave, reprints, batches that break off."""

import hashlib
from pathlib import Path

import pytest
from stories import acting, repairing, to_submit

from warrantydesk.domain.errors import NOT_FOUND, RIGHT, Refused, Unavailable
from warrantydesk.domain.old_part import TagState
from warrantydesk.domain.person import Role
from warrantydesk.domain.print_job import JobState
from warrantydesk.services.desk import Desk
from warrantydesk.services.label_order import DRIVER, PLACES, TAGS, TEST, LabelOrder


def tags_of(desk: Desk) -> list[str]:
    """Return the tags of a claim whose pieces are all received."""
    claim = to_submit(desk)
    return [piece.tag for piece in desk.shelf.pieces_of(claim.id)]


def code_of(error: pytest.ExceptionInfo[Refused]) -> tuple[str, ...]:
    return error.value.codes


def test_a_sent_job_carries_the_hash_of_its_bytes(desk: Desk, tmp_path: Path) -> None:
    tag, *_rest = tags_of(desk)
    order = LabelOrder("tspl")
    (drawn,) = desk.labels.draw([desk.labels.facts(tag)], order)
    report = desk.labels.send(drawn, f"file:{tmp_path / 'out'}", order)
    written = (tmp_path / "out").read_bytes()
    assert written == drawn.data
    assert report.sha256 == hashlib.sha256(written).hexdigest()
    assert (report.state, report.tags) == ("sent", (tag,))
    assert desk.shelf.by_tag(tag).tag_state is TagState.SENT


def test_a_dead_printer_is_a_failed_job_and_loses_nothing(desk: Desk) -> None:
    tag, *_rest = tags_of(desk)
    order = LabelOrder("zpl")
    (drawn,) = desk.labels.draw([desk.labels.facts(tag)], order)
    report = desk.labels.send(drawn, "device:/nowhere/at/all", order)
    assert report.state == "failed"
    assert "/nowhere/at/all" in report.error
    assert desk.labels.times_printed(tag) == 0
    assert desk.shelf.by_tag(tag).tag_state is TagState.NONE
    assert desk.labels.unsent()[0] == tag


def test_journal_and_transport_can_part_so_that_a_worker_sends(desk: Desk, tmp_path: Path) -> None:
    tag, *_rest = tags_of(desk)
    order = LabelOrder("epl2")
    (drawn,) = desk.labels.drawer(order)([desk.labels.facts(tag)])
    to = f"file:{tmp_path / 'out'}"
    job = desk.labels.queue(drawn, to, order)
    assert [one.state for one in desk.labels.jobs(tag)] == [JobState.QUEUED]
    desk.labels.deliver(drawn, to)
    assert desk.labels.settle(job).state == "sent"
    with pytest.raises(Unavailable):
        desk.labels.deliver(drawn, "tcp:nonsense:port")


def test_a_reprint_keeps_the_tag_shows_its_count_and_gives_a_reason(desk: Desk) -> None:
    tag, *_rest = tags_of(desk)
    order = LabelOrder("zpl", reason="smeared")
    for printed in range(3):
        label = desk.labels.facts(tag)
        assert label.reprint == printed
        (drawn,) = desk.labels.draw([label], order)
        desk.labels.record(drawn, "driver:office", order)
    first, *again = desk.labels.jobs(tag)
    assert (first.reprint_of, first.reason) == (None, "")
    assert [(one.reprint_of, one.reason) for one in again] == [
        (first.id, "smeared"),
        (again[0].id, "smeared"),
    ]


def test_the_journal_of_a_place_is_not_that_of_its_longer_namesake(desk: Desk) -> None:
    order = LabelOrder("zpl", kind=PLACES)
    desk.shelf.save_place("R2", "30")
    labels = desk.labels.labels_of(PLACES, ["R2-3", "R2-30"])
    first, second = desk.labels.draw(labels, order)
    desk.labels.record(second, "driver:office", order)
    assert desk.labels.jobs("P-R2-3") == []
    desk.labels.record(first, "driver:office", order)
    assert [job.kind for job in desk.labels.jobs("P-R2-3")] == [PLACES]


def test_every_kind_of_label_is_drawn_in_every_form(desk: Desk) -> None:
    tag, *_rest = tags_of(desk)
    subjects = {TAGS: tag, PLACES: "R2-3", TEST: "office"}
    for kind, subject in subjects.items():
        for form in ("png", "zpl", "tspl", "epl2", "escpos", "pdf", DRIVER):
            order = LabelOrder(form, kind=kind)
            (drawn,) = desk.labels.draw(desk.labels.labels_of(kind, [subject]), order)
            assert drawn.data
            assert (drawn.raster is not None) == (form == DRIVER)


def test_the_picture_is_the_raster_that_a_driver_prints(desk: Desk) -> None:
    tag, *_rest = tags_of(desk)
    label = desk.labels.facts(tag)
    order = LabelOrder(DRIVER, "100x50", 300)
    (drawn,) = desk.labels.draw([label], order)
    assert drawn.raster == desk.labels.picture(label, order)
    assert (drawn.raster.width, drawn.raster.height) == (1181, 590)


def test_the_verb_prints_to_files_and_through_transports(desk: Desk, tmp_path: Path) -> None:
    tags = tuple(tags_of(desk))
    reports = desk.labels.print_labels(tags, "zpl", tmp_path / "all.zpl")
    assert [one.tags for one in reports] == [(tag,) for tag in tags]
    assert sum(one.bytes for one in reports) == (tmp_path / "all.zpl").stat().st_size
    desk.labels.print_labels(tags, "png", tmp_path / "pictures")
    assert sorted(file.stem for file in (tmp_path / "pictures").iterdir()) == sorted(tags)
    (sent,) = desk.labels.print_labels(tags[:1], "tspl", to=f"file:{tmp_path / 'one'}")
    assert (tmp_path / "one").stat().st_size == sent.bytes
    assert desk.labels.jobs(tags[0])[-1].reason == "printed again"


def test_the_verb_refuses_in_the_order_of_judgement(desk: Desk, tmp_path: Path) -> None:
    tag, *_rest = tags_of(desk)
    acting(desk, Role.TECHNICIAN)
    with pytest.raises(Refused) as unknown:
        desk.labels.print_labels(("012600999909",), "zpl", tmp_path / "out")
    with pytest.raises(Refused) as right:
        desk.labels.print_labels((tag,), "no form", tmp_path / "out")
    acting(desk, Role.CLERK)
    with pytest.raises(Refused) as both:
        desk.labels.print_labels((tag,), "zpl", tmp_path / "out", "file:x")
    assert [code_of(one) for one in (unknown, right, both)] == [
        (NOT_FOUND,),
        (RIGHT,),
        ("INVALID",),
    ]
    assert not (tmp_path / "out").exists()
    assert desk.labels.jobs(tag) == []


def test_a_printer_is_kept_and_orders_follow_its_stock(desk: Desk) -> None:
    from dataclasses import replace

    printers = desk.labels.printers
    assert not printers.is_chosen()
    plain = replace(printers.kept(), transport="tcp:10.0.0.9:9100", language="epl2", dpi=300)
    printers.save(plain)
    assert printers.kept() == plain
    assert printers.is_chosen()
    assert printers.order(plain, TAGS, 2).form == "epl2"
    driver = replace(plain, transport="driver:Office")
    assert printers.order(driver, TAGS).form == DRIVER
    sheet = replace(driver, stock="a4-3x8")
    assert (printers.order(sheet, TAGS, 1, 5).form, printers.order(sheet, TAGS, 1, 5).start) == (
        "pdf",
        5,
    )
    assert printers.order(plain, TAGS, 1, 5).start == 1


@pytest.mark.parametrize("transport", ["tcp:", "smoke:signal", "office"])
def test_a_transport_that_leads_nowhere_is_not_kept(desk: Desk, transport: str) -> None:
    from dataclasses import replace

    printers = desk.labels.printers
    with pytest.raises(Refused):
        printers.save(replace(printers.kept(), transport=transport))
    assert not printers.is_chosen()


def test_tags_wait_for_print_until_their_label_was_sent(desk: Desk) -> None:
    claim = repairing(desk)
    assert desk.labels.unsent() == []
    first = desk.shelf.receive(claim.id, 1).tag
    second = desk.shelf.receive(claim.id, 2).tag
    assert desk.labels.unsent() == [first, second]
    order = LabelOrder("zpl")
    (drawn,) = desk.labels.draw([desk.labels.facts(first)], order)
    desk.labels.record(drawn, "driver:office", order)
    assert desk.labels.unsent() == [second]
