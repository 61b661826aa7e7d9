"""Settings are declared: unknown keys and wrong values are refused, spoilt ones do not harm."""

from pathlib import Path
from typing import Any

import pytest
from stories import acting, repairing

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.services.archive import verify_folder
from warrantydesk.services.desk import Desk
from warrantydesk.services.setting_table import SETTINGS, kept

NAN = float("nan")


def deep(levels: int) -> Any:
    value: Any = 1
    for _level in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(
            ("demo.now", value)
            for value in (5, "x", [], "2026-11-24T08:00", "2026-11-24T08:00+08:00")
        ),
        *(("logo", value) for value in (5, "x", "0" * 64)),
        *(("label_printer", value) for value in (5, {"nmae": "x"}, {"name": "x"})),
        *(("shelf.print_at_once", value) for value in (1, "yes", None, [])),
        *(
            ("print_offset_mm", value)
            for value in (0, [1], [NAN, 0], [1, 2, 3], ["a", 0], [1e6, 0])
        ),
        *(("lock.minutes", value) for value in (0, 61, "5", None, 2.5)),
        *((key, 1) for key in ("", " ", "note", "\x00", "x" * 10_000)),
        ("print_offset_mm", deep(900)),
    ],
)
def test_what_is_no_setting_is_refused(desk: Desk, key: str, value: Any) -> None:
    with pytest.raises(Refused) as refusal:
        desk.settings.save(key, value)
    assert refusal.value.codes == ("INVALID",)


def test_what_fits_is_kept(desk: Desk) -> None:
    desk.settings.save("shelf.print_at_once", False)
    desk.settings.save("print_offset_mm", [0.5, -2])
    assert desk.settings.get("shelf.print_at_once", True) is False
    assert desk.settings.get("print_offset_mm") == [0.5, -2]


@pytest.mark.parametrize("value", [500, "x", [], {}, None, "2026-11-24T08:00", {"nmae": 1}])
def test_a_spoilt_value_stops_neither_desk_nor_paper(
    desk_folder: Path, tmp_path: Path, value: Any
) -> None:
    with Desk(desk_folder).open() as desk:
        with desk.bench.change("spoil"):
            for key in SETTINGS:
                desk.stores.settings.set(key, value)
        desk.stores.db.close()  # as a kill would: nothing is put right at the end
    with Desk(desk_folder).open() as desk:
        desk.people.act_as("S01")
        assert [kept(desk.stores, key, 7) for key in SETTINGS] == [7] * len(SETTINGS)
        assert not desk.labels.printers.is_chosen()
        desk.papers.draw("receipt", repairing(desk).id, tmp_path / "receipt.pdf")
    assert verify_folder(desk_folder) == []


@pytest.mark.parametrize(
    ("roles", "active"), [((Role.READ_ONLY,), True), ((), True), ((Role.SERVICE_MANAGER,), False)]
)
def test_the_last_service_manager_stays(desk: Desk, roles: tuple[Role, ...], active: bool) -> None:
    acting(desk, Role.SERVICE_MANAGER)
    me = desk.people.acting
    with pytest.raises(Refused) as refusal:
        desk.people.save(me.login, me.name, roles, active=active)
    assert refusal.value.codes == ("INVALID",)
    desk.people.save("S77", "乙", (Role.SERVICE_MANAGER,))
    assert desk.people.save(me.login, me.name, roles, active=active).roles == roles
