"""Numbers of claims that were taken over, in the order of their days, and the maker's answers."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from warrantydesk.domain.claim.amounts import claimed_lines, completed
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, ClaimAnswer
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.services.bench import Bench
from warrantydesk.storage.numbers import REPAIR_ORDER

_KINDS = {
    State.RETURNED: AnswerKind.RETURN,
    State.REJECTED: AnswerKind.REJECTION,
    State.APPROVED: AnswerKind.APPROVAL,
}


def answer(
    bench: Bench,
    batch: ImportBatch,
    claims: Sequence[tuple[int, Claim]],
    reasons: Mapping[int, str],
) -> None:
    """Write down what the maker said of claims, as far as their sheet tells it."""
    answered = [(n, c, _KINDS[c.state]) for n, c in claims if c.state in _KINDS]
    answers = [
        ClaimAnswer(
            number,
            kind,
            0,
            claim.answered_on or bench.today,
            reason=reasons.get(number, ""),
            approved_fen=claim.approved_fen,
            due_on=claim.due_on,
            recorded_by=bench.person.login,
            recorded_at=bench.now,
            batch_id=batch.id,
        )
        for number, claim, kind in answered
    ]
    ids = bench.stores.claim_answers.add_many(answers)
    lines: list[AnswerLine] = []
    for given, (number, claim, kind) in zip(ids, answered, strict=True):
        if kind is not AnswerKind.RETURN:
            said = _said(bench, claim)
            lines += [replace(one, answer_id=given, claim_id=number) for one in said]
    bench.stores.answer_lines.add_many(lines)


def _said(bench: Bench, claim: Claim) -> tuple[AnswerLine, ...]:
    """Share the approved sum out among the lines, the first ones first."""
    rates = bench.profile(claim.brand).rates
    left, said = claim.approved_fen or 0, []
    for one in claimed_lines(claim, rates):
        given = min(left, one.claimed_fen)
        left -= given
        said.append(AnswerLine(one.kind, one.line, given))
    return completed(claimed_lines(claim, rates), said, rates)


def numbers_of(
    bench: Bench, claims: Sequence[Claim], order: Sequence[int], kind: str
) -> dict[int, int]:
    """Return a running number for each claim of ``order``, year by year of their opening."""
    by_year: dict[int, list[int]] = {}
    for place in order:
        day = claims[place].opened_on or bench.today
        by_year.setdefault(day.year, []).append(place)
    found: dict[int, int] = {}
    for year, places in by_year.items():
        first = bench.stores.numbers.next(kind, bench.site_number, year, len(places))
        found |= {place: first + count for count, place in enumerate(places)}
    return found


def orders_of(
    bench: Bench, claims: Sequence[Claim], order: Sequence[int], known: Container[str]
) -> dict[int, str]:
    """Return the repair order of each claim: the sheet's where no other has it, else a new one."""
    found: dict[int, str] = {}
    given: set[str] = set()
    for place in order:
        told = claims[place].visit.repair_order
        if told and told not in given and told not in known:
            given.add(told)
            found[place] = told
    missing = [place for place in order if place not in found]
    numbers = numbers_of(bench, claims, missing, REPAIR_ORDER)
    for place in missing:
        day = claims[place].opened_on or bench.today
        found[place] = f"RO{day.year % 100:02d}-{numbers[place]:05d}"
    return found
