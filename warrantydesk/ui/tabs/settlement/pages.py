"""The pages of the tab in the order of their keys Alt+1…; each is built when it is first shown."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from warrantydesk.i18n import N_
from warrantydesk.ui.shell import Shell

Maker = Callable[[Shell, Any], Any]
"""Makes a page, a widget, with the shell and the desk."""
STATEMENTS = "statements"


class Page(Protocol):
    """What the tab asks of a page."""

    def refresh(self) -> None:
        """Read again what the page shows."""

    def open_thing(self, kind: str, key: Any) -> None:
        """Show one thing; the page is already in front."""

    def take_scan(self, text: str) -> bool:
        """Take a scan for the page itself; False where it is nothing of the page."""


class PageEntry(NamedTuple):
    """A page: its key, title and icon, the kinds of things it shows, how its class is loaded."""

    key: str
    title: str
    icon: str
    kinds: frozenset[str]
    load: Callable[[], Maker]


def _statements() -> Maker:
    from warrantydesk.ui.tabs.settlement.statement_page import StatementPage

    return StatementPage


def _months() -> Maker:
    from warrantydesk.ui.tabs.settlement.month_page import MonthPage

    return MonthPage


def _deductions() -> Maker:
    from warrantydesk.ui.tabs.settlement.deduction_page import DeductionPage

    return DeductionPage


def _invoices() -> Maker:
    from warrantydesk.ui.tabs.settlement.invoice_page import InvoicePage

    return InvoicePage


def _receipts() -> Maker:
    from warrantydesk.ui.tabs.settlement.receipt_page import ReceiptPage

    return ReceiptPage


def _receivables() -> Maker:
    from warrantydesk.ui.tabs.settlement.receivable_page import ReceivablePage

    return ReceivablePage


def _write_offs() -> Maker:
    from warrantydesk.ui.tabs.settlement.write_off_page import WriteOffPage

    return WriteOffPage


PAGES = (
    PageEntry(
        STATEMENTS,
        N_("Statements"),
        "table",
        frozenset({"statement", "statement_line"}),
        _statements,
    ),
    PageEntry("deductions", N_("Deductions"), "minus", frozenset({"deduction"}), _deductions),
    PageEntry("invoices", N_("Invoices"), "document", frozenset({"invoice"}), _invoices),
    PageEntry("receipts", N_("Receipts"), "money", frozenset({"receipt"}), _receipts),
    PageEntry("receivables", N_("Receivables"), "chart", frozenset({"receivable"}), _receivables),
    PageEntry("write_offs", N_("Write-offs"), "delete", frozenset({"write_off"}), _write_offs),
    PageEntry("months", N_("Month end"), "lock", frozenset({"month"}), _months),
)
"""In this order: statements, deductions, invoices, receipts, receivables, write-offs, months."""


def page_of(kind: str) -> str:
    """Return the key of the page that shows a kind of thing; a page's own key opens it too."""
    found = (one.key for one in PAGES if kind == one.key or kind in one.kinds)
    return next(found, "")


def _ages() -> Maker:
    from warrantydesk.ui.tabs.settlement.receivable_block import AgeBlock

    return AgeBlock


def _open_deductions() -> Maker:
    from warrantydesk.ui.tabs.settlement.receivable_block import DeductionBlock

    return DeductionBlock


_BLOCKS: tuple[Callable[[], Maker], ...] = (_ages, _open_deductions)
"""Small blocks of the left column, from top to bottom: made as pages are, with ``refresh()``."""


def made_blocks(shell: Shell, desk: Any) -> list[Any]:
    """Build the blocks of the left column."""
    return [load()(shell, desk) for load in _BLOCKS]
