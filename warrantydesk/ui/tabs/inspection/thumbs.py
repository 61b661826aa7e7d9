"""Small pictures of attachments, read in the background and kept while the tab lives."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from warrantydesk.domain.attachment import Attachment
from warrantydesk.ui.kit.pictures import png_of, read_picture
from warrantydesk.ui.shell import Shell

WIDE = 320


class Thumbs(QObject):
    """Gives small pictures by the hash of their bytes; tells when more have come."""

    loaded = Signal()

    def __init__(
        self, shell: Shell, path_of: Callable[[int], Path], parent: QObject | None = None
    ) -> None:
        """``path_of`` says where the bytes of an attachment lie."""
        super().__init__(parent)
        self._shell, self._path_of = shell, path_of
        self._images: dict[str, QImage] = {}
        self._small: dict[str, bytes] = {}
        self._wanted: dict[str, Path] = {}
        self._pause = QTimer(self, singleShot=True, interval=0)
        self._pause.timeout.connect(self._load)

    def image(self, file: Attachment) -> QImage | None:
        """Return the small picture, None while it is being read, a null one where it is none."""
        found = self._images.get(file.sha256)
        if found is None and file.sha256 not in self._wanted:
            self._wanted[file.sha256] = self._path_of(file.id)
            self._pause.start()
        return found

    def small(self, file: Attachment) -> bytes:
        """Return the small picture as a PNG file, empty while or where there is none."""
        return self._small.get(file.sha256, b"") if self.image(file) is not None else b""

    def _load(self) -> None:
        waiting = {sha: path for sha, path in self._wanted.items() if sha not in self._images}
        if waiting:
            self._shell.run(lambda step: _read(waiting), self._keep, on_error=self._give_up)

    def _keep(self, read: dict[str, tuple[QImage, bytes]]) -> None:
        for sha, (image, small) in read.items():
            self._images[sha], self._small[sha] = image, small
            self._wanted.pop(sha, None)
        self.loaded.emit()

    def _give_up(self, error: Any) -> None:
        self._wanted.clear()


def _read(paths: dict[str, Path]) -> dict[str, tuple[QImage, bytes]]:
    found = {}
    for sha, path in paths.items():
        image = read_picture(path, WIDE)
        found[sha] = (image, b"" if image.isNull() else png_of(image))
    return found
