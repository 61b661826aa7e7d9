"""A complaint: taken down, taken in hand, solved, closed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from warrantydesk.domain.care import (
    CHANNEL_NAMES,
    STAGE_NAMES,
    UNSOLVED,
    Channel,
    Complaint,
    ComplaintStage,
)
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.person import Person, Role
from warrantydesk.i18n import _, date_text, minute_text
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import AreaField, ChoiceField, TextField
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

_CARERS = {Role.RECEPTION, Role.CLERK, Role.SERVICE_MANAGER}
Done = Callable[[], object]


def open_complaint(
    shell: Shell, desk: Any, complaint_id: int, done: Done = lambda: None
) -> "HandleDialog | CloseDialog | None":
    """Open what is to be done next with a complaint; ``done`` is called after it."""
    found = tried(shell, lambda: desk.complaints.get(complaint_id))
    if found is None:
        return None
    kind = HandleDialog if found.stage in UNSOLVED else CloseDialog
    dialog = kind(shell, desk, found, done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def new_complaint(
    shell: Shell,
    desk: Any,
    claim: Claim | None = None,
    visit_id: int | None = None,
    text: str = "",
    done: Done = lambda: None,
) -> "NewComplaintDialog":
    """Take a complaint down: about a claim, a visit, or the house at large."""
    dialog = NewComplaintDialog(shell, desk, claim, visit_id, done)
    dialog.form.field("text").set_value(text)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def carers(desk: Any) -> list[tuple[str, str]]:
    """Return login and name of everybody who may care for a complaint."""
    people: list[Person] = desk.people.all()
    return [(one.login, one.name) for one in people if _CARERS & set(one.roles)]


class NewComplaintDialog(FormDialog):
    """What the customer complains about, in his words."""

    def __init__(
        self, shell: Shell, desk: Any, claim: Claim | None, visit_id: int | None, done: Done
    ) -> None:
        """Begin in the customer's words; the rest fills itself."""
        super().__init__(shell, _("New complaint"), _("&Take down"))
        self._desk, self._claim, self._visit_id, self._done = desk, claim, visit_id, done
        if claim is not None:
            number = claim.claim_number
            self.say(_("About {number}. It becomes a complaint with a number.", number=number))
        form = self.form
        form.section("complaint", _("Customer complaint"))
        ways = [(one, _(name)) for one, name in CHANNEL_NAMES.items()]
        form.add("text", _("In the customer's words"), AreaField(lines=4), required=True, span=12)
        form.add("customer_name", _("Customer"), TextField(), required=visit_id is None, span=4)
        form.add("channel", _("How it came"), ChoiceField(ways), span=4)
        form.add("owner", _("Who cares for it"), ChoiceField(carers(desk)), span=4)
        form.fill(
            {
                "text": "",
                "customer_name": claim.owner.name if claim else "",
                "channel": Channel.DESK,
                "owner": desk.people.acting.login,
            },
            fresh=True,
        )
        self.setMinimumWidth(theme.h(36))

    def keep(self, values: dict[str, Any]) -> None:
        """Take it down and say by when it is to be solved."""
        made = self._desk.complaints.open(
            values["text"],
            claim_id=self._claim.id if self._claim else None,
            visit_id=None if self._claim else self._visit_id,
            channel=values["channel"],
            customer_name=values["customer_name"],
            owner=values["owner"] or "",
        )
        self._done()
        day = date_text(made.due_on)
        self.shell.toast(
            _("Complaint {number}, to be solved by {day}", number=made.number, day=day)
        )


def _told(found: Complaint, today: date) -> str:
    """Say where a complaint stands."""
    told = {
        "name": found.customer_name,
        "at": minute_text(found.received_at),
        "text": found.text,
        "stage": _(STAGE_NAMES[found.stage]),
        "day": date_text(found.due_on),
    }
    if found.stage not in UNSOLVED or found.due_on is None:
        return _("{name} on {at}: {text}\n{stage}", **told)
    if found.due_on < today:
        return _("{name} on {at}: {text}\n{stage}, overdue since {day}", **told)
    return _("{name} on {at}: {text}\n{stage}, to be solved by {day}", **told)


class _StageDialog(FormDialog):
    """What both dialogs over a complaint share: its words, its sheet, voiding."""

    def __init__(self, shell: Shell, desk: Any, found: Complaint, yes: str, done: Done) -> None:
        super().__init__(shell, _("Complaint {number}", number=found.number), yes)
        self._desk, self._found, self._done = desk, found, done
        self.say(_told(found, desk.bench.today))
        self.foot.insertWidget(0, Button(_("&Void…"), clicked=self._void))
        self.foot.insertWidget(1, Button(_("&Print…"), clicked=self._print))
        self.setMinimumWidth(theme.h(36))

    def _print(self) -> None:
        open_paper(self.shell, self._desk, "complaint_sheet", self._found.id)

    def _void(self) -> None:
        reason = self.shell.ask_text(_("Why is the complaint void?"))
        if reason is None:
            return
        verb = self._desk.complaints.void
        if tried(self.shell, lambda: verb(self._found.id, reason)) is not None:
            self._done()
            self.done(0)


class HandleDialog(_StageDialog):
    """Who cares for it, and once it is solved how."""

    def __init__(self, shell: Shell, desk: Any, found: Complaint, done: Done) -> None:
        """Begin in the solution; without one the complaint is only taken in hand."""
        super().__init__(shell, desk, found, _("&Save"), done)
        form = self.form
        form.section("handling", _("How it was handled"))
        solution = AreaField(_("Leave it empty while it is not solved yet"), lines=4)
        form.add("solution", _("Solution"), solution, span=12)
        form.add("owner", _("Who cares for it"), ChoiceField(carers(desk)), span=6)
        taken = found.stage is ComplaintStage.HANDLING
        owner = found.owner if taken else found.owner or desk.people.acting.login
        form.fill({"solution": found.solution, "owner": owner}, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Take it in hand, or write the solution down."""
        complaints, found = self._desk.complaints, self._found
        if values["solution"]:
            complaints.solve(found.id, values["solution"])
            self.shell.toast(_("{number} is solved: ask the customer", number=found.number))
        else:
            complaints.handle(found.id, values["owner"] or "")
            self.shell.toast(_("{number} is in hand", number=found.number))
        self._done()


class CloseDialog(_StageDialog):
    """Whether the customer is satisfied with the solution."""

    def __init__(self, shell: Shell, desk: Any, found: Complaint, done: Done) -> None:
        """Begin without an answer: an Enter too many closes nothing."""
        super().__init__(shell, desk, found, _("&Save"), done)
        form = self.form
        form.section("end", _("Is the customer satisfied?"))
        answers = [
            Segment("yes", _("Satisfied: close")),
            Segment("no", _("Not satisfied: close")),
            Segment("again", _("Open it again")),
        ]
        form.add("answer", _("The customer is"), Segmented(answers), required=True, span=12)
        form.add("solution", _("Solution"), AreaField(lines=2), span=12).setReadOnly(True)
        form.add("reason", _("What he is not satisfied with"), AreaField(lines=2), span=12)
        form.fill({"answer": None, "solution": found.solution, "reason": ""}, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Close it, or open it again."""
        complaints, found = self._desk.complaints, self._found
        if values["answer"] == "again":
            complaints.reopen(found.id, values["reason"])
            self.shell.toast(_("{number} is in hand", number=found.number))
        else:
            complaints.close(found.id, values["answer"] == "yes")
            self.shell.toast(_("{number} is closed", number=found.number))
        self._done()
