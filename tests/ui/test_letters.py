"""Letters behind Alt: each opens one thing, in both languages and in every tab."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QAbstractButton, QMenu
from stories import appraising, drafted, inspected, submitted, to_submit

from warrantydesk.domain.claim import Action
from warrantydesk.i18n import _
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit.shortcuts import plain_words
from warrantydesk.ui.shortcuts_dialog import ShortcutsDialog, keys_sheet, lines_of
from warrantydesk.ui.stage import Stage
from warrantydesk.ui.tabs import TABS
from warrantydesk.ui.tabs.intake.steps import words_of


def letters(stage: Stage) -> Counter[str]:
    """Count the letters of the menus and of the buttons that are seen."""
    texts = [action.text() for action in stage.window.menus.actions()]
    texts += [
        button.text()
        for button in stage.window.findChildren(QAbstractButton)
        if button.isVisible() and button.isEnabled()
    ]
    found = (re.search(r"(?<!&)&(\w)", text) for text in texts)
    return Counter(match[1].upper() for match in found if match)


@pytest.fixture(params=["en", "zh_CN"])
def stage(qapp: Any, desk: Desk, request: pytest.FixtureRequest) -> Iterator[Stage]:
    made = Stage(desk, request.param)
    yield made
    made.close()


def test_each_letter_opens_one_thing(stage: Stage, desk: Desk) -> None:
    for story in (drafted, appraising, inspected, to_submit):
        claim = story(desk)
        for tab in ("intake", "inspection"):
            stage.open(tab, "claim", claim.id)
            twice = {letter for letter, times in letters(stage).items() if times > 1}
            assert not twice, (story.__name__, tab)
    for tab in ("shelf", "archive"):
        stage.open(tab)
        assert max(letters(stage).values()) == 1, tab


def test_each_letter_of_the_claim_menu_opens_one_thing(stage: Stage, desk: Desk) -> None:
    menu = stage.window.menus._menus[2]
    for story in (drafted, appraising, to_submit, submitted):
        stage.open("intake", "claim", story(desk).id)
        menu.aboutToShow.emit()
        for part in (menu, *menu.findChildren(QMenu)):
            found = [re.search(r"(?<!&)&(\w)", entry.text()) for entry in part.actions()]
            counted = Counter(match[1].upper() for match in found if match)
            assert not [one for one, times in counted.items() if times > 1], part.title()
        assert len([entry for entry in menu.actions() if not entry.isSeparator()]) <= 24


def test_the_sheet_of_keys_has_words_without_letters(stage: Stage) -> None:
    stage.open("archive")
    lines = list(lines_of(stage.window.menus.actions()))
    assert len(lines) >= 8
    assert not [words for _keys, words in lines if "&" in words or re.search(r"\(\w\)", words)]
    ShortcutsDialog(stage.window).show()
    stage.settle()


def test_all_keys_go_on_paper_with_every_tab(stage: Stage) -> None:
    pages = PdfReader(BytesIO(keys_sheet(stage.window).pdf())).pages
    printed = " ".join("".join(page.extract_text() for page in pages).split())
    for entry in TABS:
        assert _(stage.window.tab(entry.key).TITLE) in printed
    assert "Ctrl+K" in printed
    assert "Ctrl+Shift+I" in printed


def test_the_claim_menu_holds_all_that_can_be_done(stage: Stage, desk: Desk) -> None:
    claim = to_submit(desk)
    stage.open("intake", "claim", claim.id)
    menu = stage.window.menus._menus[2]
    menu.aboutToShow.emit()
    names = {entry.text() for entry in menu.actions()}
    assert words_of(Action.VOID) in names
    assert any(entry.menu() is not None for entry in menu.actions())
    assert ("Ctrl+Return", plain_words(_("Next step"))) in list(lines_of(menu.actions()))
