"""A filed claim as one page: answer, versions, correspondence, appeal, filed content, papers."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.claim import State
from warrantydesk.domain.claim.claim import Submission
from warrantydesk.domain.claim.states import EDITABLE
from warrantydesk.i18n import _, date_text, local, minute_text, ngettext_
from warrantydesk.services.answered import Answered
from warrantydesk.services.claims.view import DocumentState
from warrantydesk.ui.kit.cards import KeyValue, KeyValues
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.note_list import NoteList
from warrantydesk.ui.kit.table import ListModel
from warrantydesk.ui.tabs.intake.answer import amount_rows, charges, notes
from warrantydesk.ui.tabs.intake.answer.bar import AnswerBar
from warrantydesk.ui.tabs.intake.answer.fitted import FittedTable
from warrantydesk.ui.tabs.intake.answer.reasons import ReasonRows
from warrantydesk.ui.tabs.intake.answer.versions import VersionPane
from warrantydesk.ui.tabs.intake.answer.words import ANSWER_WORDS
from warrantydesk.ui.tabs.intake.documents import Documents

ANSWER, VERSIONS, MAIL, APPEAL, FILED, PAPERS = (
    "answer",
    "versions",
    "mail",
    "appeal",
    "filed",
    "papers",
)
_CAN_APPEAL = frozenset({State.REJECTED, State.APPROVED})


class AnswerSheet(Form):
    """Sections of what was filed and what came back; nothing here is edited in place."""

    asked = Signal(str)

    def __init__(
        self,
        reasons: Callable[[], amount_rows.Reasons],
        differences: Callable[[int, int], Any],
        printed: Callable[[list[int]], object],
        parent: QWidget | None = None,
    ) -> None:
        """``reasons`` are the maker's codes; see ``VersionPane`` for the others."""
        super().__init__(parent)
        self._reasons = reasons
        self._column.setSpacing(10)
        self._declare_answer()
        self._section(VERSIONS, _("Versions"))
        self.versions = VersionPane(differences, printed)
        self.add_block(self.versions)
        self._declare_mail()
        self._section(FILED, _("Filed content"), (("filed", _("Show the whole form"), "document"),))
        self.filed = KeyValues()
        self.add_block(self.filed)
        self._section(PAPERS, _("Papers"))
        self.documents = Documents()
        self.add_block(self.documents)

    def _section(self, key: str, title: str, links: Sequence[tuple[str, str, str]] = ()) -> None:
        section = self.section(key, title)
        for verb, words, icon in links:
            link = section.header.add_link(words, partial(self.asked.emit, verb), icon=icon)
            link.setObjectName(verb)

    def _declare_answer(self) -> None:
        links = (
            ("learn", _("Block it in future?"), ""),
            ("correct", _("Correct record…"), "edit"),
            ("import", _("Import answers…"), "import"),
        )
        self._section(ANSWER, _("The maker's answer"), links)
        self.waiting = Words(token="ink2", wrap=True)
        self.add_block(self.waiting)
        self.bar = AnswerBar()
        self.add_block(self.bar)
        self.reasons = ReasonRows()
        self.add_block(self.reasons)
        self.charges = NoteList(_("Charge-backs"))
        self.charges.asked.connect(self.asked)
        self.add_block(self.charges)
        self._amounts = ListModel(amount_rows.columns())
        self.amounts = FittedTable(self._amounts, _("Lines of the claim"))
        self.add_block(self.amounts)

    def _declare_mail(self) -> None:
        self._section(MAIL, _("Correspondence"), (("note", _("Add an entry…"), "add"),))
        self._mail = ListModel(notes.columns(_("What was said")))
        self.mail = FittedTable(self._mail, _("Correspondence"))
        self._no_mail = Words(_("Nothing was said to the maker or by it yet."), token="ink2")
        self.add_block(self._no_mail)
        self.add_block(self.mail)
        self._section(APPEAL, _("Appeal"), (("letter", _("Letter of appeal…"), "print"),))
        self._appeals = ListModel(notes.columns(_("Grounds")))
        self.appeals = FittedTable(self._appeals, _("Appeals"))
        self._no_appeal = Words(_("No appeal so far."), token="ink2")
        self.add_block(self._no_appeal)
        self.add_block(self.appeals)

    def show_answered(self, view: Answered, states: Sequence[DocumentState], today: date) -> None:
        """Show a filed claim and its papers."""
        claim, reasons = view.claim, self._reasons()
        open_ = claim.state in _CAN_APPEAL
        appealed = {(str(line.kind), line.line) for one in view.appeals for line in one.lines}
        rows = amount_rows.rows_of(view.amounts, reasons, appealed, open_)
        self._amounts.show(rows)
        short = [row for row in rows if row.amount.short_fen > 0]
        version = view.versions[-1].number if view.versions else 0
        told = ngettext_("{n} line", "{n} lines", len(rows))
        self.bar.show_answer(
            view,
            f"v{version} • {told}" if version else told,
            ngettext_("{n} line is short", "{n} lines are short", len(short)),
        )
        self._show_answer(view, reasons)
        self.versions.show_versions(
            view.versions, _story(view), claim.state in EDITABLE and bool(view.versions)
        )
        self.charges.show_notes(charges.notes_of(view.charge_backs, reasons, today))
        self._show_lists(view)
        self.filed.show_rows(_filed_rows(view.versions[-1]) if view.versions else [])
        self.documents.show_states(states, False, False)

    def _show_answer(self, view: Answered, reasons: amount_rows.Reasons) -> None:
        answer = view.answer
        links = {
            link.objectName(): link for link in self.sections()[0].header.findChildren(QWidget)
        }
        links["correct"].setVisible(view.claim.state is State.APPROVED)
        waiting = view.claim.state is State.SUBMITTED
        links["import"].setVisible(waiting)
        self.waiting.setVisible(answer is None)
        self.waiting.setText(_("The maker has not answered yet.") if answer is None else "")
        self.sections()[0].header.set_note("" if answer is None else _answer_note(view))
        said = view.reasons_of(answer) if answer else ()
        links["learn"].setVisible(any(one.reason_code for one in said))
        self.reasons.show_reasons(said, reasons)

    def _show_lists(self, view: Answered) -> None:
        mail, appeals = notes.mail_lines(view.notes), notes.appeal_lines(view.appeals)
        for model, table, none, rows in (
            (self._mail, self.mail, self._no_mail, mail),
            (self._appeals, self.appeals, self._no_appeal, appeals),
        ):
            model.show(rows)
            table.setVisible(bool(rows))
            none.setVisible(not rows)
        links = {one.objectName(): one for one in self.findChildren(QWidget) if one.objectName()}
        links["letter"].setVisible(bool(view.appeals))


def _answer_note(view: Answered) -> str:
    answer = view.answer
    if answer is None:
        return ""
    parts = [
        _(ANSWER_WORDS[answer.kind]),
        _("received {day}", day=date_text(answer.received_on)),
        answer.notice_no,
        answer.reviewer,
    ]
    return " • ".join(part for part in parts if part)


def _story(view: Answered) -> str:
    """Say when versions went out and what came back, in the order it happened."""
    told: list[tuple[str, str]] = [
        (
            one.taken_at.isoformat(),
            _("v{n} filed {day}", n=one.number, day=date_text(local(one.taken_at).date())),
        )
        for one in view.versions
    ]
    told += [
        (
            one.recorded_at.isoformat() if one.recorded_at else "",
            _("{day} {answer}", day=date_text(one.received_on), answer=_(ANSWER_WORDS[one.kind])),
        )
        for one in view.answers
    ]
    return " • ".join(words for _at, words in sorted(told))


def _filed_rows(frozen: Submission) -> list[KeyValue]:
    return [
        KeyValue(_("Version"), f"v{frozen.number}"),
        KeyValue(_("Submitted"), minute_text(frozen.taken_at)),
        KeyValue(_("By"), frozen.submitted_by),
        KeyValue(_("Snapshot"), " ".join(_groups(frozen.sha256[:16]))),
        KeyValue(_("Journal"), frozen.anchor),
    ]


def _groups(text: str) -> list[str]:
    return [text[at : at + 4] for at in range(0, len(text), 4)]


def marks_of(view: Answered, states: Sequence[DocumentState]) -> dict[str, tuple[Mark, int]]:
    """Return what the ribbon says of each section: its mark and a count."""
    short = len(view.short_lines)
    answered = view.answer is not None
    state = view.claim.state
    back = state in (State.RETURNED, State.REJECTED)
    answer = Mark.REFUSED if back else Mark.WARN if short else Mark.DONE if answered else Mark.TODO
    appeal = notes.APPEAL_MARKS[view.appeal.state] if view.appeal else Mark.NA
    missing = sum(one.mandatory and not one.present for one in states)
    return {
        ANSWER: (answer, short),
        VERSIONS: (Mark.DONE, 0),
        MAIL: (Mark.DONE if view.notes else Mark.NA, 0),
        APPEAL: (Mark.TODO if state is State.REJECTED and not view.appeal else appeal, 0),
        FILED: (Mark.DONE, 0),
        PAPERS: (Mark.WARN if missing else Mark.DONE, missing),
    }
