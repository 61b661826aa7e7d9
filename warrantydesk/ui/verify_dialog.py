"""Everything is compared with the journal in a worker; what is not as it says stands in a list."""

from typing import Any

from PySide6.QtGui import QShowEvent

from warrantydesk.domain.anchor import read_anchor
from warrantydesk.domain.journal_line import JournalDamage
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.cell import FieldCell
from warrantydesk.ui.kit.inputs import TextField
from warrantydesk.ui.kit.jobs import Job
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.table import TableView
from warrantydesk.ui.kit.table_model import Column, ListModel
from warrantydesk.ui.refusals import tell_error, tried
from warrantydesk.ui.shell import Shell


class VerifyDialog(AskDialog):
    """An anchor may be given; then how far the look is; then what was found, each to be opened."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Wait for the word to begin."""
        super().__init__(_("Verify all data"), _("&Verify"), shell.widget())
        self.shell, self.desk = shell, desk
        self.found: list[JournalDamage] | None = None
        self._job: Job | None = None
        self.field = TextField("18204:a3f971c04e9b")
        self.anchor = FieldCell("anchor", _("Anchor from a paper or a backup (if any)"), self.field)
        self.said = Words(
            _(
                "Rows, files and the search index are compared with the journal. With the anchor"
                " at the foot of a printed paper it is also seen whether an older database was put"
                " back."
            ),
            token="ink2",
            wrap=True,
        )
        self.state = MarkLabel()
        self.model = ListModel(_columns(), self)
        self.table = TableView(self.model)
        self.table.setAccessibleName(_("What is not as the journal says"))
        self.table.opened.connect(self._open)
        for widget in (self.said, self.anchor, self.state):
            self.content.addWidget(widget)
        self.content.addWidget(self.table, 1)
        self.content.addStretch(0)
        self.table.hide()
        self.state.hide()
        self.field.edited.connect(self._judge)
        self.resize(theme.h(46), theme.h(14))

    def showEvent(self, event: QShowEvent) -> None:
        """Name the button that closes for what it does."""
        super().showEvent(event)
        self.no.setText(_("Close"))

    def accept(self) -> None:
        """Begin to look; the window goes on meanwhile."""
        if self._job is not None:
            return
        work = tried(self.shell, lambda: self.desk.archive.prepare_verify(self.field.value()))
        if work is None:
            return
        self.table.hide()
        self.state.show()
        self.state.show_mark(Mark.RUNNING, _("Looking…"))
        self.yes.setEnabled(False)
        self.no.setText(_("&Stop"))
        self._job = self.shell.run(work, self._take, _("Verifying all data…"), self._fail)
        self._job.progressed.connect(self._tell)

    def reject(self) -> None:
        """Stop the look, or close."""
        if self._job is None:
            super().reject()
            return
        self._end()
        self.state.show_mark(Mark.NA, _("Stopped: not everything was looked at."))

    def _tell(self, done: int, total: int, text: str) -> None:
        if self._job is None:
            return
        share = f" {done * 100 // total} %" if total else ""
        self.state.show_mark(Mark.RUNNING, f"{text}{share}")

    def _end(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        self.no.setText(_("Close"))
        self.yes.setEnabled(True)

    def _fail(self, error: BaseException) -> None:
        self._end()
        self.state.hide()
        tell_error(self.shell, error)

    def _take(self, found: list[JournalDamage]) -> None:
        self.found, self._job = found, None
        self._end()
        if not found:
            self.state.show_mark(Mark.OK, _("Everything is as the journal says."))
        else:
            self.state.show_mark(
                Mark.BLOCK,
                ngettext_(
                    "{n} thing is not as the journal says.",
                    "{n} things are not as the journal says.",
                    len(found),
                ),
            )
            self.model.show(found)
            self.table.show()
            self.resize(self.width(), max(self.height(), theme.h(30)))
        status = getattr(self.shell.widget(), "status", None)
        if callable(status):
            status().show_sound([" ".join((one.about, one.name, one.detail)) for one in found])

    def _judge(self) -> None:
        typed = self.field.value()
        wrong = bool(typed.strip()) and read_anchor(typed) is None
        self.hold(
            _("An anchor is a number, a colon and at least 8 signs of its hash.") if wrong else ""
        )

    def _open(self, damage: JournalDamage) -> None:
        if damage.opens is None:
            self.shell.toast(_("This cannot be opened: ask for help, or restore a backup."))
            return
        self.done(0)
        self.shell.open(*damage.opens)


def _columns() -> list[Column]:
    return [
        Column("kind", _("Kind"), width=110, mark=lambda _one: Mark.BLOCK),
        Column("about", _("Of what"), width=130),
        Column("name", _("Name or number"), width=150),
        Column("detail", _("What is wrong"), width=240, stretch=True),
    ]


def open_verify(shell: Shell, desk: Any) -> VerifyDialog:
    """Offer to verify all data."""
    dialog = VerifyDialog(shell, desk)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
