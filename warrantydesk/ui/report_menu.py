"""The menu of reports: every report below the name of its group."""

from typing import Any

from PySide6.QtWidgets import QMenu

from warrantydesk.domain.report import GROUP_NAMES
from warrantydesk.i18n import _


def name_reports(window: Any, menu: QMenu) -> None:
    """Put every report that the acting person may see into a menu of the window."""
    reports = window.desk.reports.all()
    for group, name in GROUP_NAMES.items():
        inside = [one for one in reports if one.group is group]
        if inside:
            menu.addSection(_(name))
        for one in inside:
            menu.addAction(_(one.title)).triggered.connect(
                lambda _on=False, code=one.code: window.open_tab("reports", "report", code)
            )
