"""A desk that does not open: what is offered, and what each way leads to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from warrantydesk.domain.errors import Unavailable
from warrantydesk.services.desk import Desk
from warrantydesk.services.opening_trouble import Trouble
from warrantydesk.ui.diagnosis_dialog import DiagnosisDialog
from warrantydesk.ui.kit.memory import Forgetful
from warrantydesk.ui.kit.messages import answer_with
from warrantydesk.ui.main_window import MainWindow
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.start_trouble import Doorway
from warrantydesk.ui.trouble_dialog import WAYS, TroubleDialog, Way

WRONG = Unavailable("{file} is empty.", "LOCKED", file="claims.db")


@pytest.fixture
def doorway(qapp: QApplication, qtbot: Any, shell: Shell) -> Doorway:
    window = MainWindow(Forgetful())
    qtbot.addWidget(window)
    shell.attach(window)
    return Doorway(window, shell, lambda work: work())


def pressing(*ways: Way | None) -> list[Trouble]:
    """Press these ways in the dialogs that come one after the other; None leaves."""
    met: list[Trouble] = []
    left = list(ways)

    def press() -> None:
        tops = QApplication.topLevelWidgets()
        dialogs = [one for one in tops if isinstance(one, TroubleDialog) and one.isVisible()]
        if dialogs and len(met) < len(ways):
            met.append(dialogs[0].trouble)
            way = left.pop(0)
            if way is None:
                dialogs[0].reject()
            else:
                dialogs[0].ways[way].click()
        if left:
            QTimer.singleShot(10, press)

    QTimer.singleShot(0, press)
    return met


def test_a_first_start_makes_an_empty_desk_only_when_it_is_wanted(
    doorway: Doorway, tmp_path: Path
) -> None:
    met = pressing(None)
    assert doorway.open(tmp_path / "new") is None
    assert met == [Trouble.EMPTY]
    assert not (tmp_path / "new").exists()
    pressing(Way.BEGIN)
    opening = doorway.open(tmp_path / "new")
    assert opening is not None
    opening.desk.close()
    assert (tmp_path / "new" / "claims.db").exists()


def test_another_folder_is_looked_into_until_one_opens(doorway: Doorway, tmp_path: Path) -> None:
    Desk(tmp_path / "good").open(create=True).close()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "claims.db").write_bytes(b"")
    (tmp_path / "text").write_text("", "utf-8")
    met = pressing(Way.FOLDER, Way.FOLDER)
    with answer_with(str(tmp_path / "text"), str(tmp_path / "good")):
        opening = doorway.open(tmp_path / "bad")
    assert met == [Trouble.DAMAGED, Trouble.NO_FOLDER]
    assert opening is not None
    assert opening.desk.folder.path == tmp_path / "good"
    opening.desk.close()


def test_a_desk_open_elsewhere_is_tried_again_or_only_looked_at(
    doorway: Doorway, tmp_path: Path
) -> None:
    with Desk(tmp_path / "desk").open(create=True):
        met = pressing(Way.AGAIN, Way.LOOK)
        opening = doorway.open(tmp_path / "desk")
        assert met == [Trouble.IN_USE, Trouble.IN_USE]
        assert opening is not None
        assert opening.desk.bench.is_frozen
        assert opening.desk.mode_sentence
        opening.desk.close()


def test_what_nobody_foresaw_leaves_a_way_on_too(
    doorway: Doorway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Desk(tmp_path / "desk").open(create=True).close()

    def stumble(self: Desk, **_told: Any) -> Desk:
        raise KeyError("site")

    monkeypatch.setattr(Desk, "open", stumble)
    met = pressing(None)
    assert doorway.open(tmp_path / "desk") is None
    assert met == [Trouble.DAMAGED]


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_has_a_title_and_ways_of_its_own(
    trouble: Trouble, shell: Shell, qtbot: Any, tmp_path: Path
) -> None:
    dialog = TroubleDialog(shell, tmp_path, trouble, WRONG)
    qtbot.addWidget(dialog)
    reading = (Way.LOOK, Way.SALVAGE)  # there is nothing here that could be read
    assert list(dialog.ways) == [way for way in WAYS[trouble] if way not in reading]
    assert all(button.accessibleDescription() for button in dialog.ways.values())


def test_the_details_can_be_copied_and_saved(
    shell: Shell, qtbot: Any, tmp_path: Path, one_dialog: Callable[[type[Any]], Any]
) -> None:
    (tmp_path / "desk").mkdir()
    dialog = TroubleDialog(shell, tmp_path / "desk", Trouble.DAMAGED, WRONG)
    qtbot.addWidget(dialog)
    dialog.show_details()
    details = one_dialog(DiagnosisDialog)
    details.copy()
    assert "claims.db is empty." in QApplication.clipboard().text()
    with answer_with(str(tmp_path / "for support.txt")):
        details.save()
    assert "claims.db is empty." in (tmp_path / "for support.txt").read_text("utf-8")


@pytest.fixture
def one_dialog(qapp: QApplication) -> Callable[[type[Any]], Any]:
    def find(kind: type[Any]) -> Any:
        tops = QApplication.topLevelWidgets()
        return next(one for one in tops if isinstance(one, kind) and one.isVisible())

    return find
