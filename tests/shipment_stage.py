"""The page of return shipments on its own, over a desk, shown and refreshed by every change."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QWidget
from tab_stage import Window

from warrantydesk.services.change import Kind
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import theme
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.shipment_page import ShipmentPage

SomeDialog = TypeVar("SomeDialog", bound=QDialog)
SHOWS = {Kind.SHIPMENTS, Kind.PARTS, Kind.PRINT_JOBS, Kind.ATTACHMENTS}


class PageWindow(Window, QWidget):
    """A window around the page: dialogs have it as their parent."""

    def __init__(self) -> None:
        QWidget.__init__(self)
        Window.__init__(self)
        self.undos: list[Any] = []

    def show_toast(self, text: str, undo: Any, warn: bool = False) -> None:
        super().show_toast(text, undo, warn)
        self.undos.append(undo)


@contextmanager
def shown_shipments(
    app: QApplication, qtbot: Any, desk: Desk, size: tuple[int, int] = (1366, 640)
) -> Iterator[ShipmentPage]:
    """Give the page while it is shown; its background work has ended afterwards."""
    theme.apply(app, dark=False)
    window = PageWindow()
    qtbot.addWidget(window)
    shell = Shell()
    shell.attach(window)
    page = ShipmentPage(shell, desk, window)
    window.resize(*size)
    page.resize(*size)

    def hear(change: Any) -> None:
        if change.kinds & SHOWS:
            page.refresh()

    desk.listen(hear)
    page.refresh()
    window.show()
    app.processEvents()
    yield page
    desk.forget(hear)
    for dialog in window.findChildren(QDialog):
        dialog.done(0)
    window.hide()
    qtbot.waitUntil(shell.jobs.idle)


def window_of(page: ShipmentPage) -> PageWindow:
    """Return the window that the page is shown in."""
    found = page.window()
    assert isinstance(found, PageWindow)
    return found


def dialog_of(page: ShipmentPage, kind: type[SomeDialog]) -> SomeDialog:
    """Return the dialog of a kind that is open over the page."""
    found = [one for one in window_of(page).findChildren(kind) if one.isVisible()]
    assert found, f"no {kind.__name__} is open"
    return found[-1]
