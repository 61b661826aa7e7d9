"""A brand profile from outside: a folder, or a ZIP whose directory is looked at first."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from warrantydesk.domain.errors import INVALID, Refused, refused
from warrantydesk.domain.policies.exchange import HEAD_FILE, ExchangeForm, read_files
from warrantydesk.i18n import N_

MOST_BYTES = 200 * 2**20
MOST_RATIO = 100
MOST_FILES = 1_000
_SMALL = 2**20
"""A file so small may be packed as tightly as it likes: a table of equal rows is."""
_NAME = re.compile(r"([^/\\\0:.][^/\\\0:]{0,79}/)?([a-z][a-z0-9_]{0,39}\.csv|profile\.toml)")


def read_profile(path: Path) -> ExchangeForm:
    """Read a profile from a folder or a ZIP; Refused(INVALID) with the reason, nothing half."""
    try:
        if not path.is_dir() and not path.is_file():  # a device or pipe would be read for ever
            raise _no_archive(path)
        files = _of_folder(path) if path.is_dir() else _of_archive(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise _cannot(path, reason) from error
    return read_files(files, path.name)


def read_folder(folder: Path) -> ExchangeForm:
    """Read a profile that lies in a folder; other files in it are left alone."""
    return read_profile(folder)


def _of_folder(folder: Path) -> dict[str, bytes]:
    found = [folder / HEAD_FILE, *sorted(folder.glob("*.csv"))]
    found = [file for file in found if file.is_file()]
    if sum(file.stat().st_size for file in found) > MOST_BYTES or len(found) > MOST_FILES:
        raise _too_large(folder)
    return {file.name: file.read_bytes() for file in found}


def _of_archive(path: Path) -> dict[str, bytes]:
    if path.stat().st_size > MOST_BYTES:
        raise _too_large(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return dict(_unpacked(archive, path))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError) as error:
        raise _no_archive(path) from error
    except (EOFError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise _cannot(path, error) from error


def _unpacked(archive: zipfile.ZipFile, path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an archive by their plain names; the directory is judged before."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    _weigh(entries, path)
    folders = set()
    for entry in entries:
        parts = _NAME.fullmatch(entry.filename)
        if parts is None:
            raise refused(
                INVALID,
                N_(
                    "{file} holds {name}: a profile holds profile.toml and its CSV tables, "
                    "nothing else."
                ),
                "file",
                file=path.name,
                name=entry.filename[:60],
            )
        folders.add(parts[1])
    if len(folders) > 1:
        raise refused(
            INVALID,
            N_("The files in {file} lie in several folders. Pack one profile into one archive."),
            "file",
            file=path.name,
        )
    names = [entry.filename.rpartition("/")[2] for entry in entries]
    twice = next((name for name, count in Counter(names).items() if count > 1), None)
    if twice is not None:
        raise refused(
            INVALID,
            N_("{file} holds {name} twice. Pack the profile anew, each file once."),
            "file",
            file=path.name,
            name=twice,
        )
    for entry, name in zip(entries, names, strict=True):
        with archive.open(entry) as stream:
            data = stream.read(entry.file_size + 1)
        if len(data) != entry.file_size:
            raise refused(
                INVALID,
                N_("{file} is damaged: its files are not as large as its directory says."),
                "file",
                file=path.name,
            )
        yield name, data


def _weigh(entries: list[zipfile.ZipInfo], path: Path) -> None:
    whole = sum(entry.file_size for entry in entries)
    tight = any(
        entry.file_size > _SMALL and entry.file_size > MOST_RATIO * max(1, entry.compress_size)
        for entry in entries
    )
    if len(entries) > MOST_FILES or whole > MOST_BYTES or tight:
        raise _too_large(path)


def _no_archive(path: Path) -> Refused:
    return refused(
        INVALID,
        N_(
            "{file} is no ZIP file that can be opened. Export the profile anew without a "
            "password, or choose its folder."
        ),
        "file",
        file=path.name,
    )


def _too_large(path: Path) -> Refused:
    return refused(
        INVALID,
        N_(
            "{file} is larger than any profile: it would unpack to more than 200 MB, to more than "
            "1,000 files, or to more than a hundred times its size."
        ),
        "file",
        file=path.name,
    )


def _cannot(path: Path, reason: object) -> Refused:
    return refused(
        INVALID,
        N_("The profile in {folder} cannot be read: {reason}."),
        "file",
        folder=path.name,
        reason=reason,
    )
