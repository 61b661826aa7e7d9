"""The backup before closing: a small dialog that goes by itself, and a way not to wait."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout

from warrantydesk.domain.backup import BackupReason
from warrantydesk.i18n import _
from warrantydesk.ui.keeping_watch import KeepingWatch
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.job_bar import WAIT_MS
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel


def back_up_and_close(window: Any) -> "ClosingDialog":
    """Make a backup of what changed, then close the window; the clerk may close without."""
    dialog = ClosingDialog(window.keeping, window)
    dialog.accepted.connect(window.close)
    dialog.start()
    return dialog


class ClosingDialog(QDialog):
    """Accepted: the window may close, with a backup or because the clerk said so."""

    def __init__(self, keeping: KeepingWatch, window: Any) -> None:
        """Stand over the window that is to be closed; ``start`` begins."""
        super().__init__(window)
        self._keeping, self._over = keeping, False
        self.setWindowTitle(_("Backing up before closing"))
        self.setModal(True)
        self.words = MarkLabel(Mark.RUNNING, _("Backing up before closing…"))
        self.detail = Words(
            _("What was saved since the last backup is being copied."), token="ink2", wrap=True
        )
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.h(0.4))
        self.stay = Button(_("Go on working"), clicked=self.reject)
        self.without = Button(_("Close without backup"), clicked=self._close_without)
        ground, foot = Surface("base"), Surface("window", "t")
        body = QVBoxLayout(ground)
        body.setContentsMargins(16, 14, 16, 14)
        body.setSpacing(10)
        for widget in (self.words, self.detail, self.bar):
            body.addWidget(widget)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.addStretch(1)
        row.addWidget(self.stay)
        row.addWidget(self.without)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ground, 1)
        column.addWidget(foot)
        self.setMinimumWidth(theme.h(26))
        self._late = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._late.timeout.connect(self.show)

    def start(self) -> None:
        """Begin; a backup that takes no longer than a moment shows nothing."""
        under_way = self._keeping.job()
        if under_way is not None:
            under_way.ended.connect(self._begin_soon)
            if self._keeping.is_drilling():
                under_way.cancel()
        else:
            self._begin()
        self._late.start()

    def done(self, result: int) -> None:
        """Hear nothing any more, whatever the end was: a backup under way goes on beside."""
        self._over = True
        self._late.stop()
        super().done(result)
        self.deleteLater()

    def _begin_soon(self) -> None:
        # What ended tells its watch in the same turn; the watch is free in the next one.
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        if self._over:
            return
        if not self._keeping.must_finish():
            self.accept()
            return
        self._keeping.ended.connect(self._end)
        self._keeping.keep(BackupReason.CLOSING)

    def _end(self) -> None:
        if self._over:
            return
        problem = self._keeping.problem()
        if not problem:
            self.accept()
            return
        self.bar.hide()
        self.words.show_mark(Mark.BLOCK, _("There is no backup of what changed"))
        self.detail.setText(problem)
        self.show()

    def _close_without(self) -> None:
        job = self._keeping.job()
        if job is not None:
            job.cancel()
        self.accept()
