"""Cars change hands: taking a person's values out leaves those of the next owner alone."""

import pytest
from builders import OTHER_VIN, VIN, a_vin
from fakes import FixedClock
from stories import acting, drafted

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.customer import Customer
from warrantydesk.domain.errors import RIGHT, Refused
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.storage.verify import verify


def owned(desk: Desk, customer: Customer, vin: str, plate: str) -> Claim:
    """Return the claim of a visit to which the owner brought the car under a plate."""
    car = desk.vehicles.save(vin, "QC", plate=plate, customer_id=customer.id)
    visit = desk.visits.open(car.id, customer.id, desk.bench.now, 1000, "异响")
    claim = desk.claims.new(visit_id=visit.id)
    desk.claims.leave(claim.id)
    return desk.claims.get(claim.id)


def test_only_the_own_claims_of_all_own_cars_lose_their_values(
    desk: Desk, clock: FixedClock
) -> None:
    drafted(desk, OTHER_VIN)
    seller = desk.customers.save("欧阳芷", "13911110001")
    buyer = desk.customers.save("上官禾", "13911110002")
    sold = owned(desk, seller, a_vin(1), "苏B11111")
    kept = owned(desk, seller, a_vin(2), "苏B22222")
    clock.go_on(days=40)
    bought = owned(desk, buyer, a_vin(1), "苏B33333")
    acting(desk, Role.SERVICE_MANAGER)
    assert desk.privacy.preview(seller.id).claim_ids == (sold.id, kept.id)
    desk.privacy.redact("客户申请删除", customer_id=seller.id, despite_reason="经理同意")
    for gone in (sold, kept):
        now = desk.claims.get(gone.id)
        assert (now.owner.name, now.owner.phone, now.vehicle.plate) == ("", "", "")
        assert now.vehicle.vin == gone.vehicle.vin
        assert now.clerk == gone.clerk
    assert desk.claims.get(bought.id).owner.name == "上官禾"
    car = bought.vehicle_id or 0
    assert desk.vehicles.plate(car) == "苏B33333"
    assert desk.vehicles.owner(car) == buyer
    assert desk.archive.search("欧阳芷") == []
    assert verify(desk.stores) == []


def test_a_company_goes_with_its_drivers(desk: Desk) -> None:
    company = desk.customers.save("云帆物流有限公司", "13911110003")
    claim = owned(desk, company, VIN, "苏B44444")
    driver = {"contact": "周师傅", "contact_phone": "13911110004"}
    desk.claims.save_draft(claim.id, {"owner": driver})
    desk.claims.leave(claim.id)
    acting(desk, Role.SERVICE_MANAGER)
    desk.privacy.redact("公司注销", customer_id=company.id, despite_reason="经理同意")
    owner = desk.claims.get(claim.id).owner
    assert (owner.name, owner.contact, owner.contact_phone) == ("", "", "")


def test_who_may_not_do_it_hears_that_before_what_is_missing(desk: Desk) -> None:
    acting(desk, Role.READ_ONLY)
    for verb in (desk.privacy.preview, lambda: desk.privacy.redact("x")):
        with pytest.raises(Refused) as refusal:
            verb()
        assert refusal.value.codes == (RIGHT,)
