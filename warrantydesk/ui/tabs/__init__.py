"""The tabs in the order of the window; the only list of them.

A tab's module is imported when the tab is first looked at, so that the window stands at once.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from warrantydesk.i18n import N_

if TYPE_CHECKING:
    from warrantydesk.ui.tab import Tab


class TabEntry(NamedTuple):
    """A tab of the window: key, title, number of its shortcut, and how its class is loaded."""

    key: str
    title: str
    number: int
    load: "Callable[[], type[Tab]]"


def _today() -> "type[Tab]":
    from warrantydesk.ui.tabs.today.tab import TodayTab

    return TodayTab


def _intake() -> "type[Tab]":
    from warrantydesk.ui.tabs.intake.tab import IntakeTab

    return IntakeTab


def _inspection() -> "type[Tab]":
    from warrantydesk.ui.tabs.inspection.tab import InspectionTab

    return InspectionTab


def _shelf() -> "type[Tab]":
    from warrantydesk.ui.tabs.shelf.tab import ShelfTab

    return ShelfTab


def _settlement() -> "type[Tab]":
    from warrantydesk.ui.tabs.settlement.tab import SettlementTab

    return SettlementTab


def _archive() -> "type[Tab]":
    from warrantydesk.ui.tabs.archive.tab import ArchiveTab

    return ArchiveTab


def _policies() -> "type[Tab]":
    from warrantydesk.ui.tabs.policies.tab import PoliciesTab

    return PoliciesTab


def _reports() -> "type[Tab]":
    from warrantydesk.ui.tabs.reports.tab import ReportsTab

    return ReportsTab


TABS = (
    TabEntry("today", N_("Today"), 1, _today),
    TabEntry("intake", N_("Intake"), 2, _intake),
    TabEntry("inspection", N_("Inspection"), 3, _inspection),
    TabEntry("shelf", N_("Old parts"), 4, _shelf),
    TabEntry("settlement", N_("Settlement"), 5, _settlement),
    TabEntry("archive", N_("Archive"), 6, _archive),
    TabEntry("policies", N_("Policies"), 7, _policies),
    TabEntry("reports", N_("Reports"), 8, _reports),
)
