"""The pages of a dossier: bound in a worker, drawn when they are looked at, neighbours ahead."""

from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QTransform

from warrantydesk.domain.dossier import Bound, DossierPaper, PaperSource
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _
from warrantydesk.ui.kit.jobs import Job
from warrantydesk.ui.papers import images
from warrantydesk.ui.refusals import sentence
from warrantydesk.ui.shell import Shell

AHEAD = 2
"""Pages that are drawn before and after the one in view."""
KEPT = 12
"""Drawn pages that are kept; at 150 % each has about six megabytes."""
SCALES = (1.0, 1.6, 2.4, 3.6)
"""Pixels a point in which pages are drawn."""


class FolderPages(QObject):
    """Holds the bound dossier of one claim and its drawn pages; pages count from 1."""

    bound = Signal(object)
    drawn = Signal(int)
    failed = Signal(str)
    ahead = Signal(object, list)

    def __init__(self, shell: Shell, desk: Any, parent: QObject | None = None) -> None:
        """Hold nothing yet."""
        super().__init__(parent)
        self._shell, self._desk = shell, desk
        self._claim_id = 0
        self._job: Job | None = None
        self._drawing: Job | None = None
        self._kept: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._wanted: list[int] = []
        self._scale = SCALES[1]
        self._turns: dict[int, int] = {}
        self.dossier: Bound | None = None
        self.problem = ""
        """The sentence why there are no pages, empty while there is no such reason."""

    def open(self, claim_id: int) -> None:
        """Bind the dossier of a claim; that of another claim is forgotten at once."""
        if self._claim_id != claim_id:
            self.stop()
            self._claim_id = claim_id
        elif self._job is not None:
            self._job.cancel()
        self.problem = ""
        try:
            work = self._desk.dossiers.prepare(claim_id)
        except (Refused, Unavailable) as error:
            self._tell(sentence(error))
            return
        self._job = self._shell.run(work, self._take, _("Binding the dossier"), self._fail)

    def stop(self) -> None:
        """Forget the dossier and draw nothing more."""
        for job in (self._job, self._drawing):
            if job is not None:
                job.cancel()
        self._job = self._drawing = self.dossier = None
        self._claim_id = 0
        self._turns.clear()
        self._wanted = []
        self._kept.clear()

    def draw_ahead(self, paper: DossierPaper) -> None:
        """Draw a paper of the desk by itself, to be seen until the dossier is bound."""
        if paper.source is not PaperSource.DRAWN or paper.version:
            return  # what was kept, added or written down as a record comes with the dossier
        claim_id = self._claim_id
        try:
            draw = self._desk.papers.prepare(paper.paper, claim_id)
        except (Refused, Unavailable):
            return  # the binding says why

        def show(pages: list[tuple[int, int, bytes]]) -> None:
            if self.dossier is None and self._claim_id == claim_id:
                self.ahead.emit(paper, images(pages))

        self._shell.run(
            lambda step: self._desk.papers.pages(draw(), SCALES[1], range(AHEAD)),
            show,
            _("Drawing the pages"),
            self._shell.failed.emit,
        )

    def page(self, number: int) -> QImage | None:
        """Return a page as it was drawn last, None where it was not drawn yet."""
        found = next(
            (
                self._kept[number, scale]
                for scale in (self._scale, *reversed(SCALES))
                if (number, scale) in self._kept
            ),
            None,
        )
        turns = self._turns.get(number, 0)
        return found.transformed(QTransform().rotate(90 * turns)) if found and turns else found

    def turn(self, number: int) -> None:
        """Turn a page a quarter clockwise."""
        self._turns[number] = (self._turns.get(number, 0) + 1) % 4
        self.drawn.emit(number)

    def want(self, number: int, pixels: int) -> None:
        """Draw a page and its neighbours for a width of so many pixels."""
        if self.dossier is None:
            return
        needed = pixels / 595
        self._scale = next((scale for scale in SCALES if scale >= needed * 0.95), SCALES[-1])
        near = sorted(
            range(max(1, number - AHEAD), min(self.dossier.pages, number + AHEAD) + 1),
            key=lambda one: abs(one - number),
        )
        self._wanted = [one for one in near if (one, self._scale) not in self._kept]
        self._draw_next()

    def _draw_next(self) -> None:
        if self._drawing is not None or not self._wanted or self.dossier is None:
            return
        number, scale, data = self._wanted.pop(0), self._scale, self.dossier.data
        self._drawing = self._shell.run(
            lambda step: self._desk.papers.pages(data, scale, range(number - 1, number)),
            lambda pages: self._keep(number, scale, pages),
            _("Drawing the pages"),
            self._fail_page,
        )

    def _keep(self, number: int, scale: float, pages: list[tuple[int, int, bytes]]) -> None:
        self._drawing = None
        if pages:
            self._kept[number, scale] = images(pages)[0]
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            self.drawn.emit(number)
        self._draw_next()

    def _take(self, dossier: Bound) -> None:
        self._job = None
        if dossier.claim_id != self._claim_id:
            return
        self._kept.clear()
        self.dossier = dossier
        self.bound.emit(dossier)

    def _fail(self, error: BaseException) -> None:
        self._job = None
        if isinstance(error, Refused | Unavailable):
            self._tell(sentence(error))
        else:
            self._tell(_("The dossier was not bound."))
            self._shell.failed.emit(error)

    def _tell(self, why: str) -> None:
        self.problem = why
        self.failed.emit(why)

    def _fail_page(self, error: BaseException) -> None:
        self._drawing = None
        self._shell.failed.emit(error)
