"""Stock-takes: counting the shelf, whole or in part, and booking what differs."""

from warrantydesk.services.stock_takes.service import StockTakeService

__all__ = ["StockTakeService"]
