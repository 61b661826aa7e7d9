"""Duty that changes hands, and days that are closed with their slips in order."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from warrantydesk.domain.codec import to_json
from warrantydesk.domain.dates import utc_text
from warrantydesk.domain.duty import DayClose, HandOver
from warrantydesk.domain.errors import INVALID, NOT_FOUND, RIGHT, STATE, refused
from warrantydesk.domain.person import Person
from warrantydesk.domain.rights import may
from warrantydesk.domain.text import clean, line
from warrantydesk.domain.today import DUE, TodayItem, When, when_of
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.today import TodayService


class DutyService:
    """Keeps hand-overs and closed days."""

    def __init__(self, bench: Bench, today: TodayService) -> None:
        self._bench, self._today = bench, today

    def hand_over(self, to_login: str, note: str = "", take_claims: bool = False) -> HandOver:
        """Hand duty over with the list as it stands; the other person accepts it.

        ``take_claims`` gives the open claims of the acting person to the other one.
        """
        bench = self._bench
        taker = self._taker(to_login)
        bench.allow("duty.hand_over")
        giver = bench.person.login
        if taker.login == giver:
            raise refused(INVALID, N_("Choose another person than yourself."), "to_login")
        if not may(taker, "duty.accept"):
            raise refused(
                INVALID, N_("{name} may not take over duty."), "to_login", name=taker.name
            )
        found = self._today.all()
        sheet = {
            "day": bench.today.isoformat(),
            "items": [_told(item) for item in found if item.owner in (giver, "")],
            "put_off": [_told(item) for item in found if item.snoozed_until is not None],
            "claims": take_claims,
        }
        kinds = (Kind.DUTY, Kind.CLAIMS) if take_claims else (Kind.DUTY,)
        with bench.change(N_("hand over duty"), *kinds) as touched:
            if take_claims:
                touched.extend(self._give(giver, taker.login))
            made = bench.stores.hand_overs.add(
                HandOver(giver, taker.login, bench.now, _json(sheet), clean(note).strip())
            )
        bench.history.clear()
        return made

    def _taker(self, login: str) -> Person:
        person = self._bench.stores.people.by_login(line(login))
        if person is None or not person.active:
            raise refused(
                NOT_FOUND,
                N_("There is no active person with the login {login}."),
                "to_login",
                login=line(login)[:40],
            )
        return person

    def _give(self, giver: str, taker: str) -> list[int]:
        """Give all open claims of a person to another one; returns their ids."""
        claims = self._bench.stores.claims
        numbers = self._bench.stores.today.claims_of(giver)
        for number in numbers:
            claims.save(replace(claims.get(number), clerk=taker))
        return numbers

    def accept(self, hand_over_id: int) -> HandOver:
        """Accept duty; only the person to whom it was handed over may."""
        found = self._bench.stores.hand_overs.get(hand_over_id)
        self._bench.allow("duty.accept")
        if found.to_login != self._bench.person.login:
            taker = self._bench.stores.people.by_login(found.to_login)
            raise refused(
                RIGHT,
                N_("Duty was handed over to {name}: only this person can accept it."),
                name=taker.name if taker else found.to_login,
            )
        self._must_wait(found)
        with self._bench.change(N_("accept duty"), Kind.DUTY):
            return self._bench.stores.hand_overs.save(replace(found, accepted_at=self._bench.now))

    def void_hand_over(self, hand_over_id: int, reason: str) -> HandOver:
        """Take a hand-over back that nobody accepted yet; claims that were given stay given."""
        found = self._bench.stores.hand_overs.get(hand_over_id)
        self._bench.allow("duty.void_hand_over")
        self._must_wait(found)
        reason = needs(line(reason), "reason", N_("Say why."))
        with self._bench.change(N_("void hand-over"), Kind.DUTY):
            return self._bench.stores.hand_overs.save(replace(found, void_reason=reason))

    def _must_wait(self, found: HandOver) -> None:
        if found.void_reason:
            raise refused(STATE, N_("This hand-over is void."))
        if found.accepted_at is not None:
            raise refused(STATE, N_("This hand-over was accepted already."))

    def get(self, hand_over_id: int) -> HandOver:
        """Return a hand-over; Refused(NOT_FOUND) where there is none."""
        return self._bench.stores.hand_overs.get(hand_over_id)

    def takers(self) -> list[Person]:
        """Return who may take over duty from the acting person."""
        people = self._bench.stores.people.find()
        me = self._bench.person.login
        return [one for one in people if one.login != me and may(one, "duty.accept")]

    def sheet(self) -> dict[str, Any]:
        """Return what a close of the day would hold now: slips, gaps, what is late or put off.

        After a close of the same day it holds only what came since.
        """
        bench, day = self._bench, self._bench.today
        start = datetime.combine(day, time.min, tzinfo=bench.clock.zone)
        end = start + timedelta(days=1)
        before = self.closes()
        found = bench.stores.day_slips.between(utc_text(start), utc_text(end), day.isoformat())
        known = [slip for one in before for slip in json.loads(one.sheet)["slips"]]
        slips = [slip._asdict() for slip in found]
        items = self._today.all()
        due = [one for one in items if one.snoozed_until is None]
        return {
            "day": day.isoformat(),
            "number": len(before) + 1,
            "slips": [slip for slip in slips if slip not in known],
            "gaps": bench.stores.day_slips.gaps(day.year),
            "overdue": [_told(one) for one in due if _is_in(one, bench, When.OVERDUE)],
            "today": [_told(one) for one in due if _is_in(one, bench, When.TODAY)],
            "put_off": [_told(one) for one in items if one.snoozed_until is not None],
        }

    def closes(self) -> list[DayClose]:
        """Return the closes of today, the first and its supplements."""
        return self._bench.stores.day_closes.find(day=self._bench.today.isoformat())

    def close_day(self, note: str = "") -> DayClose:
        """Close the day with its slips; a second close of the same day is a supplement."""
        bench = self._bench
        bench.allow("duty.close_day")
        sheet = self.sheet()
        with bench.change(N_("close the day"), Kind.DUTY):
            made = bench.stores.day_closes.add(
                DayClose(
                    bench.today,
                    bench.person.login,
                    bench.now,
                    _json(sheet),
                    clean(note).strip(),
                    bench.stores.journal.anchor,
                )
            )
        bench.history.clear()
        return made


def _is_in(item: TodayItem, bench: Bench, when: When) -> bool:
    return when_of(item.due_on, bench.today) is when and when in DUE


def _told(item: TodayItem) -> Mapping[str, Any]:
    """Return a line as a sheet keeps it: sentences with their values, in no language yet."""
    told: dict[str, Any] = to_json(item)
    names = (
        *("key", "code", "area", "title", "note", "values", "due_on", "plate", "vin", "owner"),
        *("amount_fen", "snoozed_until", "snoozed_for", "action"),
    )
    return {name: told[name] for name in names}


def _json(sheet: Mapping[str, Any]) -> str:
    return json.dumps(sheet, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
