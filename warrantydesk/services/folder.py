"""The files of a claim outside the desk: clean copies under safe names, and small pictures."""

import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.errors import INVALID, Refused, Unavailable, refused
from warrantydesk.domain.text import line
from warrantydesk.i18n import N_
from warrantydesk.services import targets
from warrantydesk.services.bench import Bench
from warrantydesk.storage.durable import atomic_write

Step = Callable[..., None]
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f]"
)
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(?=\.|$)", re.IGNORECASE
)
_MOST_BYTES, _MOST_ENDING = 180, 20
_LOANS = "open"


@dataclass(frozen=True)
class Exported:
    """Where copies were put, their names in order, and the refusals of files left out."""

    folder: Path
    names: tuple[str, ...]
    left_out: tuple[Refused | Unavailable, ...] = ()


def display_name(name: str) -> str:
    """Return a file name that no system takes for a path, a device or another ending.

    Applied twice it changes nothing more.
    """
    text = _FORBIDDEN.sub("_", line(_INVISIBLE.sub("", name)))
    text = text.strip(" .") or "file"
    if _RESERVED.match(text):
        text = f"_{text}"  # before it is cut, so that it stays as it is
    ending = PurePosixPath(text).suffix
    if len(ending.encode()) > _MOST_ENDING:
        ending = ""
    stem = _cut(text.removesuffix(ending), _MOST_BYTES - len(ending.encode())).rstrip(" .")
    return (stem or "file") + ending


def unlike(name: str, taken: set[str]) -> str:
    """Return the name with a number where it is taken; systems do not tell A from a."""
    path = PurePosixPath(name)
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{path.stem} ({number}){path.suffix}"
    taken.add(found.casefold())
    return found


def _cut(text: str, most_bytes: int) -> str:
    return text.encode()[:most_bytes].decode(errors="ignore")


def export_files(bench: Bench, claim_id: int, target: Path) -> Exported:
    """Put copies of a claim's files into a folder named by its number within ``target``."""
    return FolderService(bench).prepare_export(claim_id, target)()


class FolderService:
    """Hands out copies; originals stay, pictures lose where and by what they were taken."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._apart: Path | None = None

    def export(self, claim_id: int, target: Path) -> Exported:
        """Put copies of a claim's files into a folder named by its number within ``target``."""
        return self.prepare_export(claim_id, target)()

    def prepare_export(self, claim_id: int, target: Path) -> Callable[..., Exported]:
        """Read now what is to be copied; the returned function copies without the database.

        It takes an optional ``step(done, total, text)``. Refused where the claim has no files.
        """
        claim = self._bench.stores.claims.get(claim_id)
        self._bench.allow("papers.draw")
        files = self._bench.stores.attachments.find(claim_id=claim_id)
        if not files:
            raise refused(INVALID, N_("{number} has no files yet."), number=claim.claim_number)
        place = target / display_name(claim.claim_number)
        return lambda step=None: self._copied(files, place, step)

    def _copied(self, files: Sequence[Attachment], place: Path, step: Step | None) -> Exported:
        names: list[str] = []
        left_out: list[Refused | Unavailable] = []
        targets.outside(place, self._desk)
        targets.made(place)
        with targets.said(place):
            taken = {path.name.casefold() for path in place.iterdir()}
        for number, file in enumerate(files):
            if step is not None:
                step(number, len(files), file.file_name)
            try:
                data, name = self._clean(file)
            except (Refused, Unavailable) as error:
                left_out.append(error)
                continue
            name = unlike(name, taken)
            targets.write(place / name, data, self._desk)
            names.append(name)
        return Exported(place, tuple(names), tuple(left_out))

    def lend(self, attachment_id: int) -> Path:
        """Return a read-only copy with its name and ending, for another program to open.

        It lies in the data folder and is gone after ``take_back``.
        """
        file = self._bench.stores.attachments.get(attachment_id)
        data, name = self._clean(file)
        place = self._loans / file.sha256[:12]
        path = place / name
        targets.made(place)
        with targets.said(path):
            path.unlink(missing_ok=True)
            atomic_write(path, data)
            path.chmod(0o400)
        return path

    def take_back(self) -> None:
        """Remove the copies that were lent; what another program still holds stays."""
        if self._apart is not None:
            shutil.rmtree(self._apart, ignore_errors=True)
            self._apart = None
        if not self._bench.is_frozen:
            shutil.rmtree(self._desk / _LOANS, ignore_errors=True)

    def pictures(self, claim_id: int) -> list[Attachment]:
        """Return the files of a claim that are pictures by their kind, in order of entry."""
        files = self._bench.stores.attachments.find(claim_id=claim_id)
        return [file for file in files if file.media.startswith("image/")]

    def small(self, files: Sequence[Attachment], edge_px: int) -> list[bytes]:
        """Return small pictures of files, empty bytes where one cannot be shown; for a worker."""
        return [self._small(file, edge_px) for file in files]

    def _small(self, file: Attachment, edge_px: int) -> bytes:
        from warrantydesk.reading.pictures import thumbnail

        try:
            data = self._bench.stores.attachments.files.read(file.sha256)
            return thumbnail(data, edge_px, file.file_name)
        except (Refused, Unavailable):
            return b""

    def _clean(self, file: Attachment) -> tuple[bytes, str]:
        """Return the verified bytes to hand out, and their name.

        A picture that cannot be freed of its metadata is refused rather than handed out.
        """
        from warrantydesk.reading.jpeg import with_notes_blanked
        from warrantydesk.reading.pictures import clean_copy, is_picture

        data = self._bench.stores.attachments.files.read(file.sha256)
        name = display_name(file.file_name)
        if not is_picture(data) and not file.media.startswith("image/"):
            return with_notes_blanked(data), name
        clean = clean_copy(data, file.file_name)
        endings = (".jpg", ".jpeg") if clean.startswith(b"\xff\xd8") else (".png",)
        if PurePosixPath(name).suffix.lower() in endings:
            return clean, name
        return clean, display_name(PurePosixPath(name).stem + endings[0])

    @property
    def _loans(self) -> Path:
        """Where lent copies lie: in the data folder, or where nothing may change there, apart."""
        if self._apart is None and self._bench.is_frozen:
            self._apart = Path(tempfile.mkdtemp(prefix="warrantydesk-open-"))
        return self._apart or self._desk / _LOANS

    @property
    def _desk(self) -> Path:
        return self._bench.stores.db.folder.path
