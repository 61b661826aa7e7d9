"""A value of the portal aid stands beside its label, or below it before it is broken."""

from PySide6.QtWidgets import QApplication

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.tabs.intake.answer.portal_layout import MOST_LINES, laid

VIN = "LX0DL33A6SB029347"
INDENT = 30.0


def test_a_code_is_not_broken_while_the_row_is_as_wide(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    wide = INDENT + paint.width_of(VIN, 0, True) + 2
    for label in range(20, 200, 10):
        how = laid(VIN, wide, label, INDENT)
        assert how.lines == (VIN,), label
    assert laid(VIN, wide, 100, INDENT).below
    assert not laid(VIN, wide * 2, 100, INDENT).below


def test_a_text_goes_below_where_that_saves_lines_or_its_end(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    text = "更换驻车雷达探头并测试。" * 3
    beside = laid(text, 600, 100, INDENT)
    assert (beside.below, beside.rows) == (False, 1 if len(beside.lines) == 1 else 2)
    below = laid(text, 300, 200, INDENT)
    assert below.below
    assert not below.lines[-1].endswith("…")
    assert len(laid(text * 9, 300, 200, INDENT).lines) == MOST_LINES


def test_the_button_gives_up_its_word_before_the_value_breaks(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    wide = 100 + paint.width_of(VIN, 0, True) + theme.h(0.84) + 20
    how = laid(VIN, wide, 100, INDENT)
    assert (how.lines, how.below, how.worded) == ((VIN,), False, False)
    assert laid(VIN, wide + theme.h(3), 100, INDENT).worded
