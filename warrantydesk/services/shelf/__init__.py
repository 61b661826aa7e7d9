"""The old-parts shelf: pieces from the technician's hand to the maker's verdict."""

from warrantydesk.services.shelf.service import ShelfService
from warrantydesk.services.shelf.steps import BatchRefusal, BatchReport

__all__ = ["BatchRefusal", "BatchReport", "ShelfService"]
