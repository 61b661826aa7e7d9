"""Restore from a backup: which one, what it means, and one button that says to when."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.i18n import _, local, ngettext_
from warrantydesk.services import restore_choice
from warrantydesk.services.restore_choice import Choice, FoundBackup, Loss, Verdict
from warrantydesk.ui.kit import messages
from warrantydesk.ui.lost_sheet_dialog import show_lost_sheet
from warrantydesk.ui.refusals import sentence, tell_error
from warrantydesk.ui.restore_frame import RestoreFrame
from warrantydesk.ui.restore_page import Looked
from warrantydesk.ui.restore_words import (
    duration_text,
    lines,
    places_text,
    question_detail,
    when,
)
from warrantydesk.ui.shell import Shell

_EVERYWHERE = ""


class RestoreDialog(RestoreFrame):
    """Looks for backups and into the one in front; ``choice`` is what the clerk decided on."""

    def __init__(
        self,
        shell: Shell,
        folder: Path,
        desk: Any = None,
        *,
        prefer: str = "",
        is_damaged: bool = False,
    ) -> None:
        """``desk`` is None where none is open; ``prefer`` names the backup to begin with."""
        super().__init__(shell)
        self._folder, self._desk = folder, desk
        self._prefer, self._is_damaged = prefer, is_damaged
        self._found: list[FoundBackup] = []
        self._verdicts: dict[str, Verdict] = {}
        self._losses: dict[str, Loss] = {}
        self._keys: dict[str, BackupKey] = {}
        self._asked: set[str] = set()
        self._reading: set[str] = set()
        self._has_data = restore_choice.has_data(folder)
        self.choice: Choice | None = None
        self.places.edited.connect(self._show_list)
        self.list.chosen.connect(lambda _key: self._show_page())
        self.page.key.typed.connect(self._try_key)
        self.yes.setDefault(True)
        self._allow(None)
        shell.run(
            lambda step: restore_choice.found_backups(folder),
            self._take_found,
            _("Looking for backups…"),
            self._take_error,
        )

    def shown(self) -> FoundBackup | None:
        """Return the backup in front."""
        key = self.list.current_key()
        return next((one for one in self._found if one.record.name == key), None)

    def _today(self) -> date:
        now = restore_choice.now() if self._desk is None else self._desk.bench.now
        return local(now).date()

    def _take_error(self, error: BaseException) -> None:
        self._take_found([])
        tell_error(self.shell, error)

    def _take_found(self, found: list[FoundBackup]) -> None:
        names = {one.record.name for one in self._found}
        every = [*self._found, *(one for one in found if one.record.name not in names)]
        self._found = sorted(every, key=lambda one: one.record.made_at, reverse=True)
        self.places.set_choices(
            [(_EVERYWHERE, ""), *places_text(self._folder, self._found)],
        )
        self.places.setItemText(0, self._every_place())
        self.places.setCurrentIndex(0)
        self._show_list()

    def _every_place(self) -> str:
        names = [name for _place, name in places_text(self._folder, self._found)]
        return ngettext_(
            "{n} place: {names}", "{n} places: {names}", len(names), names=" · ".join(names)
        )

    def _show_list(self) -> None:
        place = self.places.value() or _EVERYWHERE
        shown = [one for one in self._found if place in (_EVERYWHERE, *one.record.places)]
        wanted = self._wanted([one.record.name for one in shown])
        wanting = {name for name, one in self._verdicts.items() if one.needs_key}
        self.list.show_lines(list(lines(self._folder, shown, self._today(), wanting)))
        self.list.select(wanted)
        self._show_page()

    def _wanted(self, names: list[str]) -> str:
        """Return which backup to begin with: the one in front, the one asked for, a good one."""
        asked = (self.list.current_key(), self._prefer)
        good = (one.record.name for one in self._found if _is_ready(one))
        return next((name for name in (*asked, *good, *names) if name in names), "")

    def _show_page(self) -> None:
        found = self.shown()
        self.front.setCurrentIndex(1 if found is None else 0)
        if found is None:
            self.nothing.show_text(
                _("No backup was found."),
                _("Plug in the stick that holds one, or choose its file: Elsewhere…"),
            )
            self._allow(None)
            return
        self._look_into(found)
        looked = self._looked(found)
        self.page.show_backup(looked, self._today(), has_data=self._has_data)
        self._allow(looked)

    def _looked(self, found: FoundBackup) -> Looked:
        name = found.record.name
        verdict, loss = self._verdicts.get(name, Verdict()), self._losses.get(name)
        people = () if self._desk is None else self._desk.people.all()
        is_wrong = verdict.error is not None and not verdict.needs_key
        return Looked(
            found,
            lost=None if loss is None else loss.entries,
            unreadable=loss is not None and not loss.is_known,
            reading=name in self._reading,
            needs_key=verdict.needs_key,
            problem=sentence(verdict.error) if is_wrong and verdict.error else "",
            names={person.login: person.name for person in people},
        )

    def _allow(self, looked: Looked | None) -> None:
        """Free the buttons for a backup that can be used, and say how long it takes."""
        is_free = looked is not None and looked.is_ready
        self.yes.setEnabled(is_free)
        self.other.setEnabled(is_free)
        if looked is None:
            self.yes.setText(_("Restore"))
            self.note.setText("")
            return
        record = looked.found.record
        self.yes.setText(_("Restore to {when}", when=when(record.made_at, self._today())))
        self.yes.updateGeometry()
        told = _(
            "Takes {duration}, can be stopped; stopped is as not done",
            duration=duration_text(record),
        )
        self.note.setText(told if is_free else "")

    def _look_into(self, found: FoundBackup) -> None:
        """Find out in the background what is not known of the backup in front."""
        name, record, folder = found.record.name, found.record, self._folder
        if self._has_data and record.head and name not in self._asked:
            self._asked.add(name)
            is_damaged = self._is_damaged
            self.shell.run(
                lambda step: restore_choice.loss_of(folder, record, is_damaged=is_damaged),
                lambda loss: self._take_loss(name, loss),
                "",
                self._take_error,
            )
        is_in_doubt = self._is_damaged or not record.is_good
        if is_in_doubt and name not in self._verdicts:
            self._read(found)

    def _take_loss(self, name: str, loss: Loss) -> None:
        self._losses[name] = loss
        self._refresh(name)

    def _read(self, found: FoundBackup, key: BackupKey | None = None) -> None:
        """Read a backup from end to end, with a key that was typed where one is wanted."""
        name, file, folder = found.record.name, found.file, self._folder
        if file is None or name in self._reading:
            return
        self._reading.add(name)
        path = file
        self.shell.run(
            lambda step: restore_choice.judged(folder, path, key),
            lambda verdict: self._take_verdict(name, key, verdict),
            _("Reading the backup"),
            lambda error: self._take_verdict_error(name, error),
        )

    def _take_verdict_error(self, name: str, error: BaseException) -> None:
        self._reading.discard(name)
        tell_error(self.shell, error)

    def _take_verdict(self, name: str, key: BackupKey | None, verdict: Verdict) -> None:
        self._reading.discard(name)
        self._verdicts[name] = verdict
        self._found = [
            _known(one, verdict) if one.record.name == name else one for one in self._found
        ]
        if verdict.record is not None and key is not None:
            self._keys[name] = key
        self._show_list()
        if key is not None and verdict.needs_key:
            self.page.key.say_wrong()

    def _refresh(self, name: str) -> None:
        if self.list.current_key() == name:
            self._show_page()

    def _try_key(self) -> None:
        found, key = self.shown(), self.page.key.key()
        if found is not None and key is not None:
            self._read(found, key)

    def pick_file(self) -> None:
        """Take a backup from elsewhere, such as the stick of another computer."""
        files = messages.pick_files(self, _("Backup"), "ZIP (*.zip)", many=False)
        if not files:
            return
        picked = restore_choice.from_elsewhere(Path(files[0]))
        self._prefer = picked.record.name
        others = [one for one in self._found if one.record.name != self._prefer]
        self._found = [picked]
        self.list.clearSelection()
        self.list.show_items([])
        self._take_found(others)

    def show_sheet(self) -> None:
        """Show the sheet of what is to be entered again."""
        found = self.shown()
        if found is not None:
            lost = self._losses[found.record.name].entries
            show_lost_sheet(self.shell, self, (self._folder, found.record, lost))

    def restore_here(self) -> None:
        """Ask once more, then let the backup in front take the place of the data in use."""
        found = self.shown()
        if found is None:
            return
        at = when(found.record.made_at, self._today())
        loss = self._losses.get(found.record.name, Loss())
        detail = question_detail(loss) if self._has_data else ""
        yes = _("Restore to {when}", when=at)
        if messages.ask(self, _("Restore to {when}?", when=at), yes, detail):
            self._decide(found)

    def restore_elsewhere(self) -> None:
        """Restore the backup in front into a folder of its own; the data in use stays."""
        found = self.shown()
        folder = messages.pick_folder(self, _("Folder for the restored data"))
        if found is not None and folder:
            self._decide(found, restore_choice.place_for(Path(folder), found.record))

    def _decide(self, found: FoundBackup, target: Path | None = None) -> None:
        name = found.record.name
        if found.file is not None:
            lost = self._losses.get(name, Loss()).entries
            self.choice = Choice(found, found.file, self._keys.get(name), target, lost)
            self.accept()


def _is_ready(one: FoundBackup) -> bool:
    return one.record.is_good and one.file is not None


def _known(one: FoundBackup, verdict: Verdict) -> FoundBackup:
    """Return a backup with what reading it brought; name and places stay as they were found."""
    read, held = verdict.record, one.record
    if verdict.error is not None and not verdict.needs_key:
        return replace(one, record=replace(held, problem=sentence(verdict.error)))
    if read is None:
        return one
    return replace(
        one, record=replace(read, name=held.name, places=held.places, tried_at=held.tried_at)
    )
