"""The clocks of a claim, from one flat row of it: which runs, until when, for how much money."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from warrantydesk.domain import deadlines as codes
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.coverage.calendar import Holidays
from warrantydesk.domain.deadlines import WORKING, end_of, month_end
from warrantydesk.domain.profile import Row
from warrantydesk.domain.today import Area, Target, TodayItem
from warrantydesk.i18n import N_

CUT_OFF, IDLE = "cross_month", "draft_idle"


class OpenClaim(NamedTuple):
    """A claim that somebody has to do something about; instants are aware, amounts fen."""

    id: int
    number: str
    state: State
    type: str
    brand: str
    plate: str
    model: str
    vin: str
    clerk: str
    total_fen: int
    approved_fen: int | None
    due_on: date | None
    answered_on: date | None
    opened_on: date | None
    submitted_at: datetime | None
    finished_at: datetime | None
    visit_id: int
    asked_at: datetime | None
    """When the maker was last asked for an authorisation that is not answered."""
    use_by: date | None
    """Last day of the newest authorisation."""
    authorisation_no: str
    appeal_by: date | None
    """Last day to file an appeal that is in preparation."""
    appealed_on: date | None
    appeal_answer_by: date | None
    paid: bool
    """It is on a statement or written off, or a payment of any of its pieces was recorded."""
    decided: bool = False
    """The maker decided on an appeal of it: there is no second one."""


@dataclass
class Clocks:
    """The deadlines of one maker on one day; ends are kept, as many claims share them."""

    rows: Mapping[str, Row]
    holidays: Holidays
    today: date
    zone: tzinfo | None = None
    _ends: dict[tuple[str, date], date | None] = field(default_factory=dict)

    def end(self, code: str, start: date | None) -> date | None:
        """Return the last day of a deadline, None where the maker has none or nothing began."""
        if start is None:
            return None
        key = (code, start)
        if key not in self._ends:
            row = self.rows.get(code)
            self._ends[key] = None if row is None else end_of(row, start, self.holidays)
        return self._ends[key]

    def working(self, code: str) -> bool:
        """Tell whether a deadline counts working days."""
        row = self.rows.get(code)
        return row is not None and row["day_kind"] == WORKING

    def day(self, instant: datetime | None) -> date | None:
        """Return the desk's day of an instant."""
        return None if instant is None else instant.astimezone(self.zone).date()


def claim_items(claim: OpenClaim, clocks: Clocks) -> Iterator[TodayItem]:
    """Yield the lines of a claim in its state; a claim whose clocks do not run has none."""
    if (teller := _BY_STATE.get(claim.state)) is not None:
        yield from teller(claim, clocks)
    if claim.use_by is not None and claim.finished_at is None and claim.state in _BEFORE_REPAIR:
        yield _item(
            claim,
            codes.USE_BY,
            claim.use_by,
            N_("Use the authorisation before it expires"),
            N_("Repair"),
            note=N_("{authorisation} · {number}"),
            authorisation=claim.authorisation_no or "—",
        )


_BEFORE_REPAIR = (State.APPRAISING, State.REPAIRING)


def _item(  # noqa: PLR0913 - a line in the words of its clock
    claim: OpenClaim,
    code: str,
    due_on: date,
    title: str,
    action: str,
    *,
    note: str = "{number}",
    area: Area = Area.CLAIMS,
    amount_fen: int | None = None,
    working: bool = False,
    waiting: bool = False,
    clocks: tuple[tuple[str, date], ...] = (),
    **values: object,
) -> TodayItem:
    return TodayItem(
        key=f"{code}:claim:{claim.id}",
        code=code,
        area=area,
        title=title,
        target=Target("intake", "claim", claim.id),
        action=action,
        due_on=due_on,
        brand=claim.brand,
        note=note,
        values={"number": claim.number, **values},
        plate=claim.plate,
        vin=claim.vin,
        model=claim.model,
        owner=claim.clerk,
        amount_fen=claim.total_fen if amount_fen is None else amount_fen,
        working=working,
        waiting=waiting,
        clocks=clocks,
    )


def _answered(claim: OpenClaim, clocks: Clocks) -> date | None:
    """Return the day of the answer; where nobody wrote it down, the earliest it can have been."""
    return claim.answered_on or clocks.day(claim.submitted_at) or claim.opened_on


def _draft(claim: OpenClaim, clocks: Clocks) -> Iterator[TodayItem]:
    yield from _to_submit(claim, clocks)
    due_on = clocks.end(IDLE, claim.opened_on)
    if claim.finished_at is None and due_on is not None and due_on <= clocks.today:
        yield _item(claim, IDLE, due_on, N_("Opened and not decided yet"), N_("Continue"))


def submission_ends(
    clocks: Clocks, finished: date | None, opened_on: date | None
) -> list[tuple[date, str]]:
    """Return the days to file by with codes, nearest first; V15 has the month of the opening."""
    if finished is None:
        return []
    ends = [(clocks.end(codes.SUBMIT_BY, finished), codes.SUBMIT_BY)]
    if CUT_OFF in clocks.rows:
        ends.append((month_end(max(finished, opened_on or finished)), CUT_OFF))
    return sorted((day, code) for day, code in ends if day is not None)


def _to_submit(claim: OpenClaim, clocks: Clocks) -> Iterator[TodayItem]:
    """Yield the nearest clock of the submission."""
    finished = clocks.day(claim.finished_at)
    known = submission_ends(clocks, finished, claim.opened_on)
    if not known or finished is None:
        return
    (due_on, code), *rest = known
    title = N_("Submit the claim: repaired {days} days ago")
    if code == CUT_OFF:
        title = N_("File before the month ends: repaired {days} days ago")
    yield _item(
        claim,
        code,
        due_on,
        title,
        N_("Submit") if claim.state is State.TO_SUBMIT else N_("Continue"),
        working=clocks.working(code),
        clocks=tuple((other, day) for day, other in rest),
        days=(clocks.today - finished).days,
    )


def _submitted(claim: OpenClaim, clocks: Clocks) -> Iterator[TodayItem]:
    due_on = clocks.end(codes.ANSWER_EXPECTED, clocks.day(claim.submitted_at))
    if due_on is not None:
        yield _item(
            claim,
            codes.ANSWER_EXPECTED,
            due_on,
            N_("The maker has not answered"),
            N_("Chase"),
            working=clocks.working(codes.ANSWER_EXPECTED),
            waiting=True,
        )


def _returned(claim: OpenClaim, clocks: Clocks) -> Iterator[TodayItem]:
    due_on = claim.due_on or clocks.end(codes.CORRECT_BY, _answered(claim, clocks))
    if due_on is not None:
        yield _item(
            claim,
            codes.CORRECT_BY,
            due_on,
            N_("Returned by the maker: correct and send again"),
            N_("Correct"),
            working=clocks.working(codes.CORRECT_BY),
        )


def _appeal(claim: OpenClaim, clocks: Clocks, short_fen: int, title: str) -> Iterator[TodayItem]:
    due_on = (
        claim.appeal_by or claim.due_on or clocks.end(codes.APPEAL_BY, _answered(claim, clocks))
    )
    # A chance that has passed is no work any more: what is left is to file the claim away.
    if due_on is not None and (due_on >= clocks.today or claim.state is State.REJECTED):
        yield _item(
            claim,
            codes.APPEAL_BY,
            due_on,
            title,
            N_("Appeal"),
            area=Area.MONEY,
            amount_fen=short_fen,
            working=clocks.working(codes.APPEAL_BY),
        )


def _rejected(claim: OpenClaim, clocks: Clocks) -> Iterator[TodayItem]:
    yield from _appeal(
        claim, clocks, claim.total_fen, N_("Refused by the maker: appeal or give up")
    )


def _approved(claim: OpenClaim, clocks: Clocks) -> Iterator[TodayItem]:
    approved = claim.total_fen if claim.approved_fen is None else claim.approved_fen
    if approved < claim.total_fen and not claim.decided:
        short = claim.total_fen - approved
        yield from _appeal(claim, clocks, short, N_("Approved in part: appeal or accept"))
    due_on = clocks.end(codes.UNSETTLED, _answered(claim, clocks))
    if due_on is not None and due_on <= clocks.today and not claim.paid:
        yield _item(
            claim,
            codes.UNSETTLED,
            due_on,
            N_("Approved and on no statement"),
            N_("Ask"),
            area=Area.MONEY,
            amount_fen=approved,
            waiting=True,
        )


def _appealed(claim: OpenClaim, clocks: Clocks) -> Iterator[TodayItem]:
    due_on = claim.appeal_answer_by or clocks.end(
        codes.APPEAL_ANSWER, claim.appealed_on or _answered(claim, clocks)
    )
    if due_on is not None:
        yield _item(
            claim,
            codes.APPEAL_ANSWER,
            due_on,
            N_("The maker has not decided the appeal"),
            N_("Chase"),
            area=Area.MONEY,
            amount_fen=claim.total_fen - (claim.approved_fen or 0),
            working=clocks.working(codes.APPEAL_ANSWER),
            waiting=True,
        )


def _asked(claim: OpenClaim, clocks: Clocks) -> Iterator[TodayItem]:
    yield from _to_submit(claim, clocks)
    due_on = clocks.end(codes.AUTHORISATION_ANSWER, clocks.day(claim.asked_at)) or claim.due_on
    if due_on is not None:
        yield _item(
            claim,
            codes.AUTHORISATION_ANSWER,
            due_on,
            N_("The maker has not answered the request"),
            N_("Chase"),
            working=clocks.working(codes.AUTHORISATION_ANSWER),
            waiting=True,
        )


_BY_STATE: Mapping[State, Callable[[OpenClaim, Clocks], Iterator[TodayItem]]] = {
    State.DRAFT: _draft,
    State.APPRAISING: _draft,
    State.PREAUTH_WAIT: _asked,
    State.REPAIRING: _to_submit,
    State.TO_SUBMIT: _to_submit,
    State.SUBMITTED: _submitted,
    State.RETURNED: _returned,
    State.REJECTED: _rejected,
    State.APPROVED: _approved,
    State.APPEALED: _appealed,
}
