"""Work with others: technicians' hours, the parts store, tows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.i18n import N_


@dataclass(frozen=True)
class WorkTime:
    """A technician's clock on one job; ``ended_at`` None while it runs."""

    claim_id: int
    visit_id: int
    technician: str
    """Login, or the name as the job card has it."""
    started_at: datetime
    ended_at: datetime | None = None
    labour_code: str = ""
    note: str = ""
    by: str = ""
    void_reason: str = ""
    id: int = 0
    version: int = 0


class StoreState(StrEnum):
    """Where a request to the parts store stands."""

    ASKED = "ASKED"
    ANSWERED = "ANSWERED"
    ISSUED = "ISSUED"
    VOID = "VOID"


STORE_NAMES = {
    StoreState.ASKED: N_("Asked"),
    StoreState.ANSWERED: N_("Answered"),
    StoreState.ISSUED: N_("Issued"),
    StoreState.VOID: N_("Void"),
}


@dataclass(frozen=True)
class StoreLine:
    """A part that is asked for and what the store says of it."""

    part_no: str
    name: str = ""
    quantity: int = 1
    in_stock: int | None = None
    arrives_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class StoreRequest:
    """A request to the parts store for one claim; ``issue_no`` is the store's issue note."""

    claim_id: int
    number: str
    lines: tuple[StoreLine, ...]
    state: StoreState = StoreState.ASKED
    wanted_on: date | None = None
    asked_by: str = ""
    asked_at: datetime | None = None
    answered_by: str = ""
    answered_at: datetime | None = None
    issue_no: str = ""
    issued_on: date | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class Tow:
    """A tow or rescue with its signed sheet; money in fen, net."""

    visit_id: int
    claim_id: int | None
    carrier: str
    from_place: str
    to_place: str
    km: int
    started_at: datetime | None = None
    ended_at: datetime | None = None
    amount_fen: int = 0
    customer_signed: bool = False
    carrier_signed: bool = False
    sheet_no: str = ""
    attachment_id: int | None = None
    by: str = ""
    void_reason: str = ""
    id: int = 0
    version: int = 0


JOB_CARD, ISSUE_NOTE = "RO", "PI"
"""Codes of the papers (as document lists have them) that clocks and the store's notes stand for."""


def papers_of_work(times: Iterable[WorkTime], requests: Iterable[StoreRequest]) -> frozenset[str]:
    """Return the papers that need no file: a job with clock times, parts issued on a note."""
    held = set()
    if any(one.ended_at is not None and not one.void_reason for one in times):
        held.add(JOB_CARD)
    if any(one.state is StoreState.ISSUED for one in requests):
        held.add(ISSUE_NOTE)
    return frozenset(held)
