"""A question to a worker of which only the newest counts."""

import threading
from typing import Any

from warrantydesk.ui.kit.asked import Asked
from warrantydesk.ui.kit.jobs import Jobs


def test_only_the_newest_answer_is_taken(qtbot: Any) -> None:
    jobs, taken, go = Jobs(), list[int](), threading.Event()
    asked = Asked(jobs.run)

    def first() -> int:
        go.wait(5)
        return 1

    asked.ask(first, taken.append)
    asked.ask(lambda: 2, taken.append)
    go.set()
    qtbot.waitUntil(jobs.idle)
    assert taken == [2]


def test_a_question_given_up_is_not_answered(qtbot: Any) -> None:
    jobs, taken = Jobs(), list[int]()
    asked = Asked(jobs.run)
    asked.ask(lambda: 1, taken.append)
    asked.give_up()
    qtbot.waitUntil(jobs.idle)
    assert taken == []
    asked.ask(lambda: 2, taken.append)
    qtbot.waitUntil(jobs.idle)
    assert taken == [2]
