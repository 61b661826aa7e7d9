"""The line of a doubtful clock: every other line counts by it."""

from collections.abc import Iterator

from warrantydesk.domain.today import Area, Target, TodayItem
from warrantydesk.i18n import N_, minute_text
from warrantydesk.services.bench import Bench
from warrantydesk.services.clock_watch import ClockDoubt

_TITLES = {
    ClockDoubt.BACK: N_("The computer's clock was set back"),
    ClockDoubt.FORWARD: N_("The computer's clock is far ahead: is it right?"),
}


def lines(bench: Bench) -> Iterator[TodayItem]:
    """Yield the line, due today, while something is doubtful; ``code`` says what it is."""
    found = bench.watch.trouble()
    if found is None:
        return
    yield TodayItem(
        key=f"clock:{found.kind}",
        code=f"clock_{found.kind}",
        area=Area.DESK,
        title=_TITLES[found.kind],
        target=Target("today", "clock", ""),
        action=N_("Look"),
        due_on=bench.today,
        note=N_("It shows {clock}, the latest seen is {last}."),
        values={"clock": minute_text(found.clock), "last": minute_text(found.last)},
        cars=0,
    )
