"""The Intake tab on its own: a window that writes down what it is asked, and the clerk's hands."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.intake.tab import IntakeTab


class Window:
    """What the shell asks of a window, written down."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, str, Any]] = []
        self.toasts: list[str] = []

    def open_tab(self, tab_key: str, kind: str, key: Any) -> None:
        self.opened.append((tab_key, kind, key))

    def show_toast(self, text: str, undo: Callable[[], object] | None) -> None:
        self.toasts.append(text)

    def take_scan(self, text: str) -> None:
        raise AssertionError(text)

    def badges_changed(self) -> None:
        return None


def staged(app: QApplication, qtbot: Any, desk: Desk, window: Window) -> IntakeTab:
    """Return the tab as the window would hold it, not shown yet."""
    theme.apply(app, dark=False)
    shell = Shell()
    shell.attach(window)
    made = IntakeTab(shell, desk)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    desk.listen(lambda change: made.on_change(next(iter(change.kinds & made.SHOWS), None)))
    return made


def shown(tab: IntakeTab, claim_id: int | None = None) -> IntakeTab:
    """Show the tab, and a claim in it."""
    tab.show()
    QApplication.processEvents()
    if claim_id is not None:
        tab.open_thing("claim", claim_id)
    return tab


def typed(qtbot: Any, tab: IntakeTab, path: str, text: str) -> Any:
    """Type over what stands in a field; return the field."""
    tab.page.form.jump(path)
    field = tab.page.form.field(path)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    return field


def marks_at(tab: IntakeTab, path: str) -> list[Mark]:
    """Return the marks of the findings at a path, in the order shown."""
    return [one.severity for one in tab.page.shown_findings() if one.path == path]


def a_png() -> bytes:
    """Return a small black picture."""
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return kept.data()
