"""A line of a statement as it is keyed in: what it must say, and the line it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from warrantydesk.domain.errors import INVALID, Refused, refused
from warrantydesk.domain.settlement.deduction import BY_DESK, DeductionKind
from warrantydesk.domain.settlement.statement import LineOf, StatementLine
from warrantydesk.domain.text import code, is_visible, line, squeezed
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.imports.statement_amounts import without_tax
from warrantydesk.services.settlement.guards import must_have_come
from warrantydesk.services.settlement.reading import MOST_FEN

_LONGEST = 200


@dataclass(frozen=True)
class KeyedLine:
    """A line as the clerk keys it in; fen, net unless ``tax_percent`` says what is in it."""

    amount_fen: int
    maker_number: str = ""
    claim_number: str = ""
    vin: str = ""
    plate: str = ""
    dated_on: date | None = None
    text: str = ""
    tax_fen: int | None = None
    asked_fen: int | None = None
    kind: LineOf = LineOf.CLAIM
    deduction_kind: DeductionKind | None = None
    reason_code: str = ""
    reason_text: str = ""
    tax_percent: Decimal | None = None


def all_filled(
    bench: Bench, brand: str, statement_id: int, told: Sequence[KeyedLine]
) -> list[StatementLine]:
    """Return lines that are keyed in together; Refused names every one that cannot be."""
    made, findings = list[StatementLine](), []
    for number, one in enumerate(told):
        try:
            made.append(filled(bench, brand, StatementLine(statement_id), one))
        except Refused as error:
            findings += [replace(f, field=f"lines[{number}].{f.field}") for f in error.findings]
    if findings:
        raise Refused(findings)
    return made


def filled(bench: Bench, brand: str, made: StatementLine, told: KeyedLine) -> StatementLine:
    """Return a line with what was keyed in; Refused(INVALID) at the field."""
    _must_fit(bench, brand, told)
    net, tax = told.amount_fen, told.tax_fen
    if told.tax_percent is not None:
        net = without_tax(told.amount_fen, told.tax_percent)
        tax = told.amount_fen - net
    beside = told.kind is LineOf.DEDUCTION
    kind = (told.deduction_kind or DeductionKind.OTHER) if beside else ""
    return replace(
        made,
        kind=told.kind,
        maker_number=code(line(told.maker_number)),
        claim_number=code(line(told.claim_number)),
        vin=squeezed(told.vin),
        plate=code(told.plate),
        dated_on=told.dated_on,
        text=line(told.text)[:_LONGEST],
        amount_fen=net,
        tax_fen=tax,
        asked_fen=told.asked_fen,
        deduction_kind=str(kind),
        reason_code=code(told.reason_code),
        reason_text=line(told.reason_text)[:_LONGEST],
    )


def _must_fit(bench: Bench, brand: str, told: KeyedLine) -> None:
    amounts = (("amount_fen", told.amount_fen), ("tax_fen", told.tax_fen))
    for name, fen in (*amounts, ("asked_fen", told.asked_fen)):
        if fen is not None and abs(fen) > MOST_FEN:
            raise refused(INVALID, N_("This number is too large."), name)
    for name in ("maker_number", "claim_number", "vin", "plate"):
        if len(str(getattr(told, name))) > _LONGEST:
            raise refused(INVALID, N_("This text is too long."), name)
    if told.kind is LineOf.CLAIM and not any(
        is_visible(one) for one in (told.maker_number, told.claim_number, told.vin, told.plate)
    ):
        raise refused(
            INVALID, N_("Enter the number of the claim, or the VIN of the car."), "claim_number"
        )
    _must_be_of_the_desk(bench, brand, told)


def _must_be_of_the_desk(bench: Bench, brand: str, told: KeyedLine) -> None:
    if told.deduction_kind in BY_DESK:
        raise refused(INVALID, N_("This kind is entered by a confirmation only."), "deduction_kind")
    if told.dated_on is not None:
        must_have_come(bench, told.dated_on, "dated_on")
    if told.tax_percent is not None and not 0 <= told.tax_percent < 100:
        raise refused(INVALID, N_("Enter a percentage from 0 to 99."), "tax_percent")
    number = code(told.reason_code)
    if number and number not in bench.profile(brand).reasons:
        raise refused(INVALID, N_("There is no reason “{code}”."), "reason_code", code=number[:40])
