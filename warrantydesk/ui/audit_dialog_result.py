"""How far an audit pack is, and what became of every claim in it."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.dossier import PACKED_STATE_NAMES, PackedState, PackResult
from warrantydesk.i18n import _, list_text, ngettext_
from warrantydesk.ui.audit_work import AuditWork
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.meters import Bar
from warrantydesk.ui.kit.table import TableView
from warrantydesk.ui.kit.table_model import Column, ListModel
from warrantydesk.ui.kit.tokens import Tone

_MARKS = {
    PackedState.COMPLETE: Mark.DONE,
    PackedState.INCOMPLETE: Mark.WARN,
    PackedState.FAILED: Mark.REFUSED,
}


@dataclass(frozen=True)
class PackedRow:
    """A claim of the pack, one that was not reached, or a word that named none."""

    number: str
    mark: Mark
    state: str
    told: str = ""
    pages: str = ""
    file: str = ""
    claim_id: int = 0


def rows_of(result: PackResult) -> list[PackedRow]:
    """Return what went wrong first, then what lacks papers, then the rest in its order."""
    packed = sorted(result.claims, key=lambda one: list(_MARKS)[::-1].index(one.state))
    rows = [
        PackedRow(
            one.claim_number,
            _MARKS[one.state],
            _(PACKED_STATE_NAMES[one.state]),
            list_text(one.missing) if not one.problems else " ".join(one.problems),
            str(one.pages) if one.pages else "",
            one.file,
            one.claim_id,
        )
        for one in packed
    ]
    rows += [PackedRow(number, Mark.TODO, _("not packed")) for number in result.waiting]
    return rows + [
        PackedRow(word, Mark.NA, _("unknown"), _("is no claim of this desk"))
        for word in result.unknown
    ]


class ResultPane(QWidget):
    """Counts and bar above, one row a claim below."""

    def __init__(self, work: AuditWork, parent: QWidget | None = None) -> None:
        """Watch ``work``."""
        super().__init__(parent)
        self._work = work
        self._count, self._left = Words(delta=4, bold=True), Words(token="ink2", delta=-0.5)
        self._bar, self._text = Bar(tone=Tone.ACCENT), ElidedWords(token="ink2", delta=-0.5)
        self._said = [MarkLabel(mark) for mark in (Mark.DONE, Mark.WARN, Mark.REFUSED, Mark.TODO)]
        self.model = ListModel(_columns(), self)
        self.table = TableView(self.model)
        self.table.setAccessibleName(_("What became of each claim"))
        self.table.set_empty(_("The list stands here when the pack is done."))
        head = QHBoxLayout()
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._left)
        counts = QHBoxLayout()
        counts.setSpacing(14)
        for label in self._said:
            counts.addWidget(label)
        counts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._text)
        column.addLayout(counts)
        column.addWidget(self.table, 1)
        work.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how far the pack is, or what became of it."""
        work, result = self._work, self._work.result
        done = len(result.claims) if result is not None else work.done
        self._count.setText(_("{done} / {total} claims", done=done, total=work.total))
        self._left.setText(_("ends…") if work.is_stopping() else work.time_left())
        self._bar.show_part(done / work.total if work.total else 0.0, Tone.ACCENT)
        if work.problem:
            self._text.setText(work.problem)
        elif result is not None:
            self._text.setText(str(result.place))
        else:
            self._text.setText(work.text)
        self._count_states(result, work.total - done)
        rows = rows_of(result) if result is not None else []
        if rows != self.model.rows():
            self.model.show(rows)

    def told(self) -> list[str]:
        """Return what is said above the list."""
        return [label.text() for label in self._said if label.text()]

    def _count_states(self, result: Any, waiting: int) -> None:
        counts = [result.count(state) if result is not None else 0 for state in _MARKS]
        texts = (
            ngettext_("{n} complete", "{n} complete", counts[0]),
            ngettext_("{n} with papers missing", "{n} with papers missing", counts[1]),
            ngettext_("{n} without a dossier", "{n} without a dossier", counts[2]),
            ngettext_("{n} still to come", "{n} still to come", waiting),
        )
        marks = (*_MARKS.values(), Mark.TODO)
        for label, mark, text, n in zip(self._said, marks, texts, (*counts, waiting), strict=True):
            label.show_mark(mark, text if n else "")
            label.setVisible(bool(n))


def _columns() -> list[Column]:
    return [
        Column("number", _("Claim"), width=130, bold=True),
        Column("state", _("Dossier"), width=130, mark=lambda row: row.mark),
        Column("told", _("What is missing, or why not"), width=240, stretch=True),
        Column("pages", _("Number of pages"), align="right", width=112),
        Column("file", _("File"), width=170, weak=True),
    ]
