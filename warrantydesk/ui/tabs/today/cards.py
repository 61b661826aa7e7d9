"""The right column: appointments, claims under way, backup, what changed in the policies."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.domain.care import APPOINTMENT_NAMES, Appointment, AppointmentState
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.masks import reads_only
from warrantydesk.i18n import _, date_text, local, named, ngettext_
from warrantydesk.services.table_titles import table_title
from warrantydesk.services.today import UnderWay
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.cards import Card
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.masks import listed_plate
from warrantydesk.ui.tabs.today.backup_card import BackupCard
from warrantydesk.ui.tabs.today.rows import Rows
from warrantydesk.ui.words import claim_word

MOST = 8
_STATE_MARKS = {
    AppointmentState.BOOKED: Mark.TODO,
    AppointmentState.ARRIVED: Mark.OK,
    AppointmentState.MISSED: Mark.REFUSED,
    AppointmentState.CANCELLED: Mark.NA,
}


class AppointmentsCard(Card):
    """Who is expected today, and who has come."""

    chosen = Signal(object)

    def __init__(self) -> None:
        """Start without appointments."""
        super().__init__(_("Appointments"), " ")
        self._rows = Rows(_paint_appointment, 1.35)
        self._none = Words(_("Nobody is expected today."), token="ink2", delta=-0.5, wrap=True)
        self.add(self._rows)
        self.add(self._none)
        self._rows.clicked.connect(lambda number: self.chosen.emit(self._rows.rows[number]))

    def show_appointments(self, found: Sequence[Appointment], desk: Any) -> None:
        """Show the appointments of a day, as far as the acting person may see them."""
        found = [_seen(one, desk) for one in found]
        self.set_title(_("Appointments"), _("{n} today", n=len(found)) if found else "")
        spoken = "; ".join(f"{_time(one)} {one.plate} {one.purpose}" for one in found[:MOST])
        self._rows.show_rows(found[:MOST], spoken)
        self._rows.setVisible(bool(found))
        self._none.setVisible(not found)


def _seen(one: Appointment, desk: Any) -> Appointment:
    name = "" if reads_only(desk.people.acting) else one.customer_name
    return replace(one, plate=listed_plate(desk, one.plate), customer_name=name)


def _time(one: Appointment) -> str:
    return local(one.starts_at).strftime("%H:%M")


def _paint_appointment(painter: QPainter, area: QRectF, one: Appointment) -> None:
    look = theme.tokens()
    paint.hairline(painter, area.left(), area.right(), area.top(), look.line)
    mark = _STATE_MARKS[one.state]
    width = paint.words(painter, area, _time(one), look.ink, theme.font(0, True))
    left = area.adjusted(width + 10, 0, 0, 0)
    side = theme.h(0.74)
    spot = QRectF(area.right() - side, area.center().y() - side / 2, side, side)
    paint_mark(painter, spot, mark)
    word = _(APPOINTMENT_NAMES[one.state])
    said = QRectF(area.left(), area.top(), area.width() - side - 5, area.height())
    tone = look.ink_of(tone_of(mark)) if mark is Mark.OK else look.ink2
    taken = paint.words(painter, said, word, tone, None, paint.RIGHT)
    left.setRight(said.right() - taken - 8)
    plate = one.plate or one.customer_name or "—"
    width = paint.words(painter, left, plate, look.ink)
    left.setLeft(left.left() + width + 10)
    paint.words(painter, left, one.purpose, look.ink2)


class UnderWayCard(Card):
    """Claims by state as bars, with their money; a click shows them."""

    chosen = Signal(object)

    def __init__(self) -> None:
        """Start without claims."""
        super().__init__(_("Claims under way"), " ")
        self._rows = Rows(self._paint, 1.16)
        self._none = Words(_("No claim is under way."), token="ink2", delta=-0.5, wrap=True)
        self._most = self._widest = 1
        self.add(self._rows)
        self.add(self._none)
        self._rows.clicked.connect(lambda number: self.chosen.emit(self._rows.rows[number].state))

    def show_states(self, found: Sequence[UnderWay]) -> None:
        """Show how many claims stand where."""
        total = sum(one.claims for one in found)
        self._most = max((one.claims for one in found), default=1)
        self._widest = max((paint.width_of(_word(one.state)) for one in found), default=1)
        note = ngettext_("{n:,} claim", "{n:,} claims", total) if total else ""
        self.set_title(_("Claims under way"), note)
        spoken = "; ".join(f"{_word(one.state)} {one.claims}" for one in found)
        self._rows.show_rows(found, spoken)
        self._rows.setVisible(bool(found))
        self._none.setVisible(not found)

    def _paint(self, painter: QPainter, area: QRectF, one: UnderWay) -> None:
        look = theme.tokens()
        money = f"¥{one.amount_fen // 100:,}" if one.amount_fen else "—"
        room = paint.width_of("¥000,000")
        words = min(self._widest, round(area.width() * 0.4))
        name = QRectF(area.left(), area.top(), words, area.height())
        back = one.state in (State.RETURNED, State.REJECTED)
        ink = look.ink_of(Tone.DANGER) if back else look.ink
        paint.words(painter, name, _word(one.state), ink, theme.font(0, back))
        paint.words(painter, area, money, look.ink2, None, paint.RIGHT)
        counted = f"{one.claims:,}"
        left = name.right() + 10
        free = area.right() - room - 8 - left - paint.width_of(counted, 0, True) - 6
        width = max(3.0, free * one.claims / self._most)
        high = theme.h(0.5)
        bar = QRectF(left, area.center().y() - high / 2, width, high)
        fill = look.danger if back else look.accent_fill if one.state in _AWAY else look.bar
        paint.box(painter, bar, fill, None, 2)
        said = QRectF(bar.right() + 6, area.top(), area.width(), area.height())
        paint.words(painter, said, counted, look.ink, theme.font(0, True))


def _word(state: State) -> str:
    """Return the word of a state, short where there is little room."""
    return _("Awaiting auth.") if state is State.PREAUTH_WAIT else claim_word(state)


_AWAY = (State.SUBMITTED, State.APPEALED, State.APPROVED)
"""States in which the money lies with the maker."""


class NewsCard(Card):
    """What changed in the policies and was not read."""

    chosen = Signal(object)

    def __init__(self) -> None:
        """Start without news."""
        super().__init__(_("Policy changes"), " ")
        self._rows = Rows(self._paint, 2.0)
        self._none = Words(_("Everything is read."), token="ink2", delta=-0.5, wrap=True)
        self._words: dict[int, tuple[str, str]] = {}
        self.add(self._rows)
        self.add(self._none)
        self._rows.clicked.connect(lambda number: self.chosen.emit(self._rows.rows[number]))

    def show_news(self, unread: Sequence[Any], desk: Any) -> None:
        """Show tables and bulletins that the acting person has not read."""
        count = _("{n} unread", n=len(unread))
        self.set_chips([(count, Tone.ACCENT)] if unread else [])
        shown = sorted(unread, key=lambda one: one.kind != "bulletin")[:5]
        self._words = {id(one): _news(one, desk) for one in shown}
        self._rows.show_rows(shown, "; ".join(text for text, _note in self._words.values()))
        self._rows.setVisible(bool(shown))
        self._none.setVisible(not shown)

    def _paint(self, painter: QPainter, area: QRectF, one: Any) -> None:
        look = theme.tokens()
        text, note = self._words[id(one)]
        paint.hairline(painter, area.left(), area.right(), area.top(), look.line)
        side = theme.h(0.36)
        line = theme.h(0.95)
        top = QRectF(area.left() + side + 10, area.top() + 3, area.width() - side - 10, line)
        dot = QRectF(area.left(), top.center().y() - side / 2, side, side)
        paint.box(painter, dot, look.accent, None, side / 2)
        paint.words(painter, top, text, look.ink)
        below = top.translated(0, line)
        below.setHeight(theme.h(0.84))
        paint.words(painter, below, note, look.ink2, theme.font(-1))


def _news(one: Any, desk: Any) -> tuple[str, str]:
    """Return title and second line of something that was not read: when it came out."""
    if one.kind == "bulletin":
        found = next((b for b in desk.policies.bulletins(one.profile) if b.code == one.key), None)
        if found is not None:
            title = named({"title_zh": found.title_zh, "title_en": found.title_en}, "title")
            words = _("Bulletin {code}: {title}", code=one.key, title=title)
            return words, _("issued {day}", day=date_text(found.issued_on))
        return _("Bulletin {code}", code=one.key), ""
    title = table_title(one.key)
    return _("{table}: version {n}", table=title, n=one.number), " · ".join(
        word for word in (one.profile, _in_force(one, desk)) if word
    )


def _in_force(one: Any, desk: Any) -> str:
    """Return from when a version holds; its making says nothing to who works by it."""
    versions = desk.policies.versions(one.profile, one.key)
    found = next((each for each in versions if each.number == one.number), None)
    return _("in force from {day}", day=date_text(found.effective_from)) if found else ""


class SideColumn(QWidget):
    """The cards one below the other."""

    def __init__(self) -> None:
        """Build the cards; ``refresh`` fills them."""
        super().__init__()
        self.appointments, self.states = AppointmentsCard(), UnderWayCard()
        self.backup, self.news = BackupCard(), NewsCard()
        self.duty = ElidedWords("", token="ink2", delta=-1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        for card in (self.appointments, self.states, self.backup, self.news):
            column.addWidget(card)
        column.addWidget(self.duty)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(body))

    def refresh(self, desk: Any) -> None:
        """Read the cards again."""
        self.appointments.show_appointments(desk.today.appointments(), desk)
        self.states.show_states(desk.today.under_way())
        self.backup.show_standing(desk.backups.standing(), desk.bench.now)
        self.news.show_news(desk.policies.changed_since_read(), desk)
