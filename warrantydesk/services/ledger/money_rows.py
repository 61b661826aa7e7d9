"""How the rows of the ledgers of money are written in words; everything here may run in a worker.

Amounts of deductions are written as the money moves: what a payer takes stands below 0.
"""

from collections.abc import Iterator

from warrantydesk.domain.dates import day_of
from warrantydesk.domain.settlement.deduction import (
    DEDUCTION_KIND_NAMES,
    DEDUCTION_STATE_NAMES,
    DeductionKind,
    DeductionState,
)
from warrantydesk.domain.settlement.write_off import WRITE_OFF_STATE_NAMES, WriteOffState
from warrantydesk.i18n import _
from warrantydesk.services.ledger.rows import Row, Sources, Tick, moment


def deductions(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the deductions that were noticed in the period; void ones say so and why."""
    names = sources.names
    for row in sources.read("deductions", tick):
        number, state, kind, brand, payer, claim, vin, tag, statement, code, text, *rest = row
        notice, noticed, due, disputed, dispute, answer, ended, taken, corrects, void, fen = rest
        gone = bool(void) or state == DeductionState.WITHDRAWN
        word = _("void") if void else _(DEDUCTION_STATE_NAMES[DeductionState(state)])
        yield (
            number,
            word,
            _(DEDUCTION_KIND_NAMES[DeductionKind(kind)]),
            names.supplier(brand, payer) if payer else names.maker(brand),
            claim,
            vin,
            tag,
            statement,
            code,
            text,
            notice,
            day_of(noticed),
            day_of(due),
            day_of(disputed),
            dispute,
            answer,
            day_of(ended),
            day_of(taken),
            corrects,
            _(void) if void else "",
            None if gone else -fen,
            -fen if gone else None,
        )


def write_offs(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the write-offs that were proposed in the period; reversals stand below 0."""
    names = sources.names
    for row in sources.read("write_offs", tick):
        number, state, brand, claim, maker_number, vin, code, text, by, at, *rest = row
        decided_by, decided_on, seconded_by, words, corrects, void, fen = rest
        yield (
            number,
            _(WRITE_OFF_STATE_NAMES[WriteOffState(state)]),
            names.maker(brand),
            claim,
            maker_number,
            vin,
            code,
            text,
            names.person(by),
            moment(at),
            names.person(decided_by),
            day_of(decided_on),
            names.person(seconded_by),
            words,
            corrects,
            _(void) if void else "",
            fen if state == WriteOffState.APPROVED else None,
            None if state == WriteOffState.APPROVED else fen,
        )
