"""The list of records to be disposed of, one line a claim, to be approved and signed."""

from dataclasses import dataclass
from datetime import date

from warrantydesk.documents.blocks import Cell, Sign, cells, narrative, signatures, ticks
from warrantydesk.documents.claim_paper import day, minute
from warrantydesk.documents.coverage_tables import verdict_strip
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.disposal import DISPOSAL_STATE_NAMES, Disposal, DisposalState
from warrantydesk.i18n import _


@dataclass(frozen=True)
class DisposalRow:
    """One claim: number, VIN, kind of record, its days, and why it is kept, if it is."""

    number: str
    vin: str
    kind: str
    finished_on: date | None
    keep_until: date | None
    held: str = ""


@dataclass(frozen=True)
class DisposalList:
    """A list with names instead of logins."""

    desk: DeskPaper
    disposal: Disposal
    rows: tuple[DisposalRow, ...] = ()
    proposed_by: str = ""
    decided_by: str = ""
    done_by: str = ""
    certificate: str = ""


def render(facts: DisposalList, step: Step | None = None) -> bytes:
    """Return the list as PDF."""
    one = facts.disposal
    frame = facts.desk.frame(
        _("Records to be disposed of"), one.number, _("For the file of disposals.")
    )
    flow = Flow(frame.top)
    asked = _("Proposed {at} by {name}.", at=minute(one.proposed_at), name=facts.proposed_by)
    verdict_strip(flow, _(DISPOSAL_STATE_NAMES[one.state]), asked)
    held = sum(bool(row.held) for row in facts.rows)
    cells(
        flow,
        [
            Cell(_("Kept long enough by"), day(one.until_on)),
            Cell(_("Claims to go"), f"{len(facts.rows) - held:,}"),
            Cell(_("Held"), f"{held:,}"),
            Cell(_("Certificate"), facts.certificate),
        ],
    )
    narrative(flow, (_("Remark"), one.note))
    flow.heading(
        _("Claims"),
        _("kept 6 years from the end of the repair (Order 43 art. 17), or as the maker asks"),
    )
    _table(flow, facts.rows)
    _decision(flow, facts)
    flow.heading(_("Signatures"))
    signatures(
        flow,
        Sign(_("Proposed by"), facts.proposed_by),
        Sign(_("Service manager"), facts.decided_by),
        Sign(_("Witness"), one.witness),
    )
    return pdf(frame, flow.sheets, step)


def _table(flow: Flow, rows: tuple[DisposalRow, ...]) -> None:
    table = Table(
        flow,
        Column(_("Claim no."), 88),
        Column(_("VIN"), 118),
        Column(_("Kind of record"), 84),
        Column(_("Repair finished"), 66),
        Column(_("Kept until"), 66),
        Column(_("Held because"), 100),
    )
    for row in rows:
        table.add(
            row.number, row.vin, row.kind, day(row.finished_on), day(row.keep_until), row.held
        )


def _decision(flow: Flow, facts: DisposalList) -> None:
    one = facts.disposal
    waits = one.state is DisposalState.PROPOSED
    flow.heading(_("Approval"), _("filled in by who decides") if waits else "")
    agreed = one.state in (DisposalState.APPROVED, DisposalState.DONE)
    ticks(
        flow,
        [(_("approved"), agreed), (_("refused"), one.state is DisposalState.REFUSED)],
    )
    narrative(flow, (_("Remark"), one.decision_text or one.void_reason), least=2)
    cells(
        flow,
        [
            Cell(_("Approved or refused by"), facts.decided_by),
            Cell(_("Day of the approval"), day(one.decided_on)),
            Cell(_("Carried out"), minute(one.done_at)),
            Cell(_("Carried out by"), facts.done_by),
        ],
    )
