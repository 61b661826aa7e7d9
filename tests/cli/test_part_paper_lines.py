"""Papers of old parts by command line: written and entered, or refused without a file."""

import json
from pathlib import Path

import pytest
from fakes import FixedClock
from returns import packed

from warrantydesk.cli import run
from warrantydesk.services.desk import Desk


@pytest.fixture
def filled(desk_folder: Path, clock: FixedClock) -> Path:
    """Give a closed folder with a packed list."""
    with Desk(desk_folder, clock).open() as desk:
        desk.people.act_as("S01")
        packed(desk)
    return desk_folder


def ops(data: Path, *lines: tuple[str, dict[str, object]]) -> int:
    """Carry out verbs from a file that lies beside the folder."""
    file = data.parent / "lines.jsonl"
    made = [{"do": f"papers.{verb}", "with": given, "as": "S01"} for verb, given in lines]
    file.write_text("\n".join(map(json.dumps, made)), encoding="utf-8")
    return run(["ops", str(file), "--data", str(data)])


def test_papers_are_drawn_by_lines_and_entered(filled: Path) -> None:
    code = ops(
        filled,
        ("draw_shipment", {"paper": "return_list", "shipment_id": 1, "file": "list.pdf"}),
        (
            "draw_shipment",
            {"paper": "box_contents", "shipment_id": 1, "file": "box.pdf", "box": "B0126-0001-01"},
        ),
        ("draw_mode_card", {"file": "card.pdf"}),
        ("draw_calendar", {"start": "2026-11-01", "end": "2026-12-31", "file": "due.pdf"}),
    )
    assert code == 0
    for name in ("list.pdf", "box.pdf", "card.pdf", "due.pdf"):
        assert (filled.parent / name).read_bytes().startswith(b"%PDF")
    with Desk(filled).open() as desk:
        jobs = [job.language for job in desk.stores.print_jobs.find(kind="paper")]
        assert jobs[-4:] == ["return_list", "box_contents", "mode_card", "due_calendar"]


def test_what_is_not_there_is_refused_without_a_file(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ops(
        filled,
        ("draw_shipment", {"paper": "return_list", "shipment_id": 9, "file": "a.pdf"}),
        ("draw_shipment", {"paper": "poem", "shipment_id": 1, "file": "b.pdf"}),
        ("draw_stock_take", {"stock_take_id": 1, "file": "c.pdf"}),
        ("draw_scrap", {"batch_id": 1, "file": "d.pdf"}),
        ("draw_dispute", {"part_id": 999, "file": "e.pdf"}),
    )
    answers = capsys.readouterr().out.splitlines()
    assert [answer.split()[2] for answer in answers] == ["NOT_FOUND"] * 5
    assert list(filled.parent.glob("?.pdf")) == []
