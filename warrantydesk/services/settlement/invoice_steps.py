"""The steps of an invoice: entered, sent, accepted, sent back, credited, void."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from warrantydesk.domain.errors import INVALID, STATE, VERSION, refused
from warrantydesk.domain.settlement.invoice import (
    INVOICE_STATE_NAMES,
    Invoice,
    InvoiceShare,
    InvoiceState,
)
from warrantydesk.domain.settlement.statement import StatementState
from warrantydesk.domain.text import line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.settlement.accounts import refresh_accounts
from warrantydesk.services.settlement.guards import must_be_open
from warrantydesk.services.settlement.invoicing import judged, left_to_invoice, must_be_new
from warrantydesk.services.settlement.invoicing_way import Told, way_problems
from warrantydesk.services.settlement.moving import moved

KINDS = (Kind.MONEY, Kind.STATEMENTS)
_ON_ITS_WAY = (InvoiceState.ISSUED, InvoiceState.SENT, InvoiceState.ACCEPTED, InvoiceState.BOUNCED)


class InvoiceSteps:
    """Judges and writes what is done to invoices."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def save(self, told: Told, invoice_id: int | None, version: int | None) -> Invoice:
        """Enter an invoice, or change one that has not gone out yet."""
        stores = self._bench.stores
        old = stores.invoices.get(invoice_id) if invoice_id is not None else None
        for number in _named(told):
            stores.statements.get(number)
        self._bench.allow("invoices.save")
        if old is not None:
            self._must_change(old, told, version)
            told = told if told.number else replace(told, number=old.number)
        fresh = judged(self._bench, told, old)
        if old is None:
            fresh = replace(fresh, made_by=self._bench.person.login, made_at=self._bench.now)
        name = N_("change invoice") if old else N_("enter invoice")
        return self._written(name, fresh, old.shares if old else ())

    def send(self, invoice_id: int, on: date | None, told: Told) -> Invoice:
        """Note the day on which it went out."""
        invoice = self._of("invoices.send", invoice_id, *_ON_ITS_WAY)
        day = on or self._bench.today
        self._must_fit(invoice, "on", day)
        way = ("courier", "waybill", "recipient", "recipient_phone", "recipient_address")
        said = {name: line(getattr(told, name)) for name in way if getattr(told, name) is not None}
        changed = replace(
            invoice,
            sent_on=day,
            accepted_on=None,
            returned_on=None,
            return_reason="",
            **said,  # type: ignore[arg-type]
        )
        return self._written(N_("send invoice"), changed)

    def accept(self, invoice_id: int, on: date | None) -> Invoice:
        """Note the day on which the payer verified it."""
        standing = (InvoiceState.ISSUED, InvoiceState.SENT, InvoiceState.ACCEPTED)
        invoice = self._of("invoices.accept", invoice_id, *standing)
        day = on or self._bench.today
        self._must_fit(invoice, "on", day, after=invoice.sent_on)
        sent = invoice.sent_on or day
        return self._written(N_("accept invoice"), replace(invoice, sent_on=sent, accepted_on=day))

    def bounce(self, invoice_id: int, reason: str, on: date | None) -> Invoice:
        """Note the day on which it came back, and why."""
        gone = (InvoiceState.SENT, InvoiceState.ACCEPTED)
        invoice = self._of("invoices.bounce", invoice_id, *gone)
        day = on or self._bench.today
        why = needs(reason, "reason", N_("Say why the payer sent it back."))
        self._must_fit(invoice, "on", day, after=invoice.sent_on)
        back = replace(invoice, accepted_on=None, returned_on=day, return_reason=why)
        return self._written(N_("invoice came back"), back)

    def credit(self, invoice_id: int, number: str, reason: str, issued_on: date | None) -> Invoice:
        """Enter the red invoice against another one."""
        invoice = self._of("invoices.credit", invoice_id, *_ON_ITS_WAY)
        self._must_not_be_closed(invoice)
        day = issued_on or self._bench.today
        must_be_open(self._bench, invoice.brand, day, "issued_on")
        name = needs(line(number), "number", N_("Enter the number of the red invoice."))
        why = needs(reason, "reason", N_("Say why the invoice is taken back."))
        must_be_new(self._bench, name, invoice.kind)
        self._must_fit(invoice, "issued_on", day)
        red = Invoice(
            name,
            invoice.brand,
            invoice.payer,
            invoice.kind,
            day,
            -invoice.amount_fen,
            invoice.tax_percent,
            -invoice.tax_fen,
            tuple(InvoiceShare(one.statement_id, -one.amount_fen) for one in invoice.shares),
            invoice.buyer,
            return_reason=why,
            credits=invoice.id,
            corrects=invoice.number,
            made_by=self._bench.person.login,
            made_at=self._bench.now,
        )
        return self._written(N_("enter red invoice"), red)

    def void(self, invoice_id: int, reason: str) -> Invoice:
        """Void an invoice or a red one."""
        invoice = self._of("invoices.void", invoice_id, *_ON_ITS_WAY, InvoiceState.RED)
        self._must_not_be_closed(invoice)
        if invoice.issued_on is not None:
            must_be_open(self._bench, invoice.brand, invoice.issued_on, "invoice_id")
        if invoice.credits is None:
            self._must_have_no_money(invoice)
        why = needs(reason, "reason", N_("Say why the invoice is void."))
        if invoice.credits is not None:
            self._must_leave_room(invoice)
        return self._written(N_("void invoice"), replace(invoice, void_reason=why))

    def _of(self, verb: str, invoice_id: int, *states: InvoiceState) -> Invoice:
        """Return an invoice to which a verb may be done: NOT_FOUND, RIGHT, STATE."""
        invoice = self._bench.stores.invoices.get(invoice_id)
        self._bench.allow(verb)
        state = self._state(invoice)
        if state not in states:
            raise refused(
                STATE,
                N_("The invoice {number} is {state}: this is not possible any more."),
                "invoice_id",
                number=invoice.number,
                state=INVOICE_STATE_NAMES[state],
            )
        return invoice

    def _state(self, invoice: Invoice) -> InvoiceState:
        red = self._bench.stores.invoices.find(credits=invoice.id, void_reason="")
        return invoice.state(taken_back=bool(red))

    def _must_change(self, old: Invoice, told: Told, version: int | None) -> None:
        """Refuse to change what is void or went out; its way may always be completed."""
        state = self._state(old)
        if state not in _ON_ITS_WAY:
            raise refused(
                STATE,
                N_("The invoice {number} is {state}: this is not possible any more."),
                "id",
                number=old.number,
                state=INVOICE_STATE_NAMES[state],
            )
        if (old.sent_on is not None or old.exported_on is not None) and _changes_sums(old, told):
            raise refused(
                STATE,
                N_(
                    "The invoice {number} went out already: void it, or take it back with a red "
                    "invoice."
                ),
                "id",
                number=old.number,
            )
        if version is not None and version != old.version:
            words = N_("Somebody else changed this invoice: look at it again.")
            raise refused(VERSION, words, "version")

    def _must_fit(self, invoice: Invoice, field: str, day: date, after: date | None = None) -> None:
        problems = way_problems(self._bench, invoice, {"": after, field: day})
        if problems:
            raise refused_by(INVALID, problems)

    def _must_not_be_closed(self, invoice: Invoice) -> None:
        for one in invoice.shares:
            statement = self._bench.stores.statements.get(one.statement_id)
            if statement.state is StatementState.CLOSED:
                raise refused(
                    STATE,
                    N_("Statement {number} is closed: its invoices stay."),
                    "invoice_id",
                    number=statement.number,
                )

    def _must_have_no_money(self, invoice: Invoice) -> None:
        for one in invoice.shares:
            received, _net = self._bench.stores.receipt_shares.of_statement(one.statement_id)
            if received:
                raise refused(
                    STATE,
                    N_("Money came for it already: take it back with a red invoice."),
                    "invoice_id",
                )

    def _must_leave_room(self, red: Invoice) -> None:
        """Refuse to void a red invoice where the statement was invoiced anew meanwhile."""
        for one in red.shares:
            statement = self._bench.stores.statements.get(one.statement_id)
            if left_to_invoice(self._bench, statement, red) < 0:
                raise refused(
                    STATE,
                    N_("Statement {number} was invoiced anew: void that invoice first."),
                    "invoice_id",
                    number=statement.number,
                )

    def _written(self, name: str, invoice: Invoice, former: Sequence[InvoiceShare] = ()) -> Invoice:
        """Write an invoice, and what follows for its statements and their claims."""
        stores = self._bench.stores
        with self._bench.change(name, *KINDS, ids=(invoice.id,) if invoice.id else ()):
            kept = stores.invoices.save(invoice) if invoice.id else stores.invoices.add(invoice)
            claims: set[int] = set()
            for number in {one.statement_id for one in (*kept.shares, *former)}:
                before = stores.statements.get(number)
                if moved(self._bench, before).state is not before.state:
                    claims.update(stores.allocations.claims(number))
            refresh_accounts(self._bench, claims)
        self._bench.history.clear()
        return kept


def _named(told: Told) -> tuple[int, ...]:
    own = () if told.statement_id is None else (told.statement_id,)
    return (*own, *(one.statement_id for one in told.shares))


def _changes_sums(old: Invoice, told: Told) -> bool:
    """Tell whether anything but the way to the payer would change."""
    pairs = (
        (told.number and line(told.number), old.number),
        (told.kind, old.kind),
        (told.issued_on, old.issued_on),
        (told.amount_fen, old.amount_fen),
        (told.tax_percent, old.tax_percent),
        (told.tax_fen, old.tax_fen),
        (told.shares or None, old.shares),
    )
    other = told.statement_id not in (None, *(one.statement_id for one in old.shares))
    return other or any(new not in (None, "") and new != was for new, was in pairs)
