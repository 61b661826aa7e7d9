"""Facts of the sheet that closes a day, with its slips in order."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from warrantydesk.domain.claim.answer import ANSWER_NAMES, AnswerKind
from warrantydesk.domain.dates import from_utc_text
from warrantydesk.domain.visit import SIGNED_PAPER_NAMES, SignedPaper
from warrantydesk.i18n import N_, _, date_text, local, pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.papers.shipment_facts import desk_paper
from warrantydesk.services.papers.waiting import waiting_lines

if TYPE_CHECKING:
    from warrantydesk.documents.day_close import SlipLine

DAY_CLOSE = "day_close"
SLIP_NAMES = {
    "opened": N_("Claim opened"),
    "submitted": N_("Claim submitted"),
    "answered": N_("Answer recorded"),
    "void": N_("Claim made void"),
    "signed": N_("Signed by the customer"),
    "paper": N_("Paper printed"),
    "labels": N_("Labels printed"),
    "shipped": N_("Return list sent"),
    "received": N_("Receipt recorded"),
    "scrapped": N_("Pieces destroyed"),
    "imported": N_("File imported"),
}


def number(bench: Bench, close_id: int) -> str:
    """Return what a close stands under: its day, with the supplement's number."""
    found = bench.stores.day_closes.get(close_id)
    count = json.loads(found.sheet)["number"]
    return f"{found.day:%Y%m%d}-{count}"


def prepare(bench: Bench, close_id: int) -> Draw:
    """Read the sheet as it was closed and return what draws it."""
    from warrantydesk.documents import day_close as document

    found = bench.stores.day_closes.get(close_id)
    sheet = json.loads(found.sheet)
    own = number(bench, close_id)
    facts = document.DayCloseSheet(
        desk_paper(bench, own, DAY_CLOSE),
        number=own,
        supplement=int(sheet["number"]) - 1,
        day=date_text(found.day),
        closed_at=found.closed_at,
        closed_by=name_of(bench, found.closed_by),
        note=found.note,
        anchor=found.anchor,
        slips=tuple(_slip(bench, one) for one in sheet["slips"]),
        gaps=tuple(sheet["gaps"]),
        overdue=waiting_lines(bench, sheet["overdue"]),
        today=waiting_lines(bench, sheet["today"]),
        put_off=waiting_lines(bench, sheet["put_off"]),
    )
    return partial(document.render, facts)


def _slip(bench: Bench, one: Mapping[str, Any]) -> "SlipLine":
    from warrantydesk.documents.day_close import SlipLine

    at = from_utc_text(one["at"]) if one["at"] else None
    return SlipLine(
        kind=_(SLIP_NAMES[one["kind"]]),
        number=str(one["number"]),
        text=_words(bench, one["kind"], str(one["text"])),
        by=name_of(bench, one["by"]),
        time=_time(at),
        amount_fen=int(one["amount_fen"]),
    )


def _time(at: datetime | None) -> str:
    return local(at).strftime("%H:%M") if at else "—"


def _words(bench: Bench, kind: str, text: str) -> str:
    """Return what a slip is about in words."""
    if kind == "opened":
        entry = bench.profile(bench.site.brand).types.get(text)
        return pick(entry.name_zh, entry.name_en) if entry else text
    if kind == "submitted":
        return _("version {n}", n=text)
    if kind == "answered":
        return _(ANSWER_NAMES[AnswerKind(text)])
    if kind == "signed":
        return _(SIGNED_PAPER_NAMES[SignedPaper(text)])
    if kind in ("labels", "imported"):
        return _("{n} in all", n=text)
    if kind == "paper":
        return _paper_name(text)
    return text


def _paper_name(code: str) -> str:
    from warrantydesk.services.papers import EVERY_PAPER

    return next((_(one.name) for one in EVERY_PAPER if one.code == code), code)
