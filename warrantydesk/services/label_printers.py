"""The label printer of the desk: how it speaks, what is loaded, where its labels go."""

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.label_order import DRIVER, PRINTER_LANGUAGES, LabelOrder
from warrantydesk.services.setting_table import LABEL_PRINTER, kept

if TYPE_CHECKING:
    from warrantydesk.printing.printer import Printer

RESOLUTIONS = (203, 300)
SCHEMES = (DRIVER, "tcp", "cups", "device", "windows", "file")


@dataclass(frozen=True)
class StockSize:
    """A stock as it is offered; a sheet has ``columns`` x ``rows`` places, a label 1 x 1."""

    key: str
    width_mm: float
    height_mm: float
    columns: int = 1
    rows: int = 1

    @property
    def places(self) -> int:
        """How many labels there are."""
        return self.columns * self.rows

    @property
    def is_sheet(self) -> bool:
        """Whether only a page printer takes it."""
        return self.places > 1


class LabelPrinters:
    """Keeps the profile of the label printer in the settings."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def kept(self) -> "Printer":
        """Return the printer's profile; without a transport where none was chosen yet."""
        from warrantydesk.printing.printer import Printer

        found = kept(self._bench.stores, LABEL_PRINTER) or {}
        return Printer(**found) if found else Printer(name="label")

    def is_chosen(self) -> bool:
        """Tell whether a printer was chosen."""
        return bool(self.kept().transport)

    def save(self, printer: "Printer") -> None:
        """Keep the profile; Refused(INVALID) for a transport without target or of no known kind."""
        self._bench.allow("settings.save")
        scheme, _colon, target = printer.transport.partition(":")
        if printer.transport and (scheme not in SCHEMES or not target.strip()):
            raise refused(
                INVALID,
                N_("“{to}” is no connection to a printer."),
                "transport",
                to=printer.transport,
            )
        if asdict(printer) == kept(self._bench.stores, LABEL_PRINTER):
            return
        with self._bench.change(N_("save label printer"), Kind.SETTINGS):
            self._bench.stores.settings.set(LABEL_PRINTER, asdict(printer))

    def for_order(self, order: LabelOrder) -> "Printer":
        """Return the profile as an order needs it."""
        printer = self.kept()
        form = order.form if order.form in PRINTER_LANGUAGES else printer.language
        return replace(printer, language=form, dpi=order.dpi, stock=order.stock)

    def order(self, printer: "Printer", kind: str, copies: int = 1, start: int = 1) -> LabelOrder:
        """Return how labels are ordered from a printer: sheets as PDF, the driver its raster."""
        driver = printer.transport.startswith(f"{DRIVER}:")
        sheet = next((size.is_sheet for size in self.stocks() if size.key == printer.stock), False)
        form = "pdf" if sheet else DRIVER if driver else printer.language
        return LabelOrder(
            form=form,
            stock=printer.stock,
            dpi=printer.dpi,
            start=start if sheet else 1,
            copies=copies,
            kind=kind,
            ladder=printer.ladder,
        )

    def stocks(self) -> tuple[StockSize, ...]:
        """Return every stock and sheet that labels can be drawn for."""
        from warrantydesk.documents.labels.stock import SHEETS, STOCKS

        return (
            *(StockSize(one.key, one.width_mm, one.height_mm) for one in STOCKS),
            *(
                StockSize(one.key, one.width_mm, one.height_mm, one.columns, one.rows)
                for one in SHEETS
            ),
        )
