"""Matching: which claim each line of a statement means, and whether its amount agrees."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.settlement.matched import Matched
from warrantydesk.domain.settlement.matching import MatchLine, MatchTerms, Simple
from warrantydesk.domain.settlement.matching_found import Found, claims_of
from warrantydesk.domain.settlement.statement import (
    How,
    LineState,
    Statement,
)
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.imports.target import Step, no_step
from warrantydesk.services.settlement.matching_deductions import linked
from warrantydesk.services.settlement.matching_lines import Outcome, Sorted, outcome_of, sorted_out
from warrantydesk.services.settlement.matching_lookup import Lookup
from warrantydesk.services.settlement.matching_reasons import reasons_of
from warrantydesk.services.settlement.matching_rows import Rows, write_simple
from warrantydesk.services.settlement.matching_written import (
    Former,
    drop,
    make,
    open_statement,
    undoable,
)
from warrantydesk.services.settlement.moving import moved

TOLERANCE, WINDOW = "match_tolerance", "match_days"
MATCH = N_("match statement")
_MOST_DAYS, _MOST_FEN = 3_660, 100_000_000


@dataclass(frozen=True)
class Wanted:
    """How far lines may be off: fen of an amount, days between a line and its claim.

    None: as the brand's profile says.
    """

    tolerance_fen: int | None = None
    window_days: int | None = None


def match(
    bench: Bench, statement_id: int, wanted: Wanted | None = None, step: Step = no_step
) -> Matched:
    """Match all lines of a statement; what was done by hand stays.

    What ``step`` raises takes all of it back. Refused(STATE) once the statement was confirmed.
    """
    statement = open_statement(bench, statement_id, "statements.match")
    terms = terms_of(bench, statement, wanted or Wanted())
    former = Former()
    with bench.change(MATCH, Kind.STATEMENTS, Kind.MONEY, ids=(statement_id,)):
        changed = _matched(bench, statement, terms, former, step)
        fresh = moved(bench, bench.stores.statements.get(statement_id))
    undoable(bench, MATCH, statement_id, former)
    return told(bench, fresh, terms, changed)


def terms_of(bench: Bench, statement: Statement, wanted: Wanted) -> MatchTerms:
    """Return how a statement is matched; Refused(INVALID) for a leeway that is none."""
    profile = bench.profile(statement.brand)
    tolerance, window = wanted.tolerance_fen, wanted.window_days
    if tolerance is None:
        tolerance = profile.rate_fen(TOLERANCE) or 0
    if window is None:
        window = profile.rate_fen(WINDOW) or 0
    if not 0 <= tolerance <= _MOST_FEN:
        raise refused(INVALID, N_("Enter an amount from 0 on."), "tolerance_fen")
    if not 0 <= window <= _MOST_DAYS:
        raise refused(INVALID, N_("Enter from 0 to {days} days."), "window_days", days=_MOST_DAYS)
    first, last = _days(statement)
    return MatchTerms(
        statement.brand, statement.payer, tolerance, window, bench.clock.zone, first, last
    )


def _days(statement: Statement) -> tuple[date | None, date | None]:
    """Return the days that a line without a day stands for."""
    first, last = statement.first_on, statement.last_on
    if (first is None or last is None) and statement.period:
        month = date.fromisoformat(f"{statement.period}-01")
        first = first or month
        last = last or (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first or last or statement.issued_on, last or first or statement.issued_on


def told(bench: Bench, statement: Statement, terms: MatchTerms, changed: int) -> Matched:
    """Return what a statement's lines came to."""
    counts: Counter[LineState] = Counter()
    for state, count in bench.stores.statement_match.states(statement.id):
        counts[LineState(state)] += count
    return Matched(
        statement.id,
        statement.number,
        statement.state,
        sum(counts.values()),
        dict(counts),
        changed,
        terms.tolerance_fen,
        terms.window_days,
    )


def _matched(
    bench: Bench, statement: Statement, terms: MatchTerms, former: Former, step: Step
) -> int:
    """Match lines inside the open change; returns how many came out otherwise than before."""
    seen = looked_up(bench, statement, terms, step)
    outcome = outcome_of(
        seen.lines,
        seen.found,
        seen.lookup.claims,
        terms.tolerance_fen,
        _paid_before(bench, seen.lookup),
    )
    parts = _with_parts(bench, seen.lines, outcome, former)
    rows = Rows(seen.lines, outcome, parts)
    free = (*seen.lines.free, *seen.lines.held)
    rows.tie(linked(bench, statement, free, rows.claims(), former))
    rows.explain(reasons_of(bench, rows.unexplained()))
    return write_simple(bench, seen.simple, former, step) + rows.write(bench, former, step)


@dataclass(frozen=True)
class Seen:
    """The lines of a statement and what was found of them; simple ones are judged already."""

    simple: list[Simple]
    lines: Sorted
    found: dict[int, Found]
    lookup: Lookup


def looked_up(bench: Bench, statement: Statement, terms: MatchTerms, step: Step) -> Seen:
    """Find the claims of all lines; the simple ones in one join."""
    store = bench.stores.statement_match
    step(0, 0)
    simple = {one.line_id: one for one in store.simple(statement.id, terms)}
    lookup = Lookup(store, terms, step)
    lines = sorted_out(store.lines(statement.id, simple))
    held = {one.claim_id for one in lines.held if one.claim_id is not None}
    named = {one.claim_id: one.line_id for one in simple.values()}
    found = lookup.found(lines.free, held | named.keys())
    shared = [named[one] for one in held | claims_of(found) if one in named]
    for one in store.by_line(shared):  # their claim is paid by other lines too
        lines.free.append(one)
        found[one.id] = Found(simple[one.id].claim_id, How(simple.pop(one.id).how))
    lookup.load(held | claims_of(found))
    return Seen(list(simple.values()), lines, found, lookup)


def _with_parts(bench: Bench, lines: Sorted, outcome: Outcome, former: Former) -> list[MatchLine]:
    """Write the parts of lines that stand for several claims; returns all parts."""
    drop(bench, (one.id for one in outcome.dropped), former)
    ids = make(bench, outcome.new_parts, former)
    for number, one in ids.items():
        outcome.states[one] = outcome.states.pop(number)
    gone = {one.id for one in outcome.dropped}
    kept = [one for some in lines.parts.values() for one in some if one.id not in gone]
    fresh = bench.stores.statement_match.by_line(ids.values())
    return [*kept, *fresh]


def _paid_before(bench: Bench, lookup: Lookup) -> dict[int, list[int]]:
    settled = [one.id for one in lookup.claims.values() if one.account.settled_fen]
    return bench.stores.statement_match.paid_before(settled)
