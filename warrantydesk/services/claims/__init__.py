"""Claims: one service, its verbs in small modules."""

from warrantydesk.services.claims.service import ClaimService
from warrantydesk.services.claims.view import ClaimView, DocumentState

__all__ = ["ClaimService", "ClaimView", "DocumentState"]
