"""Files that were added by mistake: void, out of everything, and still there."""

from pathlib import Path

import pytest
from builders import VIN
from stories import acting, drafted

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.storage.verify import verify

REASON = "拍错了车"


def refused(call: object) -> tuple[str, ...]:
    """Return the codes of a refusal."""
    with pytest.raises(Refused) as refusal:
        call()  # type: ignore[operator]
    return refusal.value.codes


def test_a_void_file_leaves_lists_papers_and_search(desk: Desk) -> None:
    claim = drafted(desk)
    kept = desk.attachments.add_bytes(claim.id, "PH", b"receipt", "收据qwertz.txt")
    assert desk.archive.search("qwertz") != []
    assert sum(one.files for one in desk.claims.documents(desk.claims.facts(claim.id))) == 1
    gone = desk.attachments.void(kept.id, REASON)
    assert (gone.void_reason, gone.voided_by, gone.voided_at) == (REASON, "S01", desk.bench.now)
    assert desk.attachments.of(claim.id) == []
    assert desk.archive.search("qwertz") == []
    assert not any(one.files for one in desk.claims.documents(desk.claims.facts(claim.id)))
    assert desk.attachments.read(kept.id) == b"receipt"
    assert verify(desk.stores) == []


def test_voiding_is_taken_back_by_an_undo(desk: Desk) -> None:
    claim = drafted(desk)
    kept = desk.attachments.add_bytes(claim.id, "PH", b"receipt", "收据qwertz.txt")
    desk.attachments.void(kept.id, REASON)
    assert desk.undo() == "void file"
    back = desk.attachments.of(claim.id)
    assert [(one.id, one.void_reason, one.voided_by) for one in back] == [(kept.id, "", "")]
    assert desk.archive.search("qwertz") != []


def test_who_may_void_and_what_cannot_be_voided(desk: Desk, tmp_path: Path) -> None:
    claim = drafted(desk)
    kept = desk.attachments.add_bytes(claim.id, "PH", b"receipt", "r.txt")
    assert refused(lambda: desk.attachments.void(10**6, REASON)) == ("NOT_FOUND",)
    acting(desk, Role.FINANCE)
    assert refused(lambda: desk.attachments.void(kept.id, REASON)) == ("RIGHT",)
    acting(desk, Role.CLERK)
    assert refused(lambda: desk.attachments.void(kept.id, " \u200b")) == ("INVALID",)
    desk.attachments.void(kept.id, REASON)
    assert refused(lambda: desk.attachments.void(kept.id, REASON)) == ("STATE",)


def test_the_photo_that_confirms_a_vin_stays(desk: Desk, tmp_path: Path) -> None:
    from PIL import Image

    file = tmp_path / "plate.png"
    Image.new("RGB", (40, 30), "white").save(file)
    car = desk.vehicles.save(VIN, "QC", vin_photo=file)
    assert refused(lambda: desk.attachments.void(car.vin_photo or 0, REASON)) == ("STATE",)
