"""What the window shows of a filed claim in one look: versions, answers, amounts, appeal, mail."""

from dataclasses import dataclass

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.care import ContactNote, Party
from warrantydesk.domain.claim.answer import AnswerLine, ChargeBack, ClaimAnswer, LineAmount
from warrantydesk.domain.claim.appeal import Appeal
from warrantydesk.domain.claim.claim import Claim, Submission
from warrantydesk.domain.settlement.account import NO_ACCOUNT, ClaimAccount
from warrantydesk.services.bench import Bench
from warrantydesk.services.claims.amounts import amounts_of


@dataclass(frozen=True)
class Answered:
    """A filed claim with everything the maker and the desk said of it, oldest first; fen."""

    claim: Claim
    versions: tuple[Submission, ...]
    answers: tuple[ClaimAnswer, ...]
    said: tuple[AnswerLine, ...]
    """What the answers say of lines, and of the claim as a whole."""
    amounts: tuple[LineAmount, ...]
    appeals: tuple[Appeal, ...]
    charge_backs: tuple[ChargeBack, ...]
    notes: tuple[ContactNote, ...]
    files: tuple[Attachment, ...]
    account: ClaimAccount = NO_ACCOUNT
    """What statements, receipts, deductions and write-offs did to its money."""
    statement: str = ""
    """Number of the newest confirmed statement that names it."""

    @property
    def answer(self) -> ClaimAnswer | None:
        """The newest answer."""
        return self.answers[-1] if self.answers else None

    @property
    def appeal(self) -> Appeal | None:
        """The newest appeal that stands."""
        return self.appeals[-1] if self.appeals else None

    @property
    def claimed_fen(self) -> int:
        """What was claimed, net."""
        return sum(one.claimed_fen for one in self.amounts)

    @property
    def approved_fen(self) -> int | None:
        """What the maker approved; None before any answer about money."""
        given = [one.approved_fen for one in self.amounts if one.approved_fen is not None]
        return sum(given) if given else None

    @property
    def short_fen(self) -> int:
        """What the maker did not give."""
        return sum(one.short_fen for one in self.amounts)

    @property
    def paid_fen(self) -> int | None:
        """What arrived for the claim as a whole, net; None while nothing is known.

        Where no statement speaks of the claim, as far as its old parts tell.
        """
        if self.account.paid_fen or self.account.settled_fen:
            return self.account.paid_fen
        paid = [one.paid_fen for one in self.amounts if one.paid_fen is not None]
        return sum(paid) if paid else None

    @property
    def short_lines(self) -> tuple[LineAmount, ...]:
        """Lines of which something is missing."""
        return tuple(one for one in self.amounts if one.short_fen > 0)

    def reasons_of(self, answer: ClaimAnswer) -> tuple[AnswerLine, ...]:
        """Return what an answer gave as its reasons."""
        return tuple(
            one
            for one in self.said
            if one.answer_id == answer.id and (one.reason_code or one.reason_text)
        )


class AnsweredViews:
    """Reads filed claims for the window; writes nothing."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def of(self, claim_id: int) -> Answered:
        """Return a filed claim with everything around it."""
        stores = self._bench.stores
        claim = stores.claims.get(claim_id)
        appeals = stores.appeals.find(claim_id=claim_id, void_reason="")
        notes = stores.contact_notes.find(claim_id=claim_id, void_reason="")
        account = stores.accounts.of(claim_id)
        at = account.statement_id
        return Answered(
            claim,
            tuple(stores.submissions.find(claim_id=claim_id)),
            tuple(sorted(stores.claim_answers.find(claim_id=claim_id), key=lambda one: one.id)),
            tuple(stores.answer_lines.find(claim_id=claim_id)),
            amounts_of(self._bench, claim),
            tuple(sorted(appeals, key=lambda one: one.number)),
            tuple(stores.charge_backs.find(claim_id=claim_id, void_reason="")),
            tuple(one for one in notes if one.party is Party.MAKER),
            tuple(stores.attachments.find(claim_id=claim_id)),
            account,
            stores.statements.get(at).number if at is not None else "",
        )
