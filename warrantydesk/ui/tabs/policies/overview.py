"""The left list in words: each table with its version, and what is new or open in it."""

from collections.abc import Mapping, Sequence
from datetime import date

from warrantydesk.domain.policies.views import GROUP_NAMES, TableHead
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit.group_list import GroupLine
from warrantydesk.ui.kit.marks import Mark

A_YEAR = 365
"""Days for which month and day alone are plain."""
Note = tuple[Mark | None, str]


def lines_of(heads: Sequence[TableHead], notes: Mapping[str, Note], today: date) -> list[GroupLine]:
    """Return the tables under their groups; ``notes`` stand in place of version numbers."""
    lines: list[GroupLine] = []
    for group, name in GROUP_NAMES.items():
        inside = [head for head in heads if head.group is group]
        if inside:
            lines.append(GroupLine("", _(name)))
            lines += [_line(head, notes, today) for head in inside]
    return lines


def _line(head: TableHead, notes: Mapping[str, Note], today: date) -> GroupLine:
    mark, status = notes.get(head.name) or _version_note(head, today)
    return GroupLine(head.name, _(head.title), status, mark, head.unread)


def _version_note(head: TableHead, today: date) -> Note:
    if head.coming:
        first = head.coming[0]
        soon = (first.effective_from - today).days < A_YEAR
        day = f"{first.effective_from:%m-%d}" if soon else f"{first.effective_from:%Y-%m-%d}"
        return Mark.RUNNING, _("v{n} · {day}", n=first.number, day=day)
    if head.in_force is None:
        return Mark.REFUSED, _("withdrawn")
    return (Mark.INFO if head.unread else None), f"v{head.in_force.number}"


def unread_note(count: int) -> Note | None:
    """Say how many bulletins the acting person has not read."""
    if not count:
        return None
    return Mark.WARN, ngettext_("{n} unread", "{n} unread", count)


def calendar_note(missing: Sequence[int]) -> Note | None:
    """Say which year has no calendar yet."""
    if not missing:
        return None
    return Mark.WARN, _("{year} not published", year=missing[0])
