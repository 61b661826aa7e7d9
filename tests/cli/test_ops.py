"""The verbs by command line: acknowledged, refused with codes in order, never half-done."""

import json
from pathlib import Path

import pytest

from warrantydesk.cli import run
from warrantydesk.services.desk import Desk

VIN = "LX0DL31C8RB018252"


@pytest.fixture
def data(desk_folder: Path) -> Path:
    """Give a closed data folder with its people."""
    return desk_folder


def ops(data: Path, *lines: dict[str, object] | str, args: tuple[str, ...] = ()) -> int:
    """Write lines to a file and carry them out."""
    file = data.parent / "lines.jsonl"
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    file.write_text(text, encoding="utf-8")
    return run(["ops", str(file), "--data", str(data), *args])


def answers(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what was printed, line by line."""
    return capsys.readouterr().out.split("\n")[:-1]


def line(verb: str, login: str = "S01", save: str = "", **given: object) -> dict[str, object]:
    """Return one line of operations."""
    made: dict[str, object] = {"do": verb, "with": given, "as": login}
    return {**made, "save": save} if save else made


def test_a_claim_from_vin_to_draft_uses_named_results(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = ops(
        data,
        line("customers.save", save="cu", name="贺䶮", phone="15400000042"),
        line("vehicles.save", save="v", vin=VIN, brand="QC", customer_id="$cu.id"),
        line("claims.new", save="c", vin=VIN),
        line("claims.save_draft", claim_id="$c.id", changes={"visit": {"mileage_km": 30}}),
    )
    assert code == 0
    assert [word.split()[0] for word in answers(capsys)] == ["ACK"] * 4
    with Desk(data).open() as desk:
        claim = desk.claims.by_number("C0126-000001")
        assert (claim.owner.name, claim.visit.mileage_km) == ("贺䶮", 30)
        assert desk.archive.verify() == []


def test_codes_come_in_the_order_of_judgement(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ops(
        data,
        line("claims.new", save="c", vin=VIN),
        line("claims.void", "S18", claim_id=99, reason="x"),
        line("claims.void", "S18", claim_id="$c.id", reason=""),
        line("claims.move", claim_id="$c.id", action="finish_repair"),
        line("claims.save_draft", claim_id="$c.id", changes={}, version=99),
        line("claims.void", claim_id="$c.id", reason=" "),
    )
    assert answers(capsys)[1:] == [
        "REFUSED 2 NOT_FOUND",
        "REFUSED 3 RIGHT",
        "REFUSED 4 STATE",
        "REFUSED 5 VERSION",
        "REFUSED 6 INVALID",
    ]


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ("not json", "REFUSED 1 INVALID"),
        ("[1]", "REFUSED 1 INVALID"),
        ('{"do":"claims.new","with":[1],"as":"S01"}', "REFUSED 1 INVALID"),
        ('{"do":"claims.new","with":{"vim":"x"},"as":"S01"}', "REFUSED 1 INVALID"),
        ('{"do":"claims.get","with":{}}', "ERROR 1 UNKNOWN_VERB"),
        ('{"do":"claims.new","with":{"type":"PDJ"},"as":"S01"}', "REFUSED 1 INVALID"),
        ('{"do":"claims.new","with":{},"as":"nobody"}', "REFUSED 1 RIGHT"),
        ('{"do":"claims.new","with":{}}', "REFUSED 1 RIGHT"),
        ('{"do":"claims.new","with":{},"as":"S01","at":"2026-11-24"}', "REFUSED 1 INVALID"),
        ('{"do":"visits.open","with":{"vehicle_id":1},"as":"S01"}', "REFUSED 1 INVALID"),
    ],
)
def test_what_does_not_fit_is_refused(
    data: Path, capsys: pytest.CaptureFixture[str], given: str, word: str
) -> None:
    code = ops(data, given)
    assert answers(capsys) == [word]
    assert code == (1 if word.startswith("ERROR") else 0)


def test_stop_ends_at_the_first_line_that_is_not_acknowledged(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ops(data, "nonsense", line("claims.new"), args=("--stop",))
    assert answers(capsys) == ["REFUSED 1 INVALID"]


def test_files_are_found_beside_the_lines(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data.parent / "plate.png").write_bytes(b"\x89PNG not really")
    ops(
        data,
        line("claims.new", save="c", vin=VIN),
        line("attachments.add", claim_id="$c.id", document_code="VM", file="plate.png"),
        line("attachments.add", claim_id="$c.id", document_code="VM", file="none.png"),
    )
    assert answers(capsys)[1:] == ["ACK 2 1", "REFUSED 3 NOT_FOUND"]


def test_every_verb_is_described_to_the_leaves(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ops", "--help", "--json"]) == 0
    verbs = json.loads(capsys.readouterr().out)
    changes = verbs["claims.save_draft"]["parameters"]["changes"]["fields"]
    assert changes["part_lines"]["items"]["fields"]["pay_by"]["codes"] == ["claim", "self"]
    assert verbs["labels.print"]["parameters"]["as"]["required"] is True
    promised = [
        "customers.save",
        "vehicles.save",
        "visits.open",
        "visits.sign",
        "claims.new",
        "claims.save_draft",
        "claims.submit",
        "claims.void",
        "claims.move",
        "inspections.start",
        "inspections.answer",
        "inspections.sign",
        "attachments.add",
        "papers.draw",
        "shelf.receive",
        "shelf.waive",
        "shelf.shelve",
        "shelf.move",
        "shelf.void",
        "labels.print",
    ]
    assert set(promised) <= set(verbs)


def test_the_demo_clock_is_set_only_in_a_demo(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Desk(tmp_path / "real").open(create=True).close()
    ops(tmp_path / "real", {"do": "claims.new", "with": {}, "at": "2026-11-24T09:00:00+08:00"})
    assert answers(capsys) == ["REFUSED 1 INVALID"]


def test_one_person_alone_acts_without_a_login(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Desk(tmp_path / "one").open(create=True).close()
    ops(tmp_path / "one", {"do": "claims.new", "with": {"vin": VIN}})
    assert answers(capsys) == ["ACK 1 1"]
