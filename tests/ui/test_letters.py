"""Letters behind Alt: each opens one thing, in both languages and in every tab."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton
from stories import appraising, drafted, inspected, to_submit

from warrantydesk.services.desk import Desk
from warrantydesk.ui.shortcuts_dialog import ShortcutsDialog, lines_of
from warrantydesk.ui.stage import Stage


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


def test_the_sheet_of_keys_has_words_without_letters(stage: Stage) -> None:
    stage.open("archive")
    lines = list(lines_of(stage.window.menus.actions()))
    assert len(lines) >= 8
    assert not [words for _keys, words in lines if "&" in words or re.search(r"\(\w\)", words)]
    ShortcutsDialog(stage.window).show()
    stage.settle()
