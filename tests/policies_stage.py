"""A second version of the wear table that begins in a week, and the tab over the desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QApplication
from tab_stage import Window, stage_tab

from warrantydesk.domain.policy_table import TableVersion
from warrantydesk.services.desk import Desk
from warrantydesk.ui.tabs.policies.tab import PoliciesTab

COMING = date(2026, 12, 1)
"""A week after the day on which the tests' clock stands."""
BULLETIN = "QB26-16"


def wear_rows(desk: Desk, number: int = 1) -> list[dict[str, str]]:
    """Return copies of the rows of a version of the wear table."""
    return [dict(row) for row in desk.policies.rows("QC", "wear", number)]


def coming_wear(desk: Desk) -> TableVersion:
    """Let the battery's term be halved, the lining's doubled, and a filter be new, in a week."""
    rows = wear_rows(desk)
    by_code = {row["code"]: row for row in rows}
    by_code["battery_12v"] |= {"months": "6", "km": "10000"}
    by_code["brake_lining"] |= {"km": "10000"}
    rows.append({**by_code["cabin_filter"], "code": "hepa", "name_zh": "高效滤清器",
                 "name_en": "HEPA filter"})  # fmt: skip
    return desk.policies.save_version("QC", "wear", rows, COMING, "maker's letter", "", BULLETIN)


def days(count: int) -> timedelta:
    """Return a span of days."""
    return timedelta(days=count)


@contextmanager
def shown_policies(
    app: QApplication, qtbot: Any, desk: Desk, window: Window, height: int = 640
) -> Iterator[PoliciesTab]:
    """Give the tab while it is shown; its background work has ended afterwards."""
    made = stage_tab(PoliciesTab, app, qtbot, desk, window, height)
    made.show()
    QApplication.processEvents()
    yield made
    made.hide()
    qtbot.waitUntil(made.shell.jobs.idle, timeout=20_000)
