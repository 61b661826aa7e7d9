"""Lines of customers and the house: appointments, calls, complaints, questions, what to read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from warrantydesk.domain.dates import from_utc_text, utc_text
from warrantydesk.domain.deadlines import COMPLAINT_BY, FOLLOW_UP
from warrantydesk.domain.person import Role
from warrantydesk.domain.today import Area, Target, TodayItem, When, gathered, when_of
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.follow_ups import FollowUpService
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.today.claims import MakerClocks
from warrantydesk.storage.today import Waiting

APPOINTMENT, AGAIN, ESCALATION, STORE = "appointment", "speak_again", "escalation", "store_request"
BULLETIN, UNCLAIMED, DUTY = "bulletin", "unclaimed_visit", "hand_over"
_MOST_UNCLAIMED = 200
_MISSED = timedelta(days=14)
"""How long a customer who was awaited and of whom nobody said more is asked about."""


def lines(bench: Bench, makers: MakerClocks, *, single: bool = False) -> Iterator[TodayItem]:
    """Yield the lines of customers and the house, calls by group of days or ``single``."""
    store = bench.stores.today
    for one in store.complaints():
        yield _complaint(one._replace(text=_name(bench, one.text)))
    yield from _calls(bench) if single else _gathered(_calls(bench), bench.today)
    for one in store.notes():
        yield _again(one._replace(text=_name(bench, one.text)))
    for one in store.escalations():
        yield _escalation(one, bench)
    for one in store.store_requests():
        yield _store(one)
    yield from _appointments(bench)
    yield from _unclaimed(bench, makers)
    yield from _unread(bench)
    yield from _duty(bench)


def _line(  # noqa: PLR0913 - a line in the words of its clock
    one: Waiting,
    code: str,
    kind: str,
    title: str,
    action: str,
    note: str,
    due_on: date,
    **more: object,
) -> TodayItem:
    waiting, target = more.pop("waiting", False), more.pop("target", None)
    behind = Target("intake", "claim", one.behind) if one.behind else Target("intake")
    return TodayItem(
        key=f"{code}:{kind}:{one.id}",
        code=code,
        area=Area.HOUSE,
        title=title,
        target=target if isinstance(target, Target) else behind,
        action=action,
        due_on=due_on,
        brand=one.brand,
        note=note,
        values={"number": one.number or "—", "text": _short(one.text), **more},
        plate=one.plate,
        vin=one.vin,
        model=one.model,
        owner=one.owner,
        amount_fen=one.amount_fen,
        waiting=bool(waiting),
        cars=1 if one.vin or one.plate else 0,
    )


def _short(text: str) -> str:
    """Return the first line of a text, as a list shows it."""
    return text.strip().splitlines()[0][:80] if text.strip() else "—"


def _complaint(one: Waiting) -> TodayItem:
    return _line(
        one,
        COMPLAINT_BY,
        "complaint",
        N_("Complaint to be solved"),
        N_("Handle"),
        N_("{number} · {text}"),
        date.fromisoformat(one.day),
        target=Target("today", "complaint", one.id),
    )


def _calls(bench: Bench) -> Iterator[TodayItem]:
    for one in FollowUpService(bench).waiting():
        yield TodayItem(
            key=f"{FOLLOW_UP}:visit:{one.visit_id}",
            code=FOLLOW_UP,
            area=Area.HOUSE,
            title=N_("Call the customer after the repair"),
            target=Target("today", "call", one.visit_id),
            action=N_("Call"),
            due_on=one.due_on,
            brand=one.brand,
            note=N_("{number} · tried {tries} times") if one.tries else "{number}",
            values={"number": one.repair_order, "tries": one.tries},
            plate=one.plate,
            vin=one.vin,
            model=one.model_code,
            owner=one.advisor,
        )


def _gathered(calls: Iterable[TodayItem], today: date) -> Iterator[TodayItem]:
    """Yield the calls of a group of days as one line: they are made one after the other."""
    by_when: dict[When, list[TodayItem]] = {}
    for call in calls:
        by_when.setdefault(when_of(call.due_on, today), []).append(call)
    for when, several in by_when.items():
        title = N_("Calls after the repair: {n}")
        item = gathered(several, title, f"{FOLLOW_UP}:calls:{when}")
        yield replace(item, target=Target("today", "calls", "")) if item.members else item


def _again(one: Waiting) -> TodayItem:
    return _line(
        one,
        AGAIN,
        "note",
        N_("Speak again: {text}"),
        N_("Contact"),
        "{number}",
        date.fromisoformat(one.day),
    )


def _escalation(one: Waiting, bench: Bench) -> TodayItem:
    asked_on = from_utc_text(one.day).astimezone(bench.clock.zone).date()
    return _line(
        one,
        ESCALATION,
        "escalation",
        N_("Technical manager has to decide"),
        N_("Remind"),
        N_("{number} · {text}"),
        asked_on + timedelta(days=1),
        waiting=True,
    )


def _store(one: Waiting) -> TodayItem:
    return _line(
        one,
        STORE,
        "store_request",
        N_("Parts should come from the store"),
        N_("Ask"),
        "{number}",
        date.fromisoformat(one.day),
        waiting=True,
    )


def day_of(bench: Bench) -> tuple[str, str]:
    """Return the instants between which the desk's day lies, as UTC text."""
    start = datetime.combine(bench.today, time.min, tzinfo=bench.clock.zone)
    return utc_text(start), utc_text(start + timedelta(days=1))


def _appointments(bench: Bench) -> Iterator[TodayItem]:
    start, end = day_of(bench)
    since = utc_text(from_utc_text(start) - _MISSED)
    for one in bench.stores.today.appointments(since, end):
        starts_at = from_utc_text(one.day)
        day = starts_at.astimezone(bench.clock.zone).date()
        is_past = day < bench.today
        yield TodayItem(
            key=f"{APPOINTMENT}:appointment:{one.id}",
            code=APPOINTMENT,
            area=Area.HOUSE,
            title=N_("Appointment passed, came or missed: {text}")
            if is_past
            else N_("Appointment: {text}"),
            target=Target("today", "appointments", str(day)),
            action=N_("Look") if is_past else N_("Check in"),
            due_on=day,
            due_at=starts_at,
            note="{number}",
            values={"number": _name(bench, one.number), "text": _short(one.text)},
            plate=one.plate,
            vin=one.vin,
            owner=one.owner,
        )


def _name(bench: Bench, name: str) -> str:
    """Return a customer's name or what was said; a person who only reads sees neither."""
    return "—" if not name or set(bench.person.roles) == {Role.READ_ONLY} else name


def _unclaimed(bench: Bench, makers: MakerClocks) -> Iterator[TodayItem]:
    """Yield the visits that were repaired and never claimed, from the maker's day on."""
    for visit in bench.stores.unclaimed.before(day_of(bench)[0], _MOST_UNCLAIMED):
        if visit.finished_at is None:
            continue
        clocks = makers.of(visit.brand)
        due_on = clocks.end(UNCLAIMED, clocks.day(visit.finished_at))
        if due_on is None:
            continue
        yield TodayItem(
            key=f"{UNCLAIMED}:visit:{visit.id}",
            code=UNCLAIMED,
            area=Area.CLAIMS,
            title=N_("Repaired and never claimed"),
            target=Target("today", "unclaimed", visit.id),
            action=N_("Look"),
            due_on=due_on,
            brand=visit.brand,
            note=N_("{number} · {text}"),
            values={"number": visit.repair_order, "text": _short(visit.complaint)},
            plate=visit.plate,
            vin=visit.vin,
            model=visit.model_code,
            owner=visit.advisor,
        )


def _unread(bench: Bench) -> Iterator[TodayItem]:
    """Yield one line for the bulletins that the acting person has not read."""
    from warrantydesk.services.policies import reading

    if not bench.person.login:
        return
    unread = [
        one
        for one in reading.changed_since_read(bench, bench.person.login)
        if one.kind == "bulletin"
    ]
    if unread:
        yield TodayItem(
            key=f"{BULLETIN}:{bench.person.login}:0",
            code=BULLETIN,
            area=Area.HOUSE,
            title=N_("Bulletins to read: {n}"),
            target=Target("policies", "bulletin", unread[0].key),
            action=N_("Read it"),
            note="{number}",
            values={"n": len(unread), "number": unread[0].key},
            owner=bench.person.login,
            cars=0,
        )


def _duty(bench: Bench) -> Iterator[TodayItem]:
    """Yield the hand-overs that wait for the acting person."""
    for one in bench.stores.hand_overs.find(accepted_at=None, void_reason=""):
        yield TodayItem(
            key=f"{DUTY}:hand_over:{one.id}",
            code=DUTY,
            area=Area.HOUSE,
            title=N_("Duty was handed over by {who}: accept it"),
            target=Target("today", "hand_over", one.id),
            action=N_("Take over"),
            due_on=one.at.astimezone(bench.clock.zone).date(),
            note="{number}",
            values={"who": name_of(bench, one.from_login), "number": _short(one.note)},
            owner=one.to_login,
            cars=0,
        )
