"""Lines of quality cards: an urgent one stands on the list until the maker has it."""

from collections.abc import Iterator

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.quality_report import QualityReport, Urgency
from warrantydesk.domain.today import Area, Target, TodayItem
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench

QUALITY = "quality_card"


def lines(bench: Bench) -> Iterator[TodayItem]:
    """Yield the urgent cards that were not sent yet; they are due on the day they were made out."""
    found = bench.stores.quality_reports.find(urgency=Urgency.URGENT, sent_on=None, void_reason="")
    heads = {one.id: one for one in bench.stores.claims.heads(one.claim_id for one in found)}
    for card in found:
        yield _line(card, heads[card.claim_id])


def _line(card: QualityReport, claim: Claim) -> TodayItem:
    return TodayItem(
        key=f"{QUALITY}:quality:{card.id}",
        code=QUALITY,
        area=Area.HOUSE,
        title=N_("Urgent quality card to be sent"),
        target=Target("intake", "claim", card.claim_id),
        action=N_("Open"),
        due_on=card.issued_on,
        brand=claim.brand,
        note=N_("{number} of claim {claim}"),
        values={"number": card.number, "claim": claim.claim_number},
        plate=claim.vehicle.plate,
        vin=claim.vehicle.vin,
        model=claim.vehicle.model_code,
        owner=card.made_by,
    )
