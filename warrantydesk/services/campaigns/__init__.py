"""Campaigns and recalls: which cars they name, and what became of each."""

from warrantydesk.services.campaigns.service import CampaignService

__all__ = ["CampaignService"]
