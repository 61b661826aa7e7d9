"""What is said of an invoice, and its way to the payer: courier, recipient, days in order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from warrantydesk.domain.errors import INVALID
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.settlement.invoice import Invoice, InvoiceKind, InvoiceShare
from warrantydesk.domain.text import clean, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, refused_by


@dataclass(frozen=True)
class Told:
    """What is said of an invoice; None: as it stands, or as it follows from the statements."""

    number: str
    brand: str = ""
    statement_id: int | None = None
    shares: tuple[InvoiceShare, ...] = ()
    kind: InvoiceKind | None = None
    issued_on: date | None = None
    amount_fen: int | None = None
    tax_percent: Decimal | None = None
    tax_fen: int | None = None
    buyer: str | None = None
    sent_on: date | None = None
    courier: str | None = None
    waybill: str | None = None
    recipient: str | None = None
    recipient_phone: str | None = None
    recipient_address: str | None = None
    accepted_on: date | None = None
    corrects: str | None = None


_WAY = ("buyer", "courier", "waybill", "recipient", "recipient_phone", "recipient_address")


def with_way(bench: Bench, invoice: Invoice, told: Told) -> Invoice:
    """Return an invoice with its way to the payer; Refused(INVALID) for days out of order."""
    words = {name: getattr(told, name) for name in (*_WAY, "corrects")}
    changes: dict[str, str] = {
        name: clean(text).strip() if name == "recipient_address" else line(text)
        for name, text in words.items()
        if text is not None
    }
    made = replace(invoice, **changes)  # type: ignore[arg-type]
    sent, accepted = told.sent_on or made.sent_on, told.accepted_on or made.accepted_on
    problems = way_problems(bench, made, {"sent_on": sent, "accepted_on": accepted})
    if problems:
        raise refused_by(INVALID, problems)
    return replace(made, sent_on=sent, accepted_on=accepted)


def way_problems(bench: Bench, invoice: Invoice, days: Mapping[str, date | None]) -> list[Problem]:
    """Return what is wrong with days on the way, which never run back and never lie ahead."""
    problems = []
    before = invoice.issued_on
    for field, day in days.items():
        if day is None:
            continue
        if day > bench.today:
            problems.append(Problem(field, N_("{day} is still to come."), {"day": day}))
        elif before is not None and day < before:
            words = N_("{day} lies before the step that comes first ({before}).")
            problems.append(Problem(field, words, {"day": day, "before": before}))
        before = day
    return problems
