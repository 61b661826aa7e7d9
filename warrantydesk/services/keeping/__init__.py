"""How long records are kept, and how they and personal values leave."""

from warrantydesk.services.keeping.disposals import DisposalService
from warrantydesk.services.keeping.privacy import PrivacyService

__all__ = ["DisposalService", "PrivacyService"]
