"""The store of claims: the row, its visit and its lines as one object."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from warrantydesk.domain.claim.claim import Claim, Submission
from warrantydesk.domain.claim.lines import LabourLine, OtherLine, PartLine
from warrantydesk.domain.claim.states import EDITABLE
from warrantydesk.storage.database import Database
from warrantydesk.storage.journal import Journal
from warrantydesk.storage.mapping import RowMapping
from warrantydesk.storage.store import Store, Table
from warrantydesk.storage.tables import (
    ClaimRow,
    LabourLineRow,
    OtherLineRow,
    PartLineRow,
    SubmissionRow,
)
from warrantydesk.storage.vehicles import VisitStore


class SubmissionStore(Store[Submission]):
    """Frozen versions of claims; what they hold is personal as a whole."""

    TABLE, KIND = SubmissionRow, Submission
    PERSONAL = frozenset({"facts", "content", "enclosed", "personal"})

    def newest(self, claim_id: int) -> Submission | None:
        """Return the last version that went to the maker."""
        return max(self.find(claim_id=claim_id), key=lambda s: s.number, default=None)


@dataclass(frozen=True)
class Lines:
    """One kind of line of a claim, by position."""

    field: str
    table: Table
    mapping: RowMapping[Any]

    def of(self, claim_id: int) -> tuple[Any, ...]:
        """Return the lines of a claim in their order."""
        return tuple(self.mapping.value(row) for row in self.rows(claim_id))

    def rows(self, claim_id: int) -> list[dict[str, Any]]:
        """Return the raw rows of a claim in their order."""
        return self.table.having({"claim_id": claim_id}, "position")

    def write(self, claim_id: int, lines: tuple[Any, ...], *, quiet: bool) -> bool:
        """Make the rows those of ``lines``: changed in place, added, or taken out at the end.

        Returns whether anything changed.
        """
        old = self.rows(claim_id)
        changed = len(old) != len(lines)
        for position, line in enumerate(lines):
            new = self.mapping.row(line)
            if position < len(old):
                changed |= self.table.update(old[position]["id"], new, quiet=quiet)
            else:
                place = {"claim_id": claim_id, "position": position}
                self.table.insert({**place, **new}, quiet=quiet)
        for row in old[len(lines) :]:
            self.table.remove(row["id"])
        return changed


class ClaimStore(Store[Claim]):
    """Claims with visit and lines."""

    TABLE, KIND = ClaimRow, Claim
    SKIP = frozenset({"visit", "part_lines", "labour_lines", "other_lines"})
    PERSONAL = frozenset(
        {
            "owner_name",
            "owner_phone",
            "owner_contact",
            "owner_contact_phone",
            "owner_address",
            "vehicle_plate",
        }
    )

    def __init__(self, db: Database, journal: Journal, visits: VisitStore) -> None:
        super().__init__(db, journal)
        self._visits = visits
        self.lines = (
            Lines("part_lines", Table(PartLineRow, db, journal), RowMapping(PartLine)),
            Lines("labour_lines", Table(LabourLineRow, db, journal), RowMapping(LabourLine)),
            Lines("other_lines", Table(OtherLineRow, db, journal), RowMapping(OtherLine)),
        )

    def add(self, value: Claim) -> Claim:
        """Insert a claim with its lines; its visit must stand already."""
        row = {**self.mapping.row(value), "version": 1, "visit_id": value.visit.id}
        number = self.table.insert(row)
        for lines in self.lines:
            lines.write(number, getattr(value, lines.field), quiet=False)
        return self.get(number)

    def save(self, value: Claim, *, quiet: bool = False) -> Claim:
        """Write a changed claim with visit and lines.

        ``quiet`` belongs to a sitting of edits: the rows are written and marked open, their
        entry follows when the sitting ends.
        """
        if not quiet and self.table.raw(value.id)["edit_open"]:
            self.settle(value.id)
        row = {**self.mapping.row(value), "edit_open": int(quiet)}
        version = row.pop("version")
        beside = False
        for lines in self.lines:
            beside |= lines.write(value.id, getattr(value, lines.field), quiet=quiet)
        visit = replace(value.visit, edit_open=quiet)
        beside |= self._save_visit(visit, quiet=quiet)
        row["visit_id"] = visit.id
        self.table.update(value.id, row, version=int(version or 0), quiet=quiet, beside=beside)
        return self.get(value.id)

    def _save_visit(self, visit: Any, *, quiet: bool) -> bool:
        row = self._visits.mapping.row(visit.with_first_end())
        row.pop("version")
        return self._visits.table.update(visit.id, row, quiet=quiet)

    def settle(self, claim_id: int) -> None:
        """End a sitting: write the entries that its quiet edits owe."""
        claim = self.table.raw(claim_id)
        self.table.settle(claim_id)
        self._visits.table.settle(claim["visit_id"])
        for lines in self.lines:
            for row in lines.rows(claim_id):
                lines.table.settle(row["id"])

    def by_number(self, claim_number: str) -> Claim | None:
        """Return the claim of a number."""
        return next(iter(self.find(claim_number=claim_number)), None)

    def heads(self, numbers: Iterable[int]) -> list[Claim]:
        """Return claims without their visit and lines, for papers and lists of many."""
        return [self.mapping.value(row) for row in self._several(numbers, "id")]

    def open_sittings(self) -> list[int]:
        """Return the claims whose sitting has not ended; a filed claim has none, whatever
        its row says."""
        query = ClaimRow.select(ClaimRow.id, ClaimRow.state).where(ClaimRow.edit_open == 1)
        return [row["id"] for row in self._db.rows(query) if row["state"] in EDITABLE]

    def of_visit(self, visit_id: int) -> list[int]:
        """Return the claims of a visit."""
        query = ClaimRow.select(ClaimRow.id).where(ClaimRow.visit_id == visit_id)
        return [row["id"] for row in self._db.rows(query)]

    def _built(self, row: Mapping[str, Any]) -> Claim:
        number = row["id"]
        lines = {part.field: part.of(number) for part in self.lines}
        visit = self._visits.get(row["visit_id"])
        return self.mapping.value(row, visit=visit, **lines)  # type: ignore[no-any-return]
