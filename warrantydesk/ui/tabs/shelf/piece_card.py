"""One piece at the right: plate, tag preview, actions, life line, claim, what to mind."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.domain.raster import Raster
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.attachments import OF_PIECE
from warrantydesk.services.label_order import TAGS
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.cards import Card, Hairline, KeyValues
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import ElidedWords
from warrantydesk.ui.kit.lifeline import LifeLine
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.photo_strip import Photo, PhotoStrip
from warrantydesk.ui.kit.raster_view import RasterView
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.actions import PieceActions, add_verb, full
from warrantydesk.ui.tabs.shelf.piece_verbs import closed_by, offers
from warrantydesk.ui.tabs.shelf.pieces import count_of
from warrantydesk.ui.tabs.shelf.plate import PlacePlate
from warrantydesk.ui.tabs.shelf.story import facts_of_piece, life_of
from warrantydesk.ui.words import claim_word

_TAG_MARKS = {
    TagState.NONE: Mark.WARN,
    TagState.QUEUED: Mark.WARN,
    TagState.SENT: Mark.RUNNING,
    TagState.CONFIRMED: Mark.DONE,
}


class PieceCard(QWidget):
    """Shows a piece and does with it what its menu offers.

    What belongs to the tab is ``asked`` by its word: receive, waive, print, photo, claim,
    siblings, shipment.
    """

    asked = Signal(str)
    photos_added = Signal(list)

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Start without a piece."""
        super().__init__(parent)
        self._shell, self._desk = shell, desk
        self.by_hand = PieceActions(shell, desk)
        self.piece: PieceSummary | None = None
        self.old: OldPart | None = None
        self._drawn: tuple[object, ...] = ()
        self._asked = 0
        self._build()
        self._lay()
        self.show_piece(None)

    def _build(self) -> None:
        self._name = ElidedWords("", delta=0.5, bold=True)
        self._numbers = ElidedWords("", token="ink2", delta=-0.5)
        self.plate = PlacePlate()
        self.raster = RasterView()
        self.raster.setFixedHeight(theme.h(9.2))
        self._tag_line = MarkLabel(Mark.DONE, "", delta=-1)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.receive = Button(_("Receive"), primary=True, clicked=self._asker("receive"))
        self.waive = Button(_("No old part…"), clicked=self._asker("waive"))
        self.print = Button("", icon="print", clicked=self._asker("print"))
        self.photo = Button(_("Photo"), icon="camera", clicked=self._asker("photo"))
        self.more = Button(_("More"), menu=self._menu)
        self._rights = {
            self.receive: "shelf.receive",
            self.waive: "shelf.waive",
            self.print: "labels.print",
            self.photo: "attachments.add",
        }
        self._menu.aboutToShow.connect(self._fill_menu)
        self.life = LifeLine()
        self.claim = LinkButton("", clicked=self._asker("claim"))
        self._claim_state = ElidedWords("", token="ink2")
        self.shipment = LinkButton("", icon="box", clicked=self._show_shipment)
        self._box = ElidedWords("", token="ink2")
        self.facts = KeyValues()
        self.photos = PhotoStrip()
        self.photos.added.connect(self.photos_added)

    def _lay(self) -> None:
        self.card = Card()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._numbers)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(names, 1)
        head.addWidget(self.plate)
        link = QHBoxLayout()
        link.setSpacing(4)
        link.addWidget(self.claim)
        link.addWidget(self._claim_state, 1)
        way = QHBoxLayout()
        way.setSpacing(4)
        way.addWidget(self.shipment)
        way.addWidget(self._box, 1)
        content = self.card.content
        content.addLayout(head)
        self.card.add(self.raster)
        self.card.add(self._tag_line)
        content.addLayout(self._buttons())
        for part in (Hairline(), self.life, Hairline()):
            self.card.add(part)
        content.addLayout(link)
        content.addLayout(way)
        self.card.add(self.facts)
        self.card.add(self.photos)
        content.addStretch(1)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(11, 8, 10, 8)
        inner.addWidget(self.card)
        inner.addStretch(1)
        self._scroll = Scroll(holder)
        self._none = EmptyState(_("No piece chosen"), _("Scan a tag, or choose a row"), parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._none, 1)

    def _buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.receive, self.waive, self.print, self.photo, self.more):
            buttons.addWidget(button)
        buttons.addStretch(1)
        return buttons

    def _asker(self, what: str) -> Any:
        return lambda: self.asked.emit(what)

    def show_piece(self, piece: PieceSummary | None) -> None:
        """Show a piece, or that none is chosen."""
        self.piece = piece
        self._scroll.setVisible(piece is not None)
        self._none.setVisible(piece is None)
        if piece is None:
            return
        near = self._desk.shelf.pieces_of(piece.claim_id)
        claim = self._desk.claims.get(piece.claim_id)
        old = self.old = self._desk.shelf.by_tag(piece.tag) if piece.tag else None
        self._name.setText(piece.part_name or piece.part_no)
        count = count_of(piece, near)
        parts = (piece.part_no, spoken(piece.tag) if piece.tag else "", count)
        self._numbers.setText(" · ".join(part for part in parts if part))
        self.plate.show_place(piece.place)
        self.plate.setVisible(bool(piece.place))
        self.life.show_steps(life_of(piece, old, self._desk))
        self.claim.setText(claim.claim_number)
        self.claim.updateGeometry()
        self.facts.show_rows(facts_of_piece(piece, old, near, claim, self._desk))
        self._claim_state.setText(f"· {claim_word(claim.state)}")
        self._show_way(old)
        times = self._desk.labels.times_printed(piece.tag) if piece.tag else 0
        self._show_actions(piece, old, times)
        self._show_tag(piece, times)
        self._show_photos(piece)

    def _show_way(self, old: OldPart | None) -> None:
        """Show the return list and the box that a piece is or was in."""
        on_list = old is not None and old.shipment_id is not None
        self.shipment.setVisible(on_list)
        self._box.setVisible(on_list)
        if old is not None and old.shipment_id is not None:
            self.shipment.setText(self._desk.shipments.get(old.shipment_id).number)
            self.shipment.updateGeometry()
            box = old.box.rpartition("-")[2].lstrip("0")
            self._box.setText(_("· box {n}", n=box) if box else _("· not packed yet"))

    def _show_shipment(self) -> None:
        self._shell.open("shelf", "shipment", self.shipment.text())

    def _show_actions(self, piece: PieceSummary, old: OldPart | None, times: int) -> None:
        expected = piece.state is PartState.EXPECTED
        self.receive.setVisible(expected)
        self.waive.setVisible(expected)
        tagged = old is not None and piece.state is not PartState.VOID
        self.print.setText(_("Reprint…") if times else _("Print…"))
        self.print.updateGeometry()
        self.print.setVisible(tagged)
        self.photo.setVisible(tagged)
        for button, right in self._rights.items():
            why = closed_by(right, self._desk)
            button.setEnabled(not why)
            button.setToolTip(why)
        mark = _TAG_MARKS[piece.tag_state]
        self._tag_line.setVisible(tagged)
        self._tag_line.show_mark(mark, self._tag_words(piece, times))

    def _tag_words(self, piece: PieceSummary, times: int) -> str:
        if piece.tag_state in (TagState.NONE, TagState.QUEUED):
            return _("tag not printed yet")
        if not times:
            return _("confirmed by scan")
        printed = ngettext_("printed once", "printed {n} times", times)
        if piece.tag_state is TagState.CONFIRMED:
            return _("{printed}, confirmed by scan", printed=printed)
        return _("{printed}, not scanned yet", printed=printed)

    def _show_tag(self, piece: PieceSummary, times: int) -> None:
        """Show the tag that is on the part: the newest print, not the one that would follow."""
        self.raster.setVisible(bool(piece.tag))
        if not piece.tag:
            self._drawn = ()
            return
        labels = self._desk.labels
        order = labels.printers.order(labels.printers.kept(), TAGS)
        facts = labels.facts(piece.tag, max(0, times - 1))
        if self._drawn == (facts, order):
            return
        self._drawn = (facts, order)
        self._asked += 1
        number, picture = self._asked, labels.picture
        self._shell.run(
            lambda _step: picture(facts, order),
            lambda raster: self._take_raster(number, raster),
            _("Drawing labels"),
        )

    def _take_raster(self, number: int, raster: Raster) -> None:
        if number == self._asked:
            self.raster.show_raster(raster.width, raster.height, raster.bits)

    def _show_photos(self, piece: PieceSummary) -> None:
        found = [
            one
            for one in self._desk.attachments.of(piece.claim_id)
            if piece.tag and one.item == f"{OF_PIECE}{piece.tag}" and one.media.startswith("image/")
        ]
        path = self._desk.attachments.path
        self.photos.show_photos([Photo(path(one.id), one.caption) for one in found])
        self.photos.setVisible(bool(found))

    def _fill_menu(self) -> None:
        self._menu.clear()
        if self.piece is None:
            return
        whole = full(self._desk, self.piece)
        group = 0
        for offer in offers(whole, self._desk):
            if group and offer.verb.group != group:
                self._menu.addSeparator()
            group = offer.verb.group
            add_verb(self._menu, offer.verb, offer.why, self._doer(offer.verb.action))
        self._menu.addSeparator()
        self._menu.addAction(_("Where it was…"), self._doer("history"))
        self._menu.addAction(_("Open the claim"), self._asker("claim"))
        self._menu.addAction(_("All pieces of the claim"), self._asker("siblings"))

    def _doer(self, action: str) -> Callable[[], QDialog | None]:
        return lambda: self.do(action)

    def do(self, action: str) -> QDialog | None:
        """Do an action of the menu to the piece shown; returns the dialog that it opened."""
        return self.by_hand.do(action, self.piece) if self.piece is not None else None
