"""Deductions: recorded, tied to what they are about, disputed within their clock."""

from dataclasses import replace
from datetime import date

from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.settlement.deduction import Deduction, DeductionKind
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.settlement.deduction_following import (
    follow_charge_back,
    follow_pieces,
    numbered,
)
from warrantydesk.services.settlement.deduction_links import (
    Named,
    link_problems,
    must_be_known,
    must_be_tied,
    must_stand,
    tied,
)
from warrantydesk.services.settlement.deduction_lists import DeductionLedger
from warrantydesk.services.settlement.deduction_new import Told, drafted
from warrantydesk.services.settlement.deduction_ways import (
    DeductionWays,
    Dispute,
    Outcome,
    undoable,
)
from warrantydesk.services.shipments.undoing import UNDONE


class DeductionService(DeductionLedger):
    """The ledger of deductions, and what the clerk does with them."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._ways = DeductionWays(bench)

    def record(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        kind: DeductionKind,
        amount_fen: int,
        brand: str = "",
        claim_id: int | None = None,
        claim_number: str = "",
        part_tag: str = "",
        statement_id: int | None = None,
        charge_back_id: int | None = None,
        reason_code: str = "",
        reason_text: str = "",
        notice_no: str = "",
        noticed_on: date | None = None,
        payer: str = "",
        corrects: str = "",
    ) -> Deduction:
        """Write down what a payer takes (above 0) or gives (below 0) beside the claims; net fen.

        It is about a claim, an old part, a statement or a charge-back (V94); by default of the
        brand and payer of that. ``corrects`` names a taken deduction that this one puts right,
        with the other sign. The clock begins on ``noticed_on``, today by default.
        """
        bench = self._bench
        about = tied(
            bench,
            Named(claim_id, claim_number, part_tag, statement_id, charge_back_id, corrects),
        )
        bench.allow("deductions.record")
        must_stand(about)
        if brand or about.brand:
            must_be_known(bench, brand or about.brand)
        told = Told(kind, amount_fen, brand, payer, reason_code, reason_text, notice_no, noticed_on)
        new = drafted(bench, told, about)
        must_be_tied(about)
        must_be_known(bench, new.brand)
        with bench.change(N_("record deduction"), Kind.MONEY) as touched:
            made = numbered(bench, new)
            if about.piece is not None:
                follow_pieces(bench, [about.piece])
            if about.charge_back is not None:
                follow_charge_back(bench, about.charge_back)
            if made.claim_id is not None:
                touched.append(made.claim_id)
        made = bench.stores.deductions.get(made.id)
        undoable(bench, N_("record deduction"), replace(made, void_reason=UNDONE), made)
        return made

    def dispute(
        self, deduction_id: int, text: str, on: date | None = None, override_reason: str = ""
    ) -> Deduction:
        """Dispute a deduction within its clock; later only the service manager may, with a reason.

        The refused old part or the charge-back that it is about is disputed with it.
        """
        return self._ways.dispute(deduction_id, Dispute(text, on, override_reason))

    def answer(
        self, deduction_id: int, outcome: Outcome, text: str = "", on: date | None = None
    ) -> Deduction:
        """Write down the payer's answer: ``upheld`` (the money is gone) or ``withdrawn``.

        What a statement had taken is given back by an entry of its own, which names it.
        """
        return self._ways.answer(deduction_id, outcome, text, on)

    def accept(self, deduction_id: int, reason: str = "") -> Deduction:
        """Accept a deduction: nothing is disputed any more."""
        return self._ways.accept(deduction_id, reason)

    def link(
        self,
        deduction_id: int,
        claim_id: int | None = None,
        claim_number: str = "",
        part_tag: str = "",
        statement_id: int | None = None,
        charge_back_id: int | None = None,
    ) -> Deduction:
        """Say anew what a deduction is about, until a statement takes it; the rest stays."""
        bench = self._bench
        about = tied(bench, Named(claim_id, claim_number, part_tag, statement_id, charge_back_id))
        found = self._ways.standing(deduction_id, "deductions.link")
        if found.taken_on is not None:
            raise refused(
                STATE, N_("A statement took deduction {number}: it stays."), number=found.number
            )
        must_stand(about)
        if about.is_loose:
            raise refused(INVALID, N_("Say what it is about."), "claim_number")
        if problems := link_problems(about, found.brand, found.payer):
            raise refused_by(INVALID, problems)
        changed = replace(
            found,
            claim_id=about.claim.id if about.claim else found.claim_id,
            part_id=about.piece.id if about.piece else found.part_id,
            statement_id=about.statement.id if about.statement else found.statement_id,
            charge_back_id=about.charge_back.id if about.charge_back else found.charge_back_id,
        )
        with bench.change(N_("tie deduction"), Kind.MONEY) as touched:
            touched += [one for one in {found.claim_id, changed.claim_id} if one is not None]
            saved = bench.stores.deductions.save(changed)
        undoable(bench, N_("tie deduction"), found, saved)
        return saved

    def void(self, deduction_id: int, reason: str) -> Deduction:
        """Void a deduction with a reason; one that a statement took is corrected instead."""
        return self._ways.void(deduction_id, reason)
