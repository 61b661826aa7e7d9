"""What can be done with all selected claims at once: one paper for each, an audit pack."""

from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services import targets
from warrantydesk.services.papers import PAPERS, Paper
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.jobs import Step
from warrantydesk.ui.refusals import sentence
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.archive.claims_table import ClaimsTable

MOST = 500
"""Claims of which papers are made in one go."""
AHEAD, WAIT_S, PAUSE_MS, SHOWN = 8, 0.1, 5, 8


class Batch:
    """Works on the selection of a table."""

    def __init__(self, shell: Shell, desk: Any, table: ClaimsTable) -> None:
        """``table`` says which claims."""
        self._shell, self._desk, self._table = shell, desk, table
        self.run: PaperRun | None = None
        table.cut.connect(self._tell_cut)

    def fill(self, menu: QMenu) -> None:
        """Add what the selection allows to a menu."""
        count = self._table.selected_count()
        if count < 2:
            return
        menu.addSeparator()
        title = ngettext_("One paper for the {n} claim", "One paper for the {n} claims", count)
        papers = menu.addMenu(title)
        for paper in PAPERS:
            entry = papers.addAction(_(paper.name))
            entry.triggered.connect(lambda _on=False, paper=paper: self.save_papers(paper))
        menu.addAction(_("&Audit pack of the selection…"), self.open_audit)

    def save_papers(self, paper: Paper) -> None:
        """Write one paper for each selected claim into a folder that is asked for."""
        ids = self._few()
        if not ids or self.run is not None:
            return
        place = messages.pick_folder(self._shell.widget(), _("Folder for the papers"))
        if place:
            self.run = PaperRun(self._shell, self._desk, (paper, Path(place)), ids, self._end)
            self.run.start()

    def open_audit(self) -> None:
        """Open the audit pack, with the claims that are selected where there are several."""
        from warrantydesk.ui.audit_dialog import open_audit

        several = self._table.selected_count() > 1
        ids = self._few() if several else []
        if ids or not several:
            open_audit(self._shell, self._desk, ids)

    def _few(self) -> list[int]:
        ids = self._table.selected_ids()
        if len(ids) > MOST:
            self._shell.toast(_("At most {n} claims at once: select fewer.", n=MOST), warn=True)
            return []
        return ids

    def _end(self, written: int, refused: list[str]) -> None:
        run, self.run = self.run, None
        if run is not None and written:
            folder = run.folder
            self._shell.toast(
                ngettext_(
                    "{n} paper saved in {folder}",
                    "{n} papers saved in {folder}",
                    written,
                    folder=folder,
                )
            )
        if refused:
            text = ngettext_("{n} paper was not made.", "{n} papers were not made.", len(refused))
            self._shell.tell(text, "\n".join(refused[:SHOWN]), warn=True)

    def _tell_cut(self, count: int) -> None:
        self._shell.toast(_("The first {n} rows are selected.", n=f"{count:,}"))


Drawn = tuple[int, str, Callable[[], bytes]]


class PaperRun(QObject):
    """One paper for many claims.

    Facts are read here in the pauses of the window, pages are drawn and written by a worker,
    and each paper that was written is entered here: it counts as printed.
    """

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        what: tuple[Paper, Path],
        ids: list[int],
        end: Callable[[int, list[str]], object],
    ) -> None:
        """``end`` gets how many were written, and why the others were not."""
        super().__init__(shell)
        self._shell, self._desk, self._ids, self._tell_end = shell, desk, ids, end
        self._paper, self.folder = what
        self._inside: Path = desk.folder.path
        self._next = self._written = 0
        self._refused: list[str] = []
        self._waiting: Queue[Drawn | None] = Queue(AHEAD)
        self._done: Queue[tuple[int, str, bytes | Exception]] = Queue()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._feed)

    def start(self) -> None:
        """Begin."""
        job = self._shell.run(self._work, None, _("Drawing the papers…"), self._fail)
        job.ended.connect(self._finish)
        self._timer.start()

    def _feed(self) -> None:
        self._enter()
        if self._waiting.full():
            self._timer.setInterval(PAUSE_MS)
            return
        self._timer.setInterval(0)
        if self._next >= len(self._ids):
            self._waiting.put(None)
            self._timer.stop()
            return
        number = self._ids[self._next]
        self._next += 1
        try:
            draw = self._desk.papers.prepare(self._paper.code, number)
            name = self._desk.papers.number(self._paper.code, number)
        except (Refused, Unavailable) as error:
            self._refuse(number, error)
        else:
            self._waiting.put((number, name, draw))

    def _work(self, step: Step) -> None:
        done = 0
        while True:
            step(done, len(self._ids), "")
            try:
                one = self._waiting.get(timeout=WAIT_S)
            except Empty:
                continue
            if one is None:
                return
            number, name, draw = one
            done += 1
            try:
                data = draw()
                file = self.folder / f"{name}-{self._paper.code}.pdf"
                targets.write(file, data, self._inside)
            except (Refused, Unavailable) as error:
                self._done.put((number, name, error))
            else:
                self._done.put((number, name, data))

    def _enter(self) -> None:
        while not self._done.empty():
            number, _name, data = self._done.get()
            try:
                if isinstance(data, Exception):
                    raise data
                self._desk.papers.drawn(self._paper.code, number, data, "")
                self._written += 1
            except (Refused, Unavailable) as error:
                self._refuse(number, error)

    def _refuse(self, number: int, error: Refused | Unavailable) -> None:
        claim = self._desk.archive.summaries([number])[0].claim_number
        self._refused.append(f"{claim}: {sentence(error)}")

    def _fail(self, error: BaseException) -> None:
        self._shell.failed.emit(error)

    def _finish(self) -> None:
        self._timer.stop()
        self._enter()
        self._tell_end(self._written, self._refused)
        self.deleteLater()
