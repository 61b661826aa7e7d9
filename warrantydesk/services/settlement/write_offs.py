"""Write-offs: proposed by the clerk, approved by name and within limits."""

from dataclasses import replace
from datetime import date

from warrantydesk.domain.errors import INVALID, RIGHT, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.money import yuan
from warrantydesk.domain.person import Role
from warrantydesk.domain.settlement.account import is_filed
from warrantydesk.domain.settlement.write_off import WriteOff, WriteOffState
from warrantydesk.domain.text import clean, code, is_visible, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.settlement.accounts import refresh_accounts
from warrantydesk.services.settlement.deduction_new import REASON
from warrantydesk.services.settlement.guards import must_be_open
from warrantydesk.services.settlement.write_off_limits import (
    balance,
    limits_of,
    must_be_another,
    must_be_decided_by,
    must_be_outstanding,
)
from warrantydesk.services.settlement.write_off_lists import WriteOffLedger
from warrantydesk.services.shipments.undoing import UNDONE
from warrantydesk.storage.numbers import WRITE_OFF

_KINDS = (Kind.MONEY, Kind.CLAIMS, Kind.PARTS)
_REASONS = (REASON, "claim_refusal", "claim_return", "old_part_refusal")
_AT = {
    WriteOffState.PROPOSED: N_("Write-off {number} is not approved yet."),
    WriteOffState.APPROVED: N_("Write-off {number} is approved: take it back by a reversal."),
    WriteOffState.REFUSED: N_("Write-off {number} was refused: propose it anew."),
    WriteOffState.VOID: N_("Write-off {number} is void."),
}
"""Why a verb of another state is refused."""


class WriteOffService(WriteOffLedger):
    """What is given up, by whom, and what came after all."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)

    def propose(
        self,
        claim_id: int,
        amount_fen: int | None = None,
        reason_code: str = "",
        reason_text: str = "",
        corrects: str = "",
    ) -> WriteOff:
        """Propose to give up what of a claim does not come, net fen; by default all of it.

        ``corrects`` names what of a closed month it puts right.
        """
        bench = self._bench
        claim = bench.stores.claims.get(claim_id)
        bench.allow("write_offs.propose")
        left = balance(bench, claim_id).outstanding_fen if is_filed(claim) else 0
        waiting = bench.stores.write_offs.find(claim_id=claim_id, state=WriteOffState.PROPOSED)
        left -= sum(one.amount_fen for one in waiting)
        if left <= 0:
            raise refused(
                STATE,
                N_("Nothing of claim {number} is outstanding that could be written off."),
                "claim_id",
                number=claim.claim_number,
            )
        amount = left if amount_fen is None else amount_fen
        new = WriteOff(
            number="",
            claim_id=claim_id,
            brand=claim.brand,
            amount_fen=amount,
            reason_code=code(reason_code),
            reason_text=clean(reason_text).strip(),
            proposed_by=bench.person.login,
            proposed_at=bench.now,
            corrects=line(corrects),
        )
        if problems := self._problems(new, left):
            raise refused_by(INVALID, problems)
        with bench.change(N_("propose write-off"), Kind.MONEY) as touched:
            touched.append(claim_id)
            made = self._numbered(new)
        self._undoable(made)
        return made

    def _problems(self, new: WriteOff, left: int) -> list[Problem]:
        found = list[Problem]()
        if not 0 < new.amount_fen <= left:
            found.append(
                Problem(
                    "amount_fen",
                    N_("At most {most} yuan are outstanding."),
                    {"most": yuan(left)},
                )
            )
        reasons = self._bench.profile(new.brand).reasons
        if new.reason_code and reasons.get(new.reason_code, {}).get("kind") not in _REASONS:
            found.append(
                Problem(
                    "reason_code",
                    N_("The maker has no reason {code} of this kind."),
                    {"code": new.reason_code[:40]},
                )
            )
        if not (new.reason_code or is_visible(new.reason_text)):
            found.append(Problem("reason_text", N_("Write why the money is given up.")))
        return found

    def approve(self, write_off_id: int, text: str = "", on: date | None = None) -> WriteOff:
        """Approve a write-off: the service manager, for a very small sum the clerk alone.

        Above the manager's limit it counts only once finance agrees too (``second``).
        """
        found = self._standing(write_off_id, "write_offs.approve", WriteOffState.PROPOSED)
        bench = self._bench
        if found.decided_by:
            raise refused(
                STATE,
                N_("Write-off {number} waits for finance: it was approved already."),
                number=found.number,
            )
        must_be_decided_by(bench, found)
        day = self._day(found, on)
        must_be_outstanding(bench, found)
        waits = limits_of(bench, found.brand).needs_finance(found.amount_fen)
        return self._decided(
            N_("approve write-off"),
            replace(
                found,
                state=WriteOffState.PROPOSED if waits else WriteOffState.APPROVED,
                decided_by=bench.person.login,
                decided_on=day,
                decision_text=clean(text).strip(),
            ),
        )

    def second(self, write_off_id: int, text: str = "", on: date | None = None) -> WriteOff:
        """Agree for finance to a write-off above the service manager's limit."""
        found = self._standing(write_off_id, "write_offs.second", WriteOffState.PROPOSED)
        bench = self._bench
        if not limits_of(bench, found.brand).needs_finance(found.amount_fen):
            raise refused(
                STATE,
                N_("Write-off {number} is within the service manager's limit."),
                number=found.number,
            )
        if not found.decided_by:
            raise refused(
                STATE, N_("The service manager approves {number} first."), number=found.number
            )
        must_be_another(bench, found)
        day = self._day(found, on)
        must_be_outstanding(bench, found)
        words = "\n".join(filter(None, (found.decision_text, clean(text).strip())))
        return self._decided(
            N_("second write-off"),
            replace(
                found,
                state=WriteOffState.APPROVED,
                seconded_by=bench.person.login,
                decided_on=day,
                decision_text=words,
            ),
        )

    def refuse(self, write_off_id: int, text: str) -> WriteOff:
        """Refuse a write-off: the money is still to be chased, and why."""
        found = self._standing(write_off_id, "write_offs.refuse", WriteOffState.PROPOSED)
        person = self._bench.person
        if not found.decided_by and not person.may_act_as(Role.SERVICE_MANAGER):
            raise refused(RIGHT, N_("The service manager decides on this write-off first."))
        text = needs(text, "text", N_("Write why the money is not given up."))
        return self._decided(
            N_("refuse write-off"),
            replace(
                found,
                state=WriteOffState.REFUSED,
                decided_by=found.decided_by or person.login,
                decided_on=self._bench.today,
                seconded_by=person.login if found.decided_by else "",
                decision_text=text,
            ),
        )

    def reverse(
        self, write_off_id: int, reason: str, on: date | None = None, corrects: str = ""
    ) -> WriteOff:
        """Take an approved write-off back: the money came after all, or is chased again.

        It is a write-off of its own below 0, booked on a day of an open month.
        """
        found = self._standing(write_off_id, "write_offs.reverse", WriteOffState.APPROVED)
        bench, store = self._bench, self._bench.stores.write_offs
        if found.reverses is not None or store.find(reverses=found.id):
            raise refused(
                STATE, N_("Write-off {number} is taken back already."), number=found.number
            )
        day = self._day(found, on)
        reason = needs(reason, "reason", N_("Give the reason."))
        back = WriteOff(
            number="",
            claim_id=found.claim_id,
            brand=found.brand,
            amount_fen=-found.amount_fen,
            reason_code=found.reason_code,
            reason_text=reason,
            state=WriteOffState.APPROVED,
            proposed_by=bench.person.login,
            proposed_at=bench.now,
            decided_by=bench.person.login,
            decided_on=day,
            reverses=found.id,
            corrects=line(corrects) or found.number,
        )
        with bench.change(N_("reverse write-off"), *_KINDS) as touched:
            touched.append(found.claim_id)
            made = self._numbered(back)
            refresh_accounts(bench, [found.claim_id])
        bench.history.clear()
        return made

    def void(self, write_off_id: int, reason: str) -> WriteOff:
        """Void a proposal that was made by mistake."""
        found = self._standing(write_off_id, "write_offs.void", WriteOffState.PROPOSED)
        reason = line(needs(reason, "reason", N_("Give the reason.")))
        changed = replace(found, state=WriteOffState.VOID, void_reason=reason)
        return self._decided(N_("void write-off"), changed)

    def _standing(self, write_off_id: int, verb: str, state: WriteOffState) -> WriteOff:
        found = self._bench.stores.write_offs.get(write_off_id)
        self._bench.allow(verb)
        if found.state is not state:
            raise refused(STATE, _AT[found.state], number=found.number)
        return found

    def _day(self, found: WriteOff, on: date | None) -> date:
        day = on or self._bench.today
        must_be_open(self._bench, found.brand, day, "on")
        return day

    def _numbered(self, new: WriteOff) -> WriteOff:
        """Write a new one with its number; inside an open change."""
        bench = self._bench
        number = bench.stores.numbers.short(WRITE_OFF, bench.site_number, bench.today.year)
        return bench.stores.write_offs.add(replace(new, number=number))

    def _decided(self, name: str, changed: WriteOff) -> WriteOff:
        bench = self._bench
        with bench.change(name, *_KINDS) as touched:
            touched.append(changed.claim_id)
            saved = bench.stores.write_offs.save(changed)
            refresh_accounts(bench, [changed.claim_id])
        bench.history.clear()
        return saved

    def _undoable(self, made: WriteOff) -> None:
        """Remember how to take a proposal back, as long as nobody decided on it."""
        bench, store = self._bench, self._bench.stores.write_offs

        def restore() -> None:
            now = store.get(made.id)
            if now.version != made.version:
                raise refused(STATE, _AT[now.state], number=now.number)
            gone = replace(now, state=WriteOffState.VOID, void_reason=UNDONE)
            with bench.change(N_("undo write-off"), Kind.MONEY) as touched:
                touched.append(now.claim_id)
                store.save(gone)

        bench.undoable(N_("propose write-off"), "", restore)
