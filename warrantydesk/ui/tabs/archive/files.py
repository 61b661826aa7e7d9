"""What can be done with the papers and files of the claim that is shown."""

from functools import partial
from pathlib import Path
from typing import Any

from warrantydesk.domain.attachment import Attachment
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.photo_window import PhotoWindow
from warrantydesk.ui.other_programs import open_kept
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import sentence, tell_error, tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.archive.sheets import PHOTOS

EDGE_PX = 2400
_SHOWN = 3


class ClaimFiles:
    """Opens papers, photographs and files, and copies them into a folder."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Work on no claim in particular."""
        self._shell, self._desk = shell, desk
        self.window: PhotoWindow | None = None

    def open_sheet(self, claim_id: int, key: str) -> None:
        """Open a paper by its code, or the photographs."""
        if key == PHOTOS:
            self._view(self._desk.copies.pictures(claim_id), 0)
        else:
            open_paper(self._shell, self._desk, key, claim_id)

    def open_file(self, claim_id: int, attachment_id: int) -> None:
        """Show a picture here; let another program show anything else, after a question."""
        pictures = self._desk.copies.pictures(claim_id)
        places = [i for i, file in enumerate(pictures) if file.id == attachment_id]
        if places:
            self._view(pictures, places[0])
            return
        files = self._desk.attachments.of(claim_id)
        name = next(file.file_name for file in files if file.id == attachment_id)
        open_kept(self._shell, self._desk, attachment_id, name)

    def copy_files(self, claim_id: int) -> None:
        """Put clean copies of all files into a folder that is asked for."""
        place = messages.pick_folder(self._shell.widget(), _("Folder for the copies"))
        if not place:
            return
        copy = tried(self._shell, lambda: self._desk.copies.prepare_export(claim_id, Path(place)))
        if copy is not None:
            tell = partial(tell_error, self._shell)
            self._shell.run(copy, self._tell_copied, _("Copying files"), tell)

    def _tell_copied(self, done: Any) -> None:
        if done.left_out:
            text = ngettext_(
                "{n} file was left out.", "{n} files were left out.", len(done.left_out)
            )
            detail = "\n".join(sentence(error) for error in done.left_out[:_SHOWN])
            self._shell.tell(text, detail, warn=True)
        if done.names:
            text = ngettext_(
                "{n} file copied to {folder}",
                "{n} files copied to {folder}",
                len(done.names),
                folder=done.folder,
            )
            self._shell.toast(text)

    def _view(self, pictures: list[Attachment], number: int) -> None:
        def show(small: list[bytes]) -> None:
            captions = [file.caption or file.file_name for file in pictures]
            pairs = list(zip(small, captions, strict=True))
            self.window = PhotoWindow(pairs, number, self._shell.widget())
            self.window.open()

        self._shell.run(
            lambda step: self._desk.copies.small(pictures, EDGE_PX), show, _("Reading the pictures")
        )
