"""The tab's work with the scanner: takes scans, says what came of them, follows them below."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.i18n import _
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.at_once import AtOnce
from warrantydesk.ui.tabs.shelf.frame import ShelfFrame
from warrantydesk.ui.tabs.shelf.scans import (
    MODE_HINTS,
    MODE_NAMES,
    Mode,
    ScanResult,
    detail_of,
    headline_of,
    next_words,
    sound_of,
    tone_of,
)

ON_LIST = (Mode.RECEIVE, Mode.SHELVE)


class ShelfScanning(ShelfFrame):
    """A scan does the next allowed step; band, sounds, list and pages follow the result."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with the first look."""
        super().__init__(shell, desk, parent)
        self.scans = desk.scanning
        self.at_once = AtOnce(shell, desk, self)
        self._taken = False
        self._mode = Mode.RECEIVE
        self.scans.listen(self._take_change)
        self._connect_scanning()
        self._say_mode()

    def _connect_scanning(self) -> None:
        self.modes.chosen.connect(self._change_mode)
        self.modes.at_once.set_value(self.at_once.is_on())
        self.modes.at_once_changed.connect(self.at_once.switch)
        self.modes.place_let_go.connect(self._let_go)
        self.band.scanned.connect(self._take_typed)
        self.band.taken_back.connect(self._undo)
        self.band.line.returnPressed.connect(self._take_enter)
        self.at_once.failed.connect(self._say_not_printed)

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready for the next scan, in the mode that the scanner is in."""
        super().showEvent(event)
        self._follow_session()
        self.band.line.setFocus()

    def take_scan(self, text: str) -> bool:
        """Take codes, tags, places and waybills; words are the window's."""
        if not self.scans.knows(text):
            return False
        self._take(text)
        return True

    def take_from_page(self, text: str) -> None:
        """Take what a page scans on behalf of the clerk."""
        self._take(text)

    def _take(self, text: str) -> None:
        self.scans.hold(handed_over_by=self.modes.technician.value() or "")
        self._say(self.scans.take(text))

    def _take_typed(self, text: str) -> None:
        self._taken = True
        if not text.isascii() and not self.scans.knows(text):
            self.shell.scan(text)  # a name or a plate, typed by hand
        else:
            self._take(text)

    def _take_enter(self) -> None:
        """Enter in the empty line receives; the Enter that ends a code does not."""
        taken, self._taken = self._taken, False
        if not taken and not self.band.line.text().strip():
            self._receive_next()

    def _receive_next(self) -> None:
        if self.scans.session.mode is not Mode.RECEIVE:
            return
        piece = self.scans.next_expected(self.list.row() if self.list.claim_id else None)
        if piece is None:
            self.band.show_neutral(_("Scan or type a claim number"), _("Then Enter receives"))
        else:
            self._receive(piece)

    def _receive(self, piece: PieceSummary) -> None:
        self.scans.hold(handed_over_by=self.modes.technician.value() or "")
        self._say(self.scans.receive(piece))

    def _say(self, result: ScanResult | None) -> None:
        if result is None:
            return
        self._follow_session()
        self._follow(result)
        detail = detail_of(result)
        if result.received_tag and (printing := self.at_once.print(result.received_tag)):
            detail = f"{detail}　{printing}"
        words, link = self._link(result)
        self.band.show_result(
            tone_of(result), headline_of(result), detail, link, sound_of(result), words
        )
        self.band.line.setFocus()

    def _link(self, result: ScanResult) -> tuple[str, Callable[[], object] | None]:
        """Return what the band offers beside a result: undo, or what clears the way."""
        if result.missing_id:
            return self._way_to(result.missing_id)
        return "", self._undo if result.undoable else None

    def _way_to(self, piece_id: int) -> tuple[str, Callable[[], object] | None]:
        """Return how to get a missing related piece out of the way; nothing here."""
        return "", None

    def _follow(self, result: ScanResult) -> None:
        """Show below what the band speaks of."""
        page = self.page()
        if page is not None:
            page.show_scan(result)
            return
        claim_id = result.claim_id
        if claim_id and claim_id != self.list.claim_id and not result.place:
            number = self.desk.claims.get(claim_id).claim_number
            self.list.narrow_to(number, claim_id=claim_id)
        if result.place:
            self.side.map.set_chosen(result.place)
        if result.received_tag and (following := self.scans.next_expected()) is not None:
            self.list.reveal(following.id)
        elif result.piece_id:
            self.list.reveal(result.piece_id)

    def _follow_session(self) -> None:
        """Show the mode that the scanner is in, what it holds, and what may be scanned now."""
        session = self.scans.session
        if session.mode is not self._mode or self.modes.modes.value() is not session.mode:
            self._mode = session.mode
            self.show_below(session.mode)
            self._say_mode()
        self.modes.show_mode(session.mode, session.place)
        self.band.set_placeholder(next_words(self.desk))

    def _take_change(self) -> None:
        """Follow what was taken back or chosen without a scan; what the band said is over."""
        self._follow_session()
        self._say_mode()

    def _say_mode(self) -> None:
        self.band.show_neutral(_(MODE_NAMES[self._mode]), _(MODE_HINTS[self._mode]))

    def _set_mode(self, mode: Mode) -> None:
        self.modes.modes.choose(mode)
        self.band.line.setFocus()

    def _change_mode(self, mode: Mode) -> None:
        self.scans.set_mode(mode)
        self._mode = mode
        self.show_below(mode)
        self._follow_session()
        self._say_mode()
        # The click that chose the mode is not over yet: it would take the keyboard back.
        QTimer.singleShot(0, self.band.line, self.band.line.setFocus)

    def _let_go(self) -> None:
        self.scans.forget()
        self._follow_session()
        self._say_mode()
        self.band.line.setFocus()

    def _undo(self) -> None:
        """Take back the last scan, and only a scan."""
        self._say(self.scans.undo())

    def _say_not_printed(self, why: str) -> None:
        head = _("Tag not printed")
        self.band.show_result(Tone.WARN, head, _("{why} Later: Ctrl+P", why=why))
