"""What is done with bulletins: written, changed, given files, their files opened."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from warrantydesk.domain.policies.views import Bulletin
from warrantydesk.i18n import _
from warrantydesk.ui.other_programs import open_kept
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.policies.bulletin_dialog import BulletinDialog

KINDS = "*.pdf *.png *.jpg *.jpeg"


class BulletinVerbs:
    """Asks, calls the desk, says what came of it."""

    def __init__(self, shell: Shell, desk: Any, profile: Callable[[], str]) -> None:
        """``profile`` tells whose bulletins are looked at."""
        self._shell, self._desk, self._profile = shell, desk, profile

    def write(self, bulletin: Bulletin | None = None) -> str:
        """Write a new bulletin, or change one; return its code, empty when cancelled."""
        dialog = self.dialog(bulletin)
        return str(dialog.values()["code"]) if dialog.exec() else ""

    def dialog(self, bulletin: Bulletin | None = None) -> BulletinDialog:
        """Return the dialog of a new bulletin, or of one to change."""
        values: Mapping[str, Any] = {"issued_on": self._desk.bench.today}
        if bulletin is not None:
            values = vars(bulletin)
        return BulletinDialog(self._save, values, self._shell.widget())

    def add_file(self, code: str) -> None:
        """Attach a PDF or a picture to a bulletin."""
        title, kinds = _("File of the bulletin"), _("PDF and pictures") + f" ({KINDS})"
        files = self._shell.pick_files(title, kinds, many=False)
        if not files:
            return
        policies, profile = self._desk.policies, self._profile()
        kept = tried(self._shell, lambda: policies.add_bulletin_file(profile, code, Path(files[0])))
        if kept is not None:
            self._shell.toast(
                _("{file} lies with bulletin {code}.", file=kept.file_name, code=code)
            )

    def open_file(self, code: str, attachment_id: int) -> None:
        """Let another program show a file, after a question."""
        files = self._desk.policies.bulletin_files(self._profile(), code)
        name = next((file.file_name for file in files if file.id == attachment_id), "")
        if name:
            open_kept(self._shell, self._desk, attachment_id, name)

    def _save(self, values: Mapping[str, Any]) -> Any:
        policies, profile = self._desk.policies, self._profile()
        saved = tried(self._shell, lambda: policies.save_bulletin(profile, **values))
        if saved is not None:
            self._shell.toast(_("Bulletin {code} is saved.", code=saved.code))
        return saved
