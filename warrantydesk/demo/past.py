"""The years of a large shop before this morning's story: claims filed away and paid long ago.

A past claim is told at once, as it stands in the archive: visit, lines, the maker's answer, its
line on a statement, the money. What repeats from claim to claim is written out once.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from warrantydesk.demo.book import Book, Moment
from warrantydesk.demo.calendar import DAY, HOUR, day_of, instant, utc, working
from warrantydesk.demo.cases import Case, Casebook
from warrantydesk.demo.fleet import Car, claim_columns
from warrantydesk.demo.past_cars import PastCars
from warrantydesk.demo.past_money import PastMoney
from warrantydesk.demo.past_rows import PastLines
from warrantydesk.demo.sheets import Row
from warrantydesk.domain.claim import ClaimType, State
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.i18n import N_
from warrantydesk.storage.numbers import CLAIM, REPAIR_ORDER, claim_number

BEGUN, ENDED = date(2006, 12, 1), date(2023, 11, 30)
SITE, CLERKS, ADVISORS = 1, ("S01", "S01", "S02"), ("S03", "S04", "S05")
_CLAIMS_PER_CAR = 6
_GROWTH = 0.8
_VOID, _SERVICE, _SHORT, _REFUSED = 0.025, 0.15, 0.1, 0.04
_TAKEN_OVER = N_("take over a filed claim")
_VOIDS = ("重复受理，以先开单为准", "VIN 录错，已另开新单", "客户放弃维修")
_REVIEWERS = ("审核员 Q-017", "审核员 Q-104", "审核员 Q-061")
_REFUSALS, _CUTS = ("D01", "D02", "D08"), ("R15", "D08")
_WRITTEN_IN = 5_000
"""Claims between two writes; a month may be longer or shorter."""


class Past:
    """Tells the claims of the years before, month by month."""

    def __init__(self, book: Book, profile: BrandProfile, random: Random, count: int) -> None:
        self._book, self._random, self._count = book, random, count
        self._cars = PastCars(profile, random, max(count // _CLAIMS_PER_CAR, 12))
        casebook = Casebook(profile)
        self._lines = PastLines(book, casebook, profile, random)
        self._money = PastMoney(book)

    def tell(self) -> Iterator[tuple[int, str]]:
        """Tell all of them; yields how many were told, and the day before which the journal does
        not grow any more: there the book may be written."""
        told, waiting = 0, 0
        for month, number in self._months():
            self._cars.sell_until(self._book, month - timedelta(days=1))
            days = sorted(self._random.randrange(28) for _ in range(number))
            for day in days:
                self._claim(month + timedelta(days=day))
            self._money.settle(month)
            told, waiting = told + number, waiting + number
            if waiting >= _WRITTEN_IN:
                waiting = 0
                yield told, month.isoformat()
        self._money.settle(ENDED + timedelta(days=1))
        yield told, ENDED.isoformat()

    def _months(self) -> Iterator[tuple[date, int]]:
        """Yield the months with how many claims each has: the shop grows."""
        months, day = [], BEGUN
        while day <= ENDED:
            months.append(day)
            day = (day + timedelta(days=32)).replace(day=1)
        weights = [_GROWTH + number / len(months) for number in range(len(months))]
        whole, given = sum(weights), 0
        for number, month in enumerate(months, 1):
            until = round(self._count * sum(weights[:number]) / whole)
            yield month, until - given
            given = until

    def _claim(self, day: date) -> None:
        random = self._random
        at = instant(day, 8) + random.randrange(8 * HOUR)
        car, dice = random.choice(self._cars.sold), random.random()
        is_service = _VOID <= dice < _VOID + _SERVICE
        case = self._lines.service(car.model) if is_service else self._lines.pick(car.model)
        self._told(car, at, case, State.VOID if dice < _VOID else State.CLOSED)

    def _told(self, car: Car, at: int, case: Case, state: State) -> None:
        """Enter one claim with all that belongs to it."""
        book, random = self._book, self._random
        moment = Moment(at, random.choice(ADVISORS), N_("accept claim"))
        visit = book.put("visit", moment, self._visit(car, at, case))
        claim = self._row(car, at, case, visit)
        done = Moment(at, claim["clerk"], _TAKEN_OVER)
        if state is State.VOID:
            claim |= {"state": State.VOID.value, "void_reason": random.choice(_VOIDS)}
            claim = book.put("claim", done, claim)
            book.find(claim, visit, {"part_line": [], "old_part": [], "attachment": []})
            return
        filed = working(at + random.randrange(1, 6) * DAY)
        answered = working(filed + random.randrange(3, 14) * DAY)
        approved = self._approved(case)
        closed = instant(date.fromisoformat(day_of(answered))) + 75 * DAY
        claim |= {
            "state": State.CLOSED.value,
            "submitted_at": utc(filed),
            "answered_on": day_of(answered),
            "approved_fen": approved,
            "closed_at": utc(closed),
            "codes_maker_claim_number": f"Q{day_of(filed)[2:4]}0{claim['claim_number'][-6:]}",
        }
        done = done._replace(at=closed)
        claim = book.put("claim", done, claim)
        rows = self._lines.enter(case, claim["id"], done)
        book.find(claim, visit, {"part_line": rows, "old_part": [], "attachment": []})
        self._answer(claim, answered, case.total_fen, approved)
        if approved:
            self._money.expect(claim, car, at, approved)

    def _approved(self, case: Case) -> int:
        dice = self._random.random()
        if dice < _REFUSED:
            return 0
        return case.total_fen * 8 // 10 if dice < _REFUSED + _SHORT else case.total_fen

    def _visit(self, car: Car, at: int, case: Case) -> Row:
        year = int(day_of(at)[:4])
        number = self._book.number(REPAIR_ORDER, year)
        ended = utc(at + 5 * HOUR)
        return {
            "repair_order": f"RO{year % 100:02d}-{number:05d}",
            "vehicle_id": car.id,
            "customer_id": car.customer_id,
            "arrived_at": utc(at),
            "promised_at": ended,
            "started_at": utc(at + HOUR),
            "finished_at": ended,
            "first_finished_at": ended,
            "mileage_km": car.mileage_km((at - instant(car.delivered_on)) // DAY),
            "complaint": case.complaint,
            "advisor": self._random.choice(ADVISORS),
            "technician": self._random.choice(case.technicians) if case.technicians else "S06",
        }

    def _row(self, car: Car, at: int, case: Case, visit: Row) -> Row:
        year = int(day_of(at)[:4])
        number = self._book.number(CLAIM, year)
        return {
            **claim_columns(car),
            "visit_id": visit["id"],
            "claim_number": claim_number(SITE, year, number),
            "type": case.type.value,
            "brand": "QC",
            "narrative_complaint": case.complaint,
            "narrative_cause": case.cause,
            "narrative_correction": case.correction,
            "codes_fault_code": case.fault_code,
            "codes_service_no": 1 if case.type is ClaimType.FREE_SERVICE else None,
            "clerk": self._random.choice(CLERKS),
            "opened_on": day_of(at),
            "created_at": utc(at),
            "total_fen": case.total_fen,
        }

    def _answer(self, claim: Row, at: int, asked: int, approved: int) -> None:
        random = self._random
        kind = "approval" if approved else "rejection"
        moment = Moment(at, claim["clerk"], N_("record the maker's answer"))
        row = {
            "claim_id": claim["id"],
            "kind": kind,
            "submission_number": 1,
            "received_on": day_of(at),
            "reviewer": random.choice(_REVIEWERS),
            "approved_fen": approved,
            "recorded_by": claim["clerk"],
            "recorded_at": utc(at),
        }
        answer = self._book.put("claim_answer", moment, row)
        if approved == asked:
            return
        code = random.choice(_CUTS if approved else _REFUSALS)
        said = {"answer_id": answer["id"], "claim_id": claim["id"], "reason_code": code}
        line = {"kind": "claim", "claimed_fen": asked, "approved_fen": approved}
        self._book.put("answer_line", moment, {**said, **line})
