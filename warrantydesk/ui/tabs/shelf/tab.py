"""The tab of old parts: a scan does the next allowed step and says it aloud."""

from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.scan import recognise
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.i18n import _
from warrantydesk.ui.kit.shortcuts import action, shortcut
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.label_dialog import open_labels
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.actions import PieceActions
from warrantydesk.ui.tabs.shelf.at_once import AtOnce
from warrantydesk.ui.tabs.shelf.frame import ShelfFrame
from warrantydesk.ui.tabs.shelf.scans import Mode, Outcome, Scans, named


class ShelfTab(ShelfFrame):
    """Takes scans, keys and menus, and says in the band what came of them."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with the first look."""
        super().__init__(shell, desk, parent)
        self.scans = Scans(desk)
        self.by_hand = PieceActions(shell, desk, self.scans)
        self.at_once = AtOnce(shell, desk, self)
        self._taken = False
        self._connect()
        self._offer_actions()
        self._say_mode()

    def _connect(self) -> None:
        self.modes.chosen.connect(self._change_mode)
        self.modes.at_once.set_value(self.at_once.is_on())
        self.modes.at_once_changed.connect(self.at_once.switch)
        self.modes.place_let_go.connect(self._let_go)
        self.band.scanned.connect(self._take_typed)
        self.band.line.returnPressed.connect(self._take_enter)
        self.list.chosen.connect(self.card.show_piece)
        self.list.opened.connect(self._open_row)
        self.list.begun.connect(lambda: self.shell.open("intake"))
        self.list.print_asked.connect(self.print_tags)
        self.list.widened.connect(lambda: self.side.map.set_chosen(""))
        self.side.map.chosen.connect(self._narrow_to_place)
        self.side.add_place.clicked.connect(lambda: self.by_hand.add_place())
        self.side.print_places.clicked.connect(lambda: self._print_places())
        self.at_once.failed.connect(self._say_not_printed)
        self.card.asked.connect(self._do)
        self.card.photos_added.connect(self._add_photos)

    def _offer_actions(self) -> None:
        by_hand = self.by_hand
        for text, verb, keys in (
            (_("&Receive"), lambda: self._set_mode(Mode.RECEIVE), "Alt+1"),
            (_("&Shelve"), lambda: self._set_mode(Mode.SHELVE), "Alt+2"),
            (_("&Print the tags…"), lambda: self.print_tags(self._chosen_tags()), "Ctrl+P"),
            (_("&Tags not printed yet…"), self._print_unsent, ""),
            (_("&No old part…"), lambda: self._do("waive"), ""),
            (_("&Place of the piece…"), lambda: self._do("shelve"), ""),
            (_("&Void the piece…"), lambda: self._do("void"), ""),
            (_("P&hotographs…"), lambda: self._do("photo"), ""),
            (_("&Add a place…"), by_hand.add_place, ""),
            (_("Add an &outbound area…"), by_hand.add_outbound, ""),
            (_("Take a place out of &use…"), by_hand.retire_place, ""),
            (_("&Labels of places…"), self._print_places, ""),
        ):
            self.offer(action(self, text, verb, keys))
        shortcut(self, "Esc", self._escape)

    def open_thing(self, kind: str, key: Any) -> None:
        """Show a tag, a place, or the pieces of a claim (by its id)."""
        if kind == "tag":
            piece = tried(self.shell, lambda: self.desk.shelf.by_tag(key))
            if piece is not None:
                self.list.reveal(piece.id)
        elif kind == "place":
            place = tried(self.shell, lambda: self.desk.shelf.place(key))
            if place is not None:
                self._narrow_to_place(place.code)
        elif kind == "claim":
            self._show_claim(int(key))
        self.band.line.setFocus()

    def take_scan(self, text: str) -> bool:
        """Take tags, places and claim numbers; anything else is the window's."""
        if not self.scans.knows(text):
            return False
        self._say(self.scans.take(text))
        return True

    def print_tags(self, tags: list[str]) -> None:
        """Open the label dialog for tags; without any, for what was not printed yet."""
        wanted = tags or self.desk.labels.unsent()
        if wanted:
            open_labels(self.shell, self.desk, wanted)
        else:
            self.shell.toast(_("Every tag has been printed"))

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready for the next scan."""
        super().showEvent(event)
        self.band.line.setFocus()

    def _take_typed(self, text: str) -> None:
        self._taken = True
        if self.scans.knows(text):
            self._say(self.scans.take(text))
        elif recognise(text).kind == "unknown":
            # What looks like no code of ours may be a name or a plate.
            self.shell.scan(text)
        else:
            self.shell.scan(recognise(text).text)

    def _take_enter(self) -> None:
        """Enter in the empty line receives; the Enter that ends a code does not."""
        taken, self._taken = self._taken, False
        if not taken and not self.band.line.text().strip():
            self._receive_next()

    def _receive_next(self) -> None:
        if self.scans.mode is not Mode.RECEIVE:
            return
        piece = self.scans.next_expected(self.list.row() if self.list.claim_id else None)
        if piece is None:
            self.band.show_neutral(_("Scan or type a claim number"), _("Then Enter receives"))
        else:
            self._receive(piece)

    def _receive(self, piece: PieceSummary) -> None:
        self._say(self.scans.receive(piece, self.modes.technician.value() or ""))

    def _say(self, outcome: Outcome | None) -> None:
        if outcome is None:
            return
        self._follow(outcome)
        detail = outcome.detail
        if outcome.received and (printing := self.at_once.print(outcome.received)):
            detail = f"{detail}　{printing}"
        undo = self._undo if outcome.undoable else None
        self.band.show_result(outcome.tone, outcome.headline, detail, undo, outcome.sound)
        self.modes.show_place(self.scans.place)
        self._say_next()
        self.band.line.setFocus()

    def _follow(self, outcome: Outcome) -> None:
        """Show in list and map what the band speaks of."""
        if outcome.claim_id and outcome.claim_id != self.list.claim_id and not outcome.undoable:
            number = self.desk.claims.get(outcome.claim_id).claim_number
            self.list.narrow_to(number, claim_id=outcome.claim_id)
        if outcome.place:
            self.side.map.set_chosen(outcome.place)
        if outcome.received and (following := self.scans.next_expected()) is not None:
            self.list.reveal(following.id)
        elif outcome.piece_id:
            self.list.reveal(outcome.piece_id)

    def _say_next(self) -> None:
        """Say in the line what may be scanned now."""
        scans = self.scans
        if scans.mode is Mode.RECEIVE:
            following = scans.next_expected()
            text = (
                _("Enter receives {piece}", piece=named(following))
                if following is not None
                else _("Scan or type a claim number")
            )
        elif scans.waiting:
            text = _("Scan its place")
        else:
            text = _("Scan the next piece, or a place")
        self.band.set_placeholder(text)

    def _say_mode(self) -> None:
        if self.scans.mode is Mode.RECEIVE:
            self.band.show_neutral(
                _("Receive"), _("Scan or type the claim; Enter receives its next piece")
            )
        else:
            self.band.show_neutral(
                _("Shelve"), _("Scan a tag and its place, or a place and then its pieces")
            )
        self._say_next()

    def _set_mode(self, mode: Mode) -> None:
        self.modes.modes.choose(mode)
        self.band.line.setFocus()

    def _change_mode(self, mode: Mode) -> None:
        self.scans.set_mode(mode)
        self.modes.show_place("")
        self._say_mode()
        self.band.line.setFocus()

    def _let_go(self) -> None:
        self.scans.forget()
        self.modes.show_place("")
        self._say_mode()
        self.band.line.setFocus()

    def _escape(self) -> None:
        """Step back: drawer, place in use, narrowed list, then the line."""
        if self.panes.close_drawer():
            return
        if self.scans.place or self.scans.waiting:
            self._let_go()
        elif self.list.claim_id or self.list.place:
            self.scans.claim_id = 0
            self.list.widen()
            self._say_next()
        self.band.line.setFocus()

    def _undo(self) -> None:
        name = tried(self.shell, self.desk.undo)
        if name is not None:
            self.band.show_neutral(_("Taken back: {what}", what=_(name)))

    def _show_claim(self, claim_id: int) -> None:
        self.scans.claim_id = claim_id
        number = self.desk.claims.get(claim_id).claim_number
        self.list.narrow_to(number, claim_id=claim_id)
        expected = self.scans.next_expected()
        if expected is not None:
            self._set_mode(Mode.RECEIVE)
            self.list.reveal(expected.id)
        self._say_next()

    def _narrow_to_place(self, code: str) -> None:
        self.side.map.set_chosen(code)
        self.list.narrow_to(code, place=code)

    def _open_row(self, piece: PieceSummary) -> None:
        if piece.state is PartState.EXPECTED:
            self._receive(piece)
        else:
            self.shell.open("intake", "claim", piece.claim_id)

    def _do(self, what: str) -> None:
        """Do with the piece at the right what its buttons and menus ask for."""
        piece = self.card.piece
        if piece is None:
            return
        by_hand = self.by_hand
        verbs: dict[str, Any] = {
            "receive": self._receive,
            "waive": by_hand.waive,
            "void": by_hand.void,
            "shelve": lambda one: self._say(by_hand.put(one)),
            "move": lambda one: self._say(by_hand.put(one)),
            "photo": by_hand.photograph,
            "print": lambda one: self.print_tags([one.tag]),
            "claim": lambda one: self.shell.open("intake", "claim", one.claim_id),
            "siblings": lambda one: self._show_claim(one.claim_id),
        }
        verbs[what](piece)

    def _add_photos(self, files: list[Any]) -> None:
        if self.card.piece is not None:
            self.by_hand.photograph(self.card.piece, files)

    def _chosen_tags(self) -> list[str]:
        return [piece.tag for piece in self.list.table.selected_rows() if piece.tag]

    def _say_not_printed(self, why: str) -> None:
        head = _("Tag not printed")
        self.band.show_result(Tone.WARN, head, _("{why} Later: Ctrl+P", why=why))

    def _print_unsent(self) -> None:
        self.print_tags([])

    def _print_places(self) -> None:
        self.by_hand.print_places(self.list.place)
