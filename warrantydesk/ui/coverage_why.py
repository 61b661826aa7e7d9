"""Why a claim is covered or not: the whole answer in words, to be read and printed."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _, date_text, pick
from warrantydesk.services.coverage.card import LayerLine
from warrantydesk.services.papers import PAPERS
from warrantydesk.ui import coverage_card_notes as lines
from warrantydesk.ui import coverage_card_words as words
from warrantydesk.ui.coverage_dialogs import Place
from warrantydesk.ui.coverage_why_words import inputs
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.cards import Hairline, KeyValue, KeyValues
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.papers import open_paper

PAPER = "decision"


class WhyDialog(QDialog):
    """Layers with article and margin, rights, counters, the facts used, the tables' versions."""

    def __init__(self, place: Place) -> None:
        """Show the decision about the claim as it is saved."""
        super().__init__(place.shell.widget())
        self._place = place
        card = place.card
        self.setWindowTitle(_("Why: {number}", number=place.claim.claim_number))
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(5)
        mark, head = words.head(card)
        self._column.addWidget(MarkLabel(mark, head, delta=1.5, bold=True))
        for remark in (*card.warnings, *card.outlook):
            self._column.addWidget(_wrapped(words.said(remark), "warn"))
        self._layers(_("Who pays"), card.layers, lines.layer_word)
        self._layers(_("Further rights of the customer"), card.rights, lines.right_word)
        self._pairs(_("Periods"), self._periods())
        self._pairs(_("Counters"), self._counters())
        self._pairs(_("Clocks"), self._clocks())
        used = card.answer.inputs_used
        self._pairs(_("Facts used"), inputs(card.facts, used, place.law))
        self._pairs(_("Tables used"), self._versions())
        self._column.addStretch(1)
        ground = Surface("base")
        box = QVBoxLayout(ground)
        box.setContentsMargins(0, 0, 0, 0)
        self.area = Scroll(inner)
        box.addWidget(self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ground, 1)
        column.addWidget(self._foot())
        self.resize(theme.h(38), theme.h(31))
        keep_inside(self)
        self.close_button.setFocus()

    def _foot(self) -> QWidget:
        foot = Surface("window", "t")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(Words(_("Not legal advice: every answer names its clause."), token="ink2"), 1)
        self.print = Button(_("&Print…"), icon="print", clicked=self._print)
        self.print.setVisible(any(paper.code == PAPER for paper in PAPERS))
        self.close_button = Button(_("Close"), primary=True, clicked=self.accept)
        self.close_button.setDefault(True)
        row.addWidget(self.print)
        row.addWidget(self.close_button)
        return foot

    def _print(self) -> None:
        self.accept()
        open_paper(self._place.shell, self._place.desk, PAPER, self._place.claim.id)

    def _title(self, text: str) -> None:
        self._column.addSpacing(6)
        self._column.addWidget(Words(text, delta=0.5, bold=True))
        self._column.addWidget(Hairline())

    def _layers(
        self, title: str, found: Sequence[LayerLine], word_of: Callable[[LayerLine], str]
    ) -> None:
        if not found:
            return
        self._title(title)
        for line in found:
            mark = lines.LAYER_MARKS[line.answer.verdict]
            source = pick(line.source_zh, line.source_en)
            told = (pick(line.title_zh, line.title_en), word_of(line), source)
            label = MarkLabel(mark, " · ".join(word for word in told if word), bold=True)
            self._column.addWidget(label)
            if hint := lines.layer_hint(line):
                self._column.addWidget(_wrapped(hint, "ink2", indent=theme.h(1)))

    def _pairs(self, title: str, rows: list[KeyValue]) -> None:
        if not rows:
            return
        self._title(title)
        pairs = KeyValues()
        pairs.show_rows(rows)
        self._column.addWidget(pairs)

    def _periods(self) -> list[KeyValue]:
        found = []
        for term, bar in zip(words.terms(self._place.card), self._place.card.periods, strict=False):
            days, km = term.lefts
            mark = days.mark or km.mark
            told = (date_text(bar.last_day), days.words, f"{bar.last_km:,} km", km.words)
            found.append(KeyValue(term.name, " · ".join(told), mark))
        return found

    def _counters(self) -> list[KeyValue]:
        card = self._place.card
        why = words.greyed(card)
        rows = [KeyValue(_("Nothing is counted"), why)] if why else []
        for tile in words.tiles(card):
            told = (f"{tile.n} / {tile.limit} {tile.unit}", tile.words, tile.foot)
            rows.append(KeyValue(tile.label, " ".join(word for word in told if word), tile.mark))
        rows += [
            KeyValue(note.text, f"{note.answer} {note.end}", _loud(note.mark))
            for note in words.rows(card)
        ]
        if card.answer.loaner_days:
            days = _("{n} days from the sixth on", n=card.answer.loaner_days)
            rows.append(KeyValue(_("Loan car due"), days))
        return rows

    def _clocks(self) -> list[KeyValue]:
        return [
            KeyValue(date_text(clock.due_on), words.said(clock), _loud(Mark.OVERDUE, clock.is_over))
            for clock in self._place.card.deadlines
        ]

    def _versions(self) -> list[KeyValue]:
        context: Any = self._place.context
        versions = context.book(context.visit_on(self._place.claim)).versions
        return [
            KeyValue(profile, " · ".join(f"{table} {number}" for table, number in told.items()))
            for profile, told in versions.items()
        ]


def _loud(mark: Mark, loud: bool = True) -> Mark | None:
    return mark if loud else None


def _wrapped(text: str, token: str, indent: int = 0) -> Words:
    label = Words(text, token=token, delta=-0.5, wrap=True).selectable()
    label.setContentsMargins(indent, 0, 0, 2)
    return label
