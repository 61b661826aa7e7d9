"""The Intake tab on its own, over a desk, with the clerk's hands on the keys."""

from typing import Any

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from tab_stage import Window, stage_tab

from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.intake.tab import IntakeTab


def staged(app: QApplication, qtbot: Any, desk: Desk, window: Window) -> IntakeTab:
    """Return the tab as the window would hold it, not shown yet."""
    return stage_tab(IntakeTab, app, qtbot, desk, window, 640)


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
