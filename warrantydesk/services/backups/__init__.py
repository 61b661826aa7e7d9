"""Backups: kept by themselves and by hand, looked at, tried, and the key that opens them."""

from warrantydesk.services.backups.made import BackupMade
from warrantydesk.services.backups.service import BackupService
from warrantydesk.services.restoring import Restored, restore

__all__ = ["BackupMade", "BackupService", "Restored", "restore"]
