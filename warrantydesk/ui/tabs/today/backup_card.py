"""The card of the backups: the newest, the last restore tried, the second places, the key."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter

from warrantydesk.domain.anchor import parts_of
from warrantydesk.domain.backup import BackupStanding
from warrantydesk.domain.backup_due import Due, duties, name_of
from warrantydesk.i18n import _
from warrantydesk.ui.backup_words import ago, drill_said, place_said
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.cards import Card
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.today.rows import Rows

MOST_PLACES = 3
BACKUPS, SHEET = "backups", "recovery_sheet"


@dataclass(frozen=True)
class _Row:
    """One promise: its mark, its name, how it stands, and what a click opens."""

    mark: Mark
    name: str
    said: str
    door: str = BACKUPS


class BackupCard(Card):
    """How the backups stand; a click shows more and what can be done."""

    chosen = Signal(str)

    def __init__(self) -> None:
        """Know nothing yet."""
        super().__init__(_("Backup and restore drill"))
        self.rows = Rows(_paint_row, 1.3)
        self.add(self.rows)
        self.rows.clicked.connect(lambda number: self.chosen.emit(self.rows.rows[number].door))

    def show_standing(self, standing: BackupStanding, now: datetime) -> None:
        """Show how the backups stand at an instant."""
        rows = [_backup_row(standing, now)]
        if standing.newest is not None:
            said = drill_said(standing, now)
            rows.append(_Row(said.mark, _("Restore drill"), said.text))
        for place in standing.places[:MOST_PLACES]:
            said = place_said(place, now)
            rows.append(_Row(said.mark, name_of(place), said.text))
        if not standing.key_confirmed:
            mark = Mark.TODO if standing.newest is None else Mark.WARN
            rows.append(_Row(mark, _("Recovery sheet"), _("not confirmed"), SHEET))
        self.rows.show_rows(rows, "; ".join(f"{row.name}: {row.said}" for row in rows))

    def said(self) -> list[tuple[Mark, str, str]]:
        """Return mark, name and words of each row."""
        return [(row.mark, row.name, row.said) for row in self.rows.rows]


def _backup_row(standing: BackupStanding, now: datetime) -> _Row:
    newest, name = standing.newest, _("Backup")
    if standing.problem:
        return _Row(Mark.BLOCK, name, _("the last one failed"))
    if newest is None:
        return _Row(Mark.TODO, name, _("none yet"))
    old = any(duty.what is Due.OLD for duty in duties(standing, now))
    at = ago(newest.made_at, now)
    mark = Mark.WARN if old else Mark.OK
    entries, _head = parts_of(newest.head)
    if not entries:
        return _Row(mark, name, at)
    return _Row(mark, name, _("{at} · {n} entries", at=at, n=f"{entries:,}"))


def _paint_row(painter: QPainter, area: QRectF, row: _Row) -> None:
    look = theme.tokens()
    side = theme.h(0.74)
    spot = QRectF(area.left(), area.center().y() - side / 2, side, side)
    paint_mark(painter, spot, row.mark)
    tone = tone_of(row.mark)
    loud = tone in (Tone.DANGER, Tone.WARN)
    ink = look.ink_of(tone) if loud else look.ink2
    left = area.adjusted(side + 8, 0, 0, 0)
    wanted = paint.width_of(row.said, -0.5)
    name = min(paint.width_of(row.name), max(left.width() - wanted - 10, left.width() * 0.4))
    paint.words(painter, QRectF(left.left(), left.top(), name, left.height()), row.name, look.ink)
    left.setLeft(left.left() + name + 10)
    paint.words(painter, left, row.said, ink, theme.font(-0.5), paint.RIGHT)
