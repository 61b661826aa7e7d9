"""The columns of write-offs, and of claims whose money may have to be given up."""

from collections.abc import Callable
from datetime import date
from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.write_off import WRITE_OFF_STATE_NAMES, WriteOff
from warrantydesk.i18n import _, date_text, local, ngettext_
from warrantydesk.services.settlement.write_off_lists import (
    WHY_NAMES,
    WriteOffEntry,
    WriteOffProposal,
)
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.table import Column, Holds
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.masks import filed_plate, listed_plate, seconds
from warrantydesk.ui.tabs.settlement.write_off_words import (
    WHY_MARKS,
    mark_of,
    state_word,
    tone_of_amount,
)

_CLAIM, _PLATE, _VIN8 = "C0126-004217", "渝AD·HM088", "·12345678"
_DAY = date(2026, 12, 28)


def ledger_columns(
    desk: Any, waits: Callable[[WriteOff], str], person: Callable[[str], str]
) -> list[Column]:
    """Return the columns of write-offs; ``waits`` says whose word is missing."""
    states = [_(words) for words in WRITE_OFF_STATE_NAMES.values()]
    return [
        Column(
            "state",
            _("State"),
            width=width_for([*states, _("waits for manager and finance")], _("State")),
            text=lambda row: state_word(row.write_off),
            mark=lambda row: mark_of(row.write_off),
            second=lambda row: waits(row.write_off) or _decided(row, person),
            sort=lambda row: (row.write_off.state, row.write_off.id),
        ),
        Column(
            "number",
            _("Write-off"),
            width=width_for(["H0126-0031"], _("Write-off"), bold=True),
            text=lambda row: row.write_off.number,
            second=lambda row: row.reverses or row.reversed_by,
            bold=True,
        ),
        _claim(desk),
        Column(
            "reason",
            _("Why it is given up"),
            width=width_for(["厂家不再受理此单"], _("Why it is given up")),
            text=_reason,
            second=lambda row: row.write_off.decision_text.replace("\n", " · "),
            stretch=True,
        ),
        Column(
            "proposed",
            _("Proposed by"),
            width=width_for([date_text(_DAY), "王敏敏"], _("Proposed by")),
            text=lambda row: person(row.write_off.proposed_by),
            second=_proposed_on,
            sort=lambda row: row.write_off.id,
        ),
        Column(
            "amount",
            _("Amount ¥"),
            "right",
            width=width_for(["−99,999.99"], _("Amount ¥"), bold=True),
            text=lambda row: yuan(row.write_off.amount_fen),
            value=lambda row: row.write_off.amount_fen,
            holds=Holds.MONEY,
            tone=lambda row: tone_of_amount(row.write_off),
            bold=True,
            second=lambda row: _("of {approved}", approved=yuan(row.approved_fen)),
            sort=lambda row: row.write_off.amount_fen,
        ),
    ]


def proposal_columns(desk: Any) -> list[Column]:
    """Return the columns of claims whose money may have to be given up."""
    return [
        Column(
            "why",
            _("Why"),
            width=width_for([_("open for too long")], _("Why"), mark=True) + 30,
            text=lambda row: _(WHY_NAMES[row.why]),
            mark=lambda row: WHY_MARKS[row.why],
            stretch=True,
            sort=lambda row: row.why,
        ),
        _claim(desk),
        Column(
            "opened",
            _("Opened"),
            width=width_for([date_text(_DAY)], _("Opened")),
            text=lambda row: date_text(row.claim.opened_on) if row.claim.opened_on else "—",
            value=lambda row: row.claim.opened_on,
            holds=Holds.DAY,
            second=_days,
            sort=lambda row: row.days,
        ),
        Column(
            "asked",
            _("Approved ¥"),
            "right",
            width=width_for(["99,999.99"], _("Approved ¥")),
            text=lambda row: yuan(row.claim.asked_fen) if row.may_be_proposed else "—",
            value=lambda row: row.claim.asked_fen if row.may_be_proposed else None,
            holds=Holds.MONEY,
            sort=lambda row: row.claim.asked_fen,
        ),
        Column(
            "left",
            _("Outstanding ¥"),
            "right",
            width=width_for(["99,999.99"], _("Outstanding ¥"), bold=True),
            text=lambda row: yuan(row.claim.left_fen),
            value=lambda row: row.claim.left_fen,
            holds=Holds.MONEY,
            tone=lambda row: Tone.WARN if row.may_be_proposed else Tone.NEUTRAL,
            bold=True,
            sort=lambda row: row.claim.left_fen,
        ),
    ]


def _claim(desk: Any) -> Column:
    return Column(
        "claim",
        _("Claim"),
        width=width_for([_CLAIM, f"{_PLATE} {_VIN8}"], _("Claim")),
        text=_number,
        **seconds(
            lambda row: _car(row, lambda plate: listed_plate(desk, plate)),
            lambda row: _car(row, lambda plate: filed_plate(desk, plate)),
        ),
        copy=_number,
    )


def _number(row: WriteOffEntry | WriteOffProposal) -> str:
    return row.claim.claim_number if isinstance(row, WriteOffProposal) else row.claim_number


def _car(row: WriteOffEntry | WriteOffProposal, plate: Callable[[str], str]) -> str:
    car = row.claim if isinstance(row, WriteOffProposal) else row
    return " ".join(filter(None, (plate(car.plate), f"·{car.vin[-8:]}" if car.vin else "")))


def _reason(row: WriteOffEntry) -> str:
    one = row.write_off
    return " ".join(filter(None, (one.reason_code, one.reason_text.replace("\n", " ")))) or "—"


def _decided(row: WriteOffEntry, person: Callable[[str], str]) -> str:
    one = row.write_off
    if one.void_reason:
        return _(one.void_reason)
    who = person(one.seconded_by or one.decided_by) if one.decided_by else ""
    return " · ".join(filter(None, (who, date_text(one.decided_on) if one.decided_on else "")))


def _proposed_on(row: WriteOffEntry) -> str:
    at = row.write_off.proposed_at
    return date_text(local(at).date()) if at else ""


def _days(row: WriteOffProposal) -> str:
    return ngettext_("{n:,} day ago", "{n:,} days ago", row.days)
