"""The ledger of old parts: movements, stock, what is due back, and lists that leave the desk."""

from warrantydesk.services.ledger.service import LedgerService

__all__ = ["LedgerService"]
