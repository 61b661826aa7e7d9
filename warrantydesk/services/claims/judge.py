"""The coverage engine's answer as the claim checks ask for it: read once, decided when needed."""

from collections.abc import Callable
from dataclasses import replace

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.lines import PartLine
from warrantydesk.domain.claim_cover import ClaimCover, LineCover
from warrantydesk.domain.coverage import Answer, Verdict, decide
from warrantydesk.domain.vehicle import Use
from warrantydesk.i18n import pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.coverage.context import Book, CoverageContext, context_of
from warrantydesk.services.coverage.facts import Gathered, gathered

_EARLY = ("clause.early7", "clause.event")
"""Parameters of an order that name the clauses of the first days' rights."""
_COUNTERS = {
    "days": "clause.days",
    "same": "clause.times",
    "serious": "clause.serious",
    "assembly": "clause.assemblies",
    "part": "clause.parts",
    "loaner": "clause.loaner",
}


def judge_of(bench: Bench, claim: Claim, overdue: str) -> Callable[[Claim], ClaimCover]:
    """Return what judges a claim as it is edited; ``overdue`` tells of its maintenance.

    What surrounds the claim is read at the first question, and an answer is kept as long as
    nothing changes that it depends on.
    """
    read: list[CoverageContext] = []
    last: list[tuple[object, ClaimCover]] = []

    def judge(edited: Claim) -> ClaimCover:
        key = _depends_on(edited)
        if last and last[0][0] == key:
            return last[0][1]
        if not read:
            read.append(context_of(bench, claim))
        cover = replace(_cover(read[0], edited), overdue_service=overdue)
        last[:] = [(key, cover)]
        return cover

    return judge


def _depends_on(claim: Claim) -> object:
    visit = claim.visit
    return (
        claim.brand,
        claim.type,
        claim.vehicle,
        claim.codes,
        claim.part_lines,
        (visit.arrived_at, visit.started_at, visit.finished_at, visit.mileage_km),
    )


def _cover(context: CoverageContext, claim: Claim) -> ClaimCover:
    seen = gathered(context, claim)
    answer = decide(seen.facts, seen.book.law)
    order = seen.book.law.rule_set(seen.facts.invoiced_on) if seen.facts.invoiced_on else None
    values = order.values if order else {}
    early = frozenset(values[name] for name in _EARLY if name in values)
    return ClaimCover(
        answer,
        tuple(_lines(context, claim)),
        wrong_terms=_is_wrong_term(context, claim, answer),
        articles={
            **{name: _article(seen.book, values.get(key, "")) for name, key in _COUNTERS.items()},
            **{code: _article(seen.book, code) for code in early},
        },
        early_clauses=early,
        loaner_noted=bool(context.loaners) or bool(claim.codes.loaner),
    )


def _article(book: Book, code: str) -> str:
    """Return how an article is quoted in the language in use."""
    clause = book.law.clause(code) if code else None
    return pick(clause.article_zh, clause.article_en) if clause else "—"


def _lines(context: CoverageContext, claim: Claim) -> list[LineCover]:
    found, known = [], {}
    for number, line in enumerate(claim.part_lines, 1):
        part_no = line.new_part_no or line.old_part_no
        if not part_no:
            continue
        if part_no not in known:
            known[part_no] = _line(context, claim, line)
        found.append(replace(known[part_no], line=number, part_no=part_no))
    return found


def _line(context: CoverageContext, claim: Claim, line: PartLine) -> LineCover:
    """Return the answer for a line as if it were the only part, and the one at fault."""
    alone = replace(claim, part_lines=(replace(line, causal=True),))
    seen = gathered(context, alone)
    return LineCover(
        0,
        seen.part_no,
        decide(seen.facts, seen.book.law),
        is_wear=seen.facts.wear_cover is not None,
        has_rule=seen.part is not None,
        inherits=_inherits(seen),
    )


def _inherits(seen: Gathered) -> bool:
    """Tell a part that a warranty repair fitted: its least term is a row without own numbers."""
    row, cover = seen.book.maker.least_after_warranty, seen.facts.part_cover
    return row is not None and cover is not None and cover.clause == row.code


def _is_wrong_term(context: CoverageContext, claim: Claim, answer: Answer) -> bool:
    """Tell whether only a term for household cars would cover a car in commercial use.

    Commercial is what the claim says, or what the vehicle's file says where the claim does not.
    """
    file = context.vehicle
    if claim.vehicle.use is not Use.HOUSEHOLD:
        if answer.verdict is not Verdict.NOT_COVERED:
            return False
        household = replace(claim, vehicle=replace(claim.vehicle, use=Use.HOUSEHOLD))
        return _verdict(context, household) is Verdict.COVERED
    if file is None or file.use is Use.HOUSEHOLD or answer.verdict is not Verdict.COVERED:
        return False
    as_filed = replace(claim, vehicle=replace(claim.vehicle, use=file.use))
    return _verdict(context, as_filed) is Verdict.NOT_COVERED


def _verdict(context: CoverageContext, claim: Claim) -> Verdict:
    seen = gathered(context, claim)
    return decide(seen.facts, seen.book.law).verdict
