"""One tab on its own: a window that writes down what it is asked, and the tab over a desk."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication

from warrantydesk.services.change import Change
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import theme
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tab import Tab

SomeTab = TypeVar("SomeTab", bound=Tab)


class Window:
    """What the shell asks of a window, written down."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, str, Any]] = []
        self.toasts: list[str] = []
        self.scans: list[str] = []

    def open_tab(self, tab_key: str, kind: str, key: Any) -> None:
        self.opened.append((tab_key, kind, key))

    def show_toast(self, text: str, undo: Callable[[], object] | None, warn: bool = False) -> None:
        self.toasts.append(text)

    def take_scan(self, text: str) -> None:
        self.scans.append(text)

    def badges_changed(self) -> None:
        return None


def stage_tab(
    kind: type[SomeTab], app: QApplication, qtbot: Any, desk: Desk, window: Window, height: int
) -> SomeTab:
    """Return a tab as the window would hold it, light and not shown yet."""
    theme.apply(app, dark=False)
    shell = Shell()
    shell.attach(window)
    made = kind(shell, desk)
    made.resize(1366, height)

    def hear(change: Change) -> None:
        for one in change.kinds & made.SHOWS:
            made.on_change(one)

    desk.listen(hear)
    qtbot.addWidget(made, before_close_func=lambda _tab: desk.forget(hear))
    return made
