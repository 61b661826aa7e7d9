"""The journal of the desk as a list that leaves it: what everybody did in a period."""

from collections.abc import Iterator

from warrantydesk.i18n import N_
from warrantydesk.services.journal_columns import COLUMNS, PAPER
from warrantydesk.services.ledger.plain_list import PlainList
from warrantydesk.services.ledger.rows import Row, Sources, Tick


def _rows(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the entries of the period, newest first."""
    return sources.journal(tick)


JOURNAL_LIST = PlainList(
    "journal",
    N_("Journal of the desk"),
    COLUMNS,
    _rows,
    paper=PAPER,
    right="journal.see",
)
