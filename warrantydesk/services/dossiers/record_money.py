"""Records of money: lines of statements, invoices, money received, and every line of the claim."""

from dataclasses import replace
from typing import TYPE_CHECKING

from warrantydesk.domain.claim.answer import LineAmount, LineKind
from warrantydesk.domain.claim.appeal import AppealState
from warrantydesk.domain.listing import Holds
from warrantydesk.domain.settlement.account import (
    MONEY_STATE_NAMES,
    MoneyState,
    balance_of,
    money_state,
)
from warrantydesk.domain.settlement.deduction import DEDUCTION_KIND_NAMES, DEDUCTION_STATE_NAMES
from warrantydesk.domain.settlement.invoice import INVOICE_KIND_NAMES
from warrantydesk.domain.settlement.statement import LINE_STATE_NAMES, STATEMENT_STATE_NAMES
from warrantydesk.domain.settlement.write_off import WRITE_OFF_STATE_NAMES
from warrantydesk.i18n import N_, _, named
from warrantydesk.services.claims.amounts import amounts_of
from warrantydesk.services.dossiers.known import Known
from warrantydesk.services.dossiers.record_sheet import sheet, table

if TYPE_CHECKING:
    from warrantydesk.documents.money_sheet import MoneyRow, MoneySheet, MoneyTable

_KINDS = {
    LineKind.PART: N_("Part"),
    LineKind.HANDLING: N_("Parts handling"),
    LineKind.LABOUR: N_("Labour"),
    LineKind.MATERIALS: N_("Small materials"),
    LineKind.OTHER: N_("Other costs"),
    LineKind.CLAIM: N_("Claim"),
}


def settlement(known: Known) -> "MoneySheet":
    """Return what statements, invoices, receipts and deductions say of the claim."""
    return sheet(
        known,
        _("Statement lines, invoices and money received"),
        _statement_lines(known),
        _invoices(known),
        _receipts(known),
        _deductions(known),
        _write_offs(known),
        words=(_("Amounts are net, in yuan, where nothing else is said."),),
    )


def _statement_lines(known: Known) -> "MoneyTable":
    columns = (
        (_("Statement"), 1.3),
        (_("Payer's number"), 1.4),
        (_("Month"), 0.8),
        (_("Row"), 0.5, Holds.COUNT),
        (_("Paid ¥"), 1.0, Holds.MONEY),
        (_("Expected ¥"), 1.0, Holds.MONEY),
        (_("As matched"), 1.0),
        (_("State of the statement"), 1.1),
        (_("Confirmed on"), 1.1, Holds.DAY),
    )
    rows: list[MoneyRow] = []
    for line in known.statement_lines:
        statement = known.stores.statements.get(line.statement_id)
        rows.append(
            (
                statement.number,
                statement.maker_number or None,
                statement.period or None,
                line.row or None,
                line.amount_fen,
                line.expected_fen,
                _(LINE_STATE_NAMES[line.state]),
                _(STATEMENT_STATE_NAMES[statement.state]),
                statement.confirmed_on,
            )
        )
    return table(_("Lines of statements"), columns, rows)


def _invoices(known: Known) -> "MoneyTable":
    wanted = dict.fromkeys(line.statement_id for line in known.statement_lines)
    found = {one.id: one for number in wanted for one in known.books.invoices.get(number, [])}
    columns = (
        (_("Invoice no."), 2.0),
        (_("Kind"), 1.3),
        (_("Invoiced on"), 1.1, Holds.DAY),
        (_("Net ¥"), 1.1, Holds.MONEY),
        (_("Tax ¥"), 1.0, Holds.MONEY),
        (_("Invoice sent on"), 1.1, Holds.DAY),
        (_("Waybill"), 1.2),
        (_("Accepted on"), 1.1, Holds.DAY),
    )
    rows: list[MoneyRow] = [
        (
            one.number,
            _(INVOICE_KIND_NAMES[one.kind]),
            one.issued_on,
            one.amount_fen,
            one.tax_fen,
            one.sent_on,
            one.waybill or None,
            one.accepted_on,
        )
        for one in found.values()
    ]
    made = table(_("Invoices of these statements"), columns, rows)
    return replace(made, note=_("an invoice stands for all claims of its statements"))


def _receipts(known: Known) -> "MoneyTable":
    columns = (
        (_("Receipt"), 1.3),
        (_("Received on"), 1.1, Holds.DAY),
        (_("For the claim, net ¥"), 1.2, Holds.MONEY),
        (_("Tax ¥"), 0.9, Holds.MONEY),
        (_("Whole receipt ¥"), 1.2, Holds.MONEY),
        (_("Bank's reference"), 1.5),
        (_("Booked by"), 1.0),
    )
    rows: list[MoneyRow] = []
    for share in known.stores.receipt_shares.find(claim_id=known.claim.id):
        receipt = known.stores.receipts.get(share.receipt_id)
        rows.append(
            (
                receipt.number,
                receipt.received_on,
                share.net_fen,
                share.tax_fen,
                receipt.amount_fen,
                receipt.bank_ref or None,
                known.name(receipt.made_by) or None,
            )
        )
    return table(_("Money received"), columns, rows)


def _deductions(known: Known) -> "MoneyTable":
    columns = (
        (_("Number"), 1.3),
        (_("Kind"), 1.1),
        (_("Taken ¥"), 1.0, Holds.MONEY),
        (_("Notice no."), 1.2),
        (_("Noticed on"), 1.1, Holds.DAY),
        (_("Reason"), 2.4),
        (_("State"), 1.1),
        (_("Taken on"), 1.1, Holds.DAY),
    )
    rows: list[MoneyRow] = [
        (
            one.number,
            _(DEDUCTION_KIND_NAMES[one.kind]),
            one.amount_fen,
            one.notice_no or None,
            one.noticed_on,
            _reason(known, one.reason_code, one.reason_text) or None,
            _(DEDUCTION_STATE_NAMES[one.state]),
            one.taken_on,
        )
        for one in known.stores.deductions.find(claim_id=known.claim.id, void_reason="")
    ]
    made = table(_("Deductions"), columns, rows)
    return replace(made, note=_("below 0 the payer gives"))


def _write_offs(known: Known) -> "MoneyTable":
    columns = (
        (_("Number"), 1.3),
        (_("Given up ¥"), 1.0, Holds.MONEY),
        (_("Reason"), 2.6),
        (_("State"), 0.9),
        (_("Proposed by"), 1.0),
        (_("Decided by"), 1.0),
        (_("Decided on"), 1.1, Holds.DAY),
    )
    rows: list[MoneyRow] = [
        (
            one.number,
            one.amount_fen,
            _reason(known, one.reason_code, one.reason_text) or None,
            _(WRITE_OFF_STATE_NAMES[one.state]),
            known.name(one.proposed_by) or None,
            known.name(one.decided_by) or None,
            one.decided_on,
        )
        for one in known.write_offs
    ]
    return table(_("Write-offs"), columns, rows)


def money(known: Known) -> "MoneySheet":
    """Return every line of the claim: claimed, approved, paid, and why something is missing."""
    amounts = amounts_of(known.bench, known.claim)
    columns = (
        (_("Kind"), 1.0),
        (_("Line"), 0.5, Holds.COUNT),
        (_("Part or work"), 3.0),
        (_("Claimed ¥"), 1.1, Holds.MONEY),
        (_("Approved ¥"), 1.1, Holds.MONEY),
        (_("Paid ¥"), 1.1, Holds.MONEY),
        (_("Why less"), 2.2),
    )
    rows = [_line(known, one) for one in amounts]
    lines = table(_("Line by line"), columns, rows, _("Nothing was claimed."))
    sums: MoneyRow = (
        _("Total"),
        None,
        None,
        sum(one.claimed_fen for one in amounts),
        _sum([one.approved_fen for one in amounts]),
        _sum([one.paid_fen for one in amounts]),
        None,
    )
    return sheet(known, _("Claimed, approved, paid"), replace(lines, sums=sums), _balance(known))


def _sum(values: list[int | None]) -> int | None:
    """Return a sum, None where nothing is known of any line."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _line(known: Known, one: LineAmount) -> "MoneyRow":
    return (
        _(_KINDS[one.kind]),
        one.line or None,
        " ".join(filter(None, (one.title, one.detail))) or None,
        one.claimed_fen,
        one.approved_fen,
        one.paid_fen,
        _reason(known, one.reason_code, one.reason_text) or None,
    )


def _balance(known: Known) -> "MoneyTable":
    account = known.stores.accounts.of(known.claim.id)
    kept = balance_of(known.claim, account, _appealed_fen(known))
    columns = (
        (_("Money axis"), 1.3),
        (_("Claimed ¥"), 1.0, Holds.MONEY),
        (_("Approved ¥"), 1.0, Holds.MONEY),
        (_("Refused ¥"), 1.0, Holds.MONEY),
        (_("Paid ¥"), 1.0, Holds.MONEY),
        (_("Deducted ¥"), 1.0, Holds.MONEY),
        (_("Written off ¥"), 1.0, Holds.MONEY),
        (_("Outstanding ¥"), 1.0, Holds.MONEY),
    )
    row: MoneyRow = (
        money_words(known),
        kept.claimed_fen,
        kept.approved_fen,
        kept.refused_fen,
        kept.paid_fen,
        kept.deducted_fen,
        kept.written_off_fen,
        kept.outstanding_fen,
    )
    return table(_("The claim's account"), columns, [row])


def money_words(known: Known) -> str:
    """Return where the money of the claim stands, in words."""
    account = known.stores.accounts.of(known.claim.id)
    state = account.state if account.id else money_state(known.claim, account)
    kept = balance_of(known.claim, account, _appealed_fen(known))
    if state is MoneyState.NONE and kept.claimed_fen:
        return _("appealed") if kept.open_fen else _("refused by the maker")
    return _(MONEY_STATE_NAMES[state])


def _appealed_fen(known: Known) -> int:
    """Return what open appeals ask for, net fen."""
    return sum(one.asked_fen for one in known.appeals if one.state is AppealState.FILED)


def _reason(known: Known, code: str, text: str) -> str:
    found = known.profile.reasons.get(code)
    return " ".join(filter(None, (code, named(found) if found else "", text)))
