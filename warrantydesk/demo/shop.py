"""Building the made-up shop 启程 江北服务站 into a new data folder."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from warrantydesk import i18n
from warrantydesk.demo.album import Album
from warrantydesk.demo.answers import Answers
from warrantydesk.demo.book import Book
from warrantydesk.demo.calendar import BEGUN_LONG_AGO, FOUNDED, NOW, StoryClock, day_of, instant
from warrantydesk.demo.campaigns import Recalls
from warrantydesk.demo.care import enter_care
from warrantydesk.demo.cases import Casebook
from warrantydesk.demo.coverage import enter_coverage
from warrantydesk.demo.fleet import Car, enter, fleet
from warrantydesk.demo.money import enter_money
from warrantydesk.demo.past import Past
from warrantydesk.demo.pieces import OUTBOUND, PLACES
from warrantydesk.demo.plan import Planner, Visit
from warrantydesk.demo.policies import enter_policies
from warrantydesk.demo.returns import Returns
from warrantydesk.demo.snapshot import Snapshots
from warrantydesk.demo.story import SITE, Story
from warrantydesk.domain.errors import LOCKED, Unavailable
from warrantydesk.domain.old_part import ShelfPlace
from warrantydesk.domain.person import Person, Role
from warrantydesk.i18n import N_
from warrantydesk.services.change import Kind
from warrantydesk.services.desk import Desk
from warrantydesk.services.shelf.life import holidays
from warrantydesk.storage.places import DataFolder

BRAND = "QC"
MOST_TOLD = 5_000
"""Claims whose whole story is told; those before are told as they lie in the archive."""
_BLOCK, _CLAIMS_PER_CAR = 2_000, 6
Told = Callable[[str, float], None]
"""Told what is being done and how much of the whole is done, 0 to 1."""


def _quiet(_what: str, _share: float) -> None:
    """Say nothing."""


def build(folder: Path, claims: int, seed: int, step: Told | None = None) -> None:
    """Make a demo desk with ``claims`` claims in a folder that has no database yet.

    The same seed gives the same shop. The newest 5,000 claims have their photographs, pieces and
    inspections; those of the years before stand as they were filed away and paid. Raises
    Unavailable where the folder already holds a database or cannot be written; a failed build
    leaves none.
    """
    place = DataFolder(folder)
    if place.database.exists():
        raise Unavailable(
            N_("{folder} holds a database already. Choose a new folder for the demo shop."),
            LOCKED,
            folder=folder,
        )
    spoken = i18n.language().code
    i18n.set_language("zh_CN")
    try:
        _build(folder, claims, seed, step or _quiet)
    except BaseException:
        for file in folder.glob(f"{place.database.name}*"):
            file.unlink()
        raise
    finally:
        i18n.set_language(spoken)


def _build(folder: Path, claims: int, seed: int, step: Told) -> None:
    step(N_("setting up the shop"), 0.0)
    clock = StoryClock(BEGUN_LONG_AGO if claims > MOST_TOLD else FOUNDED)
    with Desk(folder, clock).open(create=True, demo=True) as desk:
        shop = _Shop(desk, Random(seed), claims)
        shop.furnish()
        if claims:
            with _rarely_collecting():
                shop.fill(step)
        clock.at = NOW
        enter_coverage(desk)
        if claims:
            enter_policies(desk)
            enter_care(desk)
            enter_money(desk)
    step(N_("the shop is ready"), 1.0)


@contextmanager
def _rarely_collecting() -> Iterator[None]:
    """Let the collector of cycles run rarely: among so many rows it finds next to nothing."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class _Shop:
    """The shop while it is being built."""

    def __init__(self, desk: Desk, random: Random, claims: int) -> None:
        self._desk, self._random, self._claims = desk, random, claims
        self._salts = Random(random.random())
        for table in desk.stores.tables:
            table.salts = lambda: f"{self._salts.getrandbits(128):032x}"
        self._profile = desk.bench.profile(BRAND)

    def furnish(self) -> None:
        """Enter the site, its people and the places of the shelf."""
        desk, stores = self._desk, self._desk.stores
        with desk.bench.change(N_("set up desk"), Kind.SETTINGS, Kind.PEOPLE, Kind.PLACES):
            desk.bench.site = stores.sites.save(
                replace(
                    desk.bench.site,
                    dealer_code="QC0126",
                    name_zh="启程 江北服务站",
                    name_en="Qicheng Jiangbei Service Station",
                    address="江苏省无锡市江北演示大道 126 号（演示地址）",
                    phone="15400010100",
                )
            )
            for row in self._profile.rows("staff"):
                stores.people.add(_person(row))
            for code in PLACES:
                rack, _, layer = code.partition("-")
                stores.places.add(ShelfPlace(code, rack, layer))
            stores.places.add(ShelfPlace(OUTBOUND, OUTBOUND, "", outbound=True))

    def fill(self, step: Told) -> None:
        """Enter customers, cars and claims."""
        told = min(self._claims, MOST_TOLD)
        before = self._claims - told
        count = max(len(self._profile.rows("names")), told // _CLAIMS_PER_CAR)
        cars = fleet(self._profile, self._random, count)
        plan = Planner(self._random, Casebook(self._profile), cars, self._profile)
        with Book(self._desk.stores, self._salts, helped=before > 0) as book:
            if before:
                self._tell_past(book, before, step)
            enter(book, cars)
            recalls = Recalls(book, self._profile, cars)
            self._tell(book, plan.plan(told), step, recalls)

    def _tell_past(self, book: Book, count: int, step: Told) -> None:
        for number, until in Past(book, self._profile, self._random, count).tell():
            book.write(until)
            step(N_("writing the claims"), number / self._claims)

    def _tell(self, book: Book, visits: list[Visit], step: Told, recalls: Recalls) -> None:
        teller = Teller(self._desk, book, self._random, len(visits), recalls)
        recalls.foresee(visits)
        for number, visit in enumerate(visits):
            recalls.take_lists(visit.at)
            teller.returns.close(visit.at)
            if number % _BLOCK == 0 and number:
                book.write(_before(visit))
                step(N_("writing the claims"), 1 - (len(visits) - number) / self._claims)
            teller.tell(visit)
        recalls.take_lists(NOW)
        teller.returns.close(NOW)
        book.close(SITE)


class Teller:
    """What all stories of the shop share."""

    def __init__(
        self, desk: Desk, book: Book, random: Random, claims: int, recalls: Recalls
    ) -> None:
        stores, self.book, self.random = desk.stores, book, random
        self.recalls = recalls
        self.returns = Returns(book, random)
        profile = desk.bench.profile(BRAND)
        self.answers = Answers(book, profile, holidays(desk.bench))
        self.names = {person.login: person.name for person in stores.people.find()}
        self.reasons = {code: row["name_zh"] for code, row in profile.reasons.items()}
        maker = desk.bench.maker_name(BRAND)
        self.snapshots = Snapshots(profile, desk.bench.site, self.names, maker)
        self.album = Album(book, stores.attachments.files, profile, claims)
        self._awaited: dict[int, Story] = {}

    def tell(self, visit: Visit) -> None:
        """Tell one planned claim; a second fault of a visit follows its first."""
        former = self._awaited.pop(id(visit.former)) if visit.former else None
        story = Story(self, visit, former)
        story.tell()
        if visit.has_second:
            self._awaited[id(visit)] = story

    def mileage_km(self, car: Car, at: int) -> int:
        """Return what the odometer shows at an instant, in km."""
        return car.mileage_km((at - instant(car.delivered_on)) // 86_400)


def _before(visit: Visit) -> str:
    """Return the first day whose journal may still grow."""
    return day_of(visit.at - 8 * 3_600)


def _person(row: Mapping[str, str]) -> Person:
    return Person(
        login=row["code"],
        name=row["name"],
        roles=(Role(row["role"]),),
        name_latin=row["name_pinyin"],
        title_zh=row["title_zh"],
        title_en=row["title_en"],
        phone=row["phone"],
    )
