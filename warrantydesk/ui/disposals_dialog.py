"""Records kept long enough: what is due, the lists made of it, and what becomes of them."""

from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.disposal import DISPOSAL_STATE_NAMES, Disposal, DisposalState, DueRecords
from warrantydesk.i18n import _, date_text, minute_text, ngettext_
from warrantydesk.services.papers.disposal_list import DISPOSAL_LIST
from warrantydesk.services.papers.redaction_certificate import CERTIFICATE
from warrantydesk.ui.disposals_dialog_acts import DisposalActs
from warrantydesk.ui.disposals_dialog_rows import Line, due_columns, due_lines, lines, list_columns
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.lists import QueueList, QueueRow
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.kit.table import TableView
from warrantydesk.ui.kit.table_model import ListModel
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

DUE = 0
_MARKS = {
    DisposalState.PROPOSED: Mark.TODO,
    DisposalState.APPROVED: Mark.WARN,
    DisposalState.DONE: Mark.DONE,
    DisposalState.REFUSED: Mark.BLOCK,
    DisposalState.VOID: Mark.BLOCK,
}


class DisposalsDialog(QDialog):
    """At the left what is due and the lists; at the right the claims, below what can be done."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Read everything at once; what is due comes first."""
        super().__init__(shell.widget())
        self.shell, self.desk = shell, desk
        self.due = DueRecords(desk.bench.today)
        self.disposal: Disposal | None = None
        self.acts = DisposalActs(self)
        self.setWindowTitle(_("Records to be disposed of"))
        self.list = QueueList()
        self.list.setAccessibleName(self.windowTitle())
        self.list.setFixedWidth(theme.h(12))
        self.list.chosen.connect(self._show)
        self.said = Words("", token="ink2", wrap=True)
        self.model = ListModel(due_columns(), self)
        self.listed = ListModel(list_columns(), self)
        self.table = TableView(self.model)
        self.table.setAccessibleName(_("Claims"))
        self.table.set_empty(_("No record has been kept long enough yet."))
        self.lines = TableView(self.listed)
        self.lines.setAccessibleName(_("Claims"))
        for table in (self.table, self.lines):
            table.opened.connect(self._open)
        self._lay_out()
        self.resize(theme.h(62), theme.h(34))
        self.read()

    def _lay_out(self) -> None:
        ground, foot = Surface("base"), Surface("window", "t")
        column = QVBoxLayout(ground)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addWidget(self.lines, 1)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        acts = self.acts
        self.propose = Button(_("&Propose a list…"), primary=True, clicked=acts.propose)
        self.hold = Button(_("&Hold…"), clicked=acts.hold)
        self.approve = Button(_("&Approve…"), primary=True, clicked=acts.approve)
        self.refuse = Button(_("&Refuse…"), clicked=acts.refuse)
        self.carry_out = Button(_("&Carry out…"), primary=True, clicked=acts.carry_out)
        self.void = Button(_("&Void…"), clicked=acts.void)
        self.paper = Button(_("&List as paper"), clicked=lambda: self._paper(DISPOSAL_LIST))
        self.certificate = Button(_("C&ertificate"), clicked=lambda: self._paper(CERTIFICATE))
        for button in (self.paper, self.certificate, self.hold):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.void, self.refuse, self.approve, self.carry_out, self.propose):
            row.addWidget(button)
        row.addWidget(Button(_("Close"), clicked=self.accept))
        right = QWidget()
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(ground, 1)
        inner.addWidget(foot)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.list)
        line.addWidget(right, 1)

    def showEvent(self, event: Any) -> None:
        """Be no larger than the window."""
        super().showEvent(event)
        keep_inside(self)

    def read(self, shown: int = DUE) -> None:
        """Read what is due and the lists again, and show one of them."""
        found = tried(self.shell, self.desk.disposals.due)
        self.due = found if found is not None else self.due
        self.list.show_rows([self._due_row(), *map(self._row, self.desk.disposals.all())])
        self.list.select(shown)
        self._show(shown)

    def _due_row(self) -> QueueRow:
        count = len(self.due.free)
        second = ngettext_("{n} claim", "{n} claims", count)
        if self.due.more:
            second = _("{n} claims and more", n=count)
        return QueueRow(DUE, _("Kept long enough"), second, Mark.TODO if count else Mark.DONE)

    def _row(self, one: Disposal) -> QueueRow:
        day = date_text(one.until_on) if one.until_on else ""
        return QueueRow(
            one.id, one.number, day, _MARKS[one.state], _(DISPOSAL_STATE_NAMES[one.state])
        )

    def _show(self, key: int) -> None:
        self.disposal = self.desk.disposals.get(key) if key else None
        self.table.setVisible(self.disposal is None)
        self.lines.setVisible(self.disposal is not None)
        if self.disposal is None:
            self.model.show(due_lines(self.due.records))
            self.said.setText(self._due_words())
        else:
            self.listed.show(lines(self.desk, self.disposal))
            self.said.setText(self._list_words(self.disposal))
            self.lines.select_row(0)
        self._offer()

    def _offer(self) -> None:
        one = self.disposal
        state = one.state if one is not None else None
        waits = state in (DisposalState.PROPOSED, DisposalState.APPROVED)
        self.propose.setVisible(one is None)
        self.propose.setEnabled(bool(self.due.free))
        self.hold.setVisible(waits)
        self.approve.setVisible(state is DisposalState.PROPOSED)
        self.refuse.setVisible(state is DisposalState.PROPOSED)
        self.carry_out.setVisible(state is DisposalState.APPROVED)
        self.void.setVisible(waits)
        self.paper.setVisible(one is not None)
        self.certificate.setVisible(one is not None and one.redaction_id is not None)

    def _due_words(self) -> str:
        held = len(self.due.records) - len(self.due.free)
        told = [
            _(
                "Repair records are kept six years from the end of the repair (Order 43 article "
                "17), recall records as long, though their own law asks for five; longer where "
                "the maker asks for it."
            )
        ]
        if held:
            told.append(
                ngettext_(
                    "{n} claim is old enough and kept for the reason shown.",
                    "{n} claims are old enough and kept for the reason shown.",
                    held,
                )
            )
        return " ".join(told)

    def _list_words(self, one: Disposal) -> str:
        name = self.desk.people.name_of(one.proposed_by)
        at = minute_text(one.proposed_at) if one.proposed_at else ""
        told = [_("Proposed {at} by {name}.", at=at, name=name)]
        if one.decided_by:
            decided = self.desk.people.name_of(one.decided_by)
            day = date_text(one.decided_on) if one.decided_on else ""
            told.append(_("Decided {day} by {name}.", day=day, name=decided))
        if one.done_at is not None:
            told.append(
                _(
                    "Carried out {at}, witness {name}.",
                    at=minute_text(one.done_at),
                    name=one.witness,
                )
            )
        told += [text for text in (one.note, one.decision_text, one.void_reason) if text]
        return " ".join(told)

    def _open(self, row: Line) -> None:
        self.accept()
        self.shell.open("archive", "claim", row.claim_id)

    def _paper(self, code: str) -> None:
        one = self.disposal
        if one is None:
            return
        subject = one.redaction_id if code == CERTIFICATE else one.id
        if subject is not None:
            open_paper(self.shell, self.desk, code, subject)


def open_disposals(shell: Shell, desk: Any, shown: int = DUE) -> DisposalsDialog:
    """Open the dialog at a list, else at what is due."""
    dialog = DisposalsDialog(shell, desk)
    if shown != DUE:
        dialog.read(shown)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
