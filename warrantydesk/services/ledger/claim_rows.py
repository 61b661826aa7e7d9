"""How the rows of claims, their lines and inspections are written in words, in a worker.

Amounts are net. What the payer approved and what arrived is known of a whole claim; of a line
it is its share, as in the summary of the month (storage/month_figures). Amounts of a void claim
are left blank, so that no sum counts them.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from warrantydesk.domain.claim.states import STATE_NAMES, State
from warrantydesk.domain.dates import day_of, local_date
from warrantydesk.domain.inspection import CAUSE_NAMES, CONCLUSION_NAMES, CauseClass, Conclusion
from warrantydesk.domain.money import half_up_ratio, times
from warrantydesk.i18n import N_, _, list_text
from warrantydesk.services.ledger.names import Names
from warrantydesk.services.ledger.rows import Row, Sources, Tick, moment

PAID_BY = {"claim": N_("Claim"), "self": N_("Customer")}
TREATMENTS = {"replace": N_("Replace"), "repair": N_("Repair")}


def claims(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the claims with what became of their money."""
    names, zone = sources.names, sources.zone
    words = {state: _(name) for state, name in STATE_NAMES.items()}
    for row in sources.read_claims("claims", tick):
        number, maker_number, kind, state, brand, payer, vin, plate, model, order, *rest = row
        opened, km, submitted, answered, closed, clerk, fault, part_no, part, code, *money = rest
        total, approved, paid, deducted, written, paid_on = money
        void = state == State.VOID
        yield (
            number,
            maker_number,
            names.type(kind),
            words[State(state)],
            names.maker(brand),
            names.supplier(brand, payer) if payer else names.maker(brand),
            vin,
            sources.plate(plate),
            names.model(model),
            order,
            day_of(opened),
            km,
            local_date(moment(submitted), zone),
            day_of(answered),
            local_date(moment(closed), zone),
            names.person(clerk),
            fault,
            part_no,
            part,
            names.supplier(brand, code or ""),
            None if void else total,
            None if void or answered is None else approved,
            None if void else paid,
            None if void else deducted,
            None if void else written,
            None if void else approved - paid - deducted - written,
            day_of(paid_on),
        )


def part_lines(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the part lines of the claims."""
    names = sources.names
    causal, related = _("Causal"), _("Related")
    for row in sources.read_claims("part_lines", tick):
        head, rest, money = row[:6], row[6:18], row[18:]
        line, is_causal, treatment, new_no, name, old_no, code, serial, *price_of = rest
        quantity, price, pay_by, told = price_of
        yield (
            *_head(names, head),
            line,
            causal if is_causal else related,
            _(TREATMENTS.get(treatment, treatment)),
            new_no,
            name,
            old_no,
            names.supplier(head[2], code),
            serial,
            quantity,
            price,
            _(PAID_BY.get(pay_by, pay_by)),
            *_money(head[1], pay_by, quantity * price, told, money),
        )


def labour_lines(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the labour lines of the claims; hours in hundredths."""
    names = sources.names
    main = _("Main job")
    for row in sources.read_claims("labour_lines", tick):
        head, rest, money = row[:6], row[6:17], row[17:]
        line, is_main, code, name, standard, extra, reason, price, pay_by, told, who = rest
        hours, more = Decimal(standard), Decimal(extra)
        yield (
            *_head(names, head),
            line,
            main if is_main else "",
            code,
            name,
            times(100, hours),
            times(100, more),
            reason,
            list_text(names.person(one) for one in (who or "").split(",") if one),
            price,
            _(PAID_BY.get(pay_by, pay_by)),
            *_money(head[1], pay_by, times(price, hours + more), told, money),
        )


def inspections(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the newest inspection of each claim."""
    names = sources.names
    for row in sources.read_claims("inspections", tick):
        *head, number, started, cause, conclusion, major, reason, signed_by, signed_at = row
        yield (
            *_head(names, head),
            number,
            moment(started),
            _(CAUSE_NAMES[CauseClass(cause)]) if cause else "",
            _(CONCLUSION_NAMES[Conclusion(conclusion)]) if conclusion else "",
            _("Major") if major else "",
            reason,
            signed_by or "",
            moment(signed_at),
        )


def _head(names: Names, head: Sequence[Any]) -> Row:
    number, state, brand, vin, model, opened = head
    return (
        number,
        _(STATE_NAMES[State(state)]),
        names.maker(brand),
        vin,
        names.model(model),
        day_of(opened),
    )


def _money(state: str, pay_by: str, asked: int, told: int | None, money: Sequence[Any]) -> Row:
    """Return what a line asks for, what of it was approved and what of that arrived."""
    total, approved, answered, paid = money
    if state == State.VOID:
        return (None, None, None)
    if pay_by != "claim" or answered is None:
        return (asked, None, None)
    if not approved:
        return (asked, 0, 0)
    given = told if told is not None else asked * approved // max(total, 1)
    return (asked, given, half_up_ratio(paid, given, approved))
