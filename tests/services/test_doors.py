"""What a careful desk does not take: days to come, strange cars, papers it does not know."""

import struct
import zlib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import CHINA, FixedClock, a_picture
from stories import acting, drafted, repairing, to_submit

from warrantydesk.domain.claim import ClaimType
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.services.desk import Desk

VIN, WRONG, OTHER = "LX0DL31C8RB018252", "LRW3E7FA0LC012345", "LFV2A21K2E3000001"
BLANK = ("", " ", "\u200b", "\u202e", "\u3164", "\u2800 \u200f")
TOMORROW = date(2026, 11, 25)


def refused(verb: Any, field: str, code: str = "INVALID") -> None:
    with pytest.raises(Refused) as refusal:
        verb()
    assert refusal.value.codes == (code,)
    assert [found.field for found in refusal.value.findings] == [field]


def test_a_visit_begins_when_a_car_can_have_come(desk: Desk, clock: FixedClock) -> None:
    car, owner = desk.vehicles.save(VIN, "QC"), desk.customers.save("贺䶮", "15400000042")

    def opened(at: datetime) -> Any:
        return desk.visits.open(car.id, owner.id, at, 100, "")

    for at in (
        clock.now() + timedelta(days=1),
        datetime(2026, 11, 25, tzinfo=CHINA),
        datetime(1951, 1, 1, tzinfo=CHINA),
    ):
        refused(lambda at=at: opened(at), "arrived_at")
    visit = opened(clock.now() + timedelta(seconds=20))
    paper = SignedPaper.COLLECTION
    assert desk.visits.sign(visit.id, SignedPaper.WORK_AUTHORISATION, "贺", clock.now())
    early = clock.now() - timedelta(days=1)
    refused(lambda: desk.visits.sign(visit.id, paper, "贺", early), "signed_at")


@pytest.mark.parametrize(
    ("field", "given"),
    [
        *(
            ("vin", {"vin": no})
            for no in ("../../x", "汽车", "X" * 18, "LX0DL31C8RB01825\u0663", "_")
        ),
        *(("brand", {"brand": no}) for no in ("", " ", "LAW", "x" * 10_000)),
        *((day, {day: TOMORROW}) for day in ("produced_on", "invoiced_on", "delivered_on")),
    ],
)
def test_a_vehicle_that_cannot_be_is_refused(desk: Desk, field: str, given: dict[str, Any]) -> None:
    refused(lambda: desk.vehicles.save(**{"vin": VIN, "brand": "QC", **given}), field)
    assert (
        desk.vehicles.save("ｌｘ０-dl31c8 rb018252", "qc", delivered_on=date(2026, 11, 24)).vin
        == VIN
    )


@pytest.mark.parametrize(
    ("field", "on", "old_km", "new_km"),
    [
        ("replaced_on", TOMORROW, 5, 0),
        ("replaced_on", date(2020, 1, 1), 5, 0),
        ("old_km", date(2026, 1, 1), 10_000_000, 0),
        ("new_km", date(2026, 1, 1), 5, -1),
    ],
)
def test_an_odometer_is_replaced_in_the_cars_life(
    desk: Desk, field: str, on: date, old_km: int, new_km: int
) -> None:
    car = desk.vehicles.save(VIN, "QC", produced_on=date(2024, 10, 5))
    refused(lambda: desk.vehicles.replace_odometer(car.id, on, old_km, new_km), field)


def bomb(file: Path) -> Path:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return file


def test_only_a_picture_confirms_a_number(desk: Desk, tmp_path: Path) -> None:
    whole = a_picture(tmp_path / "plate.jpg").read_bytes()
    (tmp_path / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.jpg").write_text("hello")
    bomb(tmp_path / "bomb.png")
    for name in ("cut.jpg", "text.jpg", "bomb.png"):
        refused(
            lambda name=name: desk.vehicles.save(WRONG, "QC", vin_photo=tmp_path / name), "file"
        )
    claim = drafted(desk, WRONG)
    text = desk.attachments.add_bytes(claim.id, "VM", b"hello", "plate.jpg")
    refused(lambda: desk.vehicles.save(WRONG, "QC", vin_photo=text.id), "file")
    refused(lambda: desk.vehicles.save(WRONG, "QC", vin_photo=999), "", "NOT_FOUND")
    assert desk.stores.vehicles.by_vin(WRONG) is None
    good = desk.attachments.add_bytes(claim.id, "VM", whole, "plate.jpg")
    assert desk.vehicles.save(WRONG, "QC", vin_photo=good.id).vin_photo == good.id


def test_a_photo_of_another_car_confirms_nothing(desk: Desk, tmp_path: Path) -> None:
    data = a_picture(tmp_path / "plate.jpg").read_bytes()
    claim = drafted(desk, WRONG)
    of_claim = desk.attachments.add_bytes(claim.id, "VM", data, "plate.jpg").id
    of_car = desk.vehicles.save(WRONG, "QC", vin_photo=tmp_path / "plate.jpg").vin_photo
    for photo in (of_car, of_claim):
        refused(lambda photo=photo: desk.vehicles.save(OTHER, "QC", vin_photo=photo), "vin_photo")
        assert desk.vehicles.save(WRONG, "QC", vin_photo=photo).vin_photo == photo


def test_papers_and_items_are_known(desk: Desk) -> None:
    claim = repairing(desk)
    tag = desk.shelf.receive(claim.id, 1).tag
    add = desk.attachments.add_bytes
    for code in ("", "NOSUCH", "x" * 10_000, "\u200b"):
        refused(lambda code=code: add(claim.id, code, b"x", "a.jpg"), "document_code")
        refused(lambda code=code: desk.attachments.tick(claim.id, code), "document_code")
    for item in ("nosuch", "tag:", "tag:012600999909", "\u3164"):
        refused(lambda item=item: add(claim.id, "PH", b"x", "a.jpg", item), "item")
    for item in ("", "I105", f"tag:{tag}"):
        assert add(claim.id, "ph", b"x", "a.jpg", item).document_code == "PH"


def test_what_lies_in_the_data_folder_is_not_attached(desk: Desk, tmp_path: Path) -> None:
    claim = drafted(desk)
    (tmp_path / "link.jpg").symlink_to(desk.folder.database)
    for file in (desk.folder.database, tmp_path / "link.jpg", tmp_path / "x" / ".." / "link.jpg"):
        refused(lambda file=file: desk.attachments.add(claim.id, "PH", file), "file")


@pytest.mark.parametrize("blank", BLANK, ids=range(len(BLANK)))
def test_a_reason_or_a_name_can_be_seen(desk: Desk, blank: str) -> None:
    claim = repairing(desk)
    tag = desk.shelf.receive(claim.id, 1).tag
    refused(lambda: desk.shelf.void(tag, blank), "reason")
    refused(lambda: desk.claims.void(claim.id, blank), "reason")
    refused(lambda: desk.customers.save(blank, "1"), "name")
    warned = to_submit(desk)
    desk.claims.save_draft(warned.id, {"narrative": {"cause": "水泵坏了"}})
    with pytest.raises(Refused) as refusal:
        desk.claims.submit(warned.id, {"V41": blank})
    assert "V41" in refusal.value.codes
    acting(desk, Role.SERVICE_MANAGER)
    refused(lambda: desk.people.save("S99", blank, ()), "name")


def test_a_repair_order_belongs_to_one_visit(desk: Desk) -> None:
    one, two = drafted(desk), drafted(desk)
    taken = one.visit.repair_order

    def renumbered(number: str) -> Any:
        return desk.claims.save_draft(two.id, {"visit": {"repair_order": number}})

    for number in (taken, f" {taken} ", *BLANK):
        refused(lambda number=number: renumbered(number), "visit.repair_order")
    assert renumbered(" RO-77 ").visit.repair_order == "RO-77"


def test_a_reading_of_the_purchase_is_a_reading(desk: Desk) -> None:
    claim = desk.claims.new(vin=VIN, type=ClaimType.SPARE_PART)
    desk.claims.save_draft(claim.id, {"codes": {"purchase_km": -1}})
    assert ("V18", "codes.purchase_km") in {
        (found.rule, found.field) for found in desk.claims.check(claim.id)
    }
