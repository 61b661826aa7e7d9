"""Dialogs of receivables: why money still stands, and what the manager is told."""

from collections.abc import Callable
from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.abnormal import PATTERN_NAMES, AbnormalCost
from warrantydesk.domain.settlement.receivable import (
    NOTE_REASON_NAMES,
    NoteReason,
    Receivable,
)
from warrantydesk.i18n import _, list_text, ngettext_
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import AreaField, ChoiceField, DateField
from warrantydesk.ui.masks import listed_plate
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.receivable_words import plate_or_name, reason_of, shown

MOST_NAMED = 8


class ExplainDialog(FormDialog):
    """Why the money of claims still stands, and until when that holds."""

    def __init__(
        self, shell: Shell, desk: Any, rows: list[Receivable], done: Callable[[], object]
    ) -> None:
        """Several claims get the same words, one after the other."""
        numbers = list_text([row.number for row in rows[:MOST_NAMED]])
        title = ngettext_("Explain {n} receivable", "Explain {n} receivables", len(rows))
        super().__init__(shell, title, _("&Write it down"), self._intro_of(rows))
        self._desk, self._rows, self._done = desk, rows, done
        self.form.section("note", numbers)
        choices = [
            (code, _(name))
            for code, name in NOTE_REASON_NAMES.items()
            if code is not NoteReason.REPORTED
        ]
        self.form.add("reason_code", _("Reason"), ChoiceField(choices), required=True, span=7)
        self.form.add("until_on", _("Holds until"), DateField(), span=5)
        text = AreaField(lines=3)
        text.setPlaceholderText(_("Whom you asked, what he said, what comes next"))
        self.form.add("text", _("Why the money still stands"), text, required=True, span=12)
        self.form.fill({"reason_code": NoteReason.MAKER_ASKED}, fresh=True)

    @staticmethod
    def _intro_of(rows: list[Receivable]) -> str:
        if len(rows) == 1:
            return reason_of(rows[0])
        return _(
            "¥{amount} in all. Each claim gets the same words.",
            amount=yuan(sum(row.receivable_fen for row in rows)),
        )

    def keep(self, values: dict[str, Any]) -> None:
        """Write the words down for each claim, or for none."""
        reason = NoteReason(str(values["reason_code"]))
        ids = tuple(row.claim_id for row in self._rows)
        self._desk.receivables.explain(ids, str(values["text"]), reason, values["until_on"])
        self._done()


class ReportDialog(FormDialog):
    """What the manager should look at: noted at the claims with name and day."""

    def __init__(
        self, shell: Shell, desk: Any, one: AbnormalCost, done: Callable[[], object]
    ) -> None:
        """The measure stands above; the words are the clerk's."""
        super().__init__(
            shell,
            _("Report to the manager"),
            _("&Note it"),
            _(one.reason, **shown(one.values)),
        )
        self._desk, self._one, self._done = desk, one, done
        who = plate_or_name(one, lambda plate: listed_plate(desk, plate))
        heading = _("{what}: {who}", what=_(PATTERN_NAMES[one.pattern]), who=who)
        self.form.section("report", heading)
        text = AreaField(lines=4)
        text.setPlaceholderText(_("What strikes you, what you think is behind it"))
        self.form.add("text", _("For the manager"), text, required=True, span=12)

    def keep(self, values: dict[str, Any]) -> None:
        """Note at each claim that it was reported."""
        self._desk.receivables.report(self._one.claim_ids, str(values["text"]))
        self._done()
