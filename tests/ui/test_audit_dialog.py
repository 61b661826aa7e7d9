"""The audit pack: a list that names what it does not know, work beside the window, a result."""

from pathlib import Path
from typing import Any

import pytest
from builders import OTHER_VIN, VIN
from documents.papers.paper_facts import pages
from stories import drafted, submitted
from tab_stage import Window

from warrantydesk.domain.claim import Claim
from warrantydesk.services.desk import Desk
from warrantydesk.ui.audit_dialog import FOLDER, ZIP, AuditDialog, open_audit
from warrantydesk.ui.audit_dialog_sheet import sheet_of, show_sheet
from warrantydesk.ui.audit_work import audit_of
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.shell import Shell

LONG = 60_000


@pytest.fixture
def claims(desk: Desk) -> list[Claim]:
    return [submitted(desk), drafted(desk, OTHER_VIN), drafted(desk)]


@pytest.fixture
def dialog(qtbot: Any, shell: Shell, desk: Desk, claims: list[Claim]) -> AuditDialog:
    return open_audit(shell, desk)


def typed(dialog: AuditDialog, text: str) -> None:
    dialog.list.text.setPlainText(text)
    dialog.list.read()


def made(qtbot: Any, dialog: AuditDialog, target: Path) -> list[Any]:
    """Make the pack and wait for its end; return the rows of the result."""
    with messages.answer_with(str(target)):
        dialog.accept()
    qtbot.waitUntil(lambda: not dialog.work.is_running(), timeout=LONG)
    return list(dialog.outcome.model.rows())


def test_numbers_are_named_as_they_are_typed(
    qtbot: Any, dialog: AuditDialog, claims: list[Claim]
) -> None:
    assert not dialog.yes.isEnabled()
    assert dialog.note.text() == "Name at least one claim of this desk."
    number = claims[0].claim_number
    dialog.list.text.setPlainText(f"{number}， {VIN}\nQ26-0；{number.lower()}")
    qtbot.waitUntil(lambda: not dialog.list.is_waiting(), timeout=LONG)
    rows = dialog.list.model.rows()
    assert [(row.text, row.mark) for row in rows if row.mark is Mark.WARN] == [("Q26-0", Mark.WARN)]
    assert [row.claim_id for row in rows if row.claim_id] == [claims[0].id, claims[2].id]
    assert sum(row.mark is Mark.NA for row in rows) == 1
    assert dialog.yes.isEnabled()
    typed(dialog, "")
    assert not dialog.yes.isEnabled()


def test_a_selection_begins_the_list(shell: Shell, desk: Desk, claims: list[Claim]) -> None:
    dialog = open_audit(shell, desk, [claims[1].id, claims[0].id])
    assert dialog.list.numbers.claim_ids == (claims[1].id, claims[0].id)
    assert dialog.yes.isEnabled()


def test_a_file_adds_its_numbers(dialog: AuditDialog, claims: list[Claim], tmp_path: Path) -> None:
    file = tmp_path / "抽查.txt"
    file.write_text(f"{claims[0].claim_number}\nX-1\n", encoding="utf-8")
    typed(dialog, claims[1].claim_number)
    with messages.answer_with([str(file)]):
        dialog.list.import_file()
    assert dialog.list.numbers.claim_ids == (claims[1].id, claims[0].id)
    assert dialog.list.numbers.unknown == ("X-1",)
    empty = tmp_path / "空.txt"
    empty.write_text("\n")
    with messages.answer_with([str(empty)]) as asked:
        dialog.list.import_file()
    assert len(asked) == 2
    assert len(dialog.list.numbers.found) == 2


def test_a_folder_of_dossiers_with_its_result(
    qtbot: Any, dialog: AuditDialog, desk: Desk, claims: list[Claim], tmp_path: Path, window: Window
) -> None:
    typed(dialog, " ".join([*(claim.claim_number for claim in claims), "X-1"]))
    rows = made(qtbot, dialog, tmp_path)
    assert {row.number for row in rows} == {"X-1", *(claim.claim_number for claim in claims)}
    assert rows[-1].state == "unknown"
    result = dialog.work.result
    assert result is not None
    assert result.place.parent == tmp_path
    for claim in claims:
        assert list(result.place.glob(f"*{claim.claim_number}*.pdf"))
    incomplete = [row for row in rows if row.mark is Mark.WARN]
    assert incomplete
    assert all(row.told for row in incomplete)
    assert dialog.place.isVisible()
    dialog.outcome.table.opened.emit(next(row for row in rows if row.claim_id == claims[0].id))
    assert window.opened == [("archive", "folder", claims[0].id)]


def test_a_zip_is_one_file(
    qtbot: Any, dialog: AuditDialog, claims: list[Claim], tmp_path: Path
) -> None:
    typed(dialog, claims[0].claim_number)
    dialog.form.set_value(ZIP)
    made(qtbot, dialog, tmp_path / "审计")
    assert [path.name for path in tmp_path.glob("审计*")] == ["审计.zip"]


@pytest.mark.parametrize("form", [FOLDER, ZIP])
def test_the_sheet_of_missing_papers_is_shown_from_the_pack(
    qtbot: Any, dialog: AuditDialog, claims: list[Claim], tmp_path: Path, form: str
) -> None:
    typed(dialog, claims[1].claim_number)
    dialog.form.set_value(form)
    made(qtbot, dialog, tmp_path / "审计")
    result = dialog.work.result
    assert result is not None
    text = " ".join(pages(sheet_of(result)))
    assert claims[1].claim_number in text
    assert all(name in text for name in result.claims[0].missing)
    shown = show_sheet(dialog.shell, dialog.desk, result)
    assert shown is not None
    qtbot.waitUntil(lambda: shown.pages.count() > 0, timeout=LONG)
    shown.reject()
    result.place.rename(tmp_path / "elsewhere")
    with messages.answer_with() as asked:
        assert show_sheet(dialog.shell, dialog.desk, result) is None
    assert asked == [f"The sheet is not in {result.place} any more."]


def test_the_work_goes_on_when_the_dialog_is_closed(
    qtbot: Any, shell: Shell, dialog: AuditDialog, desk: Desk, claims: list[Claim], tmp_path: Path
) -> None:
    typed(dialog, claims[0].claim_number)
    with messages.answer_with(str(tmp_path)):
        dialog.accept()
    assert dialog.no.text() == "Work on meanwhile"
    dialog.reject()
    work = audit_of(shell, desk)
    assert work.is_running()
    assert not work.start([claims[1].id], tmp_path / "other")
    qtbot.waitUntil(lambda: not work.is_running(), timeout=LONG)
    again = open_audit(shell, desk)
    assert [row.number for row in again.outcome.model.rows()] == [claims[0].claim_number]
    assert again.outcome.isVisible()


@pytest.mark.parametrize("by_bar", [False, True])
def test_a_stopped_pack_is_whole_as_far_as_it_is(
    qtbot: Any,
    shell: Shell,
    dialog: AuditDialog,
    claims: list[Claim],
    tmp_path: Path,
    by_bar: bool,
) -> None:
    typed(dialog, " ".join(claim.claim_number for claim in claims))
    with messages.answer_with(str(tmp_path)):
        dialog.accept()
    if by_bar:
        shell.jobs.cancel_all()
    else:
        dialog.stop.click()
        assert dialog.work.is_stopping()
    qtbot.waitUntil(lambda: not dialog.work.is_running(), timeout=LONG)
    rows = dialog.outcome.model.rows()
    assert {row.number for row in rows} == {claim.claim_number for claim in claims}
    assert [row.state for row in rows].count("not packed") >= 1


def test_a_place_in_the_data_folder_is_refused(
    qtbot: Any, dialog: AuditDialog, desk: Desk, claims: list[Claim]
) -> None:
    typed(dialog, claims[0].claim_number)
    with messages.answer_with(str(desk.folder.path)):
        dialog.accept()
        qtbot.waitUntil(lambda: not dialog.work.is_running(), timeout=LONG)
    assert "data folder" in dialog.work.problem
    assert dialog.work.result is None


def test_no_place_begins_nothing(dialog: AuditDialog, claims: list[Claim]) -> None:
    typed(dialog, claims[0].claim_number)
    with messages.answer_with(None):
        dialog.accept()
    assert not dialog.work.is_running()
    assert dialog.list.isVisible()
