"""The steps of a deduction: disputed, answered, accepted, voided; each asks what it needs."""

from collections.abc import Callable
from typing import Any

from warrantydesk.domain.settlement.deduction import Deduction
from warrantydesk.i18n import N_, _, date_text, named
from warrantydesk.services.settlement.deduction_lists import DeductionEntry
from warrantydesk.services.settlement.deduction_ways import Outcome
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import AreaField, CheckField, ChoiceField, DateField, TextField
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.deduction_words import (
    about_more,
    about_words,
    clock_words,
    kind_word,
    reason_words,
    signed,
)

LETTER = "letter"
OUTCOMES = {
    Outcome.UPHELD: N_("stays: the money is gone"),
    Outcome.WITHDRAWN: N_("taken back: the money is ours"),
}
Done = Callable[[Deduction], object]


class _Step(FormDialog):
    """One step of one deduction."""

    def __init__(
        self, shell: Shell, desk: Any, entry: DeductionEntry, done: Done, title: str, yes: str
    ) -> None:
        super().__init__(shell, title, yes, intro_of(desk, entry))
        self._desk, self._one, self._done = desk, entry.deduction, done
        self.form.section("step", _heading(entry))


class DisputeDialog(_Step):
    """Why the money is ours; ``letter`` hears the deduction whose letter is to be shown."""

    def __init__(
        self, shell: Shell, desk: Any, entry: DeductionEntry, done: Done, letter: Done
    ) -> None:
        """After its clock it also asks why it goes out late."""
        title = _("Dispute {number}", number=entry.deduction.number)
        super().__init__(shell, desk, entry, done, title, _("&Dispute"))
        self._letter = letter
        one, today = entry.deduction, desk.bench.today
        text = AreaField(lines=4)
        text.setPlaceholderText(_("Facts and proofs: waybill, photos, readings, signatures"))
        self.form.add("text", _("Why the money is ours"), text, required=True, span=12)
        self.form.add("on", _("Day of the dispute"), DateField(), span=6)
        if one.due_on is not None and one.due_on < today:
            label = _("Ended on {day}: why it goes out now", day=date_text(one.due_on))
            self.form.add("override_reason", label, TextField(), required=True, span=12)
        self.form.add(LETTER, "", CheckField(_("Show the letter to print")), span=12)
        self.form.fill({"on": today, "text": one.dispute, LETTER: True}, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Dispute it; the letter is shown where it is wanted."""
        letter = bool(values.pop(LETTER, False))
        told = {name: value for name, value in values.items() if value is not None}
        after = self._desk.deductions.dispute(self._one.id, **told)
        self._done(after)
        if letter:
            self._letter(after)


class AnswerDialog(_Step):
    """What the payer says to the dispute."""

    def __init__(self, shell: Shell, desk: Any, entry: DeductionEntry, done: Done) -> None:
        """Nothing is chosen at first: it is the payer's word."""
        title = _("Answer to {number}", number=entry.deduction.number)
        super().__init__(shell, desk, entry, done, title, _("&Record"))
        choices = [(one, _(words)) for one, words in OUTCOMES.items()]
        self.form.add("outcome", _("The deduction"), ChoiceField(choices), required=True, span=7)
        self.form.add("on", _("Answered on"), DateField(), span=5)
        self.form.add("text", _("In the payer's words"), TextField(), span=12)
        self.form.fill({"on": desk.bench.today}, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Write the answer down."""
        outcome = Outcome(str(values["outcome"]))
        text = str(values["text"] or "")
        self._done(self._desk.deductions.answer(self._one.id, outcome, text, values["on"]))


class AcceptDialog(_Step):
    """The money is given up without a dispute, or after one."""

    def __init__(self, shell: Shell, desk: Any, entry: DeductionEntry, done: Done) -> None:
        """The reason must be given where a refused piece is conceded with it."""
        title = _("Accept {number}", number=entry.deduction.number)
        super().__init__(shell, desk, entry, done, title, _("&Accept"))
        self.form.add("reason", _("Why it is accepted"), TextField(), span=12)

    def keep(self, values: dict[str, Any]) -> None:
        """Accept it."""
        self._done(self._desk.deductions.accept(self._one.id, str(values["reason"] or "")))


class VoidDialog(_Step):
    """It was written down by mistake."""

    def __init__(self, shell: Shell, desk: Any, entry: DeductionEntry, done: Done) -> None:
        """Ask for the reason."""
        title = _("Void {number}", number=entry.deduction.number)
        super().__init__(shell, desk, entry, done, title, _("&Void"))
        self.form.add("reason", _("Reason"), TextField(), required=True, span=12)

    def keep(self, values: dict[str, Any]) -> None:
        """Void it."""
        self._done(self._desk.deductions.void(self._one.id, str(values["reason"] or "")))


def intro_of(desk: Any, entry: DeductionEntry) -> str:
    """Return why the payer takes the money, what the policies advise, how long there is."""
    one = entry.deduction
    reasons = desk.profiles.of(one.brand).reasons
    lines = (
        reason_words(one, reasons),
        named(reasons.get(one.reason_code, {}), "action"),
        clock_words(one, desk.bench.today),
    )
    return "\n".join(line for line in lines if line)


def _heading(entry: DeductionEntry) -> str:
    one = entry.deduction
    parts = (kind_word(one.kind), f"¥{signed(one.amount_fen)}", about_words(entry))
    return " · ".join(filter(None, (*parts, about_more(entry))))
