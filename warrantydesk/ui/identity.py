"""How the desktop tells this program from others: its symbol, and its name for the task bar."""

import sys

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from warrantydesk.resources import find

_TASKBAR_ID = "WarrantyDesk.Desk"
"""The links of the Windows set-up bear the same name: a pinned window starts the program again."""


def show_identity(app: QApplication) -> None:
    """Give all windows the program's symbol; on Windows they are no longer Python's."""
    app.setWindowIcon(QIcon(str(find("app/app.svg"))))
    app.setDesktopFileName("warrantydesk")
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(_TASKBAR_ID)
