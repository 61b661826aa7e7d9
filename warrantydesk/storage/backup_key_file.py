"""The key of the backups on the disk: ``backup.key`` in the data folder, for its user alone."""

import os
import re
import secrets
from pathlib import Path

from warrantydesk.domain.backup_key import VARIABLE, BackupKey, key_of
from warrantydesk.domain.errors import FULL, READONLY, Refused, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.durable import CLOSED, atomic_write
from warrantydesk.storage.places import DataFolder, only_read

KEY_CODE = "KEY"
"""Code of what is unavailable for want of the key."""
_LONGEST = 4096
_PLAIN = re.compile(r"[0-9a-fA-F]{32}")
NO_KEY = N_(
    "{file} is encrypted, and its key is not here. Type the key of the recovery sheet, or name "
    "the file backup.key of the desk that made it."
)
WRONG_KEY = N_(
    "The key does not open {file}. Compare it with the recovery sheet of the desk that made it."
)


def key_file(folder: DataFolder) -> Path:
    """Return where the key of a data folder lies."""
    return folder.path / "backup.key"


def read_key(text: str) -> BackupKey:
    """Return the key of a text: as printed on the sheet, or 32 hexadecimal digits.

    Raises Refused(INVALID) at ``key``.
    """
    plain = text.strip()
    return BackupKey(bytes.fromhex(plain)) if _PLAIN.fullmatch(plain) else key_of(plain)


def key_in(file: Path) -> BackupKey:
    """Return the key that a file holds; raises Unavailable where it holds none."""
    try:
        with file.open("rb") as stream:
            return read_key(stream.read(_LONGEST).decode("utf-8-sig", "replace"))
    except OSError as error:
        raise Unavailable(
            N_("The key file {file} cannot be read: {reason}."),
            KEY_CODE,
            file=file,
            reason=error.strerror or error,
        ) from error
    except Refused as error:
        raise Unavailable(
            N_("{file} holds no key of backups, or it has a slip."), KEY_CODE, file=file
        ) from error


def key_of_folder(folder: DataFolder) -> BackupKey | None:
    """Return the key of a data folder, None where it has none yet."""
    file = key_file(folder)
    return key_in(file) if file.exists() else None


def key_if_readable(folder: DataFolder) -> BackupKey | None:
    """Return the key of a data folder, None where it has none or its file cannot be read."""
    try:
        return key_of_folder(folder)
    except Unavailable:
        return None


def made_key(folder: DataFolder) -> BackupKey:
    """Make a key for a data folder that has none, durably and readable by its user alone."""
    key = BackupKey(secrets.token_bytes(16))
    keep_key(folder, key)
    return key


def keep_key(folder: DataFolder, key: BackupKey) -> None:
    """Write a key into a data folder."""
    if folder.is_closed:
        raise only_read(folder)
    file = key_file(folder)
    try:
        atomic_write(file, f"{key}\n".encode("ascii"), 0o600)
    except OSError as error:
        raise Unavailable(
            N_("The key of the backups cannot be written to {file}: {reason}."),
            READONLY if error.errno in CLOSED else FULL,
            file=file,
            reason=error.strerror or error,
        ) from error


def found_key(file: Path, given: BackupKey | None = None) -> BackupKey | None:
    """Return the key for a backup: given, of the environment, or of the desk whose folder holds it.

    None where there is none; raises Unavailable where the environment names a bad one.
    """
    if given is not None:
        return given
    told = key_told()
    if told is not None:
        return told
    beside = file.absolute().parent
    return key_of_folder(DataFolder(beside.parent)) if beside.name == "backups" else None


def key_told() -> BackupKey | None:
    """Return the key that the environment tells, itself or by the name of its file."""
    text = os.environ.get(VARIABLE, "").strip()
    if not text:
        return None
    try:
        return read_key(text)
    except Refused:
        return key_in(Path(text))
