"""``labels``: labels of old parts as pictures, printer bytes or PDF, to a file or a printer.

What goes to a printer is one batch; ``--resume`` prints what is left of batches that broke off.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from warrantydesk.cli.numbers import counted
from warrantydesk.cli.opening import act_for, add_data, opened
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.print_job import PrintBatch
from warrantydesk.i18n import N_
from warrantydesk.services.desk import Desk
from warrantydesk.services.label_files import write_all, write_files
from warrantydesk.services.label_order import MOST_COPIES, TAGS
from warrantydesk.services.labels import FORMS, JobReport, LabelOrder

NAME = "labels"
HELP = "draw or print labels of old parts"
_NOTE = """One JSON line a job: tag (pdf: tags), job, language, copies, sha256, bytes, state (sent,
failed, queued, preview) and, where something was wrong, error. Exit 1 when a label was not sent.
Where a printer does not take a label the rest of the batch stays queued. A state queued with an
error means that nobody knows whether the label came out.

--resume prints what is left of every batch that broke off, each label once; a label of which
nobody knows whether it came out is printed again and carries R1. --printers lists the printers
of the desk, one JSON line each."""
STOCKS = ("60x40", "100x50", "50x30", "a4-2x2", "a4-3x8")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which labels, how and where to."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _NOTE
    add_data(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--tags", metavar="A,B")
    which.add_argument("--all", action="store_true")
    which.add_argument("--resume", action="store_true", help="print the rest of open batches")
    which.add_argument("--printers", action="store_true", help="list the label printers")
    parser.add_argument("--stock", choices=STOCKS, default="60x40")
    parser.add_argument("--dpi", type=int, choices=(203, 300), default=203)
    parser.add_argument("--as", dest="form", choices=FORMS)
    parser.add_argument("--start", type=counted(1, 99), default=1, metavar="N")
    parser.add_argument("--copies", type=counted(1, MOST_COPIES), default=1, metavar="N")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--out", type=Path, metavar="PATH")
    where.add_argument("--to", metavar="tcp:HOST:PORT|cups:QUEUE|device:PATH")
    parser.add_argument("--preview", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Draw and deliver; one JSON line per job. Exit 1 when a job was not sent."""
    if args.printers:
        return _list_printers(args)
    if not args.resume and not args.form:
        raise refused(INVALID, N_("Say as what: --as {forms}."), "as", forms=", ".join(FORMS))
    if not (args.resume or args.out or args.to or args.preview):
        raise refused(INVALID, N_("Say where to: --out, --to or --preview."), "to")
    with opened(args) as desk:
        act_for(desk, "labels.print")
        reports = _resumed(desk) if args.resume else _ordered(desk, args)
    return 1 if any(report.state in ("failed", "queued") for report in reports) else 0


def _list_printers(args: argparse.Namespace) -> int:
    with opened(args) as desk:
        in_use = desk.labels.printers.kept().name
        for printer in desk.labels.printers.all():
            line = {**asdict(printer), "in_use": printer.name == in_use}
            print(json.dumps(line, ensure_ascii=False), flush=True)
    return 0


def _resumed(desk: Desk) -> list[JobReport]:
    """Print the rest of every batch that broke off, the oldest first."""
    reports: list[JobReport] = []
    for one in reversed(desk.labels.batches.unfinished()):
        reports += _run(desk, desk.labels.batches.resume(one.batch))
    return reports


def _run(desk: Desk, batch: PrintBatch) -> list[JobReport]:
    """Send a batch; what was not reached is told too, it waits for ``--resume``."""
    reports = desk.labels.batches.run(batch, _say)
    return reports + _said(desk.labels.batches.left(batch))


def _ordered(desk: Desk, args: argparse.Namespace) -> list[JobReport]:
    order = LabelOrder(args.form, args.stock, args.dpi, args.start, args.copies)
    tags = desk.labels.all_tags() if args.all else _tags(args.tags)
    return _delivered(desk, tags, order, args)


def _say(report: JobReport) -> None:
    print(json.dumps(_line(report), ensure_ascii=False), flush=True)


def _said(reports: list[JobReport]) -> list[JobReport]:
    for report in reports:
        _say(report)
    return reports


def _tags(text: str) -> list[str]:
    return [tag.replace(" ", "") for tag in text.split(",") if tag.strip()]


def _delivered(
    desk: Desk, tags: list[str], order: LabelOrder, args: argparse.Namespace
) -> list[JobReport]:
    labels = desk.labels.labels_of(TAGS, tags)
    if args.to and not args.preview:
        return _run(desk, desk.labels.batches.begin(labels, order, args.to))
    if not args.preview:
        return _said(write_all(desk.labels, desk.labels.draw_each(labels, order), args.out, order))
    drawn = desk.labels.draw(labels, order)
    if args.out:
        write_files(drawn, order.form, args.out, desk.labels.desk_folder)
    return _said([desk.labels.preview(each, order) for each in drawn])


def _line(report: JobReport) -> dict[str, object]:
    pdf = report.language == "pdf"
    subject: dict[str, object] = (
        {"tags": list(report.tags)} if pdf else {"tag": " ".join(report.tags)}
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
