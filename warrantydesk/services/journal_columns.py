"""The columns of the journal as a list, on paper and in a file."""

from warrantydesk.domain.listing import Holds, ListColumn
from warrantydesk.i18n import N_

COLUMNS = (
    ListColumn(N_("Entry no."), Holds.COUNT, 10),
    ListColumn(N_("When"), Holds.MOMENT, 17),
    ListColumn(N_("Who"), width=12),
    ListColumn(N_("What was done"), width=24),
    ListColumn(N_("Of what"), width=20),
    ListColumn(N_("Name or number"), width=24),
    ListColumn(N_("Before → after"), width=60),
    ListColumn(N_("Hash"), width=14),
)
PAPER = ((0, 1), (2,), (3,), (4, 5), (6,), (7,))
