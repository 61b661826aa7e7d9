"""The tab of old parts: a scan does the next allowed step and says it aloud."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.shipment import ShipmentState
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.i18n import _
from warrantydesk.ui.kit.panes import ThreePanes
from warrantydesk.ui.kit.shortcuts import action, shortcut
from warrantydesk.ui.label_dialog import open_labels
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.actions import PieceActions
from warrantydesk.ui.tabs.shelf.scanning import ON_LIST, ShelfScanning
from warrantydesk.ui.tabs.shelf.scans import FACES, Mode


class ShelfTab(ShelfScanning):
    """Opens things, and offers what is done by hand."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; what they show comes with the first look."""
        super().__init__(shell, desk, parent)
        self.by_hand = PieceActions(shell, desk)
        self._connect()
        self._offer_modes()
        self._offer_actions()

    def _connect(self) -> None:
        self.list.chosen.connect(self.card.show_piece)
        self.list.opened.connect(self._open_row)
        self.list.begun.connect(lambda: self.shell.open("intake"))
        self.list.print_asked.connect(self.print_tags)
        self.list.batch_asked.connect(self.by_hand.show_batch)
        self.list.widened.connect(lambda: self.side.map.set_chosen(""))
        self.side.map.chosen.connect(self._narrow_to_place)
        self.side.add_place.clicked.connect(lambda: self.by_hand.add_place())
        self.side.print_places.clicked.connect(lambda: self._print_places())
        self.card.asked.connect(self._do)
        self.card.photos_added.connect(self._add_photos)

    def _offer_modes(self) -> None:
        for number, (mode, face) in enumerate(FACES.items(), 1):
            verb = self._chooser(mode)
            self.offer(action(self, _(face.title), verb, f"Alt+{number}"))
        shortcut(self, "Esc", self._escape)

    def _chooser(self, mode: Mode) -> Any:
        return lambda: self._set_mode(mode)

    def _offer_actions(self) -> None:
        by_hand = self.by_hand
        for text, verb, keys in (
            (_("&Print the tags…"), self._print_here, "Ctrl+P"),
            (_("&Tags not printed yet…"), self._print_unsent, ""),
            (_("&No old part…"), lambda: self._do("waive"), ""),
            (_("&Place of the piece…"), lambda: self._do("shelve"), ""),
            (_("&Void the piece…"), lambda: self._do("void"), ""),
            (_("P&hotographs…"), lambda: self._do("photo"), ""),
            (_("Import a re&quest list…"), by_hand.import_requests, ""),
            (_("Import the maker's ans&wer…"), by_hand.import_answer, ""),
            (_("&Add a place…"), by_hand.add_place, ""),
            (_("Add an &outbound area…"), by_hand.add_outbound, ""),
            (_("Take a place out of &use…"), by_hand.retire_place, ""),
            (_("&Labels of places…"), self._print_places, ""),
            (_("Led&ger…"), self._open_ledger, ""),
            (_("Due-&back calendar…"), self._open_calendar, ""),
            (_("Scanner car&d…"), self._open_card, ""),
        ):
            self.offer(action(self, text, verb, keys))

    def open_thing(self, kind: str, key: Any) -> None:
        """Show a tag, a place, a shipment, a box, or the pieces of a claim (by its id).

        ``mode`` is a field of the scanner's card that was scanned elsewhere; its ``undo`` takes
        nothing back there, where nobody sees what it would be.
        """
        if kind == "tag":
            self._show_tag(key)
        elif kind == "place":
            self._show_place(key)
        elif kind == "claim":
            self._show_claim(int(key))
        elif kind == "mode":
            self._take(key)
        elif kind in ("shipment", "box"):
            self._show_shipment(kind, key)
        elif kind in ("stock_take", "scrap"):
            self._set_mode(Mode.STOCK_TAKE if kind == "stock_take" else Mode.SCRAP)
            self._show_on_page(kind, key)
        self.band.line.setFocus()

    def _show_tag(self, tag: str) -> None:
        piece = tried(self.shell, lambda: self.desk.shelf.by_tag(tag))
        if piece is not None:
            self._to_list()
            self.list.reveal(piece.id)

    def _show_place(self, text: str) -> None:
        place = tried(self.shell, lambda: self.desk.shelf.place(text))
        if place is not None:
            self._to_list()
            self._narrow_to_place(place.code)

    def _show_shipment(self, kind: str, key: Any) -> None:
        shipments = self.desk.shipments
        look = shipments.by_box if kind == "box" else shipments.by_number
        if isinstance(key, int):
            look = shipments.get
        found = tried(self.shell, lambda: look(key))
        if found is not None:
            packing = found.state is ShipmentState.PACKING
            if self.scans.session.mode not in (Mode.PACK, Mode.SHIP) or not packing:
                self._set_mode(Mode.PACK if packing else Mode.SHIP)
            self._show_on_page(kind, key)

    def _way_to(self, piece_id: int) -> tuple[str, Callable[[], object] | None]:
        """Offer to say why a related piece never came, or to look where it should be."""
        (piece,) = self.desk.pieces.rows([piece_id])
        if piece.state is PartState.EXPECTED:
            return _("Say why it is missing…"), lambda: self.by_hand.do("waive", piece)
        return _("Show it"), lambda: self._show_tag(piece.tag)

    def _show_on_page(self, kind: str, key: Any) -> None:
        page = self.page()
        if page is not None and key:
            page.show_thing(kind, key)

    def _to_list(self) -> None:
        """Put shelf map and list in front, whatever mode is on."""
        if self.scans.session.mode not in ON_LIST:
            self._set_mode(Mode.RECEIVE)

    def print_tags(self, tags: list[str]) -> None:
        """Open the label dialog for tags; without any, for what was not printed yet."""
        wanted = tags or self.desk.labels.unsent()
        if wanted:
            open_labels(self.shell, self.desk, wanted)
        else:
            self.shell.toast(_("Every tag has been printed"))

    def _escape(self) -> None:
        """Step back: drawer, place in use, narrowed list, then the line."""
        session = self.scans.session
        panes = getattr(self.page(), "panes", self.panes)
        if isinstance(panes, ThreePanes) and panes.close_drawer():
            return
        if session.place or session.waiting or session.ticked:
            self._let_go()
        elif self.list.claim_id or self.list.place:
            self.scans.hold(claim_id=0)
            self.list.widen()
            self._follow_session()
        self.band.line.setFocus()

    def _show_claim(self, claim_id: int) -> None:
        self._to_list()
        self.scans.hold(claim_id=claim_id)
        number = self.desk.claims.get(claim_id).claim_number
        self.list.narrow_to(number, claim_id=claim_id)
        expected = self.scans.next_expected()
        if expected is not None:
            self._set_mode(Mode.RECEIVE)
            self.list.reveal(expected.id)
        self._follow_session()

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
        verbs: dict[str, Any] = {
            "receive": self._receive,
            "shelve": self.by_hand.put,
            "move": self.by_hand.put,
            "photo": self.by_hand.photograph,
            "print": lambda one: self.print_tags([one.tag]),
            "claim": lambda one: self.shell.open("intake", "claim", one.claim_id),
            "siblings": lambda one: self._show_claim(one.claim_id),
        }
        verb = verbs.get(what)
        if verb is not None:
            verb(piece)
        else:
            self.by_hand.do(what, piece)

    def _add_photos(self, files: list[Any]) -> None:
        if self.card.piece is not None:
            self.by_hand.photograph(self.card.piece, files)

    def _chosen_tags(self) -> list[str]:
        return self.list.selected_tags()

    def _print_unsent(self) -> None:
        self.print_tags([])

    def _print_places(self) -> None:
        self.by_hand.print_places(self.list.place)

    def _open_ledger(self) -> None:
        from warrantydesk.ui.tabs.shelf.ledger_page import open_ledger

        open_ledger(self.shell, self.desk)

    def _open_calendar(self) -> None:
        from warrantydesk.ui.tabs.shelf.calendar_dialog import open_calendar

        open_calendar(self.shell, self.desk)

    def _print_here(self) -> None:
        """Print the chosen tags, or the papers of a page that has some."""
        papers = getattr(self.page(), "print_papers", None)
        if papers is not None:
            papers()
        else:
            self.print_tags(self._chosen_tags())

    def _open_card(self) -> None:
        open_paper(self.shell, self.desk, "mode_card", 0)
