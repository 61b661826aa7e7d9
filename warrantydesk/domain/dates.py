"""Dates and instants: local dates for duties, aware instants for events, ISO text outside."""

from datetime import UTC, date, datetime, tzinfo

EARLIEST = date(1970, 1, 1)
LATEST = date(2099, 12, 31)


def utc_text(instant: datetime) -> str:
    """Write an aware instant as UTC text to the second."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_utc_text(text: str) -> datetime:
    """Read what :func:`utc_text` wrote, or any ISO 8601 instant with an offset."""
    return datetime.fromisoformat(text)


def local_date(instant: datetime | None, zone: tzinfo | None) -> date | None:
    """Return the desk's calendar day of an instant."""
    return instant.astimezone(zone).date() if instant else None


def day_of(text: str | None) -> date | None:
    """Read a day from ISO text; None where nothing stands."""
    return date.fromisoformat(text) if text else None
