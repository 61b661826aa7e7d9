"""The contact log of a claim: write down what was said, read what was said before."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent

from warrantydesk.domain.care import (
    CHANNEL_NAMES,
    OUTCOME_NAMES,
    PARTY_NAMES,
    Channel,
    ContactNote,
    Outcome,
    Party,
)
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, date_text, minute_text
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.inputs import AreaField, ChoiceField, DateField, MoneyField, TextField
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.kit.table import Holds, TableView
from warrantydesk.ui.kit.table_model import Column, ListModel
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

_MARKS = {
    Outcome.REACHED: Mark.OK,
    Outcome.NO_ANSWER: Mark.WARN,
    Outcome.CALL_BACK: Mark.RUNNING,
    Outcome.AGREED: Mark.OK,
    Outcome.REFUSED: Mark.REFUSED,
    Outcome.NOTED: Mark.INFO,
}


def contacts(
    shell: Shell, desk: Any, claim: Claim, done: Callable[[], object] = lambda: None
) -> "ContactsDialog":
    """Open the contact log of a claim; ``done`` is called after something was written."""
    dialog = ContactsDialog(shell, desk, claim, done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class _Log(TableView):
    """The entries, newest first; Delete strikes one out."""

    def __init__(self, strike: Callable[[], None]) -> None:
        self.model_of_notes = ListModel(_columns())
        super().__init__(self.model_of_notes)
        self._strike = strike
        self.set_empty(_("Nothing was written down yet."))
        self.setAccessibleName(_("Contact log"))

    def sizeHint(self) -> QSize:
        """Room for a few entries."""
        return QSize(theme.h(40), theme.h(12))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete strikes the entry in hand out."""
        if event.key() == Qt.Key.Key_Delete:
            self._strike()
        else:
            super().keyPressEvent(event)


class ContactsDialog(FormDialog):
    """A new entry above, the log below."""

    def __init__(self, shell: Shell, desk: Any, claim: Claim, done: Callable[[], object]) -> None:
        """Begin with whom was spoken: the customer, on the phone."""
        number = claim.claim_number
        super().__init__(shell, _("Contacts: {number}", number=number), _("&Write down"))
        self._desk, self._claim, self._done = desk, claim, done
        form = self.form
        form.section("note", _("What was said"))
        parties = [(one, _(name)) for one, name in PARTY_NAMES.items()]
        channels = [(one, _(name)) for one, name in CHANNEL_NAMES.items()]
        outcomes = [(one, _(name)) for one, name in OUTCOME_NAMES.items()]
        ways = [Segment(False, _("from us")), Segment(True, _("to us"))]
        form.add("party", _("With whom"), ChoiceField(parties), span=3)
        form.add("with_whom", _("Who it was"), TextField(), span=3)
        form.add("channel", _("How"), ChoiceField(channels), span=3)
        form.add("incoming", _("Direction"), Segmented(ways), span=3)
        form.add("text", _("What was said"), AreaField(lines=3), required=True, span=12)
        form.add("outcome", _("What came of it"), ChoiceField(outcomes), span=4)
        form.add("again_on", _("Speak again on"), DateField(), span=4)
        form.add("amount_fen", _("Amount offered, ¥"), MoneyField(), span=4)
        form.fill(
            {
                "party": Party.CUSTOMER,
                "with_whom": claim.owner.contact or claim.owner.name,
                "channel": Channel.PHONE,
                "incoming": False,
                "text": "",
                "outcome": Outcome.REACHED,
                "again_on": None,
                "amount_fen": None,
            },
            fresh=True,
        )
        form.section("log", _("Written down so far"), _("Delete strikes an entry out"))
        self.log = _Log(self._strike)
        form.add_block(self.log)
        form.changed.connect(self._follow)
        self.setMinimumWidth(theme.h(44))
        self.read()

    def read(self) -> None:
        """Read the log again, the newest entry first."""
        found = self._desk.care.of_claim(self._claim.id, struck=True)
        names = self._desk.people.name_of
        held = max(self.log.currentIndex().row(), 0)
        self.log.model_of_notes.show([_Row(one, names(one.by)) for one in reversed(found)])
        if found:
            self.log.select_row(min(held, len(found) - 1))

    def _follow(self, path: str) -> None:
        """Empty the customer's name where somebody else was spoken with."""
        if path != "party":
            return
        customer = self._claim.owner.contact or self._claim.owner.name
        with_customer = self.form.field("party").value() is Party.CUSTOMER
        name = self.form.field("with_whom")
        if with_customer and not name.value():
            name.set_value(customer)
        elif not with_customer and name.value() == customer:
            name.set_value("")

    def keep(self, values: dict[str, Any]) -> None:
        """Write the entry down."""
        self._desk.care.note(
            values["party"],
            values["channel"],
            values["text"],
            claim_id=self._claim.id,
            incoming=bool(values["incoming"]),
            outcome=values["outcome"],
            with_whom=values["with_whom"],
            again_on=values["again_on"],
            amount_fen=values["amount_fen"],
        )
        self._done()
        self.shell.toast(_("Written down for {number}", number=self._claim.claim_number))

    def _strike(self) -> None:
        row = self.log.row()
        if row is None or row.note.void_reason:
            return
        reason = self.shell.ask_text(_("Why is this entry struck out?"))
        if reason is None:
            return
        verb = self._desk.care.void_note
        if tried(self.shell, lambda: verb(row.note.id, reason)) is not None:
            self.read()
            self._done()


class _Row:
    """An entry with the name of who wrote it."""

    def __init__(self, note: ContactNote, by: str) -> None:
        self.note, self.by = note, by


def _columns() -> list[Column]:
    return [
        Column(
            "at",
            _("When"),
            width=126,
            text=lambda row: minute_text(row.note.at),
            value=lambda row: row.note.at,
            holds=Holds.MOMENT,
            second=lambda row: row.by,
            sort=lambda row: row.note.at,
        ),
        Column(
            "party",
            _("With whom"),
            width=112,
            text=lambda row: row.note.with_whom or _(PARTY_NAMES[row.note.party]),
            second=_how,
        ),
        Column(
            "text",
            _("What was said"),
            width=260,
            stretch=True,
            text=lambda row: " ".join(row.note.text.split()),
            second=_more,
        ),
        Column(
            "outcome",
            _("What came of it"),
            width=112,
            mark=lambda row: Mark.NA if row.note.void_reason else _MARKS[row.note.outcome],
            text=lambda row: (
                _("struck out") if row.note.void_reason else _(OUTCOME_NAMES[row.note.outcome])
            ),
        ),
    ]


def _how(row: _Row) -> str:
    note = row.note
    how = _(CHANNEL_NAMES[note.channel])
    return _("{how}, to us", how=how) if note.incoming else how


def _more(row: _Row) -> str:
    note = row.note
    if note.void_reason:
        return _("struck out: {reason}", reason=note.void_reason)
    said = []
    if note.amount_fen is not None:
        said.append(f"¥{yuan(note.amount_fen)}")
    if note.again_on:
        said.append(_("again on {day}", day=date_text(note.again_on)))
    return " · ".join(said)
