"""The dialogs of one piece and of many: what they ask, what they do, what they refuse."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from returns import shelved
from stories import newest_change, repairing
from tab_stage import Window

from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.domain.shipment import Verdict
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf import actions as by_hand
from warrantydesk.ui.tabs.shelf.actions import PieceActions
from warrantydesk.ui.tabs.shelf.piece_dialog import PieceDialog
from warrantydesk.ui.tabs.shelf.piece_history import HistoryDialog
from warrantydesk.ui.tabs.shelf.piece_paid import PaidDialog
from warrantydesk.ui.tabs.shelf.piece_results import ResultDialog

Some = TypeVar("Some", bound=QDialog)


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def hands(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[PieceActions]:
    theme.apply(qapp, dark=False)
    shell = Shell()
    shell.attach(window)
    yield PieceActions(shell, desk)
    qtbot.waitUntil(shell.jobs.idle)


def put(desk: Desk, tag: str, **values: Any) -> OldPart:
    """Write past the verbs how a piece stands."""
    with desk.bench.change("test"):
        return desk.stores.parts.save(replace(desk.shelf.by_tag(tag), **values))


def asked(hands: PieceActions, desk: Desk, action: str, tag: str) -> PieceDialog:
    """Open the dialog of an action for the piece of a tag."""
    claim_id = desk.shelf.by_tag(tag).claim_id
    row = next(one for one in desk.shelf.pieces_of(claim_id) if one.tag == tag)
    dialog = hands.do(action, row)
    assert isinstance(dialog, PieceDialog)
    return dialog


def filled(dialog: PieceDialog, **values: Any) -> PieceDialog:
    """Fill fields and press the button."""
    for name, value in values.items():
        dialog.form.field(name).set_value(value)
    dialog.accept()
    return dialog


def shown(kind: type[Some]) -> Some:
    """Return the one dialog of a kind that is on the screen."""
    every = QApplication.topLevelWidgets()
    (found,) = (one for one in every if isinstance(one, kind) and one.isVisible())
    return found


def is_open(dialog: QDialog) -> bool:
    return dialog.result() != QDialog.DialogCode.Accepted


SOON = date(2026, 12, 5)
DONE = [
    ("RECEIVED", "shelve", {"place": "R2-4"}, "SHELVED"),
    ("SHELVED", "move", {"place": "R2-4"}, "SHELVED"),
    ("SHELVED", "request", {"request_no": "TJ-2", "due_on": SOON}, "RETURN_DUE"),
    ("RETURN_DUE", "release", {"due_on": SOON}, "SHELVED"),
    ("SHELVED", "lend", {"to": "lab", "until": SOON}, "LENT"),
    ("LENT", "come_back", {"place": "R2-4"}, "SHELVED"),
    ("SHELVED", "miss", {"reason": "not on R2-3"}, "MISSING"),
    ("MISSING", "find", {"place": "R2-4"}, "SHELVED"),
    ("RECEIVED", "void", {"reason": "wrong line"}, "VOID"),
    ("REFUSED", "concede", {"reason": "the maker is right"}, "REFUSED_FINAL"),
    ("REFUSED", "come_back", {"place": "R2-4"}, "SHELVED"),
    ("DISPUTED", "decide", {"verdict": Verdict.ACCEPTED}, "ACCEPTED"),
    ("DISPUTED", "decide", {"verdict": "refused"}, "REFUSED_FINAL"),
]


@pytest.mark.parametrize(("before", "action", "values", "after"), DONE)
def test_each_dialog_does_its_action(
    desk: Desk,
    hands: PieceActions,
    window: Window,
    before: str,
    action: str,
    values: dict[str, Any],
    after: str,
) -> None:
    tag = shelved(desk)[0]
    put(desk, tag, state=PartState(before), refusal_code="O05", dispute_by=SOON)
    dialog = filled(asked(hands, desk, action, tag), **values)
    assert not is_open(dialog)
    now = desk.shelf.by_tag(tag)
    assert now.state == after
    for name in values.keys() & {"place", "request_no", "reason"}:
        assert getattr(now, name) == values[name]
    assert len(window.toasts) == 1


def test_undo_is_offered_where_there_is_something_to_undo(
    desk: Desk, hands: PieceActions, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[bool] = []
    monkeypatch.setattr(window, "show_toast", lambda _text, undo, _warn: offered.append(bool(undo)))
    here, packed = shelved(desk)[:2]
    put(desk, packed, state=PartState.PACKED)
    for tag in (here, packed):
        filled(asked(hands, desk, "miss", tag), reason="not there")
    assert offered == [True, False]  # what left its box has left its list


@pytest.mark.parametrize(
    ("before", "action", "field"),
    [
        ("SHELVED", "lend", "to"),
        ("SHELVED", "void", "reason"),
        ("MISSING", "find", "place"),
        ("REFUSED", "concede", "reason"),
        ("REFUSED", "dispute", "text"),
        ("DISPUTED", "decide", "verdict"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    desk: Desk, hands: PieceActions, before: str, action: str, field: str
) -> None:
    tag = shelved(desk)[0]
    put(desk, tag, state=PartState(before), place="", dispute_by=SOON, refusal_code="O05")
    anchor = newest_change(desk)
    dialog = asked(hands, desk, action, tag)
    if field == "place":
        dialog.form.field(field).set_value(None)
    dialog.accept()
    assert is_open(dialog)
    assert [one.path for one in dialog.form.findings_of("ask")] == [field]
    assert newest_change(desk) == anchor
    dialog.reject()


def test_a_refusal_of_the_service_stays_in_the_dialog(desk: Desk, hands: PieceActions) -> None:
    tag = shelved(desk)[0]
    dialog = filled(asked(hands, desk, "lend", tag), to="lab", until=date(2026, 11, 1))
    assert is_open(dialog)
    assert [one.path for one in dialog.form.findings_of("ask")] == ["until"]
    dialog.reject()


def test_a_dispute_after_its_clock_asks_for_the_reason(desk: Desk, hands: PieceActions) -> None:
    tag = shelved(desk)[0]
    over = desk.bench.today - timedelta(days=2)
    put(desk, tag, state=PartState.REFUSED, refusal_code="O05", dispute_by=over)
    dialog = asked(hands, desk, "dispute", tag)
    assert "over for 2 days" in dialog._intro.text()
    filled(dialog, text="readable", reason="notice came late", letter=False)
    assert desk.shelf.by_tag(tag).state is PartState.DISPUTED


def test_the_letter_of_a_dispute_is_shown_for_print(
    desk: Desk, hands: PieceActions, qtbot: Any
) -> None:
    from warrantydesk.ui.papers import PaperDialog

    tag = shelved(desk)[0]
    put(
        desk,
        tag,
        state=PartState.REFUSED,
        refusal_code="O05",
        refused_on=desk.bench.today,
        dispute_by=SOON,
    )
    filled(asked(hands, desk, "dispute", tag), text="the plate is readable")
    qtbot.waitUntil(hands._shell.jobs.idle)
    letter = shown(PaperDialog)
    assert letter._data.startswith(b"%PDF")
    letter.reject()
    letter.deleteLater()


def test_a_piece_that_was_never_received_is_waived_or_voided(
    desk: Desk, hands: PieceActions
) -> None:
    claim = repairing(desk)
    first, second, _third = desk.shelf.pieces_of(claim.id)
    for row, action, state in ((first, "waive", "NO_PART"), (second, "void", "VOID")):
        dialog = hands.do(action, row)
        assert isinstance(dialog, PieceDialog)
        filled(dialog, reason="kept by the customer")
        assert desk.stores.parts.get(row.id).state == state


def test_paid_lines_are_ticked(desk: Desk, hands: PieceActions, window: Window) -> None:
    pump, gasket = shelved(desk)
    row = desk.shelf.pieces_of(desk.shelf.by_tag(pump).claim_id)[0]
    dialog = hands.do("paid", row)
    assert isinstance(dialog, PaidDialog)
    assert (dialog.values()["line_1"], dialog.values()["line_2"]) == (True, False)
    dialog.form.field("line_1").set_value(False)
    dialog.accept()
    assert dialog.note.text() == "Tick at least one line."
    for line in ("line_1", "line_2"):
        dialog.form.field(line).set_value(True)
    dialog.form.field("paid_on").set_value(desk.bench.today)
    dialog.accept()
    assert {desk.shelf.by_tag(tag).paid_on for tag in (pump, gasket)} == {desk.bench.today}
    assert window.toasts == ["2 lines paid"]


def test_history_answers_for_a_day_and_is_copied(desk: Desk, hands: PieceActions) -> None:
    tag = shelved(desk)[0]
    desk.shelf.move(tag, "R2-4")
    row = desk.shelf.pieces_of(desk.shelf.by_tag(tag).claim_id)[0]
    dialog = hands.do("history", row)
    assert isinstance(dialog, HistoryDialog)
    assert dialog.answer() == "On the shelf, at R2-4"
    dialog.day.set_value(date(2026, 11, 1))
    dialog.day.edited.emit()
    assert dialog.answer() == "not known to the desk yet"
    dialog.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == len(dialog.lines) + 2
    assert lines[-1].split("\t")[1:3] == ["王敏", "move old part"]
    dialog.reject()


def test_many_pieces_are_done_together(desk: Desk, hands: PieceActions, window: Window) -> None:
    tags = shelved(desk)
    dialog = hands.batch("request", tags)
    assert isinstance(dialog, PieceDialog)
    filled(dialog, request_no="TJ-3", due_on=SOON)
    assert [desk.shelf.by_tag(tag).request_no for tag in tags] == ["TJ-3", "TJ-3"]
    assert window.toasts == ["2 pieces done"]
    desk.undo()
    assert {desk.shelf.by_tag(tag).state for tag in tags} == {PartState.SHELVED}


def test_all_or_nothing_says_how_many_are_refused(desk: Desk, hands: PieceActions) -> None:
    tags = (*shelved(desk), *shelved(desk))
    for tag in tags[:2]:
        put(desk, tag, state=PartState.LENT)
    anchor = newest_change(desk)
    dialog = hands.batch("request", tags)
    assert isinstance(dialog, PieceDialog)
    filled(dialog, request_no="TJ-3")
    assert is_open(dialog)
    assert "2 refusals among 4 pieces: nothing was changed" in dialog.note.text()
    assert newest_change(desk) == anchor
    dialog.reject()


def test_very_many_are_done_in_the_background(
    desk: Desk,
    hands: PieceActions,
    window: Window,
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from warrantydesk.ui.tabs.shelf import piece_dialog

    monkeypatch.setattr(piece_dialog, "AT_ONCE", 1)
    tags = shelved(desk)
    dialog = hands.batch("lend", tags)
    assert isinstance(dialog, PieceDialog)
    filled(dialog, to="lab", until=SOON)
    qtbot.waitUntil(lambda: window.toasts == ["2 pieces done"])
    assert {desk.shelf.by_tag(tag).state for tag in tags} == {PartState.LENT}
    again = hands.batch("lend", tags)
    assert isinstance(again, PieceDialog)
    with messages.answer_with() as told:
        filled(again, to="lab", until=SOON)
        qtbot.waitUntil(lambda: bool(told))
    assert "2 refusals among 2 pieces" in told[0]


def test_piece_by_piece_lists_what_stayed(desk: Desk, hands: PieceActions, window: Window) -> None:
    tags = (*shelved(desk), *shelved(desk))
    put(desk, tags[1], state=PartState.LENT)
    dialog = hands.batch("request", tags)
    assert isinstance(dialog, PieceDialog)
    filled(dialog, request_no="TJ-3", each=True)
    assert window.toasts == ["3 pieces done"]
    listed = shown(ResultDialog)
    assert [row.mark for row in listed.rows] == [Mark.BLOCK, Mark.OK, Mark.OK, Mark.OK]
    assert "Lent" in listed.rows[0].words
    assert listed.note.text() == "3 done, 1 stayed as they were"
    listed._copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 5
    listed.reject()


def test_a_selection_has_its_menu(desk: Desk, hands: PieceActions) -> None:
    tags = shelved(desk)
    ids = [desk.shelf.by_tag(tag).id for tag in tags]
    desk.people.act_as("S03")
    menu = hands.show_batch(ids, QPoint(0, 0))
    entries = [one for one in menu.actions() if not one.isSeparator()]
    assert len(entries) == len(by_hand.BATCH_VERBS)
    assert not any(one.isEnabled() for one in entries)
    assert all("may not do this" in one.toolTip() for one in entries)
    menu.close()


def test_too_many_and_untagged_pieces_are_refused_at_once(
    desk: Desk, hands: PieceActions, monkeypatch: pytest.MonkeyPatch
) -> None:
    tags = shelved(desk)
    monkeypatch.setattr(by_hand, "MOST", 1)
    with messages.answer_with() as told:
        assert hands.batch("request", tags) is None
        assert hands.batch("request", ["", ""]) is None
    assert told[0] == "Choose at most 1 pieces at a time."
    assert "receive them first" in told[1]


def test_the_makers_listedis_imported_from_the_menu(
    desk: Desk, hands: PieceActions, window: Window, qtbot: Any, tmp_path: Path
) -> None:
    from warrantydesk.ui.kit.import_dialog import ImportDialog

    tags = shelved(desk)
    file = tmp_path / "调件通知.csv"
    file.write_text("旧件条码,要求到货日\n" + "".join(f"{tag},2026-12-20\n" for tag in tags))
    with messages.answer_with([str(file)]):
        hands.import_requests()
        qtbot.waitUntil(hands._shell.jobs.idle)
    dialog = shown(ImportDialog)
    qtbot.waitUntil(lambda: dialog.foot.apply.isEnabled())
    dialog.foot.apply.click()
    qtbot.waitUntil(lambda: window.toasts == ["2 rows applied"])
    assert {desk.shelf.by_tag(tag).state for tag in tags} == {PartState.RETURN_DUE}
