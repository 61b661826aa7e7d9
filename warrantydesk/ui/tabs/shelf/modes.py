"""The row above the scan band: the modes, and what belongs to each."""

from typing import Any

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from warrantydesk.domain.person import Role
from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import IconButton, LinkButton
from warrantydesk.ui.kit.inputs import CheckField, ChoiceField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.kit.shortcuts import keys_text
from warrantydesk.ui.kit.sounds import set_sounds, sounds_on
from warrantydesk.ui.tabs.shelf.plate import PlacePlate
from warrantydesk.ui.tabs.shelf.scans import MODE_NAMES, Mode

GAP = 8
PLACED = (Mode.SHELVE, Mode.STOCK_TAKE)
"""Modes in which a place may be in use."""


class _Giver(ChoiceField):
    """Who hands a part over; its tooltip says so where the words before it are folded away."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.setToolTip(_("Handed over by") + f" · {self.shown() or _('technician of the claim')}")


class ModeRow(QWidget):
    """The modes; who hands over and whether tags print at once; the place in use.

    What belongs to a mode gives way before the modes do: first its words, then the shortcuts
    beside the modes, then all of it into a menu.
    """

    chosen = Signal(object)
    at_once_changed = Signal(bool)
    place_let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with receiving."""
        super().__init__(parent)
        self.modes = Segmented(self._segments(True), tall=True)
        self.modes.setAccessibleName(_("What a scan does"))
        self.modes.set_value(Mode.RECEIVE)
        self.modes.chosen.connect(self._take_mode)
        self.technician = _Giver([], _("technician of the claim"))
        self.technician.setAccessibleName(_("Handed over by"))
        self.at_once = CheckField(_("Print the tag at once"))
        self.at_once.edited.connect(lambda: self.at_once_changed.emit(self.at_once.value()))
        self._handed = Words(_("Handed over by"), token="ink2")
        self._in_use = Words(_("Place in use"), token="ink2")
        self.plate = PlacePlate()
        self._let_go = LinkButton(_("let go (Esc)"), delta=-0.5, clicked=self.place_let_go.emit)
        self.fold = IconButton("settings", _("Receiving: who, and tags"), clicked=self._open_menu)
        self.sound = IconButton("sound", _("Sounds on or off"), clicked=self._toggle_sound)
        self._place = ""
        self._lay()
        self.restyle()

    @staticmethod
    def _segments(hints: bool) -> list[Segment]:
        return [
            Segment(mode, _(name), keys_text(f"Alt+{number}") if hints else "")
            for number, (mode, name) in enumerate(MODE_NAMES.items(), 1)
        ]

    def restyle(self) -> None:
        """Take the widths anew."""
        wanted = paint.width_of(_("technician of the claim")) + theme.h(1.5)
        self.technician.setFixedWidth(max(theme.h(8.6), wanted))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The modes without slack and shortcuts, everything else folded."""
        width = self._bare() + self._width((self.fold, self.sound))
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way, or take the room back."""
        super().resizeEvent(event)
        self._fit()

    def _bare(self) -> int:
        room = theme.h(0.7)
        return sum(paint.width_of(_(name), 0, True) + room for name in MODE_NAMES.values())

    def _whole(self) -> int:
        hints = (
            paint.width_of(keys_text(f"Alt+{n}"), -1) + 6 for n in range(1, len(MODE_NAMES) + 1)
        )
        return self._bare() + sum(hints) + round(theme.h(0.35) * len(MODE_NAMES))

    @staticmethod
    def _width(shown: tuple[QWidget, ...]) -> int:
        widths = (
            max(min(one.sizeHint().width(), one.maximumWidth()), one.minimumWidth())
            for one in shown
        )
        return sum(width + GAP for width in widths)

    def _fit(self) -> None:
        """Show what there is room for beside the modes."""
        with_words, without, least = self._belongings()
        room = self.width() - self._width((self.sound,))
        chosen, hints = least, room >= self._whole() + self._width(least)
        for shown, wide in ((with_words, True), (without, True), (without, False)):
            modes = self._whole() if wide else self._bare()
            if room >= modes + self._width(shown):
                chosen, hints = shown, wide
                break
        for widget in (*self._receiving(), *self._shelving(), self.fold):
            widget.setVisible(widget in chosen)
        self.modes.set_segments(self._segments(hints))
        self.modes.setFixedWidth(max(self._bare(), room - self._width(chosen)))

    def _belongings(self) -> tuple[tuple[QWidget, ...], tuple[QWidget, ...], tuple[QWidget, ...]]:
        """Return what belongs to the mode: with its words, without them, and folded."""
        mode = self.modes.value()
        if mode is Mode.RECEIVE:
            return self._receiving(), (self.technician, self.at_once), (self.fold,)
        if mode in PLACED and self._place:
            return self._shelving(), (self.plate,), (self.plate,)
        return (), (), ()

    def _lay(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.modes)
        for widget in (*self._receiving(), *self._shelving(), self.fold):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.sound)

    def _receiving(self) -> tuple[QWidget, ...]:
        return self._handed, self.technician, self.at_once

    def _shelving(self) -> tuple[QWidget, ...]:
        return self._in_use, self.plate, self._let_go

    def show_people(self, people: list[Any]) -> None:
        """Offer those who may hand a part over."""
        choices = [("", _("technician of the claim"))]
        choices += [(one.login, one.name) for one in people if Role.TECHNICIAN in one.roles]
        self.technician.set_choices(choices)

    def show_mode(self, mode: Mode, place: str) -> None:
        """Show the mode and the place in use; never emits."""
        self.modes.set_value(mode)
        self._place = place
        self.plate.show_place(place)
        self._fit()

    def menu(self) -> QMenu:
        """Return what belongs to receiving as a menu, for where there is no room."""
        menu = QMenu(self)
        for row in range(self.technician.count()):
            login = self.technician.itemData(row)
            name = self.technician.itemText(row)
            entry = menu.addAction(name or _("technician of the claim"))
            entry.setCheckable(True)
            entry.setChecked((self.technician.value() or "") == login)
            entry.triggered.connect(lambda _on=False, login=login: self.technician.set_value(login))
        menu.addSeparator()
        entry = menu.addAction(_("Print the tag at once"))
        entry.setCheckable(True)
        entry.setChecked(bool(self.at_once.value()))
        entry.triggered.connect(lambda _on=False: self.at_once.click())
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.fold.mapToGlobal(QPoint(0, self.fold.height())))

    def _take_mode(self, mode: Mode) -> None:
        self._place = ""
        self._fit()
        self.chosen.emit(mode)

    def _toggle_sound(self) -> None:
        set_sounds(not sounds_on())
        self.sound.set_icon("sound" if sounds_on() else "mute")
