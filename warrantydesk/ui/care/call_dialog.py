"""The call after the repair: reached or not, a score, the customer's words."""

from collections.abc import Callable
from typing import Any

from warrantydesk.domain.care import BAD_SCORE, BEST_SCORE, MOST_TRIES, CallDue
from warrantydesk.domain.masks import Record
from warrantydesk.i18n import _, date_text, local, ngettext_
from warrantydesk.ui.care.complaint_dialog import new_complaint
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.inputs import AreaField
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.masks import shown_phone, shown_plate
from warrantydesk.ui.shell import Shell

Done = Callable[[], object]


def open_call(
    shell: Shell, desk: Any, visit_id: int, done: Done = lambda: None
) -> "CallDialog | None":
    """Call the customer of a visit; None where no call is to be made."""
    due = next((one for one in desk.follow_ups.waiting() if one.visit_id == visit_id), None)
    return None if due is None else call(shell, desk, due, done)


def call(shell: Shell, desk: Any, due: CallDue, done: Done = lambda: None) -> "CallDialog":
    """Open the call of a visit; ``done`` is called after it was written down."""
    dialog = CallDialog(shell, desk, due, done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class CallDialog(FormDialog):
    """Whom to call stands above; a bad score offers a complaint."""

    def __init__(self, shell: Shell, desk: Any, due: CallDue, done: Done) -> None:
        """Begin without an answer."""
        super().__init__(shell, _("Call after the repair"), _("&Write down"))
        self._desk, self._due, self._done = desk, due, done
        self.say(_whom(desk, due))
        form = self.form
        form.section("call", _("The call"))
        answers = [Segment(True, _("Reached")), Segment(False, _("No answer"))]
        form.add("reached", _("The customer was"), Segmented(answers), required=True, span=12)
        scores = [Segment(n, str(n)) for n in range(BEST_SCORE + 1)]
        form.add("score", _("How content, 0 (bad) to 10 (good)"), Segmented(scores), span=12)
        form.add("text", _("What he said"), AreaField(lines=3), span=12)
        form.fill({"reached": None, "score": None, "text": ""}, fresh=True)
        form.changed.connect(self._follow)
        self.setMinimumWidth(theme.h(36))

    def _follow(self, path: str) -> None:
        """A score says that the customer was reached."""
        if path == "score" and self.form.field("reached").value() is None:
            self.form.field("reached").set_value(True)
        elif path == "reached" and self.form.field("reached").value() is False:
            self.form.field("score").set_value(None)

    def keep(self, values: dict[str, Any]) -> None:
        """Write the call down; offer a complaint where the customer is not content."""
        made = self._desk.follow_ups.call(
            self._due.visit_id, bool(values["reached"]), values["score"], values["text"]
        )
        self._done()
        self.shell.toast(_made_words(made))
        if made.score is not None and made.score <= BAD_SCORE:
            self._offer(made.score, values["text"])

    def _offer(self, score: int, text: str) -> None:
        question = _("Score {n} of 10: make a complaint of it?", n=score)
        if self.shell.ask(question, _("Make a complaint")):
            new_complaint(
                self.shell, self._desk, visit_id=self._due.visit_id, text=text, done=self._done
            )


def _made_words(made: Any) -> str:
    if made.done:
        return _("The call is written down")
    return _(
        "Not reached, try again on {day} ({n} of {most})",
        day=date_text(made.due_on),
        n=made.tries,
        most=MOST_TRIES,
    )


def _whom(desk: Any, due: CallDue) -> str:
    """Say whom to call about which car."""
    left = date_text(local(due.handed_over_at).date())
    told = _(
        "{who}, {phone}\n{car}, repair order {order}, collected on {day}",
        who=due.customer_name or "—",
        phone=shown_phone(desk, Record.VISIT, due.visit_id, due.phone) or "—",
        car=shown_plate(desk, Record.VISIT, due.visit_id, due.plate) or due.vin,
        order=due.repair_order,
        day=left,
    )
    if not due.tries:
        return told
    tries = ngettext_("{n} call was not answered.", "{n} calls were not answered.", due.tries)
    return f"{told}\n{tries}"
