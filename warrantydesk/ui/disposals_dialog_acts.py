"""What can be done with a list of records: propose, hold, decide, carry out."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from warrantydesk.domain.disposal import Disposal
from warrantydesk.domain.person import Role
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.services.papers.redaction_certificate import CERTIFICATE
from warrantydesk.ui.acting_as import acting_as, people_of
from warrantydesk.ui.final_dialog import FinalDialog
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import AreaField, ChoiceField, TextField
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried

if TYPE_CHECKING:
    from warrantydesk.ui.disposals_dialog import DisposalsDialog


class DisposalActs:
    """The verbs of the dialog."""

    def __init__(self, dialog: "DisposalsDialog") -> None:
        """Work on the list that the dialog shows."""
        self._dialog = dialog
        self._shell, self._desk = dialog.shell, dialog.desk

    def propose(self) -> None:
        """Make a list of everything that is due."""
        count = len(self._dialog.due.free)
        question = ngettext_(
            "Propose {n} record to be disposed of? Note for the manager:",
            "Propose {n} records to be disposed of? Note for the manager:",
            count,
        )
        note = self._shell.ask_text(question)
        if note is None:
            return
        made = tried(self._shell, lambda: self._desk.disposals.propose(note=note))
        if made is not None:
            self._dialog.read(made.id)

    def hold(self) -> None:
        """Take the claim in hand off the list, or put it back."""
        row, one = self._dialog.lines.row(), self._dialog.disposal
        if row is None or one is None:
            return
        reason: str | None = ""
        if not row.held_reason:
            reason = self._shell.ask_text(
                _("Why is the record of {number} kept?", number=row.claim_number)
            )
            if reason is None or not reason.strip():
                return
        told = reason
        if tried(self._shell, lambda: self._desk.disposals.hold(row.line_id, told)) is not None:
            place = self._dialog.lines.currentIndex().row()
            self._dialog.read(one.id)
            self._dialog.lines.select_row(place)

    def approve(self) -> None:
        """Let the service manager approve the list."""
        if self._dialog.disposal is not None:
            DecisionDialog(self._dialog, self._dialog.disposal, approve=True).open()

    def refuse(self) -> None:
        """Let the service manager refuse the list."""
        if self._dialog.disposal is not None:
            DecisionDialog(self._dialog, self._dialog.disposal, approve=False).open()

    def carry_out(self) -> None:
        """Dispose of the records before a witness."""
        if self._dialog.disposal is not None:
            CarryOutDialog(self._dialog, self._dialog.disposal).open()

    def void(self) -> None:
        """Void a list that was made by mistake."""
        one = self._dialog.disposal
        if one is None:
            return
        reason = self._shell.ask_text(_("Why is list {number} void?", number=one.number))
        if reason is None:
            return
        if tried(self._shell, lambda: self._desk.disposals.void(one.id, reason)) is not None:
            self._dialog.read(one.id)


class DecisionDialog(FormDialog):
    """The service manager approves or refuses a list."""

    def __init__(self, owner: "DisposalsDialog", disposal: Disposal, *, approve: bool) -> None:
        """Ask who decides, and why."""
        number = disposal.number
        super().__init__(
            owner.shell,
            _("Approve list {number}", number=number)
            if approve
            else _("Refuse list {number}", number=number),
            _("&Approve") if approve else _("&Refuse"),
            _("Approved records can be disposed of before a witness; then they are gone for good.")
            if approve
            else _("Refused records are kept; the reason stands on the list."),
        )
        self._owner, self._disposal, self._approves = owner, disposal, approve
        people = people_of(owner.desk, Role.SERVICE_MANAGER)
        others = [one for one in people if one[0] != disposal.proposed_by]
        form = self.form
        form.section("decision", _("Decision"))
        form.add("text", _("Remark") if approve else _("Reason"), AreaField(lines=2), span=12)
        form.add("by", _("Service manager"), ChoiceField(people), required=True, span=6)
        likely = others or people
        by = likely[0][0] if len(likely) == 1 else None
        form.fill({"text": "", "by": by}, fresh=True)
        self.finished.connect(self.deleteLater)

    def keep(self, values: dict[str, Any]) -> None:
        """Decide under the manager's name."""
        disposals = self._owner.desk.disposals
        verb = disposals.approve if self._approves else disposals.refuse
        with acting_as(self._owner.desk, values["by"]):
            verb(self._disposal.id, values["text"])
        self._owner.read(self._disposal.id)


class CarryOutDialog(FinalDialog):
    """The records leave for good: a witness, and the number of the list typed once more."""

    LABEL = N_("Disposing of records")
    TYPED = "number"
    WRONG = N_("This is not the number of the list.")

    def __init__(self, owner: "DisposalsDialog", disposal: Disposal) -> None:
        """Ask for the witness."""
        count = sum(not one.held_reason for one in owner.desk.disposals.lines(disposal.id))
        super().__init__(
            owner.shell,
            owner.desk,
            _("Carry out list {number}", number=disposal.number),
            _("&Dispose of for good"),
            ngettext_(
                "Files and personal values of {n} claim leave the desk for good. Numbers, parts "
                "and money stay. This cannot be undone.",
                "Files and personal values of {n} claims leave the desk for good. Numbers, parts "
                "and money stay. This cannot be undone.",
                count,
            ),
        )
        self._owner, self._disposal = owner, disposal
        form = self.form
        form.section("witness", _("Witness"))
        form.add("witness", _("Name of the witness"), TextField(), required=True, span=6)
        form.add(
            "number",
            _("Type {name} once more", name=disposal.number),
            TextField(),
            required=True,
            span=6,
        )
        form.fill({"witness": "", "number": ""}, fresh=True)
        self.finished.connect(self.deleteLater)

    def is_typed(self, text: str) -> bool:
        """Tell whether the number of the list was typed."""
        return text.upper() == self._disposal.number

    def work(self, values: dict[str, Any]) -> Callable[[], Disposal]:
        """Return what disposes of the records before the witness."""
        disposals, number = self._desk.disposals, self._disposal.id
        return lambda: disposals.carry_out(number, values["witness"])

    def show_made(self, made: Disposal) -> None:
        """Show the list and its certificate."""
        self._owner.read(made.id)
        if made.redaction_id is not None:
            open_paper(self.shell, self._desk, CERTIFICATE, made.redaction_id)
