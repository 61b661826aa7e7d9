"""The pages below the scan band, by mode; each is imported and built when it is first shown."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import SignalInstance

from warrantydesk.services.scanning import ScanResult
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.scans import Mode

SHIPMENT, STOCK_TAKE, SCRAP = "shipment", "stock_take", "scrap"
PAGE_OF = {
    Mode.PACK: SHIPMENT,
    Mode.SHIP: SHIPMENT,
    Mode.STOCK_TAKE: STOCK_TAKE,
    Mode.SCRAP: SCRAP,
}
"""The modes that do not work over shelf map and list."""


class Page(Protocol):
    """What the tab asks of a page."""

    scan_asked: SignalInstance
    done: SignalInstance

    def refresh(self) -> None:
        """Read again what the page shows."""

    def show_thing(self, kind: str, key: Any) -> None:
        """Show one thing."""

    def show_scan(self, result: ScanResult) -> None:
        """Follow a scan."""


def _shipment() -> Callable[[Shell, Any], Any]:
    from warrantydesk.ui.tabs.shelf.shipment_page import ShipmentPage

    return ShipmentPage


def _stock_take() -> Callable[[Shell, Any], Any]:
    from warrantydesk.ui.tabs.shelf.stock_take_page import StockTakePage

    return StockTakePage


def _scrap() -> Callable[[Shell, Any], Any]:
    from warrantydesk.ui.tabs.shelf.scrap_page import ScrapPage

    return ScrapPage


_LOADERS = {SHIPMENT: _shipment, STOCK_TAKE: _stock_take, SCRAP: _scrap}


def made_page(name: str, shell: Shell, desk: Any) -> Any:
    """Build a page."""
    return _LOADERS[name]()(shell, desk)
