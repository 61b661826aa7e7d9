"""Where a photo that is missing or altered can still be had: the newest backup that holds it."""

from collections.abc import Iterator
from pathlib import Path

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _
from warrantydesk.storage.backup_file import opened
from warrantydesk.storage.backup_key_file import key_if_readable
from warrantydesk.storage.backup_places import names_of
from warrantydesk.storage.backup_register import read_register
from warrantydesk.storage.named_files import entry_name
from warrantydesk.storage.places import DataFolder

_LOOKED_AT = 60
"""So many backups are asked, the newest first."""


class GoodCopies:
    """The backups of a folder by what they say they hold; read when first asked."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._held: list[tuple[Path, frozenset[str]]] | None = None

    def told(self, sha256: str) -> str:
        """Say in the user's language which backup holds the file of a hash as it was."""
        if self._held is None:
            self._held = list(self._read())
        found = next((file for file, held in self._held if sha256 in held), None)
        if found is None:
            return _("no backup here holds it")
        return _("the backup {file} holds it as it was", file=found)

    def _read(self) -> Iterator[tuple[Path, frozenset[str]]]:
        places = (
            self._folder.backups,
            *(Path(one.folder) for one in read_register(self._folder).places),
        )
        files = sorted(
            (place / name for place in places for name in names_of(place)),
            key=lambda file: file.name,
            reverse=True,
        )
        key = key_if_readable(self._folder)
        for file in files[:_LOOKED_AT]:
            try:
                with opened(file, key) as backup:
                    held = backup.manifest.sha256
            except (Unavailable, Refused):
                continue
            good = (one for one in held.values() if held.get(entry_name(one)) == one)
            yield file, frozenset(good)
