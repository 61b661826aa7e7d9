"""The archive's table over all claims, against QSqlQueryModel (or all rows loaded) in one run.

    python tests/benchmarks/archive_table.py [--folder DIR | --claims N] [--rounds N] [--frames N]

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
from warrantydesk.ui.tabs.archive.claims_model import ClaimsModel  # noqa: E402
from warrantydesk.ui.tabs.archive.columns import RowWords, columns  # noqa: E402
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


def _no_worker(*_work: object) -> None:
    """Begin nothing: what is shown here needs no worker."""


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
    """Return the middle of the archive, painted empty, and what fills it and paints it."""
    hits = Hits(desk, _no_worker)
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


def plain() -> QTableView:
    """Return a plain table of Qt, painted empty."""
    view = QTableView()
    view.resize(*SIZE)
    view.show()
    paint(view.viewport())
    return view


def windowed(desk: Desk) -> tuple[QTableView, Callable[[], None]]:
    """Return a plain table, and what fills it by our model and paints it."""
    view, hits = plain(), Hits(desk, _no_worker)
    model = ClaimsModel(columns(RowWords(desk), hits), parent=view)

    def fill() -> None:
        hits.forget()
        hits.ask("", {})
        model.set_source(hits)
        view.setModel(model)
        paint(view.viewport())

    return view, fill


def theirs(folder: Path, keep: list[Any]) -> tuple[QTableView, Callable[[], None]]:
    """Return a plain table, and what fills it by QSqlQueryModel and paints it.

    Where Qt has no SQL all rows are loaded.
    """
    view = plain()

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
    if not keep:
        db = QSqlDatabase.addDatabase("QSQLITE", "peer")
        db.setConnectOptions("QSQLITE_OPEN_READONLY")
        db.setDatabaseName(str(folder / "claims.db"))
        keep.append(db)
    db = keep[0]
    if not db.isOpen() and not db.open():
        return None
    model = QSqlQueryModel()
    model.setQuery(PEER, db)
    keep.append(model)
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


def a_page(view: Any) -> float:
    """Return the milliseconds until a further page is painted; after the last the first."""
    bar = view.verticalScrollBar()

    def further() -> None:
        end = bar.value() + bar.pageStep() > bar.maximum()
        bar.setValue(0 if end else bar.value() + bar.pageStep())
        paint(view.viewport())

    return took(further)


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
    parser.add_argument("--rounds", type=int, default=15, help="first paints")
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
        measure(folder, args.rounds, args.frames)


def measure(folder: Path, rounds: int, count: int) -> None:
    """Measure the archive, its model in a plain table, and the peer's there, in turns."""
    desk = reading(folder)
    keep: list[Any] = []
    pane, fill = ours(desk)
    fill()
    most = walk(pane.table, 400)
    sides = [(pane.table, fill), windowed(desk), theirs(folder, keep)]
    first = in_turns(rounds, [lambda fill=fill: took(fill) for _view, fill in sides])
    frame = in_turns(count, [lambda view=view: a_page(view) for view, _fill in sides])
    end = [took(lambda view=view: to_end(view)) for view, _fill in sides]
    peer = sides[-1][0].model()
    rows = pane.table.model().rowCount()
    print(f"{rows:,} claims; the peer is {type(peer).__name__}; both models in a plain table")
    for what, (seen, own, other) in (
        ("first paint", first),
        ("jump to end", end),
        ("scroll frame", frame),
    ):
        print(
            f"{what}: ours {own:.1f} ms, theirs {other:.1f} ms, ratio {own / other:.3f};"
            f" as the archive paints it {seen:.1f} ms, ratio {seen / other:.3f}"
        )
    print(f"held while scrolled to the end and back: {most:.0f} MB at most")
    for view in (pane, *(view for view, _fill in sides[1:])):
        view.close()
    desk._db.close()


def in_turns(rounds: int, works: list[Callable[[], float]]) -> list[float]:
    """Return the middle of the milliseconds of each, done in turns so that all share the noise."""
    times: list[list[float]] = [[] for _work in works]
    for _round in range(rounds):
        for held_by, work in zip(times, works, strict=True):
            held_by.append(work())
    return [statistics.median(each) for each in times]


if __name__ == "__main__":
    main()
