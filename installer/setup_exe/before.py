"""What the set-up does before it replaces or removes a program: close its window, back up its data.

It travels inside setup.exe and is run by the installed, old program's own Python, with the standard
library alone: ``python.exe before.py OUTCOME LANG [--close-only]``. The set-up reads OUTCOME, one
sentence in UTF-16, and the exit code.
"""

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

DONE, OPEN, NO_BACKUP = 0, 10, 20
_PATIENCE_S, _PAUSE_S = 30, 0.25
_SETTINGS = r"Software\WarrantyDesk\Warranty Desk"
_WM_CLOSE, _QUERY = 0x0010, 0x1000
_HIDDEN = 0x08000000  # no console flashes up
_MOST_PROCESSES, _LONGEST_PATH = 8192, 32768


def main(argv: list[str]) -> int:
    """Close what runs, then back up; returns DONE, OPEN or NO_BACKUP."""
    outcome, language = Path(argv[0]), argv[1]
    program = Path(sys.executable).parent
    if not closed(lambda: running(program), ask_to_close, time.sleep):
        return OPEN
    if "--close-only" in argv:
        return DONE
    done, said = back_up(folder(), language)
    outcome.write_text(said, "utf-16")
    return DONE if done else NO_BACKUP


def closed(
    look: Callable[[], set[int]],
    ask: Callable[[set[int]], None],
    wait: Callable[[float], None],
    patience_s: float = _PATIENCE_S,
) -> bool:
    """Ask every process that ``look`` finds to close its windows, and wait until none is left."""
    asked: set[int] = set()
    for _turn in range(int(patience_s / _PAUSE_S)):
        found = look()
        if not found:
            return True
        if new := found - asked:
            ask(new)
            asked |= new
        wait(_PAUSE_S)
    return not look()


def folder() -> Path:
    """Return the data folder of this person: the one last chosen in the window, else the usual."""
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _SETTINGS) as key:  # type: ignore[attr-defined]
            chosen = str(winreg.QueryValueEx(key, "folder")[0])  # type: ignore[attr-defined]
    except OSError:
        chosen = ""
    return Path(chosen) if chosen else Path(os.environ["LOCALAPPDATA"], "WarrantyDesk")


def back_up(data: Path, language: str) -> tuple[bool, str]:
    """Let the old program write a verified backup; returns whether it did, and what it said.

    A desk without a database has nothing to lose. Where a photo is missing that was missing before,
    the backup is written all the same, and says so.
    """
    if not (data / "claims.db").exists():
        return True, ""
    command = [sys.executable, "-m", "warrantydesk", "backup"]
    places = ["--lang", language, "--data", str(data), str(data / "backups")]
    try:
        done = subprocess.run(
            [*command, *places],
            input=b"",  # a pipe: Wine's null device is no keyboard to Python
            capture_output=True,
            creationflags=_HIDDEN if sys.platform == "win32" else 0,
            check=False,
        )
    except OSError as error:
        return False, str(error)
    said = " ".join(done.stderr.decode("utf-8", "replace").split())
    is_written = b'"file"' in done.stdout
    return is_written, said[:900] or ("" if is_written else f"({done.returncode})")


def running(program: Path) -> set[int]:
    """Return the processes whose program lies in a folder, without this one."""
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
    own = {os.getpid()}
    home = os.path.normcase(program)
    return {one for one in _processes(kernel) if _place(kernel, one) == home} - own


def ask_to_close(processes: set[int]) -> None:
    """Ask the windows of processes to close, as a click on their cross does."""
    user = ctypes.WinDLL("user32")  # type: ignore[attr-defined]
    visit = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)  # type: ignore[attr-defined]
    user.PostMessageW.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p]

    def each(window: int, _unused: int) -> int:
        owner = ctypes.c_ulong()
        user.GetWindowThreadProcessId(ctypes.c_void_p(window), ctypes.byref(owner))
        if owner.value in processes and user.IsWindowVisible(ctypes.c_void_p(window)):
            user.PostMessageW(window, _WM_CLOSE, None, None)
        return 1

    user.EnumWindows(visit(each), None)


def _processes(kernel: Any) -> Iterator[int]:
    kept, used = (ctypes.c_ulong * _MOST_PROCESSES)(), ctypes.c_ulong()
    kernel.K32EnumProcesses(kept, ctypes.sizeof(kept), ctypes.byref(used))
    yield from kept[: used.value // ctypes.sizeof(ctypes.c_ulong)]


def _place(kernel: Any, process: int) -> str:
    """Return the folder of a process's program; empty where it may not be asked."""
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = kernel.OpenProcess(_QUERY, 0, process)
    if not handle:
        return ""
    length = ctypes.c_ulong(_LONGEST_PATH)
    path = ctypes.create_unicode_buffer(_LONGEST_PATH)
    kernel.QueryFullProcessImageNameW(ctypes.c_void_p(handle), 0, path, ctypes.byref(length))
    kernel.CloseHandle(ctypes.c_void_p(handle))
    return os.path.normcase(os.path.dirname(path.value))  # noqa: PTH120


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
