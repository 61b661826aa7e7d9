"""The auditors' list of a claim: what is in order, what lacks, what does not apply."""

from PySide6.QtCore import Signal

from warrantydesk.domain.readiness import READY_NAMES, AuditItem, Readiness, Ready
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import TableView
from warrantydesk.ui.kit.table_model import Column, ListModel
from warrantydesk.ui.refusals import said
from warrantydesk.ui.shell import Shell

_MARKS = {Ready.OK: Mark.OK, Ready.MISSING: Mark.WARN, Ready.NOT_APPLICABLE: Mark.NA}
_ORDER = {Ready.MISSING: 0, Ready.OK: 1, Ready.NOT_APPLICABLE: 2}


class ReadinessDialog(AskDialog):
    """The list, gaps first; Enter goes to the field of the gap in hand."""

    jumped = Signal(str)

    def __init__(self, shell: Shell, claim_number: str, view: Readiness) -> None:
        """Show the readiness of a claim as it stands in the form."""
        title = _("Readiness of {number}", number=claim_number)
        super().__init__(title, _("Go there"), shell.widget())
        gaps = ngettext_("{n} gap", "{n} gaps", len(view.missing))
        head = _("{score} of 100 points · {gaps}", score=view.score, gaps=gaps)
        self.content.addWidget(Words(head, delta=1.5, bold=True))
        self.content.addWidget(
            Words(_("What auditors look at first, and charge back."), token="ink2", wrap=True)
        )
        self.model = ListModel(_columns(), self)
        self.model.show(sorted(view.items, key=lambda one: _ORDER[one.state]))
        self.table = TableView(self.model)
        self.table.setAccessibleName(title)
        self.content.addWidget(self.table, 1)
        self.no.setText(_("Close"))
        self.table.chosen.connect(lambda _row: self._follow())
        self.table.opened.connect(lambda _row: self.accept())
        self.resize(theme.h(40), theme.h(27))
        self.table.select_row(0)
        self._follow()

    def accept(self) -> None:
        """Go to the field of the gap in hand."""
        item = self.table.row()
        super().accept()
        if item is not None and item.field:
            self.jumped.emit(item.field)

    def _follow(self) -> None:
        item = self.table.row()
        self.yes.setEnabled(item is not None and bool(item.field))


def _columns() -> list[Column]:
    return [
        Column(
            "title",
            _("Subject"),
            width=216,
            text=lambda one: _(one.title),
            bold=lambda one: one.state is Ready.MISSING,
            mark=lambda one: _MARKS[one.state],
        ),
        Column("lacks", _("What is missing"), width=320, stretch=True, text=_lacks),
        Column("points", _("Points"), align="right", width=64, text=_points),
    ]


def _lacks(item: AuditItem) -> str:
    if item.findings:
        return said(item.findings[0])
    return _(item.lacks) if item.lacks else _(READY_NAMES[item.state])


def _points(item: AuditItem) -> str:
    if item.state is Ready.NOT_APPLICABLE:
        return "—"
    return f"{item.points if item.state is Ready.OK else 0} / {item.points}"
