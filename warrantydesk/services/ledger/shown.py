"""A table of the window as a file: what stands on the screen, written by the same hands."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from warrantydesk.domain.listing import ListColumn, ListHead
from warrantydesk.services import targets
from warrantydesk.services.bench import Bench
from warrantydesk.services.ledger.drawing import SIGNS, Surroundings, share
from warrantydesk.services.ledger.export import Exporting, ending_of, paper_desk
from warrantydesk.services.ledger.rows import Row, Tick

SHOWN = "shown"
"""The code of every such list."""
WIDEST = 140
"""Letters that a line on paper takes; beyond them numbers would be broken."""


def exporting_shown(
    bench: Bench,
    title: str,
    columns: Sequence[ListColumn],
    rows: Callable[[Tick], Iterable[Row]],
    file: Path,
) -> Exporting:
    """Return what a worker does to write a table whose titles are already in words.

    ``rows(tick)`` is asked in the worker. Refused(INVALID) for a file that cannot be written.
    """
    bench.allow("ledger.export")
    folder = bench.stores.db.folder.path
    targets.may_write(file, SIGNS[ending_of(file)], folder)
    head = ListHead(title, "", tuple(columns))
    around = Surroundings(
        head, stacks(columns), desk=paper_desk(bench, file), zone=bench.clock.zone
    )
    return Exporting(SHOWN, file, rows, around, folder)


def stacks(columns: Sequence[ListColumn]) -> tuple[tuple[int, ...], ...]:
    """Return which columns stand below each other on paper, so that they fit side by side."""
    places, deep = tuple(range(len(columns))), 1
    while True:
        found = tuple(places[start : start + deep] for start in range(0, len(places), deep))
        wide = sum(max(share(columns[place]) for place in stack) for stack in found)
        if wide <= WIDEST or len(found) <= 1:
            return found
        deep += 1
