"""The desktop tells the program's windows from others."""

from PySide6.QtWidgets import QApplication

from installer.setup_exe.pack import SCRIPT
from warrantydesk.ui import identity


def test_every_window_bears_the_symbol(qapp: QApplication) -> None:
    identity.show_identity(qapp)
    drawn = qapp.windowIcon().pixmap(32, 32).toImage()
    assert not drawn.isNull()
    assert drawn.pixelColor(16, 4).blue() > drawn.pixelColor(16, 4).red()


def test_links_and_window_have_one_name_for_the_task_bar() -> None:
    assert f'TASKBAR_ID "{identity._TASKBAR_ID}"' in SCRIPT.read_text("utf-8")
