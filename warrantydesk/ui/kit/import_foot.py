"""The foot of the import dialog: what stands in the way, progress, the verbs."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.i18n import _, date_text, local, ngettext_
from warrantydesk.services.imports import Draft, Preview
from warrantydesk.services.imports.target import Outcome
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import ElidedWords, Surface
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.tokens import Tone


class _Bar(QWidget):
    """How far the writing is; without a known total only track."""

    def __init__(self) -> None:
        super().__init__()
        self._part = 0.0
        self.setFixedHeight(theme.h(0.32))

    def sizeHint(self) -> QSize:
        return QSize(theme.h(12), theme.h(0.32))

    def show_part(self, part: float) -> None:
        self._part = part
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        color = theme.tokens().mark_of(Tone.ACCENT)
        paint.bar(QPainter(self), QRectF(self.rect()), self._part, color)


class ImportFoot(Surface):
    """Mark and words left, verbs right; the primary one is free only when nothing blocks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing to apply."""
        super().__init__("window", "t", parent)
        self.state = MarkLabel(bold=True)
        self.note = ElidedWords("", token="ink2", delta=-1)
        self.bar = _Bar()
        self.bar.hide()
        self.export = Button(_("Save problem list"), icon="download")
        self.skip = Button("")
        self.cancel = Button(_("Cancel"))
        self.apply = Button(_("Apply"), primary=True)
        for button in (self.export, self.skip, self.cancel):
            button.setAutoDefault(False)
        self.apply.setAutoDefault(False)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.state)
        words.addWidget(self.note)
        words.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.export, self.skip, self.cancel, self.apply):
            row.addWidget(button)

    def show_reading(self) -> None:
        """Say that a file is being read."""
        self._show_busy(_("Reading the table…"))

    def show_looking(self) -> None:
        """Say that the rows are being looked at."""
        self._show_busy(_("Looking at the rows…"))

    def _show_busy(self, words: str) -> None:
        self.state.show_mark(Mark.RUNNING, words)
        self.note.setText("")
        self.skip.hide()
        for button in (self.export, self.apply):
            button.setEnabled(False)

    def show_preview(self, draft: Draft, preview: Preview) -> None:
        """Say what stands in the way, or that everything can be applied."""
        mark, words = _state(draft, preview)
        self.state.show_mark(mark, words)
        self.state.setToolTip(words)
        self.note.setText(_note(draft, preview))
        rows = len(preview.rows)
        self.apply.setText(
            ngettext_("Apply {count} row", "Apply {count} rows", rows, count=f"{rows:,}")
        )
        self.apply.setEnabled(not preview.wrong)
        self.apply.setToolTip("Ctrl+Enter")
        blocked = preview.blocked
        self.skip.setText(ngettext_("Leave out {n} row", "Leave out {n} rows", blocked))
        self.skip.setVisible(bool(blocked))
        self.export.setEnabled(bool(blocked or preview.counts.get(Outcome.WARN)))
        for button in (self.apply, self.skip):
            button.updateGeometry()

    def show_writing(self, done: int, total: int) -> None:
        """Say how far the writing is."""
        self.state.show_mark(Mark.RUNNING, _("Writing…"))
        told = _("{done} of {all}", done=f"{done:,}", all=f"{total:,}") if total else ""
        self.note.setText(told)
        self.bar.show()
        self.bar.show_part(done / total if total else 0.0)
        self.skip.hide()
        for button in (self.export, self.apply):
            button.setEnabled(False)

    def show_idle(self) -> None:
        """Take the progress away."""
        self.bar.hide()


def _state(draft: Draft, preview: Preview) -> tuple[Mark | None, str]:
    if preview.missing:
        one = _(preview.missing[0].title)
        return Mark.BLOCK, _("No column means “{field}”: choose one above", field=one)
    if (why := preview.objection) is not None:
        return Mark.BLOCK, _(why.message, **why.values)
    if preview.blocked:
        return Mark.BLOCK, ngettext_(
            "{n} row is blocked: nothing would be written",
            "{n} rows are blocked: nothing would be written",
            preview.blocked,
        )
    if not preview.results:
        return Mark.BLOCK, _("The table has no rows")
    if draft.applied_before is not None:
        return Mark.WARN, _again(draft.applied_before)
    if preview.gone:
        return Mark.WARN, ngettext_(
            "{n} row is not in the file and ends", "{n} rows are not in the file and end",
            preview.gone,
        )  # fmt: skip
    if warned := preview.counts.get(Outcome.WARN, 0):
        return Mark.WARN, ngettext_("{n} warning: have a look", "{n} warnings: have a look", warned)
    return Mark.DONE, _("Nothing stands in the way")


def _again(before: ImportBatch) -> str:
    day = local(before.made_at).date() if before.made_at else None
    return _(
        "This very file was applied on {day} by {name}",
        day=date_text(day),
        name=before.made_by or "—",
    )


def _note(draft: Draft, preview: Preview) -> str:
    told = [_("All rows or none")]
    if draft.may_undo:
        told.append(_("can be undone as a whole"))
    if draft.applied_before is not None and preview.wrong:
        told.append(_again(draft.applied_before))
    if preview.gone and preview.blocked:
        told.append(_("{n} rows of today end", n=preview.gone))
    if draft.skipped:
        told.append(ngettext_("{n} row left out", "{n} rows left out", len(draft.skipped)))
    return " · ".join(told)
