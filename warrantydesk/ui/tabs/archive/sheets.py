"""First pages of a claim's papers and its photographs, drawn in a worker and kept for a while."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import N_, _
from warrantydesk.ui.kit.jobs import Job
from warrantydesk.ui.kit.pictures import read_picture
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.archive.thumbs import Thumb

PHOTOS = "photos"
NAMES = {
    "work_authorisation": N_("Work order"),
    "inspection": N_("Inspection"),
    "claim_form": N_("Claim form"),
    "explanation": N_("Explanation"),
}
PAUSE_MS = 180
SCALE, EDGE_PX, KEPT = 0.3, 200, 24


@dataclass(frozen=True)
class _Order:
    """What a worker needs to draw the sheets of one claim."""

    key: tuple[int, int, int]
    papers: tuple[tuple[str, Callable[[], bytes]], ...]
    photos: tuple[Any, ...]


class Sheets(QObject):
    """Draws the sheets of the claim shown last; an older order is dropped."""

    drawn = Signal(list)

    def __init__(self, shell: Shell, desk: Any, parent: QObject | None = None) -> None:
        """Draw nothing yet."""
        super().__init__(parent)
        self._shell, self._desk = shell, desk
        self._kept: OrderedDict[tuple[int, int, int], list[Thumb]] = OrderedDict()
        self._claim: Claim | None = None
        self._job: Job | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._begin)

    def show_claim(self, claim: Claim | None) -> None:
        """Show what is kept of a claim at once, else draw it after a pause."""
        self.stop()
        self._claim = claim
        if claim is None:
            self.drawn.emit([])
            return
        kept = self._kept.get(self._key(claim))
        self.drawn.emit(kept if kept is not None else self._empty(claim))
        if kept is None:
            self._pause.start()

    def stop(self) -> None:
        """Draw nothing more, until a claim is shown again."""
        self._claim = None
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _key(self, claim: Claim) -> tuple[int, int, int]:
        return claim.id, claim.version, len(self._desk.attachments.of(claim.id))

    def _empty(self, claim: Claim) -> list[Thumb]:
        return [Thumb(code, _(NAMES[code])) for code in codes_of(claim)]

    def _begin(self) -> None:
        claim = self._claim
        if claim is None:
            return
        order = self._order(claim)
        self._job = self._shell.run(
            lambda step: _drawn(self._desk, order, step),
            lambda sheets: self._take(order, sheets),
            _("Drawing the papers"),
            on_error=self._fail,
        )

    def _order(self, claim: Claim) -> _Order:
        papers = []
        for code in codes_of(claim):
            try:
                papers.append((code, self._desk.papers.prepare(code, claim.id)))
            except (Refused, Unavailable):
                continue  # a paper that cannot be drawn yet has no sheet
        photos = tuple(self._desk.copies.pictures(claim.id))
        return _Order(self._key(claim), tuple(papers), photos)

    def _take(self, order: _Order, sheets: list[tuple[str, int, list[QImage]]]) -> None:
        self._job = None
        thumbs = [
            Thumb(key, f"{_(NAMES[key]) if key in NAMES else _('Photos')} {count}", tuple(images))
            for key, count, images in sheets
        ]
        self._kept[order.key] = thumbs
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        if self._claim is not None and self._claim.id == order.key[0]:
            self.drawn.emit(thumbs)

    def _fail(self, error: BaseException) -> None:
        self._job = None
        self.drawn.emit([])
        if not isinstance(error, Refused | Unavailable):
            self._shell.failed.emit(error)


def codes_of(claim: Claim) -> tuple[str, ...]:
    """Return the papers that stand for a claim: a refused one has its explanation."""
    if claim.is_not_covered:
        return "work_authorisation", "inspection", "explanation"
    return "work_authorisation", "inspection", "claim_form"


def _drawn(desk: Any, order: _Order, step: Any) -> list[tuple[str, int, list[QImage]]]:
    """Draw in a worker: no database here."""
    sheets: list[tuple[str, int, list[QImage]]] = []
    for code, draw in order.papers:
        step()
        pages = desk.papers.pages(draw(), SCALE)
        width, height, rgb = pages[0]
        image = QImage(rgb, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
        sheets.append((code, len(pages), [image]))
    if order.photos:
        step()
        small = desk.copies.small(order.photos[:4], EDGE_PX)
        images = [read_picture(data) for data in small]
        sheets.append((PHOTOS, len(order.photos), images))
    return sheets
