"""Papers of claims and old parts: menus over them, and the preview that prints and saves."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.finding import Problem
from warrantydesk.i18n import _
from warrantydesk.services.papers import EVERY_PAPER, PAPERS, Paper
from warrantydesk.ui.kit import driver_print, theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import ChoiceField, NumberField
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.memory import numbers
from warrantydesk.ui.kit.page_view import PageView
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.refusals import tell_refusal, tried
from warrantydesk.ui.shell import Shell

_SCALE, _SMALL_SCALE = 1.6, 1.1
_FEW = 24
"""Pages that are shown large; of a longer paper more are shown, smaller."""
_MOST_SHOWN = 60
_PRINT_SCALE = 300 / 72
_A_JOB = 10
"""Pages drawn at once for the printer, each of 26 MB; a longer paper goes as several jobs."""


def images(pages: list[tuple[int, int, bytes]]) -> list[QImage]:
    """Return drawn pages as pictures that own their bytes."""
    return [
        QImage(rgb, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
        for width, height, rgb in pages
    ]


class PapersMenu(QMenu):
    """Papers the desk can draw of the thing that ``subject_id`` names: of a claim by default."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        subject_id: Callable[[], int | None],
        parent: QWidget | None = None,
        papers: Sequence[Paper] = PAPERS,
    ) -> None:
        """``subject_id`` is asked when a paper is chosen; None does nothing."""
        super().__init__(parent)
        for paper in papers:
            entry = self.addAction(_(paper.name))
            entry.triggered.connect(
                lambda _checked=False, code=paper.code: self._open(shell, desk, code, subject_id())
            )

    def _open(self, shell: Shell, desk: Any, code: str, subject_id: int | None) -> None:
        if subject_id is not None:
            open_paper(shell, desk, code, subject_id)


def open_paper(
    shell: Shell, desk: Any, code: str, subject_id: int, version: int = 0
) -> "PaperDialog | None":
    """Show the preview of a paper of a claim, a shipment, a stock-take, a scrap batch or a piece,
    as its code says; where it is refused, say why. ``version`` is that of a claim form."""
    draw = tried(shell, lambda: desk.papers.prepare(code, subject_id, version))
    if draw is None:
        return None
    dialog = PaperDialog(shell, desk, code, subject_id, version)
    dialog.open()

    def show(result: tuple[bytes, list[tuple[int, int, bytes]], int]) -> None:
        dialog.show_paper(*result)

    def work(step: Any) -> tuple[bytes, list[tuple[int, int, bytes]], int]:
        data = draw()
        count = desk.papers.page_count(data)
        scale = _SCALE if count <= _FEW else _SMALL_SCALE
        return data, desk.papers.pages(data, scale, range(_MOST_SHOWN)), count

    shell.run(work, show, _("Drawing the paper"))
    return dialog


class MissingStrip(Surface):
    """What is missing on a paper, a line each, before it is printed; hidden where it is whole."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Say each problem as a warning: the paper may be printed all the same."""
        super().__init__("base", "b")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 8, 16, 8)
        lines.setSpacing(4)
        for problem in problems:
            lines.addWidget(MarkLabel(Mark.WARN, _(problem.message, **problem.values)))
        self.setVisible(bool(problems))


class PaperDialog(QDialog):
    """The very PDF on screen, to be printed or saved; both count as printed."""

    def __init__(
        self, shell: Shell, desk: Any, code: str, subject_id: int, version: int = 0
    ) -> None:
        """Open empty; the pages come from a worker. ``version`` 0 is the newest."""
        super().__init__(shell.widget())
        self._version = version
        self._shell, self._desk, self._code, self._subject_id = shell, desk, code, subject_id
        self._data, self._count = b"", 0
        name = next(_(paper.name) for paper in EVERY_PAPER if paper.code == code)
        self._number = desk.papers.number(code, subject_id)
        told = f"{self._number} v{version}" if version else self._number
        self.setWindowTitle(f"{name} · {told}")
        self.resize(theme.h(45), theme.h(32))
        keep_inside(self)
        self._pages = PageView()
        self._missing = MissingStrip(desk.papers.missing(code, subject_id))
        self._note = ElidedWords(_("Drawing the paper"))
        self._printer = ChoiceField([(p, p) for p in driver_print.printer_names()])
        kept = shell.memory.value(f"printer/{code}", driver_print.default_printer())
        self._printer.set_value(kept)
        self._copies = NumberField(least=1, most=20)
        self._copies.set_value(1)
        self._copies.setFixedWidth(theme.h(2.8))
        self._across, self._down = (
            NumberField(decimals=1, least=-200, most=200) for _axis in range(2)
        )
        self._printer.edited.connect(self._recall_offset)
        self._recall_offset()
        self._save = Button(_("&Save as PDF…"), clicked=self._save_file)
        self._book = Button(_("Save as &Excel…"), clicked=self._save_book)
        self._book.setVisible(desk.papers.has_book(code))
        self._print = Button(_("&Print"), primary=True, clicked=self._print_pages)
        self._lay_out()
        self._allow(False)

    def _recall_offset(self) -> None:
        """Take the offset that this paper had on this printer, in tenths of a millimetre."""
        kept = numbers(self._shell.memory.value(f"offset/{self._code}/{self._printer.value()}"))
        across, down = kept if len(kept) == 2 else (0, 0)
        for field, value in ((self._across, across), (self._down, down)):
            field.set_value(value)
            field.setFixedWidth(theme.h(3))

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(8)
        foot.addWidget(self._note, 1)
        controls = (
            Words(_("Printer")),
            self._printer,
            Words(_("Copies")),
            self._copies,
            Words(_("Offset mm →")),
            self._across,
            Words("↓"),
            self._down,
        )
        for widget in controls:
            foot.addWidget(widget)
            widget.setVisible(bool(driver_print.printer_names()))
        foot.addWidget(self._book)
        foot.addWidget(self._save)
        foot.addWidget(self._print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._missing)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)

    def _allow(self, ready: bool) -> None:
        self._save.setEnabled(ready)
        self._book.setEnabled(ready)
        self._print.setEnabled(ready and bool(driver_print.printer_names()))

    def show_paper(self, data: bytes, pages: list[tuple[int, int, bytes]], count: int) -> None:
        """Show a drawn paper of ``count`` pages, of which the first are given."""
        self._data, self._count = data, count
        self._pages.show_pages(images(pages))
        note = _("{n} pages", n=count)
        if count > len(pages):
            note = _("{n} pages, the first {m} are shown", n=count, m=len(pages))
        if not driver_print.printer_names():
            note = _(
                "No printer is installed on this computer: save the PDF and print it elsewhere."
            )
        self._note.setText(note)
        self._allow(True)

    def _save_file(self) -> None:
        version = f"-v{self._version}" if self._version else ""
        name = f"{self._number}-{self._code}{version}.pdf"
        place = self._shell.pick_save(_("Save as PDF"), name, "PDF (*.pdf)")
        if place and tried(self._shell, lambda: self._written(Path(place))):
            self.accept()

    def _save_book(self) -> None:
        name = f"{self._number}-{self._code}.xlsx"
        place = self._shell.pick_save(_("Save as Excel"), name, "Excel (*.xlsx)")
        if place and tried(self._shell, lambda: self._written(Path(place))):
            self.accept()

    def _written(self, file: Path) -> Any:
        if self._version:
            return self._desk.papers.draw(self._code, self._subject_id, file, self._version)
        return self._desk.papers.save(self._code, self._subject_id, file)

    def _print_pages(self) -> None:
        self._allow(False)
        starts = range(0, self._count, _A_JOB)
        copies = self._copies.value() or 1
        if len(starts) == 1:
            self._print_from(self._printer.value(), iter([(0, copies)]))
        else:  # whole sets, one after the other
            every = [(start, 1) for _copy in range(copies) for start in starts]
            self._print_from(self._printer.value(), iter(every))

    def _print_from(self, name: str, parts: Iterator[tuple[int, int]]) -> None:
        """Print the next part, then those after it; at the end the paper counts as printed."""
        part = next(parts, None)
        if part is None:
            self._end(name)
            return
        start, copies = part

        def send(pages: list[tuple[int, int, bytes]]) -> None:
            if self._sent(name, copies, pages):
                self._print_from(name, parts)
            else:
                self._allow(True)

        self._shell.run(
            lambda step: self._desk.papers.pages(
                self._data, _PRINT_SCALE, range(start, start + _A_JOB)
            ),
            send,
            _("Printing"),
        )

    def _sent(self, name: str, copies: int, pages: list[tuple[int, int, bytes]]) -> bool:
        across, down = self._offset()
        try:
            printer = driver_print.page_printer(name)
            driver_print.print_pages(
                printer, images(pages), copies=copies, x_mm=across / 10, y_mm=down / 10
            )
        except (driver_print.PrinterMissing, OSError) as error:
            self._shell.tell(
                _(
                    "The printer {name} did not take the paper: {reason}. Look at it "
                    "and try again.",
                    name=name,
                    reason=error,
                ),
                warn=True,
            )
            return False
        return True

    def _offset(self) -> list[int]:
        return [self._across.value() or 0, self._down.value() or 0]

    def _end(self, name: str) -> None:
        try:
            self._desk.papers.drawn(self._code, self._subject_id, self._data, name, self._version)
        except (Refused, Unavailable) as error:
            tell_refusal(self._shell, error)
            self._allow(True)
            return
        self._shell.memory.setValue(f"printer/{self._code}", name)
        self._shell.memory.setValue(f"offset/{self._code}/{name}", self._offset())
        self._shell.toast(_("Sent to {name}", name=name))
        self.accept()
