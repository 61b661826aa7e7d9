"""The list of the cards of quality information: a row a card, for the maker."""

from collections.abc import Iterator

from warrantydesk.domain.dates import day_of
from warrantydesk.domain.listing import ListColumn
from warrantydesk.domain.quality_report import (
    AREA_NAMES,
    CONCERN_NAMES,
    NATURE_NAMES,
    URGENCY_NAMES,
    Area,
    Concern,
    Nature,
    Urgency,
)
from warrantydesk.i18n import N_, _
from warrantydesk.services.ledger.plain_list import (
    CLAIM,
    MAKER,
    PART_NO,
    VIN,
    PlainList,
    count_column,
    day_column,
    money_column,
)
from warrantydesk.services.ledger.rows import Row, Sources, Tick


def cards(sources: Sources, tick: Tick) -> Iterator[Row]:
    """Yield the cards made out in the period that are not void, oldest first."""
    names = sources.names
    for row in sources.read("quality_cards", tick):
        number, issued, concern, urgency, brand, claim, vin, model, engine, *rest = row
        produced, invoiced, mileage, area, nature, gearbox, *more = rest
        conditions, (part, maker, cause, damage, loss, *office) = more[:6], more[6:]
        opinion, person, given, result, registered, asked_by, asked_on, *handling = office
        yield (
            number,
            day_of(issued),
            _(CONCERN_NAMES[Concern(concern)]),
            _(URGENCY_NAMES[Urgency(urgency)]),
            names.maker(brand),
            claim,
            vin,
            names.model(model),
            engine,
            day_of(produced),
            day_of(invoiced),
            mileage,
            _(AREA_NAMES[Area(area)]),
            _(NATURE_NAMES[Nature(nature)]),
            gearbox,
            *conditions,
            part,
            maker,
            cause,
            damage,
            loss,
            opinion,
            person,
            day_of(given),
            result,
            registered,
            asked_by,
            day_of(asked_on),
            *handling[:-1],
            day_of(handling[-1]),
        )


QUALITY_CARDS = PlainList(
    "quality_cards",
    N_("Quality information cards"),
    (
        ListColumn(N_("Card no."), width=13), day_column(N_("Made out on")),
        ListColumn(N_("It is about"), width=12), ListColumn(N_("Urgency"), width=10), MAKER, CLAIM,
        VIN, ListColumn(N_("Model"), width=16), ListColumn(N_("Engine or motor no."), width=16),
        day_column(N_("Produced on")), day_column(N_("Invoiced on")),
        count_column(N_("Mileage, km")), ListColumn(N_("Where it is"), width=12),
        ListColumn(N_("Kind of fault"), width=12), ListColumn(N_("Gearbox"), width=8),
        ListColumn(N_("Speed when it failed"), width=12), ListColumn(N_("Road"), width=12),
        ListColumn(N_("Load"), width=10), ListColumn(N_("Modified"), width=10),
        ListColumn(N_("Temperature"), width=10), ListColumn(N_("How often"), width=12), PART_NO,
        ListColumn(N_("Maker of the failed part"), width=22),
        ListColumn(N_("Cause and handling"), width=36), ListColumn(N_("Also damaged"), width=22),
        money_column(N_("Estimated loss ¥")), ListColumn(N_("Opinion"), width=26),
        ListColumn(N_("Opinion of"), width=12), day_column(N_("Opinion given on")),
        ListColumn(N_("Result"), width=20), ListColumn(N_("Registered by"), width=10),
        ListColumn(N_("Customer asked again by"), width=14), day_column(N_("Asked again on")),
        ListColumn(N_("Analysis"), width=26), ListColumn(N_("Cause of the problem"), width=22),
        ListColumn(N_("Conclusion"), width=22), ListColumn(N_("Who is responsible"), width=16),
        ListColumn(N_("Interim measure"), width=20), ListColumn(N_("Permanent measure"), width=20),
        ListColumn(N_("Suggestion"), width=20), day_column(N_("Sent to the maker")),
    ),
    cards,
    paper=(
        (0, 1, 40, 30), (2, 3, 12, 13), (4, 5, 6), (7, 8, 14), (9, 10, 11),
        (15, 16, 17, 18, 19, 20), (21, 22, 24), (23, 33, 34), (26, 27, 28, 29, 31, 32),
        (35, 36, 37, 38, 39), (25,),
    ),
    summed=(25,),
    states=URGENCY_NAMES,
    days={"issued": N_("Made out on")},
)  # fmt: skip
