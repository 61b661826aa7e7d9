"""The audit pack: a list of claims becomes a folder or a ZIP of dossiers, beside the work."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from warrantydesk.i18n import _
from warrantydesk.ui.audit_dialog_list import NumberPane
from warrantydesk.ui.audit_dialog_result import ResultPane
from warrantydesk.ui.audit_work import AuditWork, audit_of
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.front_stack import FrontStack
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.other_programs import open_path
from warrantydesk.ui.shell import Shell

FOLDER, ZIP = "folder", "zip"
MEMORY = "audit/form"


class AuditDialog(AskDialog):
    """First the list, then the progress and the result; closing it lets the work go on."""

    def __init__(self, shell: Shell, desk: Any, claim_ids: Sequence[int] = ()) -> None:
        """Begin with ``claim_ids``; a pack that is being made is shown first."""
        super().__init__(_("Audit pack"), _("&Make the pack…"), shell.widget())
        self.shell, self.desk = shell, desk
        self.work: AuditWork = audit_of(shell, desk)
        self.list, self.outcome = NumberPane(shell, desk), ResultPane(self.work)
        self.form = Segmented([Segment(FOLDER, _("As a folder")), Segment(ZIP, _("As a ZIP file"))])
        self.form.set_value(shell.memory.value(MEMORY, FOLDER))
        self.stop = Button(_("&Stop"), clicked=self.work.stop)
        self.again = Button(_("&Another list"), clicked=lambda: self._turn(False))
        self.sheet = Button(_("&Missing papers…"), icon="print", clicked=self.show_sheet)
        self.place = Button(_("&Open the folder"), icon="folder", clicked=self.open_place)
        self._stack = FrontStack()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.outcome)
        self.content.addWidget(self._stack, 1)
        at = self.foot.indexOf(self.no)
        for widget in (self.form, self.again, self.stop, self.sheet, self.place):
            self.foot.insertWidget(at, widget)
            at += 1
        self.list.changed.connect(self._judge)
        self.work.changed.connect(self._judge)
        self.outcome.table.opened.connect(self._open_folder)
        self.resize(theme.h(54), theme.h(31))
        if claim_ids:
            self.list.show_claims(claim_ids)
        self._turn(self.work.is_running() or (not claim_ids and self.work.result is not None))

    def accept(self) -> None:
        """Ask for the place and begin."""
        if self.list.is_waiting():
            self.list.read()
        found = self.list.numbers
        target = self._target() if found.claim_ids else None
        if target is None:
            return
        self.shell.memory.setValue(MEMORY, self.form.value())
        if self.work.start(found.claim_ids, target, found.unknown):
            self._turn(True)
        else:
            self.shell.tell(self.work.problem, warn=True)

    def open_place(self) -> None:
        """Open the folder of the pack, the one it lies in where it is a file."""
        if self.work.result is not None:
            place = self.work.result.place
            folder = place if place.is_dir() else place.parent
            open_path(self.shell, folder)

    def show_sheet(self) -> None:
        """Show the sheet of missing papers, to be printed."""
        if self.work.result is not None:
            from warrantydesk.ui.audit_dialog_sheet import show_sheet

            show_sheet(self.shell, self.desk, self.work.result)

    def _target(self) -> Path | None:
        if self.form.value() == ZIP:
            name = _("audit-{day}", day=self.desk.bench.today.isoformat())
            place = self.shell.pick_save(_("Save the audit pack"), f"{name}.zip", "ZIP (*.zip)")
            return Path(place) if place else None
        folder = messages.pick_folder(self, _("Folder in which the audit pack is made"))
        return Path(folder) if folder else None

    def _turn(self, to_result: bool) -> None:
        self._stack.setCurrentWidget(self.outcome if to_result else self.list)
        self._judge()

    def _judge(self) -> None:
        """Offer what can be done now, and say what stands in the way."""
        on_result = self._stack.currentWidget() is self.outcome
        running, result = self.work.is_running(), self.work.result
        self.form.setVisible(not on_result)
        self.yes.setVisible(not on_result)
        self.stop.setVisible(on_result and running)
        self.stop.setEnabled(not self.work.is_stopping())
        self.again.setVisible(on_result and not running)
        for button in (self.sheet, self.place):
            button.setVisible(on_result and result is not None)
        self.no.setText(_("Work on meanwhile") if on_result and running else _("Close"))
        if on_result:
            self.hold("")
        elif running:
            self.hold(_("A pack is being made: wait for its end."))
        elif not self.list.numbers.found:
            self.hold(_("Name at least one claim of this desk."))
        else:
            self.hold("")

    def _open_folder(self, row: Any) -> None:
        if row.claim_id:
            self.done(0)
            self.shell.open("archive", "folder", row.claim_id)


def open_audit(shell: Shell, desk: Any, claim_ids: Sequence[int] = ()) -> AuditDialog:
    """Open the audit pack for these claims, or for a list that is typed, pasted or imported."""
    dialog = AuditDialog(shell, desk, claim_ids)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
