"""Days of payment for many lines at once: a list with a day each, or a pasted block."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from warrantydesk.domain.money import yuan
from warrantydesk.domain.text import code
from warrantydesk.i18n import _, date_text, ngettext_
from warrantydesk.services.ledger.payments import MOST, Payment, PaymentReport
from warrantydesk.services.sentences import said
from warrantydesk.ui.borrowed import Borrowed
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.inputs import DateField, TextField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, Holds, ListModel, TableView
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell


def open_paid(shell: Shell, desk: Any, then: Callable[[], object]) -> "PaymentsDialog":
    """Open the dialog over the window; ``then`` is called once days were entered."""
    dialog = PaymentsDialog(shell, desk, then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class PaymentsDialog(AskDialog):
    """Lines that are not paid yet; a day goes to the chosen ones, a paste to those it names."""

    def __init__(self, shell: Shell, desk: Any, then: Callable[[], object]) -> None:
        """List the lines of filed claims."""
        super().__init__(_("Days of payment"), _("&Enter"), shell.widget())
        self.shell, self.desk, self._then = shell, desk, then
        self.days: dict[tuple[int, int], date] = {}
        self.troubles: dict[tuple[int, int], str] = {}
        self.lines = tried(shell, desk.ledger.unpaid) or ()
        self.model = ListModel(self._columns())
        self.table = TableView(self.model, multi=True)
        self.table.setAccessibleName(_("Lines that are not paid yet"))
        self.table.set_empty(_("Every line of a filed claim has its day of payment."))
        self.day = DateField()
        self.day.set_value(desk.bench.today)
        self.day.setAccessibleName(_("Paid on"))
        self.search = TextField(_("Claim, VIN or part"))
        self.search.setAccessibleName(_("Claim, VIN or part"))
        self.told = Words(token="ink2", wrap=True)
        self._lay()
        self.search.edited.connect(self.show_lines)
        pasted = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self.table)
        pasted.activated.connect(self.paste)
        gone = QShortcut(QKeySequence("Del"), self.table)
        gone.activated.connect(lambda: self.give(None))
        self.show_lines()

    def _lay(self) -> None:
        intro = _(
            "Retention begins on the day the maker paid the line. Choose lines and give them a "
            "day, or paste rows of claim number and day from the maker's statement."
        )
        self.content.addWidget(Words(intro, token="ink2", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Words(_("Paid on"), token="ink2"))
        self.day.setFixedWidth(theme.h(7))
        line.addWidget(self.day)
        line.addWidget(
            Button(_("To the &chosen lines"), clicked=lambda: self.give(self.day.value()))
        )
        line.addWidget(Button(_("&Paste"), icon="paste", clicked=self.paste))
        line.addWidget(self.search, 1)
        self.content.addLayout(line)
        self.content.addWidget(self.table, 1)
        self.content.addWidget(self.told)

    def showEvent(self, event: QShowEvent) -> None:
        """Be large, but never larger than the window."""
        above = self.parentWidget()
        if above is not None:
            room = above.window().size()
            width = min(theme.h(54), room.width() - 32)
            self.resize(width, min(theme.h(30), room.height() - 32))
        super().showEvent(event)

    def _columns(self) -> list[Column]:
        return [
            Column(
                "claim",
                _("Claim"),
                width=width_for(["LX0DL31C8RB018252"], _("Claim")),
                text=lambda line: line.claim_number,
                second=lambda line: line.vin,
                bold=True,
            ),
            Column(
                "part",
                _("Part"),
                width=140,
                text=lambda line: line.part_name or line.part_no,
                second=self._second,
                second_tone=lambda line: Tone.DANGER if self._trouble(line) else Tone.NEUTRAL,
                stretch=True,
            ),
            Column(
                "pieces",
                _("Pieces"),
                align="right",
                width=width_for(["88"], _("Pieces")),
                text=lambda line: str(line.pieces),
                value=lambda line: line.pieces,
                holds=Holds.COUNT,
                sort=lambda line: line.pieces,
            ),
            Column(
                "amount",
                _("Amount ¥"),
                align="right",
                width=width_for(["88,888.00"], _("Amount ¥")),
                text=lambda line: yuan(line.amount_fen),
                value=lambda line: line.amount_fen,
                holds=Holds.MONEY,
                sort=lambda line: line.amount_fen,
            ),
            Column(
                "day",
                _("Paid on"),
                width=width_for(["2026-12-28"], _("Paid on"), bold=True),
                text=lambda line: date_text(self.days.get(_key(line))),
                value=lambda line: self.days.get(_key(line)),
                holds=Holds.DAY,
                bold=True,
                sort=lambda line: self.days.get(_key(line)),
            ),
        ]

    def _second(self, line: Any) -> str:
        number = _("line {line}", line=line.line)
        return self._trouble(line) or f"{line.part_no}　{number}"

    def _trouble(self, line: Any) -> str:
        return self.troubles.get(_key(line), "")

    def show_lines(self) -> None:
        """Show the lines that hold what is searched for."""
        wanted = str(self.search.value() or "").strip().lower()
        self.model.show(
            [
                line
                for line in self.lines
                if not wanted
                or any(
                    wanted in word.lower()
                    for word in (line.claim_number, line.maker_number, line.vin, line.part_no,
                                 line.part_name)
                )
            ]
        )  # fmt: skip
        self._count()

    def give(self, day: date | None) -> None:
        """Give the chosen lines a day, or take it back."""
        chosen = self.table.selected_rows()
        if not chosen:
            self.note.show_mark(Mark.INFO, _("Choose the lines that were paid on that day."))
            return
        for line in chosen:
            self.troubles.pop(_key(line), None)
            if day is None:
                self.days.pop(_key(line), None)
            else:
                self.days[_key(line)] = day
        self.table.viewport().update()
        self._count()

    def paste(self) -> None:
        """Read rows of claim number and day from the clipboard, and give their lines the day."""
        read = self.desk.ledger.read_pasted(QGuiApplication.clipboard().text())
        known: set[str] = set()
        for line in self.lines:
            names = [name for name in (line.claim_number, line.maker_number) if name]
            found = next((code(name) for name in names if code(name) in read.days), None)
            if found is not None:
                known.add(found)
                self.days[_key(line)] = read.days[found]
        strange = [name for name in read.days if name not in known]
        self.table.viewport().update()
        self._count()
        self._say_paste(strange, read.unread)

    def _say_paste(self, strange: list[str], unread: tuple[str, ...]) -> None:
        words = []
        if strange:
            few = ", ".join(strange[:5])
            words.append(_("No unpaid line here: {claims}.", claims=few))
        if unread:
            words.append(_("Without claim number or day: {rows}.", rows=" / ".join(unread[:3])))
        self.told.setText("　".join(words))

    def _count(self) -> None:
        count = len(self.days)
        self.yes.setEnabled(bool(count))
        words = ngettext_("{n:,} line has a day", "{n:,} lines have a day", count)
        more = _("The first {n:,} lines are shown.", n=MOST) if len(self.lines) == MOST else ""
        self.note.show_mark(None, more or (words if count else ""))

    def accept(self) -> None:
        """Enter all days; what is refused stays in the list with its reason."""
        if not self.days or not self.yes.isEnabled():
            return
        wanted = [Payment(claim, line, day) for (claim, line), day in self.days.items()]
        ledger, enter = self.desk.ledger, self.desk.shelf.record_paid
        self.yes.setEnabled(False)
        Borrowed(self.shell, self.desk).run(
            lambda step: ledger.record_payments(wanted, enter, lambda n, total: step(n, total)),
            _("Entering days of payment"),
            self._told,
            lambda error: self._freed(),
        )

    def _freed(self) -> bool:
        self.yes.setEnabled(bool(self.days))
        return False

    def _told(self, report: PaymentReport) -> None:
        self._then()
        count = ngettext_("{n:,} line entered", "{n:,} lines entered", len(report.done))
        self.shell.toast(count)
        if not report.refused:
            super().accept()
            return
        self.troubles = {(one.claim_id, one.line): said(found) for one, found in report.refused}
        done = {(one.claim_id, one.line) for one in report.done}
        self.days = {key: day for key, day in self.days.items() if key not in done}
        self.lines = tuple(line for line in self.lines if _key(line) not in done)
        self.lines = tuple(sorted(self.lines, key=lambda line: _key(line) not in self.troubles))
        self.show_lines()
        words = ngettext_("{n:,} line was refused", "{n:,} lines were refused", len(self.troubles))
        self.note.show_mark(Mark.BLOCK, words)


def _key(line: Any) -> tuple[int, int]:
    return line.claim_id, line.line
