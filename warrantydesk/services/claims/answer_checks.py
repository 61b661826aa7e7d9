"""What an answer of the maker needs before it can be written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, LineAmount, LineKind
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.text import code, is_visible
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench

RETURN_CODES, REFUSAL_CODES = ("claim_return",), ("claim_refusal", "claim_return")
"""Kinds of reason codes with which a claim comes back, and with which money is refused."""


@dataclass(frozen=True)
class Told:
    """An answer as the clerk writes it down."""

    reasons: tuple[AnswerLine, ...] = ()
    reason: str = ""
    lines: tuple[AnswerLine, ...] = ()
    received_on: date | None = None
    notice_no: str = ""
    reviewer: str = ""
    upheld: bool | None = None
    keeps_former: bool = False
    """Lines of which it says nothing stay as they were approved before."""
    batch_id: int | None = None


def day_problems(bench: Bench, claim: Claim, on: date) -> list[Problem]:
    """Return what is wrong with the day of an answer."""
    zone, today = bench.clock.zone, bench.today
    if on > today:
        return [
            Problem(
                "received_on",
                N_("{day} lies in the future; today is {today}."),
                {"day": on, "today": today},
            )
        ]
    sent = claim.submitted_at.astimezone(zone).date() if claim.submitted_at else None
    if sent is not None and on < sent:
        return [
            Problem(
                "received_on",
                N_("{day} lies before the submission of {sent}."),
                {"day": on, "sent": sent},
            )
        ]
    return []


def reason_problems(bench: Bench, claim: Claim, kind: AnswerKind, told: Told) -> list[Problem]:
    """Return what is wrong with the reasons of an answer: unknown codes, or none at all."""
    known = bench.profile(claim.brand).reasons
    asked = RETURN_CODES if kind is AnswerKind.RETURN else REFUSAL_CODES
    codes = [(f"reasons[{n}].reason_code", one.reason_code) for n, one in enumerate(told.reasons)]
    codes += [(f"lines[{n}].reason_code", one.reason_code) for n, one in enumerate(told.lines)]
    found = [
        Problem(path, N_("The maker has no reason {code} of this kind."), {"code": one[:40]})
        for path, one in codes
        if one and known.get(code(one), {}).get("kind") not in asked
    ]
    given = [one for one in told.reasons if one.reason_code]
    if kind is AnswerKind.RETURN and not given:
        found.append(Problem("reasons", N_("Choose at least one reason code of the return.")))
    spoken = given or any(is_visible(one.reason_text) for one in told.reasons)
    if kind is AnswerKind.REJECTION and not spoken and not is_visible(told.reason):
        found.append(Problem("reason", N_("Give the maker's reason.")))
    return found


def amount_problems(claimed: Sequence[LineAmount], lines: Sequence[AnswerLine]) -> list[Problem]:
    """Return what is wrong with the amounts of an answer, each at its line."""
    known = {(one.kind, one.line): one.claimed_fen for one in claimed}
    seen: set[tuple[LineKind, int]] = set()
    found = []
    for number, one in enumerate(lines):
        at, key = f"lines[{number}]", (one.kind, one.line)
        if key not in known:
            found.append(
                Problem(
                    f"{at}.line",
                    N_("The claim has no line {line} of this kind that is claimed."),
                    {"line": one.line},
                )
            )
        elif key in seen:
            found.append(Problem(f"{at}.line", N_("This line stands in the answer twice.")))
        elif one.approved_fen is not None and not 0 <= one.approved_fen <= known[key]:
            found.append(
                Problem(
                    f"{at}.approved_fen",
                    N_("Approved is at least nothing and at most what was claimed."),
                )
            )
        seen.add(key)
    return found
