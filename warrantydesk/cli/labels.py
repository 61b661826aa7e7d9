"""``labels``: labels of old parts as pictures, printer bytes or PDF, to a file or a printer."""

import argparse
import json
from pathlib import Path

from warrantydesk.cli.numbers import counted
from warrantydesk.cli.opening import act_for, add_data, opened
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.i18n import N_
from warrantydesk.services.desk import Desk
from warrantydesk.services.label_files import write_all, write_files
from warrantydesk.services.label_order import MOST_COPIES
from warrantydesk.services.labels import FORMS, JobReport, LabelOrder

NAME = "labels"
HELP = "draw or print labels of old parts"
STOCKS = ("60x40", "100x50", "50x30", "a4-2x2", "a4-3x8")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which labels, how and where to."""
    add_data(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--tags", metavar="A,B")
    which.add_argument("--all", action="store_true")
    parser.add_argument("--stock", choices=STOCKS, default="60x40")
    parser.add_argument("--dpi", type=int, choices=(203, 300), default=203)
    parser.add_argument("--as", dest="form", choices=FORMS, required=True)
    parser.add_argument("--start", type=counted(1, 99), default=1, metavar="N")
    parser.add_argument("--copies", type=counted(1, MOST_COPIES), default=1, metavar="N")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--out", type=Path, metavar="PATH")
    where.add_argument("--to", metavar="tcp:HOST:PORT|cups:QUEUE|device:PATH")
    parser.add_argument("--preview", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Draw and deliver; one JSON line per job. Exit 1 when a job failed."""
    if not (args.out or args.to or args.preview):
        raise refused(INVALID, N_("Say where to: --out, --to or --preview."), "to")
    order = LabelOrder(args.form, args.stock, args.dpi, args.start, args.copies)
    with opened(args) as desk:
        act_for(desk, "labels.print")
        tags = desk.labels.all_tags() if args.all else _tags(args.tags)
        reports = _delivered(desk, tags, order, args)
    for report in reports:
        print(json.dumps(_line(report, order.form), ensure_ascii=False), flush=True)
    return 1 if any(report.state == "failed" for report in reports) else 0


def _tags(text: str) -> list[str]:
    return [tag.replace(" ", "") for tag in text.split(",") if tag.strip()]


def _delivered(
    desk: Desk, tags: list[str], order: LabelOrder, args: argparse.Namespace
) -> list[JobReport]:
    drawn = desk.labels.draw([desk.labels.facts(tag) for tag in tags], order)
    if args.preview:
        if args.out:
            write_files(drawn, order.form, args.out, desk.labels.desk_folder)
        return [desk.labels.preview(each, order) for each in drawn]
    if args.to:
        return [desk.labels.send(each, args.to, order) for each in drawn]
    return write_all(desk.labels, drawn, args.out, order)


def _line(report: JobReport, form: str) -> dict[str, object]:
    subject: dict[str, object] = (
        {"tags": list(report.tags)} if form == "pdf" else {"tag": report.tags[0]}
    )
    line = {
        **subject,
        "job": report.job,
        "language": report.language,
        "copies": report.copies,
        "sha256": report.sha256,
        "bytes": report.bytes,
        "state": report.state,
    }
    return {**line, "error": report.error} if report.error else line
