"""Background work, questions, errors, the shell and the tab."""

import threading
from typing import Any, ClassVar

import pytest
from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.error_dialog import ErrorDialog, details_of
from warrantydesk.ui.kit.jobs import Jobs
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tab import Tab


@pytest.fixture
def jobs(qtbot: Any) -> Any:
    made = Jobs()
    yield made
    made.cancel_all()
    qtbot.waitUntil(made.idle)


def test_the_result_comes_back_on_the_main_thread(jobs: Jobs, qtbot: Any) -> None:
    seen: list[Any] = []
    worker: list[Any] = []

    def work(step: Any) -> int:
        worker.append(threading.get_ident())
        step(1, 2, "half")
        return 42

    jobs.run(work, lambda result: seen.append((result, threading.get_ident())))
    qtbot.waitUntil(jobs.idle)
    assert seen == [(42, threading.get_ident())]
    assert worker[0] != threading.get_ident()


def test_an_exception_comes_back_too(jobs: Jobs, qtbot: Any) -> None:
    caught: list[BaseException] = []

    def work(step: Any) -> None:
        raise OSError("printer off")

    jobs.run(work, on_error=caught.append)
    qtbot.waitUntil(jobs.idle)
    assert str(caught[0]) == "printer off"
    with qtbot.waitSignal(jobs.failed) as failed:
        jobs.run(work)
    assert isinstance(failed.args[0], OSError)


def test_a_cancelled_job_says_nothing(jobs: Jobs, qtbot: Any) -> None:
    go, said = threading.Event(), []

    def work(step: Any) -> None:
        go.wait(5)
        step(1, 1)

    job = jobs.run(work, said.append, on_error=said.append)
    job.cancel()
    go.set()
    qtbot.waitUntil(jobs.idle)
    assert said == []


def test_only_long_jobs_are_shown(jobs: Jobs, qtbot: Any) -> None:
    go = threading.Event()

    def work(step: Any) -> None:
        step(3, 10, "page 3")
        go.wait(5)

    job = jobs.run(work, label="Drawing")
    assert jobs.shown() == []
    qtbot.waitUntil(lambda: jobs.shown() == [job], timeout=3000)
    assert (job.done, job.total, job.text, job.label) == (3, 10, "page 3", "Drawing")
    go.set()
    qtbot.waitUntil(jobs.idle)


def test_questions_are_answered_beforehand() -> None:
    with messages.answer_with(True, "a word", "b", ["/x.pdf"], None) as asked:
        assert messages.ask(None, "Delete?", "Delete")
        assert messages.ask_text(None, "Why?") == "a word"
        assert messages.ask_choice(None, "Which?", [("a", "A"), ("b", "B")]) == "b"
        assert messages.pick_files(None, "Add") == ["/x.pdf"]
        assert messages.pick_save(None, "Save", "x.pdf") is None
        messages.tell(None, "Done")
    assert asked == ["Delete?", "Why?", "Which?", "Add", "Save", "Done"]


def test_a_question_nobody_expected_fails() -> None:
    with messages.answer_with(), pytest.raises(AssertionError, match="Delete"):
        messages.ask(None, "Delete?", "Delete")


def test_an_answer_nobody_asked_for_fails() -> None:
    with pytest.raises(AssertionError, match="not asked"), messages.answer_with(True):
        pass


def test_errors_gather_in_one_dialog(qtbot: Any) -> None:
    try:
        raise KeyError("lost")
    except KeyError as error:
        details = details_of(type(error), error, error.__traceback__)
    assert "KeyError: 'lost'" in details
    assert "Warranty Desk" in details
    dialog = ErrorDialog.show_error(details)
    qtbot.addWidget(dialog)
    assert ErrorDialog.show_error("second") is dialog
    assert "second" in dialog.details()
    dialog.copy()
    dialog.accept()
    other = ErrorDialog.show_error("third")
    qtbot.addWidget(other)
    assert other is not dialog
    other.accept()


class _Window(QWidget):
    """A window that notes what the shell asks of it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Any] = []

    def open_tab(self, tab_key: str, kind: str, key: Any) -> None:
        self.asked.append((tab_key, kind, key))

    def show_toast(self, text: str, undo: Any, warn: bool = False) -> None:
        self.asked.append(text)

    def take_scan(self, text: str) -> None:
        self.asked.append(text)

    def badges_changed(self) -> None:
        self.asked.append("badges")


def test_the_shell_passes_on_to_the_window(qtbot: Any) -> None:
    shell, window = Shell(), _Window()
    qtbot.addWidget(window)
    shell.open("intake", "claim", 7)
    shell.attach(window)
    shell.open("intake", "claim", 7)
    shell.toast("saved")
    shell.scan("0126")
    shell.badges_changed()
    assert window.asked == [("intake", "claim", 7), "saved", "0126", "badges"]
    assert shell.widget() is window


class _PartsTab(Tab):
    """A tab that counts how often it reads."""

    TITLE = "Parts"
    KEY = "parts"
    SHOWS: ClassVar[frozenset[Any]] = frozenset({"parts"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, None)
        self.reads = self.saves = 0

    def refresh(self) -> None:
        self.reads += 1

    def flush(self) -> None:
        self.saves += 1


def test_a_tab_reads_when_it_is_seen(qtbot: Any) -> None:
    tab = _PartsTab(Shell())
    qtbot.addWidget(tab)
    tab.on_change("parts")
    assert tab.reads == 0
    tab.show()
    assert tab.reads == 1
    tab.on_change("claims")
    assert tab.reads == 1
    tab.on_change("parts")
    assert tab.reads == 2
    tab.hide()
    assert tab.saves == 1
    tab.on_change("parts")
    assert (tab.reads, tab.is_stale()) == (2, True)
    tab.show()
    assert tab.reads == 3
