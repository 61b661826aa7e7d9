"""Numbers of claims that were taken over, in the order of their days, and the maker's answers."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from warrantydesk.domain.claim.amounts import claimed_lines, completed
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, ClaimAnswer
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.lines import OtherLine
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.claim.totals import totals_of
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.i18n import N_, _
from warrantydesk.services.bench import Bench
from warrantydesk.services.imports import take_over_claim_fields as of_claim
from warrantydesk.services.imports.take_over_plan import Due
from warrantydesk.storage.numbers import REPAIR_ORDER

CLAIMED = N_("Claimed, as taken over")
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


def approve(bench: Bench, due: Due) -> Claim:
    """Write that a claim which was here is approved, with its amount where none was known."""
    store = bench.stores.claims
    claim = store.get(due.claim)
    if due.claimed_fen:
        claim = _with_amount(bench, claim, due.claimed_fen)
    day = due.line.day(of_claim.ANSWERED_ON, of_claim.ISSUED_ON) or bench.today
    approved = replace(
        claim,
        state=State.APPROVED,
        approved_fen=due.approved_fen,
        answered_on=day,
        due_on=None,
    )
    return store.save(approved)


def _with_amount(bench: Bench, claim: Claim, fen: int) -> Claim:
    """Give a filed claim its amount: it is opened for that, as when it is withdrawn."""
    store = bench.stores.claims
    claim = store.save(replace(claim, state=State.TO_SUBMIT))
    more = OtherLine(text=_(CLAIMED), amount_fen=fen)
    claim = replace(claim, other_lines=(*claim.other_lines, more))
    rates = bench.profile(claim.brand).rates
    return store.save(replace(claim, total_fen=totals_of(claim, rates).total_fen))


def without_amount(bench: Bench, claim_id: int, total_fen: int) -> None:
    """Take back from a claim the amount that ``approve`` gave it, and the approval."""
    store = bench.stores.claims
    claim = replace(store.get(claim_id), state=State.SUBMITTED, approved_fen=None)
    claim = store.save(replace(claim, answered_on=None))
    claim = store.save(replace(claim, state=State.TO_SUBMIT))
    less = replace(claim, other_lines=claim.other_lines[:-1], total_fen=total_fen)
    store.save(replace(store.save(less), state=State.SUBMITTED))


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
