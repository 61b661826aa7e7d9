"""The label printers of the desk: how each speaks, what is loaded, where its labels go."""

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, refused
from warrantydesk.domain.text import line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.label_order import DRIVER, PRINTER_LANGUAGES, LabelOrder
from warrantydesk.services.setting_table import LABEL_PRINTER, LABEL_PRINTERS, kept

if TYPE_CHECKING:
    from warrantydesk.printing.printer import Printer

RESOLUTIONS = (203, 300)
MEDIA = ("gap", "mark", "continuous")
"""How a printer finds the edge of a label."""
SCHEMES = (DRIVER, "tcp", "cups", "device", "windows", "file")
FIRST = "label"
"""The name of a printer before it was given one."""
LONGEST_NAME = 40
_SHOWN = 80


def must_be_connection(to: str, field: str) -> None:
    """Refuse with INVALID what names no way to a printer: a kind that there is, and a target."""
    scheme, _colon, target = to.partition(":")
    if scheme not in SCHEMES or not target.strip():
        raise refused(
            INVALID,
            N_(
                "“{to}” is no connection to a printer. Use tcp:ADDRESS:9100, cups:QUEUE,"
                " device:PATH, file:PATH or windows:NAME."
            ),
            field,
            to=line(to)[:_SHOWN],
        )


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
    """Keeps the profiles of the label printers in the settings; one of them is in use."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def all(self) -> "tuple[Printer, ...]":
        """Return every profile, in the order in which they came."""
        from warrantydesk.printing.printer import Printer

        former = kept(self._bench.stores, LABEL_PRINTER)
        found = kept(self._bench.stores, LABEL_PRINTERS) or ([former] if former else [])
        return tuple(Printer(**one) for one in found)

    def kept(self) -> "Printer":
        """Return the printer in use; without a transport where none was chosen yet."""
        from warrantydesk.printing.printer import Printer

        found = kept(self._bench.stores, LABEL_PRINTER) or {}
        return Printer(**found) if found else Printer(name=FIRST)

    def is_chosen(self) -> bool:
        """Tell whether a printer was chosen."""
        return bool(self.kept().transport)

    def save(self, printer: "Printer") -> None:
        """Keep a profile under its name and use it from now on.

        Refused(INVALID) without a name, and for a transport without target or of no known kind.
        """
        self._bench.allow("settings.save")
        name = self._named(printer.name)
        if printer.transport:
            must_be_connection(printer.transport, "transport")
        profile, known = replace(printer, name=name), self.all()
        if any(one.name == name for one in known):
            self._write([profile if one.name == name else one for one in known], profile)
        else:
            self._write([*known, profile], profile)

    def choose(self, name: str) -> "Printer":
        """Use another printer; Refused(NOT_FOUND) when there is none of this name."""
        found = self._known(name)
        self._bench.allow("settings.save")
        self._write(list(self.all()), found)
        return found

    def rename(self, name: str, new: str) -> "Printer":
        """Give a printer another name; Refused(INVALID) where another one has it."""
        found = self._known(name)
        self._bench.allow("settings.save")
        wanted = self._named(new)
        if wanted != name and any(one.name == wanted for one in self.all()):
            raise refused(INVALID, N_("There is a printer “{name}” already."), "name", name=wanted)
        renamed = replace(found, name=wanted)
        whole = [renamed if one.name == name else one for one in self.all()]
        self._write(whole, renamed if self.kept().name == name else self.kept())
        return renamed

    def remove(self, name: str) -> None:
        """Take a profile off the list; the print journal still names it where it printed.

        Refused(STATE) for the only one.
        """
        self._known(name)
        self._bench.allow("settings.save")
        left = [one for one in self.all() if one.name != name]
        if not left:
            raise refused(STATE, N_("This is the only printer: change it instead."), "name")
        self._write(left, self.kept() if self.kept().name != name else left[0])

    def _known(self, name: str) -> "Printer":
        found = next((one for one in self.all() if one.name == name), None)
        if found is None:
            raise refused(NOT_FOUND, N_("There is no printer “{name}”."), "name", name=name)
        return found

    @staticmethod
    def _named(name: str) -> str:
        return needs(line(name)[:LONGEST_NAME], "name", N_("Give the printer a name."))

    def _write(self, printers: "list[Printer]", in_use: "Printer") -> None:
        settings = self._bench.stores.settings
        rows, chosen = [asdict(one) for one in printers], asdict(in_use)
        if rows == settings.get(LABEL_PRINTERS) and chosen == settings.get(LABEL_PRINTER):
            return
        with self._bench.change(N_("save label printer"), Kind.SETTINGS):
            settings.set(LABEL_PRINTERS, rows)
            settings.set(LABEL_PRINTER, chosen)

    def for_order(self, order: LabelOrder, to: str = "") -> "Printer":
        """Return the profile as an order needs it: that of the printer at ``to``, or in use."""
        there = (one for one in self.all() if to and one.transport == to)
        printer = next(there, self.kept())
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
