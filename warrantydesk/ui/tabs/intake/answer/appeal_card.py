"""The card of the appeal: its clock, the lines it asks for, its evidence, who must sign."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from warrantydesk.domain.claim import State
from warrantydesk.domain.claim.appeal import APPEAL_NAMES, Appeal, AppealState
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, date_text, list_text, ngettext_
from warrantydesk.services.answered import Answered
from warrantydesk.ui.claim_clock import clock_tone, days_left
from warrantydesk.ui.kit.cards import Card
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.meters import Bar
from warrantydesk.ui.kit.note_list import Note, NoteList
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.intake.answer.words import line_name

OPEN = "open"
USUAL_DAYS = 14
"""Length of the bar where nobody knows when the clock began."""


class AppealCard(Card):
    """Shown while there is something to appeal, or an appeal runs."""

    asked = Signal(str)

    def __init__(self) -> None:
        """Start out of sight."""
        super().__init__(_("Appeal"))
        self._open = self.add_link(_("Open appeal…"), lambda: self.asked.emit("appeal"))
        self._left = Words(delta=1.5, bold=True)
        self._until = ElidedWords(token="ink2", delta=-1)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._left)
        line.addWidget(self._until, 1)
        self.content.addLayout(line)
        self._bar = Bar()
        self.content.addWidget(self._bar)
        self.notes = NoteList(_("Appeal"))
        self.notes.asked.connect(self.asked)
        self.content.addWidget(self.notes)
        self.hide()

    def show_appeal(self, view: Answered, today: date, manager: str) -> None:
        """Show what runs; ``manager`` is who signs beside the clerk."""
        appeal, state = view.appeal, view.claim.state
        can = state is State.REJECTED or (state is State.APPROVED and view.short_fen > 0)
        self.setVisible(can or state is State.APPEALED)
        if self.isHidden():
            return
        running = appeal is not None and appeal.state in (AppealState.DRAFT, AppealState.FILED)
        self.set_chips(
            [(_(APPEAL_NAMES[appeal.state]), Tone.NEUTRAL)] if appeal and running else []
        )
        due = appeal.answer_due_on if state is State.APPEALED and appeal else view.claim.due_on
        self._show_clock(view, due, today)
        self._open.setText(_("Open appeal…") if can else _("Letter…"))
        notes = _notes(view, appeal if running else None, manager)
        self.notes.show_notes(notes)
        self.notes.setVisible(True)

    def clock(self) -> str:
        """Return how long is left, as shown."""
        return self._left.text()

    def _show_clock(self, view: Answered, due: date | None, today: date) -> None:
        known = due is not None
        self._left.setVisible(known)
        self._bar.setVisible(known)
        if due is None:
            self._until.setText("")
            return
        tone = clock_tone(due, today)
        self._left.setText(days_left(due, today))
        self._left.set_token("warn" if tone is Tone.NEUTRAL else tone.value)
        began = view.answer.received_on if view.answer else due - timedelta(days=USUAL_DAYS)
        if view.claim.state is State.APPEALED:
            self._until.setText(_("answer expected by {day}", day=date_text(due)))
            began = view.appeal.filed_on or began if view.appeal else began
        else:
            length = (due - began).days
            days = ngettext_("{n} day from the answer", "{n} days from the answer", length)
            self._until.setText(_("until {day} • {days}", day=date_text(due), days=days))
        whole = max((due - began).days, 1)
        part = min(max((due - today).days / whole, 0.0), 1.0)
        self._bar.show_part(part, Tone.WARN if tone is Tone.NEUTRAL else tone)


def _notes(view: Answered, appeal: Appeal | None, manager: str) -> list[Note]:
    if appeal is None:
        words = ngettext_(
            "{n} line may be appealed", "{n} lines may be appealed", len(view.short_lines)
        )
        whole = _("The whole claim may be appealed")
        return [
            Note(
                Mark.TODO,
                words if view.short_lines else whole,
                end=f"¥{yuan(view.short_fen or view.claimed_fen)}",
                key="appeal",
            )
        ]
    lines = list_text(line_name(one.kind, one.line) for one in appeal.lines)
    rows = [Note(Mark.DONE, lines, end=f"¥{yuan(appeal.asked_fen)}", key="appeal")]
    rows.append(_grounds(appeal))
    rows += _evidence(view, appeal)
    rows.append(
        Note(
            Mark.DONE if appeal.override_reason else Mark.TODO,
            _("Service manager signs"),
            end=manager,
            key="letter",
        )
    )
    return rows


def _grounds(appeal: Appeal) -> Note:
    if appeal.grounds.strip():
        return Note(Mark.DONE, appeal.grounds.split("\n")[0], key="appeal")
    return Note(Mark.BLOCK, _("The grounds are missing"), link=_("Write"), key="appeal", bold=True)


def _evidence(view: Answered, appeal: Appeal) -> Sequence[Any]:
    files = {one.id: one for one in view.files}
    known = [files[number] for number in appeal.evidence if number in files]
    if not known:
        return [Note(Mark.WARN, _("No evidence chosen"), link=_("Choose"), key="appeal")]
    return [Note(Mark.DONE, one.caption or one.file_name, key="appeal") for one in known[:4]]
