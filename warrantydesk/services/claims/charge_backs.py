"""Charge-backs: money that an audit takes back; the claim stays, its clock runs."""

from dataclasses import replace
from datetime import date

from warrantydesk.domain.claim.answer import ACCEPTED, WITHDRAWN, ChargeBack
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.deadlines import CHARGE_BACK, due_on
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.money import yuan
from warrantydesk.domain.text import clean, code, is_visible, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.settlement.accounts import refresh_accounts
from warrantydesk.services.settlement.deduction_following import follow_charge_back
from warrantydesk.services.shelf.life import holidays

_KINDS = (Kind.CLAIMS, Kind.ANSWERS, Kind.MONEY)
_FROM = (State.APPROVED, State.CLOSED)
_REASONS = ("deduction", "claim_refusal", "claim_return")


class ChargeBacks:
    """Keeps what makers take back."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def record(self, new: ChargeBack) -> ChargeBack:
        """Write a charge-back down; its clock is the maker's ``chargeback_appeal``."""
        claim = self._bench.stores.claims.get(new.claim_id)
        self._bench.allow("claims.charge_back", claim.claim_number)
        if claim.state not in _FROM:
            raise refused(
                STATE,
                N_("Only approved money is taken back; the claim is {state}."),
                state=claim.state,
            )
        most = claim.approved_fen if claim.approved_fen is not None else claim.total_fen
        taken = sum(
            one.amount_fen
            for one in self._bench.stores.charge_backs.find(claim_id=claim.id, void_reason="")
            if one.outcome != WITHDRAWN
        )
        problems = []
        if not 0 < new.amount_fen <= most - taken:
            problems.append(
                Problem(
                    "amount_fen",
                    N_("At most {most} can be taken back."),
                    {"most": yuan(most - taken)},
                )
            )
        reasons = self._bench.profile(claim.brand).reasons
        if new.reason_code and reasons.get(code(new.reason_code), {}).get("kind") not in _REASONS:
            problems.append(
                Problem(
                    "reason_code",
                    N_("The maker has no reason {code} of this kind."),
                    {"code": new.reason_code[:40]},
                )
            )
        if not (new.reason_code or is_visible(new.reason_text)):
            problems.append(Problem("reason_text", N_("Give the maker's reason.")))
        if new.noticed_on > self._bench.today:
            problems.append(
                Problem(
                    "noticed_on", N_("The day {day} lies in the future."), {"day": new.noticed_on}
                )
            )
        if problems:
            raise refused_by(INVALID, problems)
        end = due_on(
            self._bench.profile(claim.brand), CHARGE_BACK, new.noticed_on, holidays(self._bench)
        )
        kept = replace(
            new,
            reason_code=code(new.reason_code),
            reason_text=clean(new.reason_text).strip(),
            notice_no=line(new.notice_no),
            due_on=end,
            recorded_by=self._bench.person.login,
            recorded_at=self._bench.now,
        )
        with self._bench.change(N_("record charge-back"), *_KINDS) as touched:
            touched.append(claim.id)
            made = self._bench.stores.charge_backs.add(kept)
            refresh_accounts(self._bench, [claim.id])
            return made

    def object(self, charge_back_id: int, objection: str, objected_on: date | None) -> ChargeBack:
        """Write down that the house objects, and why."""
        found = self._open(charge_back_id)
        objection = needs(objection, "objection", N_("Write why the money is ours."))
        on = self._day(objected_on, found, "objected_on")
        changed = replace(found, objection=objection, objected_on=on)
        return self._saved(N_("object to charge-back"), changed)

    def end(self, charge_back_id: int, outcome: str, ended_on: date | None) -> ChargeBack:
        """Write down how it ended: ``accepted`` (the money is gone) or ``withdrawn``."""
        found = self._open(charge_back_id)
        if outcome not in (ACCEPTED, WITHDRAWN):
            raise refused(INVALID, N_("Say whether it was accepted or withdrawn."), "outcome")
        on = self._day(ended_on, found, "ended_on")
        return self._saved(N_("end charge-back"), replace(found, outcome=outcome, ended_on=on))

    def _open(self, charge_back_id: int) -> ChargeBack:
        found = self._bench.stores.charge_backs.get(charge_back_id)
        self._bench.allow("claims.charge_back")
        if found.outcome or found.void_reason:
            raise refused(STATE, N_("This charge-back has ended already."))
        return found

    def _day(self, day: date | None, found: ChargeBack, field: str) -> date:
        on = day or self._bench.today
        if not found.noticed_on <= on <= self._bench.today:
            raise refused(
                INVALID,
                N_("{day} lies before the notice or in the future."),
                field,
                day=on,
            )
        return on

    def _saved(self, name: str, changed: ChargeBack) -> ChargeBack:
        with self._bench.change(name, *_KINDS) as touched:
            touched.append(changed.claim_id)
            saved = self._bench.stores.charge_backs.save(changed)
            follow_charge_back(self._bench, saved)
            refresh_accounts(self._bench, [changed.claim_id])
            return saved
