"""What the clerk does with whole profiles: bring one after a look, take one out."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from warrantydesk.domain.policies.compare import RowState, TableComparison, Turn
from warrantydesk.domain.policy_table import TableVersion
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.services.table_titles import table_title
from warrantydesk.ui.borrowed import Borrowed
from warrantydesk.ui.kit import messages
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.policies.profile_dialog import ProfileDialog, TableTally

FORMS = (("zip", N_("a ZIP file")), ("folder", N_("a folder")))


class ProfileVerbs:
    """Asks what is needed, lets the desk compare and write in the background, says what came."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Work on no profile in particular."""
        self._shell, self._desk = shell, desk
        self.dialog: ProfileDialog | None = None

    def export(self, profile: str) -> None:
        """Write all tables in force as a profile that another desk can import."""
        place = self._place_for(profile)
        if place is None:
            return
        policies = self._desk.policies
        if tried(self._shell, lambda: policies.export_profile(profile, place) or True):
            self._shell.toast(_("The profile lies in {file}.", file=place))

    def bring(self) -> None:
        """Let the clerk choose a profile, and look at it."""
        file = self._pick()
        if file is not None:
            self.look_at(file)

    def look_at(self, file: Path) -> None:
        """Compare a profile with the desk's own tables, and show what would change."""
        day: date = self._desk.bench.today
        self._compare(file, day, lambda tallies: self._open(file, tallies, day))

    def take(self, file: Path, day: date) -> None:
        """Import a profile that was looked at, and say what came of it."""
        policies = self._desk.policies

        def write(step: Any) -> Any:
            with policies.telling(step):
                return policies.import_profile(file, day)

        Borrowed(self._shell, self._desk).run(write, _("Importing the profile"), self._told, None)

    def _told(self, made: Sequence[TableVersion]) -> None:
        text = ngettext_(
            "{n} table has a new version.", "{n} tables have a new version.", len(made)
        )
        self._shell.toast(text)

    def _open(self, file: Path, tallies: Sequence[TableTally], day: date) -> None:
        dialog = self.dialog = ProfileDialog(file.name, tallies, day, self._shell.widget())

        def again(day: date) -> None:
            self._compare(file, day, lambda tallies: dialog.show_tables(tallies, day))

        def take() -> None:
            day = dialog.effective_from.value()
            if day is not None:
                self.take(file, day)

        dialog.day_chosen.connect(again)
        dialog.accepted.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _compare(self, file: Path, day: date, then: Any) -> None:
        policies = self._desk.policies
        Borrowed(self._shell, self._desk).run(
            lambda _step: policies.compare_profile(file, day),
            _("Comparing the profile"),
            lambda compared: then([tally_of(one) for one in compared]),
            None,
        )

    def _pick(self) -> Path | None:
        choices = [(form, _(words)) for form, words in FORMS]
        kind = self._shell.ask_choice(_("The profile to import is"), choices, "zip")
        if kind == "folder":
            place = messages.pick_folder(self._shell.widget(), _("Folder of the profile"))
            return Path(place) if place else None
        if kind == "zip":
            title, kinds = _("Profile to import"), _("Profile") + " (*.zip)"
            files = self._shell.pick_files(title, kinds, many=False)
            return Path(files[0]) if files else None
        return None

    def _place_for(self, profile: str) -> Path | None:
        choices = [(form, _(words)) for form, words in FORMS]
        kind = self._shell.ask_choice(_("The profile is exported as"), choices, "zip")
        if kind == "folder":
            title = _("Where the folder “{name}” is made", name=profile)
            place = messages.pick_folder(self._shell.widget(), title)
            return Path(place) / profile if place else None
        if kind == "zip":
            title, kinds = _("Export the profile"), _("Profile") + " (*.zip)"
            file = self._shell.pick_save(title, f"{profile}.zip", kinds)
            return Path(file) if file else None
        return None


def tally_of(compared: TableComparison) -> TableTally:
    """Return a comparison of one table as the dialog shows it."""
    counts = compared.comparison.counts
    cells = [cell.turn for row in compared.comparison.differing for cell in row.cells]
    return TableTally(
        table_title(compared.table),
        counts.get(RowState.CHANGED, 0),
        counts.get(RowState.ADDED, 0),
        counts.get(RowState.REMOVED, 0),
        cells.count(Turn.STRICTER),
        cells.count(Turn.LOOSER),
        compared.is_new,
        compared.differs,
    )
