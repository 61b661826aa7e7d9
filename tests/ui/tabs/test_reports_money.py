"""Reports about money in their tab: what stands today is asked for without days."""

from typing import Any

from builders import a_vin
from PySide6.QtWidgets import QApplication
from stories import submitted
from tab_stage import Window, stage_tab

from warrantydesk.domain.settlement.receivable import Stage
from warrantydesk.services.desk import Desk
from warrantydesk.ui.tabs.reports.tab import ReportsTab
from warrantydesk.ui.tabs.settlement.pages import page_of
from warrantydesk.ui.tabs.settlement.receivable_frame import ABNORMAL
from warrantydesk.ui.tabs.settlement.receivable_page import UNEXPLAINED


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


def test_what_to_do_leads_to_things_that_the_tabs_know(desk: Desk) -> None:
    submitted(desk, a_vin(1, "LX0DL31C"))
    found = []
    for code in ("stuck_money", "first_pass", "abnormal_cost", "year_review", "vehicle_cost"):
        found += desk.reports.build(code).suggestions
    led = [one.leads_to for one in found if one.leads_to is not None]
    assert led
    for tab, kind, key in led:
        if tab == "settlement":
            assert page_of(kind) == "receivables"
            assert key in {*map(str, Stage), UNEXPLAINED, ABNORMAL}
        elif tab == "reports":
            assert desk.reports.get(key).code == key
        else:
            assert (tab, kind) in {("archive", "search"), ("archive", "state")}
