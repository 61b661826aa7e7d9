"""Whose values are to be taken out: a person's entries, cars, visits, claims, and mentions."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from warrantydesk.domain.customer import Customer
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.mentions import Mentions
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.storage.person_rows import ClaimOf, PersonRows

_LEAST_DIGITS = 7
_MOST_FOUND = 20_000


@dataclass
class Subject:
    """A person's rows by their ids, with the values that stand in them."""

    name: str = ""
    customers: set[int] = field(default_factory=set)
    vehicles: set[int] = field(default_factory=set)
    plates: set[int] = field(default_factory=set)
    visits: set[int] = field(default_factory=set)
    claims: dict[int, ClaimOf] = field(default_factory=dict)
    mentioned: dict[int, ClaimOf] = field(default_factory=dict)
    """Claims of others in which the person is named with name and phone."""
    values: set[str] = field(default_factory=set)
    """Every value of the person's own rows, those of whom they named with them too."""
    strong: set[str] = field(default_factory=set)
    """Phones and plates: these mean nobody else."""
    own: set[str] = field(default_factory=set)
    """The person's own names, phones and plates."""

    def lines_of(self) -> Mentions:
        """Return what tells that a line of a kept list is about this person."""
        claims = self.claims.values()
        return Mentions(
            {*self.strong, *(one.claim_number for one in claims), *(one.vin for one in claims)}
        )


def of_customer(bench: Bench, customer_id: int) -> Subject:
    """Return the rows of a customer, of doubles with the same name and phone too.

    Refused(NOT_FOUND), Refused(STATE) where the values were taken out already.
    """
    stores, rows = bench.stores, PersonRows(bench.stores.db)
    customer = stores.customers.get(customer_id)
    if customer.redaction_id is not None:
        raise refused(
            STATE,
            N_("The values of this customer were taken out already: certificate {number}."),
            number=stores.redactions.get(customer.redaction_id).number,
        )
    found = Subject(customer.name, {customer_id})
    if customer.phone:
        found.customers.update(rows.customers(customer.name, customer.phone))
    people = [stores.customers.get(number) for number in sorted(found.customers)]
    found.own |= {text for one in people for text in (one.name, one.phone)}
    found.values |= {one.address for one in people}
    owned = rows.owned(found.customers)
    for car, start, end in owned:
        found.vehicles.add(car)
        plates = rows.plates(car, start, end)
        found.plates |= {number for number, _plate in plates}
        found.own |= {plate for _number, plate in plates}
    visits = set(rows.visits(found.customers))
    candidates = {one.id: one for one in rows.claims("visit_id", visits)}
    candidates |= {one.id: one for one in rows.claims("vehicle_id", found.vehicles)}
    phones = {one.phone for one in people if len(one.phone) >= _LEAST_DIGITS}
    for phone in phones:
        numbers = stores.search.find(phone, None, _MOST_FOUND)
        candidates |= {one.id: one for one in rows.claims("id", numbers)}
    for number, one in candidates.items():
        if one.visit_id in visits or _is_owner(one, people):
            found.claims[number] = one
        elif _names(one, people):
            found.mentioned[number] = one
    found.visits = visits | {one.visit_id for one in found.claims.values()}
    return _with_values(found, rows)


def of_claims(bench: Bench, claim_ids: Iterable[int]) -> Subject:
    """Return the rows of claims and of the visits they came from.

    Refused(NOT_FOUND), Refused(INVALID) for none.
    """
    rows, wanted = PersonRows(bench.stores.db), sorted(set(claim_ids))
    if not wanted:
        raise refused(INVALID, N_("Name a customer, or the claims."), "claim_ids")
    for number in wanted:
        bench.stores.claims.table.raw(number)
    visits = {one.visit_id for one in rows.claims("id", wanted)}
    found = Subject(visits=visits)
    found.claims = {one.id: one for one in rows.claims("visit_id", visits)}
    found.name = next(iter(found.claims.values())).owner
    found.own |= {
        text for one in found.claims.values() for text in (one.owner, one.phone, one.plate)
    }
    return _with_values(found, rows)


def _with_values(found: Subject, rows: PersonRows) -> Subject:
    claims = found.claims.values()
    found.own |= {one.plate for one in claims}
    found.values |= found.own | {text for one in claims for text in one.values}
    found.values |= set(rows.signed(found.visits))
    found.values.discard("")
    found.own.discard("")
    found.strong = {
        text
        for text in found.own
        if sum(sign.isdigit() for sign in text) >= 3 and text != found.name
    }
    return found


def _is_owner(one: ClaimOf, people: Iterable[Customer]) -> bool:
    return any(one.owner == person.name and one.phone in ("", person.phone) for person in people)


def _names(one: ClaimOf, people: Iterable[Customer]) -> bool:
    pairs = {(one.contact, one.contact_phone), (one.brought_by, one.brought_by_phone)}
    phones = {phone for _name, phone in pairs}
    return any(
        (person.name, person.phone) in pairs or person.phone in phones
        for person in people
        if person.phone
    )
