"""What a line of today says: names for codes, the day that is left, its mark, its columns."""

from datetime import date
from typing import Any

from warrantydesk.domain.coverage.calendar import Holidays
from warrantydesk.domain.listing import Holds
from warrantydesk.domain.money import yuan
from warrantydesk.domain.today import TodayItem, When, days_left, when_of, working_left
from warrantydesk.i18n import _, date_text, local, ngettext_, pick
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.masks import filed_plate, listed_plate


def title_of(item: TodayItem) -> str:
    """Return the first line of a thing that waits."""
    return _(item.title, **_shown(item))


def note_of(item: TodayItem) -> str:
    """Return the second line; of what is put off until when and why."""
    if item.snoozed_until is not None:
        day = date_text(item.snoozed_until)
        return _("Put off until {day}: {reason}", day=day, reason=item.snoozed_for)
    return _(item.note, **_shown(item)) if item.note else ""


def _shown(item: TodayItem) -> dict[str, object]:
    return {
        name: date_text(value) if isinstance(value, date) else value
        for name, value in item.values.items()
    }


class ItemWords:
    """Says what stands in the columns, with names from the desk."""

    def __init__(self, desk: Any) -> None:
        """Ask ``desk`` for names; ``begin`` before a list is shown."""
        self._desk = desk
        self._models: dict[tuple[str, str], str] = {}
        self._people: dict[str, str] = {}
        self.today = desk.bench.today
        self.holidays = Holidays()

    def begin(self) -> None:
        """Take today's date anew, and forget names that may have changed."""
        self.today = self._desk.bench.today
        self.holidays = self._desk.today.holidays()
        self._people.clear()
        self._models.clear()

    def when(self, item: TodayItem) -> When:
        """Return the group of a line."""
        return when_of(item.due_on, self.today)

    def mark(self, item: TodayItem) -> Mark:
        """Return the mark of a line: red when it is late, amber when it is due by our own hand."""
        if item.snoozed_until is not None:
            return Mark.HOLD
        when = self.when(item)
        if when is When.OVERDUE:
            return Mark.OVERDUE
        if when is When.TODAY:
            return Mark.RUNNING if item.waiting or item.due_at is not None else Mark.WARN
        return Mark.TODO

    def vehicle(self, item: TodayItem) -> str:
        """Return the plate as a list shows it, or how many cars a line speaks of."""
        if item.members and item.cars > 1:
            return ngettext_("{n} car", "{n} cars", item.cars)
        return listed_plate(self._desk, item.plate) or item.vin[-8:] or "—"

    def filed_vehicle(self, item: TodayItem) -> str:
        """Return the plate as a file gets it."""
        is_one = item.plate and not (item.members and item.cars > 1)
        return filed_plate(self._desk, item.plate) if is_one else self.vehicle(item)

    def model(self, item: TodayItem) -> str:
        """Return the name of the model."""
        key = (item.brand, item.model)
        if key not in self._models:
            entry = None
            if item.model:
                entry = self._desk.profiles.of(item.brand).models.get(item.model)
            self._models[key] = pick(entry.name_zh, entry.name_en) if entry else item.model
        return self._models[key]

    def owner(self, item: TodayItem) -> str:
        """Return the name of who cares for it."""
        if item.owner not in self._people:
            self._people[item.owner] = self._desk.people.name_of(item.owner)
        return self._people[item.owner] or "—"

    def left(self, item: TodayItem) -> str:
        """Return how long there is, in the days that the clock counts."""
        if item.due_on is None:
            return "—"
        if item.due_on == self.today:
            return local(item.due_at).strftime("%H:%M") if item.due_at else _("Today")
        if item.working:
            days = working_left(item.due_on, self.today, self.holidays)
            if days > 0:
                return ngettext_("{n} working day", "{n} working days", days)
        days = days_left(item.due_on, self.today)
        if days < 0:
            return ngettext_("{n} day over", "{n} days over", -days)
        return ngettext_("{n} day left", "{n} days left", days)

    def left_tone(self, item: TodayItem) -> Tone:
        """Return red for what is late, amber for what our own hand must do today."""
        mark = self.mark(item)
        return {Mark.OVERDUE: Tone.DANGER, Mark.WARN: Tone.WARN}.get(mark, Tone.NEUTRAL)

    def day(self, item: TodayItem) -> str:
        """Return the last day itself."""
        if item.due_on is None or item.due_on == self.today:
            return ""
        return date_text(item.due_on)

    def amount(self, item: TodayItem) -> str:
        """Return the money at risk."""
        return yuan(item.amount_fen) if item.amount_fen else "—"


def columns_of(words: ItemWords) -> tuple[Column, ...]:
    """Return the columns of the list."""
    return (
        Column(
            "what",
            _("To be done"),
            width=300,
            text=title_of,
            second=note_of,
            mark=words.mark,
            bold=True,
            stretch=True,
            sort=title_of,
        ),
        Column(
            "car",
            _("Vehicle"),
            width=118,
            text=words.vehicle,
            value=words.filed_vehicle,
            second=words.model,
        ),
        Column("owner", _("In charge"), width=84, text=words.owner),
        Column(
            "left",
            _("Left"),
            align="right",
            width=128,
            text=words.left,
            second=words.day,
            tone=words.left_tone,
            bold=lambda item: words.mark(item) is Mark.OVERDUE,
            sort=lambda item: item.due_on,
        ),
        Column(
            "amount",
            _("At risk ¥"),
            align="right",
            width=104,
            text=words.amount,
            value=lambda item: item.amount_fen or None,
            holds=Holds.MONEY,
            sort=lambda item: item.amount_fen,
        ),
        Column(
            "next",
            _("Next step"),
            align="right",
            width=136,
            text=lambda item: _(item.action),
            action=True,
            sortable=False,
        ),
    )
