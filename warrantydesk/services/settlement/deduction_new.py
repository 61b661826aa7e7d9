"""A new deduction: judged against its claim, its kind and its maker's reasons, then written."""

from dataclasses import dataclass, replace
from datetime import date

from warrantydesk.domain.claim.answer import WITHDRAWN
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.dates import EARLIEST
from warrantydesk.domain.deadlines import due_on
from warrantydesk.domain.errors import INVALID
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.money import yuan
from warrantydesk.domain.return_clock import DISPUTE_BY
from warrantydesk.domain.settlement.deduction import (
    BY_DESK,
    GIVING,
    MOST_FEN,
    Deduction,
    DeductionKind,
)
from warrantydesk.domain.text import clean, code, is_visible, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, refused_by
from warrantydesk.services.settlement.deduction_links import Tied, link_problems
from warrantydesk.services.shelf.life import OLD_PART_REFUSAL, holidays

REASON = "deduction"
"""The kind of reason codes that makers have for deductions (B.6, K01 to K10)."""
_MORE_REASONS = {
    DeductionKind.OLD_PART: (OLD_PART_REFUSAL,),
    DeductionKind.AUDIT: ("claim_refusal", "claim_return"),
}
_NEEDS_WORDS = (DeductionKind.OTHER,)


@dataclass(frozen=True)
class Told:
    """What is said of a new deduction beside what it is about; net fen, above 0 takes."""

    kind: DeductionKind
    amount_fen: int
    brand: str = ""
    payer: str = ""
    reason_code: str = ""
    reason_text: str = ""
    notice_no: str = ""
    noticed_on: date | None = None


def reason_kinds(kind: DeductionKind) -> tuple[str, ...]:
    """Return the kinds of the maker's reason codes that fit a deduction."""
    return (REASON, *_MORE_REASONS.get(kind, ()))


def drafted(bench: Bench, told: Told, about: Tied) -> Deduction:
    """Return a new deduction without number; Refused(INVALID) with all that does not fit."""
    former = about.former
    brand = code(told.brand) or about.brand
    payer = code(told.payer) or about.payer
    noticed = told.noticed_on or bench.today
    if about.charge_back is not None and told.noticed_on is None:
        noticed = about.charge_back.noticed_on
    new = Deduction(
        number="",
        brand=brand,
        kind=told.kind,
        amount_fen=told.amount_fen,
        payer=payer,
        claim_id=about.claim.id if about.claim else None,
        part_id=about.piece.id if about.piece else None,
        statement_id=about.statement.id if about.statement else None,
        charge_back_id=about.charge_back.id if about.charge_back else None,
        reason_code=code(told.reason_code),
        reason_text=clean(told.reason_text).strip(),
        notice_no=line(told.notice_no) or _notice(bench, about),
        noticed_on=noticed,
        corrects=former.number if former else "",
        made_by=bench.person.login,
        made_at=bench.now,
    )
    problems = [
        *_amount_problems(bench, new, about),
        *_word_problems(bench, new),
        *link_problems(about, brand, payer),
        *_once_problems(bench, new),
    ]
    if problems:
        raise refused_by(INVALID, problems)
    return replace(new, due_on=_clock(bench, new, about))


def _notice(bench: Bench, about: Tied) -> str:
    """Return the number under which the payer told of its charge-back or its refused piece."""
    if about.charge_back is not None:
        return about.charge_back.notice_no
    if about.piece is not None and about.piece.shipment_id is not None:
        return bench.stores.shipments.get(about.piece.shipment_id).receipt.notice_no
    return ""


def _clock(bench: Bench, new: Deduction, about: Tied) -> date | None:
    """Return the last day to dispute: that of its piece or charge-back, else the maker's."""
    if new.amount_fen < 0 or new.noticed_on is None:
        return None
    if about.charge_back is not None:
        return about.charge_back.due_on
    if about.piece is not None and about.piece.dispute_by is not None:
        return about.piece.dispute_by
    return due_on(bench.profile(new.brand), DISPUTE_BY, new.noticed_on, holidays(bench))


def _amount_problems(bench: Bench, new: Deduction, about: Tied) -> list[Problem]:
    amount, found = new.amount_fen, list[Problem]()
    if new.kind in BY_DESK:
        found.append(
            Problem("kind", N_("Differences of this kind are entered by confirming a statement."))
        )
    if amount == 0:
        return [*found, Problem("amount_fen", N_("Enter the amount that was taken."))]
    if abs(amount) > MOST_FEN:
        return [*found, Problem("amount_fen", N_("This amount is too large."))]
    if about.former is not None:
        return found + _correction_problems(bench, new, about.former)
    if amount < 0 and new.kind not in GIVING:
        found.append(
            Problem(
                "amount_fen",
                N_("Below 0 the payer gives money: choose an incentive, or name what it corrects."),
            )
        )
    most = most_fen(bench, new, about)
    if most is not None and amount > most:
        found.append(
            Problem(
                "amount_fen",
                N_("At most {most} can be taken: so much was approved and not taken before."),
                {"most": yuan(most)},
            )
        )
    return found


def _correction_problems(bench: Bench, new: Deduction, former: Deduction) -> list[Problem]:
    """Return what is wrong with a deduction that puts a taken one right."""
    others = bench.stores.deductions.find(corrects=former.number, void_reason="")
    left = former.amount_fen + sum(one.amount_fen for one in others if one.stands)
    fits = -left <= new.amount_fen < 0 if left > 0 else 0 < new.amount_fen <= -left
    if fits:
        return []
    return [
        Problem(
            "amount_fen",
            N_("What corrects {number} has the other sign and at most {most}."),
            {"number": former.number, "most": yuan(-left)},
        )
    ]


def most_fen(bench: Bench, new: Deduction, about: Tied) -> int | None:
    """Return the most that may be taken from a claim, net fen; None without a claim.

    It is what was approved, or claimed while there is no answer, less what was taken before. An
    audit may take what charge-backs may.
    """
    if about.claim is None:
        return None
    stores, claim = bench.stores, about.claim
    own = [
        one
        for one in stores.deductions.find(claim_id=claim.id, void_reason="")
        if one.stands and one.id != new.id
    ]
    if new.kind is not DeductionKind.AUDIT:
        return max(_approved(claim) - sum(one.amount_fen for one in own), 0)
    if about.charge_back is not None:
        return about.charge_back.amount_fen
    taken = sum(
        one.amount_fen
        for one in stores.charge_backs.find(claim_id=claim.id, void_reason="")
        if one.outcome != WITHDRAWN
    )
    taken += sum(
        one.amount_fen
        for one in own
        if one.kind is DeductionKind.AUDIT and one.charge_back_id is None
    )
    return max(_approved(claim) - taken, 0)


def _approved(claim: Claim) -> int:
    return claim.approved_fen if claim.approved_fen is not None else claim.total_fen


def _word_problems(bench: Bench, new: Deduction) -> list[Problem]:
    found = list[Problem]()
    reasons = bench.profile(new.brand).reasons
    if new.reason_code and reasons.get(new.reason_code, {}).get("kind") not in reason_kinds(
        new.kind
    ):
        found.append(
            Problem(
                "reason_code",
                N_("The maker has no reason {code} of this kind."),
                {"code": new.reason_code[:40]},
            )
        )
    if new.kind in _NEEDS_WORDS and not (new.reason_code or is_visible(new.reason_text)):
        found.append(Problem("reason_text", N_("Write what the money was taken for.")))
    day = new.noticed_on
    if day is not None and day > bench.today:
        found.append(Problem("noticed_on", N_("{day} is still to come."), {"day": day}))
    elif day is not None and day < EARLIEST:
        found.append(
            Problem("noticed_on", N_("The year {year} is out of range."), {"year": day.year})
        )
    if new.payer and new.payer not in bench.profile(new.brand).suppliers:
        found.append(
            Problem(
                "payer",
                N_("{code} pays no claims: leave the payer empty for the maker."),
                {"code": new.payer[:40]},
            )
        )
    return found


def _once_problems(bench: Bench, new: Deduction) -> list[Problem]:
    """Return that a charge-back has its deduction already."""
    if new.charge_back_id is None or new.corrects:
        return []
    for one in bench.stores.deductions.find(charge_back_id=new.charge_back_id, void_reason=""):
        if one.stands and not one.corrects and one.id != new.id:
            return [
                Problem(
                    "charge_back_id",
                    N_("Deduction {number} stands for this charge-back already."),
                    {"number": one.number},
                )
            ]
    return []
