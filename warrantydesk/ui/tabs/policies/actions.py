"""What the clerk does with tables: import, write, correct, withdraw."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.money import yuan
from warrantydesk.domain.policy_table import TableVersion
from warrantydesk.i18n import _, date_text
from warrantydesk.services.table_titles import column_title, table_title
from warrantydesk.ui.borrowed import Borrowed
from warrantydesk.ui.kit.busy import busy
from warrantydesk.ui.refusals import said, tell_refusal, tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.policies.book import Opened
from warrantydesk.ui.tabs.policies.rows_dialog import (
    LARGE,
    Progress,
    RowsDialog,
    RowTrouble,
    Stop,
    Written,
    nothing_to_stop,
)
from warrantydesk.ui.tabs.policies.rows_editor import FEN

POLICY_TABLE = "policy_table"
FIGURES = re.compile(r"-?[0-9]{1,15}")
CELL = re.compile(r"\[(\d+)\]\.(\w*)$")


class TableActions:
    """Asks what is needed, calls the desk, says what came of it."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Work on no table in particular."""
        self._shell, self._desk = shell, desk

    def import_rows(self, opened: Opened, file: Path | None = None) -> None:
        """Take rows from a file into the table; without one the clerk chooses it."""
        from warrantydesk.ui.imports import import_into

        import_into(self._shell, self._desk, POLICY_TABLE, opened.profile, opened.table, file=file)

    def import_pasted(self, opened: Opened) -> None:
        """Take rows from the clipboard into the table."""
        from warrantydesk.ui.imports import import_into

        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._shell.tell(_("There is no table on the clipboard: copy its rows first."))
            return
        import_into(
            self._shell, self._desk, POLICY_TABLE, opened.profile, opened.table, pasted=text
        )

    def undo_import(self, opened: Opened) -> None:
        """Take the newest import into the table back."""
        from warrantydesk.ui.imports import undo_import

        batches = self._desk.imports.batches(POLICY_TABLE, opened.profile, opened.table)
        newest = next((one for one in batches if one.undone_at is None), None)
        if newest is None:
            self._shell.tell(_("Nothing was imported into {table}.", table=opened.title))
        else:
            undo_import(self._shell, self._desk, newest)

    def write_version(self, opened: Opened) -> None:
        """Write a new version that begins with the rows of the one looked at."""
        with busy():
            dialog = self.version_dialog(opened)
        if dialog is not None:
            dialog.exec()

    def version_dialog(self, opened: Opened) -> RowsDialog | None:
        """Return the dialog of a new version, None where the rows cannot be read."""
        title = _("New version of {table}", table=opened.title)
        dialog = self._dialog(opened, title)
        dialog.effective_from.set_value(self._desk.bench.today)
        dialog.arm(
            lambda written: self._troubles(opened, written),
            lambda written, progress: self._save(opened, dialog, written, progress),
        )
        return dialog

    def correct_version(self, opened: Opened) -> None:
        """Write the version looked at anew, in its place and with its day."""
        with busy():
            dialog = self.correction_dialog(opened)
        if dialog is not None:
            dialog.exec()

    def correction_dialog(self, opened: Opened) -> RowsDialog | None:
        """Return the dialog that corrects the version looked at."""
        version = opened.version(opened.new)
        if version is None:
            return None
        title = _("Correct version {n} of {table}", n=version.number, table=opened.title)
        dialog = self._dialog(opened, title)
        dialog.effective_from.set_value(version.effective_from)
        dialog.source.set_value(version.source)
        dialog.note_field.set_value(version.note)
        dialog.bulletin.set_value(version.bulletin)
        dialog.arm(
            lambda written: self._troubles(opened, written, version.number),
            lambda written, progress: self._save(opened, dialog, written, progress, version.number),
        )
        return dialog

    def withdraw(self, opened: Opened) -> None:
        """Withdraw the version looked at, with a reason; the former one decides again."""
        number = opened.new
        question = _("Why is version {n} of {table} withdrawn?", n=number, table=opened.title)
        reason = self._shell.ask_text(question)
        if reason is None:
            return
        policies = self._desk.policies
        done = tried(
            self._shell, lambda: policies.withdraw(opened.profile, opened.table, number, reason)
        )
        if done is not None:
            self._shell.toast(
                _("Version {n} of {table} is withdrawn.", n=number, table=opened.title)
            )

    def _dialog(self, opened: Opened, title: str) -> RowsDialog:
        policies = self._desk.policies
        found = policies.columns(opened.profile, opened.table, opened.new)
        names = [one.name for one in found]
        rows = policies.rows(opened.profile, opened.table, opened.new) if opened.new else ()
        return RowsDialog(title, opened.table, names, rows, self._shell.widget())

    def _troubles(
        self, opened: Opened, written: Written, corrects: int = 0
    ) -> Sequence[RowTrouble]:
        found = self._desk.policies.problems(
            opened.profile, opened.table, written.rows, written.effective_from, corrects
        )
        return [trouble_of(one.finding) for one in found]

    def _save(
        self,
        opened: Opened,
        dialog: RowsDialog,
        written: Written,
        progress: Progress,
        corrects: int = 0,
    ) -> Stop:
        """Write the version: many rows in a worker to which the connection is lent."""
        policies = self._desk.policies

        def write(step: Any) -> Any:
            with policies.telling(step):
                return policies.save_version(
                    opened.profile,
                    opened.table,
                    written.rows,
                    written.effective_from,
                    written.source,
                    written.note,
                    written.bulletin,
                    corrects,
                )

        if len(written.rows) > LARGE:
            return self._save_in_worker(opened, dialog, write, progress)
        try:
            self._saved(opened, dialog, write(lambda *_told: None))
        except (Refused, Unavailable) as error:
            if not self._not_saved(dialog, error):
                tell_refusal(self._shell, error)
        return nothing_to_stop

    def _save_in_worker(
        self, opened: Opened, dialog: RowsDialog, write: Any, progress: Progress
    ) -> Stop:
        job = Borrowed(self._shell, self._desk).run(
            write,
            _("Writing the version"),
            lambda saved: self._saved(opened, dialog, saved),
            lambda error: self._not_saved(dialog, error),
        )
        if job is None:
            return nothing_to_stop
        job.progressed.connect(lambda count, total, _text: progress(count, total))
        return job.cancel

    def _saved(self, opened: Opened, dialog: RowsDialog, saved: TableVersion) -> None:
        dialog.take_end(saved)
        self._say_saved(opened, saved)

    def _not_saved(self, dialog: RowsDialog, error: BaseException | None) -> bool:
        """Go on in the dialog; tell whether it says the error itself."""
        dialog.take_end(None)
        if not isinstance(error, Refused):
            return False
        dialog.show_troubles([trouble_of(one) for one in error.findings])
        return True

    def _say_saved(self, opened: Opened, saved: TableVersion) -> None:
        day = date_text(saved.effective_from)
        words = _(
            "Version {n} of {table} holds from {day}.", n=saved.number, table=opened.title, day=day
        )
        self._shell.toast(words)


def trouble_of(finding: Finding) -> RowTrouble:
    """Return a refusal at its cell, ``wear[0].months``, with row and titles as the dialog shows
    them; any other belongs to the whole table."""
    found = CELL.search(finding.field)
    values = dict(finding.values)
    for name in ("line", "first"):
        if found is not None and isinstance(line := values.get(name), int):
            values[name] = line - 1  # the head of a file is its first line
    for name in ("table", "other"):
        if isinstance(table := values.get(name), str):
            values[name] = table_title(table)
    if isinstance(column := values.get("column"), str):
        values["column"] = column_title(column)
        fen = str(values.get("value", ""))
        if column.endswith(FEN) and FIGURES.fullmatch(fen):
            values["value"] = yuan(int(fen))
    text = said(replace(finding, values=values))
    if found is None:
        return RowTrouble(-1, "", text)
    return RowTrouble(int(found[1]), found[2], text)
