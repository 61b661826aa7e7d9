"""Bars for what holds for the whole desk: only looked at, copied to a cloud, a doubtful clock."""

from typing import Any

from PySide6.QtCore import QTimer

from warrantydesk.domain.person import Role
from warrantydesk.i18n import _, minute_text
from warrantydesk.services.clock_watch import ClockDoubt, ClockTrouble
from warrantydesk.ui.acting_as import acting_as, likely, people_of
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import AreaField, ChoiceField
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.notices import BAD_DAY
from warrantydesk.ui.shell import Shell

MODE, CLOUD, CLOCK = "mode", "cloud", "clock"
_LOOK_MS = 30_000


class StandingNotices:
    """Says of a window's desk what is not as it should be, for as long as it is so."""

    def __init__(self, window: Any, shell: Shell, desk: Any) -> None:
        """Look at once, and at the clock again and again."""
        self._window, self._shell, self._desk = window, shell, desk
        self._cloud_read = False
        self._ticks = QTimer(window, interval=_LOOK_MS)
        self._ticks.timeout.connect(self.refresh)
        self._ticks.start()
        self.refresh()

    def stop(self) -> None:
        """Look no more: the desk is about to be closed."""
        self._ticks.stop()

    def refresh(self) -> None:
        """Show what holds now, and take away what holds no more."""
        if not self._ticks.isActive():
            return
        self._show_mode()
        self._show_cloud()
        self._show_clock()

    def _show_mode(self) -> None:
        notices, said = self._window.notices, self._desk.mode_sentence
        if not said or notices.bar(BAD_DAY) is not None:
            notices.drop(MODE)
            return
        notices.say(MODE, Mark.WARN, _("Read-only"), said)

    def _show_cloud(self) -> None:
        said = "" if self._cloud_read else self._desk.synced_sentence
        if not said:
            self._window.notices.drop(CLOUD)
            return
        acts = [(_("Understood"), self._put_cloud_away)]
        self._window.notices.say(CLOUD, Mark.WARN, _("The data lies in a cloud folder"), said, acts)

    def _put_cloud_away(self) -> None:
        self._cloud_read = True
        self.refresh()

    def _show_clock(self) -> None:
        found = self._desk.clock.trouble()
        if found is None:
            self._window.notices.drop(CLOCK)
            return
        told = {"clock": minute_text(found.clock), "last": minute_text(found.last)}
        acts = [(_("The clock is right…"), lambda: open_clock(self._shell, self._desk))]
        if self._desk.bench.is_frozen:
            acts = []
        if found.kind is ClockDoubt.BACK:
            self._window.notices.say(
                CLOCK,
                Mark.BLOCK,
                _("The computer's clock was set back: {clock}, last seen {last}", **told),
                _("Set it right. Until then deadlines count by the later instant."),
                acts,
            )
        else:
            self._window.notices.say(
                CLOCK,
                Mark.WARN,
                _("Is the clock right? It shows {clock}, last seen {last}", **told),
                _("If it is wrong, set it right before you go on."),
                acts,
            )


def open_clock(shell: Shell, desk: Any) -> "ClockDialog | None":
    """Open the question whether the clock is right; None where nothing is doubtful any more."""
    found = desk.clock.trouble()
    if found is None:
        shell.toast(_("Nothing is wrong with the clock"))
        return None
    dialog = ClockDialog(shell, desk, found)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class ClockDialog(FormDialog):
    """The service manager says that the clock is right as it is now."""

    def __init__(self, shell: Shell, desk: Any, found: ClockTrouble) -> None:
        """``found`` is what is doubtful."""
        super().__init__(
            shell,
            _("The computer's clock"),
            _("The clock is &right"),
            _(
                "It shows {clock}; the latest instant this desk has seen is {last}. Whoever "
                "confirms says that {clock} is right: from then on every deadline counts by it. "
                "It stands in the journal with the reason.",
                clock=minute_text(found.clock),
                last=minute_text(found.last),
            ),
        )
        self._desk = desk
        may = people_of(desk, Role.SERVICE_MANAGER)
        form = self.form
        form.section("confirmed", _("Confirmation"))
        form.add("by", _("Confirmed by"), ChoiceField(may), span=12)
        form.add("reason", _("Why it is right"), AreaField(lines=3), span=12)
        by = likely(may, desk.people.acting.login)
        form.fill({"by": by, "reason": ""}, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Confirm it under the name that was chosen."""
        with acting_as(self._desk, str(values["by"] or self._desk.people.acting.login)):
            self._desk.clock.confirm(values["reason"] or "")
        self.shell.toast(_("The clock is confirmed"))
