"""Backups by themselves: after changes, at the end, a restore tried once a day; nothing pops up."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from warrantydesk.domain.backup import BackupReason, BackupStanding
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _
from warrantydesk.services.sentences import sentence
from warrantydesk.ui.kit.jobs import Job, Step
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.touches import Touches

TICK_MS = 60_000
LOOK_MS = 1_500
"""How long after a change the standing is read again: several changes come together."""
EVERY_S = 30 * 60
IDLE_S = 60
"""How long nobody touched keys and mouse before a restore is tried."""


def told_by(step: Step) -> Callable[[str], None]:
    """Return what a service tells its stages to, over the step of a job: it hears of cancelling."""

    def tell(text: str) -> None:
        step(0, 0, _(text))

    return tell


class KeepingWatch(QObject):
    """Looks how the backups stand, and once it has begun makes them by itself."""

    ended = Signal()
    """A backup came to its end; ``problem`` says why it failed, where it did."""

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        parent: QObject | None = None,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        """``elapsed`` gives seconds that never go back."""
        super().__init__(parent)
        self._shell, self._desk, self._elapsed = shell, desk, elapsed
        self._problem = ""
        self._tried: float | None = None
        self._touches = Touches(self, elapsed)
        self._job: Job | None = None
        self._looks: Job | None = None
        self._drills = False
        self._begun = False
        self._drilled_on: Any = None
        self._soon = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._soon.timeout.connect(self.look)
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self.tick)

    def begin(self) -> None:
        """Make backups from now on; only the program itself asks for it."""
        self._begun = True
        self._ticks.start()
        self._touches.begin()

    def stop(self) -> None:
        """Do nothing any more: the desk is about to be closed."""
        self._begun = False
        self._ticks.stop()
        self._soon.stop()
        self._touches.stop()

    def standing(self) -> BackupStanding:
        """Return how the backups stand, with the failure that the register could not take."""
        found: BackupStanding = self._desk.backups.standing()
        return replace(found, problem=found.problem or self._problem)

    def look(self) -> None:
        """Read how the backups stand and tell everybody who shows it.

        Second places are looked at in a worker: a share that is gone keeps who asks waiting.
        """
        self._shell.stood.emit(self.standing())
        if self._looks is None and self._desk.backups.places():
            backups = self._desk.backups
            self._looks = self._shell.run(
                lambda step: backups.look(),
                lambda _found: self._shell.stood.emit(self.standing()),
                _("Looking for the second places of the backups"),
                _words_of,
            )
            self._looks.ended.connect(self._end_look)

    def _end_look(self) -> None:
        self._looks = None

    def look_soon(self) -> None:
        """Read it again once the changes under way have come to an end."""
        if not self._soon.isActive():
            self._soon.start()

    def tick(self) -> None:
        """Do what is due, and look."""
        if self._may_work():
            if self._is_due():
                self.keep(BackupReason.TIMED)
            elif self._is_drill_due():
                self.drill()
        self.look()

    def keep(self, reason: BackupReason) -> Job | None:
        """Make a backup beside the work; None where something is under way."""
        if self._job is not None:
            return None
        self._tried = self._elapsed()
        backups = self._desk.backups
        self._job = self._shell.run(
            lambda step: backups.keep(reason, told_by(step)),
            lambda _made: self._take(""),
            _("Backing up"),
            lambda error: self._take(_words_of(error)),
        )
        self._job.ended.connect(self._forget)
        return self._job

    def drill(self) -> Job | None:
        """Try a restore of the newest backup beside the work; None where something is under way."""
        if self._job is not None:
            return None
        self._drills = True
        self._drilled_on = self._desk.bench.today
        backups = self._desk.backups
        self._job = self._shell.run(
            lambda step: backups.drill(told_by(step)),
            lambda _drill: self.look(),
            _("Trying out a restore"),
            self._take_drill_error,
        )
        self._job.ended.connect(self._forget)
        return self._job

    def job(self) -> Job | None:
        """Return the backup or the try of a restore under way."""
        return self._job

    def is_drilling(self) -> bool:
        """Tell whether a restore is being tried."""
        return self._drills

    def must_finish(self) -> bool:
        """Tell whether a backup is to be made before the desk is closed."""
        if not self._begun or self._desk.bench.is_frozen or _is_shutting_down():
            return False
        return self._job is not None or self.standing().changed_since

    def problem(self) -> str:
        """Return why the last backup failed, a sentence; empty where it did not."""
        return self._problem

    def _may_work(self) -> bool:
        bench = self._desk.bench
        is_free = self._begun and self._job is None
        return is_free and not bench.is_frozen and not bench.is_lent

    def _is_due(self) -> bool:
        """Tell whether something was saved and the last attempt was long enough ago."""
        standing = self.standing()
        if self._tried is not None and self._elapsed() - self._tried < EVERY_S:
            return False
        if not standing.changed_since:
            return False
        if self._tried is not None or standing.newest is None:
            return True
        age = self._desk.bench.now - standing.newest.made_at
        return not timedelta(0) <= age < timedelta(seconds=EVERY_S)

    def _is_drill_due(self) -> bool:
        """Tell whether nobody is at work and no restore was tried today."""
        others = [job for job in self._shell.jobs.running() if job is not self._looks]
        if others or self._touches.quiet_s() < IDLE_S:
            return False
        today = self._desk.bench.today
        return self._drilled_on != today and bool(self._desk.backups.needs_drill())

    def _forget(self) -> None:
        self._job, self._drills = None, False

    def _take(self, problem: str) -> None:
        self._problem = problem
        self.look()
        self.ended.emit()

    def _take_drill_error(self, error: BaseException) -> None:
        _words_of(error)
        self.look()


def _words_of(error: BaseException) -> str:
    """Return why a backup failed; a bug goes into the log, for nothing pops up by itself."""
    if isinstance(error, Refused | Unavailable):
        return sentence(error)
    trace = (type(error), error, error.__traceback__)
    logging.getLogger("warrantydesk").error("a backup failed", exc_info=trace)
    return _("unexpected error, see the log")


def _is_shutting_down() -> bool:
    """Tell whether the computer's own session ends: then nothing may hold it up."""
    app = QApplication.instance()
    return isinstance(app, QApplication) and app.isSavingSession()
