"""Papers that are no claim's: PART_PAPERS, those of shipments first."""

from warrantydesk.i18n import N_
from warrantydesk.services.papers import (
    appointments,
    complaint_sheet,
    day_close,
    dispute,
    hand_over,
    mode_card,
    scrap,
    stock_take,
)
from warrantydesk.services.papers.paper import Paper
from warrantydesk.services.papers.shipment_papers import SHIPMENT_PAPERS

PART_PAPERS = (
    *SHIPMENT_PAPERS,
    Paper(
        stock_take.STOCK_TAKE,
        N_("Stock-take sheet"),
        stock_take.prepare,
        number=stock_take.number,
    ),
    Paper(scrap.SCRAP, N_("Scrap sheet"), scrap.prepare, number=scrap.number),
    Paper(
        dispute.DISPUTE,
        N_("Request for a second look"),
        dispute.prepare,
        dispute.missing,
        dispute.number,
    ),
    Paper(
        complaint_sheet.COMPLAINT_SHEET,
        N_("Complaint of a customer"),
        complaint_sheet.prepare,
        number=complaint_sheet.number,
    ),
    Paper(
        appointments.APPOINTMENTS,
        N_("Appointments of the day"),
        appointments.prepare,
        number=appointments.number,
    ),
    Paper(hand_over.HAND_OVER, N_("Hand-over sheet"), hand_over.prepare, number=hand_over.number),
    Paper(day_close.DAY_CLOSE, N_("Close of the day"), day_close.prepare, number=day_close.number),
    Paper(mode_card.MODE_CARD, N_("Scanner card"), mode_card.prepare, number=mode_card.number),
)
