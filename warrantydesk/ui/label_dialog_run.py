"""Printing labels one by one: drawn and sent in a worker, entered in the journal here."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import N_, _
from warrantydesk.services.label_order import DRIVER, TAGS, LabelBytes, LabelOrder
from warrantydesk.ui.kit import driver_print
from warrantydesk.ui.papers import images
from warrantydesk.ui.refusals import sentence
from warrantydesk.ui.shell import Shell

_PAGE_SCALE = 300 / 72


class PrintRun(QObject):
    """One batch to one printer; it stops at the first label that is not taken.

    What was not sent stays in ``rest`` and can be printed later, once.
    """

    advanced = Signal(object)
    ended = Signal()

    def __init__(
        self, shell: Shell, desk: Any, printer: Any, parent: QObject | None = None
    ) -> None:
        """``printer`` is a profile of ``desk.labels.printers``."""
        super().__init__(parent)
        self._shell, self._desk, self._printer = shell, desk, printer
        self._order = LabelOrder()
        self._reasons: dict[str, str] = {}
        self._waiting: list[LabelBytes] = []
        self._asked: list[str] = []
        self._at: tuple[LabelBytes, Any] | None = None
        self.sent: list[str] = []
        self.error = ""
        self.running = False

    @property
    def rest(self) -> list[str]:
        """What was asked for and not sent."""
        return [one for one in self._asked if one not in self.sent]

    def start(
        self, subjects: Sequence[str], order: LabelOrder, reasons: dict[str, str] | None = None
    ) -> None:
        """Print tags or places; ``reasons`` say why a label is printed again.

        Raises Refused when a tag is unknown.
        """
        labels = self._desk.labels.labels_of(order.kind, subjects)
        draw = self._desk.labels.drawer(order)
        self._order, self._reasons = order, reasons or {}
        self._asked = [self._journal_name(one) for one in subjects]
        self.sent, self.error, self.running = [], "", True
        self._shell.run(
            lambda _step: draw(labels), self._take_drawn, _("Drawing labels"), self._fail
        )

    def stop(self) -> None:
        """Send no more; the label on its way is still entered."""
        self._waiting = []

    def _journal_name(self, subject: str) -> str:
        if self._order.kind == TAGS:
            return subject
        return f"P-{subject}" if self._order.kind == "place" else self._order.kind

    def _take_drawn(self, drawn: list[LabelBytes]) -> None:
        self._waiting = list(drawn)
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._end()
            return
        one = self._waiting.pop(0)
        reason = next((self._reasons[tag] for tag in one.tags if tag in self._reasons), "")
        order = replace(self._order, reason=reason)
        try:
            self._at = (one, self._desk.labels.queue(one, self._printer.transport, order))
        except (Refused, Unavailable) as error:
            self._fail(error)
            return
        scheme, _colon, target = self._printer.transport.partition(":")
        if scheme == DRIVER:
            self._drive(one, target)
        else:
            to, deliver = self._printer.transport, self._desk.labels.deliver
            label = _("Sending {tag}", tag=one.tags[0])
            job = self._shell.run(
                lambda _step: deliver(one, to), self._settle_sent, label, self._fail
            )
            job.ended.connect(lambda: self._look_for_cancel(job))

    def _drive(self, one: LabelBytes, name: str) -> None:
        """Pages are drawn in a worker, but Qt prints on the window's own thread."""
        if one.raster is not None:
            self._guarded(lambda: self._drive_raster(one, name))
            return
        pages = self._desk.papers.pages
        self._shell.run(
            lambda _step: pages(one.data, _PAGE_SCALE),
            lambda found: self._guarded(lambda: self._drive_pages(found, name)),
            _("Printing"),
            self._fail,
        )

    def _guarded(self, verb: Any) -> None:
        try:
            verb()
        except (driver_print.PrinterMissing, OSError) as error:
            self._fail(error)
        else:
            self._settle_sent()

    def _drive_raster(self, one: LabelBytes, name: str) -> None:
        size = next(s for s in self._desk.labels.printers.stocks() if s.key == self._order.stock)
        printer = driver_print.raster_printer(name, size.width_mm, size.height_mm, self._order.dpi)
        raster = one.raster
        if raster is not None:
            driver_print.print_raster(
                printer, raster.width, raster.height, raster.bits, self._order.copies
            )

    def _drive_pages(self, pages: list[tuple[int, int, bytes]], name: str) -> None:
        offset = self._desk.settings.get("print_offset_mm") or [0.0, 0.0]
        printer = driver_print.page_printer(name)
        # A sheet that lies across is printed along the paper: every driver takes that.
        turned = [
            page if page.height() >= page.width() else page.transformed(_quarter())
            for page in images(pages)
        ]
        driver_print.print_pages(printer, turned, x_mm=offset[0], y_mm=offset[1])

    def _settle_sent(self, _nothing: object = None) -> None:
        at, self._at = self._at, None
        if at is None:
            return
        report = self._desk.labels.settle(at[1])
        self.sent.extend(at[0].tags)
        self.advanced.emit(report)
        self._next()

    def _look_for_cancel(self, job: Any) -> None:
        if job.is_cancelled():
            self._fail(Unavailable(N_("Stopped. Look whether the last label came out.")))

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, Refused | Unavailable | driver_print.PrinterMissing | OSError):
            self._end()
            raise error
        said = sentence(error) if isinstance(error, Refused | Unavailable) else str(error)
        self.error = said
        at, self._at = self._at, None
        if at is not None:
            self.advanced.emit(self._desk.labels.settle(at[1], said))
        self._end()

    def _end(self) -> None:
        self._waiting = []
        self.running = False
        self.ended.emit()


def _quarter() -> Any:
    from PySide6.QtGui import QTransform

    return QTransform().rotate(90)
