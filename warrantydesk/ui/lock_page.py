"""The page of a locked desk: who, and the PIN; nothing else of the desk is on the screen."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _, pick
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.cards import Card
from warrantydesk.ui.kit.inputs import ChoiceField
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.pin_field import PinField
from warrantydesk.ui.refusals import sentence

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LockPage(Surface):
    """Lies over the whole window and takes every key and click that it does not need."""

    def __init__(
        self,
        desk: Any,
        enter: Callable[[str, str], object],
        forgotten: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        """``enter`` takes login and PIN and refuses; ``forgotten`` helps who has lost the PIN."""
        super().__init__("window", "", parent)
        self._desk, self._enter, self._forgotten = desk, enter, forgotten
        self.who, self.pin = ChoiceField(), PinField()
        self.who.setAccessibleName(_("Who"))
        self.open = Button(_("&Unlock"), primary=True, clicked=self._take)
        self.said = Words("", token="danger", wrap=True)
        self.lost = LinkButton(_("PIN forgotten?"), delta=-1, clicked=self._help)
        self._lay()
        self.who.edited.connect(self._show_person)
        self.pin.edited.connect(lambda: self._say(""))
        parent.installEventFilter(self)

    def _lay(self) -> None:
        site = self._desk.settings.site
        card = Card()
        card.setFixedWidth(theme.h(20))
        margin = round(theme.h(1.05))
        card.content.setContentsMargins(margin, margin, margin, margin)
        card.content.setSpacing(round(theme.h(0.3)))
        card.add(Words(_("The desk is locked"), delta=4, bold=True))
        if name := pick(site.name_zh, site.name_en):
            card.add(Words(name, token="ink2", wrap=True))
        for label, field in ((_("Who"), self.who), (_("PIN"), self.pin)):
            card.content.addSpacing(round(theme.h(0.3)))
            card.add(Words(label, token="ink2", delta=-1))
            card.add(field)
        card.add(self.said)
        card.content.addSpacing(round(theme.h(0.6)))
        foot = QHBoxLayout()
        foot.addWidget(self.lost)
        foot.addStretch(1)
        foot.addWidget(self.open)
        card.content.addLayout(foot)
        middle = QHBoxLayout(self)
        middle.addStretch(1)
        middle.addWidget(card, 0, Qt.AlignmentFlag.AlignVCenter)
        middle.addStretch(1)

    def cover(self, login: str) -> None:
        """Lie over the window and ask for the PIN of who worked here last."""
        people = self._desk.people.all()
        self.who.set_choices([(one.login, one.name) for one in people])
        known = [one.login for one in people]
        if login in known or known:
            self.who.set_value(login if login in known else known[0])
        self._fit()
        self.show()
        self.raise_()
        self._show_person()

    def take_keyboard(self) -> None:
        """Put the keyboard where the next key belongs."""
        (self.pin if self.pin.isEnabled() else self.open).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._fit()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter unlocks; whatever else is typed here goes nowhere."""
        if event.key() in _ENDS:
            self._take()
        event.accept()

    def _fit(self) -> None:
        above = self.parentWidget()
        if above is not None:
            self.setGeometry(above.rect())

    def _show_person(self) -> None:
        needs_pin = bool(self._desk.people.has_pin(self.who.value() or ""))
        self.pin.forget()
        self.pin.setEnabled(needs_pin)
        self.pin.setPlaceholderText("" if needs_pin else _("no PIN set"))
        self.lost.setVisible(needs_pin)
        self._say("")
        self.take_keyboard()

    def _take(self) -> None:
        login, pin = self.who.value(), self.pin.value()
        if not login or not self.isEnabled():
            return
        if self.pin.isEnabled() and not pin:
            self._say(_("Enter the PIN."))
            return
        self.pin.forget()
        try:
            self._enter(login, pin)
        except (Refused, Unavailable) as error:
            self._say(sentence(error))
            self.take_keyboard()

    def _help(self) -> None:
        if (login := self.who.value()) is not None:
            self._forgotten(login)
            self._show_person()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.pin.set_state(Mark.BLOCK if words else None, words)
