"""Return shipments by lines of verbs, and what ``show`` prints of them."""

import json
from pathlib import Path
from typing import Any

import pytest
from returns import shelved

from warrantydesk.cli import run
from warrantydesk.services.desk import Desk


def ops(data: Path, *lines: tuple[str, dict[str, Any]]) -> None:
    """Carry out verbs as the clerk; each result is kept under its number, ``r1`` first."""
    rows = [
        {"do": verb, "with": given, "as": "S01", "save": f"r{number}"}
        for number, (verb, given) in enumerate(lines, 1)
    ]
    file = data.parent / "lines.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    run(["ops", str(file), "--data", str(data)])


def test_a_list_goes_its_way(desk_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Desk(desk_folder).open() as desk:
        desk.people.act_as("S01")
        pump, gasket = shelved(desk)
    ops(
        desk_folder,
        ("shipments.open", {"brand": "QC", "title": "11 月返厂", "tags": [pump, gasket]}),
        ("shipments.pack", {"tag": pump}),
        ("shipments.pack", {"tag": pump}),
        ("shipments.close", {"shipment_id": "$r1.id", "waybill": "YT7700"}),
        ("shipments.pack", {"tag": gasket, "box": "1"}),
        ("shipments.close", {"shipment_id": "$r1.id", "waybill": "YT7700", "freight_fen": 8600}),
        (
            "shipments.record_receipt",
            {
                "shipment_id": "$r1.id",
                "receipt": {"packaging": "intact"},
                "pieces": [
                    {"tag": pump, "verdict": "accepted"},
                    {"tag": gasket, "verdict": "refused", "reason_code": "O13"},
                ],
            },
        ),
    )
    assert capsys.readouterr().out.splitlines() == [
        "ACK 1 1",
        "ACK 2 1",
        "REFUSED 3 STATE",
        "REFUSED 4 V84",
        "ACK 5 2",
        "ACK 6 1",
        "ACK 7 1",
    ]
    shown = []
    for key in ("R0126-0001", "1", "B0126-0001-01"):
        assert run(["show", "shipment", key, "--data", str(desk_folder)]) == 0
        shown.append(json.loads(capsys.readouterr().out))
    assert shown[0] == shown[1] == shown[2]
    assert (shown[0]["state"], shown[0]["waybill"]) == ("JUDGED", "YT7700")
    assert isinstance(shown[0]["version"], int)
    assert [box["code"] for box in shown[0]["boxes"]] == ["B0126-0001-01"]
    lines = [(line["tag"], line["verdict"], line["box_id"]) for line in shown[0]["lines"]]
    assert lines == [(pump, "accepted", 1), (gasket, "refused", 1)]


def test_a_batch_row_by_row_names_what_stayed(
    desk_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Desk(desk_folder).open() as desk:
        desk.people.act_as("S01")
        pump, gasket = shelved(desk)
    ops(
        desk_folder,
        ("shelf.request", {"tag": pump}),
        ("shelf.batch", {"action": "request", "tags": [pump, gasket], "each": True}),
    )
    told = capsys.readouterr()
    assert told.out.splitlines()[1] == "ACK 2 -"
    assert told.err.startswith(f"line 2: {pump}: ")
    assert gasket not in told.err
