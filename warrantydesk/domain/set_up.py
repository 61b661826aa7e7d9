"""The steps of the first day, in their order; every one may be left out."""

from enum import StrEnum

STEPS = ("language", "dealer", "profile", "printers", "backup", "people", "take_over", "done")
FIRST, LAST = STEPS[0], STEPS[-1]


class StepState(StrEnum):
    """What became of a step."""

    DONE = "done"
    LEFT_OUT = "left_out"


def after(step: str) -> str:
    """Return the step behind ``step``; the last one stays. ValueError for no step."""
    return STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]


def before(step: str) -> str:
    """Return the step in front of ``step``; the first one stays. ValueError for no step."""
    return STEPS[max(STEPS.index(step) - 1, 0)]
