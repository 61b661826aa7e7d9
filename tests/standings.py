"""How a desk may stand with its backups, and a service that stands as it is told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from fakes import NINE

from warrantydesk.domain.backup import (
    BackupPlace,
    BackupReason,
    BackupRecord,
    BackupStanding,
    Drill,
)
from warrantydesk.domain.errors import INVALID, refused

STICK = "/media/stick"


def backup(age: timedelta = timedelta(minutes=28), now: datetime = NINE) -> BackupRecord:
    """Return a good backup of that age."""
    at = now - age
    return BackupRecord(
        "backup.zip", at, BackupReason.TIMED, "18204:a3f971c0ffee", 12_345_678, verified_at=at
    )


def drilled(age: timedelta = timedelta(minutes=20), problem: str = "") -> Drill:
    """Return a restore that was tried so long ago."""
    return Drill(NINE - age, "backup.zip", 14_000, 300, 410, problem)


def stick(days: float = 0.0, *, here: bool = False, problem: str = "") -> BackupPlace:
    """Return a second place that is there, or has not been for so many days."""
    at = NINE - timedelta(days=days)
    return BackupPlace(STICK, "Stick E:", here, at, problem, None if here else at)


def good(**other: object) -> BackupStanding:
    """Return a standing in which nothing is due; ``other`` changes it."""
    values = {"newest": backup(), "drill": drilled(), "key_confirmed": True} | other
    return BackupStanding(**values)  # type: ignore[arg-type]


@dataclass
class StandIn:
    """The service of the backups as the window asks it; writes down what was asked of it."""

    stands: BackupStanding = field(default_factory=good)
    asked: list[str] = field(default_factory=list)
    error: BaseException | None = None
    needs: bool = False
    key: str = "123456"

    def standing(self) -> BackupStanding:
        return self.stands

    def look(self) -> BackupStanding:
        return self.stands

    def places(self) -> tuple[BackupPlace, ...]:
        return self.stands.places

    def folder(self) -> Path:
        return Path("/desk/backups")

    def keep(self, reason: BackupReason, step: Callable[[str], None]) -> BackupRecord | None:
        self.asked.append(f"keep {reason}")
        step("Copying")
        if self.error is not None:
            raise self.error
        return backup(timedelta(0))

    def needs_drill(self) -> bool:
        return self.needs

    def drill(self, step: Callable[[str], None]) -> Drill:
        self.asked.append("drill")
        if self.error is not None:
            raise self.error
        return self.stands.drill or drilled()

    def save_places(self, folders: tuple[str, ...]) -> None:
        self.asked.append(f"places {' '.join(folders)}")

    def recovery_sheet(self) -> bytes:
        self.asked.append("sheet")
        return b"%PDF-1.4 sheet"

    def confirm_key(self, group: int, digits: str) -> None:
        self.asked.append(f"confirm {group}")
        if digits != self.key:
            raise refused(INVALID, "This is not group {n} of the key.", "digits", n=group)

    def say_last_seen(self) -> None:
        self.asked.append("closed")
