"""The cars of a large shop's first years, long before the story of this morning's shop begins."""

from datetime import date, timedelta
from random import Random

from warrantydesk.demo.book import Book, Moment
from warrantydesk.demo.calendar import HOUR, instant
from warrantydesk.demo.fleet import PLATE_SIGNS, SELLS, Car, car_file, invented, models_of
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.i18n import N_

FIRST_SOLD, LAST_SOLD = date(2006, 1, 9), date(2023, 6, 30)
_SERIAL = 400_000


class PastCars:
    """Sells car after car: each is delivered a while before its first claim."""

    def __init__(self, profile: BrandProfile, random: Random, count: int) -> None:
        names = profile.rows("names")
        self._random, self._models = random, models_of(profile)
        self._weights = [row["model_code"] for row in names]
        self._people = [row for row in names if row["kind"] == "person" and not row["name_note"]]
        self._span = (LAST_SOLD - FIRST_SOLD).days
        self._days = sorted(int(self._span * random.random() ** 0.8) for _ in range(count))
        self.sold: list[Car] = []

    def sell_until(self, book: Book, day: date) -> None:
        """Enter the files of all cars that were delivered by a day."""
        gone = (day - FIRST_SOLD).days
        while len(self.sold) < len(self._days) and self._days[len(self.sold)] <= gone:
            self._sell(book, FIRST_SOLD + timedelta(days=self._days[len(self.sold)]))

    def _sell(self, book: Book, day: date) -> None:
        number = len(self.sold)
        model = self._models[self._random.choice(self._weights)]
        known = (f"P{number + 1:06}", _SERIAL + number, day)
        car = invented(self._random, model, self._people, known, lambda: _plate(number))
        car.phone = f"15402{number:06}"
        self.sold.append(car)
        self._enter(book, car)

    def _enter(self, book: Book, car: Car) -> None:
        at, day = instant(car.delivered_on) + 8 * HOUR, car.delivered_on.isoformat()
        moment = Moment(at, SELLS, N_("save customer"))
        owner = {"name": car.owner, "phone": car.phone, "kind": car.kind, "address": car.address}
        car.customer_id = book.add("customer", moment, owner)["id"]
        moment = Moment(at + 60, SELLS, N_("save vehicle"))
        car.id = book.add("vehicle", moment, car_file(car))["id"]
        owned = {"vehicle_id": car.id, "customer_id": car.customer_id, "from_on": day}
        book.add("ownership", moment, owned)
        book.add("plate", moment, {"vehicle_id": car.id, "plate": car.plate, "from_on": day})
        book.finish()


def _plate(number: int) -> str:
    """Return a plate that no other car has: they were given out in their order."""
    rest, letters = number // 100, []
    for _ in range(3):
        rest, at = divmod(rest, len(PLATE_SIGNS))
        letters.append(PLATE_SIGNS[at])
    return f"苏K{''.join(letters)}{number % 100:02}"
