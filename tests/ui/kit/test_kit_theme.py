"""The look: every text pair is readable, sizes follow the font, dark and light switch."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QPushButton

from warrantydesk.resources import find
from warrantydesk.ui.kit import icons, theme
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel, paint_mark, worst
from warrantydesk.ui.kit.tokens import DARK, LIGHT, Tokens, Tone


def _luminance(color: QColor) -> float:
    parts = [color.redF(), color.greenF(), color.blueF()]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _ratio(one: QColor, other: QColor) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
class TestContrast:
    def test_text_on_base_and_window(self, look: Tokens) -> None:
        for name in ("ink", "ink2", "ink3", "accent", "danger", "warn", "ok"):
            assert _ratio(look.color(name), look.base) >= 4.5, name
            assert _ratio(look.color(name), look.window) >= 4.4, name

    def test_text_on_its_own_tint(self, look: Tokens) -> None:
        for tone in Tone:
            assert _ratio(look.ink_of(tone), look.tint_of(tone)) >= 4.5, tone

    def test_marks_and_outlines(self, look: Tokens) -> None:
        for name in ("warn_mark", "bar", "fline"):
            assert _ratio(look.color(name), look.base) >= 3.0, name
        assert _ratio(look.warn_sign, look.warn_mark) >= 4.5
        assert _ratio(look.on_accent, look.accent_fill) >= 4.5


def test_sizes_follow_the_font(qapp: QApplication) -> None:
    normal = theme.unit()
    field = theme.h(1.5)
    theme.apply(qapp, dark=False, scale=1.5)
    assert theme.unit() > normal * 1.35
    assert theme.h(1.5) > field * 1.35
    assert theme.font(1).pointSizeF() == pytest.approx((theme.POINTS + 1) * 1.5)


def test_the_scale_has_limits(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False, scale=9)
    assert theme.scale() == 1.5


def test_chinese_is_in_the_font() -> None:
    assert theme.metrics().inFont("索") or theme.metrics().inFontUcs4(ord("索"))


def test_labels_follow_the_look(qapp: QApplication, qtbot: object) -> None:
    words = Words("x", token="ink2")
    theme.apply(qapp, dark=True)
    assert words.palette().windowText().color() == DARK.ink2
    assert qapp.palette().window().color() == DARK.window


def test_a_native_button_takes_the_palette(qapp: QApplication) -> None:
    theme.apply(qapp, dark=True)
    assert QPushButton("x").palette().buttonText().color() == DARK.ink


def _painted(mark: Mark) -> bytes:
    image = QImage(28, 28, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_mark(painter, QRectF(0, 0, 28, 28), mark, QColor("black"))
    painter.end()
    return bytes(image.constBits())


def test_marks_differ_without_colour() -> None:
    shapes = {_painted(mark) for mark in Mark}
    assert len(shapes) == len(Mark)


def test_the_worst_mark_comes_first() -> None:
    assert worst([Mark.INFO, Mark.WARN, Mark.BLOCK]) is Mark.BLOCK
    assert worst([]) is None


def test_a_mark_label_says_its_word(qtbot: object) -> None:
    label = MarkLabel(Mark.WARN, "due")
    label.show_mark(Mark.OVERDUE, "late")
    assert label.accessibleName() == "late"
    assert label.mark() is Mark.OVERDUE


def test_an_icon_takes_the_colour_asked_for(qapp: QApplication) -> None:
    image = icons.icon("add", "danger").pixmap(32, 32).toImage()
    colors = {
        image.pixelColor(x, y).rgb() & 0xFFFFFF
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    }
    assert LIGHT.danger.rgb() & 0xFFFFFF in colors


def test_every_icon_has_a_licence_and_one_colour() -> None:
    folder = find("icons")
    assert "MIT License" in (folder / "LICENSE").read_text(encoding="utf-8")
    names = list(folder.glob("*.svg"))
    assert len(names) > 80
    assert not [one.name for one in names if "fill=" in one.read_text(encoding="utf-8")]
