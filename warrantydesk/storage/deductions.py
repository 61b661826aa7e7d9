"""The ledger of deductions with what each is about, and what the desk knows of and has not got."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from warrantydesk.domain.dates import day_of
from warrantydesk.domain.settlement.deduction import Deduction, DeductionKind, DeductionState
from warrantydesk.storage.database import Database
from warrantydesk.storage.settlement import DeductionStore

_LEDGER = """
SELECT d.id, coalesce(c.claim_number, ''), coalesce(p.tag, ''), coalesce(p.part_name, ''),
       coalesce(p.state, ''), coalesce(s.number, ''), coalesce(s.maker_number, ''),
       coalesce(b.notice_no, ''), coalesce(b.outcome, '')
FROM deduction d LEFT JOIN claim c ON c.id = d.claim_id LEFT JOIN old_part p ON p.id = d.part_id
LEFT JOIN statement s ON s.id = d.statement_id LEFT JOIN charge_back b ON b.id = d.charge_back_id
WHERE {where} ORDER BY d.id DESC LIMIT {most}"""
_PIECES = """
SELECT p.id, p.tag, p.part_no, p.part_name, p.state, p.deducted_fen, p.refusal_code,
       p.refusal_text, p.refused_on, p.dispute_by, p.claim_id, c.claim_number, c.brand,
       coalesce(s.receipt_notice_no, '')
FROM old_part p JOIN claim c ON c.id = p.claim_id LEFT JOIN shipment s ON s.id = p.shipment_id
WHERE p.state IN ('REFUSED', 'DISPUTED', 'REFUSED_FINAL') AND p.deducted_fen > 0
AND NOT EXISTS (SELECT 1 FROM deduction d WHERE d.part_id = p.id AND d.void_reason = ''
                AND d.corrects = '' AND d.state <> 'WITHDRAWN')
ORDER BY p.refused_on, p.id LIMIT ?"""
_CHARGE_BACKS = """
SELECT b.id, b.amount_fen, b.reason_code, b.reason_text, b.notice_no, b.noticed_on, b.due_on,
       b.outcome, b.claim_id, c.claim_number, c.brand
FROM charge_back b JOIN claim c ON c.id = b.claim_id
WHERE b.void_reason = '' AND b.outcome <> 'withdrawn'
AND NOT EXISTS (SELECT 1 FROM deduction d WHERE d.charge_back_id = b.id AND d.void_reason = ''
                AND d.corrects = '' AND d.state <> 'WITHDRAWN')
ORDER BY b.noticed_on, b.id LIMIT ?"""
_WORDS = (
    "d.number", "d.notice_no", "d.reason_text", "c.claim_number", "c.vehicle_vin", "p.tag",
    "s.maker_number",
)  # fmt: skip


class DeductionEntry(NamedTuple):
    """A deduction with the names of what it is about, empty where it is about none of it."""

    deduction: Deduction
    claim_number: str = ""
    tag: str = ""
    part_name: str = ""
    part_state: str = ""
    statement_number: str = ""
    maker_number: str = ""
    """The payer's own number of the statement."""
    charge_back_no: str = ""
    charge_back_outcome: str = ""


class Proposal(NamedTuple):
    """A deduction that the shelf or a charge-back knows of and the ledger does not; net fen."""

    kind: DeductionKind
    brand: str
    amount_fen: int
    claim_id: int
    claim_number: str
    part_id: int | None = None
    tag: str = ""
    part_name: str = ""
    charge_back_id: int | None = None
    reason_code: str = ""
    reason_text: str = ""
    notice_no: str = ""
    noticed_on: date | None = None
    due_on: date | None = None
    state: str = ""
    """Where the piece is, or how the charge-back ended; empty while it is open."""


class Wanted(NamedTuple):
    """Which deductions are looked at; empty: all of them."""

    brand: str = ""
    kinds: Sequence[DeductionKind] = ()
    states: Sequence[DeductionState] = ()
    due_by: date | None = None
    """Open ones whose dispute clock ends until this day."""
    claim_id: int | None = None
    statement_id: int | None = None
    text: str = ""
    """Part of a number, notice, reason, claim, VIN or tag."""
    void: bool = False
    """Void ones too."""


class DeductionLists:
    """Reads the ledger of deductions."""

    def __init__(self, db: Database, deductions: DeductionStore) -> None:
        self._db, self._deductions = db, deductions

    def ledger(self, wanted: Wanted, most: int) -> list[DeductionEntry]:
        """Return the newest deductions with what they are about, newest first."""
        tests = list(_tests(wanted))
        where = " AND ".join(test for test, _values in tests) or "1"
        values = [value for _test, some in tests for value in some]
        rows = self._db.query(_LEDGER.format(where=where, most=int(most)), values)
        found = {one.id: one for one in self._deductions.several(row[0] for row in rows)}
        return [DeductionEntry(found[row[0]], *row[1:]) for row in rows]

    def pieces(self, most: int) -> list[Proposal]:
        """Return the refused pieces whose deduction nobody wrote down, oldest first."""
        return [
            Proposal(
                DeductionKind.OLD_PART,
                brand,
                amount,
                claim_id,
                claim_number,
                number,
                tag,
                name or part_no,
                None,
                code,
                text,
                notice,
                day_of(refused),
                day_of(due),
                state,
            )
            for (
                number, tag, part_no, name, state, amount, code, text, refused, due, claim_id,
                claim_number, brand, notice,
            ) in self._db.query(_PIECES, (most,))
        ]  # fmt: skip

    def charge_backs(self, most: int) -> list[Proposal]:
        """Return the charge-backs whose deduction nobody wrote down, oldest first."""
        return [
            Proposal(
                DeductionKind.AUDIT,
                brand,
                amount,
                claim_id,
                claim_number,
                charge_back_id=number,
                reason_code=code,
                reason_text=text,
                notice_no=notice,
                noticed_on=day_of(noticed),
                due_on=day_of(due),
                state=outcome,
            )
            for (
                number, amount, code, text, notice, noticed, due, outcome, claim_id, claim_number,
                brand,
            ) in self._db.query(_CHARGE_BACKS, (most,))
        ]  # fmt: skip


def _tests(wanted: Wanted) -> Iterator[tuple[str, Sequence[object]]]:
    if not wanted.void:
        yield "d.void_reason = ''", []
    for column, some in (("kind", wanted.kinds), ("state", wanted.states)):
        if some:
            yield f"d.{column} IN ({', '.join('?' * len(some))})", [str(one) for one in some]
    if wanted.due_by is not None:
        yield "d.state = 'OPEN' AND d.due_on <= ?", [wanted.due_by.isoformat()]
    equal = {
        "brand": wanted.brand or None,
        "claim_id": wanted.claim_id,
        "statement_id": wanted.statement_id,
    }
    yield from ((f"d.{name} = ?", [value]) for name, value in equal.items() if value is not None)
    if text := wanted.text.strip():
        likes = [f"instr(lower({word}), ?)" for word in _WORDS]
        yield f"({' OR '.join(likes)})", [text.lower()] * len(likes)
