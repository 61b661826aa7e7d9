"""An audit pack being made: one at a time in the window, seen from the dialog and the folder."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal

from warrantydesk.domain.dossier import PackResult
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit.jobs import Cancelled, Job, Step
from warrantydesk.ui.refusals import sentence
from warrantydesk.ui.shell import Shell

_FEW = 2
"""Claims that must be done before the time that is left can be told."""


@dataclass
class _Run:
    """What the worker leaves for the window."""

    stopped: bool = False
    result: PackResult | None = None
    error: BaseException | None = None
    unknown: tuple[str, ...] = field(default=())


class AuditWork(QObject):
    """Makes one audit pack in the background; ``changed`` after every step and at the end."""

    changed = Signal()
    ended = Signal()

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Belong to the window: there is one such work in it."""
        super().__init__(shell)
        self.setObjectName("audit")
        self._shell, self._desk = shell, desk
        self._job: Job | None = None
        self._run: _Run | None = None
        self._began = 0.0
        self.total, self.done, self.text = 0, 0, ""
        self.result: PackResult | None = None
        self.problem = ""
        """The sentence why there is no pack, empty while there is no such reason."""

    def start(self, claim_ids: Sequence[int], target: Path, unknown: Sequence[str] = ()) -> bool:
        """Begin; False where it is refused, then ``problem`` says why."""
        if self._job is not None:
            return False
        self.result, self.problem = None, ""
        try:
            work = self._desk.dossiers.prepare_pack(tuple(claim_ids), target, tuple(unknown))
        except (Refused, Unavailable) as error:
            self.problem = sentence(error)
            self.changed.emit()
            return False
        run = self._run = _Run(unknown=tuple(unknown))
        self.total, self.done, self.text = len(claim_ids), 0, ""
        self._began = monotonic()
        self._job = self._shell.run(lambda step: _carry_out(work, step, run), None, _label(0, 0))
        self._job.progressed.connect(self._take_progress)
        self._job.ended.connect(self._end)
        self.changed.emit()
        return True

    def stop(self) -> None:
        """Make no further dossier: the pack ends whole as far as it is."""
        if self._run is not None:
            self._run.stopped = True
            self.changed.emit()

    def is_running(self) -> bool:
        """Say whether a pack is being made."""
        return self._job is not None

    def is_stopping(self) -> bool:
        """Say whether the pack ends after the dossier in hand."""
        return self.is_running() and self._run is not None and self._run.stopped

    def time_left(self) -> str:
        """Say how long it will take; empty until that can be told."""
        spent = monotonic() - self._began
        if self.done < _FEW or not self.is_running():
            return ""
        seconds = round(spent / self.done * (self.total - self.done))
        if seconds < 60:
            return ngettext_("about {n} s left", "about {n} s left", max(1, seconds))
        minutes = round(seconds / 60)
        return ngettext_("about {n} min left", "about {n} min left", minutes)

    def _take_progress(self, done: int, total: int, text: str) -> None:
        self.done, self.total, self.text = done, total or self.total, text
        if self._job is not None:
            self._job.text = _label(done, self.total)
        self.changed.emit()

    def _end(self) -> None:
        run, self._job = self._run, None
        if run is not None and run.result is not None:
            self.result = run.result
            self._enter(run.result)
        elif run is not None and isinstance(run.error, Refused | Unavailable):
            self.problem = sentence(run.error)
        elif run is not None and run.error is not None:
            self.problem = _("The audit pack was not made.")
            if not isinstance(run.error, Cancelled):
                self._shell.failed.emit(run.error)
        self.changed.emit()
        self.ended.emit()

    def _enter(self, result: PackResult) -> None:
        try:
            self._desk.dossiers.enter(result)
        except (Refused, Unavailable) as error:
            self.problem = sentence(error)


def _carry_out(work: Any, step: Step, run: _Run) -> None:
    """Do the work in its worker: a cancel lets the pack end whole instead of breaking it off."""

    def gentle(done: int = 0, total: int = 0, text: str = "") -> None:
        try:
            step(done, total, text)
        except Cancelled:
            run.stopped = True

    try:
        run.result = work(step=gentle, stop=lambda: run.stopped)
    except BaseException as error:  # noqa: BLE001 - told on the window's thread
        run.error = error


def _label(done: int, total: int) -> str:
    if not total:
        return _("Audit pack")
    return _("Audit pack {done} / {total}", done=done, total=total)


def audit_of(shell: Shell, desk: Any) -> AuditWork:
    """Return the one work of a window, made when it is first asked for."""
    found = shell.findChild(AuditWork, "audit")
    return found if isinstance(found, AuditWork) else AuditWork(shell, desk)
