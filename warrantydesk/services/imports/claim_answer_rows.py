"""What one row of a maker's list of answers says, and of which line of which claim."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.claim.answer import LineKind
from warrantydesk.domain.money import yuan
from warrantydesk.domain.text import code, squeezed
from warrantydesk.i18n import N_, list_text
from warrantydesk.services.imports.claim_answer_fields import (
    APPROVED,
    CLAIM_NO,
    CLAIMED,
    DEDUCTED,
    ITEM,
    KIND,
    LINE,
    MAKER_NO,
    NOTICE_NO,
    REASON,
    REASON_CODE,
    RECEIVED_ON,
    RESULT,
    REVIEWER,
    Result,
    kind_of,
    plain,
    result_of,
)
from warrantydesk.services.imports.claim_answer_known import (
    WHOLE,
    Key,
    KnownAnswers,
    KnownClaim,
    KnownReasons,
)
from warrantydesk.services.imports.part_rows import LONGEST, blocked
from warrantydesk.services.imports.target import ReadRow, Repair, RowResult

_ALONE = (LineKind.HANDLING, LineKind.MATERIALS)
_BREAK = re.compile(r"[\s:：、,，-]+")
_NAMED = 4
_RETURN, _REFUSAL = ("claim_return",), ("claim_refusal", "claim_return")


@dataclass(frozen=True)
class Spoken:
    """A row as it was understood; ``approved_fen`` is what the maker leaves of the line."""

    row: ReadRow
    claim: KnownClaim
    key: Key
    result: Result
    claimed_fen: int
    approved_fen: int
    reason_code: str = ""
    reason_text: str = ""
    on: date | None = None
    doubt: tuple[str, str, Mapping[str, object]] | None = None
    """A field, and a sentence with values, that the clerk should look at."""

    @property
    def notice_no(self) -> str:
        """The number of the maker's notice, as the row has it."""
        return str(self.row.values.get(NOTICE_NO) or "")

    @property
    def reviewer(self) -> str:
        """Who judged it, as the row has it."""
        return str(self.row.values.get(REVIEWER) or "")


def spoken(known: KnownAnswers, row: ReadRow, taken: set[tuple[int, Key]]) -> Spoken | RowResult:
    """Return what a row says, or why it cannot be taken.

    ``taken`` are the lines that rows before it named by a number that stands on several lines.
    """
    claim = _claim(known, row)
    if isinstance(claim, RowResult):
        return claim
    day = row.values.get(RECEIVED_ON)
    on = day if isinstance(day, date) else None
    if (wrong := _wrong_day(known, claim, row, on)) is not None:
        return wrong
    key = _key(claim, row, taken)
    if isinstance(key, RowResult):
        return key
    claimed = claim.total_fen
    if key != WHOLE:
        claimed = next(one.claimed_fen for one in claim.lines if (one.kind, one.line) == key)
    said = _said(known, row, claimed, key)
    if isinstance(said, RowResult):
        return said
    result, approved = said
    reason = _reason(known.reasons, row, result, approved < claimed)
    if isinstance(reason, RowResult):
        return reason
    number, text = reason
    doubt = _doubt(row, claimed, result, approved < claimed and not (number or text))
    return Spoken(row, claim, key, result, claimed, approved, number, text, on, doubt)


def _claim(known: KnownAnswers, row: ReadRow) -> KnownClaim | RowResult:
    """Return the claim of a row by our number or the maker's."""
    for name, value in row.values.items():
        if isinstance(value, str) and len(value) > LONGEST:
            words = N_("This text is too long: at most {n} signs.")
            return blocked(row, name, words, {"n": LONGEST})
    ours, theirs = (code(str(row.values.get(name) or "")) for name in (CLAIM_NO, MAKER_NO))
    by_maker = theirs or (MAKER_NO in row.values and CLAIM_NO not in row.values)
    at = MAKER_NO if by_maker and not ours else CLAIM_NO
    if not (ours or theirs):
        return blocked(row, at, N_("The row names no claim."), {})
    found = known.by_number.get(ours or theirs, ())
    if not found:
        words = N_("No claim of this brand has the number {number}.")
        return blocked(row, at, words, {"number": (ours or theirs)[:40]})
    if len(found) > 1:
        words = N_("Several claims carry this number: {claims}.")
        names = list_text(one.number for one in found)
        return blocked(row, at, words, {"claims": names})
    others = known.by_number.get(theirs, found) if ours and theirs else found
    if found[0] not in others:
        words = N_("Our number and the maker's belong to different claims.")
        return blocked(row, MAKER_NO, words, {})
    return found[0]


def _wrong_day(
    known: KnownAnswers, claim: KnownClaim, row: ReadRow, on: date | None
) -> RowResult | None:
    if on is not None and on > known.today:
        return blocked(row, RECEIVED_ON, N_("{day} is still to come."), {"day": on.isoformat()})
    if on is not None and claim.sent_on is not None and on < claim.sent_on:
        words = N_("On {day} the claim had not been submitted yet.")
        return blocked(row, RECEIVED_ON, words, {"day": on.isoformat()})
    return None


def _key(claim: KnownClaim, row: ReadRow, taken: set[tuple[int, Key]]) -> Key | RowResult:
    """Return which line of the claim a row means."""
    kind, number = None, row.values.get(LINE)
    written, item = str(row.values.get(KIND) or ""), str(row.values.get(ITEM) or "")
    if written and (kind := kind_of(written)) is None:
        words = N_("“{word}” is no kind of line: part, labour, handling, materials or other.")
        return blocked(row, KIND, words, {"word": written[:40]})
    if kind is LineKind.CLAIM or (kind is None and not item and not number):
        return WHOLE
    if not claim.lines:  # an answered claim: its lines are not asked any more
        return (kind or LineKind.CLAIM, number if isinstance(number, int) else 0)
    if kind in _ALONE:
        number = 0
    fits = [
        (one.kind, one.line)
        for one in claim.lines
        if (kind is None or one.kind is kind)
        and (not isinstance(number, int) or one.line == number)
        and (not item or squeezed(item) in _codes(claim, (one.kind, one.line)))
    ]
    return _chosen(claim, row, fits, taken)


def _codes(claim: KnownClaim, key: Key) -> frozenset[str]:
    return (claim.codes or {}).get(key, frozenset())


def _chosen(
    claim: KnownClaim, row: ReadRow, fits: Sequence[Key], taken: set[tuple[int, Key]]
) -> Key | RowResult:
    item = str(row.values.get(ITEM) or "")
    at = ITEM if item else LINE if row.values.get(LINE) else KIND
    if not fits:
        there = list(dict.fromkeys(one.title for one in claim.lines if one.title))[:_NAMED]
        words = N_("Claim {claim} has no such line; it has {lines}.")
        return blocked(row, at, words, {"claim": claim.number, "lines": list_text(there) or "—"})
    if len(fits) > 1 and not item:
        words = N_("Several lines of claim {claim} can be meant: name line, part or operation.")
        return blocked(row, at, words, {"claim": claim.number})
    free = [key for key in fits if (claim.id, key) not in taken]
    key = free[0] if free else fits[0]
    if len(fits) > 1:
        taken.add((claim.id, key))
    return key


def _said(
    known: KnownAnswers, row: ReadRow, claimed: int, key: Key
) -> tuple[Result, int] | RowResult:
    """Return what the row says of its line, and what it leaves of it in fen."""
    approved = _approved(row, claimed)
    if isinstance(approved, RowResult):
        return approved
    result = _result(known, row, approved)
    if isinstance(result, RowResult):
        return result
    if result in (Result.RETURN, Result.REFUSE):
        if approved:
            words = N_("The word says “{word}”, and yet ¥{amount} is approved.")
            values = {"word": str(row.values.get(RESULT) or ""), "amount": yuan(approved)}
            return blocked(row, RESULT, words, values)
        return result, 0
    if approved is None and result is Result.PART:
        return blocked(row, APPROVED, N_("Approved in part: the amount is missing."), {})
    whole = claimed if approved is None else approved
    if whole == 0 and claimed:
        words = N_("The word says approved, and yet nothing is approved.")
        return blocked(row, RESULT, words, {})
    if key == WHOLE and whole < claimed:
        words = N_("¥{amount} of ¥{claimed}: name the lines of which something is left out.")
        values = {"amount": yuan(whole), "claimed": yuan(claimed)}
        return blocked(row, APPROVED, words, values)
    return Result.APPROVE, whole


def _approved(row: ReadRow, claimed: int) -> int | RowResult | None:
    approved, less = row.values.get(APPROVED), row.values.get(DEDUCTED)
    found: int | None = None
    if isinstance(approved, int):
        found = approved
    elif isinstance(less, int) and less:
        found = claimed - abs(less)
    at = APPROVED if isinstance(approved, int) else DEDUCTED
    if found is not None and found < 0:
        return blocked(row, at, N_("An amount is not below nothing."), {})
    if found is not None and found > claimed:
        words = N_("¥{amount} is approved, but only ¥{claimed} was claimed.")
        return blocked(row, at, words, {"amount": yuan(found), "claimed": yuan(claimed)})
    return found


def _result(known: KnownAnswers, row: ReadRow, approved: int | None) -> Result | RowResult:
    written = str(row.values.get(RESULT) or "")
    if written:
        found = result_of(written)
        return found if found is not None else _unread(row, written)
    if approved is not None:
        return Result.APPROVE if approved else Result.REFUSE
    kind = known.reasons.kinds.get(code(str(row.values.get(REASON_CODE) or "")), "")
    if kind in _REFUSAL:
        return Result.RETURN if kind in _RETURN else Result.REFUSE
    at = next((one for one in (RESULT, APPROVED, REASON_CODE) if one in row.values), CLAIM_NO)
    return blocked(row, at, N_("The row does not say what the maker answered."), {})


def _unread(row: ReadRow, written: str) -> RowResult:
    words = N_("“{word}” says neither returned, refused nor approved.")
    offers = (
        Repair(N_("Returned"), field=RESULT, text="退回"),
        Repair(N_("Claim refused"), field=RESULT, text="拒绝"),
        Repair(N_("Approved"), field=RESULT, text="批准"),
    )
    plainly = blocked(row, RESULT, words, {"word": written[:40]})
    return RowResult(
        row.number, plainly.outcome, plainly.message, plainly.values, field=RESULT, repairs=offers
    )


def _reason(
    reasons: KnownReasons, row: ReadRow, result: Result, short: bool
) -> tuple[str, str] | RowResult:
    """Return code and words of a row; a code must be one of this kind."""
    number = code(str(row.values.get(REASON_CODE) or ""))
    text = str(row.values.get(REASON) or "")
    kinds = _RETURN if result is Result.RETURN else _REFUSAL
    if number and number not in reasons.kinds:
        number = reasons.by_name.get(plain(number), number)
    if not number and text:
        first, *rest = _BREAK.split(text, maxsplit=1)
        if code(first) in reasons.kinds:
            number, text = code(first), "".join(rest)
        else:
            number = reasons.by_name.get(plain(text), "")
    if number and reasons.kinds.get(number) not in kinds:
        words = N_("“{code}” is no reason that the maker has for this answer.")
        return blocked(row, REASON_CODE, words, {"code": number[:40]})
    at = next((one for one in (REASON_CODE, REASON, RESULT) if one in row.values), CLAIM_NO)
    if result is Result.RETURN and not number:
        return blocked(row, at, N_("Returned without a reason code: enter it."), {})
    if result is Result.REFUSE and not (number or text):
        return blocked(row, at, N_("Refused without a reason: enter it from the notice."), {})
    return (number, text) if short or result is not Result.APPROVE else ("", text)


def _doubt(
    row: ReadRow, claimed: int, result: Result, unexplained: bool
) -> tuple[str, str, Mapping[str, object]] | None:
    asked = row.values.get(CLAIMED)
    if isinstance(asked, int) and asked != claimed:
        words = N_("The list says ¥{theirs} was claimed, the claim says ¥{ours}.")
        return CLAIMED, words, {"theirs": yuan(asked), "ours": yuan(claimed)}
    if result is Result.APPROVE and unexplained:
        return APPROVED, N_("Something is left out without a reason."), {}
    return None
