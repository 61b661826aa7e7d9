"""Importing a long table, against reading it and inserting the bare rows in the same run.

    python tests/benchmarks/imports.py [--parts N] [--vins N]

A maker's price list as a new version of the table of parts, and the VIN list of a recall. The
peer reads the same workbook with the same library and inserts its rows into a bare SQLite table
in one transaction: no column is understood, no row judged, no journal kept.
"""

import argparse
import sqlite3
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from fakes import FixedClock  # noqa: E402 - the tests' own modules, found by the lines above

from warrantydesk.domain.vin import check_digit  # noqa: E402
from warrantydesk.services.desk import Desk  # noqa: E402
from warrantydesk.services.imports import Subject  # noqa: E402

_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}"/></Relationships>'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
    '"/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>'
)


def workbook(file: Path, rows: Iterable[Iterable[str | int]]) -> Path:
    """Write a workbook with one sheet."""
    lines = []
    for row in rows:
        cells = "".join(
            f"<c><v>{cell}</v></c>"
            if isinstance(cell, int)
            else f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            for cell in row
        )
        lines.append(f"<row>{cells}</row>")
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", _TYPES)
        out.writestr("_rels/.rels", _LINKS.format(kind="officeDocument", target="xl/workbook.xml"))
        out.writestr("xl/workbook.xml", _BOOK)
        links = _LINKS.format(kind="worksheet", target="worksheets/sheet1.xml")
        out.writestr("xl/_rels/workbook.xml.rels", links)
        out.writestr("xl/worksheets/sheet1.xml", sheet)
    return file


def prices(count: int) -> Iterable[list[str | int]]:
    """Yield a price list of so many parts."""
    yield ["配件编码", "中文名称", "未税价", "配套厂", "车用数"]
    for n in range(count):
        price = f"{(n % 9000 + 100) / 7:.2f}"
        yield [f"{1_000_000 + n}-AE{n % 90 + 10}", f"配件 {n}", price, "QA1011", n % 4 + 1]


def vins(count: int) -> Iterable[list[str | int]]:
    """Yield a VIN list of so many cars."""
    yield ["VIN", "活动编号"]
    for n in range(count):
        bare = f"LX0DS22A0SB{n:06d}"
        yield [bare[:8] + check_digit(bare) + bare[9:], "QC-R26-01"]


def bare(file: Path, folder: Path) -> float:
    """Read a workbook and insert its rows into a bare table; returns the seconds."""
    from python_calamine import CalamineWorkbook

    begun = time.perf_counter()
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    db = sqlite3.connect(folder / f"{file.stem}.db")
    db.execute("PRAGMA journal_mode=WAL")
    marks = ", ".join("?" * len(rows[0]))
    db.execute(f"CREATE TABLE t ({', '.join(f'c{n}' for n in range(len(rows[0])))})")
    with db:
        db.executemany(f"INSERT INTO t VALUES ({marks})", rows[1:])
    db.close()
    return time.perf_counter() - begun


def ours(desk: Desk, file: Path, target: str, subject: Subject) -> dict[str, float]:
    """Import a workbook; returns the seconds of each step."""
    spent: dict[str, float] = {}

    def timed(step: str, work: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        result = work()
        spent[step] = time.perf_counter() - begun
        return result

    book = timed("read", lambda: desk.imports.read(file))
    draft = timed("columns", lambda: desk.imports.draft(book, target, subject))
    preview = timed("rows judged", lambda: desk.imports.preview(draft))
    timed("written", lambda: desk.imports.apply(draft, preview))
    return spent


def main() -> None:
    """Measure both lists and print both sides."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--parts", type=int, default=50_000)
    parser.add_argument("--vins", type=int, default=99_990)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with Desk(folder / "desk", FixedClock()).open(create=True) as desk:
            for name, rows, target, subject in (
                ("price list", prices(args.parts), "policy_table",
                 Subject("QC", "parts", date(2026, 12, 1))),
                ("VIN list", vins(args.vins), "campaign_vins", Subject("QC", "QC-R26-01")),
            ):  # fmt: skip
                file = workbook(folder / f"{target}.xlsx", rows)
                floor = bare(file, folder)
                spent = ours(desk, file, target, subject)
                total = sum(spent.values())
                steps = ", ".join(f"{step} {took:.2f} s" for step, took in spent.items())
                print(f"{name}: read and bare insert {floor:.2f} s")
                print(f"{name}: imported in {total:.2f} s, ratio {total / floor:.1f} ({steps})")


if __name__ == "__main__":
    main()
