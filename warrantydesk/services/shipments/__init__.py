"""Return shipments: opened for what is due, packed by scanning, checked, shipped, judged."""

from warrantydesk.services.shipments.receipts import PieceVerdict, RefusalReason
from warrantydesk.services.shipments.service import ShipmentService

__all__ = ["PieceVerdict", "RefusalReason", "ShipmentService"]
