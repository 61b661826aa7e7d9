"""The fields of one label printer: its way, its language, what is loaded, fine adjustment."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from warrantydesk.i18n import N_, _
from warrantydesk.services.label_order import DRIVER, LANGUAGE_LABELS
from warrantydesk.services.label_printers import MEDIA, RESOLUTIONS, StockSize
from warrantydesk.ui.kit import driver_print
from warrantydesk.ui.kit.cell import FieldCell
from warrantydesk.ui.kit.fields_text import LineField
from warrantydesk.ui.kit.inputs import CheckField, ChoiceField, NumberField
from warrantydesk.ui.kit.segments import Segment, Segmented

WAYS = {
    "tcp": (N_("Network printer (port 9100)"), "192.168.1.9:9100"),
    "cups": (N_("Print queue of this system, raw"), "label"),
    "windows": (N_("Windows printer, raw"), "GP-1324D"),
    "device": (N_("Device file"), "/dev/usb/lp0"),
    "file": (N_("File instead of a printer"), "labels.prn"),
}
MEDIA_NAMES = {
    "gap": N_("gap between labels"),
    "mark": N_("black mark"),
    "continuous": N_("continuous paper"),
}
FINE = (("density", 0, 15), ("speed", 1, 14), ("x_offset", -200, 200), ("y_offset", -200, 200))


class PrinterFields(QWidget):
    """Edits the profile of one printer."""

    edited = Signal()

    def __init__(self, stocks: tuple[StockSize, ...], parent: QWidget | None = None) -> None:
        """``stocks`` are what can be loaded."""
        super().__init__(parent)
        self._printer: Any = None
        names = driver_print.printer_names()
        ways: list[tuple[str, str]] = [(key, _(text)) for key, (text, _example) in WAYS.items()]
        ways += [(f"{DRIVER}:{name}", _("Driver: {name}", name=name)) for name in names]
        self.name = LineField(_("a name of your own"))
        self.way = ChoiceField(ways, _("choose a way"))
        self.address = LineField()
        self.language = ChoiceField([(code, _(text)) for code, text in LANGUAGE_LABELS.items()])
        self.dpi = Segmented([Segment(dpi, _("{n} dpi", n=dpi)) for dpi in RESOLUTIONS])
        self.stock = ChoiceField([(one.key, stock_name(one)) for one in stocks])
        self.media = ChoiceField([(one, _(MEDIA_NAMES[one])) for one in MEDIA])
        self.gap = NumberField(decimals=1, least=0, most=200)
        self.fine = {name: NumberField(least=low, most=high) for name, low, high in FINE}
        self.ladder = CheckField(_("Bars turned by 90° (print head with dead dots)"))
        self._lay()
        for field in self._fields():
            field.edited.connect(self._take_edit)

    def _lay(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self._address_cell = FieldCell("address", _("Address"), self.address, required=True)
        self._language_cell = FieldCell("language", _("Language"), self.language)
        for row, cells in enumerate(
            (
                (FieldCell("name", _("Name"), self.name, required=True), None),
                (FieldCell("way", _("Way"), self.way, required=True), self._address_cell),
                (self._language_cell, FieldCell("dpi", _("Resolution"), self.dpi)),
                (FieldCell("stock", _("Loaded stock"), self.stock), None),
                (
                    FieldCell("media", _("Edge of a label"), self.media),
                    FieldCell("gap_mm", _("Gap or mark, mm"), self.gap),
                ),
                (self._fine_cell("density", _("Density")), self._fine_cell("speed", _("Speed"))),
                (
                    self._fine_cell("x_offset", _("Right, dots")),
                    self._fine_cell("y_offset", _("Down, dots")),
                ),
            )
        ):
            for column, cell in enumerate(cells):
                if cell is not None:
                    grid.addWidget(cell, row, column, 1, 1 if cells[1] is not None else 2)
        grid.addWidget(self.ladder, grid.rowCount(), 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _fine_cell(self, name: str, title: str) -> FieldCell:
        return FieldCell(name, title, self.fine[name])

    def _fields(self) -> list[Any]:
        plain = [self.name, self.way, self.address, self.language, self.dpi, self.stock]
        return [*plain, self.media, self.gap, self.ladder, *self.fine.values()]

    def show_printer(self, printer: Any) -> None:
        """Show a profile; never emits."""
        self._printer = printer
        scheme, _colon, target = printer.transport.partition(":")
        self.name.set_value(printer.name if printer.transport else "")
        self.way.set_value(printer.transport if scheme == DRIVER else scheme or None)
        self.address.set_value("" if scheme == DRIVER else target)
        self.language.set_value(printer.language)
        self.dpi.set_value(printer.dpi)
        self.stock.set_value(printer.stock)
        self.media.set_value(printer.media)
        self.gap.set_value(round(printer.gap_mm * 10))
        self.ladder.set_value(printer.ladder)
        for name, field in self.fine.items():
            field.set_value(getattr(printer, name))
        self._show_parts()

    def printer(self) -> Any:
        """Return the profile as it stands in the fields."""
        way = self.way.value() or ""
        driver = way.startswith(f"{DRIVER}:")
        transport = way if driver else f"{way}:{self.address.value()}" if way else ""
        return replace(
            self._printer,
            name=self.name.value(),
            transport=transport,
            language=self.language.value() or self._printer.language,
            stock=self.stock.value() or self._printer.stock,
            dpi=self.dpi.value() or self._printer.dpi,
            media=self.media.value() or self._printer.media,
            gap_mm=(self.gap.value() or 0) / 10,
            ladder=bool(self.ladder.value()),
            density=self.fine["density"].value(),
            speed=self.fine["speed"].value(),
            x_offset=self.fine["x_offset"].value() or 0,
            y_offset=self.fine["y_offset"].value() or 0,
        )

    def problem(self) -> str:
        """Return what still stands in the way of keeping it, empty when nothing does."""
        way = self.way.value() or ""
        if not self.name.value():
            return _("Give the printer a name")
        if not way:
            return _("Choose how labels reach the printer")
        if not way.startswith(DRIVER) and not self.address.value():
            return _("The printer's address is missing")
        if any(field.problem() for field in (self.gap, *self.fine.values())):
            return _("A number is not right")
        return ""

    def _take_edit(self) -> None:
        self._show_parts()
        self.edited.emit()

    def _show_parts(self) -> None:
        way = self.way.value() or ""
        driver = way.startswith(f"{DRIVER}:")
        self.address.setEnabled(bool(way) and not driver)
        self.language.setEnabled(not driver)
        if way in WAYS:
            self.address.setPlaceholderText(WAYS[way][1])
        if driver:
            self.address.set_value("")


def stock_name(size: StockSize) -> str:
    """Return a stock in words."""
    if size.is_sheet:
        return _("A4, {columns} × {rows} labels", columns=size.columns, rows=size.rows)
    return _("{width} × {height} mm", width=f"{size.width_mm:g}", height=f"{size.height_mm:g}")
