"""Odd things typed and pasted: each a clear finding, nothing lost, nothing half-written."""

from collections.abc import Iterator
from typing import Any

import pytest
from builders import VIN
from intake_stage import staged
from PySide6.QtWidgets import QApplication
from stories import drafted
from tab_stage import Window

from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.inputs import AreaField
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.intake.tab import IntakeTab

LONE = "\ud83d"
WRONG_DIGIT = VIN[:8] + ("1" if VIN[8] != "1" else "2") + VIN[9:]

# Every one of these blocks, at the field it was typed into.
BLOCKED = [
    ("vehicle.vin", WRONG_DIGIT),
    ("vehicle.vin", VIN[:16]),
    ("vehicle.vin", VIN + "X"),
    ("vehicle.vin", "IOQ"),
    ("vehicle.vin", "1" * 17),
    ("vehicle.vin", "' OR 1=1; --"),
    ("vehicle.vin", "苏B12345"),
    ("vehicle.vin", "\u202e" + VIN[:10]),
    ("visit.mileage_km", "-5"),
    ("visit.mileage_km", "99999999"),
    ("visit.mileage_km", "9" * 40),
    ("visit.mileage_km", "12x"),
    ("visit.mileage_km", "1e5"),
    ("visit.mileage_km", "3.5"),
    ("visit.mileage_km", "NaN"),
    ("visit.mileage_km", "👍"),
    ("vehicle.produced_on", "2126-01-01"),
    ("vehicle.produced_on", "2026-13-45"),
    ("vehicle.produced_on", "0001-01-01"),
    ("vehicle.produced_on", "yesterday"),
    ("vehicle.produced_on", "1969-12-31"),
    ("vehicle.invoiced_on", "2020-01-01"),
    ("vehicle.invoiced_on", "2027-02-29"),
    ("visit.arrived_at", "2126-01-01 10:00"),
    ("visit.arrived_at", "2026-11-24 25:99"),
    ("visit.arrived_at", "0001-01-01 00:00"),
    ("visit.arrived_at", "9999-12-31 23:59"),
    ("visit.finished_at", "2020-01-01 10:00"),
    ("owner.name", "陈" * 500),
    ("owner.address", "x" * 5000),
    ("narrative.complaint", "漏水" * 5000),
    ("vehicle.engine_no", "E" * 100),
    ("codes.purchase_km", "-1.5"),
    ("claimed_total_fen", "12.345"),
    ("claimed_total_fen", "9" * 30),
    ("claimed_total_fen", "1.00"),
]
# Every one of these warns, at the field it was typed into.
WARNED = [
    ("owner.phone", "12"),
    ("owner.phone", "<script>alert(1)</script>"),
    ("owner.name", "陈😀"),
    ("narrative.complaint", "……！！！"),
    ("narrative.complaint", "坏了"),
]
# Every one of these is right and is kept as it should be read.
TAKEN = [
    ("vehicle.vin", VIN.lower(), VIN),
    ("vehicle.vin", " ".join(VIN), VIN),
    ("vehicle.vin", VIN.translate({n: n + 0xFEE0 for n in range(0x30, 0x5B)}), VIN),
    ("visit.mileage_km", "３０，６００", 30600),
    ("visit.mileage_km", "30 600", 30600),
    ("owner.name", "陈" + LONE, "陈"),
    ("owner.name", "<b>陈&思远</b>", "<b>陈&思远</b>"),
    ("owner.name", "  陈\t思远\u200b ", "陈 思远\u200b"),
    ("owner.phone", "１３８ 0000 4417", "138 0000 4417"),
    ("narrative.complaint", "<b>&amp; 停车后地上一滩水\r\n第二行，冷车时最明显", None),
    ("owner.address", "Robert'); DROP TABLE claim;--", "Robert'); DROP TABLE claim;--"),
]


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk) -> Iterator[IntakeTab]:
    made = staged(qapp, qtbot, desk, Window())
    with messages.answer_with() as asked:
        made.show()
        QApplication.processEvents()
        made.open_thing("claim", drafted(desk).id)
        yield made
        made.hide()
    assert not asked


def put(tab: IntakeTab, path: str, text: str) -> None:
    """Lay a text into a field as if it were pasted, and leave the field."""
    field = tab.page.form.field(path)
    tab.page.form.jump(path)
    if isinstance(field, AreaField):
        field.setPlainText(text)
    else:
        field.setText(text)
        field.textEdited.emit(text)
        field.editingFinished.emit()
    tab.list.queue.setFocus()
    tab.flush()
    tab.page.edits.look()


def marks_at(tab: IntakeTab, path: str) -> set[Mark]:
    return {one.severity for one in tab.page.shown_findings() if one.path == path}


def value_of(desk: Desk, claim_id: int, path: str) -> Any:
    thing: Any = desk.claims.get(claim_id)
    for name in path.split("."):
        thing = getattr(thing, name)
    return thing


@pytest.mark.parametrize(("path", "text"), BLOCKED)
def test_what_cannot_be_blocks_at_its_field(
    tab: IntakeTab, desk: Desk, path: str, text: str
) -> None:
    claim = tab.page.claim
    assert claim is not None
    put(tab, "narrative.remark", "另一栏照常保存")
    put(tab, path, text)
    assert Mark.BLOCK in marks_at(tab, path)
    assert tab.page.form.cell(path).field.shown_state()[0] is Mark.BLOCK
    assert desk.claims.get(claim.id).narrative.remark == "另一栏照常保存"
    problem = tab.page.form.problems().get(path)
    if problem is not None:
        assert value_of(desk, claim.id, path) == _before(claim, path)
        assert tab.page.form.field(path).text() == text


def _before(claim: Any, path: str) -> Any:
    for name in path.split("."):
        claim = getattr(claim, name)
    return claim


@pytest.mark.parametrize(("path", "text"), WARNED)
def test_what_looks_wrong_warns_at_its_field(tab: IntakeTab, path: str, text: str) -> None:
    put(tab, path, text)
    assert Mark.WARN in marks_at(tab, path)


@pytest.mark.parametrize(("path", "text", "kept"), TAKEN)
def test_what_is_right_is_kept(tab: IntakeTab, desk: Desk, path: str, text: str, kept: Any) -> None:
    claim = tab.page.claim
    assert claim is not None
    put(tab, path, text)
    assert Mark.BLOCK not in marks_at(tab, path)
    found = value_of(desk, claim.id, path)
    assert found == (kept if kept is not None else text.replace("\r\n", "\n"))


def test_a_refused_value_keeps_standing_and_the_rest_is_saved(tab: IntakeTab, desk: Desk) -> None:
    claim = tab.page.claim
    assert claim is not None
    form = tab.page.form
    form.parts.add_row(form.parts.fresh(), edit=False)
    form.parts.put(0, {"new_part_no": "1307010-T20", "quantity": 10**18})
    form.field("owner.name").setText("陈思远")
    form.field("owner.name").textEdited.emit("陈思远")
    tab.flush()
    kept = desk.claims.get(claim.id)
    assert (kept.owner.name, kept.part_lines) == ("陈思远", ())
    assert form.parts.value()[0]["quantity"] == 10**18
    assert any(
        one.path.startswith("part_lines") and one.severity is Mark.BLOCK and "large" in one.text
        for one in tab.page.shown_findings()
    )
    form.parts.put(0, {"quantity": 2})
    tab.flush()
    assert desk.claims.get(claim.id).part_lines[0].quantity == 2


def test_half_a_character_is_no_vin(tab: IntakeTab) -> None:
    put(tab, "vehicle.vin", LONE * 17)
    assert tab.page.form.field("vehicle.vin").text() == ""
    assert marks_at(tab, "vehicle.vin") == {Mark.BLOCK}


def test_an_unreadable_field_stops_what_comes_next(tab: IntakeTab, desk: Desk) -> None:
    claim = tab.page.claim
    assert claim is not None
    put(tab, "visit.mileage_km", "12x")
    tab.page.foot.next.click()
    assert desk.claims.get(claim.id).state == claim.state
    assert "12x" in tab.page.banner.text()
    assert tab.focusWidget() is tab.page.form.field("visit.mileage_km")


def test_another_claim_does_not_inherit_what_could_not_be_read(tab: IntakeTab, desk: Desk) -> None:
    put(tab, "visit.mileage_km", "12x")
    other = desk.claims.new()
    tab.open_thing("claim", other.id)
    assert tab.page.form.field("visit.mileage_km").text() == ""
    assert tab.page.form.problems() == {}


def test_a_pasted_block_fills_lines_and_counts_what_it_cannot_read(
    tab: IntakeTab, desk: Desk
) -> None:
    claim = tab.page.claim
    assert claim is not None
    QApplication.clipboard().setText("TOW\t拖车 20 km\t\t\t\tself\t200.00\nX\t<b>&\t\t\t\t?\tabc")
    table = tab.page.form.others
    refused: list[int] = []
    table.paste_refused.connect(refused.append)
    table.paste()
    tab.flush()
    lines = desk.claims.get(claim.id).other_lines
    assert [(one.code, one.text, one.amount_fen) for one in lines] == [
        ("TOW", "拖车 20 km", 20000),
        ("X", "<b>&", 0),
    ]
    assert refused == [2]
