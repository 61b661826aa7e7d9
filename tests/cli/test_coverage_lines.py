"""Coverage by lines of verbs: what the window does, without it."""

import json
from pathlib import Path

import pytest

from warrantydesk.cli import run
from warrantydesk.services.desk import Desk

VIN = "LX0DL31C8RB018252"


def ops(data: Path, *lines: tuple[str, dict[str, object]]) -> list[str]:
    """Carry out verbs as the clerk; each result is kept under its number, ``r1`` first."""
    file = data.parent / "lines.jsonl"
    rows = [
        {"do": verb, "with": given, "as": "S01", "save": f"r{number}"}
        for number, (verb, given) in enumerate(lines, 1)
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    run(["ops", str(file), "--data", str(data)])
    return [row["do"] for row in rows]


def test_a_car_is_told_demanded_back_and_decided(
    desk_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = ops(
        desk_folder,
        (
            "vehicles.save",
            {"vin": VIN, "brand": "QC", "model_code": "QC-S7", "invoiced_on": "2025-11-01"},
        ),
        ("claims.new", {"vin": VIN}),
        ("claims.save_draft", {"claim_id": "$r2.id", "changes": {"visit": {"mileage_km": 900}}}),
        ("coverage.save_terms", {"vehicle_id": "$r1.id", "changes": {"price_fen": 9_990_000}}),
        ("coverage.save_facts", {"claim_id": "$r2.id", "changes": {"event": "fuel_leak"}}),
        (
            "coverage.add_elsewhere",
            {
                "vehicle_id": "$r1.id",
                "workshop": "河西",
                "agreed_at": "2026-01-05T08:00+08:00",
                "finished_at": "2026-01-06T09:00+08:00",
            },
        ),
        ("coverage.open_problem", {"vehicle_id": "$r1.id", "title": "漏油", "claim_id": "$r2.id"}),
        ("coverage.link", {"problem_id": "$r7.id", "elsewhere_id": "$r6.id"}),
        ("coverage.flag_serious", {"claim_id": "$r2.id", "ground": "起火危险"}),
        (
            "coverage.demand",
            {"vehicle_id": "$r1.id", "demanded_on": "2026-02-10", "wish": "return"},
        ),
        ("coverage.decide", {"claim_id": "$r2.id"}),
        ("coverage.repeat", {"decision_id": "$r11.id"}),
        (
            "coverage.try_it",
            {"facts": {"invoiced_on": "2023-03-15", "visit_on": "2026-03-17", "mileage_km": 4}},
        ),
    )
    words = [row.split()[0] for row in capsys.readouterr().out.splitlines()]
    assert words == ["ACK"] * len(done)
    with Desk(desk_folder).open() as desk:
        (kept,) = desk.stores.decisions.find()
        answer = json.loads(kept.answer)
        assert (answer["answer_by"], answer["counters"]["same"]) == ("2026-03-02", [2, 4])
        assert desk.archive.verify() == []


def test_wrong_lines_say_where_they_are_wrong(
    desk_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ops(
        desk_folder,
        ("coverage.decide", {"claim_id": 7}),
        ("coverage.save_terms", {"vehicle_id": 7, "changes": {}}),
        ("coverage.try_it", {"facts": {"mileage_km": "many"}}),
        ("coverage.try_it", {"facts": []}),
        ("coverage.exclude_time", {"visit_id": 1, "kind": "lunch", "minutes": 1}),
    )
    said = [" ".join(row.split()[:3]) for row in capsys.readouterr().out.splitlines()]
    assert said == [
        "REFUSED 1 NOT_FOUND",
        "REFUSED 2 NOT_FOUND",
        "REFUSED 3 INVALID",
        "REFUSED 4 INVALID",
        "REFUSED 5 INVALID",
    ]


def test_the_fields_of_terms_facts_and_cases_are_spelled_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["ops", "--help", "--json"])
    told = json.loads(capsys.readouterr().out)
    verbs = told.get("verbs", told)

    def fields(verb: str, parameter: str) -> set[str]:
        return set(verbs[verb]["parameters"][parameter]["fields"])

    assert {"price_fen", "n_permille"} <= fields("coverage.save_terms", "changes")
    assert "vehicle_id" not in fields("coverage.save_terms", "changes")
    assert {"event", "cover_code"} <= fields("coverage.save_facts", "changes")
    assert {"mileage_km", "visits", "part_no"} <= fields("coverage.try_it", "facts")
