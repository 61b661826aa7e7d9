"""Work that is added to what the customer signed: marked, and allowed by name before it begins."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.lines import AddOn, LabourLine, OtherLine, PartLine
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.coverage.guards import instant_problems, raise_all, short
from warrantydesk.services.work import must_be_open


class AddedKind(StrEnum):
    """Which table of the claim an added line stands in."""

    PART = "part"
    LABOUR = "labour"
    OTHER = "other"


_TABLES = {
    AddedKind.PART: "part_lines",
    AddedKind.LABOUR: "labour_lines",
    AddedKind.OTHER: "other_lines",
}


@dataclass(frozen=True)
class AddedLine:
    """A line of a claim with what is known of it as added work; ``line`` counts from 1."""

    kind: AddedKind
    line: int
    text: str
    add_on: AddOn

    @property
    def waits(self) -> bool:
        """Tell whether the service manager has still to allow it."""
        return self.add_on.added and not self.add_on.authorised_by


class AddOnService:
    """Keeps the marks of added work on the lines of claims."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def mark_add_on(
        self,
        claim_id: int,
        kind: AddedKind,
        line: int,
        reason: str = "",
        customer_agreed: str = "",
        added: bool = True,
    ) -> Claim:
        """Mark a line as added after the customer signed, or take the mark back.

        It then waits for the service manager. What he allowed is not taken back.
        """
        claim = self._open(claim_id, "work.mark_add_on")
        old = _line(claim, kind, line)
        if not added:
            if old.add_on.authorised_by:
                raise refused(STATE, N_("The service manager allowed this work: it stays so."))
            return self._with_line(claim, kind, line, replace(old, add_on=AddOn()))
        why = needs(
            short(reason, "reason"), "reason", N_("Why was it added? The auditor asks for it.")
        )
        agreed = short(customer_agreed, "customer_agreed")
        mark = replace(old.add_on, added=True, reason=why, customer_agreed=agreed)
        return self._with_line(claim, kind, line, replace(old, add_on=mark))

    def authorise_add_on(
        self,
        claim_id: int,
        kind: AddedKind,
        line: int,
        reason: str = "",
        customer_agreed: str = "",
        begun_at: datetime | None = None,
    ) -> Claim:
        """Allow added work as service manager, in his name and now; best before it begins.

        ``begun_at`` is told where the work began already: V45 then says so.
        """
        claim = self._open(claim_id, "work.authorise_add_on")
        old = _line(claim, kind, line)
        if old.add_on.authorised_by:
            raise refused(
                STATE, N_("{name} allowed this work already."), name=old.add_on.authorised_by
            )
        raise_all(instant_problems("begun_at", begun_at, self._bench.now))
        why = needs(
            short(reason, "reason") or old.add_on.reason,
            "reason",
            N_("Why was it added? The auditor asks for it."),
        )
        mark = AddOn(
            added=True,
            reason=why,
            authorised_by=self._bench.person.login,
            authorised_at=self._bench.now,
            begun_at=begun_at or old.add_on.begun_at,
            customer_agreed=short(customer_agreed, "customer_agreed") or old.add_on.customer_agreed,
        )
        return self._with_line(claim, kind, line, replace(old, add_on=mark))

    def added_lines(self, claim_id: int) -> list[AddedLine]:
        """Return every line of a claim with its mark, those of parts first."""
        return list(lines_of(self._bench.stores.claims.get(claim_id)))

    def _with_line(self, claim: Claim, kind: AddedKind, number: int, new: Any) -> Claim:
        name = _TABLES[kind]
        lines = list(getattr(claim, name))
        lines[number - 1] = new
        with self._bench.change(N_("mark added work"), Kind.CLAIMS, Kind.WORK) as touched:
            touched.append(claim.id)
            fields: dict[str, Any] = {name: tuple(lines)}
            saved = self._bench.stores.claims.save(replace(claim, **fields))
        # An edit before it would take the mark back with it.
        self._bench.history.clear()
        return saved

    def _open(self, claim_id: int, verb: str) -> Claim:
        claim = self._bench.stores.claims.get(claim_id)
        self._bench.allow(verb)
        must_be_open(claim)
        return claim


def lines_of(claim: Claim) -> Iterator[AddedLine]:
    """Yield every line of a claim with what it says, parts first."""
    for number, part in enumerate(claim.part_lines, 1):
        said = " ".join(filter(None, (part.new_part_no, part.new_part_name)))
        yield AddedLine(AddedKind.PART, number, said, part.add_on)
    for number, labour in enumerate(claim.labour_lines, 1):
        said = " ".join(filter(None, (labour.code, labour.name)))
        yield AddedLine(AddedKind.LABOUR, number, said, labour.add_on)
    for number, other in enumerate(claim.other_lines, 1):
        said = " ".join(filter(None, (other.code, other.text)))
        yield AddedLine(AddedKind.OTHER, number, said, other.add_on)


def _line(claim: Claim, kind: AddedKind, number: int) -> PartLine | LabourLine | OtherLine:
    lines: tuple[PartLine | LabourLine | OtherLine, ...] = getattr(claim, _TABLES[kind])
    if not 1 <= number <= len(lines):
        raise refused(INVALID, N_("The claim has no line {n} of this kind."), "line", n=number)
    return lines[number - 1]
