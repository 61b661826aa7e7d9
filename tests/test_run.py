"""What the one command runs: every kind of check, whatever the flag."""

from pathlib import Path

import pytest

from tests.benchmarks.__main__ import HERE, SHORT
from tests.run import steps


def test_each_benchmark_has_a_short_form() -> None:
    assert sorted(SHORT) == sorted(script.stem for script in HERE.glob("[!_]*.py"))


@pytest.mark.parametrize(
    ("fast", "long", "benchmarks"),
    [(True, False, None), (False, False, ["--short"]), (False, True, [])],
)
def test_benchmarks_run_short_or_whole(fast: bool, long: bool, benchmarks: object) -> None:
    commands = dict(steps(Path("python"), fast, long))
    found = commands.get("benchmarks")
    assert (None if found is None else found[2:]) == benchmarks
