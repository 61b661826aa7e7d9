"""The scrap page: what may go, the list that scans fill, destroying it before a witness."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from stories import submitted
from tab_stage import Window

from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.domain.stock_take import ScrapBatch
from warrantydesk.services.desk import Desk
from warrantydesk.services.ledger.outlook import Keep
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.table import Group
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf import scrap_page
from warrantydesk.ui.tabs.shelf.scrap_page import ScrapPage
from warrantydesk.ui.tabs.shelf.scrap_paid import PaymentsDialog
from warrantydesk.ui.tabs.shelf.scrap_rows import grouped

LONG_AGO = date(2026, 9, 1)


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def shell(
    qapp: QApplication, qtbot: Any, window: Window, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shell]:
    theme.apply(qapp, dark=False)
    made = Shell()
    made.attach(window)
    monkeypatch.setattr(made, "ask", lambda *_args, **_more: True)
    yield made
    qtbot.waitUntil(made.jobs.idle)


@pytest.fixture
def pieces(desk: Desk) -> list[OldPart]:
    """Three pieces of a paid claim on the shelf, kept long enough."""
    claim = submitted(desk)
    with desk.bench.change("test"):
        return [
            desk.stores.parts.save(
                replace(
                    piece,
                    state=PartState.SHELVED,
                    place="R2-3",
                    return_required=False,
                    return_by=None,
                    paid_on=LONG_AGO,
                )
            )
            for line in (1, 2)
            for piece in desk.stores.parts.of_line(claim.id, line)
        ]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Papers that the page opens are written down, not drawn."""
    papers: list[tuple[str, int]] = []
    monkeypatch.setattr(
        scrap_page, "open_paper", lambda _shell, _desk, code, number: papers.append((code, number))
    )
    return papers


@pytest.fixture
def page(
    desk: Desk,
    shell: Shell,
    qtbot: Any,
    pieces: list[OldPart],
    opened: list[tuple[str, int]],
) -> ScrapPage:
    made = ScrapPage(shell, desk)
    qtbot.addWidget(made)
    made.resize(1366, 480)
    made.show()
    made.refresh()
    return made


def heads(page: ScrapPage) -> dict[str, str]:
    """Return title and note of each head at the left."""
    return {row.title: row.note for row in page.outlook.rows() if isinstance(row, Group)}


def a_photo(folder: Path) -> Path:
    file = folder / "scrap.png"
    Image.new("RGB", (40, 30), "grey").save(file)
    return file


def states(desk: Desk, pieces: list[OldPart]) -> set[PartState]:
    return {desk.stores.parts.get(piece.id).state for piece in pieces}


def test_what_may_go_is_put_on_the_list_as_a_whole(
    page: ScrapPage, desk: Desk, pieces: list[OldPart]
) -> None:
    assert heads(page) == {"May be released today": "3 pieces"}
    page.put_all(Keep.NOW)
    assert states(desk, pieces) == {PartState.SCRAP_OK}
    assert desk.scanning.session.scrap == tuple(piece.tag for piece in pieces)
    assert len(page.listed.rows()) == 3
    assert heads(page) == {}
    assert page.side.button.text() == "Destroy 3 pieces"


def test_a_row_goes_to_the_list_as_its_scan_would(page: ScrapPage) -> None:
    asked: list[str] = []
    page.scan_asked.connect(asked.append)
    row = page.found.of(Keep.NOW)[0]  # type: ignore[union-attr]
    page.left.opened.emit(row)
    assert asked == [row.piece.tag]


def test_a_piece_taken_off_stays_released(
    page: ScrapPage, desk: Desk, pieces: list[OldPart]
) -> None:
    page.put_all(Keep.NOW)
    page.table.select_row(0)
    page.take_off()
    assert desk.scanning.session.scrap == tuple(piece.tag for piece in pieces[1:])
    assert heads(page) == {"Released for scrap": "1 piece"}
    page.put_all(Keep.RELEASED)
    assert len(page.listed.rows()) == 3
    page.empty_list()
    assert page.listed.rows() == []
    assert not page.side.button.isEnabled()


def test_nothing_is_destroyed_without_witness_and_photograph(
    page: ScrapPage, desk: Desk, pieces: list[OldPart]
) -> None:
    page.put_all(Keep.NOW)
    page.destroy_pieces()
    assert page.side.photo_note.text() == "A photo of what is destroyed is needed."
    assert page.side.witness_cell._state.text() == "Name who saw it destroyed."
    assert states(desk, pieces) == {PartState.SCRAP_OK}


def test_the_list_is_destroyed_together_and_its_sheet_opens(
    page: ScrapPage,
    desk: Desk,
    pieces: list[OldPart],
    opened: list[tuple[str, int]],
    window: Window,
    tmp_path: Path,
) -> None:
    page.put_all(Keep.NOW)
    page.side.witness.set_value("许蔚然")
    page.side.note.set_value("压扁")
    page.side.take_pictures([str(a_photo(tmp_path))])
    page.destroy_pieces()
    assert states(desk, pieces) == {PartState.SCRAPPED}
    (batch,) = desk.ledger.batches()
    assert (batch.witness, batch.note, batch.made_by) == ("许蔚然", "压扁", "S01")
    assert batch.photo_id is not None
    assert opened == [("scrap", batch.id)]
    assert batch.number in window.toasts[-1]
    assert desk.scanning.session.scrap == ()
    assert [one.number for one in page.side.batches.rows()] == [batch.number]
    assert page.side.picture is None


def test_a_pasted_picture_serves_as_photograph(
    page: ScrapPage, desk: Desk, pieces: list[OldPart], tmp_path: Path
) -> None:
    page.put_all(Keep.NOW)
    page.side.witness.set_value("许蔚然")
    page.side.take_pictures([a_photo(tmp_path).read_bytes()])
    page.destroy_pieces()
    (batch,) = desk.ledger.batches()
    assert batch.photo_id is not None
    assert desk.attachments.read(batch.photo_id)


def test_a_file_that_is_no_picture_is_told_and_nothing_is_destroyed(
    page: ScrapPage, desk: Desk, pieces: list[OldPart], tmp_path: Path
) -> None:
    wrong = tmp_path / "scrap.png"
    wrong.write_text("not a picture")
    page.put_all(Keep.NOW)
    page.side.witness.set_value("许蔚然")
    page.side.take_pictures([str(wrong)])
    page.destroy_pieces()
    assert "scrap.png" in page.side.photo_note.text()
    assert states(desk, pieces) == {PartState.SCRAP_OK}
    assert desk.ledger.batches() == ()


def test_one_piece_that_may_not_go_keeps_all(
    page: ScrapPage, desk: Desk, pieces: list[OldPart], tmp_path: Path
) -> None:
    page.put_all(Keep.NOW)
    page.side.witness.set_value("许蔚然")
    page.side.take_pictures([str(a_photo(tmp_path))])
    with desk.bench.change("test"):
        old = desk.stores.parts.get(pieces[0].id)
        desk.stores.parts.save(replace(old, state=PartState.SHELVED))
    page.destroy_pieces()
    assert states(desk, pieces) == {PartState.SHELVED, PartState.SCRAP_OK}
    assert page.side.stands.text()
    assert desk.ledger.batches() == ()


def test_the_list_of_unpaid_pieces_is_cut_but_counted(page: ScrapPage, desk: Desk) -> None:
    found = replace(
        page.found,  # type: ignore[type-var]
        counts={**dict.fromkeys(Keep, 0), Keep.UNPAID: 4000},
    )
    rows = grouped(found, frozenset())
    assert [(row.title, row.note) for row in rows if isinstance(row, Group)] == [
        ("Not paid yet", "4,000 pieces")
    ]


@pytest.fixture
def unpaid(desk: Desk, shell: Shell, qtbot: Any) -> Callable[[], PaymentsDialog]:
    """Open the dialog over a filed claim with two lines."""

    def opened() -> PaymentsDialog:
        made = PaymentsDialog(shell, desk, lambda: None)
        qtbot.addWidget(made)
        made.show()
        return made

    return opened


def test_days_of_payment_go_to_the_chosen_lines(
    desk: Desk, unpaid: Callable[[], PaymentsDialog], qtbot: Any, shell: Shell, window: Window
) -> None:
    claim = submitted(desk)
    dialog = unpaid()
    assert not dialog.yes.isEnabled()
    dialog.table.clearSelection()
    dialog.give(desk.bench.today)
    assert dialog.note.text() == "Choose the lines that were paid on that day."
    dialog.table.selectAll()
    dialog.give(desk.bench.today)
    dialog.accept()
    qtbot.waitUntil(shell.jobs.idle)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert desk.ledger.unpaid() == ()
    assert {p.paid_on for p in desk.stores.parts.of_line(claim.id, 2)} == {desk.bench.today}
    assert window.toasts == ["2 lines entered"]


def test_a_paste_gives_days_and_tells_what_it_did_not_know(
    desk: Desk, unpaid: Callable[[], PaymentsDialog]
) -> None:
    claim = submitted(desk)
    dialog = unpaid()
    QGuiApplication.clipboard().setText(
        f"索赔单\t付款日\n{claim.claim_number}\t2026-11-23\nC0126-999999\t2026-11-23"
    )
    dialog.paste()
    assert set(dialog.days.values()) == {date(2026, 11, 23)}
    assert len(dialog.days) == 2
    assert "C0126-999999" in dialog.told.text()
    assert "索赔单" in dialog.told.text()


def test_what_is_refused_stays_in_the_list_with_its_reason(
    desk: Desk, unpaid: Callable[[], PaymentsDialog], qtbot: Any, shell: Shell
) -> None:
    submitted(desk)
    dialog = unpaid()
    dialog.table.select_row(0)
    dialog.give(date(2027, 1, 1))
    dialog.table.select_row(1)
    dialog.give(desk.bench.today)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(dialog.troubles))
    assert dialog.isVisible()
    assert dialog.note.text() == "1 line was refused"
    (line,) = dialog.model.rows()
    assert "2027" in dialog._second(line)
    assert [one.line for one in desk.ledger.unpaid()] == [line.line]


def test_a_narrow_page_keeps_the_list_whole(page: ScrapPage) -> None:
    for width, hidden in ((911, True), (1366, False)):
        page.resize(width, 480)
        QApplication.processEvents()
        keys = [column.key for column in page.listed.columns]
        assert page.table.isColumnHidden(keys.index("paid_on")) is hidden
        assert page.table.horizontalScrollBar().maximum() == 0


def test_earlier_batches_have_no_bar_of_their_own(desk: Desk, page: ScrapPage) -> None:
    page.side.show_batches((ScrapBatch("S0126-0001", "Wu"),) * 30)
    QApplication.processEvents()
    assert page.side.table.verticalScrollBar().maximum() == 0
    page.side.table.select_row(29)
    place = page.side.table.visualRect(page.side.table.currentIndex())
    above = page.side.table.viewport().mapTo(page.side, place.center())
    assert page.side.rect().contains(above)
