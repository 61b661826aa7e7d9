"""How a visit begins and what follows it: the car, a part bought before, the call afterwards."""

from typing import TYPE_CHECKING

from warrantydesk.demo.book import Moment
from warrantydesk.demo.calendar import DAY, HOUR, NOW, day_of, utc, working
from warrantydesk.demo.sheets import Row
from warrantydesk.i18n import N_
from warrantydesk.storage.numbers import REPAIR_ORDER

if TYPE_CHECKING:
    from warrantydesk.demo.story import Story


def visit_row(story: "Story", at: int, complaint: str, bare: bool) -> Row:
    """Return the columns of a visit as the advisor writes them."""
    car, year = story.car, day_of(at)[:4]
    number = story.book.number(REPAIR_ORDER, int(year))
    brought = story.random.random() < 0.12 and car.kind == "person"
    return {
        "repair_order": f"RO{year[2:]}-{number:05d}",
        "vehicle_id": car.id,
        "customer_id": car.customer_id,
        "arrived_at": utc(at),
        "promised_at": utc(at - at % DAY + 33_300 + (0 if at % DAY < 20_000 else DAY)),
        "mileage_km": None if bare else story.teller.mileage_km(car, at),
        "complaint": complaint,
        "brought_by": f"{car.owner[0]}先生" if brought else "",
        "advisor": story.advisor,
        "technician": "" if bare else story.technician,
    }


def purchase(story: "Story", at: int) -> Row:
    """Return where, when and at which mileage the customer had bought the part."""
    bought = at - story.days(60, 300)
    return {
        "codes_purchase_station": "QC0126",
        "codes_purchase_no": f"XS{day_of(bought)[2:4]}-{story.random.randrange(1, 9000):05}",
        "codes_purchased_on": max(day_of(bought), story.car.delivered_on.isoformat()),
        "codes_purchase_km": max(story.teller.mileage_km(story.car, bought), 0),
    }


_CALL_AFTER, _REMEMBERED = 3, 60
"""Days after the repair on which the customer is called; how far back the calls are kept."""
_SCORES = (10, 10, 9, 9, 9, 8, 8, 7, 5)
_SAID = ("很满意", "正常，没有再响", "等候时间长了些", "问题解决了", "")


def call(story: "Story", finished_at: int) -> None:
    """Write down the call after a repair, for the last weeks only."""
    at = working(finished_at + _CALL_AFTER * DAY + HOUR)
    if at > NOW or finished_at < NOW - _REMEMBERED * DAY:
        return
    row = {
        "visit_id": story.visit["id"],
        "due_on": day_of(at),
        "called_at": utc(at),
        "called_by": story.advisor,
        "tries": 1,
        "score": story.random.choice(_SCORES),
        "text": story.random.choice(_SAID),
        "done": 1,
    }
    story.book.add("follow_up", Moment(at, story.advisor, N_("call after repair")), row)
