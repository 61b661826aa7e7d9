"""The money of one claim as its checks see it: account, statement lines, deductions, write-offs."""

from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.settlement.account import NO_ACCOUNT, ClaimAccount
from warrantydesk.domain.settlement.deduction import Deduction
from warrantydesk.domain.settlement.statement import (
    BOOKED_STATES,
    COMING_STATES,
    Statement,
    StatementLine,
)
from warrantydesk.domain.settlement.write_off import WriteOff, WriteOffState


@dataclass(frozen=True)
class ClaimLine:
    """What a statement that is not void says of the claim; ``read_on`` is the day it came."""

    line: StatementLine
    statement: Statement
    read_on: date


@dataclass(frozen=True)
class ClaimMoney:
    """Everything money of one claim."""

    account: ClaimAccount = NO_ACCOUNT
    lines: tuple[ClaimLine, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    """Those that are not void."""
    write_offs: tuple[WriteOff, ...] = ()

    @property
    def is_proposed(self) -> bool:
        """Tell whether a write-off waits for its approval."""
        return any(one.state is WriteOffState.PROPOSED for one in self.write_offs)

    @property
    def newest(self) -> Statement | None:
        """The newest confirmed statement that names it, one whose money is to come first."""
        booked = [one.statement for one in self.lines if one.statement.state in BOOKED_STATES]
        return max(booked, key=lambda one: (one.state in COMING_STATES, one.id), default=None)


NO_MONEY = ClaimMoney()
