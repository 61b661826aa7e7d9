"""What has a clock, as flat rows read in one query a kind: 5,000 open claims cost no 5,000 reads.

Only states, days, numbers and names of lists are read; what they mean is decided elsewhere.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.dates import from_utc_text
from warrantydesk.domain.today_claims import OpenClaim
from warrantydesk.storage.database import Database

_CLAIMS = """
SELECT c.id, c.claim_number, c.state, c.type, c.brand, c.vehicle_plate, c.vehicle_model_code,
       c.vehicle_vin, c.clerk, c.total_fen, c.approved_fen, c.due_on, c.answered_on, c.opened_on,
       c.submitted_at, v.finished_at, c.visit_id, asked.at, given.expires_on,
       coalesce(given.number, ''), draft.due_on, filed.filed_on, filed.answer_due_on,
       c.state = 'APPROVED' AND (EXISTS (
           SELECT 1 FROM old_part p WHERE p.claim_id = c.id AND p.paid_on IS NOT NULL)
         OR EXISTS (SELECT 1 FROM statement_line l JOIN statement s ON s.id = l.statement_id
           WHERE l.claim_id = c.id AND l.void_reason = '' AND l.decision <> 'not_ours'
             AND s.state <> 'VOID')
         OR EXISTS (SELECT 1 FROM claim_account a WHERE a.claim_id = c.id
           AND (a.settled_fen <> 0 OR a.written_off_fen <> 0))),
       c.state = 'APPROVED' AND EXISTS (
           SELECT 1 FROM appeal a WHERE a.claim_id = c.id AND a.state = 'DECIDED')
FROM claim c JOIN visit v ON v.id = c.visit_id
LEFT JOIN (SELECT claim_id, max(asked_at) AS at FROM authorisation
           WHERE state = 'ASKED' GROUP BY claim_id) asked ON asked.claim_id = c.id
LEFT JOIN (SELECT claim_id, max(expires_on) AS expires_on, number FROM authorisation
           WHERE state = 'APPROVED' GROUP BY claim_id) given ON given.claim_id = c.id
LEFT JOIN (SELECT claim_id, min(due_on) AS due_on FROM appeal
           WHERE state = 'DRAFT' GROUP BY claim_id) draft ON draft.claim_id = c.id
LEFT JOIN (SELECT claim_id, max(filed_on) AS filed_on, answer_due_on FROM appeal
           WHERE state = 'FILED' GROUP BY claim_id) filed ON filed.claim_id = c.id
WHERE c.state IN ('DRAFT', 'APPRAISING', 'PREAUTH_WAIT', 'REPAIRING', 'TO_SUBMIT', 'SUBMITTED',
                  'RETURNED', 'REJECTED', 'APPEALED', 'APPROVED')"""
_DAYS, _INSTANTS = (11, 12, 13, 18, 20, 21, 22), (14, 15, 17)
"""Which columns of a claim are days, and which instants."""
_PAPERS = """
SELECT a.claim_id, a.document_code FROM attachment a JOIN claim c ON c.id = a.claim_id
WHERE c.state = 'TO_SUBMIT' AND a.void_reason = ''
UNION SELECT t.claim_id, t.document_code FROM document_tick t JOIN claim c ON c.id = t.claim_id
WHERE c.state = 'TO_SUBMIT' AND t.ticked
UNION SELECT c.id, 'signed' FROM claim c JOIN signature s ON s.visit_id = c.visit_id
WHERE c.state = 'TO_SUBMIT' AND s.paper = 'work_authorisation'
UNION SELECT c.id, 'inspected' FROM claim c JOIN inspection i ON i.claim_id = c.id
JOIN inspection_signature s ON s.inspection_id = i.id WHERE c.state = 'TO_SUBMIT'
UNION SELECT c.id, 'filed' FROM claim c JOIN submission s ON s.claim_id = c.id
WHERE c.state = 'TO_SUBMIT'
UNION SELECT w.claim_id, 'clocked' FROM work_time w JOIN claim c ON c.id = w.claim_id
WHERE c.state = 'TO_SUBMIT' AND w.ended_at IS NOT NULL AND w.void_reason = ''
UNION SELECT r.claim_id, 'issued' FROM store_request r JOIN claim c ON c.id = r.claim_id
WHERE c.state = 'TO_SUBMIT' AND r.state = 'ISSUED'
UNION SELECT p.claim_id, 'tagged' FROM old_part p JOIN claim c ON c.id = p.claim_id
WHERE c.state = 'TO_SUBMIT' GROUP BY p.claim_id
HAVING min(p.tag <> '' OR p.reason <> '') = 1"""
_CAR = "c.claim_number, c.brand, c.vehicle_plate, c.vehicle_model_code, c.vehicle_vin"
_PLATE = """(SELECT p.plate FROM plate p WHERE p.vehicle_id = v.vehicle_id
        AND p.to_on IS NULL ORDER BY p.id DESC LIMIT 1)"""
_CHARGE_BACKS = f"""
SELECT b.id, b.claim_id, b.due_on, b.amount_fen, c.clerk, {_CAR}, b.notice_no
FROM charge_back b JOIN claim c ON c.id = b.claim_id
WHERE b.outcome = '' AND b.void_reason = '' AND b.due_on IS NOT NULL AND b.objected_on IS NULL"""
_ESCALATIONS = f"""
SELECT e.id, e.claim_id, e.asked_at, c.total_fen, e.to_login, {_CAR}, e.question
FROM escalation e JOIN claim c ON c.id = e.claim_id
WHERE e.decision = '' AND e.void_reason = '' AND c.state NOT IN ('VOID', 'CLOSED')"""
_STORE = f"""
SELECT r.id, r.claim_id, r.wanted_on, c.total_fen, r.asked_by, {_CAR}, r.number
FROM store_request r JOIN claim c ON c.id = r.claim_id
WHERE r.state IN ('ASKED', 'ANSWERED') AND r.void_reason = '' AND r.issued_on IS NULL
AND r.wanted_on IS NOT NULL"""
_COMPLAINTS = f"""
SELECT b.id, b.claim_id, b.due_on, 0, b.owner, b.number, coalesce(c.brand, ''),
       coalesce(c.vehicle_plate, {_PLATE}, ''), coalesce(c.vehicle_model_code, ''),
       coalesce(c.vehicle_vin, car.vin, ''), b.customer_name
FROM complaint b LEFT JOIN claim c ON c.id = b.claim_id
LEFT JOIN visit v ON v.id = b.visit_id LEFT JOIN vehicle car ON car.id = v.vehicle_id
WHERE b.stage IN ('OPEN', 'HANDLING') AND b.void_reason = '' AND b.due_on IS NOT NULL"""
_NOTES = f"""
SELECT n.id, n.claim_id, n.again_on, coalesce(c.total_fen, 0), n.by,
       coalesce(c.claim_number, v.repair_order, ''), coalesce(c.brand, car.brand, ''),
       coalesce(c.vehicle_plate, {_PLATE}, ''),
       coalesce(c.vehicle_model_code, car.model_code, ''),
       coalesce(c.vehicle_vin, car.vin, ''), n.text
FROM contact_note n LEFT JOIN claim c ON c.id = n.claim_id LEFT JOIN visit v ON v.id = n.visit_id
LEFT JOIN vehicle car ON car.id = v.vehicle_id
WHERE n.again_on IS NOT NULL AND n.void_reason = '' AND NOT EXISTS (
    SELECT 1 FROM contact_note later WHERE later.id > n.id AND later.void_reason = ''
    AND later.claim_id IS n.claim_id AND later.visit_id IS n.visit_id
    AND later.party = n.party)"""
_APPOINTMENTS = """
SELECT id, visit_id, starts_at, 0, advisor, customer_name, '', plate, '', vin, purpose
FROM appointment WHERE state = 'BOOKED' AND starts_at >= ? AND starts_at < ?"""
_RETURNS = """
SELECT p.id, p.claim_id, p.return_by, p.amount_fen, c.clerk, p.tag, c.brand, c.vehicle_plate,
       c.vehicle_model_code, c.vehicle_vin, coalesce(nullif(p.part_name, ''), p.part_no), p.place,
       p.causal AND EXISTS (
           SELECT 1 FROM old_part s WHERE s.claim_id = p.claim_id AND NOT s.causal
           AND s.return_required AND (s.causal_line IS NULL OR s.causal_line = p.line)
           AND s.state NOT IN ('NO_PART', 'VOID', 'SHELVED', 'RETURN_DUE', 'PACKED', 'SHIPPED',
                               'OEM_RECEIVED', 'ACCEPTED'))
FROM old_part p JOIN claim c ON c.id = p.claim_id
WHERE p.state IN ('RECEIVED', 'SHELVED', 'RETURN_DUE') AND p.return_required = 1
AND p.return_by IS NOT NULL"""
_WAITING = """
SELECT count(*) FILTER (WHERE state = 'SCRAP_OK'),
       count(*) FILTER (WHERE tag_state = 'sent'
                        AND state IN ('EXPECTED', 'RECEIVED', 'SHELVED', 'RETURN_DUE'))
FROM old_part WHERE state IN ('SCRAP_OK', 'EXPECTED', 'RECEIVED', 'SHELVED', 'RETURN_DUE')"""
_LENT = """
SELECT p.id, p.claim_id, p.lent_until, p.amount_fen, c.clerk, p.tag, c.brand, c.vehicle_plate,
       c.vehicle_model_code, c.vehicle_vin, p.lent_to
FROM old_part p JOIN claim c ON c.id = p.claim_id
WHERE p.state = 'LENT' AND p.lent_until IS NOT NULL"""
_UNDER_WAY = """
SELECT state, count(*), coalesce(sum(CASE WHEN state = 'APPROVED'
       THEN coalesce(approved_fen, total_fen) ELSE total_fen END), 0)
FROM claim WHERE state IN ({states}) GROUP BY state"""
_AT_REST = (State.CLOSED, State.VOID, State.NOT_COVERED, State.REJECTED_FINAL)
_IN_SHOP = """
SELECT max(c.id), c.version FROM claim c JOIN visit v ON v.id = c.visit_id
WHERE c.state IN ('DRAFT', 'APPRAISING', 'PREAUTH_WAIT', 'REPAIRING') AND c.vehicle_vin <> ''
AND v.finished_at IS NULL AND v.arrived_at >= ? GROUP BY v.id ORDER BY 1 DESC LIMIT ?"""


class Waiting(NamedTuple):
    """One thing that waits: its id, the claim or visit behind it, its day, its money in fen.

    ``day`` is a date as text, an instant for escalations and appointments.
    """

    id: int
    behind: int | None
    day: str
    amount_fen: int
    owner: str
    number: str
    brand: str
    plate: str
    model: str
    vin: str
    text: str


class Due(NamedTuple):
    """A piece that must go back: as :class:`Waiting`, with its place and whether one is missing."""

    id: int
    claim_id: int
    day: date
    amount_fen: int
    owner: str
    number: str
    brand: str
    plate: str
    model: str
    vin: str
    text: str
    place: str
    short: bool
    """A related piece that must travel with it is not on the shelf."""


class Heap(NamedTuple):
    """Pieces that wait without a day: to be destroyed, with a label nobody scanned."""

    scrap: int
    labels: int


class TodayStore:
    """Reads; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._days: dict[str, date] = {}

    def claims(self) -> Iterator[OpenClaim]:
        """Yield the open claims with what their clocks need."""
        for row in self._db.query(_CLAIMS):
            values: list[Any] = list(row)
            values[2] = State(row[2])
            for at in _DAYS:
                values[at] = self._day(row[at])
            for at in _INSTANTS:
                values[at] = from_utc_text(row[at]) if row[at] else None
            values[-2:] = bool(row[-2]), bool(row[-1])
            yield OpenClaim(*values)

    def _day(self, text: str | None) -> date | None:
        """Return a day; most claims share theirs."""
        if not text:
            return None
        if text not in self._days:
            self._days[text] = date.fromisoformat(text)
        return self._days[text]

    def papers(self) -> dict[int, set[str]]:
        """Return which papers are there for each claim that is to be submitted.

        Beside document codes: ``signed``, ``inspected``, ``filed``, ``clocked``, ``issued``,
        ``tagged`` for what the desk itself has.
        """
        found: dict[int, set[str]] = {}
        for claim_id, code in self._db.query(_PAPERS):
            found.setdefault(claim_id, set()).add(code)
        return found

    def charge_backs(self) -> list[Waiting]:
        """Return the charge-backs that may still be objected to."""
        return self._waiting(_CHARGE_BACKS)

    def escalations(self) -> list[Waiting]:
        """Return what was laid before the technical manager and is not decided."""
        return self._waiting(_ESCALATIONS)

    def store_requests(self) -> list[Waiting]:
        """Return the requests to the store that are not issued and have a day."""
        return self._waiting(_STORE)

    def complaints(self) -> list[Waiting]:
        """Return the complaints that are not solved."""
        return self._waiting(_COMPLAINTS)

    def notes(self) -> list[Waiting]:
        """Return what is to be spoken of again, where nobody has since."""
        return self._waiting(_NOTES)

    def appointments(self, start: str, end: str) -> list[Waiting]:
        """Return the appointments between two instants (UTC text) that nobody came to yet."""
        return self._waiting(_APPOINTMENTS, start, end)

    def booked(self, start: str, end: str) -> list[int]:
        """Return the ids of the appointments between two instants (UTC text) by their hour."""
        rows = self._db.query(
            "SELECT id FROM appointment WHERE starts_at >= ? AND starts_at < ?"
            " AND state <> 'CANCELLED' ORDER BY starts_at, id",
            (start, end),
        )
        return [row[0] for row in rows]

    def lent(self) -> list[Waiting]:
        """Return the pieces that are lent until a day."""
        return self._waiting(_LENT)

    def returns(self) -> list[Due]:
        """Return the pieces on no list that must go back."""
        found = []
        for row in self._db.query(_RETURNS):
            values: list[Any] = list(row)
            values[2], values[-1] = date.fromisoformat(row[2]), bool(row[-1])
            found.append(Due(*values))
        return found

    def heap(self) -> Heap:
        """Return how many pieces wait without a day."""
        return Heap(*self._db.query(_WAITING)[0])

    def claims_of(self, login: str) -> list[int]:
        """Return the ids of the claims that a person has under way."""
        rows = self._db.query(
            "SELECT id FROM claim WHERE clerk = ? AND state NOT IN ('CLOSED', 'VOID') ORDER BY id",
            (login,),
        )
        return [row[0] for row in rows]

    def under_way(self) -> dict[State, tuple[int, int]]:
        """Return count and money of the claims under way by state."""
        # Named one by one: "NOT IN" would walk all claims that were ever closed.
        states = ", ".join(f"'{state}'" for state in State if state not in _AT_REST)
        rows = self._db.query(_UNDER_WAY.format(states=states))
        return {State(state): (n, fen) for state, n, fen in rows}

    def in_shop(self, since: str, most: int) -> list[tuple[int, int]]:
        """Return one claim, and its version, of each visit whose car is not repaired yet."""
        return [(row[0], row[1]) for row in self._db.query(_IN_SHOP, (since, most))]

    def _waiting(self, sql: str, *values: Any) -> list[Waiting]:
        return [Waiting(*row) for row in self._db.query(sql, values)]
