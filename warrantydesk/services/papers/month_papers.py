"""The papers of a month: MONTH_PAPERS in the order in which they go to finance and the manager."""

from functools import partial

from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers import (
    month_sheet,
    parts_summary,
    reconciliation,
    settlement_summary,
)
from warrantydesk.services.papers.money_words import Build, drawing, number, reading, writing
from warrantydesk.services.papers.paper import Draw, Paper


def _prepare(code: str, build: Build, bench: Bench, subject: int) -> Draw:
    return drawing(reading(bench, subject, code), build)


def _write(code: str, build: Build, bench: Bench, subject: int) -> Draw:
    return writing(reading(bench, subject, code), build)


def _paper(code: str, name: str, build: Build) -> Paper:
    return Paper(
        code,
        name,
        partial(_prepare, code, build),
        number=number,
        book=partial(_write, code, build),
    )


MONTH_PAPERS = (
    _paper(
        parts_summary.PARTS_SUMMARY,
        N_("Monthly summary of warranty parts and claims"),
        parts_summary.build,
    ),
    _paper(
        settlement_summary.SETTLEMENT_SUMMARY, N_("Settlement summary"), settlement_summary.build
    ),
    _paper(reconciliation.RECONCILIATION, N_("Reconciliation with finance"), reconciliation.build),
    _paper(month_sheet.MONTH_SHEET, N_("Sheet of the month close"), month_sheet.build),
)
