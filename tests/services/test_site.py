"""The dealer's site: its number is chosen before the first number, and stays after it."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from stories import submitted

from warrantydesk.domain.errors import Refused
from warrantydesk.services.desk import Desk


def test_the_number_is_free_until_one_was_given(desk: Desk) -> None:
    saved = desk.settings.save_site(replace(desk.settings.site, code="7"))
    assert (saved.code, desk.settings.site.code) == ("07", "07")
    assert submitted(desk).claim_number.startswith("C07")
    with pytest.raises(Refused) as refusal:
        desk.settings.save_site(replace(desk.settings.site, code="08"))
    assert (refusal.value.codes, refusal.value.findings[0].field) == (("INVALID",), "code")
    assert desk.settings.save_site(replace(desk.settings.site, phone="025")).code == "07"


def test_no_stranger_changes_it_either(desk: Desk) -> None:
    submitted(desk)
    desk.close()
    with (
        closing(sqlite3.connect(desk.folder.database)) as db,
        pytest.raises(sqlite3.IntegrityError, match="never changes"),
    ):
        db.execute("UPDATE site SET code = '08'")
