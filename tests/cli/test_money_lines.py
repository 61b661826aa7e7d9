"""Invoices and receipts by lines of verbs: entered, booked twice, taken back, exported."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from settled import approved, confirmed
from stories import submitted

from warrantydesk.cli import run
from warrantydesk.services.desk import Desk

NUMBER = "26442000001234567890"


def ops(data: Path, file: Path, lines: Sequence[dict[str, Any]], capsys: Any) -> tuple[Any, str]:
    file.write_text("\n".join(json.dumps({"as": "S01", **line}) for line in lines), "utf-8")
    run(["ops", str(file), "--data", str(data)])
    told = capsys.readouterr()
    words = [line.split(" ", 2) for line in told.out.splitlines()]
    return [f"{word} {rest}" if word != "ACK" else word for word, _n, rest in words], told.err


def shown(data: Path, kind: str, key: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run(["show", kind, key, "--data", str(data)]) == 0
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def test_from_the_invoice_to_the_account(
    desk: Desk, desk_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = approved(desk, submitted(desk))
    statement = confirmed(desk, [(claim.id, claim.total_fen)])
    desk.close()
    money = {"statement_id": statement.id, "amount_fen": "?", "bank_ref": "B-1"}
    given = {"file": "sap.csv", "layout": "sap_customer_invoice"}
    lines = [
        {
            "do": "invoices.save",
            "with": {"number": NUMBER, "statement_id": statement.id, "tax_percent": "0"},
            "save": "i",
        },
        {"do": "invoices.send", "with": {"invoice_id": "$i.id", "waybill": "SF1"}},
        {"do": "receipts.book", "with": {**money, "amount_fen": "$i.amount_fen"}, "save": "r"},
        {"do": "receipts.book", "with": {**money, "amount_fen": "$i.amount_fen"}},
        {"do": "receipts.reverse", "with": {"receipt_id": "$r.id", "reason": "银行退回"}},
        {"do": "receipts.reverse", "with": {"receipt_id": "$r.id", "reason": "银行退回"}},
        {"do": "receipts.book", "with": {"amount_fen": 5, "shares": [
            {"statement_id": statement.id, "amount_fen": 6}]}},
        {"do": "invoices.export", "with": {**given, "as": "csv"}},
        {"do": "invoices.export", "with": {**given, "first": "2026-11-01"}},
        {"do": "invoices.ledger", "with": {"file": "ledger.xlsx"}},
    ]  # fmt: skip
    told, why = ops(desk_folder, tmp_path / "lines.jsonl", lines, capsys)
    assert told == [
        *["ACK"] * 5,
        "REFUSED STATE",
        "REFUSED V89",
        "ACK",
        "REFUSED STATE",
        "ACK",
    ]
    assert "booked already as Z0126-0001" in why
    assert (tmp_path / "sap.csv").read_text("utf-8-sig").count("\n") == 3
    receipt = shown(desk_folder, "receipt", "Z0126-0001", capsys)
    assert receipt["taken_back_by"] == "Z0126-0002"
    assert sum(one["net_fen"] for one in receipt["shares"]) == claim.total_fen
    invoice = shown(desk_folder, "invoice", NUMBER, capsys)
    assert (invoice["state"], invoice["invoice"]["waybill"]) == ("SENT", "SF1")


@pytest.mark.parametrize(("kind", "key"), [("invoice", "9"), ("receipt", "Z0126-0009")])
def test_what_is_not_there_is_said(
    desk_folder: Path, capsys: pytest.CaptureFixture[str], kind: str, key: str
) -> None:
    assert run(["show", kind, key, "--data", str(desk_folder)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
