"""The list of campaigns: kind, name, window, and how far each has come."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from warrantydesk.domain.campaign import CAMPAIGN_KIND_NAMES, CampaignKind, CampaignRate
from warrantydesk.i18n import _, date_text, ngettext_
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.item_list import ITEM, ItemList
from warrantydesk.ui.kit.marks import Mark, paint_mark
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.tokens import Tone

GAP = 10
ROW = 2.3


@dataclass(frozen=True)
class CampaignItem:
    """A campaign with its count, as it is on a day."""

    rate: CampaignRate
    today: date

    @property
    def code(self) -> str:
        """Its number."""
        return self.rate.campaign.code

    def title(self) -> str:
        """Say its name."""
        return self.rate.campaign.name

    def second(self) -> str:
        """Say number, kind and window."""
        one = self.rate.campaign
        return _(
            "{number} · {kind} · {begins} to {ends}",
            number=one.code,
            kind=_(CAMPAIGN_KIND_NAMES[one.kind]),
            begins=date_text(one.valid_from),
            ends=date_text(one.valid_to),
        )

    def standing(self) -> str:
        """Say how many cars are still to be done."""
        rate = self.rate
        if not rate.listed:
            return _("no car named yet")
        left = rate.open + rate.refused
        if not left:
            return _("all done")
        return ngettext_("{n:,} car to do", "{n:,} cars to do", left)

    def note(self) -> str:
        """Say what stands out: sale stopped, not begun, over."""
        one = self.rate.campaign
        if not one.has_begun(self.today):
            return _("begins later")
        if one.is_over(self.today) and one.kind is CampaignKind.RECALL:
            return _("reporting window over, still to be repaired")
        if one.is_over(self.today):
            return _("over")
        return _("stop sale") if one.stop_sale else ""

    def mark(self) -> Mark:
        """Return the mark: done, urgent for recalls, or open."""
        one, left = self.rate.campaign, self.rate.open + self.rate.refused
        if not left:
            return Mark.DONE
        if not one.in_force(self.today):
            return Mark.NA
        return Mark.BLOCK if one.kind is CampaignKind.RECALL else Mark.WARN

    def spoken(self) -> str:
        """Return the row as one sentence."""
        percent = self.rate.percent
        done = _("{percent} % done", percent=percent) if percent is not None else ""
        parts = (self.title(), self.second(), self.standing(), done, self.note())
        return ", ".join(part for part in parts if part)


class _CampaignDelegate(QStyledItemDelegate):
    """Draws a row: words at the left, bar and count at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.h(12), theme.h(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: CampaignItem = index.data(ITEM)
        look, area = theme.tokens(), QRectF(option.rect)
        paint.row_ground(painter, area, option.state, "base")
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1, look.line)
        inner = area.adjusted(16, 0, -16, 0)
        side = theme.h(0.74)
        spot = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        paint_mark(painter, spot, item.mark())
        room = min(inner.width() * 0.36, theme.h(13))
        right = QRectF(inner.right() - room, inner.top(), room, inner.height())
        left = inner.adjusted(side + GAP, 0, -room - GAP, 0)
        self._paint_words(painter, left, item)
        self._paint_rate(painter, right, item)

    def _paint_words(self, painter: QPainter, area: QRectF, item: CampaignItem) -> None:
        look, half = theme.tokens(), theme.h(1)
        top = QRectF(area.left(), area.center().y() - half + 1, area.width(), half)
        low = QRectF(area.left(), area.center().y(), area.width(), half)
        note, loud = item.note(), item.rate.campaign.stop_sale
        ink = look.ink_of(Tone.DANGER if loud and item.rate.open else Tone.NEUTRAL)
        width = paint.width_of(note, -0.5, loud)
        paint.words(painter, top, note, ink, theme.font(-0.5, loud), paint.RIGHT)
        title = top.adjusted(0, 0, -width - GAP if note else 0, 0)
        paint.words(painter, title, item.title(), look.ink, theme.font(0, True))
        paint.words(painter, low, item.second(), look.ink2, theme.font(-0.5))

    def _paint_rate(self, painter: QPainter, area: QRectF, item: CampaignItem) -> None:
        look, half, rate = theme.tokens(), theme.h(1), item.rate
        top = QRectF(area.left(), area.center().y() - half + 1, area.width(), half)
        low = QRectF(area.left(), area.center().y(), area.width(), half)
        percent = rate.percent
        words = "—" if percent is None else _("{percent} %", percent=percent)
        wide = paint.width_of("100 %", 0, True)
        paint.words(painter, top, words, look.ink, theme.font(0, True), paint.RIGHT)
        thick = theme.h(0.37)
        track = QRectF(top.left(), top.center().y() - thick / 2, top.width() - wide - GAP, thick)
        full = rate.listed > 0 and not rate.open + rate.refused
        tone = Tone.OK if full else Tone.ACCENT
        paint.bar(painter, track, (percent or 0) / 100, look.mark_of(tone))
        paint.words(painter, low, item.standing(), look.ink2, theme.font(-0.5))
        listed = _("{n} named", n=f"{rate.listed:,}") if rate.listed else ""
        paint.words(painter, low, listed, look.ink2, theme.font(-0.5), paint.RIGHT)


class CampaignList(ItemList):
    """All campaigns of a brand; the current one stays when counts change."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(_CampaignDelegate(), parent)
        self.setAccessibleName(_("Campaigns"))
        self._quiet = False

    def show_campaigns(self, items: list[CampaignItem]) -> None:
        """Show the campaigns; the one in hand stays, else the first becomes it."""
        held = self.code()
        self._quiet = True
        self.show_items(items)
        codes = [item.code for item in items]
        row = codes.index(held) if held in codes else 0
        if items:
            self.setCurrentIndex(self.model().index(row, 0))
        self._quiet = False

    def code(self) -> str:
        """Return the number of the campaign in hand, empty where there is none."""
        item = self.item_at(self.currentIndex())
        return item.code if item is not None else ""

    def item(self) -> CampaignItem | None:
        """Return the campaign in hand."""
        found: CampaignItem | None = self.item_at(self.currentIndex())
        return found

    def choose(self, code: str) -> bool:
        """Make a campaign the one in hand."""
        for row, item in enumerate(self.items()):
            if item.code == code:
                self.setCurrentIndex(self.model().index(row, 0))
                return True
        return False

    def currentChanged(self, current: QModelIndex | Any, previous: QModelIndex | Any) -> None:
        """Tell which campaign is in hand now."""
        super().currentChanged(current, previous)
        item = self.item_at(current)
        if item is not None and not self._quiet:
            self.chosen.emit(item.code)
