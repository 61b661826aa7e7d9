"""What the records of a dossier have in common: their head, and tables of texts and sums."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from warrantydesk.domain.listing import Holds
from warrantydesk.i18n import _
from warrantydesk.services.dossiers.known import Known
from warrantydesk.services.papers.shipment_facts import desk_paper

if TYPE_CHECKING:
    from warrantydesk.documents.money_sheet import MoneyRow, MoneySheet, MoneyTable

Titled = tuple[str, float] | tuple[str, float, Holds]
"""A column: its title, its part of the width, and what it holds where that is no text."""


def sheet(
    known: Known, title: str, *tables: "MoneyTable", words: Sequence[str] = ()
) -> "MoneySheet":
    """Return a record of a claim, with the claim at its head."""
    from warrantydesk.documents.money_sheet import MoneySheet

    claim = known.claim
    return MoneySheet(
        desk_paper(known.bench),
        title,
        claim.claim_number,
        (
            (_("Claim"), claim.claim_number),
            (_("Maker's claim no."), claim.codes.maker_claim_number or "—"),
            (_("VIN"), claim.vehicle.vin or "—"),
            (_("Repair order"), claim.visit.repair_order or "—"),
        ),
        tables,
        tuple(words),
        foot=_("Taken from the records of the desk."),
    )


def table(
    title: str, columns: Sequence[Titled], rows: Sequence["MoneyRow"], empty: str = ""
) -> "MoneyTable":
    """Return a table; without rows it is left out, or says ``empty``."""
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable

    made = tuple(
        MoneyColumn(one[0], one[2] if len(one) == 3 else Holds.TEXT, one[1]) for one in columns
    )
    return MoneyTable(title, made, tuple(rows), empty=empty)
