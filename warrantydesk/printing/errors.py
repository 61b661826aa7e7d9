"""What can go wrong between the desk and a printer, as a sentence that says what to do."""

from warrantydesk.domain.errors import Unavailable

PRINTER = "PRINTER"
SILENT = "PRINTER_SILENT"


class PrinterUnreachable(Unavailable):
    """The bytes did not reach the printer or file; ``message`` is a marked sentence."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message, PRINTER, **values)


class PrinterSilent(Unavailable):
    """The bytes left, but the printer never said that it has them: the label is in doubt."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message, SILENT, **values)
