"""What the tab knows of the tables at the moment: heads, versions, rows laid side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from warrantydesk.domain.policies.compare import Comparison
from warrantydesk.domain.policies.views import TableHead
from warrantydesk.domain.policy_table import TableVersion
from warrantydesk.domain.profile import Row
from warrantydesk.i18n import _, date_text, named, ngettext_, pick
from warrantydesk.services.bench import LAW
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.policies.columns import SAMPLE, ShownColumn, columns_of
from warrantydesk.ui.tabs.policies.holidays import missing_years
from warrantydesk.ui.tabs.policies.overview import Note, calendar_note, unread_note
from warrantydesk.ui.tabs.policies.ribbon import Node, VersionState
from warrantydesk.ui.tabs.policies.shown_rows import ShownRow

BULLETINS, HOLIDAYS = "bulletins", "holidays"
CLAUSES = "clauses"
NAMED = frozenset({"part_groups", "claim_types", "wear", CLAUSES})
"""Tables whose codes are no words of the trade: their names stand in place of them."""


@dataclass(frozen=True)
class Opened:
    """A table as it is looked at: one version, or two beside each other (``old`` is not 0)."""

    profile: str
    table: str
    title: str
    versions: tuple[TableVersion, ...]
    in_force: int
    old: int
    new: int
    columns: tuple[ShownColumn, ...]
    rows: tuple[ShownRow, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The versions looked at."""
        return (self.old, self.new) if self.old else (self.new,)

    def version(self, number: int) -> TableVersion | None:
        """Return a version by its number."""
        return next((one for one in self.versions if one.number == number), None)


Sides = tuple[tuple[ShownColumn, ...], tuple[ShownRow, ...]]
"""Columns and rows of one version, or of two beside each other."""


class PolicyBook:
    """Asks the desk; keeps nothing longer than the table that is looked at."""

    def __init__(self, desk: Any) -> None:
        """Read from ``desk.policies``."""
        self._desk = desk
        self.profile = ""
        self._kept: tuple[tuple[str, str, int, int], Sides] | None = None

    @property
    def today(self) -> date:
        """The desk's calendar day."""
        day: date = self._desk.bench.today
        return day

    def profiles(self) -> list[tuple[str, str]]:
        """Return code and name of every profile."""
        heads = self._desk.policies.profiles()
        return [(one.code, pick(one.name_zh, one.name_en)) for one in heads]

    def profile_name(self) -> str:
        """Return the name of the profile that is looked at."""
        return dict(self.profiles()).get(self.profile, self.profile)

    def heads(self) -> Sequence[TableHead]:
        """Return the heads of the tables of the profile."""
        heads: Sequence[TableHead] = self._desk.policies.tables(self.profile)
        return heads

    def notes(self, heads: Sequence[TableHead]) -> dict[str, Note]:
        """Return what the list says instead of a version number."""
        notes: dict[str, Note | None] = {}
        for head in heads:
            if head.name == BULLETINS:
                notes[head.name] = unread_note(len(self.unread_bulletins()))
            elif head.name == HOLIDAYS and head.in_force is not None:
                rows = self._desk.policies.rows(self.profile, HOLIDAYS, head.in_force.number)
                notes[head.name] = calendar_note(missing_years(rows, self.today))
        return {name: note for name, note in notes.items() if note is not None}

    def unread_bulletins(self) -> set[str]:
        """Return the codes of bulletins that the acting person has not read."""
        unread = self._desk.policies.changed_since_read()
        found = [one for one in unread if one.kind == "bulletin" and one.profile == self.profile]
        return {one.key for one in found}

    def read_before(self, profile: str, table: str, number: int) -> int:
        """Return the version that the acting person read last before one, else the one before it;
        0 where there is none."""
        policies, login = self._desk.policies, self._desk.people.acting.login
        earlier: list[int] = [
            one.number
            for one in policies.versions(profile, table)
            if one.number < number and not one.void_reason
        ]
        for older in reversed(earlier):
            readings = policies.readings(profile, "table", table, older)
            if any(one.login == login for one in readings):
                return older
        return earlier[-1] if earlier else 0

    def opened(self, head: TableHead, picked: tuple[int, int] | None = None) -> Opened:
        """Return a table with the versions ``picked`` (older or 0, newer), else as it is usual:
        what is coming beside what is in force, or the version in force alone."""
        deciding = head.in_force.number if head.in_force is not None else 0
        old, new = self._picked(head, picked)
        columns, rows = self._sides(head.name, old, new)
        return Opened(
            self.profile,
            head.name,
            _(head.title),
            head.versions,
            deciding,
            old,
            new,
            columns,
            rows,
        )

    def rows_to_read(self, head: TableHead, picked: tuple[int, int] | None = None) -> int:
        """Return how many rows ``opened`` would have to read anew, 0 where it has them."""
        old, new = self._picked(head, picked)
        if self._kept is not None and self._kept[0] == (self.profile, head.name, old, new):
            return 0
        numbers = filter(None, (old, new))
        counts = (self._desk.policies.row_count(self.profile, head.name, one) for one in numbers)
        return sum(counts)

    def _picked(self, head: TableHead, picked: tuple[int, int] | None) -> tuple[int, int]:
        numbers = {one.number for one in head.versions} | {0}
        if picked is None or not set(picked) <= numbers or not picked[1]:
            return usual(head)
        return picked

    def _sides(self, table: str, old: int, new: int) -> Sides:
        """Return columns and rows; a version never changes, so the last table is kept."""
        key = (self.profile, table, old, new)
        if self._kept is None or self._kept[0] != key:
            rows = self._rows(table, old, new)
            columns = self._columns(table, (new, old), [one.row for one in rows[:SAMPLE]])
            self._kept = (key, (columns, rows))
        return self._kept[1]

    def _columns(
        self, table: str, numbers: tuple[int, ...], rows: Sequence[Row]
    ) -> tuple[ShownColumn, ...]:
        kinds: dict[str, str] = {}
        words: dict[str, Mapping[str, str]] = {}
        for number in filter(None, numbers):
            for one in self._desk.policies.columns(self.profile, table, number):
                kinds.setdefault(one.name, one.kind)
                if one.refers_to in NAMED:
                    words.setdefault(one.name, self._names(one.refers_to))
        return columns_of(kinds, rows, words)

    def _names(self, table: str) -> Mapping[str, str]:
        """Return what the codes of a small table are called today, those of the law besides."""
        policies, names = self._desk.policies, {}
        for profile in dict.fromkeys((LAW, self.profile)):
            number = self._desk.bench.tables.in_force(profile, self.today).get(table, 0)
            for row in policies.rows(profile, table, number) if number else ():
                names[row["code"]] = named(row, "article" if table == CLAUSES else "name")
        return names

    def _rows(self, table: str, old: int, new: int) -> tuple[ShownRow, ...]:
        policies = self._desk.policies
        if not new:
            return ()
        if not old or old == new:
            return tuple(ShownRow(row) for row in policies.rows(self.profile, table, new))
        return shown_rows(policies.compare(self.profile, table, old, new))


def shown_rows(comparison: Comparison) -> tuple[ShownRow, ...]:
    """Return the rows of a comparison as they are shown."""
    return tuple(
        ShownRow(one.new, one.old, one.state, {cell.column: cell.turn for cell in one.cells})
        for one in comparison.rows
    )


def usual(head: TableHead) -> tuple[int, int]:
    """Return which versions are looked at when nobody has chosen: older or 0, newer."""
    deciding = head.in_force.number if head.in_force is not None else 0
    if head.coming and deciding:
        return deciding, head.coming[0].number
    return 0, deciding or (head.versions[-1].number if head.versions else 0)


def state_of(version: TableVersion, deciding: int, today: date) -> VersionState:
    """Return where a version stands today."""
    if version.void_reason:
        return VersionState.WITHDRAWN
    if version.number == deciding:
        return VersionState.IN_FORCE
    if version.effective_from > today:
        return VersionState.COMING
    return VersionState.FORMER


def nodes_of(opened: Opened, today: date) -> list[Node]:
    """Return the versions of a table as the strip shows them, by the day on which they begin."""
    nodes = []
    for one in sorted(opened.versions, key=lambda one: (one.effective_from, one.number)):
        state = state_of(one, opened.in_force, today)
        note = ""
        if state is VersionState.IN_FORCE:
            note = _("decides today")
        elif state is VersionState.COMING:
            days = (one.effective_from - today).days
            note = ngettext_("in {n} day", "in {n} days", days)
        nodes.append(Node(one.number, one.effective_from, state, note))
    return nodes


def chips_of(opened: Opened, today: date) -> list[tuple[str, Tone]]:
    """Return what stands beside the title: what is in force and what is coming."""
    chips: list[tuple[str, Tone]] = []
    if opened.in_force:
        chips.append((_("v{n} in force", n=opened.in_force), Tone.OK))
    else:
        chips.append((_("nothing in force"), Tone.DANGER))
    for one in opened.versions:
        if state_of(one, opened.in_force, today) is VersionState.COMING:
            days = (one.effective_from - today).days
            words = ngettext_("v{v} in {n} day", "v{v} in {n} days", days, v=one.number)
            chips.append((words, Tone.ACCENT))
    return chips[:3]


def version_line(version: TableVersion | None) -> str:
    """Return a version with its day, as the head of a text."""
    if version is None:
        return ""
    return _("v{n} from {day}", n=version.number, day=date_text(version.effective_from))
