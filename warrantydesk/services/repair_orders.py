"""A repair order pasted as text from another system becomes a visit with its draft claim."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from warrantydesk.domain.claim.claim import Claim, ClaimVehicle
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.pasted_order import FIELD_NAMES, PastedLabour, PastedOrder, PastedPart
from warrantydesk.domain.text import clean, digits, is_visible, line, number, squeezed
from warrantydesk.domain.vehicle import is_reading
from warrantydesk.domain.vin import may_stand, normalised
from warrantydesk.domain.visit import Visit
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.claims.drafts import Drafts
from warrantydesk.services.pasted_lines import PastedLines

MOST_BYTES, MOST_SIGNS, MOST_LINES = 100_000, 4_000, 200
_WHEN = re.compile(
    r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"
    r"(?:[ T]{0,3}([0-9]{1,2})[:：时点]([0-9]{1,2})?(?:[:：分][0-9]{0,2})?.{0,2})?"
)
_TIMES = ("arrived_at", "promised_at", "started_at", "finished_at")


@dataclass(frozen=True)
class PastedVisit:
    """What was recognised in a text, and what came of it: nothing yet while it is a preview.

    ``id`` is the claim's.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[PastedPart, ...] = ()
    labour: tuple[PastedLabour, ...] = ()
    unread: tuple[str, ...] = ()
    """Lines of which nothing was understood."""
    doubtful: Mapping[str, str] = field(default_factory=dict)
    """Fields whose value cannot stand, with the English sentence that says why."""
    visit_id: int | None = None
    claim_number: str = ""
    id: int | None = None


class RepairOrderService:
    """Reads repair orders of other systems."""

    def __init__(self, bench: Bench, drafts: Drafts) -> None:
        self._bench, self._drafts = bench, drafts

    def paste(
        self,
        text: str,
        preview: bool = False,
        values: Mapping[str, str] | None = None,
        parts: tuple[PastedPart, ...] | None = None,
        labour: tuple[PastedLabour, ...] | None = None,
    ) -> PastedVisit:
        """Make a visit and a draft claim of a pasted repair order, or only show what was read.

        ``values`` replace single fields that were recognised, ``parts`` and ``labour`` the
        lines. Refused(INVALID) at each field whose value cannot stand.
        """
        self._bench.allow("visits.paste")
        if max(len(parts or ()), len(labour or ())) > MOST_LINES:
            raise refused(
                INVALID, N_("A repair order has at most {n} lines."), "parts", n=MOST_LINES
            )
        order = self._read(text)
        order = replace(
            order,
            fields={**order.fields, **_given(values or {})},
            parts=order.parts if parts is None else parts,
            labour=order.labour if labour is None else labour,
        )
        visit, wrong = self._visit(order)
        lines = PastedLines(order)
        wrong += lines.problems
        if preview:
            return _told(order, wrong)
        if wrong:
            raise refused_by(INVALID, wrong)
        claim = self._made(order, replace(visit, text=clean(text)), lines)
        return replace(
            _told(order, []),
            visit_id=claim.visit.id,
            claim_number=claim.claim_number,
            id=claim.id,
        )

    def _read(self, text: str) -> PastedOrder:
        from warrantydesk.reading.repair_order_text import read_order

        if not is_visible(text):
            raise refused(INVALID, N_("Paste the text of a repair order first."), "text")
        if len(text.encode("utf-8", "replace")) > MOST_BYTES:
            raise refused(
                INVALID,
                N_("This text is too long: copy one repair order, 100 kB at most."),
                "text",
            )
        order = read_order(text)
        if order.is_empty:
            raise refused(
                INVALID,
                N_("Nothing of a repair order was recognised: copy it with its labels."),
                "text",
            )
        return order

    def _visit(self, order: PastedOrder) -> tuple[Visit, list[Problem]]:
        """Return the visit that a text tells, with what is wrong with its values."""
        told, problems = order.fields, []
        times: dict[str, datetime | None] = {}
        for name in _TIMES:
            times[name] = self._instant(told.get(name, ""))
            if told.get(name) and times[name] is None:
                problems.append(Problem(name, N_("Write day and time, as in 2026-11-24 08:30.")))
        problems += self._time_problems(times)
        km = _kilometres(told.get("mileage_km", ""))
        if told.get("mileage_km") and (km is None or not is_reading(km)):
            problems.append(Problem("mileage_km", N_("This is not an odometer reading.")))
            km = None
        problems += self._number_problems(told)
        visit = Visit(
            repair_order=line(told.get("repair_order", "")),
            mileage_km=km,
            complaint=told.get("complaint", ""),
            brought_by=line(told.get("brought_by", "")),
            brought_by_phone=digits(told.get("brought_by_phone", "")),
            advisor=self._login(told.get("advisor", "")) or self._bench.person.login,
            technician=self._login(told.get("technician", "")),
            arrived_at=times["arrived_at"] or self._bench.now,
            promised_at=times["promised_at"],
            started_at=times["started_at"],
            finished_at=times["finished_at"],
        )
        return visit, problems

    def _instant(self, text: str) -> datetime | None:
        found = _WHEN.fullmatch(line(text))
        if found is None:
            return None
        year, month, day, hour, minute = (int(part or 0) for part in found.groups())
        try:
            return datetime(year, month, day, hour, minute, tzinfo=self._bench.clock.zone)
        except ValueError:
            return None

    def _time_problems(self, times: Mapping[str, datetime | None]) -> Iterator[Problem]:
        """Yield times that cannot be: the promised one alone may lie ahead."""
        arrived, now = times["arrived_at"], self._bench.now
        for name in _TIMES:
            at = times[name]
            if at is None:
                continue
            if at.year < 1990 or (name != "promised_at" and at > now):
                yield Problem(name, N_("This time cannot be: look at day and hour."))
            elif arrived is not None and at < arrived:
                yield Problem(name, N_("This lies before the arrival of the car."))
        begun, ended = times["started_at"], times["finished_at"]
        if begun is not None and ended is not None and ended < begun:
            yield Problem("finished_at", N_("The repair ends before it begins."))

    def _number_problems(self, told: Mapping[str, str]) -> Iterator[Problem]:
        vin, order = normalised(told.get("vin", "")), line(told.get("repair_order", ""))
        if vin and not may_stand(vin):
            yield Problem("vin", N_("This is no VIN: at most 17 letters and digits."))
        if order and self._bench.stores.visits.find(repair_order=order):
            yield Problem("repair_order", N_("This repair order is here already."))
        if len(order) > 40:
            yield Problem("repair_order", N_("This is too long for the number of an order."))

    def _login(self, name: str) -> str:
        """Return the login of a person at this desk by name, else the name itself."""
        typed = line(name)
        same = [one for one in self._bench.stores.people.find(active=1) if one.name == typed]
        return same[0].login if len(same) == 1 else typed

    def _made(self, order: PastedOrder, visit: Visit, lines: PastedLines) -> Claim:
        bench, stores = self._bench, self._bench.stores
        told = order.fields
        vehicle = ClaimVehicle(
            vin=self._vin(told), plate=squeezed(told.get("plate", "")), model_code=""
        )
        draft = Claim(
            brand=bench.site.brand,
            clerk=bench.person.login,
            opened_on=bench.today,
            created_at=bench.now,
            vehicle=vehicle,
        )
        kinds = (Kind.CLAIMS, Kind.VISITS)
        with bench.change(N_("paste repair order"), *kinds) as touched:
            if not visit.repair_order:
                own = stores.numbers.repair_order(bench.site_number, bench.today.year)
                visit = replace(visit, repair_order=own)
            claim = self._drafts.accepted(draft, stores.visits.add(visit))
            changed = self._drafts.edited(claim, _changes(claim, told, lines))
            saved = stores.claims.save(changed)
            touched.append(saved.id)
        bench.history.clear()
        return saved

    def _vin(self, told: Mapping[str, str]) -> str:
        """Return the VIN of the text, else that of the car which carries its plate."""
        plate = squeezed(told.get("plate", ""))
        if told.get("vin") or not plate:
            return normalised(told.get("vin", ""))
        now = (one for one in self._bench.stores.plates.find(plate=plate) if one.to_on is None)
        found = next(now, None)
        return self._bench.stores.vehicles.get(found.vehicle_id).vin if found else ""


def _changes(claim: Claim, told: Mapping[str, str], lines: PastedLines) -> dict[str, Any]:
    """Return what a text adds to a draft that already knows its vehicle file."""
    owner = {
        name: told[key]
        for key, name in (("customer", "name"), ("phone", "phone"), ("address", "address"))
        if told.get(key)
    }
    changes: dict[str, Any] = {
        "owner": owner,
        "narrative": {name: told[name] for name in ("cause", "correction") if told.get(name)},
        "part_lines": lines.parts,
        "labour_lines": lines.labour,
    }
    if told.get("engine_no") and not claim.vehicle.engine_no:
        changes["vehicle"] = {"engine_no": told["engine_no"]}
    return {name: value for name, value in changes.items() if value}


def _given(values: Mapping[str, str]) -> dict[str, str]:
    for name in values:
        if name not in FIELD_NAMES:
            raise refused(INVALID, N_("There is no such field."), name)
    for name, value in values.items():
        if len(value) > MOST_SIGNS:
            raise refused(
                INVALID, N_("This text is too long: at most {n} signs."), name, n=MOST_SIGNS
            )
    return {name: clean(value).strip() for name, value in values.items()}


def _told(order: PastedOrder, wrong: list[Problem]) -> PastedVisit:
    return PastedVisit(
        {key: order.fields[key] for key in FIELD_NAMES if order.fields.get(key)},
        order.parts,
        order.labour,
        order.unread,
        {one.field: one.message for one in wrong},
    )


def _kilometres(text: str) -> int | None:
    """Read a mileage as it is written, with thousands and unit; tenths are left out."""
    bare = re.sub(r"(?i)km|公里|千米|[,，\s]", "", text)
    try:
        return int(number(bare))
    except ValueError:
        return None
