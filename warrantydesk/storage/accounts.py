"""Claims' accounts: kept sums, and the same sums as the single entries give them."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.dates import from_utc_text
from warrantydesk.domain.settlement.account import ClaimAccount
from warrantydesk.domain.settlement.deduction import BY_DESK
from warrantydesk.domain.settlement.statement import BOOKED_STATES
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import ClaimAccountRow

_BOOKED = ", ".join(f"'{state}'" for state in BOOKED_STATES)
_GIVEN_UP = ", ".join(f"'{kind}'" for kind in BY_DESK)
_AT_ONCE = 400
_SUMS = f"""
SELECT w.id AS id,
  (SELECT coalesce(sum(l.amount_fen), 0) FROM statement_line l
     JOIN statement s ON s.id = l.statement_id AND s.state IN ({_BOOKED})
    WHERE l.claim_id = w.id AND l.void_reason = '' AND l.kind = 'claim'
      AND l.state NOT IN ('SPLIT', 'UNREAD') AND l.decision <> 'not_ours') AS settled_fen,
  (SELECT coalesce(sum(net_fen), 0) FROM receipt_share WHERE claim_id = w.id) AS paid_fen,
  (SELECT coalesce(sum(amount_fen), 0) FROM deduction d
    WHERE d.claim_id = w.id AND d.taken_on IS NOT NULL AND d.void_reason = ''
      AND d.state <> 'WITHDRAWN') AS deducted_fen,
  (SELECT coalesce(sum(amount_fen), 0) FROM deduction d
    WHERE d.claim_id = w.id AND d.taken_on IS NOT NULL AND d.void_reason = ''
      AND d.state <> 'WITHDRAWN' AND d.kind IN ({_GIVEN_UP})) AS given_up_fen,
  (SELECT coalesce(sum(amount_fen), 0) FROM deduction d
    WHERE d.claim_id = w.id AND d.taken_on IS NOT NULL AND d.void_reason = ''
      AND d.state <> 'WITHDRAWN' AND d.kind = 'short') AS short_fen,
  (SELECT coalesce(sum(amount_fen), 0) FROM write_off
    WHERE claim_id = w.id AND state = 'APPROVED') AS written_off_fen,
  (SELECT max(s.id) FROM statement_line l
     JOIN statement s ON s.id = l.statement_id AND s.state IN ({_BOOKED})
    WHERE l.claim_id = w.id AND l.void_reason = '' AND l.decision <> 'not_ours'),
  (SELECT max(r.received_on) FROM receipt_share x JOIN receipt r ON r.id = x.receipt_id
    WHERE x.claim_id = w.id AND r.reverses IS NULL
      AND NOT EXISTS (SELECT 1 FROM receipt b WHERE b.reverses = r.id)),
  EXISTS (SELECT 1 FROM charge_back
    WHERE claim_id = w.id AND void_reason = '' AND outcome <> 'withdrawn'),
  (SELECT coalesce(sum(a.asked_fen), 0) FROM appeal a
    WHERE a.claim_id = w.id AND a.void_reason = '' AND a.state = 'FILED')
FROM wanted w"""
_SUMS_OF_SOME = f"WITH wanted(id) AS (VALUES {{marks}}) {_SUMS}"
_KEPT_SUMS = (
    *("settled_fen", "paid_fen", "deducted_fen", "given_up_fen", "short_fen"),
    "written_off_fen",
)
_DIFFERING = f"""
WITH wanted(id) AS (
  SELECT claim_id FROM claim_account
  UNION SELECT claim_id FROM statement_line WHERE claim_id IS NOT NULL
  UNION SELECT claim_id FROM receipt_share WHERE claim_id IS NOT NULL
  UNION SELECT claim_id FROM deduction WHERE claim_id IS NOT NULL
  UNION SELECT claim_id FROM write_off),
told AS MATERIALIZED ({_SUMS})
SELECT t.id, {", ".join(f"t.{name} - coalesce(a.{name}, 0)" for name in _KEPT_SUMS)}
FROM told t LEFT JOIN claim_account a ON a.claim_id = t.id
WHERE {" OR ".join(f"t.{name} <> coalesce(a.{name}, 0)" for name in _KEPT_SUMS)} ORDER BY t.id"""


class AccountSums(NamedTuple):
    """What the entries of a claim add up to; net fen."""

    claim_id: int
    settled_fen: int
    paid_fen: int
    deducted_fen: int
    given_up_fen: int
    short_fen: int
    written_off_fen: int
    statement_id: int | None
    paid_on: str | None
    charged_back: int
    appealed_fen: int


class AskingClaim(NamedTuple):
    """What a claim asks for, without its lines; net fen."""

    id: int
    claim_number: str
    brand: str
    state: State
    submitted_at: datetime | None
    total_fen: int
    approved_fen: int | None


class ClaimAccountStore(Store[ClaimAccount]):
    """The accounts of claims that money has touched."""

    TABLE, KIND = ClaimAccountRow, ClaimAccount

    def of(self, claim_id: int) -> ClaimAccount:
        """Return the account of a claim, an empty one where nothing touched it."""
        found = self.find(claim_id=claim_id)
        return found[0] if found else ClaimAccount(claim_id)

    def of_many(self, claim_ids: Iterable[int]) -> dict[int, ClaimAccount]:
        """Return the accounts of claims that have one, by claim."""
        return {one.claim_id: one for one in self.several(claim_ids, "claim_id")}

    def asking(self, claim_ids: Iterable[int]) -> dict[int, AskingClaim]:
        """Return what claims ask for, by id."""
        found: dict[int, AskingClaim] = {}
        wanted = sorted(set(claim_ids))
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = (
                "SELECT id, claim_number, brand, state, submitted_at, total_fen, approved_fen"
                f" FROM claim WHERE id IN ({marks})"
            )
            for number, name, brand, state, at, total, approved in self._db.query(query, some):
                filed = from_utc_text(at) if at else None
                found[number] = AskingClaim(
                    number, name, brand, State(state), filed, total, approved
                )
        return found

    def with_pieces(self, claim_ids: Iterable[int]) -> list[int]:
        """Return those of the claims that have old parts, in order."""
        return self._having(
            claim_ids, "SELECT DISTINCT claim_id FROM old_part WHERE claim_id IN ({marks})"
        )

    def _having(self, claim_ids: Iterable[int], query: str) -> list[int]:
        found: list[int] = []
        wanted = sorted(set(claim_ids))
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            rows = self._db.query(query.format(marks=",".join("?" * len(some))), some)
            found += sorted(int(number) for (number,) in rows)
        return found

    def sums(self, claim_ids: Iterable[int]) -> list[AccountSums]:
        """Add up the entries of claims anew, in order of their ids."""
        wanted = sorted(set(claim_ids))
        found: list[AccountSums] = []
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ", ".join(["(?)"] * len(some))
            rows = self._db.query(_SUMS_OF_SOME.format(marks=marks), some)
            found += [AccountSums(*row) for row in rows]
        return found

    def differing(self) -> list[tuple[int, dict[str, int]]]:
        """Return the claims whose account is not what their entries add up to.

        Beside each claim: by sum, how much more the entries say than the account; net fen.
        """
        found = []
        for number, *more in self._db.query(_DIFFERING):
            off = zip(_KEPT_SUMS, more, strict=True)
            found.append((int(number), {name: fen for name, fen in off if fen}))
        return found
