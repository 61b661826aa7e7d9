"""A result that nobody waits for any more is dropped."""

from typing import Any

from PySide6.QtWidgets import QLabel
from shiboken6 import delete

from warrantydesk.ui.kit.jobs import Jobs


def test_a_result_for_a_window_part_that_is_gone_is_dropped(qtbot: Any) -> None:
    jobs, label, heard = Jobs(), QLabel(), []
    jobs.failed.connect(heard.append)
    jobs.run(lambda step: "late", lambda text: label.setText(text))
    jobs.run(lambda step: "late", label.setText)
    delete(label)
    qtbot.waitUntil(jobs.idle)
    assert heard == []


def test_a_result_for_a_living_part_arrives(qtbot: Any) -> None:
    jobs, label = Jobs(), QLabel()
    jobs.run(lambda step: "in time", lambda text: label.setText(text))
    qtbot.waitUntil(jobs.idle)
    assert label.text() == "in time"
