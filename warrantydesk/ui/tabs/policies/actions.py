"""What the clerk does with tables: import, write, correct, withdraw, export, bring a profile."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.policies.compare import RowState, TableComparison, Turn
from warrantydesk.domain.policies.shapes import shape_of
from warrantydesk.i18n import _, date_text, ngettext_
from warrantydesk.ui.kit import messages
from warrantydesk.ui.refusals import said, tell_refusal, tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.policies.book import Opened
from warrantydesk.ui.tabs.policies.profile_dialog import ProfileDialog, TableTally
from warrantydesk.ui.tabs.policies.rows_dialog import RowsDialog, RowTrouble, Written

POLICY_TABLE = "policy_table"
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
            lambda written: self._save(opened, dialog, written),
        )
        return dialog

    def correct_version(self, opened: Opened) -> None:
        """Write the version looked at anew, in its place and with its day."""
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
            lambda written: self._save(opened, dialog, written, version.number),
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

    def export_profile(self, profile: str) -> None:
        """Write all tables in force as a profile that another desk can import."""
        name = f"{profile}.zip"
        place = self._shell.pick_save(_("Export the profile"), name, _("Profile") + " (*.zip)")
        if place is None:
            return
        policies = self._desk.policies
        if tried(self._shell, lambda: policies.export_profile(profile, Path(place)) or True):
            self._shell.toast(_("The profile lies in {file}.", file=place))

    def import_profile(self) -> None:
        """Bring a profile from a ZIP or a folder, after a look at what would change."""
        file = self._pick_profile()
        if file is None:
            return
        dialog = self.profile_dialog(file)
        if dialog is None or not dialog.exec():
            return
        self.take_profile(file, dialog)

    def profile_dialog(self, file: Path) -> ProfileDialog | None:
        """Return the comparison of a profile with the desk's own, None where it is refused."""
        compared = tried(self._shell, lambda: self._desk.policies.compare_profile(file))
        if compared is None:
            return None
        tallies = [tally_of(one) for one in compared]
        day = self._desk.bench.today
        return ProfileDialog(file.name, tallies, day, self._shell.widget())

    def take_profile(self, file: Path, dialog: ProfileDialog) -> None:
        """Import the profile that was looked at, and say what came of it."""
        day = dialog.effective_from.value()
        policies = self._desk.policies
        made = tried(self._shell, lambda: policies.import_profile(file, day))
        if made is not None:
            text = ngettext_(
                "{n} table has a new version.", "{n} tables have a new version.", len(made)
            )
            self._shell.toast(text)

    def _pick_profile(self) -> Path | None:
        choices = [("zip", _("a ZIP file")), ("folder", _("a folder"))]
        kind = self._shell.ask_choice(_("The profile to import is"), choices, "zip")
        if kind == "folder":
            place = messages.pick_folder(self._shell.widget(), _("Folder of the profile"))
            return Path(place) if place else None
        if kind == "zip":
            title, kinds = _("Profile to import"), _("Profile") + " (*.zip)"
            files = self._shell.pick_files(title, kinds, many=False)
            return Path(files[0]) if files else None
        return None

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
        return [RowTrouble(one.row, one.column, said(one.finding)) for one in found]

    def _save(self, opened: Opened, dialog: RowsDialog, written: Written, corrects: int = 0) -> Any:
        try:
            saved = self._desk.policies.save_version(
                opened.profile,
                opened.table,
                written.rows,
                written.effective_from,
                written.source,
                written.note,
                written.bulletin,
                corrects,
            )
        except Refused as refusal:
            dialog.show_troubles([trouble_of(one) for one in refusal.findings])
            return None
        except Unavailable as error:
            tell_refusal(self._shell, error)
            return None
        day = date_text(saved.effective_from)
        words = _(
            "Version {n} of {table} holds from {day}.", n=saved.number, table=opened.title, day=day
        )
        self._shell.toast(words)
        return saved


def trouble_of(finding: Finding) -> RowTrouble:
    """Return a refusal at its cell, ``wear[0].months``; any other belongs to the whole table."""
    found = CELL.search(finding.field)
    if found is None:
        return RowTrouble(-1, "", said(finding))
    return RowTrouble(int(found[1]), found[2], said(finding))


def tally_of(compared: TableComparison) -> TableTally:
    """Return a comparison of one table as the dialog shows it."""
    counts = compared.comparison.counts
    cells = [cell.turn for row in compared.comparison.differing for cell in row.cells]
    shape = shape_of(compared.table)
    return TableTally(
        _(shape.title) if shape else compared.table,
        counts.get(RowState.CHANGED, 0),
        counts.get(RowState.ADDED, 0),
        counts.get(RowState.REMOVED, 0),
        cells.count(Turn.STRICTER),
        cells.count(Turn.LOOSER),
        compared.is_new,
        compared.differs,
    )
