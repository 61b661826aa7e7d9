"""Putting a line off: until when, and why it can wait."""

from datetime import date
from typing import Any

from warrantydesk.domain.today import TodayItem
from warrantydesk.i18n import _
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import DateField, TextField
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.today.words import title_of


class SnoozeDialog(FormDialog):
    """A day and a reason; the keyboard begins in the day."""

    def __init__(self, shell: Shell, desk: Any, item: TodayItem, day: date) -> None:
        """``day`` is offered."""
        super().__init__(shell, _("Put this off"), _("&Put off"), title_of(item))
        self._desk, self._item, self.day = desk, item, day
        form = self.form
        form.section("snooze", _("Put this off"), _("it comes back into the list on that day"))
        form.add("until_on", _("Put off until"), DateField(), required=True, span=4)
        form.add("reason", _("Why it can wait"), TextField(), required=True, span=8)
        form.fill({"until_on": day, "reason": ""}, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Put it off."""
        self.day = values["until_on"]
        self._desk.today.snooze(self._item.key, self.day, values["reason"])
