"""The sheet on which a write-off is proposed, and signed by those who must agree."""

from dataclasses import dataclass
from datetime import date

from warrantydesk.documents.blocks import Cell, Sign, cells, narrative, signatures, ticks
from warrantydesk.documents.claim_paper import day, minute
from warrantydesk.documents.coverage_tables import verdict_strip
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.money import capitals, yuan
from warrantydesk.domain.settlement.account import Balance
from warrantydesk.domain.settlement.write_off import (
    WRITE_OFF_STATE_NAMES,
    WriteOff,
    WriteOffState,
)
from warrantydesk.i18n import _


@dataclass(frozen=True)
class ChaseNote:
    """What was done to get the money."""

    on: date | None
    by: str
    text: str


@dataclass(frozen=True)
class WriteOffSheet:
    """A write-off with the account of its claim; names instead of logins; net fen."""

    desk: DeskPaper
    write_off: WriteOff
    claim: Claim
    balance: Balance
    maker: str = ""
    reason: str = ""
    """The reason by code and name."""
    days: int = 0
    """Since the claim was opened."""
    notes: tuple[ChaseNote, ...] = ()
    proposed_by: str = ""
    decided_by: str = ""
    seconded_by: str = ""
    needs_finance: bool = False
    """The sum is above the service manager's limit."""
    reverses: str = ""
    """Number of the write-off that this one takes back."""


def render(facts: WriteOffSheet, step: Step | None = None) -> bytes:
    """Return the sheet as PDF."""
    one = facts.write_off
    title = _("Reversal of a write-off") if facts.reverses else _("Proposal to write off")
    frame = facts.desk.frame(title, one.number, _("For the file of write-offs."))
    flow = Flow(frame.top)
    asked = _("Proposed {at} by {name}.", at=minute(one.proposed_at), name=facts.proposed_by)
    verdict_strip(flow, _(WRITE_OFF_STATE_NAMES[one.state]), asked)
    _claim(flow, facts)
    _money(flow, facts)
    flow.heading(_("Reasons"))
    cells(flow, [Cell(_("Reason"), facts.reason, 2), Cell(_("Takes back"), facts.reverses)])
    narrative(flow, (_("Why it is given up"), one.reason_text), least=3)
    _chased(flow, facts)
    _decision(flow, facts)
    flow.heading(_("Signatures"), _("who signs agrees that the money is given up"))
    signs = [Sign(_("Warranty clerk"), facts.proposed_by)]
    signs.append(Sign(_("Service manager"), facts.decided_by))
    if facts.needs_finance:
        signs.append(Sign(_("Finance"), facts.seconded_by))
    signatures(flow, *signs)
    return pdf(frame, flow.sheets, step)


def _claim(flow: Flow, facts: WriteOffSheet) -> None:
    claim = facts.claim
    flow.heading(_("Claim"))
    cells(
        flow,
        [
            Cell(_("Claim no."), claim.claim_number, 1.1),
            Cell(_("Maker's claim no."), claim.codes.maker_claim_number, 1.2),
            Cell(_("Maker"), facts.maker, 1.2),
            Cell(_("VIN"), claim.vehicle.vin, 1.5),
            Cell(_("Plate"), claim.vehicle.plate),
        ],
    )
    cells(
        flow,
        [
            Cell(_("Opened"), day(claim.opened_on)),
            Cell(_("Days open"), f"{facts.days:,}"),
        ],
    )


def _money(flow: Flow, facts: WriteOffSheet) -> None:
    one, balance = facts.write_off, facts.balance
    flow.heading(_("Account of the claim"), _("net, in yuan"))
    cells(
        flow,
        [
            Cell(_("Claimed"), yuan(balance.claimed_fen)),
            Cell(_("Approved"), yuan(balance.approved_fen)),
            Cell(_("Settled"), yuan(balance.settled_fen)),
            Cell(_("Paid"), yuan(balance.paid_fen)),
            Cell(_("Deductions"), yuan(balance.deducted_fen)),
            Cell(_("Written off"), yuan(balance.written_off_fen)),
            Cell(_("Outstanding"), yuan(balance.outstanding_fen)),
        ],
    )
    cells(
        flow,
        [
            Cell(_("To be written off, yuan"), yuan(one.amount_fen)),
            Cell(_("In words"), capitals(one.amount_fen), 3),
        ],
    )


def _chased(flow: Flow, facts: WriteOffSheet) -> None:
    if not facts.notes:
        return
    flow.heading(_("What was done to get the money"))
    table = Table(flow, Column(_("Day"), 70), Column(_("Who"), 80), Column(_("What"), 370))
    for note in facts.notes:
        table.add(day(note.on), note.by, note.text)


def _decision(flow: Flow, facts: WriteOffSheet) -> None:
    one = facts.write_off
    waits = one.state is WriteOffState.PROPOSED
    flow.heading(_("Approval"), _("filled in by who decides") if waits else "")
    ticks(
        flow,
        [
            (_("approved"), one.state is WriteOffState.APPROVED),
            (_("refused"), one.state is WriteOffState.REFUSED),
        ],
    )
    narrative(flow, (_("Remark"), one.decision_text), least=2)
    who = [
        Cell(_("Approved or refused by"), facts.decided_by),
        Cell(_("Day of the approval"), day(one.decided_on)),
    ]
    if facts.needs_finance:
        who.append(Cell(_("Agreed by finance"), facts.seconded_by))
    cells(flow, who)
