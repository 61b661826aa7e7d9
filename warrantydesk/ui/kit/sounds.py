"""Four short sounds, one per outcome; they can be off, and are never the only sign."""

import shutil
import sys
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from warrantydesk.resources import find

PLAYERS = ("paplay", "pw-play", "aplay")


class Sound(StrEnum):
    """The outcome that is heard."""

    OK = "ok"
    WRONG = "wrong"
    WARN = "warn"
    UNKNOWN = "unknown"


class _Switch:
    """Whether sounds are on; one for the process."""

    on = True


def set_sounds(on: bool) -> None:
    """Switch all sounds on or off."""
    _Switch.on = on


def sounds_on() -> bool:
    """Say whether sounds are on."""
    return _Switch.on


def play(sound: Sound) -> None:
    """Play a sound without waiting for its end; a beep where there is no player."""
    if not _Switch.on:
        return
    path = str(find(f"sounds/{sound.value}.wav"))
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(path, winsound.SND_FILENAME | winsound.SND_ASYNC)
        return
    player = _player()
    if not player or not QProcess.startDetached(player, [path])[0]:
        QApplication.beep()


@cache
def _player() -> str:
    return next((one for one in PLAYERS if shutil.which(one)), "")
