"""A report saved as a file: drawn in a worker, entered in the print journal afterwards."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.print_job import JobState, PrintJob
from warrantydesk.domain.report import ReportTable
from warrantydesk.i18n import N_, list_text
from warrantydesk.services import targets
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.reports.report import Tick

if TYPE_CHECKING:
    from warrantydesk.documents.shipments.desk_paper import DeskPaper

PAPER = "report"
"""The name of the paper in the print journal."""
LONGEST_SUBJECT = 80


@dataclass(frozen=True)
class SavedReport:
    """What was written."""

    report: str
    file: str
    rows: int
    bytes: int
    sha256: str
    period: str = ""


Writing = Callable[..., SavedReport]
"""Called with an optional tick; may run in a worker."""


def writing(bench: Bench, table: ReportTable, file: Path) -> Writing:
    """Read what stands around a report now; the returned function draws it and puts it there.

    Refused(RIGHT), or INVALID for a file that cannot be written: said before the work.
    """
    from warrantydesk.services.papers.shipment_facts import desk_paper

    bench.allow("reports.save")
    draw = _drawn(file)
    folder = bench.stores.db.folder.path
    targets.may_write(file, _SIGNS[file.suffix.lower()], folder)
    desk = desk_paper(bench)

    def write(tick: Tick = lambda done, total: None) -> SavedReport:
        data = draw(desk, table, tick)
        targets.write(file, data, folder)
        sha256 = hashlib.sha256(data).hexdigest()
        return SavedReport(table.code, str(file), len(table.rows), len(data), sha256, table.period)

    return write


def enter(bench: Bench, saved: SavedReport) -> PrintJob:
    """Enter a report that was saved in the print journal."""
    job = PrintJob(
        kind="paper",
        subject=f"{saved.report} {saved.period}".strip()[:LONGEST_SUBJECT],
        printer=f"file:{Path(saved.file).name}",
        language=PAPER,
        copies=1,
        sha256=saved.sha256,
        size_bytes=saved.bytes,
        state=JobState.SENT,
        by=bench.person.login,
        at=bench.now,
    )
    if bench.is_frozen:
        return job  # a desk that is only looked at keeps no journal of what it printed
    with bench.change(N_("save report"), Kind.PRINT_JOBS):
        return bench.stores.print_jobs.add(job)


def _paper(desk: "DeskPaper", table: ReportTable, tick: Tick) -> bytes:
    from warrantydesk.documents.report import ReportPaper, render

    return render(ReportPaper(desk, table), lambda done=0, total=0: _told(tick, done, total))


def _book(desk: "DeskPaper", table: ReportTable, tick: Tick) -> bytes:
    from warrantydesk.documents.report_book import workbook

    station = f"{desk.station} {desk.station_code}".strip()
    return workbook(table, station, desk.anchor, lambda done=0, total=0: _told(tick, done, total))


def _told(tick: Tick, done: int, total: int) -> None:
    tick(done, total)


_Draw = Callable[["DeskPaper", ReportTable, Tick], bytes]
_DRAWN: dict[str, _Draw] = {".pdf": _paper, ".xlsx": _book}
_SIGNS = {".pdf": b"%PDF", ".xlsx": b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml"}


def _drawn(file: Path) -> _Draw:
    draw = _DRAWN.get(file.suffix.lower())
    if draw is None:
        raise refused(
            INVALID,
            N_("Name a file that ends in one of {endings}."),
            "file",
            endings=list_text(_DRAWN),
        )
    return draw
