"""A counter has lookers-on: whatever tab is in front, no list shows a phone or a plate whole."""

from collections.abc import Iterator
from typing import Any

import pytest
from journey_stage import on_stage
from PySide6.QtCore import QAbstractTableModel
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QWidget
from stories import acting, drafted, submitted

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.desk_event import EventKind
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit.labels import ElidedWords
from warrantydesk.ui.kit.lists import QueueList
from warrantydesk.ui.stage import Stage
from warrantydesk.ui.tabs import TABS

PLATE, PHONE = "渝A6KX15", "15412340042"
DOTTED = "渝A·6KX15"
LISTS = ("today", "inspection", "archive", "settlement", "shelf", "policies", "reports")


@pytest.fixture
def claim(desk: Desk) -> Claim:
    """A claim that waits, of a car and an owner whose values are known."""
    submitted(desk)
    changes = {"vehicle": {"plate": PLATE}, "owner": {"phone": PHONE}}
    claim = drafted(desk, **changes)
    desk.claims.leave(claim.id)
    return desk.claims.get(claim.id)


@pytest.fixture
def stage(desk: Desk, claim: Claim) -> Iterator[Stage]:
    """The real window, closed before the desk."""
    opened = on_stage(desk)
    yield opened
    opened.close()


def words(window: QWidget) -> Iterator[str]:
    """Yield everything that visible widgets say, and what the rows of lists say."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            yield from said_by(widget)
            yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())


def said_by(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton | ElidedWords):
        yield widget.text()
    elif isinstance(widget, QueueList):
        yield from map(str, widget.items())
    elif isinstance(widget, QAbstractItemView):
        model = widget.model()
        columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
        for row in range(min(model.rowCount(), 50)):
            yield from (str(model.index(row, at).data() or "") for at in range(columns))


def whole_in(window: QWidget) -> list[str]:
    told = [text for text in words(window) if text]
    return [text for text in told if any(one in text for one in (PLATE, DOTTED, PHONE))]


def test_no_list_of_any_tab_shows_them(stage: Stage, desk: Desk) -> None:
    assert set(LISTS) | {"intake"} == {tab.key for tab in TABS}
    for tab in LISTS:
        if tab == "inspection":
            continue  # what it shows is the record in hand
        stage.open(tab)
        assert whole_in(stage.window) == [], tab
    stage.open("archive", "search", PHONE)
    archive: Any = stage.window.tab("archive")
    texts = [text for text in words(archive) if "****" in text or "**15" in text]
    assert texts
    assert all(PLATE not in text and DOTTED not in text for text in texts)


def test_the_list_beside_the_record_is_masked_too(stage: Stage, claim: Claim) -> None:
    stage.open("intake", "claim", claim.id)
    intake: Any = stage.window.tab("intake")
    assert whole_in(intake.page), "the record itself is whole"
    assert whole_in(intake.list) == []
    titles = [item.title for item in intake.list.queue.items()]
    assert "渝A·6**15" in titles


@pytest.mark.parametrize("role", [Role.FINANCE, Role.READ_ONLY])
def test_finance_and_who_reads_ask_for_it_and_that_is_noted(
    stage: Stage, desk: Desk, claim: Claim, role: Role
) -> None:
    acting(desk, role)
    stage.open("intake", "claim", claim.id)
    intake: Any = stage.window.tab("intake")
    page = intake.page
    assert whole_in(stage.window) == []
    assert page.form.field("owner.phone").value() == "154****0042"
    assert page.form.is_frozen(), "what is masked cannot be typed over"
    page.head.reveal.click()
    stage.settle()
    assert page.form.field("owner.phone").value() == PHONE
    assert page.head.reveal.isHidden()
    assert len(desk.stores.desk_events.find(kind=EventKind.REVEALED)) == 1
    assert desk.claims.get(claim.id).owner.phone == PHONE


def test_the_manager_shows_them_for_all(stage: Stage, desk: Desk) -> None:
    from warrantydesk.ui.masks import switch_masks

    acting(desk, Role.SERVICE_MANAGER)
    stage.open("archive")
    switch_masks(stage.window)
    stage.settle()
    assert any(DOTTED in text for text in words(stage.window.tab("archive")))
    switch_masks(stage.window)
    stage.settle()
    assert whole_in(stage.window.tab("archive")) == []
