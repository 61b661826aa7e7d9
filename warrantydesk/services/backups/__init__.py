"""Backups: kept by themselves and by hand, looked at, tried, and the key that opens them."""

from warrantydesk.services.backups.made import BackupMade
from warrantydesk.services.backups.service import BackupService

__all__ = ["BackupMade", "BackupService"]
