"""What the clerk does with a claim beside editing it: start, decide, finish, submit, void."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from warrantydesk.domain.claim import Action, Claim, State
from warrantydesk.domain.claim.states import STATE_NAMES, actions_from
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.finding import Severity
from warrantydesk.domain.money import yuan
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import _, named
from warrantydesk.ui.authorisation_dialog import open_request
from warrantydesk.ui.authorisation_dialog_record import open_record
from warrantydesk.ui.campaign_dialog import CampaignDialog, offer_completion
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.intake.answer.menu import ANSWERED, fill_filed
from warrantydesk.ui.tabs.intake.dialogs import SignDialog, WarningsDialog
from warrantydesk.ui.tabs.intake.steps import next_step, other_step, words_of

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.intake.page import ClaimPage


class Moves:
    """Carries out the actions of the claim on a page."""

    def __init__(self, page: "ClaimPage") -> None:
        """``page`` shows the claim and what was refused."""
        self._page = page
        self.dialog: SignDialog | WarningsDialog | CampaignDialog | None = None

    def next(self) -> None:
        """Do what leads the claim on."""
        claim = self._claim()
        step = next_step(self._page.desk, claim) if claim is not None else None
        if claim is None or step is None:
            return
        if step.action is None:
            self._page.shell.open("inspection", "claim", claim.id)
        else:
            self.do(step.action)

    def other(self) -> None:
        """Do what stands beside the next step: accept what the maker did not give."""
        claim = self._claim()
        step = other_step(self._page.desk, claim) if claim is not None else None
        if step is not None and step.action is not None:
            self.do(step.action)

    def do(self, action: Action) -> None:
        """Do an action; asks what it needs first."""
        claim = self._claim()
        if claim is None:
            return
        special: dict[Action, Callable[[Claim], object]] = {
            Action.START_INSPECTION: self._start,
            Action.SUBMIT: self._submit,
            Action.DECIDE_NOT_COVERED: self._not_covered,
            Action.CLOSE: self._close,
            Action.ASK_MAKER: lambda _claim: open_request(self._page),
            Action.RECORD_AUTHORISATION: lambda _claim: open_record(self._page),
        }
        if action in ANSWERED:
            self._page.filed.ask(ANSWERED[action])
        elif action in special:
            special[action](claim)
        elif question := _reason_question(action):
            reason = self._page.shell.ask_text(question)
            if reason is not None:
                self._move(claim, action, reason)
        else:
            self._move(claim, action)

    def open_menu(self, below: QWidget) -> None:
        """Open the menu of further actions below a button."""
        menu = QMenu(below)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu)
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    def fill_menu(self, menu: QMenu) -> None:
        """Add the further actions for the state the claim is in."""
        claim = self._page.claim
        if claim is None:
            return
        step = next_step(self._page.desk, claim)
        for action in actions_from(claim.state):
            if step is None or action is not step.action:
                entry = menu.addAction(words_of(action))
                entry.triggered.connect(lambda _on=False, which=action: self.do(which))
        fill_filed(self._page, menu)
        menu.addSeparator()
        menu.addAction(_("The custo&mer signs…")).triggered.connect(lambda: self.sign())
        menu.addAction(_("Another &claim of this visit")).triggered.connect(
            lambda: self._page.start(visit_id=claim.visit.id)
        )
        menu.addAction(_("Show &in the archive")).triggered.connect(
            lambda: self._page.shell.open("archive", "claim", claim.id)
        )

    def void(self) -> None:
        """Void the claim with a reason."""
        self.do(Action.VOID)

    def sign(self) -> None:
        """Record that the customer signed a paper."""
        claim = self._claim()
        if claim is None:
            return
        self._ask_signature(claim, may_skip=False)

    def _claim(self) -> Claim | None:
        """Return the claim with everything typed saved; None where something is unreadable."""
        return self._page.settled()

    def _move(self, claim: Claim, action: Action, reason: str = "", ground: str = "") -> None:
        page = self._page
        done = self._try(claim, lambda: page.desk.claims.move(claim.id, action, reason, ground))
        if done and action is Action.FINISH_REPAIR:
            self.dialog = offer_completion(page.shell, page.desk, claim.id) or self.dialog

    def _try(self, claim: Claim, verb: Any) -> bool:
        page = self._page
        try:
            with page.acting():
                verb()
        except (Refused, Unavailable) as error:
            page.show_refusal(error)
            return False
        page.reload()
        now = page.claim
        if now is not None and now.id == claim.id and now.state is not claim.state:
            page.shell.toast(
                _(
                    "{number} is now: {state}",
                    number=now.claim_number,
                    state=_(STATE_NAMES[now.state]),
                )
            )
        return True

    def _start(self, claim: Claim) -> None:
        signed = {one.paper for one in self._page.desk.visits.signatures(claim.visit.id)}
        if SignedPaper.WORK_AUTHORISATION in signed:
            self._begin(claim, "")
        else:
            self._ask_signature(claim, may_skip=True)

    def _begin(self, claim: Claim, reason: str) -> None:
        desk = self._page.desk
        if self._try(claim, lambda: desk.inspections.start(claim.id, reason)):
            self._page.shell.open("inspection", "claim", claim.id)

    def _ask_signature(self, claim: Claim, *, may_skip: bool) -> None:
        name = claim.visit.brought_by or claim.owner.name
        now = self._page.desk.bench.now
        dialog = SignDialog(name, now, may_skip=may_skip, parent=self._page.shell.widget())
        self.dialog = dialog
        dialog.accepted.connect(lambda: self._take_signature(claim, dialog, may_skip))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_signature(self, claim: Claim, dialog: SignDialog, start: bool) -> None:
        if not dialog.is_signed():
            self._begin(claim, dialog.reason.value())
            return
        at = dialog.at.value()
        now = self._page.desk.bench.now
        # The field shows minutes: a signature of this very minute is not one of the future.
        at = min(at, now) if at.replace(second=0, microsecond=0) <= now else at
        paper, name, drawing = dialog.paper.value(), dialog.name.value(), dialog.pad.value()
        sign = self._page.desk.visits.sign
        if not self._try(claim, lambda: sign(claim.visit.id, paper, name, at, drawing)):
            return
        if start:
            self._begin(claim, "")
        else:
            self._page.shell.toast(_("Signature of {name} recorded", name=name))

    def _not_covered(self, claim: Claim) -> None:
        page = self._page
        reasons = page.desk.profiles.of(claim.brand).reasons.values()
        grounds = [
            (row["code"], f"{row['code']}　{named(row)}")
            for row in reasons
            if row["kind"] == "customer_refusal"
        ]
        inspection = page.desk.inspections.of_claim(claim.id)
        held = inspection.reason if inspection else claim.codes.ground
        ground = page.shell.ask_choice(_("On which ground is the case not covered?"), grounds, held)
        if ground is None:
            return
        words = page.shell.ask_text(_("What was found, in one sentence for the file?"))
        if words is not None:
            self._move(claim, Action.DECIDE_NOT_COVERED, words, ground)

    def _close(self, claim: Claim) -> None:
        page, view = self._page, self._page.filed.view
        short = view.short_fen if view is not None and claim.state is State.APPROVED else 0
        question = _(
            "Accept that ¥{amount} are not paid, and file the claim away?", amount=yuan(short)
        )
        if short <= 0 or page.shell.ask(question, _("File away"), danger=True):
            self._move(claim, Action.CLOSE)

    def _submit(self, claim: Claim) -> None:
        page = self._page
        findings = page.desk.claims.check(claim.id)
        blocks = [found for found in findings if found.severity is Severity.BLOCK]
        if blocks:
            page.show_refusal(Refused(blocks))
            return
        warnings = [found for found in findings if found.severity is Severity.WARN]
        notes = [
            f"{one.text}: {one.why}"
            for one in page.shown_findings()
            if one.section == "documents" and one.severity is Mark.WARN
        ]
        if not (warnings or notes):
            self._file(claim, {})
            return
        dialog = WarningsDialog(warnings, notes, page.shell.widget())
        self.dialog = dialog
        dialog.answered.connect(lambda reasons: self._file(claim, reasons))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _file(self, claim: Claim, reasons: dict[str, str]) -> None:
        if self._try(claim, lambda: self._page.desk.claims.submit(claim.id, reasons)):
            self._page.sent.emit()


def _reason_question(action: Action) -> str:
    questions = {
        Action.VOID: _("Why is the claim void? Its number is never used again."),
        Action.WITHDRAW: _("Why is the claim withdrawn?"),
        Action.REOPEN: _("Why is the claim reopened?"),
        Action.GIVE_UP: _("Why is the claim given up? What the maker did not pay is lost."),
    }
    return questions.get(action, "")
