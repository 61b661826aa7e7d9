"""Requests to the parts store, its answer, and the note under which it issued the parts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.dates import LATEST
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.text import code, line
from warrantydesk.domain.work import STORE_NAMES, StoreLine, StoreRequest, StoreState
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.coverage.guards import day_problems, raise_all, reason_of, short
from warrantydesk.services.work import must_be_open
from warrantydesk.storage.numbers import STORE_REQUEST

MOST_LINES, MOST_PIECES = 200, 10_000


class PartsStoreService:
    """Asks the parts store, and keeps what it answers and issues."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def ask(
        self, claim_id: int, lines: tuple[StoreLine, ...] = (), wanted_on: date | None = None
    ) -> StoreRequest:
        """Ask for parts under a number of its own; without ``lines`` for all of the claim."""
        stores = self._bench.stores
        claim = stores.claims.get(claim_id)
        self._bench.allow("store.ask")
        must_be_open(claim)
        asked = tuple(map(_asked, lines)) or suggested_lines(claim)
        problems = list(_problems(asked))
        if not asked:
            problems.append(
                Problem("lines", N_("The claim has no part line yet: say which parts you need."))
            )
        if wanted_on is not None and not self._bench.today <= wanted_on <= LATEST:
            problems.append(
                Problem("wanted_on", N_("{day} is past: when are they needed?"), {"day": wanted_on})
            )
        raise_all(problems)
        with self._bench.change(N_("ask parts store"), Kind.WORK) as touched:
            touched.append(claim_id)
            site, year = self._bench.site_number, self._bench.today.year
            return stores.store_requests.add(
                StoreRequest(
                    claim_id,
                    stores.numbers.short(STORE_REQUEST, site, year),
                    asked,
                    wanted_on=wanted_on,
                    asked_by=self._bench.person.login,
                    asked_at=self._bench.now,
                )
            )

    def answer(self, request_id: int, lines: tuple[StoreLine, ...]) -> StoreRequest:
        """Write down what the store has of each part, and when the rest arrives.

        ``lines`` name parts of the request; a later answer replaces what it names.
        """
        found = self._standing(request_id, "store.answer")
        told = {_asked(one).part_no: one for one in lines}
        known = {one.part_no for one in found.lines}
        problems = [
            Problem(f"lines[{n}].part_no", N_("This part was not asked for."))
            for n, one in enumerate(lines)
            if _asked(one).part_no not in known
        ]
        problems += list(_problems(tuple(map(_asked, lines)), told_by=lines))
        if not lines:
            problems.append(Problem("lines", N_("Say of at least one part what the store has.")))
        raise_all(problems)
        answered = tuple(_answered(one, told.get(one.part_no)) for one in found.lines)
        state = found.state if found.state is StoreState.ISSUED else StoreState.ANSWERED
        return self._kept(
            N_("parts store answers"),
            replace(
                found,
                lines=answered,
                state=state,
                answered_by=self._bench.person.login,
                answered_at=self._bench.now,
            ),
        )

    def issue(self, request_id: int, issue_no: str, issued_on: date | None = None) -> StoreRequest:
        """Write down the store's issue note, dated today by default; it traces the parts (V47)."""
        found = self._standing(request_id, "store.issue")
        number = code(
            needs(
                short(issue_no, "issue_no"),
                "issue_no",
                N_("Enter the number of the store's issue note."),
            )
        )
        on = issued_on or self._bench.today
        raise_all(day_problems("issued_on", on, self._bench.today))
        return self._kept(
            N_("parts store issues"),
            replace(found, state=StoreState.ISSUED, issue_no=number, issued_on=on),
        )

    def void(self, request_id: int, reason: str) -> StoreRequest:
        """Void a request with a reason; its number is never used again."""
        found = self._standing(request_id, "store.void")
        if found.state is StoreState.ISSUED:
            raise refused(
                STATE, N_("The parts were issued: have the store take them back on a note.")
            )
        why = reason_of(reason)
        return self._kept(
            N_("void request to the store"), replace(found, state=StoreState.VOID, void_reason=why)
        )

    def of_claim(self, claim_id: int) -> list[StoreRequest]:
        """Return the requests of a claim, oldest first."""
        return self._bench.stores.store_requests.find(claim_id=claim_id)

    def suggested(self, claim_id: int) -> tuple[StoreLine, ...]:
        """Return what a request for a claim begins with: its parts, added up."""
        return suggested_lines(self._bench.stores.claims.get(claim_id))

    def _standing(self, request_id: int, verb: str) -> StoreRequest:
        found = self._bench.stores.store_requests.get(request_id)
        self._bench.allow(verb)
        must_be_open(self._bench.stores.claims.get(found.claim_id))
        if found.state is StoreState.VOID:
            raise refused(STATE, N_("This request is void: ask the store again."))
        return found

    def _kept(self, action: str, changed: StoreRequest) -> StoreRequest:
        with self._bench.change(action, Kind.WORK) as touched:
            touched.append(changed.claim_id)
            return self._bench.stores.store_requests.save(changed)


def suggested_lines(claim: Claim) -> tuple[StoreLine, ...]:
    """Return the parts of a claim as a request asks for them, one line a part number."""
    found: dict[str, StoreLine] = {}
    for part in claim.part_lines:
        if not part.new_part_no:
            continue
        old = found.get(part.new_part_no, StoreLine(part.new_part_no, part.new_part_name, 0))
        found[part.new_part_no] = replace(old, quantity=old.quantity + part.quantity)
    return tuple(found.values())


def expected_on(request: StoreRequest) -> date | None:
    """Return the day on which the last part of a request arrives; None where all is here."""
    days = [
        one.arrives_on
        for one in request.lines
        if one.arrives_on and (one.in_stock is None or one.in_stock < one.quantity)
    ]
    return max(days, default=None)


def state_name(request: StoreRequest) -> str:
    """Return the English name of where a request stands."""
    return STORE_NAMES[request.state]


def _asked(one: StoreLine) -> StoreLine:
    part_no, name = short(one.part_no, "lines"), short(one.name, "lines")
    return StoreLine(code(part_no), line(name), one.quantity, note=line(short(one.note, "lines")))


def _answered(asked: StoreLine, told: StoreLine | None) -> StoreLine:
    if told is None:
        return asked
    return replace(
        asked,
        in_stock=told.in_stock,
        arrives_on=told.arrives_on,
        note=line(short(told.note, "lines")),
    )


def _problems(
    lines: tuple[StoreLine, ...], told_by: tuple[StoreLine, ...] = ()
) -> Iterator[Problem]:
    if len(lines) > MOST_LINES:
        raise refused_by(
            INVALID,
            [Problem("lines", N_("A request has at most {most} parts."), {"most": MOST_LINES})],
        )
    for number, one in enumerate(lines):
        at = f"lines[{number}]"
        if not one.part_no:
            yield Problem(f"{at}.part_no", N_("Name the part that is asked for."))
        if not 1 <= one.quantity <= MOST_PIECES:
            yield Problem(f"{at}.quantity", N_("Ask for at least one piece."))
    for number, told in enumerate(told_by):
        if told.in_stock is not None and not 0 <= told.in_stock <= MOST_PIECES:
            yield Problem(
                f"lines[{number}].in_stock", N_("The stock is a count of pieces, or empty.")
            )
