"""Stores of return shipments, requests, stock-takes, scrap batches and print batches."""

from warrantydesk.domain.print_job import PrintBatch
from warrantydesk.domain.shipment import Box, ReturnRequest, Shipment, ShipmentLine
from warrantydesk.domain.stock_take import ScrapBatch, StockTake, StockTakeScan
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import (
    BoxRow,
    PrintBatchRow,
    ReturnRequestRow,
    ScrapBatchRow,
    ShipmentLineRow,
    ShipmentRow,
    StockTakeRow,
    StockTakeScanRow,
)


class ShipmentStore(Store[Shipment]):
    """Return lists."""

    TABLE, KIND = ShipmentRow, Shipment

    def by_number(self, number: str) -> Shipment | None:
        """Return a shipment by its number."""
        return next(iter(self.find(number=number)), None)


class BoxStore(Store[Box]):
    """Boxes of shipments."""

    TABLE, KIND = BoxRow, Box

    def by_code(self, code: str) -> Box | None:
        """Return a box by its code, void or not."""
        return next(iter(self.find(code=code)), None)

    def of(self, shipment_id: int) -> list[Box]:
        """Return the boxes of a shipment that stand, by their number."""
        found = self.find(shipment_id=shipment_id, void_reason="")
        return sorted(found, key=lambda box: box.number)


class ShipmentLineStore(Store[ShipmentLine]):
    """Pieces on return lists."""

    TABLE, KIND = ShipmentLineRow, ShipmentLine

    def of(self, shipment_id: int) -> list[ShipmentLine]:
        """Return the lines of a shipment that stand, in order of entry."""
        return self.find(shipment_id=shipment_id, void_reason="")

    def of_part(self, part_id: int) -> list[ShipmentLine]:
        """Return every list that a piece stands or stood on, oldest first."""
        return self.find(part_id=part_id, void_reason="")


class ReturnRequestStore(Store[ReturnRequest]):
    """What the maker asked for."""

    TABLE, KIND = ReturnRequestRow, ReturnRequest

    def of_part(self, part_id: int) -> list[ReturnRequest]:
        """Return the requests for a piece that stand, oldest first."""
        return self.find(part_id=part_id, void_reason="")


class StockTakeStore(Store[StockTake]):
    """Stock-takes."""

    TABLE, KIND = StockTakeRow, StockTake

    def running(self) -> StockTake | None:
        """Return the stock-take that is not finished yet."""
        open_ones = [one for one in self.find(void_reason="") if one.finished_at is None]
        return next(iter(open_ones), None)


class StockTakeScanStore(Store[StockTakeScan]):
    """What was scanned in stock-takes."""

    TABLE, KIND = StockTakeScanRow, StockTakeScan

    def of(self, stock_take_id: int) -> list[StockTakeScan]:
        """Return the scans of a stock-take that stand, in order."""
        return self.find(stock_take_id=stock_take_id, void_reason="")


class ScrapBatchStore(Store[ScrapBatch]):
    """What was destroyed together."""

    TABLE, KIND = ScrapBatchRow, ScrapBatch


class PrintBatchStore(Store[PrintBatch]):
    """Labels ordered together."""

    TABLE, KIND = PrintBatchRow, PrintBatch
