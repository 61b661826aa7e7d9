"""What a desk has in Excel, taken over: five kinds of sheets, read by one house of rules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from warrantydesk.domain.finding import Problem
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.imports import take_over_claim_fields as of_claim
from warrantydesk.services.imports import take_over_fields as of_car
from warrantydesk.services.imports import take_over_money_fields as of_money
from warrantydesk.services.imports.part_fields import every_brand, must_be_brand
from warrantydesk.services.imports.take_over_claims import claims
from warrantydesk.services.imports.take_over_dues import receivables
from warrantydesk.services.imports.take_over_files import customers, vehicles
from warrantydesk.services.imports.take_over_known import KnownDesk, known_desk
from warrantydesk.services.imports.take_over_line import Line, line_of
from warrantydesk.services.imports.take_over_pieces import pieces
from warrantydesk.services.imports.take_over_plan import Plan
from warrantydesk.services.imports.take_over_undo import undo
from warrantydesk.services.imports.take_over_words import BLANKS, NOT_YET, is_example
from warrantydesk.services.imports.take_over_writing import Writing
from warrantydesk.services.imports.target import (
    Field,
    Outcome,
    ReadRow,
    RowResult,
    Step,
    Subject,
    SubjectName,
    Value,
    Want,
    no_step,
)

_KINDS = (
    *(Kind.CUSTOMERS, Kind.VEHICLES, Kind.VISITS, Kind.CLAIMS, Kind.PARTS, Kind.PLACES),
    *(Kind.ANSWERS, Kind.STATEMENTS, Kind.MONEY),
)
EXAMPLE = N_("The example of the template: it is left out.")


@dataclass
class TakeOver:
    """Takes one kind of sheet; what stands beside it in a row is made on the way."""

    code: str
    title: str
    columns: tuple[Field, ...]
    plan: Callable[[Plan, Sequence[Line]], None]
    needed: frozenset[str] = frozenset()
    verb: str = "take_over.take"
    kinds: tuple[Kind, ...] = _KINDS
    dated: bool = False
    may_replace: bool = False
    may_undo: bool = True
    keeps_all: bool = False

    def subjects(self, bench: Bench, profile: str) -> Sequence[SubjectName]:
        """Return the brands of the desk."""
        return every_brand(bench, profile)

    def fields(self, bench: Bench, subject: Subject) -> tuple[Field, ...]:
        """Return what columns can mean."""
        must_be_brand(bench, subject.profile)
        return tuple(
            replace(
                one,
                required=one.name in self.needed,
                blanks=NOT_YET if one.kind is Want.AMOUNT else BLANKS,
            )
            for one in self.columns
        )

    def known(self, bench: Bench, subject: Subject) -> KnownDesk:
        """Read what the desk has already."""
        must_be_brand(bench, subject.profile)
        return known_desk(bench, subject)

    def label(self, known: KnownDesk) -> str:
        """Return nothing: a desk has no versions."""
        return ""

    def is_stale(self, bench: Bench, known: KnownDesk, subject: Subject) -> bool:
        """Tell whether anything of it has changed since."""
        return bench.stores.taking.pulse() != known.pulse

    def objection(self, known: KnownDesk, subject: Subject) -> Problem | None:
        """Return nothing: a sheet may come on any day."""
        return None

    def gone(self, known: KnownDesk, subject: Subject, rows: Sequence[ReadRow]) -> int:
        """Return 0: no sheet ends anything."""
        return 0

    def before(self, known: KnownDesk, row: ReadRow) -> Mapping[str, Value]:
        """Return nothing: what is here already is said in words."""
        return {}

    def judge(self, known: KnownDesk, subject: Subject, rows: Sequence[ReadRow]) -> list[RowResult]:
        """Return what becomes of each row."""
        return sorted(self._planned(known, rows).results, key=lambda one: one.number)

    def _planned(self, known: KnownDesk, rows: Sequence[ReadRow]) -> Plan:
        plan, lines = Plan(known), list[Line]()
        for row in rows:
            if is_example(row.cells):
                plan.results.append(RowResult(row.number, Outcome.SAME, EXAMPLE))
                continue
            line = line_of(row, known.today, known.vin_ending)
            if line.wrong is not None:
                plan.block(line, line.wrong)
            else:
                lines.append(line)
        self.plan(plan, lines)
        return plan

    def apply(
        self,
        bench: Bench,
        subject: Subject,
        rows: Sequence[ReadRow],
        batch: ImportBatch,
        step: Step = no_step,
    ) -> None:
        """Write all that the rows come to."""
        plan = self._planned(self.known(bench, subject), rows)
        Writing(bench, plan, batch, step).write()
        bench.history.clear()

    def undo(self, bench: Bench, batch: ImportBatch, reason: str) -> None:
        """Take a sheet back; Refused(STATE) once something was done with what it brought."""
        undo(bench, batch, reason)


_WHO = (of_car.NAME_FIELD, of_car.PHONE_FIELD)
_WHICH = (of_car.VIN_FIELD, of_car.PLATE_FIELD)
TAKE_OVER: tuple[TakeOver, ...] = (
    TakeOver(
        "take_over_customers",
        N_("Customers taken over"),
        (*of_car.PEOPLE, *_WHICH),
        customers,
        frozenset({of_car.NAME}),
    ),
    TakeOver(
        "take_over_vehicles",
        N_("Vehicles taken over"),
        (*of_car.CARS, *of_car.PEOPLE),
        vehicles,
        frozenset({of_car.VIN}),
    ),
    TakeOver(
        "take_over_claims",
        N_("Claims in progress taken over"),
        (
            *(*of_claim.IDENTITY, *of_car.CARS, *of_car.PEOPLE, *of_claim.DAYS, *of_claim.STORY),
            *of_claim.STATES,
            *(*of_claim.PART, *of_money.COSTS, *of_money.DUES),
        ),
        claims,
    ),
    TakeOver(
        "take_over_pieces",
        N_("Old parts on the shelf taken over"),
        (
            *(*of_claim.SHELF, *of_claim.PART, *of_claim.IDENTITY, *_WHICH, *_WHO),
            *(of_claim.DAYS[0], of_claim.STORY[2], of_claim.STORY[-1]),
        ),
        pieces,
    ),
    TakeOver(
        "take_over_receivables",
        N_("Receivables taken over"),
        (
            *(*of_claim.IDENTITY, *_WHICH, *_WHO, *of_claim.DAYS),
            *(of_money.COSTS[-1], of_money.DUE_FIELD, *of_money.DUES[1:]),
            *(*of_claim.STORY[-2:], of_claim.STATES[-1]),
        ),
        receivables,
    ),
)
