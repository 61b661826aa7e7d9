"""The row above the scan band: the modes, and what belongs to each."""

from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

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
AMPLE = 22.8
"""The width of the modes where there is room, in line heights."""


class _Giver(ChoiceField):
    """Who hands a part over; its tooltip says so where the words before it are folded away."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.setToolTip(_("Handed over by") + f" · {self.shown() or _('technician of the claim')}")


class ModeRow(QWidget):
    """Receive or shelve; who hands over and whether tags print at once; the place in use."""

    chosen = Signal(object)
    at_once_changed = Signal(bool)
    place_let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with receiving."""
        super().__init__(parent)
        self.modes = Segmented(
            [
                Segment(mode, _(name), keys_text(f"Alt+{number}"))
                for number, (mode, name) in enumerate(MODE_NAMES.items(), 1)
            ],
            tall=True,
        )
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
        self.sound = IconButton("sound", _("Sounds on or off"), clicked=self._toggle_sound)
        self._lay()
        self.restyle()
        self.show_place("")

    def restyle(self) -> None:
        """Take the widths anew."""
        wanted = paint.width_of(_("technician of the claim")) + theme.h(1.5)
        self.technician.setFixedWidth(max(theme.h(8.6), wanted))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The modes without slack, and no words that a tooltip says too."""
        width = self.modes.sizeHint().width() + self._taken()
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way, or take the room back."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Fold the words before the technician away where there is no room, then the slack."""
        snug = self.modes.sizeHint().width()
        room = self.width() - self._taken()
        words = self._handed.sizeHint().width() + GAP
        receiving = self.modes.value() is Mode.RECEIVE
        spelled = receiving and room >= snug + words
        self._handed.setVisible(spelled)
        room -= words if spelled else 0
        self.modes.setFixedWidth(max(snug, min(theme.h(AMPLE), room)))

    def _taken(self) -> int:
        """Return the width of what is shown beside the modes, without the words that fold."""
        if self.modes.value() is Mode.RECEIVE:
            shown: tuple[QWidget, ...] = (self.technician, self.at_once, self.sound)
        else:
            shown = (*self._shelving(), self.sound)
        widths = (min(one.sizeHint().width(), one.maximumWidth()) for one in shown)
        return (
            sum(
                max(width, one.minimumWidth()) + GAP
                for width, one in zip(widths, shown, strict=True)
            )
            + GAP
        )

    def _lay(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.modes)
        row.addSpacing(GAP)
        for widget in self._receiving():
            row.addWidget(widget)
        for widget in self._shelving():
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

    def show_place(self, place: str) -> None:
        """Show the place in use; without one say nothing."""
        shelving = self.modes.value() is Mode.SHELVE
        for widget in self._receiving():
            widget.setVisible(not shelving)
        for widget in self._shelving():
            widget.setVisible(shelving and bool(place))
        self.plate.show_place(place)
        self._fit()

    def _take_mode(self, mode: Mode) -> None:
        self.show_place("")
        self.chosen.emit(mode)

    def _toggle_sound(self) -> None:
        set_sounds(not sounds_on())
        self.sound.set_icon("sound" if sounds_on() else "mute")
