"""Why the money of each claim still stands: in the words of its stage and its clocks."""

from collections.abc import Callable, Mapping
from datetime import date

from warrantydesk.domain import deadlines as codes
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.dates import day_of, from_utc_text
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.receivable import Receivable, Stage
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.receivable_days import BrandClocks
from warrantydesk.storage.receivables import Days, StandingRow

Told = tuple[str, dict[str, object], date | None]
"""A sentence, its values, and the last day of the clock that runs."""


def told(bench: Bench, rows: list[StandingRow], days: Days) -> tuple[Receivable, ...]:
    """Return claims whose money still stands, each with the reason."""
    clocks = BrandClocks(bench)
    waiting = [row.claim_id for row in rows if row.stage == Stage.ON_STATEMENT]
    open_ones = bench.stores.receivables.open_statements(waiting)
    return tuple(_told(row, clocks, days, open_ones) for row in rows)


def _told(
    row: StandingRow, clocks: BrandClocks, days: Days, open_ones: Mapping[int, tuple[int, str]]
) -> Receivable:
    filed = clocks.of(row.brand).day(from_utc_text(row.filed)) or days.today
    stage = Stage(row.stage)
    statement_id, statement = row.statement_id, row.statement or ""
    if stage is Stage.ON_STATEMENT and row.claim_id in open_ones:
        statement_id, statement = open_ones[row.claim_id]
    reason, values, due_on = _REASONS[stage](row, clocks)
    return Receivable(
        claim_id=row.claim_id,
        number=row.number,
        maker_number=row.maker_number,
        brand=row.brand,
        payer=row.payer,
        clerk=row.clerk,
        plate=row.plate,
        vin=row.vin,
        model=row.model,
        state=State(row.state),
        stage=stage,
        first_on=filed,
        days=max(0, (days.today - filed).days),
        receivable_fen=row.fen,
        claimed_fen=row.claimed_fen,
        approved_fen=row.approved_fen,
        paid_fen=row.paid_fen,
        answered_on=day_of(row.answered_on),
        statement=statement,
        statement_id=statement_id,
        due_on=due_on,
        reason=reason,
        values={**values, "statement": statement or "—", "first": filed},
        note=row.note or "",
        note_code=row.note_code or "",
        note_by=row.note_by or "",
        until_on=day_of(row.until_on),
        explained=not row.silent,
    )


def _filed(row: StandingRow, clocks: BrandClocks) -> Told:
    one = clocks.of(row.brand)
    if row.state == State.RETURNED:
        due = day_of(row.claim_due) or one.end(codes.CORRECT_BY, day_of(row.answered_on))
        if due is None:
            return N_("Returned by the maker: correct it and send it again"), {}, None
        return N_("Returned by the maker: correct it by {due}"), {"due": due}, due
    due = one.end(codes.ANSWER_EXPECTED, one.day(from_utc_text(row.filed)))
    if due is None:
        return N_("Filed on {first}, the maker has not answered"), {}, None
    if due < one.today:
        return N_("Filed on {first}, the answer was expected by {due}"), {"due": due}, due
    return N_("Filed on {first}, the answer is expected by {due}"), {"due": due}, due


def _approved(row: StandingRow, clocks: BrandClocks) -> Told:
    answered = day_of(row.answered_on)
    due = clocks.of(row.brand).end(codes.UNSETTLED, answered)
    if answered is None or due is None:
        return N_("Approved and on no statement"), {}, None
    values: dict[str, object] = {"answered": answered, "due": due}
    if due < clocks.of(row.brand).today:
        return N_("Approved on {answered} and on no statement: ask the payer"), values, due
    return N_("Approved on {answered}, should be on a statement by {due}"), values, due


def _on_statement(row: StandingRow, clocks: BrandClocks) -> Told:
    return N_("On statement {statement}, which is not confirmed yet"), {}, None


def _to_invoice(row: StandingRow, clocks: BrandClocks) -> Told:
    due = day_of(row.statement_due)
    if due is None:
        return N_("Statement {statement} is confirmed and waits for its invoice"), {}, None
    return N_("Statement {statement} is confirmed: invoice it by {due}"), {"due": due}, due


def _invoiced(row: StandingRow, clocks: BrandClocks) -> Told:
    due = day_of(row.statement_due)
    if due is None:
        return N_("The invoice of statement {statement} is not sent yet"), {}, None
    if due < clocks.of(row.brand).today:
        return N_("Statement {statement} is invoiced, cash was due by {due}"), {"due": due}, due
    return N_("Statement {statement} is invoiced, cash is due by {due}"), {"due": due}, due


def _remitted(row: StandingRow, clocks: BrandClocks) -> Told:
    return N_("The payer has remitted statement {statement}: look at the account"), {}, None


def _short(row: StandingRow, clocks: BrandClocks) -> Told:
    values: dict[str, object] = {"paid": yuan(row.paid_fen), "approved": yuan(row.approved_fen)}
    return N_("¥{paid} of ¥{approved} arrived, the rest is still asked for"), values, None


def _disputed(row: StandingRow, clocks: BrandClocks) -> Told:
    if row.state != State.APPEALED:
        return N_("A deduction of it is in dispute"), {}, None
    due = day_of(row.claim_due)
    if due is None:
        return N_("Appealed, the maker has not decided"), {}, None
    return N_("Appealed, the decision is expected by {due}"), {"due": due}, due


def _owed(row: StandingRow, clocks: BrandClocks) -> Told:
    return N_("More came than was approved, or more was kept back: it goes back"), {}, None


_REASONS: Mapping[Stage, Callable[[StandingRow, BrandClocks], Told]] = {
    Stage.FILED: _filed,
    Stage.APPROVED: _approved,
    Stage.ON_STATEMENT: _on_statement,
    Stage.TO_INVOICE: _to_invoice,
    Stage.INVOICED: _invoiced,
    Stage.REMITTED: _remitted,
    Stage.SHORT: _short,
    Stage.DISPUTED: _disputed,
    Stage.OWED: _owed,
}
