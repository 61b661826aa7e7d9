"""Each line of a claim as it stands: claimed, approved, paid, and why something is missing."""

from collections.abc import Mapping
from dataclasses import replace

from warrantydesk.domain.claim.amounts import Key, claimed_lines
from warrantydesk.domain.claim.answer import AnswerLine, LineAmount, LineKind
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.snapshot import facts_of
from warrantydesk.domain.claim.totals import Rates
from warrantydesk.domain.codec import from_json
from warrantydesk.domain.old_part import OldPart
from warrantydesk.services.bench import Bench
from warrantydesk.services.claims.paid import PaidLines, paid_lines


def filed_lines(bench: Bench, claim: Claim) -> tuple[tuple[LineAmount, ...], Rates]:
    """Return what the newest submission asked for, line by line, and its rates.

    Before the first submission it is what the claim asks for now.
    """
    newest = bench.stores.submissions.newest(claim.id)
    if newest is None:
        rates = bench.profile(claim.brand).rates
        return claimed_lines(claim, rates), rates
    facts = facts_of(newest)
    rates = from_json(Rates, facts["rates"])
    return claimed_lines(from_json(Claim, facts["claim"]), rates), rates


def amounts_of(bench: Bench, claim: Claim) -> tuple[LineAmount, ...]:
    """Return the lines of a claim with the newest word of the maker on each of them."""
    claimed, _rates = filed_lines(bench, claim)
    said = _newest_words(bench, claim)
    pieces = bench.stores.parts.find(claim_id=claim.id)
    paid = paid_lines(bench, claim)
    return tuple(_stands(one, said, claim, pieces, paid) for one in claimed)


def _newest_words(bench: Bench, claim: Claim) -> dict[Key, AnswerLine]:
    """Return what answers say of lines; what was answered to a former version does not count."""
    stores = bench.stores
    newest = stores.submissions.newest(claim.id)
    counting = {
        one.id
        for one in stores.claim_answers.find(claim_id=claim.id)
        if newest is None or one.submission_number == newest.number
    }
    lines = [
        one for one in stores.answer_lines.find(claim_id=claim.id) if one.answer_id in counting
    ]
    return {(one.kind, one.line): one for one in lines}


def _stands(
    one: LineAmount,
    said: Mapping[Key, AnswerLine],
    claim: Claim,
    pieces: list[OldPart],
    by_statements: PaidLines,
) -> LineAmount:
    told = said.get((one.kind, one.line))
    whole = said.get((LineKind.CLAIM, 0))
    approved = told.approved_fen if told else None
    if approved is None and claim.approved_fen is not None and not said_of_lines(said):
        # An answer to the whole claim: all of it, or nothing.
        approved = one.claimed_fen if claim.approved_fen else 0
    reason = told if told and (told.reason_code or told.reason_text) else None
    if reason is None and approved == 0 and whole is not None:
        reason = whole
    paid = by_statements.of((one.kind, one.line), approved)
    if paid is None:
        paid = _paid_by_hand(one, approved, pieces)
    return replace(
        one,
        approved_fen=approved,
        paid_fen=paid,
        reason_code=reason.reason_code if reason else "",
        reason_text=reason.reason_text if reason else "",
    )


def said_of_lines(said: Mapping[Key, AnswerLine]) -> bool:
    """Tell whether an answer speaks of single amounts."""
    return any(one.approved_fen is not None for one in said.values())


def _paid_by_hand(one: LineAmount, approved: int | None, pieces: list[OldPart]) -> int | None:
    """Return what arrived for a line, as far as its old parts tell where no statement does."""
    if one.kind is not LineKind.PART:
        return None
    own = [piece for piece in pieces if piece.line == one.line]
    if not own or any(piece.paid_on is None for piece in own):
        return None
    return approved if approved is not None else one.claimed_fen


def is_short(bench: Bench, claim: Claim) -> bool:
    """Tell whether the maker approved less than was claimed."""
    return any(one.short_fen > 0 for one in amounts_of(bench, claim))
