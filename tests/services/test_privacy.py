"""A person's values taken out: gone from every byte, and the journal still valid."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from builders import VIN
from fakes import FixedClock
from people_planted import Planted, places_of, plant
from stories import acting, drafted, submitted

from warrantydesk.domain.claim.snapshot import content_of, facts_of
from warrantydesk.domain.duty import Snooze
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.redaction import RedactionKind
from warrantydesk.services.desk import Desk
from warrantydesk.services.keeping.taking import counted
from warrantydesk.storage.redacting import PLAIN
from warrantydesk.storage.redaction_places import PLACES
from warrantydesk.storage.verify import verify

WHY = {"reason": "客户申请删除", "despite_reason": "客户坚持，经理同意"}
PEOPLE = 20


def codes(call: object) -> tuple[str, ...]:
    """Return the codes of a refusal."""
    with pytest.raises(Refused) as refusal:
        call()  # type: ignore[operator]
    return refusal.value.codes


def test_every_place_is_a_column(desk: Desk) -> None:
    tables = {table.name: table for table in desk.stores.tables}
    for place in PLACES:
        wanted = {place.column, *place.blank, *place.words}
        assert wanted <= set(tables[place.table].columns), place


def test_every_personal_column_has_a_place(desk: Desk) -> None:
    named = {(place.table, name) for place in PLACES for name in (*place.blank, *place.words)}
    beside = {
        "submission",
        "attachment",
        "hand_over",
        "day_close",
        "person",
        "person_pin",
        "inspection_signature",
    }
    for table in desk.stores.tables:
        if table.name not in beside:
            assert {(table.name, name) for name in table.personal} <= named, table.name


def test_twenty_people_leave_no_byte_behind(
    desk_folder: Path, clock: FixedClock, tmp_path: Path
) -> None:
    with Desk(desk_folder, clock).open() as desk:
        desk.people.act_as("S01")
        gone = [plant(desk, number, tmp_path) for number in range(PEOPLE)]
        stays = plant(desk, PEOPLE, tmp_path)
        body = {one.claim_id: _proofs(desk, one) for one in (*gone, stays)}
        desk.duty.close_day()
        acting(desk, Role.SERVICE_MANAGER)
        for one in gone:
            desk.privacy.redact(customer_id=one.customer_id, **WHY)
        assert verify(desk.stores) == []
        for one in gone:
            _is_blank(desk, one)
            assert _proofs(desk, one) == body[one.claim_id]
            assert desk.archive.search(one.phone) == desk.archive.search(one.name) == []
        assert body[stays.claim_id] == _proofs(desk, stays)
        assert len(desk.archive.search(stays.phone)) == 1
        owner = desk.claims.get(stays.claim_id).owner
        assert (owner.name, owner.phone, owner.address) == (stays.name, stays.phone, stays.address)
    typed = [text for one in gone for text in one.values]
    terms = [one.name[2:] for one in gone]  # as the index of the search has names
    assert places_of(desk_folder, (*typed, *terms)) == []
    assert places_of(desk_folder, (stays.name[2:],)) != []
    found = {text for text, _file in places_of(desk_folder, stays.values)}
    assert found == set(stays.values)
    with Desk(desk_folder, clock).open() as again:
        assert verify(again.stores, again.stores.redactions.get(PEOPLE).anchor) == []


def _proofs(desk: Desk, one: Planted) -> list[tuple[str, str]]:
    """Return the frozen bodies of a claim with their hashes."""
    import hashlib

    found = desk.stores.submissions.find(claim_id=one.claim_id)
    for version in found:
        assert hashlib.sha256(version.facts.encode()).hexdigest() == version.sha256
    return [(version.facts, version.sha256) for version in found]


def _is_blank(desk: Desk, one: Planted) -> None:
    claim = desk.claims.get(one.claim_id)
    assert set(vars(claim.owner).values()) == {""}
    assert (claim.vehicle.plate, claim.visit.brought_by, claim.visit.brought_by_phone) == ("",) * 3
    for version in desk.stores.submissions.find(claim_id=one.claim_id):
        assert facts_of(version)["claim"]["owner"]["name"] == ""
        assert content_of(version)["owner"]["phone"] == ""
        assert [sign["name"] for sign in facts_of(version)["signatures"]] != []
    customer = desk.customers.get(one.customer_id)
    assert (customer.name, customer.phone, customer.address) == ("", "", "")
    assert desk.attachments.of(one.claim_id) == []


def test_what_stands_against_it_is_named_with_its_day(desk: Desk, tmp_path: Path) -> None:
    one = plant(desk, 5, tmp_path)
    seen = desk.privacy.preview(one.customer_id)
    assert (seen.name, seen.claim_ids, seen.customer_ids) == (
        one.name,
        (one.claim_id,),
        (one.customer_id,),
    )
    assert seen.rows["customer"] == seen.rows["claim"] == seen.rows["attachment"] == 1
    assert next(found.message for found in seen.against) == "Claim {number} is still open."
    before = desk.archive.anchor
    acting(desk, Role.SERVICE_MANAGER)
    assert set(codes(lambda: desk.privacy.redact("客户申请", one.customer_id))) == {"STATE"}
    assert desk.archive.anchor == before
    assert desk.claims.get(one.claim_id).owner.name == one.name


def test_rights_and_parameters_in_order(desk: Desk, tmp_path: Path) -> None:
    one = plant(desk, 1, tmp_path)
    redact = desk.privacy.redact
    assert codes(lambda: redact("x", 10**6)) == ("NOT_FOUND",)
    assert codes(lambda: redact("x", claim_ids=())) == ("RIGHT",)
    assert codes(lambda: redact("x", one.customer_id)) == ("RIGHT",)
    acting(desk, Role.SERVICE_MANAGER)
    assert codes(lambda: redact("x", claim_ids=())) == ("INVALID",)
    assert codes(lambda: redact(" ", one.customer_id)) == ("INVALID",)
    made = redact(customer_id=one.customer_id, **WHY)
    assert (made.number, made.kind, made.done_by) == ("X0126-0001", RedactionKind.PERSON, "S13")
    assert codes(lambda: redact(customer_id=one.customer_id, **WHY)) == ("STATE",)
    assert codes(lambda: redact(claim_ids=(one.claim_id,), **WHY)) == ("STATE",)
    acting(desk, Role.CLERK)
    assert codes(lambda: desk.customers.save("张三", "1", id=one.customer_id)) == ("STATE",)


def test_words_in_texts_are_taken_out_where_they_stand(desk: Desk) -> None:
    claim = drafted(desk)
    desk.claims.save_draft(
        claim.id, {"narrative": {"remark": "车主 154-0000 0042 电话不通，找杨𬭎。贺䶮不在"}}
    )
    desk.tows.save(claim.visit.id, km=3, carrier="救援", from_place="贺䶮家", to_place="本站")
    acting(desk, Role.SERVICE_MANAGER)
    made = desk.privacy.redact(claim_ids=(claim.id,), **WHY)
    assert desk.claims.get(claim.id).narrative.remark == "车主 ___ 电话不通，找___。___不在"
    assert counted(made)[PLAIN] == 2
    assert verify(desk.stores) == []


def test_the_course_of_a_claim_tells_no_value_any_more(desk: Desk) -> None:
    claim = drafted(desk)
    said = f"{claim.owner.name}来电：{claim.owner.phone}"
    desk.claims.save_draft(claim.id, {"narrative": {"complaint": said}})
    desk.claims.leave(claim.id)
    assert said in str(desk.stories.of(claim.id))
    acting(desk, Role.SERVICE_MANAGER)
    desk.privacy.redact(claim_ids=(claim.id,), **WHY)
    told = str(desk.stories.of(claim.id))
    assert claim.owner.name not in told
    assert claim.owner.phone not in told


def test_a_note_about_the_person_loses_the_name_too(desk: Desk) -> None:
    claim = drafted(desk)
    owner = claim.owner
    desk.duty.close_day(f"{owner.name} {owner.phone} 还在等")
    with desk.bench.change("test"):
        desk.stores.snoozes.add(
            Snooze(
                "claim:1", desk.bench.today, f"等{owner.phone}{owner.name}", "S01", desk.bench.now
            )
        )
    acting(desk, Role.SERVICE_MANAGER)
    made = desk.privacy.redact(claim_ids=(claim.id,), **WHY)
    assert [day.note for day in desk.stores.day_closes.find()] == ["___ ___ 还在等"]
    assert [one.reason for one in desk.stores.snoozes.find()] == ["等______"]
    assert counted(made)[PLAIN] == 1
    assert verify(desk.stores) == []


def test_another_persons_claim_loses_the_mention_only(desk: Desk, tmp_path: Path) -> None:
    one = plant(desk, 2, tmp_path)
    other = drafted(desk, VIN)
    desk.claims.save_draft(other.id, {"owner": {"contact": one.name, "contact_phone": one.phone}})
    desk.claims.leave(other.id)
    acting(desk, Role.SERVICE_MANAGER)
    seen = desk.privacy.preview(one.customer_id)
    assert seen.mentioned_ids == (other.id,)
    desk.privacy.redact(customer_id=one.customer_id, **WHY)
    owner = desk.claims.get(other.id).owner
    assert (owner.name, owner.phone) == ("贺䶮", "15400000042")
    assert (owner.contact, owner.contact_phone) == ("", "")
    assert verify(desk.stores) == []


def test_a_version_of_an_older_desk_is_blanked_within(desk: Desk) -> None:
    claim = submitted(desk)
    (version,) = desk.stores.submissions.find(claim_id=claim.id)
    with desk.bench.change("as it was written before"):
        plain = replace(
            version,
            number=2,
            facts=json.dumps(facts_of(version), ensure_ascii=False),
            content=json.dumps(content_of(version), ensure_ascii=False),
            personal="",
        )
        desk.stores.submissions.add(plain)
    acting(desk, Role.SERVICE_MANAGER)
    desk.privacy.redact(claim_ids=(claim.id,), **WHY)
    for one in desk.stores.submissions.find(claim_id=claim.id):
        assert "贺䶮" not in one.facts + one.content + one.personal
        assert facts_of(one)["claim"]["claim_number"] == claim.claim_number
    assert verify(desk.stores) == []


def test_who_comes_again_is_taken_out_by_the_new_claim(desk: Desk, tmp_path: Path) -> None:
    one = plant(desk, 1, tmp_path)
    assert desk.privacy.owner_of(one.claim_id) == one.customer_id
    acting(desk, Role.SERVICE_MANAGER).privacy.redact(customer_id=one.customer_id, **WHY)
    acting(desk, Role.CLERK)
    again = desk.claims.new(vin=one.vin)
    assert (again.owner.name, again.vehicle.plate) == ("", "")
    desk.claims.save_draft(again.id, {"owner": {"name": one.name, "phone": one.phone}})
    assert desk.privacy.owner_of(again.id) is None
    acting(desk, Role.SERVICE_MANAGER).privacy.redact(claim_ids=(again.id,), **WHY)
    assert desk.claims.get(again.id).owner.name == ""
    assert verify(desk.stores) == []


def test_an_undo_brings_nothing_back(desk: Desk) -> None:
    claim = drafted(desk)
    desk.claims.save_draft(claim.id, {"owner": {"name": "别名"}})
    acting(desk, Role.SERVICE_MANAGER)
    desk.privacy.redact(claim_ids=(claim.id,), **WHY)
    assert desk.undo() is None
    assert desk.claims.get(claim.id).owner.name == ""


def test_a_file_that_another_claim_names_stays(desk: Desk, tmp_path: Path) -> None:
    one, two = plant(desk, 3, tmp_path), plant(desk, 4, tmp_path)
    shared = desk.attachments.add_bytes(one.claim_id, "PH", b"one picture", "a.txt")
    desk.attachments.add_bytes(two.claim_id, "PH", b"one picture", "b.txt")
    acting(desk, Role.SERVICE_MANAGER)
    made = desk.privacy.redact(customer_id=one.customer_id, **WHY)
    assert shared.sha256 not in made.files
    assert desk.stores.attachments.files.read(shared.sha256) == b"one picture"
    assert codes(lambda: desk.attachments.read(shared.id)) == ("STATE",)
    assert verify(desk.stores) == []


def test_files_that_a_crash_left_go_with_the_next_start(
    desk_folder: Path, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from warrantydesk.services.keeping import taking

    with Desk(desk_folder, clock).open() as desk:
        desk.people.act_as("S01")
        one = plant(desk, 1, tmp_path)
        acting(desk, Role.SERVICE_MANAGER)
        monkeypatch.setattr(taking, "remove_files", lambda *_given: None)
        made = desk.privacy.redact(customer_id=one.customer_id, **WHY)
        (left,) = made.files
        assert desk.stores.attachments.files.path(left).exists()
        monkeypatch.undo()
    with Desk(desk_folder, clock).open() as desk:
        assert not desk.stores.attachments.files.path(left).exists()
        assert verify(desk.stores) == []


def test_plain_copies_from_before_a_step_of_the_schema_go_too(desk: Desk, tmp_path: Path) -> None:
    one = plant(desk, 1, tmp_path)
    folder = desk.stores.db.folder
    folder.backups.mkdir(exist_ok=True)
    copy = folder.backups / "schema-6.db"
    shutil.copy(folder.database, copy)
    kept = desk.backups.make(folder.backups).file
    acting(desk, Role.SERVICE_MANAGER)
    desk.privacy.redact(customer_id=one.customer_id, **WHY)
    assert not copy.exists()
    assert kept.exists()
