"""A maker's list of the cars that a campaign names: VINs, 100,000 of them in seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warrantydesk.domain import vin as numbers
from warrantydesk.domain.errors import STATE, refused
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.campaigns.cases import must_know
from warrantydesk.services.change import Kind
from warrantydesk.services.imports.target import (
    Field,
    Outcome,
    ReadRow,
    Repair,
    RowResult,
    Step,
    Subject,
    SubjectName,
    Value,
    Want,
    no_step,
)

_AT_ONCE = 5_000
VIN, CAMPAIGN = "vin", "campaign"


@dataclass(frozen=True)
class ListedCars:
    """The cars that a campaign has already."""

    campaign: str
    vins: frozenset[str]


class CampaignVins:
    """Adds cars to a campaign; those it has already stay as they are."""

    code = "campaign_vins"
    title = N_("VIN list of a campaign")
    verb = "campaigns.import_vins"
    kinds: tuple[Kind, ...] = (Kind.PROFILES,)
    dated = False
    may_replace = False
    may_undo = True
    keeps_all = False

    def subjects(self, bench: Bench, profile: str) -> Sequence[SubjectName]:
        """Return the campaigns of a profile."""
        known = bench.profile(profile)
        return [
            SubjectName(known.code, one.code, f"{one.code} {one.name}")
            for one in known.campaigns.values()
        ]

    def fields(self, bench: Bench, subject: Subject) -> tuple[Field, ...]:
        """Return the VIN, and the campaign number where a list holds several campaigns."""
        must_know(bench, subject.profile, subject.name)
        return (
            Field(
                VIN,
                N_("VIN"),
                Want.CODE,
                required=True,
                aliases=(
                    "vin码",
                    "vin号",
                    "vin no",
                    "车架号",
                    "车架号码",
                    "车辆识别代号",
                    "车辆识别代码",
                    "底盘号",
                    "chassis no",
                    "frame no",
                ),
                key=True,
                named=True,
                fits=_is_vin,
            ),
            Field(
                CAMPAIGN,
                N_("Campaign no."),
                Want.CODE,
                aliases=(
                    "活动编号",
                    "活动代码",
                    "召回编号",
                    "服务活动编号",
                    "campaign",
                    "recall no",
                ),
                known=frozenset({subject.name}),
            ),
        )

    def known(self, bench: Bench, subject: Subject) -> ListedCars:
        """Read the cars that the campaign has."""
        vins = bench.stores.campaign_vehicles.vins(subject.profile, subject.name)
        return ListedCars(subject.name, frozenset(vins))

    def label(self, known: ListedCars) -> str:
        """Return nothing: a list of cars has no versions."""
        return ""

    def is_stale(self, bench: Bench, known: ListedCars, subject: Subject) -> bool:
        """Tell whether the campaign has other cars by now."""
        return self.known(bench, subject) != known

    def objection(self, known: ListedCars, subject: Subject) -> None:
        """Return nothing: a list may come on any day."""

    def gone(self, known: ListedCars, subject: Subject, rows: Sequence[ReadRow]) -> int:
        """Return 0: no car leaves a campaign because a list does not name it."""
        return 0

    def before(self, known: ListedCars, row: ReadRow) -> Mapping[str, Value]:
        """Return nothing: a car is named or it is not."""
        return {}

    def judge(
        self, known: ListedCars, subject: Subject, rows: Sequence[ReadRow]
    ) -> list[RowResult]:
        """Return what becomes of each VIN."""
        return [_judged(known, row) for row in rows]

    def apply(
        self,
        bench: Bench,
        subject: Subject,
        rows: Sequence[ReadRow],
        batch: ImportBatch,
        step: Step = no_step,
    ) -> None:
        """Add the cars that are new to the campaign, each open."""
        must_know(bench, subject.profile, subject.name)
        store = bench.stores.campaign_vehicles
        listed = store.vins(subject.profile, subject.name)
        fresh = [number for row in rows if (number := _vin(row)) not in listed]
        for start in range(0, len(fresh), _AT_ONCE):
            step(start, len(fresh))
            some = fresh[start : start + _AT_ONCE]
            store.add_listed(subject.profile, subject.name, some, batch.id)
        step(len(fresh), len(fresh))

    def undo(self, bench: Bench, batch: ImportBatch, reason: str) -> None:
        """Void the cars of a list; Refused(STATE) once something was recorded of one of them.

        Refused(STATE) too while a later list stands, which may name the same cars.
        """
        stores = bench.stores
        later = stores.import_batches.find(
            target=batch.target, profile=batch.profile, subject=batch.subject
        )
        if any(one.id > batch.id and one.undone_at is None for one in later):
            raise refused(
                STATE, N_("A later list was taken in for this campaign: undo that one first.")
            )
        if recorded := stores.campaign_vehicles.recorded(batch.id):
            raise refused(
                STATE,
                N_("The list stays: for {n} of its cars something is recorded."),
                n=recorded,
            )
        stores.campaign_vehicles.void_batch(batch.id, reason)


CAMPAIGN_VINS = CampaignVins()


def _is_vin(text: str) -> bool:
    return numbers.has_shape(numbers.normalised(text))


def _vin(row: ReadRow) -> str:
    return numbers.normalised(str(row.values.get(VIN) or ""))


def _judged(known: ListedCars, row: ReadRow) -> RowResult:
    number = _vin(row)
    if not numbers.has_shape(number):
        return _no_vin(row.number, number)
    other = code(str(row.values.get(CAMPAIGN) or ""))
    if other and other != known.campaign:
        return RowResult(
            row.number,
            Outcome.BLOCK,
            N_("This row belongs to campaign {number}."),
            {"number": other},
            field=CAMPAIGN,
            repairs=(Repair(N_("Leave this row out"), skips=(row.number,)),),
        )
    if number in known.vins:
        return RowResult(row.number, Outcome.SAME, N_("The campaign has this car already."))
    if numbers.digit_is_wrong(number):
        return RowResult(
            row.number,
            Outcome.WARN,
            N_("Sign 9 is {is} but should be {should}: compare it with the maker's list."),
            {"is": number[8], "should": numbers.check_digit(number)},
            field=VIN,
        )
    return RowResult(row.number, Outcome.NEW)


def _no_vin(number: int, vin: str) -> RowResult:
    leave = Repair(N_("Leave this row out"), skips=(number,))
    if other := numbers.suggestion(vin):
        repair = Repair(N_("Make it {text}"), {"text": other}, VIN, other)
        words, values = N_("A VIN has no I, O or Q. Did you mean {other}?"), {"other": other}
        return RowResult(number, Outcome.BLOCK, words, values, field=VIN, repairs=(repair, leave))
    if len(vin) != 17:
        words, count = N_("A VIN has 17 signs; these are {n}."), {"n": len(vin)}
        return RowResult(number, Outcome.BLOCK, words, count, field=VIN, repairs=(leave,))
    return RowResult(
        number,
        Outcome.BLOCK,
        N_("A VIN has only A–Z without I, O, Q and the digits 0–9."),
        field=VIN,
        repairs=(leave,),
    )
