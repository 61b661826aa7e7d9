"""A statement is keyed in, rows are put right, and a file read once more says why."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from stories import acting
from tab_stage import Window

from warrantydesk.domain.person import Role
from warrantydesk.domain.settlement.statement import LineState
from warrantydesk.services.desk import Desk
from warrantydesk.ui.imports import import_into
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.import_dialog import ImportDialog
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.keying_dialog import WITH, KeyingDialog
from warrantydesk.ui.tabs.settlement.keying_lines import blank

TEXT = "索赔单号\t结算金额\nC0126-000001\t100\n1.2E+9\t50\nC0126-000003\t待定"


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def shell(qapp: QApplication, window: Window) -> Shell:
    theme.apply(qapp, dark=False)
    made = Shell()
    made.attach(window)
    return made


def opened(qtbot: Any, shell: Shell, desk: Desk, statement_id: int = 0) -> KeyingDialog:
    dialog = KeyingDialog(shell, desk, statement_id)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def fill(dialog: KeyingDialog, values: dict[str, Any], *rows: dict[str, Any]) -> None:
    for path, value in values.items():
        dialog.form.field(path).set_value(value)
    if rows:
        dialog.table.set_value([{**blank(), **row} for row in rows])


def found_at(dialog: KeyingDialog, number: int, key: str) -> bool:
    """Tell whether a cell of the table says that something is wrong in it."""
    columns = dialog.table.model().columns
    column = next(one for one in columns if one.key == key)
    return dialog.table.finding_at(number, column) is not None


def test_a_statement_is_keyed_in_with_its_lines(
    qtbot: Any, shell: Shell, desk: Desk, window: Window, tmp_path: Path
) -> None:
    file = tmp_path / "s.pdf"
    file.write_bytes(b"%PDF-1.7")
    dialog = opened(qtbot, shell, desk)
    fill(
        dialog,
        {"maker_number": "PDF-1", "period": "2026-10", "total_fen": 9500, "tax_way": WITH},
        {"number": "C0126-000001", "amount_fen": 11300},
        {},
        {"what": "freight", "amount_fen": -565, "text": "运费扣款"},
    )
    dialog.take_file(file)
    assert dialog.file_name.text() == "s.pdf"
    dialog.accept()
    made = desk.statements.by_number("PDF-1")
    lines = desk.statements.lines(made.id)
    assert [(one.amount_fen, one.tax_fen, one.deduction_kind) for one in lines] == [
        (10000, 1300, ""),
        (-500, -65, "freight"),
    ]
    assert [one.state for one in lines] == [LineState.UNKNOWN_CLAIM, LineState.DEDUCTION]
    assert window.opened == [("settlement", "statement", made.id)]
    assert desk.statements.files(made.id)[0].file_name == "s.pdf"


def test_the_sum_of_the_lines_is_laid_beside_the_total(
    qtbot: Any, shell: Shell, desk: Desk
) -> None:
    dialog = opened(qtbot, shell, desk)
    fill(dialog, {"total_fen": 9500}, {"number": "K1001", "amount_fen": 9000})
    dialog.table.edited.emit()
    assert dialog.note.mark() is Mark.WARN
    fill(dialog, {"total_fen": 9000})
    dialog.table.edited.emit()
    assert dialog.note.mark() is Mark.DONE


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (({}, {"number": "K1001"}), (1, "amount_fen")),
        (({}, {"amount_fen": 500}), (1, "number")),
        (({"number": "K1", "amount_fen": 1}, {}, {"vin": "x" * 300, "amount_fen": 5}), (2, "vin")),
    ],
)
def test_what_a_row_lacks_stands_at_its_cell(
    qtbot: Any,
    shell: Shell,
    desk: Desk,
    rows: tuple[dict[str, Any], ...],
    place: tuple[int, str],
) -> None:
    dialog = opened(qtbot, shell, desk)
    fill(dialog, {"maker_number": "PDF-1"}, *rows)
    dialog.accept()
    assert dialog.isVisible()
    assert found_at(dialog, *place)
    assert desk.stores.statements.find() == []


def test_rows_that_were_not_readable_are_put_right(qtbot: Any, shell: Shell, desk: Desk) -> None:
    found = desk.statements.read(text=TEXT)
    dialog = opened(qtbot, shell, desk, found.id)
    rows = dialog.table.value()
    assert [(row["row"], row["raw"]) for row in rows[:2]] == [
        ("3", "1.2E+9 | 50"),
        ("4", "C0126-000003 | 待定"),
    ]
    assert dialog.focusWidget() is dialog.table
    rows[0]["number"] = "1200000001"
    dialog.table.set_value(rows)
    dialog.accept()
    first, second = desk.statements.lines(found.id)[1:]
    assert (first.maker_number, first.amount_fen, first.state) == (
        "1200000001",
        5000,
        LineState.UNKNOWN_CLAIM,
    )
    assert second.state is LineState.UNREAD  # what nobody touched stays as it is


def test_a_row_without_its_amount_stays_open(qtbot: Any, shell: Shell, desk: Desk) -> None:
    found = desk.statements.read(text=TEXT)
    dialog = opened(qtbot, shell, desk, found.id)
    rows = dialog.table.value()
    rows[1]["number"] = "C0126-000004"
    dialog.table.set_value(rows)
    dialog.accept()
    assert dialog.isVisible()
    assert found_at(dialog, 1, "amount_fen")


def test_a_refusal_that_has_no_field_is_said(qtbot: Any, shell: Shell, desk: Desk) -> None:
    dialog = opened(qtbot, shell, desk)
    fill(dialog, {"maker_number": "PDF-1"})
    acting(desk, Role.READ_ONLY)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.note.mark() is Mark.BLOCK


def test_a_statement_that_is_here_asks_why_it_is_read_again(
    qtbot: Any, shell: Shell, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.statements.read(text=TEXT)
    asked: list[str] = []
    answers: list[str | None] = [None, "the first was a draft"]

    def ask(_parent: object, question: str, *_more: object, **_kind: object) -> str | None:
        asked.append(question)
        return answers.pop(0)

    monkeypatch.setattr(messages, "ask_text", ask)
    for _time in range(2):
        import_into(shell, desk, "statements", "QC", pasted=TEXT)
        qtbot.waitUntil(shell.jobs.idle, timeout=20_000)
    dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, ImportDialog)]
    shown = [one for one in dialogs if one.isVisible()]
    assert first.number in asked[0]
    assert len(shown) == 1  # the one for which there was no answer did not open
    assert shown[0].preview().objection is None
    shown[0].foot.apply.click()
    qtbot.waitUntil(shell.jobs.idle, timeout=20_000)
    QApplication.processEvents()
    notes = [one.note for one in desk.stores.statements.find()]
    assert notes == ["", "the first was a draft"]
