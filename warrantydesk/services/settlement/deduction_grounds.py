"""Refused pieces and charge-backs whose deduction nobody wrote down before a statement took it."""

from dataclasses import replace
from functools import cached_property

from warrantydesk.domain.settlement.deduction import Deduction
from warrantydesk.domain.settlement.statement import Statement, StatementLine
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.deduction_following import follow_charge_back, follow_pieces
from warrantydesk.storage.deductions import Proposal

_MOST = 2000


class Grounds:
    """What a statement's new deductions may be for; each ground has one deduction."""

    def __init__(self, bench: Bench, statement: Statement) -> None:
        self._bench, self._statement = bench, statement
        self._used: list[Proposal] = []

    @cached_property
    def _waiting(self) -> list[Proposal]:
        lists = self._bench.stores.deduction_lists
        found = [*lists.pieces(_MOST), *lists.charge_backs(_MOST)]
        return [one for one in found if one.brand == self._statement.brand]

    def tied(self, new: Deduction, line: StatementLine) -> Deduction:
        """Return a deduction tied to the one ground of its amount and its claim or notice.

        Where none or several fit it stays as it is: nobody is to guess.
        """
        if new.amount_fen <= 0:
            return new
        fits = [one for one in self._waiting if _fits(one, new, line)]
        if len(fits) != 1:
            return new
        (ground,) = fits
        self._waiting.remove(ground)
        self._used.append(ground)
        return replace(
            new,
            kind=ground.kind,
            claim_id=ground.claim_id,
            part_id=ground.part_id,
            charge_back_id=ground.charge_back_id,
            reason_code=new.reason_code or ground.reason_code,
            due_on=ground.due_on or new.due_on,
        )

    def follow(self) -> None:
        """Let the new deductions follow their pieces and charge-backs; inside the same change."""
        stores = self._bench.stores
        follow_pieces(
            self._bench,
            [stores.parts.get(one.part_id) for one in self._used if one.part_id is not None],
        )
        for one in self._used:
            if one.charge_back_id is not None:
                follow_charge_back(self._bench, stores.charge_backs.get(one.charge_back_id))


def _fits(one: Proposal, new: Deduction, line: StatementLine) -> bool:
    if one.amount_fen != new.amount_fen:
        return False
    if new.claim_id is not None:
        return one.claim_id == new.claim_id
    words = (line.text, line.claim_number, line.maker_number)
    return bool(one.notice_no) and any(one.notice_no in text for text in words)
