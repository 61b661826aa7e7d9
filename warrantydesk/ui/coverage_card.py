"""The coverage card: verdict, periods, counters, layers, campaigns, clocks, history at a glance."""

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.services.coverage.card import CoverageCard
from warrantydesk.ui import coverage_card_notes as lines
from warrantydesk.ui import coverage_card_words as words
from warrantydesk.ui.coverage_card_parts import CampaignBox, VerdictButton
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.cards import Card, Hairline
from warrantydesk.ui.kit.labels import ElidedWords
from warrantydesk.ui.kit.left_row import LeftRow
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.meters import CountTile
from warrantydesk.ui.kit.note_list import Note, NoteList
from warrantydesk.ui.kit.scrolls import Scroll

LAYERS, OPEN = "layers", "open"
"""Keys that the card itself, or the column it stands in, answers."""


class CoveragePanel(Card):
    """Shows a ``CoverageCard``; where room is short the layers fold, then the body scrolls."""

    asked = Signal(str)
    campaign_claimed = Signal(str)
    campaign_recorded = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a decision."""
        super().__init__(parent=parent)
        self.card: CoverageCard | None = None
        self._room = 10_000
        self._opened = self._frozen = self._closed = False
        self.verdict = VerdictButton()
        self.verdict.clicked.connect(self._ask_why)
        self.rights = NoteList(_("The customer's rights"))
        self.terms = [LeftRow(), LeftRow()]
        self._between = Hairline()
        self.reason = NoteList(_("Why nothing is counted"))
        self.tiles = [CountTile(_(label)) for label, _unit in words.TILES.values()]
        self._tiles = QWidget()
        self.rows = NoteList(_("Replacements"))
        self.fold = NoteList(_("Layers in short"))
        self.layers = NoteList(_("Layers"))
        self.campaigns: list[CampaignBox] = []
        self._boxes = QVBoxLayout()
        self.notes = NoteList(_("Notes on the cover"))
        self.past = ElidedWords(token="ink2", delta=-1)
        self.more = LinkButton(_("History"), delta=-0.5)
        self.more.clicked.connect(lambda: self.asked.emit(lines.HISTORY))
        self._lists = (self.rights, self.reason, self.rows, self.fold, self.layers, self.notes)
        for one in self._lists:
            one.asked.connect(self._ask)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._tiles)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for tile in self.tiles:
            row.addWidget(tile, 1)
        self._boxes.setSpacing(4)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.past, 1)
        foot.addWidget(self.more)
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.rights)
        column.addWidget(self.terms[0])
        column.addWidget(self._between)
        column.addWidget(self.terms[1])
        for widget in (self.reason, self._tiles, self.rows, self.fold, self.layers):
            column.addWidget(widget)
        column.addLayout(self._boxes)
        column.addWidget(self.notes)
        column.addLayout(foot)
        column.addStretch(1)
        self.content.setContentsMargins(12, 5, 12, 6)
        self.content.setSpacing(4)
        self.add(self.verdict)
        self.add(Hairline())
        self._scroll = Scroll(self._inner)
        self.add(self._scroll, 1)

    def show_card(
        self,
        card: CoverageCard,
        names: Mapping[str, str],
        claim_id: int | None = None,
        *,
        frozen: bool = False,
    ) -> None:
        """Show a decision; ``names`` are the labels of the claim's fields by path."""
        if (card, frozen) == (self.card, self._frozen):
            return
        self.card, self._frozen = card, frozen
        self.verdict.show_verdict(*words.head(card), words.sources(card))
        self.rights.show_notes(lines.rights(card))
        self._show_terms(card)
        self._show_tiles(card)
        self.rows.show_notes(words.rows(card))
        self.layers.show_notes(lines.layers(card))
        self._show_campaigns(card)
        self.notes.show_notes(lines.notes(card, names))
        self.past.setText(words.history(card, claim_id))
        self._fit()

    def set_room(self, room: int) -> None:
        """Say how high the card may be, in pixels."""
        if room != self._room:
            self._room = room
            self._fit()

    def set_closed(self, closed: bool) -> None:
        """Show only the verdict; a click on it then asks for the rest."""
        if closed != self._closed:
            self._closed = closed
            self._scroll.setVisible(not closed)
            self._fit()

    def least_height(self) -> int:
        """Return the height of the verdict alone."""
        margins = self.content.contentsMargins()
        return self.verdict.height() + 8 + margins.top() + margins.bottom()

    def restyle(self) -> None:
        """Take all heights anew."""
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the notes out for the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _show_terms(self, card: CoverageCard) -> None:
        found = words.terms(card)
        for place, row in enumerate(self.terms):
            row.setVisible(place < len(found))
        self._between.setVisible(len(found) > 1)
        for row, term in zip(self.terms, found, strict=False):
            row.show_term(term.name, term.end, term.lefts, term.hint)

    def _show_tiles(self, card: CoverageCard) -> None:
        why = words.greyed(card)
        self.reason.show_notes([Note(Mark.NA, why)] if why else [])
        told = words.tiles(card)
        tall = any(tile.foot for tile in told)
        for widget, tile in zip(self.tiles, told, strict=True):
            widget.show_count(tile.n, tile.limit, tile.unit, tile.mark, tile.words)
            widget.show_foot(tile.foot, tall=tall)
            widget.set_faint(bool(why))
            widget.setToolTip(tile.hint)

    def _show_campaigns(self, card: CoverageCard) -> None:
        due = [line for line in card.campaigns if line.is_open or line.handled_here]
        while len(self.campaigns) < len(due):
            box = CampaignBox()
            box.claimed.connect(self.campaign_claimed)
            box.recorded.connect(self.campaign_recorded)
            self._boxes.addWidget(box)
            self.campaigns.append(box)
        for place, box in enumerate(self.campaigns):
            box.setVisible(place < len(due))
            if place < len(due):
                box.show_campaign(due[place], not self._frozen)

    def _ask_why(self) -> None:
        self.asked.emit(OPEN if self._closed else lines.WHY)

    def _ask(self, key: str) -> None:
        if key == LAYERS:
            self._opened = not self._opened
            self._fit()
        else:
            self.asked.emit(key)

    def _fit(self) -> None:
        """Give every list its height, fold the layers where room is short, then scroll."""
        if self.card is None:
            return
        width = max(self.width() - 24, 80)
        self.verdict.fit(width)
        if self._closed:
            self.setFixedHeight(self.least_height())
            return
        for one in self._lists:
            one.fit(width)
        self._tiles.setFixedHeight(max(tile.sizeHint().height() for tile in self.tiles))
        self.fold.show_notes([])
        self.layers.setVisible(bool(self.layers.notes()))
        wanted = self._wanted()
        if wanted > self._room:
            self.fold.show_notes([self._folded()])
            self.fold.fit(width)
            self.layers.setVisible(self._opened)
            wanted = self._wanted()
        self.setFixedHeight(min(wanted, self._room))

    def _folded(self) -> Note:
        card = cast(CoverageCard, self.card)
        return lines.layers_folded(card, LAYERS, _("Fold") if self._opened else _("Show"))

    def _wanted(self) -> int:
        layout: Any = self._inner.layout()
        layout.activate()
        margins = self.content.contentsMargins()
        above = self.verdict.height() + 1 + 2 * self.content.spacing()
        inside = layout.totalHeightForWidth(self.width() - 24) if layout.hasHeightForWidth() else -1
        return (
            max(inside, int(layout.sizeHint().height()) if inside < 0 else 0)
            + above
            + margins.top()
            + margins.bottom()
        )
