"""Visits that were never claimed: claim them now, or write down why there is nothing to claim."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from warrantydesk.domain.summaries import UnclaimedVisit
from warrantydesk.i18n import _, date_text, local, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import TableView
from warrantydesk.ui.kit.table_model import Column, ListModel
from warrantydesk.ui.masks import plate_cells
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell


class UnclaimedDialog(AskDialog):
    """The list; Enter makes a claim of the visit in hand."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Read the list at once."""
        super().__init__(_("Repaired and never claimed"), _("Make a claim"), shell.widget())
        self.shell, self.desk = shell, desk
        self._said = Words("", token="ink2", wrap=True)
        self.model = ListModel(_columns(desk), self)
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.windowTitle())
        self.table.set_empty(_("Every visit has its claim, or its reason why not."))
        self.nothing = Button(_("Nothing to claim…"), clicked=self.dismiss)
        self.foot.insertWidget(1, self.nothing)
        self.no.setText(_("Close"))
        self.content.addWidget(self._said)
        self.content.addWidget(self.table, 1)
        self.table.opened.connect(lambda _row: self.accept())
        self.resize(theme.h(46), theme.h(24))
        self.read()

    def read(self) -> None:
        """Read the visits again."""
        visits = self.desk.visits.unclaimed()
        self.model.show(visits)
        done = sum(one.finished_at is not None for one in visits)
        self._said.setText(
            ngettext_(
                "{n} visit came and went without a claim, {done} of them repaired.",
                "{n} visits came and went without a claim, {done} of them repaired.",
                len(visits),
                done=done,
            )
        )
        if visits:
            self.table.select_row(0)
        self.yes.setEnabled(bool(visits))
        self.nothing.setEnabled(bool(visits))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete says that there is nothing to claim."""
        if event.key() == Qt.Key.Key_Delete and self.nothing.isEnabled():
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def dismiss(self) -> None:
        """Ask why nothing is claimed for the visit in hand, and write it down."""
        visit = self.table.row()
        if visit is None:
            return
        reason = self.shell.ask_text(_("Why is there nothing to claim?"))
        if reason is None or not reason.strip():
            return
        if tried(self.shell, lambda: self.desk.visits.no_claim(visit.id, reason)) is not None:
            self.read()

    def accept(self) -> None:
        """Make a claim of the visit in hand and go to it."""
        visit = self.table.row()
        if visit is None:
            return
        claim = tried(self.shell, lambda: self.desk.claims.new(visit_id=visit.id))
        if claim is not None:
            super().accept()
            self.shell.open("intake", "claim", claim.id)


def _columns(desk: Any) -> list[Column]:
    return [
        Column(
            "repair_order",
            _("Repair order"),
            width=132,
            bold=True,
            second=lambda one: _("repaired") if one.finished_at else _("still open"),
            mark=lambda one: Mark.WARN if one.finished_at else Mark.TODO,
        ),
        Column(
            "plate",
            _("Vehicle"),
            width=168,
            second=lambda one: one.vin,
            **plate_cells(desk, lambda one: one.plate),
        ),
        Column("arrived_at", _("Came"), width=100, text=_came),
        Column("complaint", _("Complaint"), width=260, stretch=True),
    ]


def _came(visit: UnclaimedVisit) -> str:
    return date_text(local(visit.arrived_at).date()) if visit.arrived_at else "—"


def open_unclaimed(shell: Shell, desk: Any) -> UnclaimedDialog:
    """Open the list."""
    dialog = UnclaimedDialog(shell, desk)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
