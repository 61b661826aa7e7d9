"""The rehearsal of a restore: in a child process of lowest priority, into a folder of its own."""

import json
import subprocess
import sys
import time
from contextlib import suppress
from datetime import datetime
from typing import Any

from warrantydesk.domain.backup import BackupRecord, Drill
from warrantydesk.domain.backup_key import VARIABLE
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import N_, _
from warrantydesk.reading.program import environment, program
from warrantydesk.services.backups.made import Step
from warrantydesk.storage.backup_key_file import key_of_folder
from warrantydesk.storage.places import DataFolder

NOTHING = N_("There is no good backup to try. Make one first.")
BROKE_OFF = N_("The rehearsal broke off. Make a new backup and try again.")
_LONGEST_S = 3600
_LOOK_S = 0.3
"""How often it is asked whether the rehearsal is still wanted."""


def tried(folder: DataFolder, record: BackupRecord | None, at: datetime, step: Step) -> Drill:
    """Restore a backup into a temporary folder and say what came back."""
    if record is None:
        return Drill(at, "", problem=_(NOTHING))
    step(N_("trying a restore"))
    began = time.monotonic()
    told = _child(folder, record.name, step)
    took_ms = round((time.monotonic() - began) * 1000)
    message, values = str(told.get("message", "")), told.get("values") or {}
    claims, files = (int(told.get(name, 0)) for name in ("claims", "files"))
    return Drill(at, record.name, took_ms, claims, files, _(message, **values))


def _child(folder: DataFolder, name: str, step: Step) -> dict[str, Any]:
    """Run the child; the key goes to it as it is printed, through its environment alone."""
    try:
        key = key_of_folder(folder)
        if key is None:
            return {"message": BROKE_OFF}
        child = subprocess.Popen(
            [*program(), "_drill", str(folder.path), name],
            env={**environment(), VARIABLE: str(key)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_LOWEST,
        )
        told = json.loads(_heard(child, step))
    except (OSError, ValueError, subprocess.SubprocessError, Refused, Unavailable):
        return {"message": BROKE_OFF}
    return told if isinstance(told, dict) else {"message": BROKE_OFF}


def _heard(child: "subprocess.Popen[bytes]", step: Step) -> bytes:
    """Return what the child says; it is ended where ``step`` raises or where it takes an hour."""
    until = time.monotonic() + _LONGEST_S
    with child:
        try:
            while True:
                with suppress(subprocess.TimeoutExpired):
                    return child.communicate(timeout=_LOOK_S)[0]
                step(N_("trying a restore"))
                if time.monotonic() > until:
                    raise subprocess.TimeoutExpired(child.args, _LONGEST_S)
        except BaseException:
            child.kill()
            raise


_LOWEST = 0
if sys.platform == "win32":
    _LOWEST = subprocess.IDLE_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
