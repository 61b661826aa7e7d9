"""Handing duty over, accepting it, closing the day: each ends in its paper."""

from typing import Any

from warrantydesk.domain.today import Tally, TodayItem, tally
from warrantydesk.i18n import _, minute_text, ngettext_
from warrantydesk.services.papers.day_close import DAY_CLOSE, SLIP_NAMES
from warrantydesk.services.papers.hand_over import HAND_OVER
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.cards import KeyValue, KeyValues
from warrantydesk.ui.kit.inputs import AreaField, CheckField, ChoiceField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell


def _lines(counted: Tally) -> str:
    """Return how many lines wait, as a sentence."""
    return ngettext_(
        "{n} line of your list goes over.", "{n} lines of your list go over.", counted.lines
    )


class HandOverDialog(FormDialog):
    """To whom, a note, and whether the claims go over too."""

    def __init__(self, shell: Shell, desk: Any, items: list[TodayItem]) -> None:
        """``items`` is the list as it stands."""
        me = desk.people.acting.login
        own = tally(item for item in items if item.owner in (me, ""))
        super().__init__(shell, _("Hand over duty"), _("&Hand over"), _lines(own))
        self._desk = desk
        self.made = 0
        form = self.form
        form.section("duty", _("Duty"), _("the other person accepts it in the list of today"))
        people = [(one.login, f"{one.name} · {one.login}") for one in desk.duty.takers()]
        form.add("to_login", _("Who takes over"), ChoiceField(people), required=True, span=6)
        form.add("take_claims", "", CheckField(_("My open claims go over too")), span=6)
        form.add("note", _("Remark"), AreaField(), span=12)

    def keep(self, values: dict[str, Any]) -> None:
        """Hand over."""
        found = self._desk.duty.hand_over(
            values["to_login"], values["note"] or "", bool(values["take_claims"])
        )
        self.made = found.id

    def run(self) -> None:
        """Ask, hand over, show the sheet."""
        if self.exec() and self.made:
            self.shell.toast(_("Duty is handed over; it waits to be accepted."))
            open_paper(self.shell, self._desk, HAND_OVER, self.made)


class AcceptDialog(AskDialog):
    """Who handed over what; Enter accepts."""

    def __init__(self, shell: Shell, desk: Any, hand_over_id: int) -> None:
        """Show a hand-over."""
        super().__init__(_("Take over duty"), _("&Take over duty"), shell.widget())
        self.shell, self._desk, self._id = shell, desk, hand_over_id
        found = desk.duty.get(hand_over_id)
        body = KeyValues()
        body.show_rows(
            [
                KeyValue(_("Duty given by"), desk.people.name_of(found.from_login)),
                KeyValue(_("Duty taken by"), desk.people.name_of(found.to_login)),
                KeyValue(_("Handed over at"), minute_text(found.at)),
                KeyValue(_("Remark"), found.note or "—"),
            ]
        )
        self.content.addWidget(body)
        self.foot.insertWidget(1, Button(_("Show the &sheet"), clicked=self._show_sheet))

    def _show_sheet(self) -> None:
        open_paper(self.shell, self._desk, HAND_OVER, self._id)

    def accept(self) -> None:
        """Accept; a refusal is said and the dialog stays."""
        if tried(self.shell, lambda: self._desk.duty.accept(self._id)) is not None:
            self.shell.toast(_("You have duty now."))
            super().accept()


class DayCloseDialog(FormDialog):
    """What the sheet will hold; Enter closes the day and shows it."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Read the slips of the day."""
        sheet = desk.duty.sheet()
        again = int(sheet["number"]) > 1
        title = _("Supplement to the close of the day") if again else _("Close the day")
        yes = _("&Close as a supplement") if again else _("&Close the day")
        super().__init__(shell, title, yes)
        self._desk = desk
        self.made = 0
        body = KeyValues()
        body.show_rows(_rows(sheet))
        body.setContentsMargins(16, 12, 16, 0)
        head = Words(_("Slips of the day"), delta=0.5, bold=True)
        head.setContentsMargins(16, 12, 16, 0)
        self.content.insertWidget(1, head)
        self.content.insertWidget(2, body)
        self.form.section("close", _("Remark"), _("stands on the sheet"))
        self.form.add("note", "", AreaField(), span=12)
        self.form.field("note").setAccessibleName(_("Remark"))
        self._more = body.sizeHint().height() + head.sizeHint().height() + theme.h(1)

    def showEvent(self, event: Any) -> None:
        """Leave room for the list of slips above the field."""
        super().showEvent(event)
        above = self.parentWidget()
        room = above.window().height() - 32 if above is not None else self.height() + self._more
        self.resize(self.width(), min(self.height() + self._more, room))

    def keep(self, values: dict[str, Any]) -> None:
        """Close the day."""
        self.made = self._desk.duty.close_day(values["note"] or "").id

    def run(self) -> None:
        """Ask, close, show the sheet."""
        if self.exec() and self.made:
            self.shell.toast(_("The day is closed."))
            open_paper(self.shell, self._desk, DAY_CLOSE, self.made)


def _rows(sheet: dict[str, Any]) -> list[KeyValue]:
    """Return how many slips of each kind there are, and what stays open."""
    kinds = [slip["kind"] for slip in sheet["slips"]]
    rows = [
        KeyValue(_(name), str(kinds.count(kind)))
        for kind, name in SLIP_NAMES.items()
        if kind in kinds
    ]
    late, missing = len(sheet["overdue"]), len(sheet["gaps"])
    rows.append(KeyValue(_("Stays overdue"), str(late), Mark.OVERDUE if late else None))
    rows.append(KeyValue(_("Was due today and is not done"), str(len(sheet["today"]))))
    rows.append(KeyValue(_("Put off"), str(len(sheet["put_off"]))))
    if missing:
        rows.append(KeyValue(_("Numbers without a claim"), str(missing), Mark.WARN))
    return rows
