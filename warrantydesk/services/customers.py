"""Customers."""

from dataclasses import replace

from warrantydesk.domain.customer import Customer, CustomerKind
from warrantydesk.domain.errors import STATE, refused
from warrantydesk.domain.text import digits, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind


class CustomerService:
    """Keeps customers."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def save(
        self,
        name: str,
        phone: str,
        kind: CustomerKind = CustomerKind.PERSON,
        address: str = "",
        id: int | None = None,
    ) -> Customer:
        """Add a customer, or change the one of ``id``."""
        store = self._bench.stores.customers
        old = store.get(id) if id is not None else None
        self._bench.allow("customers.save")
        if old is not None and old.redaction_id is not None:
            raise refused(
                STATE,
                N_("The values of this customer were taken out: enter a new customer."),
                "id",
            )
        name = needs(line(name), "name", N_("The name is missing."))
        new = Customer(name=name, phone=digits(phone), kind=kind, address=line(address))
        with self._bench.change(N_("save customer"), Kind.CUSTOMERS):
            if old is None:
                return store.add(new)
            return store.save(replace(new, id=old.id, version=old.version))

    def get(self, customer_id: int) -> Customer:
        """Return a customer."""
        return self._bench.stores.customers.get(customer_id)
