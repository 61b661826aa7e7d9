"""The recovery sheet: the key of the backups in large groups, in both languages at once.

Whoever needs it may sit at another computer, in another language, years later.
"""

import csv
from dataclasses import dataclass
from functools import cache

from warrantydesk.documents.blocks import (
    SIDE,
    SMALL,
    Cell,
    Sign,
    cells,
    sentences,
    signatures,
)
from warrantydesk.documents.coverage_tables import verdict_strip
from warrantydesk.documents.flow import SPAN, Flow, Strip
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.sheet import LEFT, RULE
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.typesetting import Style, width
from warrantydesk.i18n import _, minute_text, pick
from warrantydesk.resources import find

GROUP = Style(25.0, bold=True)
WORDS = Style(9.8)
_A_ROW, _HEIGHT = 4, 58.0


@dataclass(frozen=True)
class RecoverySheet:
    """A key in its eight groups; ``mark`` tells two keys apart and tells nothing of them."""

    desk: DeskPaper
    groups: tuple[str, ...]
    mark: str
    folder: str


@cache
def _words() -> dict[str, tuple[str, str]]:
    with find("backup/recovery_sheet.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: (row["zh"], row["en"]) for row in csv.DictReader(file)}


def render(facts: RecoverySheet, step: Step | None = None) -> bytes:
    """Return the sheet as PDF."""
    words = _words()
    frame = facts.desk.frame(pick(*words["title"]))
    flow = Flow(frame.top)
    zh, en = words["strip"]
    verdict_strip(flow, zh, en)
    flow.gap(4)
    sentences(flow, words["note"], WORDS)
    flow.gap(6)
    _groups(flow, facts.groups)
    flow.gap(6)
    cells(
        flow,
        [Cell(_("Password for 7-Zip"), "-".join(facts.groups))],
        [
            Cell(_("Made"), minute_text(facts.desk.drawn_at), 1.2),
            Cell(_("Mark of the key"), facts.mark),
            Cell(_("Data folder"), facts.folder, 2.4),
        ],
    )
    for number, name in enumerate(("keep", "restore", "seven", "again")):
        flow.gap(4 if number else 8)
        sentences(flow, words[name], WORDS)
    flow.gap(6)
    flow.heading(_("Kept by"), _("fill in by hand"))
    signatures(flow, Sign(_("Handed over by")), Sign(_("Kept by")), Sign(_("Where it is kept")))
    return pdf(frame, flow.sheets, step)


def _groups(flow: Flow, groups: tuple[str, ...]) -> None:
    """Put the groups into two rows of frames, each with its number."""
    wide = SPAN / _A_ROW

    def paint(row: int, strip: Strip) -> None:
        for place, group in enumerate(groups[row * _A_ROW : (row + 1) * _A_ROW]):
            left = LEFT + place * wide
            strip.sheet.frame(left, strip.top, wide, strip.height, RULE)
            number = str(row * _A_ROW + place + 1)
            strip.sheet.text(left + SIDE, strip.top + 11, number, SMALL)
            middle = left + (wide - width(group, GROUP)) / 2
            strip.sheet.text(middle, strip.top + 38, group, GROUP)

    for row in range(len(groups) // _A_ROW):
        flow.row(1, _HEIGHT, 0.0, lambda strip, row=row: paint(row, strip))  # type: ignore[misc]
