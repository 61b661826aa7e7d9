"""The archive's table over all claims, against QSqlQueryModel (or all rows loaded) in one run.

    python tests/benchmarks/archive_table.py [--folder DIR | --claims N] [--frames N]

First paint: an empty table is filled with the newest claims and painted. Jump to end: the oldest
claim in sight. Scroll frame: one page further down, painted. Memory: the most this process held
while the table was scrolled to its end and back. Nothing is written: the folder is only read.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtWidgets import QApplication, QTableView  # noqa: E402

from warrantydesk.services.desk import Desk  # noqa: E402
from warrantydesk.ui.kit import theme  # noqa: E402
from warrantydesk.ui.tabs.archive.columns import RowWords  # noqa: E402
from warrantydesk.ui.tabs.archive.find_pane import FindPane  # noqa: E402
from warrantydesk.ui.tabs.archive.hits import Hits  # noqa: E402

SIZE = (1000, 640)
PEER = (
    "SELECT c.claim_number, c.opened_on, c.vehicle_plate, c.vehicle_model_code,"
    " c.narrative_complaint, c.total_fen, c.state FROM claim c JOIN visit v ON v.id = c.visit_id"
    " ORDER BY c.id DESC"
)


def reading(folder: Path) -> Desk:
    """Return a desk over a folder that is only read."""
    desk = Desk(folder)
    desk._db.open_to_read()
    desk.build_services(desk.bench)
    site = desk.stores.sites.only()
    assert site is not None
    desk.bench.site, desk.bench.person = site, desk.people.all()[0]
    return desk


def took(work: Callable[[], object]) -> float:
    """Return the milliseconds that a piece of work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def held() -> float:
    """Return the MB that this process holds, 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def paint(widget: Any) -> None:
    """Let everything due happen, and paint."""
    QApplication.processEvents()
    widget.repaint()


def ours(desk: Desk) -> tuple[FindPane, Callable[[], None]]:
    """Return the middle of the archive, painted empty, and what fills and paints it."""
    hits = Hits(desk)
    pane = FindPane(hits, RowWords(desk), lambda: None)
    pane.resize(*SIZE)
    pane.show()
    paint(pane)

    def fill() -> None:
        hits.forget()
        hits.ask("", {})
        pane.show_hits(None)
        paint(pane.table.viewport())

    return pane, fill


def theirs(folder: Path, keep: list[Any]) -> tuple[QTableView, Callable[[], None]]:
    """Return a plain table, painted empty, and what fills it by QSqlQueryModel and paints it.

    Where Qt has no SQL all rows are loaded.
    """
    view = QTableView()
    view.resize(*SIZE)
    view.show()
    paint(view.viewport())

    def fill() -> None:
        keep.append(_sql_model(folder, keep) or _loaded(folder))
        view.setModel(keep[-1])
        paint(view.viewport())

    return view, fill


def _sql_model(folder: Path, keep: list[Any]) -> Any:
    try:
        from PySide6.QtSql import QSqlDatabase, QSqlQueryModel
    except ImportError:
        return None
    db = QSqlDatabase.addDatabase("QSQLITE", "peer")
    db.setConnectOptions("QSQLITE_OPEN_READONLY")
    db.setDatabaseName(str(folder / "claims.db"))
    if not db.open():
        return None
    model = QSqlQueryModel()
    model.setQuery(PEER, db)
    keep += [db, model]
    return model


def _loaded(folder: Path) -> Any:
    import sqlite3

    from warrantydesk.ui.kit.table import Column, ListModel

    connection = sqlite3.connect(f"{(folder / 'claims.db').resolve().as_uri()}?mode=ro", uri=True)
    names = [str(number) for number in range(7)]
    model = ListModel([Column(name, name) for name in names])
    model.show([dict(zip(names, row, strict=True)) for row in connection.execute(PEER)])
    return model


def to_end(view: Any) -> None:
    """Bring the last row in sight, however the model gets there."""
    model = view.model()
    while model.canFetchMore(view.rootIndex()):
        model.fetchMore(view.rootIndex())
    view.scrollToBottom()
    paint(view.viewport())


def frames(view: Any, count: int) -> float:
    """Return the middle of the milliseconds that a further page takes, from the top on."""
    bar = view.verticalScrollBar()
    view.scrollToTop()
    paint(view.viewport())

    def further() -> None:
        bar.setValue(bar.value() + bar.pageStep())
        paint(view.viewport())

    return statistics.median(took(further) for _frame in range(count))


def walk(view: Any, steps: int) -> float:
    """Scroll to the end and back; return the most MB that were held."""
    bar = view.verticalScrollBar()
    most = held()
    there = [bar.maximum() * number // steps for number in range(steps + 1)]
    for place in (*there, *reversed(there)):
        bar.setValue(place)
        paint(view.viewport())
        most = max(most, held())
    return most


def main() -> None:
    """Measure both sides and print them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--frames", type=int, default=200)
    args = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, dark=False)
    with tempfile.TemporaryDirectory() as place:
        folder = args.folder
        if folder is None:
            from warrantydesk.demo import build

            folder = Path(place) / "shop"
            build(folder, args.claims, 1)
        measure(folder, args.frames)


def measure(folder: Path, count: int) -> None:
    """Measure one after the other: first ours, so that its memory is its own."""
    desk = reading(folder)
    keep: list[Any] = []
    pane, fill = ours(desk)
    first, table = {"ours": took(fill)}, pane.table
    rows = table.model().rowCount()
    end = {"ours": took(lambda: to_end(table))}
    frame = {"ours": frames(table, count)}
    most = walk(table, 400)
    view, fill = theirs(folder, keep)
    first["peer"] = took(fill)
    name = type(view.model()).__name__
    frame["peer"] = frames(view, count)
    end["peer"] = took(lambda: to_end(view))
    print(f"{rows:,} claims; the peer is {name}")
    for what, times in (("first paint", first), ("jump to end", end), ("scroll frame", frame)):
        ratio = times["ours"] / times["peer"]
        print(f"{what}: ours {times['ours']:.1f} ms, {times['peer']:.1f} ms, ratio {ratio:.3f}")
    print(f"held while scrolled to the end and back: {most:.0f} MB at most")
    view.close()
    pane.close()
    desk._db.close()


if __name__ == "__main__":
    main()
