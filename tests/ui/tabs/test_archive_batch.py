"""Many claims at once: selected, one paper for each, an audit pack."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from stories import drafted
from tab_stage import Window, stage_tab

from warrantydesk.domain.claim import Claim
from warrantydesk.services.desk import Desk
from warrantydesk.services.papers import PAPERS
from warrantydesk.ui.kit import messages
from warrantydesk.ui.tabs.archive.tab import ArchiveTab


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def claims(desk: Desk) -> list[Claim]:
    """Four claims of one car."""
    return [drafted(desk, narrative={"complaint": f"水泵异响 {number}"}) for number in range(4)]


@pytest.fixture
def tab(
    qapp: QApplication, qtbot: Any, desk: Desk, window: Window, claims: list[Claim]
) -> Iterator[ArchiveTab]:
    made = stage_tab(ArchiveTab, qapp, qtbot, desk, window, 640)
    made.show()
    QApplication.processEvents()
    yield made
    made.hide()
    qtbot.waitUntil(made.shell.jobs.idle, timeout=20_000)


def entries(tab: ArchiveTab) -> list[str]:
    menu = QMenu(tab)
    tab.batch.fill(menu)
    return [action.text() for action in menu.actions() if action.text()]


def test_a_selection_offers_what_many_claims_need(tab: ArchiveTab) -> None:
    assert entries(tab) == []
    tab.found.table.selectAll()
    assert entries(tab) == ["One paper for the 4 claims", "&Audit pack of the selection…"]


def test_how_many_are_selected_is_said_and_the_button_offers_what_they_can_be_made_into(
    tab: ArchiveTab,
) -> None:
    assert tab.found.picked() == ""
    tab.found.out_menu.aboutToShow.emit()
    alone = [one.text() for one in tab.found.out_menu.actions()]
    tab.found.table.selectAll()
    assert tab.found.picked() == f"· {tab.found.table.selected_count()} selected"
    tab.found.out_menu.aboutToShow.emit()
    several = [one.text() for one in tab.found.out_menu.actions()]
    assert "&Export this list…" in alone
    assert [one for one in several if one not in alone]
    assert [one for one in alone if one not in several] == []


def test_all_are_selected_up_to_a_limit_that_is_said(
    tab: ArchiveTab, window: Window, claims: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warrantydesk.ui.tabs.archive.claims_table.MOST_SELECTED", 3)
    tab.found.table.selectAll()
    assert tab.found.table.selected_ids() == [claim.id for claim in claims[:0:-1]]
    assert "first 3 rows" in window.toasts[-1]


def test_one_paper_for_each(
    qtbot: Any, tab: ArchiveTab, desk: Desk, claims: list[Claim], tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / f"{claims[1].claim_number}-receipt.pdf").mkdir()
    tab.found.table.selectAll()
    receipt = next(paper for paper in PAPERS if paper.code == "receipt")
    with messages.answer_with(str(folder)) as said:
        tab.batch.save_papers(receipt)
        qtbot.waitUntil(lambda: tab.batch.run is None, timeout=20_000)
    made = sorted(file.name for file in folder.glob("*.pdf") if file.is_file())
    assert made == [f"{claims[n].claim_number}-receipt.pdf" for n in (0, 2, 3)]
    assert all((folder / name).read_bytes().startswith(b"%PDF") for name in made)
    jobs = desk.stores.print_jobs.find(language="receipt")
    assert sorted(job.subject for job in jobs) == [claims[n].claim_number for n in (0, 2, 3)]
    assert said[-1] == "1 paper was not made."


def test_too_many_are_not_begun(
    tab: ArchiveTab, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warrantydesk.ui.tabs.archive.batch.MOST", 3)
    tab.found.table.selectAll()
    tab.batch.save_papers(PAPERS[0])
    assert tab.batch.run is None
    assert "At most 3 claims" in window.toasts[-1]
