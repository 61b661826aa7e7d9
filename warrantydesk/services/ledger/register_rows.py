"""How the rows of statements, invoices, receipts and contacts are written in words, in a worker.

An amount that does not count stands in a column of its own, so that no sum has it.
"""

from collections.abc import Iterator
from decimal import Decimal

from warrantydesk.domain.care import (
    CHANNEL_NAMES,
    OUTCOME_NAMES,
    PARTY_NAMES,
    Channel,
    Outcome,
    Party,
)
from warrantydesk.domain.dates import day_of
from warrantydesk.domain.settlement.invoice import (
    INVOICE_KIND_NAMES,
    INVOICE_STATE_NAMES,
    Invoice,
    InvoiceKind,
)
from warrantydesk.domain.settlement.statement import (
    DECISION_NAMES,
    LINE_STATE_NAMES,
    STATEMENT_STATE_NAMES,
    Decision,
    LineOf,
    LineState,
    StatementState,
)
from warrantydesk.i18n import N_, _
from warrantydesk.services.ledger.rows import Row, Sources, Tick, moment

LINE_NAMES = {LineOf.CLAIM: N_("Claim"), LineOf.DEDUCTION: N_("Deduction")}
HIDDEN = "***"
"""Stands for words about persons where they may not be read."""


def settlement(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the lines of the statements issued in the period; parts of a split line count."""
    names = sources.names
    for row in sources.read("settlement", tick):
        number, maker_no, stage, brand, payer, period, issued, line, kind, claim_no, *rest = row
        claim, vin, plate, dated, text, state, _how, decision, code, reason, *more = rest
        by, at, void, asked, expected, fen, tax = more
        counts = not void and state != LineState.SPLIT and fen is not None
        yield (
            number,
            maker_no,
            _(STATEMENT_STATE_NAMES[StatementState(stage)]),
            names.supplier(brand, payer) if payer else names.maker(brand),
            period,
            day_of(issued),
            line or None,
            _(LINE_NAMES[LineOf(kind)]),
            claim,
            claim_no,
            vin,
            sources.plate(plate),
            day_of(dated),
            text,
            _("void") if void else _(LINE_STATE_NAMES[LineState(state)]),
            _(DECISION_NAMES[Decision(decision)]) if decision else "",
            code,
            reason,
            names.person(by),
            moment(at),
            _(void) if void else "",
            asked if counts else None,
            expected if counts else None,
            fen if counts else None,
            fen - expected if counts and expected is not None else None,
            tax if counts else None,
            None if counts else fen,
        )


def invoices(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the invoices issued in the period; a red one has its amounts below 0."""
    names = sources.names
    for row in sources.read("invoices", tick):
        number, kind, brand, payer, buyer, issued, rate, statements, sent, courier, *rest = row
        waybill, accepted, returned, reason, exported, takes_back, credited, red, *more = rest
        corrects, void, fen, tax = more
        invoice = Invoice(
            number,
            brand,
            sent_on=day_of(sent),
            accepted_on=day_of(accepted),
            returned_on=day_of(returned),
            credits=takes_back,
            void_reason=void,
        )
        yield (
            number,
            _(INVOICE_KIND_NAMES[InvoiceKind(kind)]),
            _(INVOICE_STATE_NAMES[invoice.state(taken_back=bool(red))]),
            names.supplier(brand, payer) if payer else names.maker(brand),
            buyer,
            day_of(issued),
            statements or "",
            int(Decimal(rate) * 100) if rate else None,
            invoice.sent_on,
            courier,
            waybill,
            invoice.accepted_on,
            invoice.returned_on,
            reason,
            day_of(exported),
            red or credited,
            corrects,
            _(void) if void else "",
            *((None, None, None, fen + tax) if void else (fen, tax, fen + tax, None)),
        )


def receipts(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the money that came in the period; what was taken back stands below 0 again."""
    names = sources.names
    for row in sources.read("receipts", tick):
        number, day, brand, payer, bank_ref, account, text, statements, takes, taken, *rest = row
        reason, corrects, by, fen, allocated = rest
        yield (
            number,
            day_of(day),
            names.supplier(brand, payer) if payer else names.maker(brand),
            bank_ref,
            account,
            text,
            statements or "",
            takes,
            taken,
            reason,
            corrects,
            names.person(by),
            fen,
            allocated,
            fen - allocated,
        )


def contacts(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield what was said in the period; persons and words only to those who may read them."""
    names, sees = sources.names, sources.sees_persons
    for row in sources.read("contacts", tick):
        at, party, channel, incoming, outcome, whom, text, by, claim, order, brand, *rest = row
        vin, plate, again, void, fen = rest
        yield (
            moment(at),
            _(PARTY_NAMES[Party(party)]),
            _(CHANNEL_NAMES[Channel(channel)]),
            _("incoming") if incoming else _("outgoing"),
            whom if sees else whom and HIDDEN,
            text if sees else text and HIDDEN,
            _(OUTCOME_NAMES[Outcome(outcome)]),
            names.person(by),
            claim,
            order,
            names.maker(brand) if brand else "",
            vin,
            sources.plate(plate),
            day_of(again),
            fen,
            _(void) if void else "",
        )
