"""The papers of a statement: STATEMENT_PAPERS."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers import difference_sheet, invoice_notice
from warrantydesk.services.papers.paper import Draw, Paper

if TYPE_CHECKING:
    from warrantydesk.documents.money_sheet import MoneySheet

Build = Callable[[Bench, int], "MoneySheet"]
"""Reads a statement into the sheet that is drawn, or written as a workbook."""


def number(bench: Bench, statement_id: int) -> str:
    """Return the number of a statement; Refused(NOT_FOUND) where there is none."""
    return bench.stores.statements.get(statement_id).number


def _prepare(build: Build, bench: Bench, statement_id: int) -> Draw:
    from warrantydesk.documents import money_sheet

    return partial(money_sheet.render, build(bench, statement_id))


def _write(build: Build, bench: Bench, statement_id: int) -> Draw:
    from warrantydesk.documents import money_sheet

    return partial(money_sheet.workbook, build(bench, statement_id))


def _paper(code: str, name: str, build: Build) -> Paper:
    return Paper(code, name, partial(_prepare, build), number=number, book=partial(_write, build))


STATEMENT_PAPERS = (
    _paper(difference_sheet.DIFFERENCE_SHEET, N_("Difference sheet"), difference_sheet.build),
    _paper(invoice_notice.INVOICE_NOTICE, N_("Invoice notice"), invoice_notice.build),
)
