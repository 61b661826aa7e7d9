"""One row of an old sheet, read: who, which car, which claim, which part, what money."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from warrantydesk.domain import vin as numbers
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.customer import CustomerKind
from warrantydesk.domain.money import yuan
from warrantydesk.domain.text import line, squeezed
from warrantydesk.domain.vehicle import Use, is_reading
from warrantydesk.i18n import N_
from warrantydesk.services.imports import take_over_claim_fields as of_claim
from warrantydesk.services.imports import take_over_fields as of_car
from warrantydesk.services.imports.take_over_days import day_of
from warrantydesk.services.imports.take_over_words import (
    Meant,
    Remark,
    kind_of,
    phone_of,
    plate_of,
    several,
    state_of,
    unknown_state,
    use_of,
)
from warrantydesk.services.imports.target import ReadRow, Repair

DAYS = (
    *(of_car.PRODUCED_ON, of_car.INVOICED_ON, of_car.DELIVERED_ON),
    *(of_claim.OPENED_ON, of_claim.FINISHED_ON, of_claim.SUBMITTED_ON, of_claim.ANSWERED_ON),
    *(of_claim.RECEIVED_ON, of_claim.RETURN_BY, of_claim.GONE_ON, of_claim.PAID_ON),
    of_claim.ISSUED_ON,
)
"""Fields that hold days."""
_AHEAD = (of_claim.RETURN_BY, of_claim.GONE_ON)
"""Days that may lie ahead."""
_AMOUNTS = (
    *(of_claim.PARTS, of_claim.LABOUR, of_claim.OTHER, of_claim.CLAIMED),
    *(of_claim.APPROVED, of_claim.PAID, of_claim.UNPAID, of_claim.DEDUCTED),
)
_STATES = (of_claim.STATE, of_claim.ANSWER_STATE, of_claim.MONEY_STATE)
YES = frozenset({"是", "有", "对", "√", "✓", "y", "yes", "已"})
_ANSWERS = frozenset(
    (State.APPROVED, State.REJECTED, State.RETURNED, Meant.FINISHED, Meant.DROPPED, Meant.APPEALED)
)
"""What is told of a claim once the maker has answered."""
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
"""A name, whatever its column is called."""
_LONGEST = 2000
_NO_NUMBER = re.compile(r"[^0-9]*|[0-9]{1,3}")
"""What is no number of a claim or a piece: words such as “not filed yet”, a count of rows."""
_LEAST_TAIL, _TAIL = 6, 8
_LARGE = 30_000_000
"""Fen: what is more for one claim may be read in another unit than was meant."""
_AROUND = re.compile(
    r"(?:VIN|车架号?|底盘号|尾号|后[8八]位)?[:：#*【\[(（]*([A-Z0-9]{17}|[A-Z0-9]{8})(?:[】\])）*]|[(（].*)*"
)


@dataclass(frozen=True)
class Line:
    """A row as it is understood; ``wrong`` keeps it out, ``warned`` is worth a look."""

    number: int
    texts: dict[str, str] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    amounts: dict[str, int] = field(default_factory=dict)
    vin: str = ""
    plate: str = ""
    phone: str = ""
    kind: CustomerKind = CustomerKind.PERSON
    use: Use | None = None
    state: State | Meant | None = None
    mileage_km: int | None = None
    quantity: int = 1
    is_counted: bool = False
    """The sheet says how many pieces."""
    continues: int = 0
    """The row of which this one is a further part."""
    wrong: Remark | None = None
    warned: tuple[Remark, ...] = ()

    def text(self, name: str) -> str:
        """Return a text, empty where the sheet has none."""
        return self.texts.get(name, "")

    @property
    def tag(self) -> str:
        """The former number of an old part, empty for one that only counts rows."""
        said = squeezed(self.text(of_claim.OLD_TAG))
        return "" if _NO_NUMBER.fullmatch(said) else said

    def day(self, *names: str) -> date | None:
        """Return the first of some days that the sheet has."""
        return next((self.days[name] for name in names if name in self.days), None)

    def amount(self, name: str) -> int | None:
        """Return an amount in fen, None where the sheet has none."""
        return self.amounts.get(name)

    def with_wrong(self, what: Remark) -> "Line":
        """Return the line with what keeps it out; the first counts."""
        return self if self.wrong is not None else replace(self, wrong=what)

    def with_warning(self, what: Remark | None) -> "Line":
        """Return the line with something worth a look."""
        return self if what is None else replace(self, warned=(*self.warned, what))


def line_of(row: ReadRow, today: date, find_vin: Callable[[str], str]) -> Line:
    """Read a row; ``find_vin`` gives the VIN that ends with eight signs, empty for none or many."""
    values = row.values
    texts = {
        name: line(value)[:_LONGEST] for name, value in values.items() if isinstance(value, str)
    }
    whole = {name: value for name, value in values.items() if type(value) is int}
    for name in (of_claim.NUMBER, of_claim.MAKER_NUMBER):
        if _NO_NUMBER.fullmatch(texts.get(name, "")):
            texts.pop(name, None)
    for name in (of_claim.INVOICE_NO, of_claim.STATEMENT_NO):
        if not any(map(str.isdigit, texts.get(name, ""))):  # 未开票, 待开
            texts.pop(name, None)
    if _WORDS.search(texts.get(of_claim.PART_NO, "")) and of_claim.PART_NAME not in texts:
        texts[of_claim.PART_NAME] = texts.pop(of_claim.PART_NO)
    made = Line(row.number, texts, plate=plate_of(texts.get(of_car.PLATE, "")))
    made = replace(
        made,
        kind=kind_of(texts.get(of_car.KIND, ""), texts.get(of_car.NAME, "")),
        use=use_of(texts.get(of_car.USE, "")),
        amounts={name: whole[name] for name in _AMOUNTS if name in whole},
        mileage_km=whole.get(of_claim.MILEAGE),
        quantity=whole.get(of_claim.QUANTITY, 1),
        is_counted=of_claim.QUANTITY in whole,
        continues=row.continues,
    )
    for step in (_with_days(today), _with_phone, _with_vin(find_vin), _with_state, _possible):
        made = step(made)
    return made


def _with_days(today: date) -> Callable[[Line], Line]:
    def step(made: Line) -> Line:
        for name in DAYS:
            if said := made.text(name):
                found, what = day_of(name, said, today, may_come=name in _AHEAD)
                if what is not None and what.skips:
                    made = made.with_warning(what)
                elif found is None and what is not None:
                    made = made.with_wrong(what)
                elif found is not None:
                    made = replace(made, days={**made.days, name: found}).with_warning(what)
        return made

    return step


def _with_phone(made: Line) -> Line:
    said = made.text(of_car.PHONE)
    if not said:
        return made
    phone, what = phone_of(of_car.PHONE, said)
    return replace(made, phone=phone).with_warning(what)


def _with_vin(find_vin: Callable[[str], str]) -> Callable[[Line], Line]:
    def step(made: Line) -> Line:
        number = _bare(made.text(of_car.VIN))
        if len(number) == _TAIL and (known := find_vin(number)):
            number = known
        other = numbers.suggestion(number)
        if other is not None:
            words = N_("A VIN has no I, O or Q: {vin} is taken.")
            made = made.with_warning(Remark(of_car.VIN, words, {"vin": other}))
            number = other
        if made.plate and _LEAST_TAIL <= len(number) <= _TAIL:
            words = N_("No car here ends with {vin}: the plate says which it is.")
            return made.with_warning(Remark(of_car.VIN, words, {"vin": number}))
        if number and not numbers.has_shape(number):
            return made.with_wrong(_no_vin(number))
        if numbers.digit_is_wrong(number):
            words = N_("Sign 9 is {is} but should be {should}: compare it with the car.")
            values = {"is": number[8], "should": numbers.check_digit(number)}
            made = made.with_warning(Remark(of_car.VIN, words, values))
        return replace(made, vin=number)

    return step


def _bare(said: str) -> str:
    """Return a VIN without what is written around it, such as “VIN:” or a remark in brackets."""
    plain = numbers.normalised(said)
    found = _AROUND.fullmatch(plain)
    return found[1] if found else plain


def _no_vin(number: str) -> Remark:
    if len(number) != numbers_length():
        return Remark(of_car.VIN, N_("A VIN has 17 signs; these are {n}."), {"n": len(number)})
    words = N_("A VIN has only A–Z without I, O, Q and the digits 0–9.")
    return Remark(of_car.VIN, words)


def numbers_length() -> int:
    """Return how many signs a VIN has."""
    return len(numbers.WEIGHTS)


def _with_state(made: Line) -> Line:
    """Read how far a claim is: what came of the money, else the maker's answer, else the state."""
    said = {name: text for name in _STATES if (text := made.text(name))}
    read = {name: state_of(text) for name, text in said.items()}
    is_paid = said.get(of_claim.MONEY_STATE, "").casefold() in YES
    if is_paid or read.get(of_claim.MONEY_STATE) is Meant.FINISHED:
        return replace(made, state=Meant.FINISHED)
    if of_claim.ANSWER_STATE in said and read[of_claim.ANSWER_STATE] is None:
        return made.with_wrong(unknown_state(of_claim.ANSWER_STATE, said[of_claim.ANSWER_STATE]))
    answer, state = read.get(of_claim.ANSWER_STATE), read.get(of_claim.STATE)
    found = answer if answer in _ANSWERS else state or answer
    if found is not None:
        return replace(made, state=found)
    word = said.get(of_claim.STATE, "")
    return made.with_wrong(unknown_state(of_claim.STATE, word)) if word else made


def _possible(made: Line) -> Line:
    """Look at what no row may say: amounts below 0, no pieces, two claims in one cell."""
    for name, fen in made.amounts.items():
        if fen < 0:
            words = N_("This amount is below 0: leave the row out, or write what was meant.")
            return made.with_wrong(Remark(name, words))
    for name in (name for name, fen in made.amounts.items() if fen >= _LARGE):
        words = N_("{amount} yuan is a lot for one claim: look at the unit of the sheet.")
        made = made.with_warning(Remark(name, words, {"amount": yuan(made.amounts[name])}))
    if not 1 <= made.quantity <= 999:
        words = N_("From 1 to 999 pieces, not {n}.")
        return made.with_wrong(Remark(of_claim.QUANTITY, words, {"n": made.quantity}))
    if made.mileage_km is not None and not is_reading(made.mileage_km):
        words = N_("{km} km is not an odometer reading.")
        return made.with_wrong(Remark(of_claim.MILEAGE, words, {"km": made.mileage_km}))
    for name in (of_claim.NUMBER, of_claim.MAKER_NUMBER, of_car.VIN):
        if len(some := several(made.text(name))) > 1:
            words = N_("Two claims stand in this row: part it into {n} rows in the sheet.")
            return made.with_wrong(Remark(name, words, {"n": len(some)}, _each(name, some)))
    return made


def _each(name: str, some: tuple[str, ...]) -> tuple[Repair, ...]:
    return tuple(Repair(N_("It is {tag} alone"), {"tag": one}, name, one) for one in some[:3])
