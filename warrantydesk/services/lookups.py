"""Finding any record by a few letters, while they are typed."""

from warrantydesk.domain.few_letters import folded, matched
from warrantydesk.domain.lookups import Found, FoundOwner
from warrantydesk.domain.masks import reads_only
from warrantydesk.domain.search_query import read_query
from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.domain.text import code, digits, squeezed
from warrantydesk.services.bench import Bench
from warrantydesk.services.readings import are_at_hand, readings
from warrantydesk.storage import finding

LEAST = 2
"""So many letters are looked for at least; one alone is in everything."""
LEAST_OF_A_NUMBER = 3
"""So many signs of a number say more than the year and the brand it begins with."""


class LookupService:
    """Looks in every kind of record at once, by index only: at once in any number of claims."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def find(self, text: str, most: int = 12) -> Found:
        """Return the records near a text, newest first, of each kind ``most`` at most."""
        if len(folded(text)) < LEAST or not read_query(text).words:
            return Found()
        stores, number = self._bench.stores, code(text)
        ids = finding.find(stores.db.query, text, None, most)
        claims = stores.lists.claims(ids)
        plain = squeezed(text)
        vins = [one.vin for one in claims if plain and _names_car(plain, one)]
        is_number = len(plain) >= LEAST_OF_A_NUMBER and plain.isascii()
        look = stores.lookups
        return Found(
            claims=tuple(claims),
            cars=tuple(look.cars(plain, vins, most)) if plain else (),
            owners=tuple(self._owners(text, ids)),
            pieces=tuple(look.pieces(plain, ids, most)) if is_number else (),
            shipments=tuple(look.shipments(number, most)) if is_number else (),
            statements=tuple(look.statements(number, most)) if is_number else (),
        )

    def _owners(self, text: str, ids: list[int]) -> list[FoundOwner]:
        """Return the owners whose own name or phone was typed; who only reads sees no names."""
        if reads_only(self._bench.person):
            return []
        asked, phone = folded(text), digits(text).replace(" ", "")
        spelt = readings if are_at_hand() else _unread
        return [
            one
            for one in self._bench.stores.lookups.owners(ids)
            if matched(asked, one.name, spelt) or (phone.isdigit() and phone in one.phone)
        ]


def _names_car(plain: str, claim: ClaimSummary) -> bool:
    return plain in claim.vin or plain in squeezed(claim.plate)


def _unread(_sign: str) -> tuple[str, ...]:
    return ()
