"""What of a claim's money keeps it from being closed (C.1)."""

from collections.abc import Iterator

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.deduction import UNDECIDED
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench


def open_money(bench: Bench, claim: Claim) -> Iterator[Problem]:
    """Yield what of an approved claim's money is still to come, or still in question."""
    if (owed := _owed(bench, claim)) is not None:
        yield owed
    for back in bench.stores.charge_backs.find(claim_id=claim.id, void_reason="", outcome=""):
        words = N_("A charge-back of ¥{amount} is not decided yet.")
        yield Problem("money", words, {"amount": yuan(back.amount_fen)})
    for one in bench.stores.deductions.find(claim_id=claim.id, void_reason=""):
        if one.state in UNDECIDED and one.amount_fen > 0 and one.charge_back_id is None:
            words = N_("Deduction {number} is neither accepted nor decided.")
            yield Problem("money", words, {"number": one.number})


def _owed(bench: Bench, claim: Claim) -> Problem | None:
    """Return what money of an approved claim is still to come, None where nothing is due."""
    account = bench.stores.accounts.of(claim.id)
    approved = claim.total_fen if claim.approved_fen is None else claim.approved_fen
    left = approved - account.paid_fen - account.deducted_fen - account.written_off_fen
    if not left:
        return None
    if left == approved:
        return Problem("money", N_("The maker's payment is not booked yet."))
    return Problem(
        "money",
        N_("¥{amount} of the approved money is neither paid, deducted nor written off."),
        {"amount": yuan(left)},
    )
