"""From a report to the claims behind a number, by the keyboard alone."""

from builders import a_vin
from journey_stage import on_stage, pressed
from PySide6.QtCore import Qt
from stories import submitted

from warrantydesk.services.desk import Desk


def test_a_number_of_a_report_leads_to_its_claims(desk: Desk) -> None:
    claims = [submitted(desk, a_vin(number, "LX0DL31C")) for number in (1, 2, 3)]
    stage = on_stage(desk)
    try:
        stage.open("reports", "report", "by_model")
        reports = stage.window.front()
        pressed(stage, Qt.Key.Key_F6)  # from the chart…
        pressed(stage, Qt.Key.Key_F6)  # …into the table
        pressed(stage, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        pressed(stage, Qt.Key.Key_Return)
        stage.settle()
        archive = stage.window.tab("archive")
        assert stage.window.front() is archive
        found = archive.found.model  # type: ignore[attr-defined]
        shown = [found.row_at(number).id for number in range(found.rowCount())]
        assert shown == sorted((claim.id for claim in claims), reverse=True)
        stage.open("reports")
        assert stage.window.front() is reports
        assert reports.table.code == "by_model"  # type: ignore[attr-defined]
    finally:
        stage.close()
