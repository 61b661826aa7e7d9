"""The label printer: how it is reached, what is loaded, and a calibration label that fits."""

import sys
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _
from warrantydesk.services.label_order import DRIVER, LANGUAGE_NAMES, TEST
from warrantydesk.services.label_printers import RESOLUTIONS
from warrantydesk.ui.kit import driver_print, theme
from warrantydesk.ui.kit.buttons import Button, IconButton, LinkButton
from warrantydesk.ui.kit.cell import FieldCell
from warrantydesk.ui.kit.inputs import ChoiceField, NumberField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.raster_view import RasterView
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.label_dialog_run import PrintRun
from warrantydesk.ui.label_printer_fields import stock_name
from warrantydesk.ui.refusals import sentence
from warrantydesk.ui.set_up.page import PartHead

NONE = ""
STEP_MM = 5
"""Tenths of a millimetre by which an arrow moves the picture."""
_INCH = 25.4
_NUDGES = (
    ("left", -STEP_MM, 0),
    ("right", STEP_MM, 0),
    ("up", 0, -STEP_MM),
    ("down", 0, STEP_MM),
)


class LabelPrinter(QWidget):
    """The second part of the page of the printers."""

    changed = Signal()
    told = Signal(object, str)

    def __init__(self, shell: Any, desk: Any) -> None:
        """Show the printer in use."""
        super().__init__()
        self._shell, self._desk = shell, desk
        self._printers = desk.labels.printers
        self._run: PrintRun | None = None
        self.head = PartHead(2, _("Labels of old parts"))
        self.more = LinkButton(_("All settings…"), icon="settings", clicked=self._open_all)
        self.head.add_link(self.more)
        self.preview = RasterView()
        self.which = ChoiceField()
        ways = [
            ((code, dpi), _("{language} · {n} dpi", language=name, n=dpi))
            for code, name in LANGUAGE_NAMES.items()
            for dpi in RESOLUTIONS
        ]
        self.way = ChoiceField(ways)
        stocks = [one for one in self._printers.stocks() if not one.is_sheet]
        self.stock = ChoiceField([(one.key, stock_name(one)) for one in stocks])
        self.across = NumberField(decimals=1, least=-200, most=200)
        self.down = NumberField(decimals=1, least=-200, most=200)
        self.test = Button(_("Print &calibration label"), icon="print", clicked=self.print_test)
        self.asked = Words(_("Are all four sides of the frame there?"), bold=True)
        self.nudges = [
            IconButton(icon, words, clicked=partial(self.nudge, x, y))
            for (icon, x, y), words in zip(
                _NUDGES, (_("To the left"), _("To the right"), _("Up"), _("Down")), strict=True
            )
        ]
        self._lay()
        self.which.edited.connect(self._take_which)
        for field in (self.way, self.stock):
            field.edited.connect(self._take_edit)
        for number in (self.across, self.down):
            number.editingFinished.connect(self._take_edit)
        self.read()

    def _lay(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.addWidget(FieldCell("which", _("Printer"), self.which), 0, 0)
        grid.addWidget(FieldCell("way", _("Language · resolution"), self.way), 0, 1)
        grid.addWidget(FieldCell("stock", _("Loaded labels"), self.stock), 1, 0)
        moved = QHBoxLayout()
        moved.setSpacing(6)
        moved.addWidget(FieldCell("across", _("Moved right, mm"), self.across))
        moved.addWidget(FieldCell("down", _("Moved down, mm"), self.down))
        grid.addLayout(moved, 1, 1)
        grid.addWidget(self.test, 2, 0, Qt.AlignmentFlag.AlignVCenter)
        foot = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.asked)
        words.addWidget(Words(_("move it to where one is missing"), token="ink2", delta=-1))
        foot.addLayout(words)
        foot.addStretch(1)
        for button in self.nudges:
            foot.addWidget(button)
        grid.addLayout(foot, 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 2)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.preview, 0)
        row.addLayout(grid, 1)
        self.preview.setFixedSize(theme.h(10.7), theme.h(7.3))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addLayout(row)

    def fit(self, width: int) -> None:
        """Leave the picture out where the fields need its room; ``width`` is the page's."""
        self.preview.setVisible(width >= theme.h(40))

    def restyle(self) -> None:
        """Take the size of the preview anew."""
        self.preview.setFixedSize(theme.h(10.7), theme.h(7.3))

    def read(self) -> None:
        """Show the printers that there are, the one in use in hand."""
        kept = [(one.name, one.name) for one in self._printers.all() if one.transport]
        names = {name for name, _words in kept}
        raw = "windows" if sys.platform == "win32" else "cups"
        new = [
            (f"{raw}:{name}", _("{name} · raw", name=name))
            for name in driver_print.printer_names()
            if name not in names
        ]
        by_driver = [
            (f"{DRIVER}:{name}", _("{name} · by its driver", name=name))
            for name in driver_print.printer_names()
        ]
        none = (NONE, _("none: labels on A4 sheets"))
        self.which.set_choices([*kept, *new, *by_driver, none])
        printer = self._printers.kept()
        self.which.set_value(printer.name if self._printers.is_chosen() else NONE)
        self.way.set_value((printer.language, printer.dpi))
        self.stock.set_value(printer.stock if printer.stock in _keys(self.stock) else "60x40")
        self.across.set_value(_tenths(printer.x_offset, printer.dpi))
        self.down.set_value(_tenths(printer.y_offset, printer.dpi))
        self._show_parts()

    def _show_parts(self) -> None:
        has = bool(self.which.value())
        is_driven = has and self._profile().transport.startswith(f"{DRIVER}:")
        self.way.setEnabled(has)
        for widget in (self.stock, self.across, self.down, self.test, *self.nudges):
            widget.setEnabled(has and self._run is None)
        for number in (self.across, self.down):
            number.setEnabled(has and not is_driven)
        self.head.note.setText("" if has else _("labels go on A4 sheets as PDF"))
        self._draw()

    def _profile(self) -> Any:
        """Return the printer as it stands in the fields."""
        key = self.which.value() or NONE
        known = {one.name: one for one in self._printers.all()}
        if key in known:
            printer = known[key]
        else:
            blank = self._printers.kept()
            name = key.partition(":")[2] or blank.name
            printer = replace(blank, name=name, transport=key, x_offset=0, y_offset=0)
        language, dpi = self.way.value() or (printer.language, printer.dpi)
        return replace(
            printer,
            language=language,
            dpi=dpi,
            stock=self.stock.value() or printer.stock,
            x_offset=_dots(self.across.value() or 0, dpi),
            y_offset=_dots(self.down.value() or 0, dpi),
        )

    def _draw(self) -> None:
        printer = self._profile()
        labels = self._desk.labels
        try:
            (label,) = labels.labels_of(TEST, [printer.name])
            raster = labels.picture(label, self._printers.order(printer, TEST))
        except (Refused, ValueError):
            self.preview.clear()
            return
        placed = printer.placed(raster)
        self.preview.show_raster(placed.width, placed.height, placed.bits)

    def _take_which(self) -> None:
        self._show_parts()
        if self.which.value():
            self.keep()

    def _take_edit(self) -> None:
        self._draw()

    def keep(self) -> bool:
        """Save the printer and use it; False where that is refused."""
        if not self.which.value():
            return True
        if any(number.problem() for number in (self.across, self.down)):
            self.told.emit(Mark.BLOCK, _("A number is not right"))
            return False
        printer = self._profile()
        try:
            self._printers.save(printer)
        except (Refused, Unavailable) as error:
            self.told.emit(Mark.BLOCK, sentence(error))
            return False
        self.read()
        self.changed.emit()
        return True

    def nudge(self, across: int, down: int) -> None:
        """Move the picture by tenths of a millimetre; the next label shows it."""
        self.across.set_value((self.across.value() or 0) + across)
        self.down.set_value((self.down.value() or 0) + down)
        self._draw()

    def print_test(self) -> None:
        """Keep the printer and send the calibration label to it."""
        if not self.keep():
            return
        printer = self._printers.kept()
        run = PrintRun(self._shell, self._desk, printer, self._shell)
        run.ended.connect(lambda: self._take_end(run))
        self._run = run
        order = self._printers.order(printer, TEST)
        try:
            run.start([printer.name], order)
        except (Refused, Unavailable) as error:
            self._run = None
            self.told.emit(Mark.BLOCK, sentence(error))
        self._show_parts()

    def _take_end(self, run: PrintRun) -> None:
        self._run = None
        self._show_parts()
        if run.error:
            self.told.emit(Mark.BLOCK, run.error)
        else:
            self.head.chips[0].show_state(_("look at the label"), Tone.ACCENT)
        run.deleteLater()

    def _open_all(self) -> None:
        from warrantydesk.ui.label_printers_dialog import open_label_printers

        if self.keep():
            open_label_printers(self._shell, self._desk).finished.connect(self.read)


def _tenths(dots: int, dpi: int) -> int:
    return round(dots * _INCH * 10 / dpi)


def _dots(tenths: int, dpi: int) -> int:
    return round(tenths * dpi / _INCH / 10)


def _keys(field: ChoiceField) -> list[Any]:
    return [field.itemData(place) for place in range(field.count())]
