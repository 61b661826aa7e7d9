"""The settings of a label dialog: which printer, what is loaded, how many, why again."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import N_, _
from warrantydesk.services.label_order import DRIVER
from warrantydesk.services.label_printers import StockSize
from warrantydesk.ui.kit import driver_print
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.cards import Hairline
from warrantydesk.ui.kit.cell import FieldCell
from warrantydesk.ui.kit.fields_text import LineField
from warrantydesk.ui.kit.inputs import CheckField, ChoiceField, NumberField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.label_dialog_reason import ReasonChips
from warrantydesk.ui.label_dialog_sheet import SheetMap
from warrantydesk.ui.label_printer_fields import stock_name

REASONS = (
    N_("did not come out"),
    N_("smeared"),
    N_("came off"),
    N_("other place"),
)
OTHER = N_("other…")
ASK_FOR_SCAN = "labels.ask_for_scan"


class PrinterForm(QWidget):
    """Chooses the printer, and this batch's stock, copies, start and reason."""

    edited = Signal()
    setup_asked = Signal()

    def __init__(self, desk: Any, parent: QWidget | None = None) -> None:
        """Start with the printer that was used last."""
        super().__init__(parent)
        self._desk = desk
        self._printers = desk.labels.printers
        self._stocks: tuple[StockSize, ...] = self._printers.stocks()
        self._build()
        self._lay()
        self.show_printers()
        for field in (self.stock, self.copies, self.ladder, self.other):
            field.edited.connect(self._take_edit)
        self.way.edited.connect(self._take_printer)
        self.sheet.edited.connect(self.edited)
        self.reasons.chosen.connect(self._take_reason)

    def _build(self) -> None:
        self.way = ChoiceField([], _("choose a printer"))
        self.state = MarkLabel(Mark.OK, "", delta=-1)
        self.setup = LinkButton(_("Printers…"), delta=-1, clicked=self.setup_asked.emit)
        self.stock = ChoiceField([(one.key, stock_name(one)) for one in self._stocks])
        self.loaded = MarkLabel(Mark.INFO, "", delta=-1)
        self.copies = NumberField(least=1, most=99)
        self.copies.set_value(1)
        self.sheet = SheetMap()
        self.ladder = CheckField(_("Bars turned by 90°"))
        self.ladder.setToolTip(_("for a print head with dead dots"))
        self.ask_for_scan = CheckField(_("Then ask for a scan"))
        self.ask_for_scan.set_value(self._desk.settings.get(ASK_FOR_SCAN, True))
        self.reasons = ReasonChips((*REASONS, OTHER))
        self.other = LineField(_("more about it (may stay empty)"))
        self.other.setAccessibleName(_("more about it (may stay empty)"))

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 8)
        column.setSpacing(8)
        column.addWidget(FieldCell("way", _("Printer"), self.way))
        state = QHBoxLayout()
        state.setSpacing(8)
        state.addWidget(self.state, 1)
        state.addWidget(self.setup)
        column.addLayout(state)
        column.addWidget(FieldCell("stock", _("Label stock"), self.stock))
        column.addWidget(self.loaded)
        column.addWidget(FieldCell("copies", _("Copies of each"), self.copies))
        self._sheet_head = Words(_("Begin at place"), token="ink2", delta=-1)
        column.addWidget(self._sheet_head)
        column.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._again_box())
        column.addWidget(Hairline())
        column.addWidget(self.ladder)
        column.addWidget(self.ask_for_scan)
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

    def show_printers(self) -> None:
        """Offer the printers of the desk, and the system's own that are not among them."""
        kept = [one for one in self._printers.all() if one.transport]
        ways = {one.transport for one in kept}
        names = [name for name in driver_print.printer_names() if f"{DRIVER}:{name}" not in ways]
        self.way.set_choices(
            [(one.name, one.name) for one in kept]
            + [(f"{DRIVER}:{name}", _("Driver: {name}", name=name)) for name in names]
        )
        if self._printers.is_chosen():
            self.way.set_value(self._printers.kept().name)
        self._take_printer()

    def printer(self) -> Any:
        """Return the chosen profile with what is loaded and turned here."""
        profile = self._profile()
        return replace(
            profile,
            stock=self.stock.value() or profile.stock,
            ladder=bool(self.ladder.value()),
        )

    def _profile(self) -> Any:
        way = self.way.value() or ""
        found = next((one for one in self._printers.all() if one.name == way), None)
        if found is not None:
            return found
        scheme, _colon, name = way.partition(":")
        blank = replace(self._printers.kept(), transport="")
        return replace(blank, name=name, transport=way) if scheme == DRIVER else blank

    def stock_size(self) -> StockSize:
        """Return the stock that is chosen."""
        key = self.stock.value()
        return next((one for one in self._stocks if one.key == key), self._stocks[0])

    def reason(self) -> str:
        """Return why labels are printed again; empty while nothing was chosen."""
        chosen, more = self.reasons.value(), str(self.other.value())
        if chosen == OTHER or not more:
            return more if chosen == OTHER else chosen
        return f"{_(chosen)}: {more}" if chosen else more

    def problem(self, again: int) -> str:
        """Return what still stands in the way, empty when nothing does."""
        printer = self._profile()
        if not printer.transport:
            return _("Choose a printer")
        scheme = printer.transport.partition(":")[0]
        if self.stock_size().is_sheet and scheme not in (DRIVER, "file"):
            return _("A sheet needs a page printer: choose one of the system, or save as PDF")
        if self.copies.problem():
            return _("A number is not right")
        if again and not self.reason():
            return _("No reason chosen for the reprint")
        return ""

    def show_again(self, again: int) -> None:
        """Ask for a reason while printed labels are ticked."""
        self._again.setVisible(bool(again))
        self._again_head.setText(_("Reason for the reprint ({n})", n=again))
        self._again_state.setVisible(not self.reason())

    def _take_reason(self, reason: str) -> None:
        self._take_edit()
        if reason == OTHER:
            self.other.setFocus()

    def _take_printer(self) -> None:
        """Show what the chosen printer is loaded with."""
        profile = self._profile()
        self.stock.set_value(profile.stock)
        self.ladder.set_value(profile.ladder)
        self._take_edit()

    def _take_edit(self) -> None:
        self._show_parts()
        self.edited.emit()

    def _show_parts(self) -> None:
        sheet = self.stock_size()
        self._sheet_head.setVisible(sheet.is_sheet)
        self.sheet.setVisible(sheet.is_sheet)
        if sheet.is_sheet:
            self.sheet.show_sheet(sheet.columns, sheet.rows)
        self._again_state.setVisible(not self.reason())
        self._show_state()

    def _show_state(self) -> None:
        profile = self._profile()
        if not profile.transport:
            self.state.show_mark(Mark.WARN, _("No label printer yet"))
            self.loaded.hide()
            return
        driver = profile.transport.startswith(f"{DRIVER}:")
        words = [
            _("driver, exact size") if driver else profile.language.upper(),
            _("{n} dpi", n=profile.dpi),
        ]
        if profile.density is not None:
            words.append(_("density {n}", n=profile.density))
        self.state.show_mark(Mark.OK, " · ".join(words))
        self.state.setToolTip(profile.transport)
        size = next((one for one in self._stocks if one.key == profile.stock), self._stocks[0])
        same = self.stock_size().key == size.key
        said = (
            _("The printer is loaded with it too")
            if same
            else _("Loaded last: {stock}", stock=stock_name(size))
        )
        self.loaded.show_mark(Mark.INFO if same else Mark.WARN, said)
        self.loaded.show()
