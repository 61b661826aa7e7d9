"""Looking up the claims that lines of a statement may mean, a few thousand lines at a time."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from warrantydesk.domain.settlement.matching import MatchClaim, MatchLine, MatchTerms
from warrantydesk.domain.settlement.matching_found import (
    CarLine,
    Found,
    Hits,
    car_line,
    claims_of,
    found_by_car,
    found_by_number,
)
from warrantydesk.domain.settlement.matching_keys import (
    VIN_END,
    Token,
    number_key,
    own_number,
    tokens,
    vin_key,
)
from warrantydesk.domain.settlement.statement import How, LineOf, LineState
from warrantydesk.domain.text import code, squeezed
from warrantydesk.services.imports.target import Step
from warrantydesk.storage.statement_match import StatementMatch

_AT_ONCE = 5_000
Keys = Iterable[str]


class Lookup:
    """The claims that lines name, each read once."""

    def __init__(self, store: StatementMatch, terms: MatchTerms, step: Step) -> None:
        self._store, self._terms, self._step = store, terms, step
        self.claims: dict[int, MatchClaim] = {}
        self._by_number: dict[str, dict[int, How]] = {}
        self._by_end: dict[str, list[int]] = {}
        self._by_plate: dict[str, list[int]] = {}
        self._asked: set[str] = set()

    def load(self, claim_ids: Iterable[int]) -> None:
        """Read claims by their ids."""
        missing = [one for one in claim_ids if one not in self.claims]
        if missing:
            self.claims |= {one.id: one for one in self._store.by_id(missing)}

    def found(self, lines: Sequence[MatchLine], held: Iterable[int] = ()) -> dict[int, Found]:
        """Return what is found of each line; ``held`` are claims that other lines have."""
        keys = {one.id: _keys(one) for one in lines}
        self._ask({key for some in keys.values() for key in some})
        found: dict[int, Found] = {}
        open_lines = []
        for line in lines:
            some = self._named(line, keys[line.id])
            one = found_by_number(line, some, self.claims, self._terms) if some.named else None
            if one is None:
                open_lines.append(line)
            else:
                found[line.id] = one
        found |= self._of_several(open_lines)
        open_lines = [line for line in open_lines if line.id not in found]
        taken = frozenset(claims_of(found) | set(held))
        return found | self._by_car(open_lines, keys, taken)

    def _named(self, line: MatchLine, keys: Keys) -> Hits:
        named: dict[int, How] = {}
        for key in keys:
            named |= self._by_number.get(key, {})
        return Hits({one: how for one, how in named.items() if one not in _rejected(line)})

    def _ask(self, keys: set[str]) -> None:
        """Read the claims that carry these numbers, the maker's or the desk's own."""
        fresh = sorted(key for key in keys - self._asked if key)
        self._asked |= keys
        for key, claim in self._in_parts(self._store.by_former_number, fresh):
            self._note(key, claim, How.OWN_NUMBER)
        own = {number: key for key in fresh if (number := own_number(key))}
        for key, claim in self._in_parts(self._store.by_own_number, list(own)):
            self._note(own[key], claim, How.OWN_NUMBER)
        for key, claim in self._in_parts(self._store.by_maker_number, fresh):
            self._note(key, claim, How.MAKER_NUMBER)

    def _note(self, key: str, claim: MatchClaim, how: How) -> None:
        self.claims.setdefault(claim.id, claim)
        self._by_number.setdefault(key, {})[claim.id] = how

    def _in_parts(
        self,
        ask: Callable[[Sequence[str]], list[tuple[str, MatchClaim]]],
        keys: Sequence[str],
    ) -> Iterable[tuple[str, MatchClaim]]:
        for start in range(0, len(keys), _AT_ONCE):
            self._step(start, len(keys))
            yield from ask(keys[start : start + _AT_ONCE])

    def _of_several(self, lines: Sequence[MatchLine]) -> dict[int, Found]:
        """Return what is found of lines whose cells name several numbers."""
        several = {one.id: some for one in lines if (some := _tokens(one))}
        self._ask({key for some in several.values() for one in some for key in one.keys})
        found: dict[int, Found] = {}
        for line in lines:
            if line.id not in several:
                continue
            out = _rejected(line)
            each = tuple(
                tuple(dict.fromkeys(n for key in one.keys for n in self._ids(key) if n not in out))
                for one in several[line.id]
            )
            one = found_by_number(line, Hits({}, each), self.claims, self._terms)
            if one is not None:
                found[line.id] = one
        return found

    def _ids(self, key: str) -> Iterable[int]:
        return self._by_number.get(key, {})

    def _by_car(
        self, lines: Sequence[MatchLine], keys: Mapping[int, Sequence[str]], taken: frozenset[int]
    ) -> dict[int, Found]:
        ends = {vin_key(one.vin)[-VIN_END:] for one in lines if len(vin_key(one.vin)) >= VIN_END}
        for end, claim in self._in_parts(self._store.by_car, sorted(ends)):
            self.claims.setdefault(claim.id, claim)
            self._by_end.setdefault(end, []).append(claim.id)
        plates = {plate for one in lines for plate in _plates(one)}
        for plate, claim in self._in_parts(self._store.by_plate, sorted(plates)):
            self.claims.setdefault(claim.id, claim)
            self._by_plate.setdefault(plate, []).append(claim.id)
        seen = [self._car_line(one, keys[one.id]) for one in lines]
        found = {one.line.id: _beside(one, self._terms) for one in seen if _is_beside(one.line)}
        return found | found_by_car(
            [one for one in seen if not _is_beside(one.line)], taken, self._terms
        )

    def _car_line(self, line: MatchLine, keys: Sequence[str]) -> CarLine:
        vin = vin_key(line.vin)
        same_end = self._by_end.get(vin[-VIN_END:], ()) if vin else ()
        ids = [one for one in same_end if vin_key(self.claims[one].vin).endswith(vin)]
        ids += [one for plate in _plates(line) for one in self._by_plate.get(plate, ())]
        ids += [one for key in keys for one in self._ids(key)]  # of another brand or payer
        out = _rejected(line)
        cars = [self.claims[one] for one in dict.fromkeys(ids) if one not in out]
        return car_line(line, cars, self._terms, is_numbered=bool(keys))


def _keys(line: MatchLine) -> tuple[str, ...]:
    """Return the numbers that a line bears, each cell as one."""
    cells = (line.maker_number, line.claim_number)
    return tuple(key for cell in cells if cell and (key := number_key(cell)))


def _tokens(line: MatchLine) -> tuple[Token, ...]:
    return tokens(line.maker_number) or tokens(line.claim_number)


def _rejected(line: MatchLine) -> frozenset[int]:
    return frozenset(json.loads(line.rejected)) if line.rejected != "[]" else frozenset()


def _plates(line: MatchLine) -> tuple[str, ...]:
    return tuple(dict.fromkeys((code(line.plate), squeezed(line.plate)))) if line.plate else ()


def _is_beside(line: MatchLine) -> bool:
    return line.kind == LineOf.DEDUCTION


def _beside(one: CarLine, terms: MatchTerms) -> Found:
    """Return the claim that a line beside the claims speaks of: the only one of its car."""
    fits = [claim for claim in one.of_car if claim.fits(terms)]
    if len(fits) == 1 and vin_key(one.line.vin):
        return Found(fits[0].id, How.VIN)
    return Found(state=LineState.DEDUCTION, candidates=tuple(claim.id for claim in fits)[:8])
