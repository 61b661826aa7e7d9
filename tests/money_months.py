"""A history of money over several months, written by chance past the verbs that check it."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from builders import a_claim, a_part_line
from fakes import CHINA
from locks import past_locks
from settled import confirmed

from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, ClaimAnswer, LineKind
from warrantydesk.domain.claim.appeal import Appeal, AppealState
from warrantydesk.domain.claim.claim import Claim, ClaimType
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.settlement.deduction import Deduction, DeductionKind, DeductionState
from warrantydesk.domain.settlement.receipt import Receipt, ReceiptShare
from warrantydesk.domain.settlement.write_off import WriteOff, WriteOffState
from warrantydesk.domain.visit import Visit
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.accounts import refresh_accounts

TYPES = (ClaimType.REPAIR, ClaimType.FREE_SERVICE, ClaimType.OUTWARD, ClaimType.PRE_SALE)
MODELS = ("QC-S7", "QC-A3", "QC-A5")
PARTS = ("1307010-T20", "3502110-S05", "")


def at(day: date) -> datetime:
    """Return noon of a day at the desk."""
    return datetime.combine(day, time(12), CHINA)


def filed(desk: Desk, day: date, fen: int, number: int, **fields: object) -> Claim:
    """Write a filed claim over one part, of which every third has two pieces."""
    stores, quantity = desk.stores, 2 if number % 3 == 0 else 1
    part = a_part_line(
        new_part_no=PARTS[number % 2], quantity=quantity, unit_price_fen=fen // quantity
    )
    total = fen // quantity * quantity
    with desk.bench.change("test"):
        visit = stores.visits.add(
            Visit(repair_order=f"RO26-9{number:04}", arrived_at=at(day), finished_at=at(day))
        )
        return stores.claims.add(
            a_claim(
                claim_number=f"C0126-9{number:05}",
                type=TYPES[number % len(TYPES)],
                vehicle__model_code=MODELS[number % len(MODELS)],
                visit=visit,
                part_lines=(part,),
                labour_lines=(),
                opened_on=day,
                state=State.SUBMITTED,
                submitted_at=at(day),
                total_fen=total,
                **fields,
            )
        )


def answered(desk: Desk, claim: Claim, day: date, approved_fen: int | None) -> Claim:
    """Write an answer: a return where ``approved_fen`` is None, a refusal where it is 0."""
    kind, state = AnswerKind.RETURN, State.RETURNED
    if approved_fen is not None:
        kind, state = AnswerKind.APPROVAL, State.APPROVED
        if claim.state is State.APPEALED:
            kind = AnswerKind.DECISION
            state = State.APPROVED if approved_fen else State.REJECTED_FINAL
        elif not approved_fen:
            kind, state = AnswerKind.REJECTION, State.REJECTED
    stores = desk.stores
    with desk.bench.change("test"):
        made = stores.claim_answers.add(
            ClaimAnswer(claim.id, kind, 1, day, approved_fen=approved_fen)
        )
        if approved_fen is not None:
            stores.answer_lines.add(
                AnswerLine(LineKind.PART, 1, approved_fen, answer_id=made.id, claim_id=claim.id)
            )
        for appeal in stores.appeals.find(claim_id=claim.id, state=AppealState.FILED):
            stores.appeals.save(replace(appeal, state=AppealState.DECIDED, decided_on=day))
        return stores.claims.save(
            replace(
                claim,
                state=state,
                answered_on=day,
                approved_fen=claim.approved_fen if approved_fen is None else approved_fen,
            )
        )


def appealed(desk: Desk, claim: Claim, day: date) -> Claim:
    """Write an appeal for all that was refused."""
    short = claim.total_fen - (claim.approved_fen or 0)
    with past_locks(desk, "claim"):
        number = len(desk.stores.appeals.find(claim_id=claim.id)) + 1
        desk.stores.appeals.add(
            Appeal(claim.id, number, AppealState.FILED, asked_fen=short, filed_on=day)
        )
        return desk.stores.claims.save(replace(claim, state=State.APPEALED))


def received(desk: Desk, statement_id: int, claim_id: int | None, fen: int, day: date) -> None:
    """Write money that came for a claim, a tenth of it tax, some of it for nothing yet."""
    stores, number = desk.stores, len(desk.stores.receipts.find()) + 1
    tax, left = fen // 10, 77 if number % 3 == 0 else 0
    with desk.bench.change("test"):
        made = stores.receipts.add(
            Receipt(f"Z0126-9{number:03}", "QC", day, fen + tax + left, bank_ref=f"B{number}")
        )
        stores.receipt_shares.add(
            ReceiptShare(made.id, statement_id, fen, tax, claim_id, booked_on=day)
        )
        refresh_accounts(desk.bench, [claim_id] if claim_id else [])


def deducted(desk: Desk, claim: Claim, fen: int, day: date, back: date | None = None) -> None:
    """Write a deduction that counts, and that was taken back again where ``back`` says so."""
    with desk.bench.change("test"):
        desk.stores.deductions.add(
            Deduction(
                f"Q0126-9{len(desk.stores.deductions.find()) + 1:03}",
                "QC",
                DeductionKind.AUDIT,
                fen,
                claim_id=claim.id,
                taken_on=day,
                state=DeductionState.WITHDRAWN if back else DeductionState.ACCEPTED,
                ended_on=back,
            )
        )
        refresh_accounts(desk.bench, [claim.id])


def written_off(desk: Desk, claim: Claim, fen: int, day: date) -> None:
    """Write an approved write-off."""
    with desk.bench.change("test"):
        desk.stores.write_offs.add(
            WriteOff(
                f"H0126-9{len(desk.stores.write_offs.find()) + 1:03}",
                claim.id,
                "QC",
                fen,
                state=WriteOffState.APPROVED,
                decided_on=day,
            )
        )
        refresh_accounts(desk.bench, [claim.id])


def by_chance(desk: Desk, seed: int, first: date, days: int, claims: int = 12) -> list[Claim]:
    """Write a history day by day: claims come, are answered, settled, paid, short, given up."""
    chance, made = Random(seed), []
    for number in range(claims):
        day = first + timedelta(days=chance.randrange(days))
        claim = filed(desk, day, chance.randrange(1_000, 90_000), number)
        made.append(_life(desk, chance, claim, day, first + timedelta(days=days - 1)))
    return made


def _life(desk: Desk, chance: Random, claim: Claim, day: date, last: date) -> Claim:
    def later() -> date | None:
        nonlocal day
        day += timedelta(days=chance.randrange(1, 14))
        return day if day <= last else None

    if (on := later()) is None:
        return claim
    if chance.random() < 0.2:
        return answered(desk, claim, on, None)
    part = chance.choice((0, claim.total_fen // 3, claim.total_fen, claim.total_fen))
    claim = answered(desk, claim, on, part)
    if part < claim.total_fen and chance.random() < 0.7 and (on := later()) is not None:
        claim = appealed(desk, claim, on)
        if chance.random() < 0.6 and (on := later()) is not None:
            claim = answered(desk, claim, on, chance.choice((part, claim.total_fen)))
    if claim.state is State.APPROVED and (on := later()) is not None:
        _paid(desk, chance, claim, on, later())
    return claim


def _paid(desk: Desk, chance: Random, claim: Claim, on: date, then: date | None) -> None:
    fen = claim.approved_fen or 0
    paid = chance.choice((fen, fen, fen // 2))
    statement = confirmed(
        desk,
        [(claim.id, paid), *([(None, 500)] if chance.random() < 0.3 else [])],
        [-200] if chance.random() < 0.3 else [],
        number=f"J0126-9{claim.id:03}",
        period=f"{on:%Y-%m}",
        issued_on=on,
        confirmed_on=on,
        made_at=at(on),
    )
    if then is None:
        return
    received(desk, statement.id, claim.id, paid, then)
    if paid < fen and chance.random() < 0.5:
        written_off(desk, claim, fen - paid, then)
    elif chance.random() < 0.4:
        deducted(desk, claim, 300, on, then if chance.random() < 0.5 else None)
