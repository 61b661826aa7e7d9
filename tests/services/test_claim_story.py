"""The course of a claim in words: who changed what, and in whose hands it lay."""

from pathlib import Path

import pytest
from builders import VIN
from documents.papers.paper_facts import pages
from fakes import FixedClock
from stories import acting, drafted, repairing, submitted, to_submit

from warrantydesk.domain.claim import State
from warrantydesk.domain.claim.answer import AnswerKind
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.tag import spoken
from warrantydesk.services.claim_story import StoryEvent
from warrantydesk.services.claim_story_words import TABLES
from warrantydesk.services.desk import Desk


def changes(event: StoryEvent) -> dict[str, tuple[str, str]]:
    return {one.label: (one.old, one.new) for one in event.changes}


def test_a_change_tells_before_and_after_and_who(desk: Desk) -> None:
    claim = drafted(desk, narrative={"complaint": "水泵漏水"})
    desk.claims.leave(claim.id)
    acting(desk, Role.RECEPTION)
    desk.claims.save_draft(claim.id, {"narrative": {"complaint": "水泵渗漏"}})
    desk.claims.leave(claim.id)
    last = desk.stories.of(claim.id)[-1]
    assert (last.who, last.action, last.about) == ("陈砚秋", "edit claim", "Claim")
    assert changes(last) == {"Complaint": ("水泵漏水", "水泵渗漏")}
    assert not last.is_first


def test_events_of_everything_that_belongs_to_a_claim_stand_in_the_order_of_the_journal(
    desk: Desk,
) -> None:
    claim = submitted(desk)
    desk.claims.answer(claim.id, AnswerKind.APPROVAL)
    events = desk.stories.of(claim.id)
    assert [one.seq for one in events] == sorted({one.seq for one in events})
    told = {one.about for one in events}
    assert {"Visit", "Claim", "Inspection", "Part line", "Old part", "Version sent"} <= told
    assert told <= set(TABLES.values())
    approved = next(one for one in events if one.about == "Maker's answer")
    assert "Approved, ¥" in changes(approved)


def test_personal_values_are_said_to_have_changed_and_nothing_more(desk: Desk) -> None:
    claim = drafted(desk)
    desk.claims.leave(claim.id)
    before = len(desk.stories.of(claim.id))
    desk.claims.save_draft(claim.id, {"owner": {"phone": "15400009999"}})
    desk.claims.leave(claim.id)
    new = desk.stories.of(claim.id)[before:]
    shown = [one for event in new for one in event.changes if one.label == "Phone"]
    assert shown
    assert all(one.personal and not one.old and not one.new for one in shown)
    assert "15400009999" not in repr(desk.stories.of(claim.id))


def test_a_new_row_does_not_tell_what_says_nothing(desk: Desk) -> None:
    claim = repairing(desk)
    desk.claims.leave(claim.id)
    line = next(one for one in desk.stories.of(claim.id) if one.about == "Part line")
    assert line.is_first
    assert line.name
    assert "" not in [one.new for one in line.changes]
    assert "–" not in [one.new for one in line.changes]


def test_codes_are_told_in_words(desk: Desk) -> None:
    claim = repairing(desk)
    desk.claims.leave(claim.id)
    told = {
        label: new for one in desk.stories.of(claim.id) for label, (_, new) in changes(one).items()
    }
    assert told["Claim type"] == "General repair"
    assert told["Kind of use"] == "Household"
    assert told["Part: treatment"] == "Replace"
    assert told["Part: who pays"] == told["Labour: who pays"] == "Claim"
    assert told["Model"] != claim.vehicle.model_code


def test_a_voided_file_stays_in_the_story(desk: Desk) -> None:
    claim = drafted(desk)
    file = desk.attachments.add_bytes(claim.id, "INV", b"%PDF-1.7", "发票.pdf")
    desk.attachments.void(file.id, "错了一张")
    last = desk.stories.of(claim.id)[-1]
    assert (last.about, last.action) == ("File", "void file")
    assert changes(last)["Void because"] == ("", "错了一张")
    assert [one.id for one in desk.attachments.voided(claim.id)] == [file.id]
    assert desk.attachments.of(claim.id) == []


def test_who_had_it_when_has_no_gaps(desk: Desk, clock: FixedClock) -> None:
    claim = to_submit(desk)
    clock.go_on(days=3)
    desk.claims.submit(claim.id)
    clock.go_on(days=6)
    held = desk.stories.holders(claim.id)
    assert [one.state for one in held] == [
        State.DRAFT,
        State.APPRAISING,
        State.REPAIRING,
        State.TO_SUBMIT,
        State.SUBMITTED,
    ]
    assert [one.until for one in held] == [*(one.since for one in held[1:]), None]
    assert [one.days(desk.bench.now) for one in held[-2:]] == [3, 6]
    assert held[-1].holder == "Maker"


def test_the_sheet_shows_stretches_and_entries(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    file = tmp_path / "course.pdf"
    desk.papers.draw("claim_story", claim.id, file)
    text = " ".join(" ".join(page.split()) for page in pages(file.read_bytes()))
    for words in (claim.claim_number, VIN, "Who had it when", "To submit", "Before → after"):
        assert words in text, words
    assert claim.owner.name not in text.replace(desk.people.acting.name, "")


def test_an_unknown_claim_is_refused(desk: Desk) -> None:
    for ask in (desk.stories.of, desk.stories.holders, desk.proofs.of):
        with pytest.raises(Refused) as refusal:
            ask(10**6)
        assert refusal.value.codes == ("NOT_FOUND",)


def test_the_sheet_says_where_each_old_part_was_and_who_brought_it(desk: Desk) -> None:
    claim = to_submit(desk)
    (piece, *_rest) = desk.shelf.pieces_of(claim.id)
    desk.shelf.shelve(piece.tag, "R2-3")
    desk.shelf.lend(piece.tag, "保险公司", desk.bench.today)
    text = " ".join(pages(desk.papers.prepare("claim_story", claim.id)()))
    assert "Where its old parts were" in text
    for told in (spoken(piece.tag), "R2-3", "Lent", "保险公司", "王敏"):
        assert told in text
