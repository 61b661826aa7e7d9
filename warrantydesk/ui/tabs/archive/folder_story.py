"""The journal of a claim in words: who changed what when, before and after; who had it when."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.i18n import _, minute_text, ngettext_
from warrantydesk.services.claim_story import Holding, StoryChange, StoryEvent
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.front_stack import FrontStack
from warrantydesk.ui.kit.inputs import TextField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.kit.table import TableView
from warrantydesk.ui.kit.table_model import Column, ListModel
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.words import claim_mark, claim_word

DONE, HELD = "done", "held"


class StoryDialog(AskDialog):
    """Two lists: everything that was done, newest first, and in whose hands the claim lay."""

    def __init__(self, shell: Shell, desk: Any, claim: Claim) -> None:
        """Read the journal at once."""
        super().__init__(
            _("Journal of {number}", number=claim.claim_number),
            _("&Print…"),
            shell.widget(),
        )
        self.shell, self.desk, self._claim = shell, desk, claim
        self._events: tuple[StoryEvent, ...] = ()
        self.switch = Segmented(
            [Segment(DONE, _("What was done")), Segment(HELD, _("Who had it when"))]
        )
        self.switch.set_value(DONE)
        self.filter = TextField(_("Person, action, paper, value…"))
        self.count = Words(token="ink2", delta=-0.5)
        self.model, self.held = ListModel(_columns(), self), ListModel(_held_columns(desk), self)
        self.model.order = ("at", True)
        self.table, self.stretches = TableView(self.model), TableView(self.held)
        self.table.set_empty(_("Nothing in the journal fits."))
        self.filter.setAccessibleName(_("Search the journal"))
        self.table.setAccessibleName(_("What was done"))
        self.stretches.setAccessibleName(_("Who had it when"))
        self.detail = Words(wrap=True).selectable()
        self._lay_out()
        self.no.setText(_("Close"))
        self.table.chosen.connect(self._show_detail)
        self.filter.textChanged.connect(lambda _text: self._narrow())
        self.switch.chosen.connect(self._turn)
        self.read()
        self.resize(theme.h(56), theme.h(30))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.switch)
        top.addWidget(self.filter, 100)
        top.addWidget(self.count)
        top.addStretch(1)
        self.content.addLayout(top)
        self._stack = FrontStack()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.stretches)
        self.content.addWidget(self._stack, 1)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._below = Scroll(self.detail)
        self._below.setFixedHeight(theme.h(5))
        self.content.addWidget(self._below)
        self.folder = Button(_("Open in &Intake"), clicked=self._open_claim)
        self.foot.insertWidget(1, self.folder)

    def read(self) -> None:
        """Read the journal again."""
        number = self._claim.id
        found = tried(self.shell, lambda: self.desk.stories.of(number))
        self._events = found or ()
        self.held.show(tried(self.shell, lambda: self.desk.stories.holders(number)) or ())
        self._narrow()

    def accept(self) -> None:
        """Print the course; the dialog stays."""
        open_paper(self.shell, self.desk, "claim_story", self._claim.id)

    def shown(self) -> list[StoryEvent]:
        """Return the events that fit what is typed, in the order shown."""
        return list(self.model.rows())

    def _narrow(self) -> None:
        words = self.filter.text().casefold().split()
        fits = [one for one in self._events if all(word in _spoken(one) for word in words)]
        self.model.show(fits)
        self.count.setText(ngettext_("{n} entry", "{n} entries", len(fits)))
        if fits:
            self.table.select_row(0)
        self._show_detail(self.table.row())

    def _turn(self, which: Any) -> None:
        self._stack.setCurrentWidget(self.stretches if which == HELD else self.table)
        for widget in (self.filter, self.count, self._below):
            widget.setVisible(which == DONE)

    def _show_detail(self, event: StoryEvent | None) -> None:
        self.detail.setText("\n".join(map(_change, event.changes)) if event is not None else "")

    def _open_claim(self) -> None:
        self.done(0)
        self.shell.open("intake", "claim", self._claim.id)


def _spoken(event: StoryEvent) -> str:
    """Return everything of an event that can be looked for."""
    parts = (minute_text(event.at), event.who, _(event.action), _(event.about), event.name)
    return " ".join((*parts, *map(_change, event.changes))).casefold()


def _change(change: StoryChange) -> str:
    """Return a change in one line; of a personal value only that it changed."""
    label = _(change.label)
    if change.personal:
        return _("{what}: entered or changed", what=label)
    if not change.old:
        return _("{what}: {new}", what=label, new=change.new)
    return _("{what}: {old} → {new}", what=label, old=change.old, new=change.new or "—")


def _columns() -> list[Column]:
    return [
        Column(
            "at",
            _("Time"),
            width=118,
            text=lambda one: minute_text(one.at),
            sort=lambda one: one.seq,
            weak=True,
        ),
        Column("who", _("Who"), width=84),
        Column("action", _("What was done"), width=176, bold=True, text=_action),
        Column("about", _("Of what"), width=200, text=_about),
        Column("changes", _("Before → after"), width=260, stretch=True, text=_changes),
    ]


def _action(event: StoryEvent) -> str:
    words = _(event.action)
    return words[:1].upper() + words[1:]


def _about(event: StoryEvent) -> str:
    return " ".join(filter(None, (_(event.about), event.name)))


def _changes(event: StoryEvent) -> str:
    return " · ".join(" ".join(_change(one).split()) for one in event.changes)


def _held_columns(desk: Any) -> list[Column]:
    def days(one: Holding) -> str:
        count = one.days(desk.bench.now)
        return ngettext_("{n} day", "{n} days", count)

    return [
        Column("holder", _("In whose hands"), width=140, bold=True, text=lambda one: _(one.holder)),
        Column(
            "state",
            _("Status"),
            width=170,
            text=lambda one: claim_word(one.state),
            mark=lambda one: claim_mark(one.state),
        ),
        Column("since", _("Since when"), width=130, text=lambda one: minute_text(one.since)),
        Column("until", _("Until when"), width=130, text=lambda one: minute_text(one.until)),
        Column("days", _("Days"), align="right", width=80, text=days),
        Column("who", _("Handed on by"), width=120, stretch=True),
    ]


def open_story(shell: Shell, desk: Any, claim: Claim) -> StoryDialog:
    """Open the journal of a claim."""
    dialog = StoryDialog(shell, desk, claim)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
