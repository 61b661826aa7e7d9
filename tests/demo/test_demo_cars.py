"""Cars that are invented beyond the brand's list, and pictures of what they leave."""

import io
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from warrantydesk.demo import photos
from warrantydesk.demo.calendar import NOW, arrivals, day_of, utc, working
from warrantydesk.demo.fleet import fleet
from warrantydesk.domain import vin
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.reading.profiles import read_folder
from warrantydesk.resources import find


@pytest.fixture(scope="module")
def profile() -> BrandProfile:
    """Read the demo brand from its folder."""
    form = read_folder(Path(find("brands/qicheng")))
    return BrandProfile(form.code, form.revision, lambda table: form.tables[table])


def test_invented_cars_are_cars(profile: BrandProfile) -> None:
    cars = fleet(profile, Random(1), 600)
    assert len(cars) == len({car.vin for car in cars}) == len({car.plate for car in cars}) == 600
    assert len({car.phone for car in cars}) == 600
    for car in cars:
        assert vin.has_shape(car.vin)
        assert not vin.digit_is_wrong(car.vin)
        assert car.produced_on <= car.invoiced_on <= car.delivered_on.isoformat()
        assert car.engine_no or car.motor_no
    assert [car.delivered_on for car in cars] == sorted(car.delivered_on for car in cars)


def test_numbers_of_a_car_do_not_hang_on_the_seed(profile: BrandProfile) -> None:
    one, other = fleet(profile, Random(1), 1), fleet(profile, Random(2), 1)
    assert [car.engine_no for car in one] == [car.engine_no for car in other]


def test_cars_come_while_the_shop_is_open() -> None:
    found = arrivals(Random(4), 500)
    assert found == sorted(found)
    assert all(working(at) == at for at in found)
    assert day_of(found[0]) >= "2023-12-02"
    assert day_of(found[-1]) <= "2026-11-22"


def test_evening_waits_for_the_morning() -> None:
    assert utc(NOW) == "2026-11-24T00:10:00Z"
    assert working(NOW) == NOW
    night = NOW - 4 * 3600
    assert working(night) > night
    assert day_of(working(night)) == "2026-11-24"


@pytest.mark.parametrize(
    "picture",
    [
        photos.odometer(30_534, "2026-11-24"),
        photos.vin_plate("LX0DL31C8RB018252", "启程 远征"),
        photos.part("engine", "水泵总成"),
        photos.part("electrical", "控制单元"),
        photos.part("body", "前翼子板"),
    ],
)
def test_pictures_are_small_and_whole(picture: bytes) -> None:
    with Image.open(io.BytesIO(picture)) as image:
        image.load()
        assert image.size == (480, 320)
        low, high = image.convert("L").getextrema()
    assert low < 80
    assert high > 160
    assert len(picture) < 12_000
