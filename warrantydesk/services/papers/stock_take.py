"""Facts of the sheet of a stock-take."""

from functools import partial

from warrantydesk.domain.old_part import PART_STATE_NAMES
from warrantydesk.i18n import _
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.papers.shipment_facts import desk_paper

STOCK_TAKE = "stock_take"


def number(bench: Bench, stock_take_id: int) -> str:
    """Return the number of a stock-take; Refused(NOT_FOUND) where there is none."""
    return bench.stores.stock_takes.get(stock_take_id).number


def prepare(bench: Bench, stock_take_id: int) -> Draw:
    """Read a stock-take with all its lines and return what draws its sheet."""
    from warrantydesk.documents.shipments import stock_take as document
    from warrantydesk.services.stock_takes import StockTakeService

    result = StockTakeService(bench).result(stock_take_id)
    take = result.stock_take
    facts = document.StockTakeSheet(
        desk_paper(bench, take.number, STOCK_TAKE),
        result,
        started_by=name_of(bench, take.started_by),
        finished_by=name_of(bench, take.finished_by),
        states={str(state): _(name) for state, name in PART_STATE_NAMES.items()},
    )
    return partial(document.render, facts)
