"""Days on the command line."""

from datetime import date

from warrantydesk.domain.codec import MismatchError, from_json
from warrantydesk.domain.errors import INVALID, refused


def day_of(text: str | None, option: str) -> date | None:
    """Return the day that an option names, None where it is absent; Refused(INVALID) for none."""
    if text is None:
        return None
    try:
        day: date = from_json(date, text, option)
    except MismatchError as error:
        raise refused(INVALID, error.message, option, **error.values) from error
    return day
