"""Places and stock-takes by lines: laid out, counted, finished, refused with their codes."""

import json
from pathlib import Path

import pytest

from warrantydesk.cli import run
from warrantydesk.domain.stock_take import StockTakeCounts
from warrantydesk.services.desk import Desk


def ops(data: Path, *lines: tuple[str, dict[str, object]]) -> int:
    """Carry out verbs as the clerk; each result is kept under its number, ``r1`` first."""
    rows = [
        {"do": verb, "with": given, "as": "S01", "save": f"r{number}"}
        for number, (verb, given) in enumerate(lines, 1)
    ]
    file = data.parent / "lines.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return run(["ops", str(file), "--data", str(data)])


def test_a_shelf_is_laid_out_and_counted_by_lines(
    desk_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = ops(
        desk_folder,
        ("shelf.save_places", {"names": "R4-1..3"}),
        ("shelf.save_place", {"rack": "R4", "layer": "3", "hazards": True}),
        ("shelf.order_places", {"places": ["R4-2", "R4-1"]}),
        ("shelf.retire_place", {"place": "R2-4"}),
        ("stock_takes.start", {"places": ["R4", "R2-3"]}),
        ("stock_takes.scan", {"stock_take_id": "$r5.id", "code": "ABC", "place": "P-R4-1"}),
        ("stock_takes.undo_scan", {"scan_id": "$r6.id"}),
        ("stock_takes.finish", {"stock_take_id": "$r5.id", "resolve": "miss"}),
        ("shelf.set_scheme", {"scheme": "bins"}),
    )
    said = capsys.readouterr().out.splitlines()
    assert code == 0, said
    assert [word.split()[0] for word in said] == ["ACK"] * 9
    with Desk(desk_folder).open() as desk:
        codes = [place.code for place in desk.shelf.places()]
        assert codes[:4] == ["R4-2", "R4-1", "R2-3", "R4-3"]
        assert desk.shelf.place("R4-3").hazards
        take = desk.stock_takes.by_number("K0126-0001")
        assert take.places == ("R4-2", "R4-1", "R4-3", "R2-3")
        assert desk.stock_takes.counts(take.id) == StockTakeCounts()
        assert desk.archive.verify() == []


@pytest.mark.parametrize(
    ("verb", "given", "code"),
    [
        ("shelf.save_places", {"names": "R2-3"}, "INVALID"),
        ("shelf.save_places", {"names": "架-1"}, "INVALID"),
        ("shelf.retire_place", {"place": "R7-7"}, "NOT_FOUND"),
        ("shelf.set_scheme", {"scheme": "heap"}, "INVALID"),
        ("shelf.order_places", {"places": "R2-3"}, "INVALID"),
        ("stock_takes.start", {"places": ["R7"]}, "NOT_FOUND"),
        ("stock_takes.finish", {"stock_take_id": 7, "resolve": "list"}, "NOT_FOUND"),
        ("stock_takes.scan", {"stock_take_id": 2**80, "code": "x", "place": "R2-3"}, "INVALID"),
        ("stock_takes.void", {"stock_take_id": 7, "reason": "x"}, "NOT_FOUND"),
        ("stock_takes.undo_scan", {"scan_id": 0}, "NOT_FOUND"),
    ],
)
def test_lines_that_cannot_be_done_say_why(
    desk_folder: Path,
    capsys: pytest.CaptureFixture[str],
    verb: str,
    given: dict[str, object],
    code: str,
) -> None:
    ops(desk_folder, (verb, given))
    assert capsys.readouterr().out.splitlines() == [f"REFUSED 1 {code}"]
