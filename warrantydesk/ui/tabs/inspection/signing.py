"""Starting, signing, correcting and deciding: the steps that other people take part in."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from warrantydesk.domain.claim.states import Action
from warrantydesk.domain.person import Role
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.ui.acting_as import acting_as
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.tabs.inspection.case import Case
from warrantydesk.ui.tabs.inspection.next_step import Step, needed, next_step
from warrantydesk.ui.tabs.inspection.rows import checks
from warrantydesk.ui.tabs.inspection.sign_dialog import SignDialog

_SAID_CLAIM = N_("{number} is a claim; go on with parts and labour")
_SAID_REFUSED = N_("{number} is not covered")


class Signing:
    """Carries the case in hand through its steps; asks and tells through the shell."""

    def __init__(self, case: Case, parent: QWidget) -> None:
        self._case, self._parent = case, parent
        self._shell, self._desk = case.shell, case.desk

    def start(self) -> None:
        """Start the inspection; without the signed work authorisation ask for the reason."""
        claim = self._case.claim
        if claim is None:
            return
        begin = Action.START_INSPECTION
        # Whoever may not is told before being asked for a reason.
        if tried(self._shell, lambda: self._desk.claims.actions.checked(claim.id, begin)) is None:
            return
        reason: str | None = ""
        if not self.authorised():
            reason = self._shell.ask_text(
                _("The work authorisation is not signed. Why is the inspection started?")
            )
        if reason or (reason is not None and self.authorised()):
            tried(self._shell, lambda: self._desk.inspections.start(claim.id, reason))

    def authorised(self) -> Any:
        """Return the customer's signature under the work authorisation, None without one."""
        return self._signature(SignedPaper.WORK_AUTHORISATION)

    def _signature(self, paper: SignedPaper) -> Any:
        claim = self._case.claim
        found = self._desk.visits.signatures(claim.visit.id) if claim else []
        return next((one for one in found if one.paper is paper), None)

    def customer_signs(self, paper: SignedPaper) -> bool:
        """Ask for the name of who signed a paper and record it."""
        claim = self._case.claim
        if claim is None:
            return False
        name = self._shell.ask_text(
            _("Name of the customer who has signed"), claim.owner.contact or claim.owner.name
        )
        if not name:
            return False
        signed = tried(
            self._shell,
            lambda: self._desk.visits.sign(claim.visit.id, paper, name, self._desk.bench.now),
        )
        return signed is not None

    def take(self, step: Step) -> None:
        """Do the next step."""
        steps: dict[Step, Callable[[], object]] = {
            Step.SIGN: self.open_dialog,
            Step.DECIDE_CLAIM: self._decide_claim,
            Step.PRINT: self.print_explanation,
            Step.CUSTOMER: self._customer_explained,
            Step.DECIDE_NOT_COVERED: self._decide_not_covered,
            Step.ASK: self._ask_maker,
            Step.RECORD: self._record,
            Step.GO_ON: self._go_on,
        }
        verb = steps.get(step)
        if verb is not None and self._case.claim is not None:
            verb()

    def open_dialog(self, only: Role | None = None) -> SignDialog | None:
        """Ask who signs; ``only`` ticks one role."""
        case, claim = self._case, self._case.claim
        if claim is None or case.view is None:
            return None
        given = case.signers()
        roles = [role for role in needed(case.judged) if role not in given]
        if not roles:
            return None
        likely = {
            Role.TECHNICIAN: claim.visit.technician,
            Role.CLERK: self._desk.people.acting.login,
        }
        dialog = SignDialog(roles, self._desk.people.all(), likely, self._notes(), self._parent)
        judged = case.judged.cause_class and case.judged.conclusion
        for role, tick in dialog.ticks.items():
            if (only is not None and role is not only) or (role is Role.CLERK and not judged):
                tick.set_value(False)
        dialog.accepted.connect(lambda: self.sign(dialog.signers()))
        dialog.open()
        return dialog

    def _notes(self) -> list[tuple[Mark, str]]:
        rows, given = checks(self._case.rows), self._case.judged
        notes = []
        if open_ := sum(not row.answered for row in rows):
            text = ngettext_("{n} item is not answered", "{n} items are not answered", open_)
            notes.append((Mark.WARN, text))
        if lacking := sum(row.lacks_photo for row in rows):
            text = ngettext_("{n} photograph is missing", "{n} photographs are missing", lacking)
            notes.append((Mark.WARN, text))
        for row in rows:
            if row.contradicts:
                text = _("{number} is outside its tolerance, but marked ok", number=row.number)
                notes.append((Mark.BLOCK, text))
        if not given.cause_class or not given.conclusion:
            text = _("The clerk signs once cause and conclusion are chosen")
            notes.append((Mark.INFO, text))
        return notes[:5]

    def sign(self, signers: list[tuple[Role, str]]) -> None:
        """Let people sign one after the other; the acting person stays who it was."""
        inspection = self._case.inspection
        late = self._case.late()
        signed = 0
        for role, login in signers:
            if not self._sign_as(inspection.id, role, login, late if role is Role.CLERK else {}):
                break
            signed += 1
        if signed:
            self._shell.toast(_("Signed. The answers are frozen."))

    def _sign_as(self, number: int, role: Role, login: str, extra: dict[str, Any]) -> bool:
        def signed() -> Any:
            with acting_as(self._desk, login):
                return self._desk.inspections.sign(number, role, **extra)

        return tried(self._shell, signed) is not None

    def correct(self) -> None:
        """Make the next version of a signed inspection."""
        inspection = self._case.inspection
        if self._shell.ask(
            _("Make a correction?"),
            _("Make a correction"),
            _(
                "The signed version stays as it is. The new one starts with its answers and is"
                " signed anew."
            ),
        ):
            tried(self._shell, lambda: self._desk.inspections.correct(inspection.id))

    def print_sheet(self) -> None:
        """Show the inspection sheet."""
        self._open("inspection")

    def print_explanation(self) -> None:
        """Show what explains the refusal to the customer."""
        self._open("explanation")

    def print_authorisation(self) -> None:
        """Show the work authorisation."""
        self._open("work_authorisation")

    def _open(self, paper: str) -> None:
        if self._case.claim is not None:
            open_paper(self._shell, self._desk, paper, self._case.claim.id)

    def _move(self, action: Action, said: str, **words: str) -> None:
        claim = self._case.claim
        if claim is None:
            return
        moved = tried(self._shell, lambda: self._desk.claims.move(claim.id, action, **words))
        if moved is not None:
            self._shell.toast(_(said, number=claim.claim_number))

    def _decide_claim(self) -> None:
        self._move(Action.DECIDE_CLAIM, _SAID_CLAIM)

    def _customer_explained(self) -> None:
        unsigned = _("The customer would not sign")
        choice = self._shell.ask_choice(
            _("Has the customer signed the explanation?"),
            [("signed", _("The customer has signed")), ("unsigned", unsigned)],
            "signed",
        )
        if choice == "signed":
            self.customer_signs(SignedPaper.EXPLANATION)
        elif choice == "unsigned":
            self._decide_not_covered(unsigned)

    def _decide_not_covered(self, reason: str = "") -> None:
        ground = self._case.judged.reason
        self._move(Action.DECIDE_NOT_COVERED, _SAID_REFUSED, ground=ground, reason=reason)

    def _ask_maker(self) -> None:
        from warrantydesk.ui.authorisation_dialog import ask_maker

        if self._case.claim is not None:
            ask_maker(self._shell, self._desk, self._case.claim, lambda: None)

    def _record(self) -> None:
        from warrantydesk.ui.authorisation_dialog_record import record

        if self._case.claim is not None:
            record(self._shell, self._desk, self._case.claim, lambda: None)

    def escalate(self) -> None:
        """Lay the fault before the technical manager, or let him decide."""
        from warrantydesk.ui.escalation_dialog import escalate

        if self._case.claim is not None:
            escalate(self._shell, self._desk, self._case.claim, lambda: None)

    def _go_on(self) -> None:
        if self._case.claim is not None:
            self._shell.open("intake", "claim", self._case.claim.id)

    def step(self) -> Step:
        """Return the next step of the case."""
        return next_step(self._case.standing())
