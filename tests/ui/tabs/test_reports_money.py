"""Reports about money in their tab: what stands today is asked for without days."""

from typing import Any

from builders import a_vin
from PySide6.QtWidgets import QApplication
from stories import submitted
from tab_stage import Window, stage_tab

from warrantydesk.services.desk import Desk
from warrantydesk.ui.tabs.reports.tab import ReportsTab


def test_what_stands_today_asks_for_no_days(qapp: QApplication, qtbot: Any, desk: Desk) -> None:
    submitted(desk, a_vin(1, "LX0DL31C"))
    tab = stage_tab(ReportsTab, qapp, qtbot, desk, Window(), 690)
    tab.show()
    shown = {}
    for code in ("stuck_money", "month_summary", "receivable_ages"):
        tab.show_report(code)
        qtbot.waitUntil(tab.shell.jobs.idle)
        shown[code] = tab.page.head.period.isVisible()
    tab.shell.jobs.cancel_all()
    assert shown == {"stuck_money": False, "month_summary": True, "receivable_ages": False}
