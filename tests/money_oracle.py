"""Every fen has a name: the sums of money once more, added up by hand from the bare rows."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from warrantydesk.domain.settlement.account import balance_of
from warrantydesk.domain.settlement.receivable import By
from warrantydesk.services.desk import Desk

_BOOKED = {
    *("CONFIRMED", "INVOICED", "INVOICE_SENT", "INVOICE_ACCEPTED", "REMITTED", "RECEIVED"),
    "CLOSED",
}
_GIVEN_UP = {"short", "over", "rounding"}
_NEVER = {"REJECTED", "REJECTED_FINAL", "CLOSED", "APPROVED"}
Rows = list[dict[str, Any]]


def rows_of(desk: Desk, table: str) -> Rows:
    """Return all rows of a table, read beside the program."""
    path = desk.folder.database
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as reader:
        reader.row_factory = sqlite3.Row
        return [dict(row) for row in reader.execute(f"SELECT * FROM {table}")]


def must_balance(desk: Desk) -> None:
    """Fail where a claim, a statement, a receipt or all of them together do not come out even."""
    tables = {
        name: rows_of(desk, name)
        for name in (
            *("statement", "statement_line", "deduction", "invoice", "receipt"),
            *("receipt_share", "write_off", "claim", "claim_account"),
        )
    }
    _claims(desk, tables)
    _statements(desk, tables)
    _receipts(tables)
    _receivables(desk, tables)


def _lines(tables: Mapping[str, Rows]) -> Rows:
    """Return the lines that carry money."""
    return [
        one
        for one in tables["statement_line"]
        if not one["void_reason"] and one["state"] != "SPLIT"
    ]


def _counting(tables: Mapping[str, Rows]) -> Rows:
    return [
        one
        for one in tables["deduction"]
        if one["taken_on"] and not one["void_reason"] and one["state"] != "WITHDRAWN"
    ]


def _claims(desk: Desk, tables: Mapping[str, Rows]) -> None:
    states = {one["id"]: one["state"] for one in tables["statement"]}
    settled, paid, deducted = defaultdict(int), defaultdict(int), defaultdict(int)
    given, written = defaultdict(int), defaultdict(int)
    for one in _lines(tables):
        ours = one["kind"] == "claim" and one["decision"] != "not_ours"
        if one["claim_id"] and ours and states[one["statement_id"]] in _BOOKED:
            settled[one["claim_id"]] += one["amount_fen"] or 0
    for one in tables["receipt_share"]:
        paid[one["claim_id"]] += one["net_fen"]
    for one in _counting(tables):
        deducted[one["claim_id"]] += one["amount_fen"]
        given[one["claim_id"]] += one["amount_fen"] if one["kind"] in _GIVEN_UP else 0
    for one in tables["write_off"]:
        written[one["claim_id"]] += one["amount_fen"] if one["state"] == "APPROVED" else 0
    known = {one["claim_id"]: one for one in tables["claim_account"]}
    for row in tables["claim"]:
        number = row["id"]
        kept = known.get(number, defaultdict(int))
        found = (settled[number], paid[number], deducted[number], given[number], written[number])
        names = ("settled", "paid", "deducted", "given_up", "written_off")
        assert tuple(kept[f"{name}_fen"] for name in names) == found, row["claim_number"]
        _claim(desk, row, found)


def _claim(desk: Desk, row: dict[str, Any], found: tuple[int, ...]) -> None:
    _settled, paid, deducted, _given, written = found
    claim = desk.claims.get(row["id"])
    balance = balance_of(claim, desk.stores.accounts.of(claim.id))
    claimed = claim.total_fen if claim.submitted_at else 0
    assert balance.claimed_fen == claimed
    assert claimed == balance.approved_fen + balance.refused_fen + balance.open_fen
    if claimed and claim.state.value in _NEVER:
        assert balance.approved_fen == (claim.approved_fen or 0)
        assert balance.open_fen == 0
    gone = paid + deducted + written
    assert balance.approved_fen == gone + balance.outstanding_fen


def _statements(desk: Desk, tables: Mapping[str, Rows]) -> None:
    lines, shares = _lines(tables), tables["receipt_share"]
    taken = [one for one in tables["deduction"] if one["taken_on"] and not one["void_reason"]]
    for row in tables["statement"]:
        number = row["id"]
        own = [one for one in lines if one["statement_id"] == number]
        claims = sum(one["amount_fen"] or 0 for one in own if one["kind"] == "claim")
        beside = sum(one["amount_fen"] or 0 for one in own if one["kind"] == "deduction")
        sums = desk.statements.sums(number)
        assert (sums.settled_fen, sums.beside_fen) == (claims, beside)
        parts = [one for one in shares if one["statement_id"] == number]
        assert sums.paid_fen == sum(one["net_fen"] for one in parts)
        assert sums.received_fen == sum(one["net_fen"] + one["tax_fen"] for one in parts)
        assert sums.payable_fen == sums.paid_fen + sums.outstanding_fen
        if row["state"] in ("RECEIVED", "CLOSED"):
            assert sums.outstanding_fen == 0
            _paid_as_written(own, parts)
        if row["state"] in _BOOKED and beside:
            about = [one for one in taken if one["line_id"] and one["statement_id"] == number]
            beside_known = sum(one["amount_fen"] for one in about if one["kind"] not in _GIVEN_UP)
            assert beside_known == -beside


def _paid_as_written(lines: Rows, shares: Rows) -> None:
    """Demand that a statement that was received paid each claim what its lines say."""
    said, came = defaultdict(int), defaultdict(int)
    for one in lines:
        if one["kind"] == "claim":
            mine = one["claim_id"] if one["decision"] != "not_ours" else None
            said[mine] += one["amount_fen"] or 0
    for one in shares:
        if one["deduction_id"] is None:
            came[one["claim_id"]] += one["net_fen"]
    assert {key: fen for key, fen in said.items() if fen} == {
        key: fen for key, fen in came.items() if fen
    }


def _receipts(tables: Mapping[str, Rows]) -> None:
    for row in tables["receipt"]:
        parts = [one for one in tables["receipt_share"] if one["receipt_id"] == row["id"]]
        given = sum(one["net_fen"] + one["tax_fen"] for one in parts)
        if row["amount_fen"] >= 0:
            assert given <= row["amount_fen"]
    for row in tables["receipt"]:
        if row["reverses"]:
            first = next(one for one in tables["receipt"] if one["id"] == row["reverses"])
            assert row["amount_fen"] == -first["amount_fen"]
            both = [
                one
                for one in tables["receipt_share"]
                if one["receipt_id"] in (row["id"], first["id"])
            ]
            assert sum(one["net_fen"] for one in both) == 0
            assert sum(one["tax_fen"] for one in both) == 0


def _receivables(desk: Desk, tables: Mapping[str, Rows]) -> None:
    """Demand that the ages come to what is still to come of the claims, one by one."""
    store = desk.stores.accounts
    total = 0
    for row in tables["claim"]:
        appealed = store.sums([row["id"]])[0].appealed_fen
        claim = desk.claims.get(row["id"])
        total += balance_of(claim, store.of(claim.id), appealed).receivable_fen
    for by in By:
        table = desk.receivables.ages(by=by)
        assert table.total.amount_fen == total
        assert sum(one.amount_fen for one in table.rows) == total
    assert sum(one.receivable_fen for one in desk.receivables.list()) == total
