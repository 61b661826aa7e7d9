"""What a row of the maker's answer says of a piece: accepted or refused, why, what it costs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.money import yuan
from warrantydesk.domain.shipment import Verdict
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.imports.part_fields import QUANTITY
from warrantydesk.services.imports.part_receipt_fields import (
    ACCEPTED,
    LABOUR_FEN,
    NOTICE_ON,
    OTHER_FEN,
    PARTS_FEN,
    REASON,
    REASON_CODE,
    REFUSED,
    TOTAL_FEN,
    VERDICT,
    plain,
    verdict_of,
)
from warrantydesk.services.imports.part_rows import asked_pieces, blocked
from warrantydesk.services.imports.target import ReadRow, Repair, RowResult

_BREAK = re.compile(r"[\s:：、,，-]+")
"""What stands between a code and its words."""


@dataclass(frozen=True)
class Said:
    """A row as it was understood; ``deducted_fen`` is for all its pieces, None where unnamed."""

    verdict: Verdict
    code: str = ""
    text: str = ""
    on: date | None = None
    deducted_fen: int | None = None
    doubt: tuple[str, str, Mapping[str, object]] | None = None
    """A field, and a sentence with values, that the clerk should look at."""


@dataclass(frozen=True)
class Reasons:
    """The maker's reason codes for old parts, by code and by their names in both languages."""

    names: Mapping[str, str]
    """A name of each code, as a list may write it."""
    by_name: Mapping[str, str]
    other: str
    """The code for whatever has none of its own; empty where the maker has no such code."""
    with_causal: str = ""
    """The code of related pieces that are refused with their causal part."""


def reasons_of(
    rows: Mapping[str, Mapping[str, str]], codes: frozenset[str], with_causal: str
) -> Reasons:
    """Return the reasons among the rows of a profile that are for old parts."""
    names: dict[str, str] = {}
    by_name: dict[str, str] = {}
    other = ""
    for number in sorted(codes):
        zh, en = rows[number]["name_zh"], rows[number]["name_en"]
        names[number] = zh or en
        for name in (zh, en):
            by_name.setdefault(plain(name), number)
        if zh == "其他" or en.casefold() == "other":
            other = number
    return Reasons(names, by_name, other, with_causal)


def wanted(row: ReadRow) -> int:
    """Return for how many pieces a row stands: what was accepted and refused, else its quantity."""
    counts = [row.values.get(name) for name in (ACCEPTED, REFUSED)]
    judged = sum(one for one in counts if isinstance(one, int) and not isinstance(one, bool))
    return min(judged, 999) if judged > 0 else asked_pieces(row)


def said_by(row: ReadRow, reasons: Reasons, today: date) -> Said | RowResult:
    """Return what a row says, or why it cannot be taken."""
    verdict = _verdict(row)
    if isinstance(verdict, RowResult):
        return verdict
    on = row.values.get(NOTICE_ON)
    day = on if isinstance(on, date) else None
    if day is not None and day > today:
        return blocked(row, NOTICE_ON, N_("{day} is still to come."), {"day": day.isoformat()})
    amount, doubt = _amount(row)
    if verdict is Verdict.ACCEPTED:
        doubt = doubt or _doubt_of_accepted(row, amount)
        return Said(verdict, on=day, deducted_fen=amount, doubt=doubt)
    reason = _reason(row, reasons)
    if isinstance(reason, RowResult):
        return reason
    number, text, unsure = reason
    return Said(verdict, number, text, day, amount, unsure or doubt)


def _verdict(row: ReadRow) -> Verdict | RowResult:
    written = str(row.values.get(VERDICT) or "")
    by_word = verdict_of(written)
    yes, no = (_count(row, name) for name in (ACCEPTED, REFUSED))
    if written and by_word is None:
        return _unread(row, written)
    if yes and no:
        words = N_("{yes} accepted and {no} refused: give each piece a row with its tag.")
        return blocked(row, REFUSED, words, {"yes": yes, "no": no})
    by_count = Verdict.ACCEPTED if yes else Verdict.REFUSED if no else None
    if by_word and by_count and by_word is not by_count:
        words = N_("The word says “{word}”, the quantity says otherwise.")
        return blocked(row, VERDICT, words, {"word": written})
    found = by_word or by_count or (Verdict.REFUSED if _names_refusal(row) else None)
    if found is None:
        words = N_("The row says neither that the piece is accepted nor that it is refused.")
        at = next((one for one in (VERDICT, ACCEPTED, REFUSED) if one in row.values), QUANTITY)
        return blocked(row, at, words, {})
    return found


def _count(row: ReadRow, name: str) -> int:
    value = row.values.get(name)
    return value if isinstance(value, int) and value > 0 else 0


def _names_refusal(row: ReadRow) -> bool:
    return bool(
        row.values.get(REASON_CODE)
        or row.values.get(REASON)
        or any(_count(row, name) for name in (PARTS_FEN, LABOUR_FEN, OTHER_FEN, TOTAL_FEN))
    )


def _unread(row: ReadRow, written: str) -> RowResult:
    words = N_("“{word}” says neither accepted nor refused.")
    result = blocked(row, VERDICT, words, {"word": written})
    offers = (
        Repair(N_("It is accepted"), field=VERDICT, text="合格"),
        Repair(N_("It is refused"), field=VERDICT, text="拒收"),
    )
    return RowResult(
        row.number,
        result.outcome,
        result.message,
        result.values,
        field=VERDICT,
        repairs=(*offers, *result.repairs),
    )


def _amount(row: ReadRow) -> tuple[int | None, tuple[str, str, Mapping[str, object]] | None]:
    """Return the deduction of a row in fen, and a doubt where its total differs from its sum."""
    single = [row.values.get(name) for name in (PARTS_FEN, LABOUR_FEN, OTHER_FEN)]
    given = [abs(one) for one in single if isinstance(one, int)]
    total = row.values.get(TOTAL_FEN)
    whole = abs(total) if isinstance(total, int) else None
    if not given:
        return whole, None
    if whole is None or whole == sum(given):
        return sum(given), None
    words = N_("The total is ¥{total}, its parts add up to ¥{sum}: the total is taken.")
    return whole, (TOTAL_FEN, words, {"total": yuan(whole), "sum": yuan(sum(given))})


def _doubt_of_accepted(
    row: ReadRow, amount: int | None
) -> tuple[str, str, Mapping[str, object]] | None:
    if amount:
        words = N_("Accepted, and yet ¥{amount} is taken off: that is not recorded, ask the maker.")
        return TOTAL_FEN, words, {"amount": yuan(amount)}
    if code(str(row.values.get(REASON_CODE) or "")):
        return REASON_CODE, N_("Accepted, and yet a reason is given: compare it."), {}
    return None


def _reason(
    row: ReadRow, reasons: Reasons
) -> tuple[str, str, tuple[str, str, Mapping[str, object]] | None] | RowResult:
    """Return code and words of a refusal, and a doubt where the code was found by the words."""
    number = code(str(row.values.get(REASON_CODE) or ""))
    text = str(row.values.get(REASON) or "")
    if number in reasons.names:
        return number, text, None
    if number and (by_name := reasons.by_name.get(plain(number))):
        return by_name, text, None
    if number:
        words = N_("“{code}” is no reason that the maker has for old parts.")
        offers = _alike(text, reasons)
        result = blocked(row, REASON_CODE, words, {"code": number[:40]})
        repairs = tuple(
            Repair(N_("Make it {text}"), {"text": f"{one} {reasons.names[one]}"}, REASON_CODE, one)
            for one in offers
        )
        return RowResult(
            row.number,
            result.outcome,
            result.message,
            result.values,
            field=REASON_CODE,
            repairs=(*repairs, *result.repairs),
        )
    return _by_words(row, text, reasons)


def _by_words(
    row: ReadRow, text: str, reasons: Reasons
) -> tuple[str, str, tuple[str, str, Mapping[str, object]] | None] | RowResult:
    at = REASON if REASON in row.values else REASON_CODE
    if not text:
        words = N_("Refused without a reason: enter it from the maker's notice.")
        return blocked(row, at if at in row.values else VERDICT, words, {})
    first, *rest = _BREAK.split(text, maxsplit=1)
    if (number := code(first)) in reasons.names:  # many a list has its codes under “reason”
        return number, "".join(rest), None
    if exact := reasons.by_name.get(plain(text)):
        return exact, text, None
    near = (*_alike(text, reasons), reasons.other)[0]
    if not near:
        words = N_("The maker has no reason code for “{text}”.")
        return blocked(row, at, words, {"text": text[:60]})
    words = N_("“{text}” is taken as {code} {name}.")
    values = {"text": text[:60], "code": near, "name": reasons.names[near]}
    return near, text, (at, words, values)


def _alike(text: str, reasons: Reasons) -> tuple[str, ...]:
    """Return the code whose name stands in the words, the longest such name."""
    text = plain(text)
    inside = [name for name in reasons.by_name if len(name) > 1 and name in text]
    return (reasons.by_name[max(inside, key=len)],) if inside else ()
