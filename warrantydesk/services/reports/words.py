"""Words that reports share."""

from warrantydesk.domain.report import Asked
from warrantydesk.i18n import _, date_text


def period_text(asked: Asked) -> str:
    """Return the days that a report speaks of, in words."""
    return _("{start} to {end}", start=date_text(asked.first), end=date_text(asked.last))
