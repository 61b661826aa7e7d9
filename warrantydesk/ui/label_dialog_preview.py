"""The middle of the label dialog: one label dot for dot, and its print journal."""

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.print_job import JobState, PrintJob
from warrantydesk.domain.raster import Raster
from warrantydesk.i18n import _, local
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import IconButton, LinkButton
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.flow_row import FlowRow
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.raster_view import RasterView
from warrantydesk.ui.kit.table import Column, Holds, ListModel, TableView
from warrantydesk.ui.kit.tokens import Tone

_MARKS = {
    JobState.QUEUED: Mark.WARN,
    JobState.SENT: Mark.RUNNING,
    JobState.FAILED: Mark.OVERDUE,
    JobState.CONFIRMED: Mark.DONE,
    JobState.VOID: Mark.NA,
}


def state_word(state: JobState) -> str:
    """Return what a job of the print journal came to."""
    words = {
        JobState.QUEUED: _("unclear"),
        JobState.SENT: _("sent, not scanned"),
        JobState.FAILED: _("failed"),
        JobState.CONFIRMED: _("confirmed by scan"),
        JobState.VOID: _("void"),
    }
    return words[state]


class PreviewPane(Surface):
    """Shows the very raster that is sent, and what the print journal knows of the label."""

    def __init__(self, desk: Any, parent: QWidget | None = None) -> None:
        """Start without a label."""
        super().__init__("base", parent=parent)
        self._desk = desk
        self._jobs: list[PrintJob] = []
        self._is_journal_shown = True
        self.back = IconButton("left", _("Label before (←)"))
        self.ahead = IconButton("right", _("Next label (→)"))
        self._which = Words("", token="ink2", delta=-1)
        self._dots = ElidedWords("", token="ink2", delta=-1)
        self.view = RasterView(exact=True)
        self._size = MarkLabel(Mark.DONE, "", delta=-1)
        self._scaled = MarkLabel(Mark.INFO, "", delta=-1)
        self._again = MarkLabel(Mark.INFO, "", delta=-1)
        self._notes = FlowRow(self._size, self._scaled, self._again)
        self._subject = ElidedWords("", token="ink2", delta=-1)
        self.spoilt = LinkButton(_("Label thrown away…"), delta=-1)
        self._model = ListModel(self._columns())
        self.journal = TableView(self._model)
        self.journal.set_empty(_("Never printed"))
        self.journal.setAccessibleName(_("Print journal"))
        self._lay()

    def _columns(self) -> list[Column]:
        def state(job: PrintJob) -> str:
            waits = job.state is JobState.QUEUED and not job.in_doubt
            return _("waits") if waits else state_word(job.state)

        def tone(job: PrintJob) -> Tone:
            return Tone.DANGER if job.state is JobState.FAILED else Tone.NEUTRAL

        return [
            Column(
                "at", _("Time"), width=width_for(["00-00 00:00"]), text=_time_of, sortable=False
            ),
            Column(
                "state",
                _("State"),
                width=width_for(map(state_word, JobState), mark=True),
                text=state,
                mark=lambda job: _MARKS[job.state],
                tone=tone,
                sortable=False,
            ),
            Column(
                "copies",
                _("Copies"),
                align="right",
                width=width_for([_("Copies")]),
                sortable=False,
                value=lambda row: row.copies,
                holds=Holds.COUNT,
            ),
            Column(
                "reason",
                _("Reason"),
                width=width_for([_("first print")]),
                text=_reason_of,
                sortable=False,
                stretch=True,
            ),
            Column(
                "by",
                _("Who"),
                width=54,
                text=lambda job: self._desk.people.name_of(job.by),
                sortable=False,
            ),
            Column(
                "sha256",
                "sha256",
                width=width_for(["0000 0000"]),
                text=_short_sum,
                weak=True,
                sortable=False,
            ),
        ]

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Words(_("Preview"), delta=0.5, bold=True))
        head.addWidget(self._which)
        head.addWidget(self._dots, 1)
        head.addWidget(self.back)
        head.addWidget(self.ahead)
        below = QHBoxLayout()
        below.setSpacing(8)
        self._journal_head = Words(_("Print journal"), delta=0.5, bold=True)
        below.addWidget(self._journal_head)
        below.addWidget(self._subject, 1)
        below.addWidget(self.spoilt)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self._notes)
        column.addLayout(below)
        column.addWidget(self.journal)
        self.view.setMinimumHeight(theme.h(9))
        self.journal.setFixedHeight(theme.h(6.4))

    def show_journal(self, shown: bool) -> None:
        """Show the print journal, or leave its room to the label."""
        self._is_journal_shown = shown
        for part in (self._journal_head, self._subject, self.journal):
            part.setVisible(shown)
        self.spoilt.setVisible(shown and self.spoilt_job() is not None)

    def spoilt_job(self) -> PrintJob | None:
        """Return the newest job of the label that came out and can be spoilt."""
        done = (JobState.SENT, JobState.CONFIRMED)
        return next((job for job in reversed(self._jobs) if job.state in done), None)

    def show_place(self, number: int, of: int) -> None:
        """Say which label of the batch this is."""
        said = _("label {n} of {all}", n=number, all=of)
        self._which.setText(said)
        self.back.setEnabled(number > 1)
        self.ahead.setEnabled(number < of)

    def show_raster(self, raster: Raster, found: Any, printed: int) -> None:
        """Show the dots of one label and what it came to (``desk.labels.examined``)."""
        self.view.show_raster(raster.width, raster.height, raster.bits)
        bars = _("bars of {n} dots, {mm} mm", n=found.module, mm=f"{found.bars_mm:.1f}")
        self._size.show_mark(Mark.WARN if found.is_fine else Mark.DONE, bars)
        self._size.setToolTip(
            _(
                "{width} × {height} dots, white zones beside the bars included",
                width=raster.width,
                height=raster.height,
            )
        )
        missing = " ".join(found.missing)
        said = _("not in the font: {signs}", signs=missing) if missing else _("font complete")
        self._scaled.show_mark(Mark.WARN if missing else Mark.DONE, said)
        self._say_dots()
        self._again.setVisible(bool(printed))
        self._again.show_mark(Mark.INFO, _("R{n} at the corner: reprint", n=printed))
        self._notes.arrange()

    def _say_dots(self) -> None:
        known = not self.view.image().isNull()
        scaled = known and self.view.is_scaled()
        said = _("shown smaller") if scaled else _("dot for dot · this is what is sent")
        self._dots.setText(said if known else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say whether the label still has room for its dots."""
        super().resizeEvent(event)
        self._say_dots()

    def show_problem(self, text: str) -> None:
        """Say why there is no picture."""
        self.view.clear()
        self._size.show_mark(Mark.BLOCK, text)
        self._scaled.show_mark(None, "")
        self._again.hide()
        self._notes.arrange()

    def show_jobs(self, subject: str, jobs: list[PrintJob]) -> None:
        """Show the print journal of a label, newest first."""
        self._subject.setText(subject)
        self._jobs = jobs
        self._model.show(list(reversed(jobs)))
        self.spoilt.setVisible(self._is_journal_shown and self.spoilt_job() is not None)


def _time_of(job: PrintJob) -> str:
    return f"{local(job.at):%m-%d %H:%M}" if job.at else "—"


def _short_sum(job: PrintJob) -> str:
    return f"{job.sha256[:4]} {job.sha256[4:8]}" if job.sha256 else "—"


def _reason_of(job: PrintJob) -> str:
    """Return why it failed or is void, else why it was printed again."""
    if job.error and job.state in (JobState.FAILED, JobState.VOID, JobState.QUEUED):
        return _(job.error)
    return _(job.reason) if job.reason else _("first print")
