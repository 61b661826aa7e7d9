"""No false alarm: what a careful clerk files is found right, and each planted mistake is named."""

from pathlib import Path

import pytest
from clean_claims import CleanShop, told
from fakes import FixedClock

from warrantydesk.services.desk import Desk


@pytest.fixture
def shop(desk: Desk, clock: FixedClock, tmp_path: Path) -> CleanShop:
    return CleanShop(desk, clock, tmp_path)


def test_no_story_of_the_brand_raises_an_alarm(shop: CleanShop) -> None:
    stories = shop.stories()
    assert len(stories) > 200
    alarms: dict[str, list[str]] = {}
    for story in stories:
        claim = shop.repaired(story)
        if found := told(shop.alarms(claim.id)):
            alarms[story["id"]] = found
    assert alarms == {}
