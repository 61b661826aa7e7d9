"""The tabs in the order of the window; the only list of them."""

from warrantydesk.ui.tab import Tab
from warrantydesk.ui.tabs.archive.tab import ArchiveTab
from warrantydesk.ui.tabs.inspection.tab import InspectionTab
from warrantydesk.ui.tabs.intake.tab import IntakeTab
from warrantydesk.ui.tabs.shelf.tab import ShelfTab

TABS: tuple[type[Tab], ...] = (IntakeTab, InspectionTab, ShelfTab, ArchiveTab)
