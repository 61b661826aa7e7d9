"""About, licences and log: nothing personal is copied, every text is there, errors are found."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from stories import submitted

from warrantydesk import __version__
from warrantydesk.services.desk import Desk
from warrantydesk.services.diagnostics import without_home
from warrantydesk.ui.about_dialog import AboutDialog
from warrantydesk.ui.kit.memory import Forgetful
from warrantydesk.ui.licences_dialog import LicencesDialog, licences, text_of
from warrantydesk.ui.log_dialog import LogDialog, entries
from warrantydesk.ui.shell import Shell


@pytest.fixture
def shell(qapp: QApplication) -> Shell:
    return Shell(Forgetful())


def test_what_is_copied_names_no_person_and_no_car(desk: Desk, shell: Shell) -> None:
    claim = submitted(desk)
    dialog = AboutDialog(shell, desk, 1.25)
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert __version__ in copied
    assert desk.archive.anchor in copied
    assert "Claims: 1" in copied
    assert "125 %" in copied
    personal = (claim.vehicle.vin, claim.vehicle.plate, claim.owner.name, claim.owner.phone)
    people = [person.name for person in desk.people.all()]
    assert [word for word in (*personal, *people) if word and word in copied] == []


def test_no_line_of_about_is_empty(desk: Desk, shell: Shell) -> None:
    told = AboutDialog(shell, desk, 1.0).told
    assert [line.title for lines in told.values() for line in lines if not line.value] == []


def test_the_folder_of_a_user_is_not_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert without_home(tmp_path / "desk") == str(Path("~") / "desk")
    assert without_home(tmp_path.parent) == str(tmp_path.parent)


def test_every_licence_has_its_text(shell: Shell) -> None:
    assert len(licences()) > 20
    assert [one.name for one in licences() if len(text_of(one)) < 100] == []
    dialog = LicencesDialog(None)
    dialog.names.setCurrentRow(1)
    assert dialog.text.toPlainText() == text_of(licences()[1])


LOG = """2026-11-24 08:00:00,123 INFO warrantydesk opened
2026-11-24 08:00:01,456 ERROR warrantydesk bad thing
Traceback (most recent call last):
  ZeroDivisionError
2026-11-24 08:00:02,789 WARNING warrantydesk printer is off
"""


def test_the_log_is_filtered_by_weight_and_words(desk: Desk, shell: Shell) -> None:
    (desk.folder.path / "warrantydesk.log").write_text(LOG, "utf-8")
    dialog = LogDialog(shell, desk)
    assert len(dialog.entries) == 3
    dialog.level.set_value("ERROR")
    dialog.level.edited.emit()
    assert dialog.text.toPlainText().endswith("ZeroDivisionError")
    assert "printer" not in dialog.text.toPlainText()
    dialog.level.set_value("")
    dialog.words.set_value("PRINTER")
    dialog.words.edited.emit()
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text().endswith("printer is off")


def test_a_desk_without_a_log_says_so(desk: Desk, shell: Shell, tmp_path: Path) -> None:
    dialog = LogDialog(shell, desk)
    assert entries(tmp_path / "none.log") == []
    assert "empty" in dialog.count.text()
    assert not dialog.copy_button.isEnabled()
