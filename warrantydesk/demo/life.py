"""How a claim goes: its steps in the order of time, each with the state it leads to."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from warrantydesk.demo.calendar import MINUTE, money_day, working
from warrantydesk.domain.claim import State

if TYPE_CHECKING:
    from warrantydesk.demo.story import Story

Step = tuple[int, State, Callable[[int], None]]
_REFUSED = (State.REJECTED, State.APPEALED, State.REJECTED_FINAL)
_WAITS, _IS_RETURNED, _IS_REFUSED, _IS_FINAL, _STAYS_REFUSED = 0.25, 0.08, 0.05, 0.4, 0.5
"""Shares of claims that wait for parts, come back, are refused, are given up, lose an appeal."""


def life(story: "Story") -> Iterator[Step]:
    """Yield the steps of a claim from its acceptance to its end, beyond the present too."""
    at = story.plan.at
    yield at, State.DRAFT, story.accept
    if story.plan.void:
        yield at + story.soon(15, 90), State.VOID, story.void
        return
    at += story.soon(9, 25)
    yield at, State.APPRAISING, story.start
    if story.plan.bare and story.plan.stop is State.APPRAISING:
        return
    at = working(at + story.soon(40, 110))
    yield at, State.APPRAISING, story.judge
    at += story.soon(5, 20)
    if not story.case.covered:
        yield at, State.NOT_COVERED, story.refuse
        yield working(at + story.days(2, 9)), State.CLOSED, story.close
        return
    if story.case.needs_authorisation:
        yield at, State.PREAUTH_WAIT, story.ask
        at = working(at + story.days(1, 3))
        yield at, State.APPRAISING, story.authorise
        at += story.soon(5, 30)
    yield at, State.REPAIRING, story.decide
    yield from _repair(story, at)


def _repair(story: "Story", at: int) -> Iterator[Step]:
    due = story.plan.stop is not None
    wait = story.days(1, 4) if story.random.random() < _WAITS and not due else 0
    at = working(at + wait + story.soon(60, 260))
    if story.plan.bare:
        return
    yield at, State.REPAIRING, story.pieces.receive
    at += story.soon(12, 50)
    if story.former is not None:
        if not story.former.finished_at:
            return  # the car leaves with all its faults mended
        at = max(at, story.former.finished_at + 5 * MINUTE)
    yield at, State.TO_SUBMIT, story.finish
    at = working(at + story.days(0, 1 if due else 5) + story.soon(60, 200))
    yield at, State.SUBMITTED, story.submit
    yield from _answer(story, at)


def _answer(story: "Story", at: int) -> Iterator[Step]:
    stop, dice = story.plan.stop, story.random.random()
    at = working(at + story.days(3, 11))
    returned = stop is State.RETURNED or (stop is None and dice < _IS_RETURNED)
    refused = stop in _REFUSED or (stop is None and dice > 1 - _IS_REFUSED)
    if returned:
        yield at, State.RETURNED, story.send_back
        at = working(at + story.days(2, 8))
        yield at, State.SUBMITTED, story.submit
        at = working(at + story.days(3, 9))
    if refused:
        yield at, State.REJECTED, story.reject
        final = stop is State.REJECTED_FINAL or story.random.random() < _IS_FINAL
        at = working(at + story.days(4, 12))
        if stop is State.APPEALED or not final:
            yield at, State.APPEALED, story.appeal
            at = working(at + story.days(12, 24))
            final = story.random.random() < _STAYS_REFUSED
        if final:
            yield at, State.REJECTED_FINAL, story.give_up
            yield from _file_away(story, at)
            return
    yield at, State.APPROVED, story.approve
    yield from _file_away(story, at)


def _file_away(story: "Story", at: int) -> Iterator[Step]:
    end = story.pieces.end(at)
    if end is not None:
        yield working(max(end, money_day(at)) + story.days(1, 6)), State.CLOSED, story.close
