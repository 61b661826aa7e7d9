"""The manager reads the journal in the window, and everything is verified beside the work."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fakes import FixedClock
from PySide6.QtWidgets import QApplication
from stories import submitted
from tab_stage import Window

from warrantydesk.domain.journal_line import JournalLine, Thing
from warrantydesk.services.desk import Desk
from warrantydesk.ui import journal_dialog
from warrantydesk.ui.journal_dialog import JournalDialog, open_journal
from warrantydesk.ui.journal_dialog_filter import MONTH, days_of
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.messages import answer_with
from warrantydesk.ui.kit.table_model import Group
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.verify_dialog import VerifyDialog, open_verify

MANAGER = "S13"


@pytest.fixture
def window() -> Window:
    """Give what stands for the window."""
    return Window()


@pytest.fixture
def stage(qapp: QApplication, desk: Desk, window: Window) -> Shell:
    """Give a window over a desk with work in it, the manager acting."""
    theme.apply(qapp, dark=False)
    submitted(desk)
    desk.people.act_as(MANAGER)
    shell = Shell()
    shell.attach(window)
    return shell


@pytest.fixture
def dialog(stage: Shell, desk: Desk, qtbot: Any) -> Iterator[JournalDialog]:
    """Give the journal, its first page read."""
    made = open_journal(stage, desk)
    assert made is not None
    qtbot.waitUntil(lambda: bool(made.lines) and stage.jobs.idle())
    yield made
    made.done(0)
    qtbot.waitUntil(stage.jobs.idle)


def shown(dialog: JournalDialog) -> list[JournalLine]:
    """Return the lines in the list, without the heads of their days."""
    return [row for row in dialog.model.rows() if not isinstance(row, Group)]


def test_the_newest_stands_first_under_its_day(dialog: JournalDialog, desk: Desk) -> None:
    head, newest = dialog.model.rows()[:2]
    assert isinstance(head, Group)
    assert head.title == "2026-11-24"
    assert newest.seq == desk.stores.journal.seq
    assert desk.archive.anchor in dialog.anchor.text()
    assert f"{newest.seq:,}" in dialog.proof.text()
    assert newest.hash[:8] in dialog.proof.text()


def test_what_follows_is_read_when_it_is_scrolled_to(
    dialog: JournalDialog, stage: Shell, qtbot: Any
) -> None:
    assert len(shown(dialog)) == journal_dialog.PAGE
    bar = dialog.table.verticalScrollBar()
    bar.setRange(0, 1000)
    bar.setValue(1000)
    qtbot.waitUntil(lambda: len(shown(dialog)) == 2 * journal_dialog.PAGE)
    seqs = [line.seq for line in shown(dialog)]
    assert seqs == list(range(seqs[0], seqs[0] - len(seqs), -1))


def test_it_is_narrowed_and_a_number_unknown_is_said_at_its_field(
    dialog: JournalDialog, stage: Shell, qtbot: Any
) -> None:
    dialog.filter.thing.set_value(Thing.PIECES)
    dialog.read()
    qtbot.waitUntil(lambda: stage.jobs.idle() and shown(dialog) != [])
    assert {line.table for line in shown(dialog)} == {"old_part", "shelf_place"}
    dialog.filter.thing.set_value(None)
    dialog.filter.number.set_value("C0126-999999")
    dialog.read()
    assert shown(dialog) == []
    assert not dialog.paper.isEnabled()


def test_days_that_do_not_follow_are_said(dialog: JournalDialog) -> None:
    dialog.filter.first.set_value(date(2026, 11, 24))
    dialog.filter.last.set_value(date(2026, 11, 1))
    dialog.read()
    assert dialog.told.text() == "The first day is after the last one."


def test_a_period_begins_and_ends_where_it_says() -> None:
    assert days_of(MONTH, date(2026, 11, 24)) == (date(2026, 11, 1), date(2026, 11, 24))
    assert days_of("all", date(2026, 11, 24)) == (None, None)


def test_a_line_opens_what_it_is_about(dialog: JournalDialog, window: Window) -> None:
    assert dialog.table.select_where(lambda line: line.table == "claim")
    dialog.link.click()
    assert not dialog.isVisible()
    assert window.opened[-1] == ("intake", "claim", 1)


def test_nobody_else_sees_it(stage: Shell, desk: Desk) -> None:
    desk.people.act_as("S01")
    with answer_with():
        assert open_journal(stage, desk) is None


def looked(dialog: VerifyDialog, stage: Shell, qtbot: Any) -> VerifyDialog:
    """Let the look end."""
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.found is not None and stage.jobs.idle())
    return dialog


def test_a_sound_desk_is_told_so(stage: Shell, desk: Desk, qtbot: Any) -> None:
    dialog = looked(open_verify(stage, desk), stage, qtbot)
    assert dialog.found == []
    assert "Everything is as the journal says." in dialog.state.text()
    assert not dialog.table.isVisible()


def test_a_text_that_is_no_anchor_holds_the_button(stage: Shell, desk: Desk) -> None:
    dialog = open_verify(stage, desk)
    for text, may in (("18204", False), ("x", False), ("1:a3f971c04e9b", True), ("", True)):
        dialog.field.set_value(text)
        dialog.field.edited.emit()
        assert dialog.yes.isEnabled() is may
    dialog.reject()


def test_what_was_changed_by_hand_is_listed_and_opens(
    qapp: QApplication, staffed_folder: Path, tmp_path: Path, qtbot: Any
) -> None:
    theme.apply(qapp, dark=False)
    folder = Path(shutil.copytree(staffed_folder, tmp_path / "desk"))
    with Desk(folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        claim = submitted(desk)
    with closing(sqlite3.connect(folder / "claims.db")) as db:
        (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name='claim_is_frozen'").fetchone()
        db.execute("DROP TRIGGER claim_is_frozen")
        db.execute("UPDATE claim SET total_fen = total_fen + 1")
        db.execute(sql)
        db.commit()
    with Desk(folder, FixedClock()).open() as desk:
        desk.people.act_as(MANAGER)
        shell = Shell()
        shell.attach(Window())
        dialog = looked(open_verify(shell, desk), shell, qtbot)
        assert dialog.found is not None
        (wrong,) = [one for one in dialog.found if one.kind == "Row"]
        assert (wrong.about, wrong.name) == ("Claim", claim.claim_number)
        assert wrong.detail == "differs in Claimed, ¥"
        assert wrong.opens == ("intake", "claim", claim.id)
        dialog.reject()


def test_a_look_can_be_stopped(stage: Shell, desk: Desk, qtbot: Any) -> None:
    dialog = open_verify(stage, desk)
    dialog.accept()
    dialog.reject()
    qtbot.waitUntil(stage.jobs.idle)
    assert dialog.found is None
    assert "Stopped" in dialog.state.text()
    dialog.reject()
    assert not dialog.isVisible()
