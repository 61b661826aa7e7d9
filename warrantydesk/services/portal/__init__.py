"""What is typed into the maker's portal, in its own order; what is typed already."""

from warrantydesk.services.portal.service import PortalService

__all__ = ["PortalService"]
