"""A major fault before the technical manager: the question, then his decision."""

from collections.abc import Callable
from typing import Any

from warrantydesk.domain.authorisation import Escalation
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.inspection import CONCLUSION_NAMES, Conclusion
from warrantydesk.domain.person import Role
from warrantydesk.i18n import _, minute_text
from warrantydesk.ui.acting_as import acting_as, likely, people_of
from warrantydesk.ui.claim_in_hand import ClaimInHand
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import AreaField, ChoiceField
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell


def open_escalation(page: ClaimInHand) -> None:
    """Lay the fault of the claim on a page before the technical manager, or decide it."""
    claim = page.settled()
    if claim is not None:
        escalate(page.shell, page.desk, claim, lambda: page.reload(keep=True))


def escalate(
    shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]
) -> "QuestionDialog | DecisionDialog":
    """Open the question, or the decision where a question waits; ``done`` is called after it."""
    waits = desk.escalations.open_of(claim.id)
    dialog: QuestionDialog | DecisionDialog = (
        QuestionDialog(shell, desk, claim, done)
        if waits is None
        else DecisionDialog(shell, desk, claim, waits, done)
    )
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def decided_words(desk: Any, one: Escalation) -> str:
    """Return what the technical manager decided, by whom and why."""
    decision = _(CONCLUSION_NAMES[Conclusion(one.decision)])
    return _(
        "{name} decided: {decision} ({reason})",
        name=desk.people.name_of(one.decided_by),
        decision=decision,
        reason=one.decision_text,
    )


class QuestionDialog(FormDialog):
    """What the technical manager is to decide."""

    def __init__(self, shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]) -> None:
        """Begin with the cause as it is written; say what he decided before."""
        number = claim.claim_number
        super().__init__(
            shell, _("Technical manager: {number}", number=number), _("&Ask the technical manager")
        )
        self._desk, self._claim, self._done = desk, claim, done
        before = desk.escalations.decided_of(claim.id)
        if before is not None:
            self.say(decided_words(desk, before))
        form = self.form
        form.section("question", _("Question"))
        form.add("question", _("What is to be decided"), AreaField(lines=4), span=12)
        managers = [(one.login, one.name) for one in desk.escalations.managers()]
        whoever = ("", _("whoever is there"))
        form.add("to_login", _("Laid before"), ChoiceField([whoever, *managers]), span=12)
        to = managers[0][0] if len(managers) == 1 else ""
        form.fill({"question": claim.narrative.cause, "to_login": to}, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Ask; the sheet can be printed from the papers of the claim."""
        self._desk.escalations.ask(self._claim.id, values["question"], values["to_login"] or "")
        self._done()
        number = self._claim.claim_number
        self.shell.toast(_("{number} lies before the technical manager", number=number))


class DecisionDialog(FormDialog):
    """The technical manager decides, at this desk and under his own name."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        claim: Claim,
        asked: Escalation,
        done: Callable[[], object],
    ) -> None:
        """Show the question; begin without a decision: an Enter too many decides nothing."""
        number = claim.claim_number
        super().__init__(shell, _("Technical manager: {number}", number=number), _("&Decide"))
        self._desk, self._claim, self._asked, self._done = desk, claim, asked, done
        self.say(
            _(
                "{name} asked on {at}: {question}",
                name=desk.people.name_of(asked.asked_by),
                at=minute_text(asked.asked_at),
                question=asked.question,
            )
        )
        form = self.form
        form.section("decision", _("Decision"))
        choices = [(one, _(name)) for one, name in CONCLUSION_NAMES.items()]
        form.add("decision", _("The fault is"), ChoiceField(choices), required=True, span=6)
        people = people_of(desk, Role.TECHNICAL_MANAGER)
        form.add("by", _("Decided by"), ChoiceField(people), required=True, span=6)
        form.add("text", _("On what it rests"), AreaField(lines=4), span=12)
        by = likely(people, desk.people.acting.login) or asked.to_login or None
        form.fill({"decision": None, "by": by, "text": ""}, fresh=True)
        self.foot.insertWidget(0, Button(_("&Take back…"), clicked=self._void))
        self.foot.insertWidget(1, Button(_("&Print…"), clicked=self._print))

    def keep(self, values: dict[str, Any]) -> None:
        """Keep the decision under the manager's name."""
        with acting_as(self._desk, values["by"]):
            decided = self._desk.escalations.decide(
                self._asked.id, Conclusion(values["decision"]), values["text"]
            )
        self._done()
        self.shell.toast(decided_words(self._desk, decided))

    def _print(self) -> None:
        open_paper(self.shell, self._desk, "escalation_sheet", self._claim.id)

    def _void(self) -> None:
        reason = self.shell.ask_text(_("Why is the question taken back?"))
        if reason is None:
            return
        verb = self._desk.escalations.void
        if tried(self.shell, lambda: verb(self._asked.id, reason)) is not None:
            self._done()
            self.done(0)
