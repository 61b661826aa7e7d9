"""What is done with a statement as a whole: imported, matched, confirmed, followed to the money."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from warrantydesk.domain.settlement.statement import Statement
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.borrowed import Borrowed
from warrantydesk.ui.imports import import_into
from warrantydesk.ui.kit.jobs import Job
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.doors import invoice_dialog, keying_dialog, receipt_dialog
from warrantydesk.ui.tabs.settlement.statement_dialogs import RemitDialog, SignDialog

TARGET = "statements"


class StatementActions:
    """The verbs of statements in the window; ``show`` puts one in front."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        show: Callable[[int], object],
        matched: Callable[[int], object],
    ) -> None:
        """``matched`` hears of a statement whose lines have just been matched."""
        self._shell, self._desk, self._show, self._matched = shell, desk, show, matched

    def bring(
        self, brand: str = "", *, file: Path | None = None, pasted: str | None = None
    ) -> None:
        """Read a statement from a file or the clipboard, then match it."""
        profile = brand or self._desk.bench.site.brand
        import_into(
            self._shell,
            self._desk,
            TARGET,
            profile,
            file=file,
            pasted=pasted,
            applied=self._brought,
        )

    def _brought(self, batch: Any) -> None:
        statement_id = self._desk.statements.brought(batch.id)
        if statement_id is not None:
            self._show(statement_id)
            self.match(statement_id)

    def match(self, statement_id: int) -> Job | None:
        """Match the lines in the background; the job's cancel takes everything back."""
        matching = tried(self._shell, lambda: self._desk.statements.matching(statement_id))
        if matching is None:
            return None

        def told(_result: Any) -> None:
            left = self._desk.statements.undecided(statement_id)
            self._matched(statement_id)
            words = ngettext_("{n:,} line to decide", "{n:,} lines to decide", left)
            self._shell.toast(words if left else _("Every line has its state"))

        return Borrowed(self._shell, self._desk).run(
            lambda step: matching(lambda done, total: step(done, total)),
            _("Matching the statement"),
            told,
            None,
        )

    def undo_match(self, statement: Statement) -> None:
        """Take all matching of a statement back, after asking."""
        question = _(
            "Take back everything that was matched and decided in {number}?",
            number=statement.number,
        )
        if self._shell.ask(question, _("Take back"), danger=True):
            tried(self._shell, lambda: self._desk.statements.undo_match(statement.id))

    def book(self, statement: Statement, words: str) -> None:
        """Confirm a statement in the background, after asking."""
        question = _("Confirm the statement {number}?", number=_named(statement))
        if not self._shell.ask(question, _("Confirm"), words):
            return
        Borrowed(self._shell, self._desk).run(
            lambda step: self._desk.statements.book_in_background(
                statement.id, None, lambda done, total: step(done, total)
            ),
            _("Confirming the statement"),
            lambda _made: self._shell.toast(
                _("{number} is confirmed: register its invoice", number=_named(statement))
            ),
            None,
        )

    def reopen(self, statement: Statement) -> None:
        """Take a confirmation back."""
        question = _("Why is the confirmation of {number} taken back?", number=_named(statement))
        why = self._shell.ask_text(question)
        if why is not None:
            tried(self._shell, lambda: self._desk.statements.reopen(statement.id, why))

    def void(self, statement: Statement) -> None:
        """Void a statement that was not confirmed."""
        why = self._shell.ask_text(
            _("Why is the statement {number} void?", number=_named(statement))
        )
        if why is not None:
            tried(self._shell, lambda: self._desk.statements.void(statement.id, why))

    def sign(self, statement: Statement) -> None:
        """Note who of finance signed the differences."""
        self._opened(SignDialog(self._shell, self._desk, statement))

    def remit(self, statement: Statement) -> None:
        """Note that the payer has paid."""
        self._opened(RemitDialog(self._shell, self._desk, statement))

    def close(self, statement: Statement) -> None:
        """Close a statement whose money arrived."""
        if tried(self._shell, lambda: self._desk.statements.close(statement.id)) is not None:
            self._shell.toast(_("{number} is closed", number=_named(statement)))

    def invoice(self, statement: Statement) -> None:
        """Register an invoice of a statement."""
        self._through(invoice_dialog(), statement.id)

    def receive(self, statement: Statement) -> None:
        """Book what arrived for a statement."""
        self._through(receipt_dialog(), statement.id)

    def key_in(self, statement_id: int = 0) -> None:
        """Key a statement in, or go on with one."""
        self._through(keying_dialog(), statement_id)

    def correct(self, statement_id: int, line_id: int) -> None:
        """Key in what rows say that could not be read, one of them first."""
        above = self._shell.widget()
        self._opened(keying_dialog()(self._shell, self._desk, statement_id, above, line_id))

    def _through(self, kind: Any, statement_id: int) -> None:
        self._opened(kind(self._shell, self._desk, statement_id, self._shell.widget()))

    def _opened(self, dialog: Any) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _named(statement: Statement) -> str:
    return statement.maker_number or statement.number
