"""Other claims as a claim's checks compare with them: of the car, of a number, of a serial."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.dates import from_utc_text
from warrantydesk.domain.history import PastClaim
from warrantydesk.storage.database import Database

_HEADS = """
SELECT c.id, c.claim_number, c.type, c.state, c.brand, c.visit_id, v.repair_order,
       c.codes_fault_code, c.codes_maker_claim_number, c.codes_campaign_no, c.codes_service_no,
       c.repeat_of,
       c.state IN ('REJECTED', 'REJECTED_FINAL', 'APPEALED')
       OR (c.state = 'CLOSED' AND c.answered_on IS NOT NULL AND coalesce(c.approved_fen, 0) = 0),
       v.arrived_at, v.mileage_km
FROM claim c JOIN visit v ON v.id = c.visit_id
WHERE c.vehicle_vin = ? AND c.id <> ? AND c.state <> 'VOID' ORDER BY v.arrived_at, c.id"""
Came = tuple[PastClaim, datetime | None, int | None]
"""A claim without its day and distance, when the car came, and the reading then, in km."""


class PastClaimStore:
    """Reads other claims; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of_vin(self, vin: str, but: int) -> list[Came]:
        """Return the other claims of a car that are not void, oldest first."""
        if not vin:
            return []
        heads = self._db.query(_HEADS, (vin, but))
        parts = self._lines(
            "claim_id, causal, CASE new_part_no WHEN '' THEN old_part_no ELSE new_part_no END"
            " FROM part_line",
            heads,
        )
        labour = self._lines("claim_id, main, code FROM labour_line", heads)
        return [_came(row, parts[row[0]], labour[row[0]]) for row in heads]

    def _lines(
        self, what: str, heads: Sequence[tuple[Any, ...]]
    ) -> "defaultdict[int, list[tuple[Any, ...]]]":
        found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
        if heads:
            marks = ",".join("?" * len(heads))
            sql = f"SELECT {what} WHERE claim_id IN ({marks}) ORDER BY claim_id, position"
            for row in self._db.query(sql, [head[0] for head in heads]):
                found[row[0]].append(row)
        return found

    def namesakes(self, brand: str, number: str, but: int) -> tuple[str, ...]:
        """Return the other claims of a brand that carry a number of the maker."""
        if not number:
            return ()
        rows = self._db.query(
            "SELECT claim_number FROM claim WHERE codes_maker_claim_number = ?"
            " AND codes_maker_claim_number <> '' AND brand = ? AND id <> ? AND state <> 'VOID'"
            " ORDER BY id",
            (number, brand, but),
        )
        return tuple(other for (other,) in rows)

    def serials(self, removed: Iterable[tuple[str, str]], brand: str, but: int) -> dict[str, str]:
        """Return the first other claim of a brand that removed each ``(part number, serial)``."""
        found: dict[str, str] = {}
        for part_no, serial in removed:
            rows = self._db.query(
                "SELECT c.claim_number FROM part_line l JOIN claim c ON c.id = l.claim_id"
                " WHERE l.old_serial = ? AND l.old_serial <> '' AND l.old_part_no IN (?, '')"
                " AND l.treatment = 'replace' AND c.brand = ? AND c.id <> ?"
                " AND c.state <> 'VOID' ORDER BY c.id LIMIT 1",
                (serial, part_no, brand, but),
            )
            if rows:
                found[serial] = rows[0][0]
        return found

    def tags(self, tags: Iterable[str], but: int) -> dict[str, str]:
        """Return the first other claim with a piece of each tag, our own or the maker's."""
        found: dict[str, str] = {}
        for tag in tags:
            rows = self._db.query(
                "SELECT c.claim_number FROM (SELECT claim_id, state FROM old_part"
                " WHERE tag = ? AND tag <> '' UNION ALL SELECT claim_id, state FROM old_part"
                " WHERE maker_tag = ? AND maker_tag <> '') p JOIN claim c ON c.id = p.claim_id"
                " WHERE p.claim_id <> ? AND p.state <> 'VOID' ORDER BY c.id LIMIT 1",
                (tag, tag, but),
            )
            if rows:
                found[tag] = rows[0][0]
        return found


def _came(
    head: tuple[Any, ...], parts: list[tuple[Any, ...]], labour: list[tuple[Any, ...]]
) -> Came:
    claim = PastClaim(
        id=head[0],
        claim_number=head[1],
        type=ClaimType(head[2]),
        state=State(head[3]),
        brand=head[4],
        visit_id=head[5],
        repair_order=head[6],
        on=None,
        total_km=None,
        fault_code=head[7],
        maker_claim_number=head[8],
        campaign_no=head[9],
        service_no=head[10],
        repeat_of=head[11],
        refused=bool(head[12]),
    )
    claim = replace(
        claim,
        causal_part=next((number for _id, causal, number in parts if causal and number), ""),
        main_labour=next((code for _id, main, code in labour if main and code), ""),
    )
    return claim, from_utc_text(head[13]) if head[13] else None, head[14]
