"""What certificate, contracts and clerk say: the terms of a vehicle, the facts of a claim."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from warrantydesk.domain.coverage import Event, Ground, Group, VehicleKind
from warrantydesk.domain.coverage.facts import BLOCKED_GROUNDS
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.repair_history import ClaimCoverage, VehicleTerms
from warrantydesk.domain.text import line
from warrantydesk.domain.vehicle import Vehicle, is_reading
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.coverage.context import book_of, terms_of
from warrantydesk.services.coverage.guards import (
    changed,
    day_problems,
    must_be_alive,
    must_be_at,
    raise_all,
    short,
    too_early,
)

TERMS_FIXED = frozenset({"id", "version", "vehicle_id", "entered_by"})
FACTS_FIXED = frozenset({"id", "version", "claim_id", "entered_by"})
_DEAREST_FEN = 10_000_000_000
_LONGEST_MONTHS = 1_200


def save_terms(
    bench: Bench, vehicle_id: int, changes: Mapping[str, Any], version: int | None
) -> VehicleTerms:
    """Save what certificate and contracts of a vehicle say; what is absent stays."""
    store = bench.stores.vehicle_terms
    car = bench.stores.vehicles.get(vehicle_id)
    bench.allow("coverage.save_terms")
    known = terms_of(bench, vehicle_id)
    old = known or blank_terms(bench, car)
    must_be_at(version, old.version)
    new = changed(old, changes, TERMS_FIXED)
    new = replace(new, extended_contract=line(short(new.extended_contract, "extended_contract")))
    raise_all(_term_problems(bench, car, new))
    if known is not None and new == old:
        return known
    with bench.change(N_("save certificate and contracts"), Kind.COVERAGE, Kind.VEHICLES):
        written = replace(new, entered_by=bench.person.login)
        saved = store.add(written) if known is None else store.save(written)

    def restore() -> None:
        with bench.change(N_("undo certificate and contracts"), Kind.COVERAGE, Kind.VEHICLES):
            now = store.get(saved.id)
            store.save(replace(old, id=now.id, version=now.version))

    bench.undoable(N_("save certificate and contracts"), "", restore)
    return saved


def blank_terms(bench: Bench, car: Vehicle) -> VehicleTerms:
    """Return the terms of a vehicle of which nothing is noted: its kind is the model's."""
    return VehicleTerms(car.id, book_of(bench, car.brand).maker.kind(car.model_code))


def _term_problems(bench: Bench, car: Vehicle, new: VehicleTerms) -> list[Problem]:
    problems = []
    if new.kind not in set(VehicleKind):
        problems.append(Problem("kind", N_("Choose a kind of vehicle.")))
    if new.price_fen is not None and not 0 < new.price_fen <= _DEAREST_FEN:
        problems.append(Problem("price_fen", N_("This is no price of a car.")))
    problems += _factor_problems(bench, car, new)
    replaced_on = day_problems("replaced_on", new.replaced_on, bench.today)
    problems += replaced_on or too_early("replaced_on", new.replaced_on, car)
    problems += too_early("extended_from", new.extended_from, car)
    months, km = new.extended_months, new.extended_km
    if months is not None and not 0 < months <= _LONGEST_MONTHS:
        problems.append(Problem("extended_months", N_("Months go from 1 to 1200.")))
    if km is not None and (km <= 0 or not is_reading(km)):
        problems.append(
            Problem("extended_km", N_("{km} km is not an odometer reading."), {"km": km})
        )
    if new.extended_contract and months is None and km is None:
        problems.append(
            Problem("extended_months", N_("How long does the contract run: months or km?"))
        )
    return problems


def _factor_problems(bench: Bench, car: Vehicle, new: VehicleTerms) -> list[Problem]:
    """Refuse a compensation factor above the cap of the car's order (Order 43 Art. 27)."""
    factor = new.n_permille
    if factor is None:
        return []
    law = book_of(bench, car.brand).law
    sold_on = car.invoiced_on or car.delivered_on
    order = law.order_of(sold_on)
    cap = order.number("fee.n_max_permille")
    if 0 < factor <= cap:
        return []
    return [
        Problem(
            "n_permille",
            N_("The factor n is above 0 and at most {cap} ‰ for this car."),
            {"cap": cap},
        )
    ]


def save_facts(
    bench: Bench, claim_id: int, changes: Mapping[str, Any], version: int | None
) -> ClaimCoverage:
    """Save what the clerk tells about a claim's fault; what is absent stays."""
    store = bench.stores.claim_coverages
    claim = bench.stores.claims.get(claim_id)
    bench.allow("coverage.save_facts")
    must_be_alive(claim)
    known = facts_told(bench, claim_id)
    old = known or ClaimCoverage(claim_id)
    must_be_at(version, old.version)
    new = changed(old, changes, FACTS_FIXED)
    new = replace(new, goodwill_no=line(short(new.goodwill_no, "goodwill_no")))
    raise_all([*_fact_problems(new), *_cover_problems(bench, claim.brand, new)])
    if known is not None and new == old:
        return known
    with bench.change(N_("save coverage facts"), Kind.COVERAGE, ids=(claim_id,)):
        written = replace(new, entered_by=bench.person.login)
        saved = store.add(written) if known is None else store.save(written)

    def restore() -> None:
        with bench.change(N_("undo coverage facts"), Kind.COVERAGE, ids=(claim_id,)):
            now = store.get(saved.id)
            store.save(replace(old, id=now.id, version=now.version))

    bench.undoable(N_("save coverage facts"), "", restore)
    return saved


def _cover_problems(bench: Bench, brand: str, new: ClaimCoverage) -> list[Problem]:
    rows = book_of(bench, brand).maker.of_layer("maker")
    if not new.cover_code or new.cover_code in {row.code for row in rows}:
        return []
    return [Problem("cover_code", N_("The maker's terms have no cover of this code."))]


def facts_told(bench: Bench, claim_id: int) -> ClaimCoverage | None:
    """Return what the clerk told about a claim's fault, None where nothing was told."""
    return next(iter(bench.stores.claim_coverages.find(claim_id=claim_id)), None)


def _fact_problems(new: ClaimCoverage) -> list[Problem]:
    problems = []
    if new.must_replace and new.must_replace not in set(Group):
        problems.append(Problem("must_replace", N_("Choose a group of parts.")))
    if new.event and new.event not in set(Event):
        problems.append(Problem("event", N_("Choose one of the events of Article 23.")))
    if new.exemption in BLOCKED_GROUNDS:
        problems.append(
            Problem("exemption", N_("This is never a ground to refuse (Articles 19 and 32)."))
        )
    elif new.exemption and new.exemption not in set(Ground):
        problems.append(Problem("exemption", N_("Choose one of the exemptions of Article 32.")))
    if new.refusal_reason and new.refusal_reason not in set(Ground):
        problems.append(Problem("refusal_reason", N_("Choose a ground of the list.")))
    if new.goodwill_no and new.goodwill_percent is None:
        problems.append(Problem("goodwill_percent", N_("What share does the maker grant?")))
    if new.goodwill_percent is not None and not 0 <= new.goodwill_percent <= 100:
        problems.append(Problem("goodwill_percent", N_("A share lies between 0 and 100 %.")))
    return problems
