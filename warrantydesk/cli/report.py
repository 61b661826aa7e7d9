"""``report CODE``: a report as JSON lines, or as a PDF or Excel file."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from warrantydesk.cli.days import day_of
from warrantydesk.cli.opening import act_for, opened
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.report import GROUP_NAMES, ReportCell, ReportRow, ReportTable
from warrantydesk.i18n import N_, _
from warrantydesk.services.desk import Desk
from warrantydesk.services.reports import REPORTS

NAME = "report"
HELP = "print a report as JSON lines, or write it to a .pdf or .xlsx file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the report, its days, brand and choices, and the file."""
    parser.add_argument("code", nargs="?", metavar="CODE", help="see --list")
    parser.add_argument("--from", dest="first", metavar="DAY", help="first day, YYYY-MM-DD")
    parser.add_argument("--to", dest="last", metavar="DAY", help="last day, YYYY-MM-DD")
    parser.add_argument("--brand", default="", metavar="CODE")
    parser.add_argument(
        "--choice",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="a choice of the report's own; may be given several times",
    )
    parser.add_argument("--to-file", type=Path, metavar="FILE", help=".pdf or .xlsx")
    parser.add_argument("--list", action="store_true", help="name the reports and their choices")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder")


def run(args: argparse.Namespace) -> int:
    """Print the report, or write it and print what was written."""
    if args.list:
        _list()
        return 0
    for name, value in (("CODE", args.code), ("--data", args.data)):
        if not value:
            raise refused(INVALID, N_("Say which: {option} is missing."), name, option=name)
    first, last = day_of(args.first, "--from"), day_of(args.last, "--to")
    choices = dict(map(_choice, args.choice))
    with opened(args) as desk:
        _act(desk, args.code)
        if args.to_file:
            saved = desk.reports.save(args.code, args.to_file, first, last, args.brand, choices)
            _print(
                {
                    "report": saved.report,
                    "file": saved.file,
                    "rows": saved.rows,
                    "bytes": saved.bytes,
                    "sha256": saved.sha256,
                }
            )
        else:
            _print_table(desk.reports.build(args.code, first, last, args.brand, choices))
    return 0


def _act(desk: Desk, code: str) -> None:
    """Let the first person act who may see and save the report."""
    right = next((one.right for one in REPORTS if one.code == code), "")
    act_for(desk, right or "reports.save")


def _choice(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign:
        raise refused(
            INVALID, N_("Write a choice as KEY=VALUE, not “{text}”."), "--choice", text=text[:80]
        )
    return key.strip(), value.strip()


def _list() -> None:
    for one in REPORTS:
        choices = {choice.key: [value for value, _words in choice.values] for choice in one.choices}
        _print(
            {
                "report": one.code,
                "title": _(one.title),
                "group": _(GROUP_NAMES[one.group]),
                "choices": choices,
            }
        )


def _print_table(table: ReportTable) -> None:
    """Print a line a row, and a last one with the total, the finding, figures and notes."""
    for row in table.rows:
        _print({"row": row.key, **_cells(table, row)})
    _print(
        {
            "report": table.code,
            "title": table.title,
            "period": table.period,
            "rows": len(table.rows),
            "total": _cells(table, table.total) if table.total is not None else None,
            "finding": table.chart.finding if table.chart is not None else "",
            "figures": {one.title: _plain(one.value) for one in table.figures},
            "suggestions": [one.title for one in table.suggestions],
            "notes": list(table.notes),
        }
    )


def _cells(table: ReportTable, row: ReportRow) -> dict[str, Any]:
    pairs = zip(table.columns, row.cells, strict=True)
    return {column.key: _plain(cell) for column, cell in pairs}


def _plain(cell: ReportCell) -> str | int | None:
    return cell.isoformat() if isinstance(cell, date) else cell


def _print(line: dict[str, Any]) -> None:
    print(json.dumps(line, ensure_ascii=False))
