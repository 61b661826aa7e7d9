"""Whom a contact or complaint is about: a claim, its visit, its customer."""

from dataclasses import dataclass
from datetime import datetime

from warrantydesk.domain.customer import Customer
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.visit import Visit
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench


@dataclass(frozen=True)
class Subject:
    """What is known around a claim, a visit or a customer; ``brand`` is empty for the site's."""

    claim_id: int | None = None
    visit_id: int | None = None
    customer_id: int | None = None
    customer_name: str = ""
    phone: str = ""
    brand: str = ""

    @property
    def claims(self) -> tuple[int, ...]:
        """The claim, where it is about one."""
        return () if self.claim_id is None else (self.claim_id,)


def subject_of(
    bench: Bench,
    claim_id: int | None = None,
    visit_id: int | None = None,
    customer_id: int | None = None,
) -> Subject:
    """Return what stands around the ids given; a claim brings its visit, a visit its customer.

    Raises Refused(NOT_FOUND) for an unknown id, and INVALID where the visit is another claim's.
    """
    stores = bench.stores
    claim = stores.claims.get(claim_id) if claim_id is not None else None
    visit = stores.visits.get(visit_id) if visit_id is not None else None
    given = stores.customers.get(customer_id) if customer_id is not None else None
    if claim is None:
        return _around(bench, visit, given) if visit else _of_customer(given)
    if visit is not None and visit.id != claim.visit.id:
        raise refused(INVALID, N_("This visit belongs to another claim."), "visit_id")
    around = _of_customer(given or _customer(bench, claim.visit))
    return Subject(
        claim.id,
        claim.visit.id or None,
        around.customer_id,
        (given.name if given else claim.owner.name) or around.customer_name,
        (given.phone if given else claim.owner.phone) or around.phone,
        claim.brand,
    )


def _around(bench: Bench, visit: Visit, given: Customer | None) -> Subject:
    around = _of_customer(given or _customer(bench, visit))
    car = bench.stores.vehicles.get(visit.vehicle_id) if visit.vehicle_id else None
    return Subject(
        None,
        visit.id,
        around.customer_id,
        around.customer_name or visit.brought_by,
        around.phone or visit.brought_by_phone,
        car.brand if car else "",
    )


def _customer(bench: Bench, visit: Visit) -> Customer | None:
    return bench.stores.customers.get(visit.customer_id) if visit.customer_id else None


def _of_customer(customer: Customer | None) -> Subject:
    if customer is None:
        return Subject()
    return Subject(customer_id=customer.id, customer_name=customer.name, phone=customer.phone)


def must_be_past(bench: Bench, at: datetime, field: str) -> None:
    """Refuse with INVALID what is said to have happened later than now."""
    if at > bench.now:
        raise refused(INVALID, N_("This lies in the future: look at date and time."), field)
