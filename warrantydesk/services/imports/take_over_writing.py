"""Writing what a sheet brings, thousands of rows at once, inside the open change."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.lines import OtherLine, PartLine
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.claim.totals import totals_of
from warrantydesk.domain.deadlines import APPEAL_BY, CORRECT_BY, due_on
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.old_part import OldPart, PartState, ShelfPlace
from warrantydesk.domain.shelf_layout import read_places
from warrantydesk.domain.tag import make_tag
from warrantydesk.domain.taken_over import Taken, TakenOver
from warrantydesk.domain.vehicle import Ownership, Plate
from warrantydesk.i18n import N_, _
from warrantydesk.services.bench import Bench
from warrantydesk.services.imports import take_over_claim_fields as of_claim
from warrantydesk.services.imports.take_over_answering import (
    CLAIMED,
    answer,
    approve,
    numbers_of,
    orders_of,
)
from warrantydesk.services.imports.take_over_days import instant
from warrantydesk.services.imports.take_over_places import place_of
from warrantydesk.services.imports.take_over_plan import Due, FreshPiece, Plan
from warrantydesk.services.imports.take_over_settling import settle
from warrantydesk.services.imports.target import Step
from warrantydesk.services.shelf.life import holidays
from warrantydesk.storage.numbers import CLAIM, TAG, claim_number

_AT_ONCE = 500
_TEXTS = {
    of_claim.PARTS: N_("Parts"),
    of_claim.LABOUR: N_("Labour"),
    of_claim.OTHER: N_("Other amounts"),
    of_claim.CLAIMED: CLAIMED,
}


class Writing:
    """Writes a plan; numbers below 0 become the ids of what was made."""

    def __init__(self, bench: Bench, plan: Plan, batch: ImportBatch, step: Step) -> None:
        self._bench, self._plan, self._batch, self._step = bench, plan, batch, step
        self._people: list[int] = []
        self._cars: list[int] = []
        self._claims: list[int] = []
        self._pieces: list[int] = []

    def write(self) -> None:
        """Write everything in its order."""
        from warrantydesk.services.settlement.accounts import refresh_accounts

        self._people = self._bench.stores.customers.add_many(self._plan.people.fresh)
        self._write_cars()
        self._write_claims()
        self._write_places()
        self._write_pieces()
        paid = self._write_dues()
        settle(self._bench, self._batch, paid)
        refresh_accounts(self._bench, [claim for claim, _due in paid])
        self._write_origins()
        self._write_search()

    def _person(self, number: int) -> int:
        return self._people[-number - 1] if number < 0 else number

    def _car(self, number: int) -> int:
        return self._cars[-number - 1] if number < 0 else number

    def _claim(self, number: int) -> int:
        return self._claims[-number - 1] if number < 0 else number

    def _write_cars(self) -> None:
        stores, fresh, today = self._bench.stores, self._plan.cars.fresh, self._bench.today
        self._cars = stores.vehicles.add_many([one.vehicle for one in fresh])
        owned = [
            Ownership(car, self._person(one.owner), one.since)
            for car, one in zip(self._cars, fresh, strict=True)
            if one.owner
        ]
        owned += [Ownership(c, self._person(o), today) for c, o in self._plan.owned.items()]
        stores.ownerships.add_many(owned)
        plates = [
            Plate(car, one.plate, one.since)
            for car, one in zip(self._cars, fresh, strict=True)
            if one.plate
        ]
        plates += [Plate(car, plate, today) for car, plate in self._plan.plated.items()]
        stores.plates.add_many(plates)
        for car, facts in self._plan.filled.items():
            stores.vehicles.save(replace(stores.vehicles.get(car), **facts))

    def _write_claims(self) -> None:
        """Write new claims; the oldest get the first numbers of their year."""
        fresh = self._plan.claims
        claims = [self._whole(place) for place in range(len(fresh))]
        order = sorted(range(len(claims)), key=lambda n: (claims[n].opened_on, n))
        numbers = numbers_of(self._bench, claims, order, CLAIM)
        orders = orders_of(self._bench, claims, order, self._plan.orders)
        visits = []
        for place, one in enumerate(fresh):
            visits.append(
                replace(
                    claims[place].visit,
                    repair_order=orders[place],
                    vehicle_id=self._car(one.car) or None,
                    customer_id=self._person(one.owner) or None,
                )
            )
        ids = self._bench.stores.visits.add_many([one.with_first_end() for one in visits])
        store = self._bench.stores.claims
        first, rows = store.table.next_id(), []
        for place, claim in enumerate(claims):
            day = claim.opened_on or self._bench.today
            number = claim_number(self._bench.site_number, day.year, numbers[place])
            row = {**store.mapping.row(replace(claim, claim_number=number)), "version": 1}
            rows.append({**row, "id": first + place, "visit_id": ids[place]})
        store.table.bulk(rows)
        self._claims = [first + place for place in range(len(claims))]
        made = list(zip(self._claims, claims, strict=True))
        parts = [(n, at, line) for n, c in made for at, line in enumerate(c.part_lines)]
        others = [(n, at, line) for n, c in made for at, line in enumerate(c.other_lines)]
        self._write_lines(0, parts)
        self._write_lines(2, others)
        answer(self._bench, self._batch, made, self._reasons())

    def _write_lines(self, which: int, lines: Sequence[tuple[int, int, Any]]) -> None:
        kind = self._bench.stores.claims.lines[which]
        first = kind.table.next_id()
        kind.table.bulk(
            [
                {"id": number, "claim_id": claim, "position": place, **kind.mapping.row(line)}
                for number, (claim, place, line) in enumerate(lines, first)
            ]
        )

    def _whole(self, place: int) -> Claim:
        """Return a new claim with its amounts, clocks and ids."""
        bench, fresh = self._bench, self._plan.claims[place]
        claim, due = fresh.claim, self._due_of(-place - 1)
        others = tuple(
            OtherLine(text=_(_TEXTS[name]), amount_fen=fen) for name, fen in fresh.sums.items()
        )
        claim = replace(claim, other_lines=others, clerk=bench.person.login)
        profile = bench.profile(claim.brand)
        clock = {State.RETURNED: CORRECT_BY, State.REJECTED: APPEAL_BY}.get(claim.state)
        day = claim.answered_on
        ends = due_on(profile, clock, day, holidays(bench)) if clock and day else None
        refused = 0 if claim.state is State.REJECTED else None
        return replace(
            claim,
            total_fen=totals_of(claim, profile.rates).total_fen,
            approved_fen=due.approved_fen if due else refused,
            due_on=ends,
            vehicle_id=self._car(fresh.car) or None,
        )

    def _due_of(self, number: int) -> Due | None:
        if not hasattr(self, "_dues"):
            self._dues = {one.claim: one for one in self._plan.dues}
        return self._dues.get(number)

    def _reasons(self) -> dict[int, str]:
        fresh = zip(self._claims, self._plan.claims, strict=True)
        return {number: one.line.text(of_claim.REASON) for number, one in fresh}

    def _write_places(self) -> None:
        store = self._bench.stores.places
        last = max((one.position for one in store.find()), default=0)
        for name in self._plan.places:
            rack, layer = read_places(name)[0]
            store.add(ShelfPlace(name, rack, layer, position=last))

    def _write_pieces(self) -> None:
        plan, stores, bench = self._plan, self._bench.stores, self._bench
        year = bench.today.year
        known = {one.known: stores.parts.get(one.known) for one in plan.pieces if one.known}
        count = sum(not (one.known and known[one.known].tag) for one in plan.pieces)
        first = stores.numbers.next(TAG, bench.site_number, year, count) if count else 0
        tags = (make_tag(bench.site_number, year % 100, first + place) for place in range(count))
        made: list[OldPart] = []
        pairs: list[tuple[OldPart, OldPart]] = []
        self._write_part_lines()
        for one in plan.pieces:
            if one.known:
                old = self._back_again(known[one.known])
                pairs.append((old, self._piece(one, old.tag or next(tags), old)))
            else:
                made.append(self._piece(one, next(tags), self._fresh_piece(one)))
        ids = iter(stores.parts.add_many(made))
        self._pieces = [one.known or next(ids) for one in plan.pieces]
        stores.part_lookup.save_pieces(stores.parts, pairs)

    def _back_again(self, piece: OldPart) -> OldPart:
        """Return a piece that is written to; a void one is awaited once more before that."""
        if piece.state is not PartState.VOID:
            return piece
        awaited = replace(piece, state=PartState.EXPECTED, reason="")
        return self._bench.stores.parts.save(awaited)

    def _write_part_lines(self) -> None:
        """Add the part lines of pieces that stand on none of their claim yet."""
        added: dict[tuple[int, int], tuple[int, int, PartLine]] = {}
        for one in self._plan.pieces:
            own = len(self._plan.known.part_lines.get(one.claim, ()))
            if one.claim < 0:
                own = len(self._plan.claims[-one.claim - 1].claim.part_lines)
            if one.known or one.place <= own:
                continue
            line, number = one.line, one.line.text(of_claim.PART_NO)
            part = PartLine(
                causal=one.place == 1,
                causal_line=None if one.place == 1 else 1,
                new_part_no=number,
                new_part_name=line.text(of_claim.PART_NAME),
                old_part_no=number,
                old_supplier_code=line.text(of_claim.SUPPLIER),
                quantity=line.quantity,
            )
            claim = self._claim(one.claim)
            added[claim, one.place] = (claim, one.place - 1, part)
        self._write_lines(0, list(added.values()))

    def _fresh_piece(self, one: FreshPiece) -> OldPart:
        line = one.line
        return OldPart(
            self._claim(one.claim),
            one.place,
            one.piece,
            part_no=line.text(of_claim.PART_NO),
            part_name=line.text(of_claim.PART_NAME),
            supplier_code=line.text(of_claim.SUPPLIER),
            causal=one.place == 1,
        )

    def _piece(self, one: FreshPiece, tag: str, old: OldPart) -> OldPart:
        line = one.line
        place, _what = place_of(line)
        came: date = line.day(of_claim.RECEIVED_ON) or self._bench.today
        return replace(
            old,
            state=PartState.SHELVED if place else PartState.RECEIVED,
            tag=tag,
            maker_tag=line.text(of_claim.OLD_TAG) if one.piece == 1 else "",
            place=place,
            received_at=instant(came),
            shelved_at=instant(came) if place else None,
            return_by=line.day(of_claim.RETURN_BY),
        )

    def _write_dues(self) -> list[tuple[int, Due]]:
        """Write answers to claims that were here, and return all dues by claim."""
        answered = []
        for one in self._plan.dues:
            if one.claim < 0 or not one.answers:
                continue
            saved = approve(self._bench, one)
            answered.append((saved.id, saved))
        answer(self._bench, self._batch, answered, {})
        return [(self._claim(one.claim), one) for one in self._plan.dues]

    def _write_origins(self) -> None:
        ids = {
            Taken.CUSTOMER: self._people,
            Taken.VEHICLE: self._cars,
            Taken.CLAIM: self._claims,
            Taken.PIECE: self._pieces,
            Taken.RECEIVABLE: self._claims,
        }
        self._bench.stores.taken_over.add_many(
            [
                TakenOver(
                    self._batch.id,
                    one.kind,
                    ids[one.kind][-one.thing - 1] if one.thing < 0 else one.thing,
                    one.number,
                    self._batch.file_name,
                    one.row,
                    one.said,
                )
                for one in self._plan.taken
            ]
        )

    def _write_search(self) -> None:
        told = {one.claim for one in self._plan.pieces} | {one.claim for one in self._plan.dues}
        wanted = sorted({*self._claims, *map(self._claim, told)})
        for start in range(0, len(wanted), _AT_ONCE):
            self._step(start, len(wanted))
            self._bench.stores.search.refresh(wanted[start : start + _AT_ONCE])
