"""What is damaged, in the clerk's words; what the machine itself says stays in the details."""

import re

from warrantydesk.i18n import _

_ENTRY = re.compile(r"(\d+): ")
"""How the check after the start names an entry of the journal."""
_INDEX = ("missing from index", "entries in index", "non-unique")
"""What SQLite says of an index that does not fit its table."""


def damage_words(problem: str) -> str:
    """Return what the check of pages and journal found, a sentence without its full stop."""
    if found := _ENTRY.match(problem):
        return _("entry {seq} of the journal does not fit those around it", seq=found[1])
    if any(words in problem for words in _INDEX):
        return _("an index of the data file does not fit what it points at")
    return _("a page of the data file cannot be read any more")
