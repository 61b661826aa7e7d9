"""An auditor names claims: found by letters, looked at, proved, bound, counted, by keyboard."""

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from builders import a_vin
from journey_stage import on_stage, pause, pressed
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from stories import submitted

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine
from warrantydesk.services.desk import Desk
from warrantydesk.ui.audit_dialog import ZIP, AuditDialog
from warrantydesk.ui.kit import messages
from warrantydesk.ui.stage import Stage

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = 60_000


@pytest.fixture
def stage(qapp: Any, desk: Desk) -> Iterator[Stage]:
    """Give the real window over the staffed desk."""
    made = on_stage(desk)
    yield made
    made.close()


@pytest.fixture
def claims(desk: Desk) -> list[Claim]:
    """Give three filed claims; the maker approved one, returned one."""
    made = [submitted(desk, a_vin(900 + serial, "LX0DL31C")) for serial in range(3)]
    desk.claims.answer(made[0].id, AnswerKind.APPROVAL)
    desk.claims.answer(made[1].id, AnswerKind.RETURN, (AnswerLine(reason_code="R01"),))
    return made


def test_found_looked_at_proved_bound_and_counted(
    stage: Stage, qtbot: Any, desk: Desk, claims: list[Claim], tmp_path: Path
) -> None:
    archive: Any = stage.window.tab("archive")
    pressed(stage, KEY.Key_6, CONTROL)
    QTest.keyClicks(archive.found.line, claims[1].vehicle.vin[-6:])
    pause()
    stage.settle()
    assert archive.found.current_id() == claims[1].id

    # The folder of the hit, and back to it.
    archive.found.table.setFocus()
    pressed(stage, KEY.Key_Return)
    folder = archive.door.page
    qtbot.waitUntil(lambda: folder.pages.dossier is not None, timeout=LONG)
    assert folder.claim.id == claims[1].id
    pressed(stage, KEY.Key_Escape)
    assert archive.found.current_id() == claims[1].id

    # The auditor's list, one number wrong, becomes a ZIP.
    archive.clear()
    target = tmp_path / "抽查.zip"
    dialog = _audit(stage)
    dialog.list.text.setPlainText(
        "\n".join([*(one.claim_number for one in claims), "C9926-000001"])
    )
    dialog.list.read()
    dialog.form.set_value(ZIP)
    with messages.answer_with(str(target)):
        dialog.accept()
    qtbot.waitUntil(lambda: not dialog.work.is_running(), timeout=LONG)
    dialog.reject()
    stage.window.activateWindow()
    stage.settle()
    _must_hold(next(tmp_path.glob("抽查*")), claims)

    # The report of the day counts what was filed, and leads back to the claims.
    pressed(stage, KEY.Key_8, CONTROL)
    reports: Any = stage.window.tab("reports")
    reports.show_report("by_type")
    qtbot.waitUntil(stage.shell.jobs.idle, timeout=LONG)
    assert reports.table.rows[0].cells[1] == len(claims)
    reports.page.grid.view.select_row(0)
    QTest.keyClick(reports.page.grid.view, KEY.Key_Return)
    stage.settle()
    qtbot.waitUntil(stage.shell.jobs.idle, timeout=LONG)
    assert stage.window.front() is archive
    shown = [archive.found.model.row_at(row).id for row in range(archive.found.model.rowCount())]
    assert shown == sorted((one.id for one in claims), reverse=True)


def _audit(stage: Stage) -> AuditDialog:
    """Open the audit pack from the archive's own button."""
    archive: Any = stage.window.tab("archive")
    archive.found.audit.click()
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, AuditDialog))


def _must_hold(made: Path, claims: list[Claim]) -> None:
    """The pack has a dossier a claim, whose bytes are those of the manifest."""
    with zipfile.ZipFile(made) as pack:
        names = pack.namelist()
        manifest = json.loads(pack.read(next(n for n in names if n.endswith("manifest.json"))))
        dossiers = [name for name in names if name.endswith(".pdf") and "C01" in name]
        assert len(dossiers) == len(claims)
        text = pypdf.PdfReader(BytesIO(pack.read(dossiers[0]))).pages[0].extract_text()
    assert any(one.claim_number in text for one in claims)
    assert "C9926-000001" in json.dumps(manifest)
