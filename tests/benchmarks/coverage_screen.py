"""A keystroke in the mileage until the coverage card is painted, against painting it alone.

    python tests/benchmarks/coverage_screen.py [--rounds N]

The aim is one frame, 16 ms, for the card and its paint on a car with 40 former repairs. The peer
is Qt painting the same column with nothing new in it, in the same run.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from coverage_stage import PUMP, STEERING, a_car, a_repair, present  # noqa: E402
from fakes import FixedClock  # noqa: E402
from stories import staffed  # noqa: E402

from warrantydesk.services.desk import Desk  # noqa: E402
from warrantydesk.ui.stage import Stage  # noqa: E402


def took(work: Callable[[], object]) -> float:
    """Return the milliseconds that a piece of work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def measured(desk: Desk, rounds: int) -> dict[str, float]:
    """Return the medians of card, card with its painting, painting alone, whole keystroke."""
    car = a_car(desk)
    for number in range(40):
        part = STEERING if number % 3 else PUMP
        a_repair(desk, car, f"2026-{1 + number % 10:02}-{1 + number // 2:02}", 30, part)
    claim = present(desk, car)
    stage = Stage(desk, "en")
    stage.open("intake", "claim", claim.id)
    tab = stage.window.tab("intake")
    page, side = tab.page, tab.side  # type: ignore[attr-defined]
    field = page.form.field("visit.mileage_km")
    found: dict[str, list[float]] = {"decided": [], "shown": [], "painted": [], "typed": []}
    for number in range(rounds):
        edited = replace(claim, visit=replace(claim.visit, mileage_km=8_000 + number * 37))

        def shown(edited: object = edited) -> None:
            page.cover.look(edited)
            side.show_coverage(page.cover.card, page.cover.names(), claim.id, False)
            side.coverage.repaint()

        def typed(number: int = number) -> None:
            field.setText(str(9_000 + number))
            field.edited.emit()
            side.coverage.repaint()

        found["decided"].append(took(lambda edited=edited: page.cover.look(edited)))
        found["shown"].append(took(shown))
        found["painted"].append(took(side.coverage.repaint))
        found["typed"].append(took(typed))
    stage.close()
    return {name: statistics.median(times) for name, times in found.items()}


def main() -> None:
    """Measure in turns and print both sides."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=60)
    rounds = parser.parse_args().rounds
    with (
        tempfile.TemporaryDirectory() as place,
        Desk(Path(place) / "desk", FixedClock()).open(create=True, demo=True) as desk,
    ):
        staffed(desk)
        times = measured(desk, rounds)
    ratio = times["shown"] / times["painted"]
    print(f"card decided {times['decided']:.2f} ms")
    print(f"card decided, laid out and painted {times['shown']:.2f} ms")
    print(f"the same card painted with nothing new {times['painted']:.2f} ms, ratio {ratio:.1f}")
    print(f"whole keystroke: checks, totals, findings and card {times['typed']:.2f} ms")


if __name__ == "__main__":
    main()
