"""Forms: filled without noise, read as changes, findings at the fields."""

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt

from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.inputs import ChoiceField, CodeField, NumberField, TextField
from warrantydesk.ui.kit.line_table import LineColumn, LineTable
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.scroll_form import ScrollForm

VALUES = {"vin": "LHCA", "km": 28400, "use": "p", "owner": "陈思远", "phone": "138", "lines": []}


@pytest.fixture
def form(qtbot: Any) -> Form:
    made = Form()
    made.section("vehicle", "Vehicle")
    made.add("vin", "VIN", CodeField(), required=True, span=6)
    made.add("km", "Mileage", NumberField(), span=3)
    made.add("use", "Use", ChoiceField([("p", "Private"), ("t", "Trade")]), span=3)
    made.section("customer", "Customer", reading=True)
    made.add("owner", "Owner", TextField())
    made.add("phone", "Phone", TextField())
    made.section("parts", "Parts")
    made.add_block(
        LineTable([LineColumn("no", "Part"), LineColumn("qty", "Qty", "number")]), "lines"
    )
    made.fill(VALUES)
    return made


def test_filling_never_emits(form: Form, qtbot: Any) -> None:
    with qtbot.assertNotEmitted(form.edited, wait=0), qtbot.assertNotEmitted(form.changed, wait=0):
        form.fill({**VALUES, "km": 5, "lines": [{"no": "a", "qty": 1}]})
        form.flush()
    assert form.read() == {}
    assert form.field("km").value() == 5


def test_only_changes_are_read(form: Form, qtbot: Any) -> None:
    form.field("km").selectAll()
    qtbot.keyClicks(form.field("km"), "30000")
    assert form.read() == {"km": 30000}
    form.accept()
    assert form.read() == {}


def test_edits_wait_for_a_pause_and_can_be_hurried(form: Form, qtbot: Any) -> None:
    with qtbot.waitSignal(form.changed) as news:
        qtbot.keyClicks(form.field("vin"), "8")
    assert news.args == ["vin"]
    assert form.has_unsaved()
    with qtbot.waitSignal(form.edited, timeout=0, raising=False) as hurried:
        form.flush()
    assert hurried.signal_triggered
    with qtbot.assertNotEmitted(form.edited, wait=0):
        form.flush()


def test_the_pause_emits_by_itself(form: Form, qtbot: Any) -> None:
    with qtbot.waitSignal(form.edited, timeout=3000):
        qtbot.keyClicks(form.field("vin"), "8")


def test_whoever_types_without_a_pause_is_saved_all_the_same(
    form: Form, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warrantydesk.ui.kit.form.LONGEST_MS", 300)
    emitted: list[int] = []
    form.edited.connect(lambda: emitted.append(1))
    for _key in range(20):
        qtbot.keyClicks(form.field("vin"), "8")
        qtbot.wait(30)
    assert emitted


def test_leaving_a_field_saves_it(form: Form, qtbot: Any) -> None:
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    form.field("vin").setFocus()
    qtbot.keyClicks(form.field("vin"), "8")
    with qtbot.waitSignal(form.edited, timeout=300):
        form.field("km").setFocus()


def test_an_edit_taken_back_is_none(form: Form, qtbot: Any) -> None:
    with qtbot.assertNotEmitted(form.edited, wait=0):
        qtbot.keyClicks(form.field("vin"), "8")
        qtbot.keyClick(form.field("vin"), Qt.Key.Key_Backspace)
        form.flush()


def test_unreadable_text_stays_and_is_not_read(form: Form, qtbot: Any) -> None:
    field = form.field("km")
    field.selectAll()
    qtbot.keyClicks(field, "12x")
    field.editingFinished.emit()
    assert form.read() == {}
    assert form.problems() == {"km": "Not a number: 12x"}
    form.fill(VALUES)
    assert field.text() == "12x"
    form.fill(VALUES, fresh=True)
    assert field.text() == "28,400"
    assert field.shown_state() == (None, "")


def test_an_object_fills_by_its_attributes(form: Form) -> None:
    @dataclass
    class Visit:
        vin: str
        km: int | None = None

    form.fill(Visit("X", 7))
    assert form.field("vin").value() == "X"
    assert form.field("owner").value() == ""


def test_the_heaviest_finding_stands_at_the_field(form: Form) -> None:
    form.show_findings(
        [FindingView("km", Mark.WARN, "odd"), FindingView("km", Mark.BLOCK, "too low")]
    )
    assert form.field("km").shown_state() == (Mark.BLOCK, "too low")
    assert form.standing_of("vehicle") == (Mark.BLOCK, 1)
    assert "1 block" in form.sections()[0].header.accessibleName()
    form.show_findings([])
    assert form.field("km").shown_state() == (None, "")
    assert form.standing_of("vehicle") == (Mark.DONE, 0)


def test_findings_reach_the_cells_of_a_block(form: Form) -> None:
    form.fill({**VALUES, "lines": [{"no": "a", "qty": 1}]})
    form.show_findings([FindingView("lines[0].qty", Mark.BLOCK, "none left")])
    table = form.field("lines")
    found = table.finding_at(0, table.model().columns[1])
    assert found is not None
    assert found.text == "none left"
    assert form.standing_of("parts") == (Mark.BLOCK, 1)


def test_texts_open_for_editing_and_close_again(form: Form, qtbot: Any) -> None:
    form.show()
    qtbot.waitExposed(form)
    form.activateWindow()
    cell = form.cell("owner")
    assert cell.is_reading()
    assert form.jump("owner")
    assert not cell.is_reading()
    qtbot.waitUntil(cell.editor.hasFocus)
    form.field("vin").setFocus()
    qtbot.waitUntil(cell.is_reading)


def test_jump_says_when_there_is_no_such_field(form: Form) -> None:
    assert not form.jump("nowhere.at_all")


def test_tab_walks_in_the_order_of_declaration(form: Form) -> None:
    walked, here = [], form.field("vin")
    for _step in range(60):
        if here.objectName() in VALUES and here.objectName() not in walked:
            walked.append(here.objectName())
        here = here.nextInFocusChain()
    assert [name for name in walked if name != "lines"] == ["vin", "km", "use", "owner", "phone"]


def test_every_input_has_a_name(form: Form) -> None:
    for section in form.sections():
        for cell in section.cells():
            assert cell.editor.objectName() == cell.path
            assert cell.editor.accessibleName()


def test_the_ribbon_follows_findings_and_scroll(form: Form, qtbot: Any) -> None:
    whole = ScrollForm(form)
    qtbot.addWidget(whole)
    whole.resize(700, 160)
    whole.show()
    qtbot.waitExposed(whole)
    form.show_findings([FindingView("owner", Mark.WARN, "x")])
    assert [(one.mark, one.count) for one in whole.ribbon.items()] == [
        (Mark.DONE, 0),
        (Mark.WARN, 1),
        (Mark.DONE, 0),
    ]
    whole.ribbon.clicked.emit("customer")
    assert whole.ribbon.current() == "customer"
    whole.step_section(-1)
    assert whole.ribbon.current() == "vehicle"
    whole.set_standing("parts", Mark.NA)
    assert whole.ribbon.items()[2].mark is Mark.NA
