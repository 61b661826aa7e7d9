"""The settings of a label dialog: where labels go, what is loaded, how many, why again."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import N_, _
from warrantydesk.services.label_order import DRIVER, PRINTER_LANGUAGES
from warrantydesk.services.label_printers import RESOLUTIONS, StockSize
from warrantydesk.ui.kit import driver_print
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.cards import Hairline
from warrantydesk.ui.kit.cell import FieldCell
from warrantydesk.ui.kit.fields_text import LineField
from warrantydesk.ui.kit.inputs import CheckField, ChoiceField, NumberField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.label_dialog_reason import ReasonChips
from warrantydesk.ui.label_dialog_sheet import SheetMap

WAYS = {
    "tcp": (N_("Network printer (port 9100)"), "192.168.1.9:9100"),
    "cups": (N_("Print queue of this system, raw"), "label"),
    "windows": (N_("Windows printer, raw"), "GP-1324D"),
    "device": (N_("Device file"), "/dev/usb/lp0"),
    "file": (N_("File instead of a printer"), "labels.prn"),
}
LANGUAGE_NAMES = {
    "tspl": N_("TSPL (TSC, Gprinter, Deli)"),
    "zpl": "ZPL (Zebra)",
    "epl2": "EPL2",
    "escpos": "ESC/POS",
}
REASONS = (
    N_("did not come out"),
    N_("smeared"),
    N_("came off"),
    N_("other place"),
)
OTHER = N_("other…")
FINE = (("density", 0, 15), ("speed", 1, 14), ("x_offset", -200, 200), ("y_offset", -200, 200))


class PrinterForm(QWidget):
    """Edits the printer's profile and this batch's copies, start and reason."""

    edited = Signal()

    def __init__(self, desk: Any, parent: QWidget | None = None) -> None:
        """Start with the printer that was used last."""
        super().__init__(parent)
        self._printer = desk.labels.printers.kept()
        self._stocks: tuple[StockSize, ...] = desk.labels.printers.stocks()
        self._build()
        self._lay()
        self._fill()
        for field in self._fields():
            field.edited.connect(self._take_edit)
        self.sheet.edited.connect(self.edited)
        self.reasons.chosen.connect(self._take_reason)
        self._show_parts()

    def _build(self) -> None:
        names = driver_print.printer_names()
        ways: list[tuple[str, str]] = [(f"{DRIVER}:{name}", name) for name in names]
        ways += [(key, _(text)) for key, (text, _example) in WAYS.items()]
        self.way = ChoiceField(ways, _("choose a printer"))
        self.address = LineField()
        self.language = ChoiceField([(one, _(LANGUAGE_NAMES[one])) for one in PRINTER_LANGUAGES])
        self.stock = ChoiceField([(one.key, _stock_name(one)) for one in self._stocks])
        self.dpi = Segmented([Segment(dpi, _("{n} dpi", n=dpi)) for dpi in RESOLUTIONS])
        self.copies = NumberField(least=1, most=99)
        self.copies.set_value(1)
        self.sheet = SheetMap()
        self.ladder = CheckField(_("Bars turned by 90°"))
        self._ladder_note = Words(
            _("for a print head with dead dots"), token="ink2", delta=-1, wrap=True
        )
        self.fine = {name: NumberField(least=low, most=high) for name, low, high in FINE}
        self.reasons = ReasonChips((*REASONS, OTHER))
        self.other = LineField(_("in your own words"))
        self.state = MarkLabel(Mark.OK, "", delta=-1)

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 8)
        column.setSpacing(8)
        self._address_cell = FieldCell("address", _("Address"), self.address)
        self._language_cell = FieldCell("language", _("Language"), self.language)
        self._copies_cell = FieldCell("copies", _("Copies of each"), self.copies)
        self._dpi_cell = FieldCell("dpi", _("Resolution"), self.dpi)
        column.addWidget(FieldCell("way", _("Printer"), self.way))
        column.addWidget(self._address_cell)
        column.addWidget(self._language_cell)
        column.addWidget(self.state)
        column.addWidget(FieldCell("stock", _("Label stock"), self.stock))
        pair = QHBoxLayout()
        pair.setSpacing(10)
        pair.addWidget(self._dpi_cell, 3)
        pair.addWidget(self._copies_cell, 2)
        column.addLayout(pair)
        self._sheet_head = Words(_("Begin at place"), token="ink2", delta=-1)
        column.addWidget(self._sheet_head)
        column.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._again_box())
        column.addWidget(Hairline())
        column.addWidget(self.ladder)
        column.addWidget(self._ladder_note)
        self._more = LinkButton(_("Fine adjustment…"), delta=-1, clicked=self._toggle_fine)
        column.addWidget(self._more)
        column.addWidget(self._fine_box())
        column.addStretch(1)

    def _again_box(self) -> QWidget:
        self._again = QWidget()
        inner = QVBoxLayout(self._again)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        inner.addWidget(Hairline())
        self._again_head = Words("", token="ink2", delta=-1)
        inner.addWidget(self._again_head)
        inner.addWidget(self.reasons)
        inner.addWidget(self.other)
        self._again_state = MarkLabel(
            Mark.BLOCK, _("choose one, it goes into the journal"), delta=-1
        )
        inner.addWidget(self._again_state)
        return self._again

    def _fine_box(self) -> QWidget:
        titles = {
            "density": _("Density"),
            "speed": _("Speed"),
            "x_offset": _("Right, dots"),
            "y_offset": _("Down, dots"),
        }
        self._fine = QWidget()
        grid = QGridLayout(self._fine)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, (name, field) in enumerate(self.fine.items()):
            grid.addWidget(FieldCell(name, titles[name], field), place // 2, place % 2)
        self._fine.hide()
        return self._fine

    def _fields(self) -> list[Any]:
        plain = [self.way, self.address, self.language, self.stock, self.dpi, self.copies]
        return [*plain, self.ladder, self.other, *self.fine.values()]

    def _fill(self) -> None:
        printer = self._printer
        scheme, _colon, target = printer.transport.partition(":")
        self.way.set_value(printer.transport if scheme == DRIVER else scheme)
        self.address.set_value("" if scheme == DRIVER else target)
        self.language.set_value(printer.language)
        self.stock.set_value(printer.stock)
        self.dpi.set_value(printer.dpi)
        self.ladder.set_value(printer.ladder)
        for name, field in self.fine.items():
            field.set_value(getattr(printer, name))

    def printer(self) -> Any:
        """Return the profile as it stands in the fields."""
        way = self.way.value() or ""
        driver = way.startswith(f"{DRIVER}:")
        transport = way if driver else f"{way}:{self.address.value()}" if way else ""
        return replace(
            self._printer,
            transport=transport,
            language=self.language.value() or self._printer.language,
            stock=self.stock.value() or self._printer.stock,
            dpi=self.dpi.value() or self._printer.dpi,
            ladder=bool(self.ladder.value()),
            density=self.fine["density"].value(),
            speed=self.fine["speed"].value(),
            x_offset=self.fine["x_offset"].value() or 0,
            y_offset=self.fine["y_offset"].value() or 0,
        )

    def stock_size(self) -> StockSize:
        """Return the stock that is chosen."""
        key = self.stock.value()
        return next((one for one in self._stocks if one.key == key), self._stocks[0])

    def reason(self) -> str:
        """Return why labels are printed again; empty while nothing was chosen."""
        chosen = self.reasons.value()
        return str(self.other.value()) if chosen == OTHER else chosen

    def problem(self, again: int) -> str:
        """Return what still stands in the way, empty when nothing does."""
        way = self.way.value() or ""
        if not way:
            return _("Choose a printer")
        if not way.startswith(DRIVER) and not self.address.value():
            return _("The printer's address is missing")
        if self.stock_size().is_sheet and not way.startswith(DRIVER) and way != "file":
            return _("A sheet needs a page printer: choose one of the system, or save as PDF")
        if any(field.problem() for field in (self.copies, *self.fine.values())):
            return _("A number is not right")
        if again and not self.reason():
            return _("No reason chosen for the reprint")
        return ""

    def show_again(self, again: int) -> None:
        """Ask for a reason while printed labels are ticked."""
        self._again.setVisible(bool(again))
        self._again_head.setText(_("Reason for the reprint ({n})", n=again))
        self._again_state.setVisible(not self.reason())

    def _toggle_fine(self) -> None:
        self._fine.setVisible(self._fine.isHidden())

    def _take_reason(self, reason: str) -> None:
        self._take_edit()
        if reason == OTHER:
            self.other.setFocus()

    def _take_edit(self) -> None:
        self._show_parts()
        self.edited.emit()

    def _show_parts(self) -> None:
        way = self.way.value() or ""
        driver = way.startswith(f"{DRIVER}:")
        self._address_cell.setVisible(bool(way) and not driver)
        self._language_cell.setVisible(bool(way) and not driver and not self.stock_size().is_sheet)
        if way in WAYS:
            self.address.setPlaceholderText(WAYS[way][1])
        sheet = self.stock_size()
        self._sheet_head.setVisible(sheet.is_sheet)
        self.sheet.setVisible(sheet.is_sheet)
        if sheet.is_sheet:
            self.sheet.show_sheet(sheet.columns, sheet.rows)
        self._dpi_cell.setVisible(not sheet.is_sheet)
        self.other.setVisible(self.reasons.value() == OTHER)
        self._again_state.setVisible(not self.reason())
        self._show_state(way, driver)

    def _show_state(self, way: str, driver: bool) -> None:
        if not way:
            self.state.show_mark(Mark.WARN, _("No label printer yet"))
        elif driver:
            self.state.show_mark(Mark.INFO, _("Printed through the driver, at the exact size"))
        else:
            self.state.show_mark(Mark.INFO, _("Sent is not printed: the first scan confirms a tag"))


def _stock_name(size: StockSize) -> str:
    if size.is_sheet:
        return _("A4, {columns} × {rows} labels", columns=size.columns, rows=size.rows)
    return _("{width} × {height} mm", width=f"{size.width_mm:g}", height=f"{size.height_mm:g}")
