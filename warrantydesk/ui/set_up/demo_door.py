"""The door to a demo shop of one's own, and the way back to the own desk."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from warrantydesk.i18n import _
from warrantydesk.ui.between import Between, Said
from warrantydesk.ui.kit.marks import Mark

NOTICE = "demo"
FROM, SHOP = "demo/from", "demo/folder"
"""What the computer remembers: the own desk's folder, and where the last demo shop lies."""
PREFIX = "warrantydesk-demo-"
Building = Callable[[Path, Callable[[str, float], None]], None]


class _Builder:
    """What builds a demo shop into a folder; the program around the window brings it."""

    build: Building | None = None


def build_with(build: Building) -> None:
    """Say what builds a demo shop; without it the door stays shut."""
    _Builder.build = staticmethod(build)


def open_demo(window: Any) -> None:
    """Build a fresh demo shop and open it in the place of the own desk."""
    build = _Builder.build
    if window.reopen is None or build is None:
        window.show_toast(_("The demo shop opens only from the program itself."), None)
        return
    window.flush()
    memory = window.memory
    _remove_former(str(memory.value(SHOP, "")), window.desk.folder.path)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX)) / "data"
    if not window.desk.settings.site.demo:
        memory.setValue(FROM, str(window.desk.folder.path))
    memory.setValue(SHOP, str(folder))
    title = _("Building the demo shop")

    def work(said: Said) -> None:
        build(folder, lambda _what, _share: said(title))

    window.reopen(Between(title, work, lambda _there, _nothing: None), folder)


def leave_demo(window: Any) -> None:
    """Open the own desk again; the demo shop stays until the next one is built."""
    if window.reopen is None:
        return
    window.flush()
    window.reopen(folder=own_folder(window.memory))


def own_folder(memory: Any) -> Path:
    """Return where the own desk lies: it was left for the demo shop, chosen, or the usual one."""
    for key in (FROM, "folder"):
        if kept := str(memory.value(key, "")):
            return Path(kept)
    import platformdirs

    return platformdirs.user_data_path("WarrantyDesk", appauthor=False)


def mark_demo(window: Any) -> None:
    """Say above the tabs of a demo shop that it is one, and lead back."""
    if not window.desk.settings.site.demo:
        return
    window.notices.say(
        NOTICE,
        Mark.INFO,
        _("DEMO: an invented shop to look around and practise in"),
        _("Nothing here is real; change what you like."),
        [(_("Back to your own desk"), lambda: leave_demo(window))],
    )


def _remove_former(kept: str, in_use: Path) -> None:
    """Remove the demo shop that was built before; only one of ours in the folder for such."""
    if not kept:
        return
    place = Path(kept).parent
    ours = place.name.startswith(PREFIX) and place.parent == Path(tempfile.gettempdir())
    if ours and Path(kept) != in_use:
        with suppress(OSError):
            shutil.rmtree(place)
