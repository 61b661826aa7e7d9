"""The lines of a claim as the customer reads them, each with its payer."""

from typing import TYPE_CHECKING

from warrantydesk.domain.claim import Claim
from warrantydesk.i18n import _

if TYPE_CHECKING:
    from warrantydesk.documents.settlement_sheet import Charge


def charges_of(claim: Claim) -> "tuple[Charge, ...]":
    """Return labour, parts and other costs, in this order."""
    from warrantydesk.documents.settlement_sheet import Charge

    labour = [
        Charge(
            _("Labour"),
            " ".join(filter(None, (line.code, line.name))),
            f"{line.hours + line.extra_hours:.2f}",
            line.unit_price_fen,
            line.product_fen,
            line.pay_by,
        )
        for line in claim.labour_lines
    ]
    parts = [
        Charge(
            _("Part"),
            " ".join(filter(None, (line.new_part_no, line.new_part_name))),
            str(line.quantity),
            line.unit_price_fen,
            line.product_fen,
            line.pay_by,
        )
        for line in claim.part_lines
    ]
    other = [
        Charge(
            _("Other"),
            " ".join(filter(None, (line.code, line.text))),
            "1",
            None,
            line.amount_fen,
            line.pay_by,
            " ".join(filter(None, (line.supplier, line.invoice_no))),
        )
        for line in claim.other_lines
    ]
    return (*labour, *parts, *other)
