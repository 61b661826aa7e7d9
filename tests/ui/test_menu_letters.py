"""No letter opens two entries of a menu, in either language and with any tab in front."""

import re
from collections import Counter

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from warrantydesk.services.desk import Desk
from warrantydesk.ui.stage import Stage
from warrantydesk.ui.tabs import TABS

_LETTER = re.compile(r"&(\w)")


def letters(menu: QMenu) -> list[str]:
    """Return the letters that open the entries of a menu."""
    texts = [entry.text().replace("&&", "") for entry in menu.actions()]
    return [found[1].upper() for text in texts if (found := _LETTER.search(text))]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_letter_opens_one_entry(desk: Desk, qapp: QApplication, language: str) -> None:
    stage = Stage(desk, language)
    twice = []
    for tab in TABS:
        stage.open(tab.key)
        for menu in stage.window.menus._menus:
            menu.aboutToShow.emit()
            twice += [(menu.title(), one) for one, n in Counter(letters(menu)).items() if n > 1]
    stage.close()
    assert not twice
