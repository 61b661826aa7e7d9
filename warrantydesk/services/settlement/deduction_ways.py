"""The way of a deduction: disputed in time, answered, accepted, tied anew, voided."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from warrantydesk.domain.claim.answer import ACCEPTED, WITHDRAWN
from warrantydesk.domain.errors import INVALID, STATE, Refused, refused
from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.domain.part_facts import MoveRequest
from warrantydesk.domain.person import Role
from warrantydesk.domain.settlement.deduction import (
    UNDECIDED,
    Deduction,
    DeductionState,
)
from warrantydesk.domain.shipment import Verdict
from warrantydesk.domain.text import clean, is_visible, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.settlement.accounts import refresh_accounts
from warrantydesk.services.settlement.deduction_following import (
    LED_BY_PIECE,
    ended,
    follow_charge_back,
    follow_pieces,
)
from warrantydesk.services.shelf.steps import Steps

_AT = {
    DeductionState.OPEN: N_("Deduction {number} is open."),
    DeductionState.DISPUTED: N_("Deduction {number} is disputed: enter the payer's answer."),
    DeductionState.ACCEPTED: N_("Deduction {number} is accepted: it stays as it is."),
    DeductionState.WITHDRAWN: N_("Deduction {number} was taken back by the payer."),
    DeductionState.GIVEN_BACK: N_("Deduction {number} was taken back by the payer."),
}
"""Why a verb of another state is refused."""
KINDS = (Kind.MONEY, Kind.PARTS, Kind.CLAIMS, Kind.ANSWERS)


class Outcome(StrEnum):
    """What the payer says to a dispute."""

    UPHELD = "upheld"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Dispute:
    """What is written to the payer, and why it may go out late."""

    text: str
    on: date | None = None
    override_reason: str = ""


class DeductionWays:
    """Carries deductions to their end."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def standing(self, deduction_id: int, verb: str, *states: DeductionState) -> Deduction:
        """Return a deduction that is neither void nor elsewhere; Refused."""
        found = self._bench.stores.deductions.get(deduction_id)
        self._bench.allow(verb)
        if found.void_reason:
            raise refused(STATE, N_("Deduction {number} is void."), number=found.number)
        if states and found.state not in states:
            raise refused(STATE, _AT[found.state], number=found.number)
        return found

    def dispute(self, deduction_id: int, asked: Dispute) -> Deduction:
        """Dispute a deduction; the piece or charge-back that leads goes with it."""
        found = self.standing(deduction_id, "deductions.dispute", DeductionState.OPEN)
        if found.amount_fen < 0:
            raise refused(STATE, N_("The payer gives this money: there is nothing to dispute."))
        text = needs(asked.text, "text", N_("Write why the money is ours."))
        on = self._day(asked.on, found, "on")
        override = self._in_time(found, on, asked.override_reason)
        changed = replace(
            found,
            state=DeductionState.DISPUTED,
            dispute=text,
            disputed_on=on,
            disputed_by=self._bench.person.login,
            override_reason=override,
        )
        piece = self._leading_piece(found)
        request = MoveRequest(text=text, reason=override)
        moved = None if piece is None else self._judged(piece, "dispute", request)

        def write() -> None:
            self._bench.stores.deductions.save(changed)
            if moved is not None:
                follow_pieces(
                    self._bench, [self._bench.stores.parts.save(replace(moved, disputed_on=on))]
                )
            self._object(found, text, on)

        return self._written(N_("dispute deduction"), found, write, plain=moved is None)

    def answer(self, deduction_id: int, outcome: Outcome, text: str, on: date | None) -> Deduction:
        """Write down what the payer says to the dispute."""
        found = self.standing(deduction_id, "deductions.answer", *UNDECIDED)
        if found.state is DeductionState.OPEN and outcome is Outcome.UPHELD:
            raise refused(
                STATE,
                N_("Deduction {number} is not disputed: dispute it or accept it."),
                number=found.number,
            )
        self._day(on, found, "on")
        final = outcome is Outcome.UPHELD
        return self._end(found, final, clean(text).strip(), N_("answer to a dispute"))

    def accept(self, deduction_id: int, reason: str) -> Deduction:
        """Accept a deduction as it is: the money is gone."""
        found = self.standing(deduction_id, "deductions.accept", *UNDECIDED)
        return self._end(found, True, clean(reason).strip(), N_("accept deduction"))

    def void(self, deduction_id: int, reason: str) -> Deduction:
        """Void a deduction that was written down by mistake; Refused(STATE) once it was taken."""
        found = self.standing(deduction_id, "deductions.void")
        if found.taken_on is not None:
            raise refused(
                STATE,
                N_(
                    "A statement took deduction {number}: enter a new one with the other sign "
                    "that corrects it."
                ),
                number=found.number,
            )
        reason = line(needs(reason, "reason", N_("Give the reason.")))

        def write() -> None:
            self._bench.stores.deductions.save(replace(found, void_reason=reason))

        return self._written(N_("void deduction"), found, write)

    def _end(self, found: Deduction, final: bool, text: str, name: str) -> Deduction:
        """Write the last word, on the leading piece or charge-back too."""
        state = DeductionState.ACCEPTED if final else DeductionState.WITHDRAWN
        piece = self._leading_piece(found)
        moved = None if piece is None else self._final(piece, final, text)

        def write() -> None:
            bench = self._bench
            if moved is not None:
                follow_pieces(bench, [bench.stores.parts.save(moved)])
            self._end_charge_back(found, ACCEPTED if final else WITHDRAWN)
            ended(bench, bench.stores.deductions.get(found.id), state, text)

        return self._written(name, found, write, plain=moved is None)

    def _final(self, piece: OldPart, final: bool, text: str) -> OldPart:
        if piece.state is PartState.REFUSED and final:
            return self._judged(piece, "concede", MoveRequest(reason=text))
        if piece.state is PartState.REFUSED:
            raise refused(
                STATE,
                N_("Old part {tag} is refused: dispute it first, then enter the answer."),
                tag=piece.tag,
            )
        verdict = Verdict.REFUSED if final else Verdict.ACCEPTED
        return self._judged(piece, "decide", MoveRequest(verdict=verdict, text=text))

    def _judged(self, piece: OldPart, action: str, request: MoveRequest) -> OldPart:
        self._bench.allow("deductions.dispute" if action == "dispute" else f"shelf.{action}")
        try:
            return Steps(self._bench).judge(piece, action, request)
        except Refused as no:
            raise Refused(
                replace(found, field=_FIELDS.get((action, found.field), found.field))
                for found in no.findings
            ) from no

    def _leading_piece(self, found: Deduction) -> OldPart | None:
        if found.part_id is None:
            return None
        piece = self._bench.stores.parts.get(found.part_id)
        return piece if piece.state in LED_BY_PIECE else None

    def _object(self, found: Deduction, text: str, on: date) -> None:
        stores = self._bench.stores
        if found.charge_back_id is None:
            return
        charge_back = stores.charge_backs.get(found.charge_back_id)
        if not charge_back.outcome and not charge_back.void_reason:
            changed = replace(charge_back, objection=text, objected_on=on)
            follow_charge_back(self._bench, stores.charge_backs.save(changed))

    def _end_charge_back(self, found: Deduction, outcome: str) -> None:
        stores = self._bench.stores
        if found.charge_back_id is None:
            return
        charge_back = stores.charge_backs.get(found.charge_back_id)
        if not charge_back.outcome and not charge_back.void_reason:
            changed = replace(charge_back, outcome=outcome, ended_on=self._bench.today)
            follow_charge_back(self._bench, stores.charge_backs.save(changed))

    def _day(self, day: date | None, found: Deduction, field: str) -> date:
        on = day or self._bench.today
        if on > self._bench.today or (found.noticed_on is not None and on < found.noticed_on):
            raise refused(
                INVALID, N_("{day} lies before the notice or in the future."), field, day=on
            )
        return on

    def _in_time(self, found: Deduction, on: date, override: str) -> str:
        """Return why it goes out late, empty in time; Refused(V93)."""
        if found.due_on is None or on <= found.due_on:
            return ""
        is_manager = self._bench.person.may_act_as(Role.SERVICE_MANAGER)
        if is_manager and is_visible(override):
            return line(override)
        raise refused(
            "V93",
            N_(
                "The time to dispute ended on {day}: only the service manager lets it go out now, "
                "with a reason."
            ),
            "override_reason",
            day=found.due_on,
        )

    def _written(
        self, name: str, before: Deduction, write: Callable[[], None], *, plain: bool = True
    ) -> Deduction:
        """Run a step in one change; a plain one can be undone."""
        bench, store = self._bench, self._bench.stores.deductions
        with bench.change(name, *KINDS) as touched:
            write()
            if before.claim_id is not None:
                touched.append(before.claim_id)
                refresh_accounts(bench, [before.claim_id])
        after = store.get(before.id)
        if plain and before.charge_back_id is None and after.state is not _GIVEN_BACK:
            undoable(bench, name, before, after)
        else:
            bench.history.clear()
        return after


_GIVEN_BACK = DeductionState.GIVEN_BACK
_FIELDS = {
    ("dispute", "reason"): "override_reason",
    ("decide", "text"): "text",
}


def undoable(bench: Bench, name: str, before: Deduction, after: Deduction) -> None:
    """Remember how a deduction stood; the undo is refused once something else became of it."""

    def restore() -> None:
        store = bench.stores.deductions
        now = store.get(after.id)
        if now.version != after.version:
            raise refused(
                STATE,
                N_("Deduction {number} has changed since: this step stays."),
                number=now.number,
            )
        with bench.change(N_("undo deduction"), Kind.MONEY) as touched:
            store.save(replace(before, version=now.version))
            if now.claim_id is not None:
                touched.append(now.claim_id)

    bench.undoable(name, f"deduction:{name}:{after.id}:{after.version}", restore)
