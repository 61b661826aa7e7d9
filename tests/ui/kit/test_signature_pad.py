"""The field to sign in: strokes of the mouse, emptied by a key, the same at any size."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from warrantydesk.domain.drawing import MOST_BYTES, strokes
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.signature_pad import SignaturePad


@pytest.fixture
def pad(qapp: QApplication, qtbot: Any) -> SignaturePad:
    """Give a pad of 300 × 100 pixels."""
    theme.apply(qapp, dark=False)
    made = SignaturePad()
    qtbot.addWidget(made)
    made.resize(300, 100)
    made.show()
    return made


def drawn(qtbot: Any, pad: SignaturePad, *spots: tuple[int, int]) -> None:
    """Draw one stroke with the mouse."""
    points = [QPoint(*spot) for spot in spots]
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(pad, point)
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])


def test_strokes_are_kept_in_thousandths_of_the_field(qtbot: Any, pad: SignaturePad) -> None:
    seen = []
    pad.edited.connect(lambda: seen.append(pad.value()))
    drawn(qtbot, pad, (30, 20), (150, 50), (290, 90))
    drawn(qtbot, pad, (60, 90), (400, -30))
    assert strokes(pad.value()) == (((100, 200), (500, 500), (967, 900)), ((200, 900), (1000, 0)))
    assert len(seen) == 2
    assert pad.shown() == "signed"


def test_a_mere_dot_is_no_signature(qtbot: Any, pad: SignaturePad) -> None:
    drawn(qtbot, pad, (30, 20))
    assert (pad.value(), pad.shown()) == ("", "")


def test_delete_empties_the_field(qtbot: Any, pad: SignaturePad) -> None:
    drawn(qtbot, pad, (30, 20), (150, 50), (290, 90))
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.value() == ""


def test_scribbling_without_end_stays_small_enough(qtbot: Any, pad: SignaturePad) -> None:
    for _round in range(100):
        drawn(qtbot, pad, *((x, 10 + 80 * (x // 13 % 2)) for x in range(3, 300, 13)))
    assert len(pad.value()) <= MOST_BYTES
    strokes(pad.value())


def test_a_kept_drawing_is_shown_again(qtbot: Any, pad: SignaturePad) -> None:
    kept = "[[[0,0],[500,400],[900,100]]]"
    pad.set_value(kept)
    assert pad.value() == kept
    empty = pad.grab().toImage()
    pad.set_value("no drawing")
    assert pad.value() == ""
    assert pad.grab().toImage() != empty
