"""The file for the accounting system: layout, days, what it will hold, where it goes."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _, ngettext_, pick
from warrantydesk.services.settlement.accounting import AccountingRows
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.cell import FieldCell
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.inputs import CheckField, ChoiceField, DateField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, ListModel, TableView
from warrantydesk.ui.refusals import said, sentence
from warrantydesk.ui.shell import Shell

KINDS = "CSV (*.csv);;Text (*.txt);;Excel (*.xlsx)"
SHOWN = 12
"""So many lines are shown before the file is written."""


class ExportDialog(AskDialog):
    """Shows the first lines of what will be written."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Begin with what accounting was not given yet, in the first layout of the profile."""
        super().__init__(_("Invoices for accounting"), _("&Save as…"), shell.widget())
        self.shell, self.desk = shell, desk
        self.layouts = desk.invoices.layouts()
        names = [(one.code, pick(one.name_zh, one.name_en)) for one in self.layouts]
        self.layout_field = ChoiceField(names)
        self.first, self.last = DateField(), DateField()
        self.again = CheckField(_("Also what was given already"), alone=True)
        self.told = Words("", token="ink2", wrap=True)
        self.table = self._made_table(())
        self._lay()
        for field in (self.layout_field, self.first, self.last, self.again):
            field.edited.connect(self.show_lines)
        if names:
            self.layout_field.set_value(names[0][0])
        self.resize(theme.h(54), theme.h(26))
        self.show_lines()

    def _lay(self) -> None:
        intro = _(
            "The profile describes the columns. They are those that finance keys into SAP R/3; "
            "SAP has certified nothing."
        )
        self.content.addWidget(Words(intro, token="ink2", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(FieldCell("layout", _("Layout"), self.layout_field), 1)
        for path, words, field in (
            ("first", _("Issued from"), self.first),
            ("last", _("Issued until"), self.last),
        ):
            cell = FieldCell(path, words, field)
            cell.setFixedWidth(theme.h(7.5))
            line.addWidget(cell)
        self.content.addLayout(line)
        self.content.addWidget(self.again)
        self.content.addWidget(self.table, 1)
        self.content.addWidget(self.told)

    def _made_table(self, columns: Sequence[Column]) -> TableView:
        table = TableView(ListModel(columns))
        table.setAccessibleName(_("First lines of the file"))
        table.set_empty(_("No invoice of these days waits for the accounting system."))
        return table

    def _show_table(self, columns: Sequence[Column], rows: Sequence[Any]) -> None:
        """Show lines; every layout has columns of its own, so the table is made anew."""
        former, self.table = self.table, self._made_table(columns)
        self.content.replaceWidget(former, self.table)
        former.hide()
        former.deleteLater()
        model = self.table.model()
        assert isinstance(model, ListModel)
        model.show(rows)

    def show_lines(self) -> None:
        """Read what would be written."""
        try:
            found = self.desk.invoices.preview(*self._asked(), again=bool(self.again.value()))
        except Refused as no:
            self._show_table((), ())
            self.told.setText("")
            self.hold(said(no.findings[0]))
            return
        self._show(found)

    def _show(self, found: AccountingRows) -> None:
        columns = [_column(number, found) for number in range(len(found.titles))]
        self._show_table(columns, found.rows[:SHOWN])
        count = len(found.invoices)
        words = ngettext_("{n:,} invoice", "{n:,} invoices", count)
        lines = ngettext_("{n:,} line", "{n:,} lines", len(found.rows))
        self.told.setText(_("{invoices}, {lines}", invoices=words, lines=lines))
        given = found.given_before
        self.hold("")
        self.yes.setEnabled(bool(count))
        if given and not self.again.value():
            self.hold(_("{n} were given already: tick the box to give them again.", n=given))
        elif given:
            self.note.show_mark(Mark.WARN, _("{n} of them go a second time", n=given))

    def _asked(self) -> tuple[str, date | None, date | None]:
        return self.layout_field.value() or "", self.first.value(), self.last.value()

    def accept(self) -> None:
        """Ask for a place and write the file; what is refused stands at the foot."""
        layout, first, last = self._asked()
        name = f"{layout} {self.desk.bench.today.isoformat()}.csv"
        chosen = self.shell.pick_save(_("Invoices for accounting"), name, KINDS)
        if not chosen:
            return
        try:
            done = self.desk.invoices.export(
                Path(chosen), layout, first, last, again=bool(self.again.value())
            )
        except (Refused, Unavailable) as error:
            self.note.show_mark(Mark.BLOCK, sentence(error))
            return
        rows = ngettext_("{n:,} row", "{n:,} rows", done.rows)
        self.shell.toast(_("Saved as {file}, {rows}", file=Path(chosen).name, rows=rows))
        super().accept()


def _column(number: int, found: AccountingRows) -> Column:
    samples = [row[number] for row in found.rows[:SHOWN]]
    return Column(
        str(number),
        found.titles[number],
        width=min(width_for(samples, found.titles[number]), 190),
        text=lambda row: row[number],
        sortable=False,
    )
