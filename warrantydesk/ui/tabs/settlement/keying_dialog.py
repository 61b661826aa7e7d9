"""A statement is keyed in beside its file, and rows that could not be read are put right."""

from pathlib import Path
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.statement import Statement
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.services.imports.statement_target import STATEMENTS
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import ChoiceField, DateField, MoneyField, TextField
from warrantydesk.ui.kit.labels import ElidedWords
from warrantydesk.ui.kit.line_table import LineTable, Row
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.keying_lines import (
    LINES,
    all_keyed,
    at_places,
    blank,
    changed_in,
    columns,
    correct,
    is_empty,
    net_fen,
    row_of,
    unread_lines,
)

WITHOUT, WITH = "without", "with"
_HEAD = ("maker_number", "period", "issued_on", "total_fen", "tax_fen")
_BLANK_ROWS = 4
_WORDS = {WITHOUT: N_("Without tax"), WITH: N_("With {rate} % tax")}


class KeyingDialog(FormDialog):
    """Head, file and lines of one statement; all of it is written with one verb."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        statement_id: int = 0,
        parent: QWidget | None = None,
        line_id: int = 0,
    ) -> None:
        """Begin a new statement, or go on with one at one of its rows."""
        self._old: Statement | None = desk.statements.get(statement_id) if statement_id else None
        old = self._old
        title = _("Key in a statement")
        if old is not None:
            title = _("Key in lines · {number}", number=old.maker_number or old.number)
        super().__init__(shell, title, _("&Key in"))
        self._desk, self._file = desk, Path()
        self._unread = unread_lines(desk, statement_id, line_id) if old is not None else []
        self._subjects = list(STATEMENTS.subjects(desk.bench, desk.bench.site.brand))
        self.file_name = ElidedWords("", token="ink2")
        self.pick = Button(_("&File…"), clicked=self.pick_file)
        self.table = LineTable(columns(with_rows=bool(self._unread)), blank())
        self._others = self._other_amounts()
        self._declare()
        self._fill()
        self.table.edited.connect(self._say_sum)
        self.form.changed.connect(lambda _path: self._say_sum())
        self._say_sum()
        self.setMinimumWidth(theme.h(46))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first row that must be put right, where there is one."""
        super().showEvent(event)
        if self._unread:
            self.table.setFocus()
            self.table.setCurrentIndex(self.table.model().index(0, 1))

    def _declare(self) -> None:
        form = self.form
        form.section("statement", _("Statement"))
        if self._old is None:
            payers = [(one.profile + "\n" + one.name, one.title) for one in self._subjects]
            form.add("payer", _("Who pays"), ChoiceField(payers), required=True, span=6)
        number = TextField()
        form.add("maker_number", _("Payer's number"), number, required=self._old is None, span=6)
        month = TextField()
        month.setPlaceholderText(f"{self._desk.bench.today:%Y-%m}")
        form.add("period", _("Settled month"), month, span=3)
        form.add("issued_on", _("Drawn up on"), DateField(), span=3)
        form.add("total_fen", _("Total without tax ¥"), MoneyField(least=None), span=3)
        form.add("tax_fen", _("Tax of it ¥"), MoneyField(least=None), span=3)
        if self._old is None:
            form.add_block(self._file_row())
        form.section(LINES, _("Lines of the statement"), _("Insert adds a row"))
        ways = [(WITHOUT, _(_WORDS[WITHOUT])), (WITH, _(_WORDS[WITH], rate=self._rate()))]
        form.add("tax_way", _("Amounts of the lines"), ChoiceField(ways), span=4)
        self.table.setAccessibleName(_("Lines of the statement"))
        form.add_block(self.table, LINES)

    def _file_row(self) -> QWidget:
        row = QWidget()
        lay = QHBoxLayout(row)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.pick)
        lay.addWidget(self.file_name, 1)
        self.file_name.setText(_("The statement as PDF or picture is kept beside it."))
        return row

    def _fill(self) -> None:
        rows = [row_of(one) for one in self._unread]
        rows += [blank() for _n in range(1 if rows else _BLANK_ROWS)]
        old = self._old
        head = {name: getattr(old, name) for name in _HEAD} if old is not None else {}
        first = self._subjects[0]
        payer = {} if old is not None else {"payer": f"{first.profile}\n{first.name}"}
        self.form.fill({**payer, **head, "tax_way": WITHOUT, LINES: rows})

    def _rate(self) -> str:
        brand = self._old.brand if self._old is not None else self._desk.bench.site.brand
        return f"{self._desk.bench.profile(brand).rates.tax.normalize():f}"

    def pick_file(self) -> None:
        """Choose the file that is kept beside the statement."""
        kinds = _("PDF and pictures") + " (*.pdf *.jpg *.jpeg *.png *.webp *.bmp *.tif)"
        found = self.shell.pick_files(_("File of the statement"), kinds, many=False)
        if found:
            self.take_file(Path(found[0]))

    def take_file(self, file: Path) -> None:
        """Take a file that is to be kept beside the statement."""
        self._file = file
        self.file_name.setText(file.name)

    def _percent(self) -> str | None:
        return self._rate() if self.form.field("tax_way").value() == WITH else None

    def _say_sum(self) -> None:
        """Say what the lines make, and how far that is from the total."""
        percent = self._percent()
        amounts = [
            net_fen(row["amount_fen"], percent)
            for row in self.table.value()
            if row["amount_fen"] is not None
        ]
        amounts += self._others
        total = self.form.field("total_fen").value()
        words = ngettext_("{n} line", "{n} lines", len(amounts))
        self.note.show_mark(*sum_words(words, sum(amounts), total if amounts else None))

    def _other_amounts(self) -> list[int]:
        """Return what the lines pay that are there already and not shown here, net fen."""
        if self._old is None:
            return []
        shown = {one.id for one in self._unread}
        lines = self._desk.statements.lines(self._old.id)
        return [one.amount_fen or 0 for one in lines if one.id not in shown]

    def keep(self, values: dict[str, Any]) -> None:
        """Write head and lines; what is refused stands at its field or row."""
        rows = self.table.value()
        fresh = [n for n, row in enumerate(rows) if not row["id"] and not is_empty(row)]
        old = self._old
        if old is None:
            made = self._key_in(values, rows, fresh)
            self.shell.toast(_("Statement {number} is keyed in", number=made.number))
        else:
            made = self._go_on(old, values, rows, fresh)
        tried(self.shell, lambda: self._desk.statements.match(made.id))
        self.shell.open("settlement", "statement", made.id)

    def _key_in(self, values: dict[str, Any], rows: list[Row], fresh: list[int]) -> Any:
        brand, _sign, payer = str(values["payer"]).partition("\n")
        with at_places(fresh):
            return self._desk.statements.key(
                values["maker_number"],
                brand,
                payer,
                values["period"] or "",
                values["issued_on"],
                values["total_fen"],
                values["tax_fen"],
                self._file if self._file.name else None,
                all_keyed([rows[n] for n in fresh], self._percent()),
            )

    def _go_on(
        self, old: Statement, values: dict[str, Any], rows: list[Row], fresh: list[int]
    ) -> Statement:
        percent = self._percent()
        head = {name: values[name] for name in _HEAD if values[name] != getattr(old, name)}
        with at_places(fresh):
            lines = all_keyed([rows[n] for n in fresh], percent)
        if head:
            self._desk.statements.correct_head(old.id, **head)
        for number, row in enumerate(rows):
            if row["id"] and changed_in(row, self._unread):
                with at_places([number]):
                    correct(self._desk, row, percent)
        if lines:
            with at_places(fresh):
                self._desk.statements.add_lines(old.id, lines)
        return old


def sum_words(lines: str, whole: int, total: int | None) -> tuple[Mark | None, str]:
    """Return what is said of the sum of lines beside the total of the statement."""
    if total is None:
        return None, _("{lines} · {sum}", lines=lines, sum=yuan(whole))
    if total == whole:
        return Mark.DONE, _("{lines} · {sum}, as the statement says", lines=lines, sum=yuan(whole))
    text = _(
        "{lines} · {sum}: {difference} from the total",
        lines=lines,
        sum=yuan(whole),
        difference=yuan(whole - total),
    )
    return Mark.WARN, text
