"""Coverage at the desk: facts gathered, decided, shown, kept."""

from warrantydesk.services.coverage.card import CoverageCard
from warrantydesk.services.coverage.context import CoverageContext
from warrantydesk.services.coverage.service import CoverageService

__all__ = ["CoverageCard", "CoverageContext", "CoverageService"]
