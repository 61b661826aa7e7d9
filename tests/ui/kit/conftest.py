"""The light look at 100 % for every test of the kit."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from warrantydesk.ui.kit import sounds, theme


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    """Begin each test in the light look, without sound."""
    theme.apply(qapp, dark=False)
    sounds.set_sounds(False)
    yield
    sounds.set_sounds(True)
