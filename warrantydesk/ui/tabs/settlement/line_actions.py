"""What is done with single lines of a statement: decided, matched by hand, split and joined."""

from collections.abc import Callable, Sequence
from typing import Any

from warrantydesk.domain.settlement.statement import (
    Decision,
    LineState,
    SettledLine,
)
from warrantydesk.domain.settlement.statement_views import PROBLEMS, LineRow
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.settlement.decisions import MAY
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.statement_dialogs import SplitDialog

USUAL = {
    LineState.SHORT: Decision.CHASED,
    LineState.OVER: Decision.TAKEN,
    LineState.UNKNOWN_CLAIM: Decision.NOT_OURS,
    LineState.AMBIGUOUS: Decision.NOT_OURS,
    LineState.DUP_LINE: Decision.NOT_OURS,
}
"""What a reason alone decides: money that is missing is never given up by the way."""


class LineActions:
    """The verbs of lines in the window; ``after`` goes on from a line that was done with."""

    def __init__(self, shell: Shell, desk: Any, after: Callable[[LineRow], object]) -> None:
        self._shell, self._desk, self._after = shell, desk, after

    def reasoned(self, line: LineRow, code: str, text: str, final: bool) -> None:
        """Decide a line by its reason; ``final`` makes the payer's amount the end of it."""
        decision = Decision.TAKEN if final else line.decision
        if decision is Decision.NONE:
            decision = USUAL.get(line.state, Decision.TAKEN)
        self.decide(line, decision, code, text)

    def decide(self, line: LineRow, decision: Decision, code: str, text: str) -> None:
        """Decide a line, offer to take it back, and go on to the next one."""
        if not self._decided(line, decision, code, text):
            return
        words = {
            Decision.TAKEN: _("The amount is taken as it is"),
            Decision.CHASED: _("The rest is still asked for"),
            Decision.NOT_OURS: _("Noted as not ours"),
        }
        self._shell.toast(words.get(decision, _("Decided")), self._desk.taking_back())
        self._after(line)

    def _decided(self, line: LineRow, decision: Decision, code: str, text: str) -> bool:
        """Write a decision; False where it was refused, which is said."""

        def verb() -> Any:
            return self._desk.statements.decide(
                line.id, decision, reason_code=code, reason_text=text
            )

        return tried(self._shell, verb) is not None

    def decided(self, lines: Sequence[LineRow], decision: Decision) -> None:
        """Decide the chosen lines together; the reason of those that have none is asked once.

        Of several lines those that were decided already stay as they are.
        """
        problems = [one for one in lines if one.state in PROBLEMS]
        undecided = [one for one in problems if one.decision is Decision.NONE]
        chosen = (undecided if len(problems) > 1 else problems) or problems
        fitting = [one for one in chosen if decision in MAY[one.state]] or chosen
        if not fitting:
            return
        why = ""
        if not all(one.reason_code or one.reason_text for one in fitting):
            asked = self._shell.ask_text(_("Why is it decided so?"))
            if asked is None:
                return
            why = asked
        self._decide_all(fitting, decision, why)

    def _decide_all(self, lines: Sequence[LineRow], decision: Decision, why: str) -> None:
        def verb() -> Any:
            ids = tuple(one.id for one in lines)
            return self._desk.statements.decide_all(ids, decision, reason_text=why)

        done = tried(self._shell, verb)
        if done is not None:
            words = ngettext_("{n} line is decided", "{n} lines are decided", len(done))
            self._shell.toast(words, self._desk.taking_back())
            self._after(lines[-1])

    def assign(self, line: LineRow, claim_id: int) -> None:
        """Match a line with a claim by hand."""
        if tried(self._shell, lambda: self._desk.statements.assign(line.id, claim_id)) is None:
            return
        self._shell.toast(_("Matched"), self._desk.taking_back())
        self._after(line)

    def assign_by_number(self, line: LineRow) -> None:
        """Ask for the claim's number and match the line with it."""
        claim = self._asked_claim(_("Number of the claim that the line is for"))
        if claim is not None:
            self.assign(line, claim.id)

    def reject(self, line: LineRow, claim_id: int) -> None:
        """Note that a line does not mean a claim."""
        if tried(self._shell, lambda: self._desk.statements.reject(line.id, claim_id)) is not None:
            self._shell.toast(_("Not that one"), self._desk.taking_back())

    def unmatch(self, line: LineRow) -> None:
        """Take the match and the decision of a line back."""
        if tried(self._shell, lambda: self._desk.statements.unmatch(line.id)) is not None:
            self._shell.toast(_("The line is open again"), self._desk.taking_back())

    def split_or_join(self, lines: Sequence[LineRow]) -> None:
        """Split one line, or join several that are for one claim."""
        if len(lines) == 1:
            dialog = SplitDialog(self._shell, self._desk, lines[0])
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
        elif lines:
            self._join(lines)

    def _join(self, lines: Sequence[LineRow]) -> None:
        words = ngettext_(
            "Number of the claim that {n} line is for",
            "Number of the claim that {n} lines are for",
            len(lines),
        )
        claim = self._asked_claim(words)
        if claim is None:
            return
        ids = [one.id for one in lines]
        if tried(self._shell, lambda: self._desk.statements.join(ids, claim.id)) is not None:
            self._shell.toast(_("Joined"), self._desk.taking_back())
            self._after(lines[-1])

    def spread(self, line: LineRow, of_lines: Sequence[SettledLine]) -> None:
        """Write what of a line is for which line of its claim."""

        def verb() -> Any:
            return self._desk.statements.decide(
                line.id,
                line.decision,
                reason_code=line.reason_code,
                reason_text=line.reason_text,
                of_lines=tuple(of_lines),
            )

        tried(self._shell, verb)

    def dismiss(self, line: LineRow) -> None:
        """Void a row that could not be read."""
        why = self._shell.ask_text(_("Why does this row count for nothing?"))
        if why is not None:
            done = tried(self._shell, lambda: self._desk.statements.dismiss_line(line.id, why))
            if done is not None:
                self._after(line)

    def _asked_claim(self, question: str) -> Any:
        number = self._shell.ask_text(question)
        if not number:
            return None
        return tried(self._shell, lambda: self._desk.claims.by_number(number.strip().upper()))
