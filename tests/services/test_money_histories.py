"""Over any history of operations every fen of every claim, statement and receipt has a name."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from builders import a_vin
from claim_table import REFUSAL
from fakes import FixedClock
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from money_oracle import must_balance
from report_oracle import must_agree
from stories import acting, staffed, submitted

from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, LineKind
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.settlement.deduction import DeductionKind
from warrantydesk.domain.settlement.statement import (
    Decision,
    LineOf,
    LineState,
    Statement,
    StatementLine,
)
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.moving import moved

CLAIMS = 5
LONG = 7


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a closed desk with filed claims."""
    folder = tmp_path_factory.mktemp("base") / "desk"
    with Desk(folder, FixedClock()).open(create=True, demo=True) as desk:
        staffed(desk)
        for serial in range(CLAIMS):
            submitted(desk, a_vin(900 + serial, "LX0DL31C"))
    return folder


@contextmanager
def a_desk(base: Path) -> Iterator[Desk]:
    with TemporaryDirectory() as folder:
        place = Path(folder) / "desk"
        shutil.copytree(base, place)
        with Desk(place, FixedClock()).open() as desk:
            desk.people.act_as("S01")
            yield desk


class History:
    """A desk and dice; every method is one operation, as the clerk or finance may do it."""

    def __init__(self, desk: Desk, dice: Random) -> None:
        self.desk, self.dice = desk, dice
        self.claims = desk.archive.all_ids()

    def claim(self) -> int:
        return self.dice.choice(list(self.claims))

    def one_of(self, store: str, state: str = "") -> int:
        """Return one of a kind, mostly one of the state that the operation wants."""
        found = getattr(self.desk.stores, store).find()
        fit = [one for one in found if state and one.state == state]
        if fit and self.dice.random() < 0.8:
            found = fit
        return self.dice.choice(found).id if found else 0

    def approve(self) -> None:
        self.desk.claims.answer(self.claim(), AnswerKind.APPROVAL)

    def cut(self) -> None:
        line = AnswerLine(LineKind.LABOUR, 1, self.dice.randrange(20_000), REFUSAL)
        self.desk.claims.answer(self.claim(), AnswerKind.APPROVAL, lines=(line,))

    def reject(self) -> None:
        reason = AnswerLine(reason_code=REFUSAL)
        self.desk.claims.answer(self.claim(), AnswerKind.REJECTION, reasons=(reason,))

    def appeal(self) -> None:
        self.desk.claims.appeal(self.claim(), grounds="读数与照片齐全，请复核。")

    def decide(self) -> None:
        number = self.claim()
        short = [one for one in self.desk.claims.amounts(number) if one.short_fen > 0]
        lines = tuple(AnswerLine(one.kind, one.line, one.claimed_fen) for one in short)
        upheld = bool(self.dice.randrange(2))
        self.desk.claims.answer(
            number,
            AnswerKind.DECISION,
            lines=() if upheld else lines,
            reasons=(AnswerLine(reason_code=REFUSAL),) if upheld else (),
            upheld=upheld,
        )

    def correct(self) -> None:
        line = AnswerLine(LineKind.PART, 1, self.dice.randrange(100_000), REFUSAL)
        self.desk.claims.correct_answer(self.claim(), (line,), "记错了")

    def charge_back(self) -> None:
        today = self.desk.bench.today
        self.desk.claims.charge_back(self.claim(), 3_000, today, "K09", "审计")

    def statement(self) -> None:
        """Enter a statement as matching would leave it: some lines agree, some do not."""
        stores, bench = self.desk.stores, self.desk.bench
        with bench.change("test"):
            number = f"J0126-{len(stores.statements.find()) + 1:04d}"
            made = stores.statements.add(Statement(number, "QC", maker_number=f"M-{number}"))
            count = self.dice.randrange(1, 4)
            for row, claim_id in enumerate(self.dice.sample(list(self.claims), count), 1):
                stores.statement_lines.add(self._line(made.id, row, claim_id))
            if self.dice.randrange(2):
                stores.statement_lines.add(self._beside(made.id, count + 1))
            moved(bench, made)

    def _line(self, statement_id: int, row: int, claim_id: int) -> StatementLine:
        from warrantydesk.domain.settlement.account import expected_fen

        claim = self.desk.claims.get(claim_id)
        expected = expected_fen(claim, self.desk.stores.accounts.of(claim_id))
        amount = max(expected + self.dice.choice((0, 0, 0, 7, -7, 5_000, -5_000)), 0)
        state, decision = LineState.EXACT, Decision.NONE
        if amount != expected:
            near = abs(amount - expected) <= 100
            off = LineState.SHORT if amount < expected else LineState.OVER
            state = LineState.WITHIN_TOL if near else off
            choices = (Decision.TAKEN, Decision.CHASED, Decision.NOT_OURS)
            decision = Decision.NONE if near else self.dice.choice(choices)
        return StatementLine(
            statement_id,
            row,
            amount_fen=amount,
            expected_fen=expected,
            claim_id=claim_id,
            state=state,
            decision=decision,
            reason_text="见通知",
        )

    def _beside(self, statement_id: int, row: int) -> StatementLine:
        return StatementLine(
            statement_id,
            row,
            kind=LineOf.DEDUCTION,
            amount_fen=self.dice.choice((-1_000, -333, 500)),
            state=LineState.DEDUCTION,
            claim_id=self.dice.choice((None, self.claim())),
            deduction_kind=self.dice.choice(("freight", "old_part", "incentive")),
        )

    def book(self) -> None:
        self.desk.statements.book(self.one_of("statements"))

    def reopen(self) -> None:
        self.desk.statements.reopen(self.one_of("statements", "CONFIRMED"), "再核对")

    def close(self) -> None:
        self.desk.statements.close(self.one_of("statements", "RECEIVED"))

    def invoice(self) -> None:
        number = self.one_of("statements", "CONFIRMED")
        sums = self.desk.statements.sums(number)
        fen = max(sums.payable_fen - self.dice.choice((0, 0, 1_000)), 1)
        self.desk.invoices.save(
            f"26{self.dice.randrange(10**6):06d}",
            statement_id=number,
            amount_fen=fen,
            issued_on=self.desk.bench.today,
        )

    def credit(self) -> None:
        number = f"27{self.dice.randrange(10**6):06d}"
        self.desk.invoices.credit(self.one_of("invoices"), number, reason="抬头不符")

    def receive(self) -> None:
        number = self.one_of("statements", "INVOICED")
        left = self.desk.statements.sums(number).left_fen
        fen = self.dice.choice((left, left, max(left // 3, 1), left + 777))
        ref = f"B{self.dice.randrange(10**6)}"
        self.desk.receipts.book(fen, number, bank_ref=ref)

    def allocate(self) -> None:
        over = [one for one in self.desk.receipts.all() if one.unallocated_fen > 0]
        receipt = self.dice.choice(over).receipt.id if over else self.one_of("receipts")
        booked = [one.id for one in self.desk.statements.all() if one.confirmed_on]
        owed = [one for one in booked if self.desk.statements.sums(one).left_fen > 0]
        statement = self.dice.choice(owed) if owed else self.one_of("statements")
        self.desk.receipts.allocate(receipt, statement)

    def reverse(self) -> None:
        self.desk.receipts.reverse(self.one_of("receipts"), "银行退回")

    def deduct(self) -> None:
        self.desk.deductions.record(DeductionKind.OLD_PART, 2_222, claim_id=self.claim())

    def dispute(self) -> None:
        self.desk.deductions.dispute(self.one_of("deductions"), "包装照片在附件")

    def withdrawn(self) -> None:
        self.desk.deductions.answer(self.one_of("deductions"), "withdrawn")

    def write_off(self) -> None:
        self.desk.write_offs.propose(
            self.claim(), self.dice.randrange(1, 9_000), reason_text="催收三次未果"
        )

    def approve_write_off(self) -> None:
        acting(self.desk, Role.SERVICE_MANAGER)
        self.desk.write_offs.approve(self.one_of("write_offs", "PROPOSED"))

    def reverse_write_off(self) -> None:
        acting(self.desk, Role.SERVICE_MANAGER)
        self.desk.write_offs.reverse(self.one_of("write_offs", "APPROVED"), "钱到了")

    def wait(self) -> None:
        self.desk.bench.clock.set(self.desk.bench.now + timedelta(days=self.dice.randrange(1, 9)))


OPERATIONS: tuple[Callable[[History], None], ...] = (
    *(History.approve, History.cut, History.reject, History.appeal, History.decide),
    *(History.statement, History.statement, History.book, History.book, History.book),
    *(History.reopen, History.close, History.invoice, History.invoice, History.credit),
    *(History.receive, History.receive, History.allocate, History.reverse),
    *(History.deduct, History.dispute, History.withdrawn, History.correct),
    *(History.write_off, History.approve_write_off, History.reverse_write_off),
    *(History.charge_back, History.wait),
)
WAY = (
    *(History.cut, History.cut, History.approve, History.statement, History.book),
    *(History.invoice, History.receive, History.receive, History.allocate),
    *(History.write_off, History.approve_write_off, History.reverse_write_off),
    *(History.close, History.appeal, History.decide),
)
"""The dice are weighed so that money goes all the way, again and again."""
STEPS = st.lists(
    st.tuples(st.sampled_from(range(len(OPERATIONS))), st.integers(0, 2**16)),
    min_size=8,
    max_size=40,
)


def carried_out(desk: Desk, steps: list[tuple[int, int]]) -> set[str]:
    """Do the steps, looking at every fen after each; returns what was not refused."""
    done = set()
    for place, seed in steps:
        desk.people.act_as("S01")
        operation = OPERATIONS[place]
        with suppress(Refused):
            operation(History(desk, Random(seed)))
            done.add(operation.__name__)
        must_balance(desk)
    return done


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(STEPS)
def test_every_fen_has_a_name(base: Path, steps: list[tuple[int, int]]) -> None:
    with a_desk(base) as desk:
        carried_out(desk, steps)
        must_agree(desk)
        assert desk.archive.verify() == []


def test_long_histories_balance_at_every_step(base: Path) -> None:
    done: set[str] = set()
    for seed in range(LONG):
        dice = Random(seed)
        steps = [
            (OPERATIONS.index(dice.choice(WAY if dice.random() < 0.7 else OPERATIONS)), number)
            for number in dice.sample(range(2**16), 80)
        ]
        with a_desk(base) as desk:
            done |= carried_out(desk, steps)
            assert desk.archive.verify() == []
    # What no history ever did would not be tried at all.
    assert done == {one.__name__ for one in OPERATIONS}
