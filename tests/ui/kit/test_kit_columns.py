"""Columns that are as wide as their words, and sorting where a row says nothing."""

from PySide6.QtWidgets import QApplication

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.table import Column, ListModel
from warrantydesk.ui.kit.table_header import INSET


def test_a_column_holds_its_longest_word_at_every_scale(qapp: QApplication) -> None:
    for scale in (1.0, 1.5):
        theme.apply(qapp, dark=False, scale=scale)
        pixels = width_for(["short", "a longer word"], "T", mark=True) * theme.unit() / 19
        room = pixels - 2 * INSET - theme.h(0.74) - 6
        assert 0 <= room - paint.width_of("a longer word") < 6
    theme.apply(qapp, dark=False)


def test_rows_that_say_nothing_stand_last_up_and_down() -> None:
    model = ListModel([Column("n", "N", sort=lambda row: row["n"])])
    model.show([{"n": None}, {"n": 2}, {"n": 1}])
    for down, numbers in ((False, [1, 2, None]), (True, [2, 1, None])):
        model.sort_by(("n", down))
        assert [row["n"] for row in model.rows()] == numbers
