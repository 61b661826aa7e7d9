"""Dossiers and audit packs."""

from warrantydesk.services.dossiers.service import DossierService

__all__ = ["DossierService"]
