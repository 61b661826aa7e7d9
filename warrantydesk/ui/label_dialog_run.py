"""Printing a batch of labels: drawn and sent in a worker, entered in the journal here."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import N_, _
from warrantydesk.services.label_order import DRIVER, PLACES, SCANNER, TEST, LabelBytes
from warrantydesk.services.label_order import LabelOrder as Order
from warrantydesk.ui.kit import driver_print
from warrantydesk.ui.papers import images
from warrantydesk.ui.refusals import sentence
from warrantydesk.ui.shell import Shell

_PAGE_SCALE = 300 / 72


class PrintRun(QObject):
    """One batch to one printer; it stops at the first label that is not taken.

    What was not sent stays in ``rest``; ``resume`` prints it later, once.
    """

    advanced = Signal(object)
    ended = Signal()

    def __init__(
        self, shell: Shell, desk: Any, printer: Any, parent: QObject | None = None
    ) -> None:
        """``printer`` is a profile of ``desk.labels.printers``."""
        super().__init__(parent)
        self._shell, self._desk, self._printer = shell, desk, printer
        self._order = Order()
        self._asked: list[str] = []
        self._sending: Any = None
        self._told = 0
        self._is_stopped = False
        self.batch: Any = None
        self.sent: list[str] = []
        self.error = ""
        self.running = False

    @property
    def rest(self) -> list[str]:
        """What was asked for and not sent, in the words of the print journal."""
        return [one for one in self._asked if one not in self.sent]

    def start(
        self, subjects: Sequence[str], order: Order, reasons: dict[str, str] | None = None
    ) -> None:
        """Print tags, places, boxes or modes; ``reasons`` say why a label is printed again.

        Raises Refused when a tag is unknown.
        """
        reason = next(iter((reasons or {}).values()), "") or order.reason
        labels = self._desk.labels.labels_of(order.kind, subjects)
        draw = self._desk.labels.drawer(order)
        self._order = replace(order, reason=reason)
        self._asked = [self._journal_name(one) for one in subjects]
        self.sent, self.error, self.running = [], "", True
        self._shell.run(
            lambda _step: draw(labels), self._take_drawn, _("Drawing labels"), self._fail
        )

    def resume(self, batch: Any, came_out: Sequence[int] = ()) -> None:
        """Print the rest of a batch that broke off; Refused when it is at its end.

        ``came_out`` are jobs in doubt whose labels the clerk has in hand.
        """
        batches = self._desk.labels.batches
        again = batches.resume(batch, came_out)
        self._order = Order(again.form, again.stock, again.dpi, again.start, again.copies)
        self.sent, self.error, self.running = [], "", True
        self._begin(again)

    def stop(self) -> None:
        """Send no more; the label on its way is still entered."""
        self._is_stopped = True

    def _journal_name(self, subject: str) -> str:
        if self._order.kind in (TEST, SCANNER):
            return self._order.kind
        return f"P-{subject}" if self._order.kind == PLACES else subject

    def _take_drawn(self, drawn: list[LabelBytes]) -> None:
        try:
            batch = self._desk.labels.batches.begin_drawn(
                drawn, self._order, self._printer.transport
            )
        except (Refused, Unavailable) as error:
            self._fail(error)
        else:
            self._begin(batch)

    def _begin(self, batch: Any) -> None:
        self.batch = batch
        batches = self._desk.labels.batches
        if batch.printer.startswith("file:"):
            for report in batches.run(batch):
                self._tell(report)
            self._end()
            return
        self._sending, self._told = batches.sending(batch), 0
        self._asked = self._asked or self._sending.waiting
        self._next()

    def _tell(self, report: Any) -> None:
        if report.state == "sent":
            self.sent.extend(report.tags)
        else:
            self.error = report.error
        self.advanced.emit(report)

    def _tell_new(self) -> None:
        for report in self._sending.reports[self._told :] if self._sending else ():
            self._told += 1
            self._tell(report)

    def _next(self, _nothing: object = None) -> None:
        """Enter the label before as sent and let the next one leave."""
        try:
            if self._is_stopped:
                self._sending.stop()
            one = None if self._is_stopped else self._sending.next()
        except (Refused, Unavailable) as error:
            self._fail(error)
            return
        self._tell_new()
        if one is not None and self._is_stopped:  # asked for while the former was told
            self._sending.take_back()
            one = None
        if one is None:
            self._end()
            return
        to = self.batch.printer
        scheme, _colon, target = to.partition(":")
        if scheme == DRIVER:
            self._drive(one, target)
            return
        deliver = self._desk.labels.deliver
        label = _("Sending {tag}", tag=one.tags[0])
        job = self._shell.run(lambda _step: deliver(one, to), self._next, label, self._fail)
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
            self._next()

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

    def _look_for_cancel(self, job: Any) -> None:
        if job.is_cancelled():
            self._fail(Unavailable(N_("Stopped. Look whether the last label came out.")), True)

    def _fail(self, error: BaseException, doubtful: bool = False) -> None:
        if not isinstance(error, Refused | Unavailable | driver_print.PrinterMissing | OSError):
            self._end()
            raise error
        self.error = sentence(error) if isinstance(error, Refused | Unavailable) else str(error)
        if self._sending is not None:
            self._sending.fail(error, doubtful)
            self._tell_new()
        self._end()

    def _end(self) -> None:
        if self.batch is not None and len(self._asked) == 1:
            self._desk.labels.batches.close(self.batch)  # seen here: no banner next time
        self.running = False
        self.ended.emit()


def _quarter() -> Any:
    from PySide6.QtGui import QTransform

    return QTransform().rotate(90)
