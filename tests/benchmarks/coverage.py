"""Decisions a second and the card of a claim, against JSON of the same facts in the same run.

    python tests/benchmarks/coverage.py [--rounds N]

The aim is 5,000 decisions a second on one core and a card within 4 ms, so that every keystroke
shows it within a frame. The peer writes the same facts as JSON and reads them again: it does not
decide anything, but its time says how fast the machine is. The cases are those of the engine's
tests; the card is that of a car with 40 former repairs.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from coverage_stage import PUMP, STEERING, a_car, a_repair, present  # noqa: E402
from fakes import FixedClock  # noqa: E402
from stories import staffed  # noqa: E402

from warrantydesk.domain.coverage import decide, read_facts  # noqa: E402
from warrantydesk.services.coverage.assessing import shipped_law  # noqa: E402
from warrantydesk.services.desk import Desk  # noqa: E402

CASES = ROOT / "tests" / "domain" / "cases"
_REPEATS = 20


def took(work: Callable[[], object]) -> float:
    """Return the seconds that a piece of work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def told() -> list[dict[str, Any]]:
    """Return the facts of all cases that can be read."""
    found = []
    for file in sorted(CASES.glob("*.json")):
        found += [case["facts"] for case in json.loads(file.read_text("utf-8"))]
    return found


def decisions(rounds: int) -> tuple[float, float, int]:
    """Return the seconds of one decision and of one round trip through JSON, and the cases."""
    law, cases = shipped_law(), told()
    facts = [read_facts(case) for case in cases]

    def deciding() -> None:
        for _repeat in range(_REPEATS):
            for one in facts:
                decide(one, law)

    def writing() -> None:
        for _repeat in range(_REPEATS):
            for case in cases:
                json.loads(json.dumps(case))

    ours, peer = [], []
    for _round in range(rounds):
        ours.append(took(deciding))
        peer.append(took(writing))
    count = _REPEATS * len(cases)
    return statistics.median(ours) / count, statistics.median(peer) / count, len(cases)


def cards(rounds: int) -> tuple[float, float]:
    """Return the seconds of one card at a keystroke, and of reading its context."""
    with (
        tempfile.TemporaryDirectory() as place,
        Desk(Path(place) / "desk", FixedClock()).open(create=True, demo=True) as desk,
    ):
        staffed(desk)
        car = a_car(desk)
        for number in range(40):
            part = STEERING if number % 3 else PUMP
            a_repair(desk, car, f"2026-{1 + number % 10:02}-{1 + number // 2:02}", 30, part)
        claim = present(desk, car)
        reading = [took(lambda: desk.coverage.context(claim.id)) for _round in range(rounds)]
        context = desk.coverage.context(claim.id)
        typed = [
            replace(claim, visit=replace(claim.visit, mileage_km=km)) for km in range(8_000, 8_200)
        ]

        def typing() -> None:
            for one in typed:
                desk.coverage.card(context, one)

        card = statistics.median(took(typing) for _round in range(rounds)) / len(typed)
        return card, statistics.median(reading)


def main() -> None:
    """Measure in turns and print both sides."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    ours, peer, count = decisions(args.rounds)
    print(f"{count} cases: {1 / ours:,.0f} decisions/s, {ours * 1e6:.0f} µs each")
    print(f"JSON of the same facts there and back {peer * 1e6:.0f} µs, ratio {ours / peer:.1f}")
    card, reading = cards(args.rounds)
    print(f"card of a car with 40 repairs {card * 1000:.2f} ms, ratio {card / peer:.0f}")
    print(f"its surroundings read once in {reading * 1000:.1f} ms")


if __name__ == "__main__":
    main()
