"""What became of each piece of a batch: nothing is half done in silence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from warrantydesk.domain.finding import Finding
from warrantydesk.domain.tag import has_tag_shape, spoken
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.clipboard import copy_table
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, ListModel, TableView
from warrantydesk.ui.refusals import said
from warrantydesk.ui.shell import Shell


@dataclass(frozen=True)
class ResultRow:
    """One piece, and what became of it; ``mark`` is done or refused."""

    tag: str
    mark: Mark
    words: str


def rows_of(report: Any) -> list[ResultRow]:
    """Return a batch's report row by row, what was refused first."""
    no = [
        ResultRow(_tag(one.tag), Mark.BLOCK, said(Finding(one.code, "", one.message, one.values)))
        for one in report.refused
    ]
    return [*no, *(ResultRow(_tag(tag), Mark.OK, _("done")) for tag in report.done)]


def _tag(tag: str) -> str:
    return spoken(tag) if has_tag_shape(tag) else tag


class ResultDialog(AskDialog):
    """The list of a batch, to be read and copied."""

    def __init__(self, shell: Shell, title: str, rows: Sequence[ResultRow]) -> None:
        """Show ``rows`` as they come."""
        super().__init__(title, _("&Close"), shell.widget())
        self.no.hide()
        self.rows = list(rows)
        model = ListModel(
            (
                Column("tag", _("Tag"), width=130, mark=lambda row: row.mark),
                Column("words", _("What became of it"), width=420, stretch=True),
            )
        )
        model.show(self.rows)
        self.table = TableView(model)
        self.table.setAccessibleName(title)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.addWidget(self.table, 1)
        self.foot.insertWidget(1, Button(_("C&opy"), icon="copy", clicked=self._copy))
        wrong = sum(row.mark is Mark.BLOCK for row in self.rows)
        done = len(self.rows) - wrong
        words = _("{done} done, {wrong} stayed as they were", done=done, wrong=wrong)
        if not wrong:
            words = ngettext_("{n} done", "{n} done", done)
        self.note.show_mark(Mark.WARN if wrong else Mark.OK, words)
        self.resize(theme.h(38), theme.h(24))

    def _copy(self) -> None:
        """Put the list on the clipboard."""
        copy_table([[_("Tag"), _("What became of it")], *([r.tag, r.words] for r in self.rows)])


def show_report(shell: Shell, title: str, report: Any) -> ResultDialog | None:
    """Show the list of a batch where a piece of it was refused."""
    if not report.refused:
        return None
    dialog = ResultDialog(shell, title, rows_of(report))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
