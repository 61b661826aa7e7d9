"""What is worth a look in a price list, and what becomes of rows that a file does not name."""

from dataclasses import replace
from datetime import date

import pytest
from price_lists import (
    FIRST_ROW,
    HEADERS,
    counted,
    lines_of,
    looked_at,
    of_row,
    parts_of,
    price_list,
)

from warrantydesk.services.desk import Desk
from warrantydesk.services.imports import Subject
from warrantydesk.services.imports.target import Outcome
from warrantydesk.services.imports.words import outcome_word, said

PARTS = Subject("QC", "parts", date(2026, 12, 1))


def newest(desk: Desk, table: str = "parts") -> dict[str, dict[str, str]]:
    """Return the rows of the newest version by their first column."""
    number = desk.bench.tables.newest("QC")[table]
    rows = desk.bench.tables.rows("QC", table, number)
    return {next(iter(row.values())): dict(row) for row in rows}


@pytest.mark.parametrize(
    ("factor", "word"),
    [(1.30, None), (1.31, "Dearer"), (0.70, None), (0.69, "Cheaper"), (0.0, "Now 0")],
)
def test_a_leap_of_more_than_thirty_percent(desk: Desk, factor: float, word: str | None) -> None:
    parts = parts_of(desk)
    fen = round(int(parts[0]["list_price_fen"]) * factor)
    lines = lines_of(parts, {0: f"{fen / 100:.2f}"})
    _draft, preview = looked_at(desk, price_list(lines))
    row = of_row(preview, FIRST_ROW)
    assert (outcome_word(row) if row.outcome is Outcome.WARN else None) == word


def test_a_supplier_that_nobody_knows_is_not_taken(desk: Desk) -> None:
    parts = parts_of(desk)
    lines = lines_of(parts, {0: "90.00"})
    lines[0][4] = "S0588"
    draft, preview = looked_at(desk, price_list(lines).replace("90.00", lines_of(parts)[0][3]))
    row = of_row(preview, FIRST_ROW)
    assert said(row) == "S0588 is not in the supplier table: it is not taken."
    lines[0][3] = "14801.00"
    draft, preview = looked_at(desk, price_list(lines))
    desk.imports.apply(draft, preview)
    written = newest(desk)[parts[0]["part_no"]]
    assert written["supplier_codes"] == parts[0]["supplier_codes"]
    assert written["list_price_fen"] == "1480100"


def test_a_model_that_nobody_knows_is_worth_a_look(desk: Desk) -> None:
    part = parts_of(desk)[0]
    text = f"零件号\t适用车型\n{part['part_no']}\tQC-A3、QC-X9\n"
    _draft, preview = looked_at(desk, text)
    assert said(of_row(preview, 2)) == "QC-X9 is not in the table of models."


def test_a_column_in_fen_holds_fen_and_one_in_yuan_yuan(desk: Desk) -> None:
    part = parts_of(desk)[0]["part_no"]
    for header, written in (
        ("list_price_fen", "12345"),
        ("单价（分）", "12345"),
        ("单价（元）", "123.45"),
        ("单价（万元）", "0.012345"),
    ):
        _draft, preview = looked_at(desk, f"零件号\t{header}\n{part}\t{written}\n")
        assert preview.read[2].values["list_price_fen"] == 12345, header


def test_lists_are_read_as_people_write_them(desk: Desk) -> None:
    part = parts_of(desk)[0]["part_no"]
    draft, preview = looked_at(desk, f"零件号\t适用车型\n{part}\tQC-A3, QC-A5；QC-S3\n")
    desk.imports.apply(draft, preview)
    assert newest(desk)[part]["models"] == "QC-A3|QC-A5|QC-S3"


def test_rows_that_a_file_does_not_name_stay_unless_it_is_the_whole(desk: Desk) -> None:
    every = newest(desk, "refusal_reasons")
    code, row = next(iter(every.items()))
    header, line = "\t".join(row), "\t".join({**row, "name_en": "Other words"}.values())
    subject = Subject("QC", "refusal_reasons", date(2026, 12, 1))
    draft, preview = looked_at(desk, f"{header}\n{line}\n", subject)
    assert counted(preview) == {Outcome.CHANGED: 1}
    desk.imports.apply(draft, preview)
    now = newest(desk, "refusal_reasons")
    assert now.keys() == every.keys()
    assert now[code]["name_en"] == "Other words"

    whole = replace(subject, effective_from=date(2027, 1, 1), replaces=True)
    draft, preview = looked_at(desk, f"{header}\n{line}\n", whole)
    assert preview.gone == len(every) - 1
    desk.imports.apply(draft, preview)
    assert newest(desk, "refusal_reasons").keys() == {code}


def test_a_new_part_takes_the_group_of_its_neighbours(desk: Desk) -> None:
    lines = lines_of(parts_of(desk))
    lines.append(["1000010-NEW", "新件", "", "12.50", "QA1011", "1"])
    draft, preview = looked_at(desk, price_list(lines))
    assert of_row(preview, FIRST_ROW + 12).outcome is Outcome.NEW
    desk.imports.apply(draft, preview)
    made = newest(desk)["1000010-NEW"]
    assert (made["part_group"], made["is_consumable"], made["usage_per_vehicle"]) == (
        "engine",
        "no",
        "1",
    )


def test_what_the_desk_finds_wrong_is_said_with_the_row_of_the_file(desk: Desk) -> None:
    row = next(iter(newest(desk, "labour").values()))
    subject = Subject("QC", "labour", date(2026, 12, 1))
    text = f"code\tkind\thours_compact\n{row['code']}\tneither\t1.5\n"
    _draft, preview = looked_at(desk, text, subject)
    said_row = of_row(preview, 2)
    assert (said_row.outcome, said_row.field) == (Outcome.BLOCK, "kind")
    assert "line 2" in said(said_row)


def test_hours_written_with_a_further_zero_are_the_same(desk: Desk) -> None:
    row = next(one for one in newest(desk, "labour").values() if one["hours_compact"] == "0.4")
    subject = Subject("QC", "labour", date(2026, 12, 1))
    _draft, preview = looked_at(desk, f"code\thours_compact\n{row['code']}\t0.40\n", subject)
    assert counted(preview) == {Outcome.SAME: 1}


def test_the_day_of_the_file_is_the_day_of_the_version(desk: Desk) -> None:
    parts = parts_of(desk, 4)
    lines = [[*line, "2026-12-15"] for line in lines_of(parts, {0: "90.00"})]
    lines[3][6] = "2027-01-01"
    draft, preview = looked_at(desk, price_list(lines, (*HEADERS, "启用")), Subject("QC", "parts"))
    assert draft.subject.effective_from == date(2026, 12, 15)
    row = of_row(preview, FIRST_ROW + 3)
    assert (row.outcome, row.field) == (Outcome.WARN, "effective_from")
    assert preview.counts[Outcome.WARN] == 2


def test_without_a_day_in_the_file_a_version_begins_today(desk: Desk) -> None:
    draft, _preview = looked_at(desk, price_list(lines_of(parts_of(desk))), Subject("QC", "parts"))
    assert draft.subject.effective_from == desk.bench.today
