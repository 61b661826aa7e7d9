"""Importing a price list: row by row before it is taken, whole or not at all, back as a whole."""

from dataclasses import replace
from pathlib import Path

import pytest
from price_lists import (
    DECEMBER,
    FIRST_ROW,
    PARTS,
    counted,
    file_of,
    lines_of,
    looked_at,
    of_row,
    parts_of,
    price_list,
    yuan_of,
)

from warrantydesk.domain.errors import INVALID, RIGHT, STATE, VERSION, Refused
from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.services.desk import Desk
from warrantydesk.services.imports import Draft
from warrantydesk.services.imports.target import Outcome
from warrantydesk.services.imports.words import said

BLOCK, WARN, NEW = Outcome.BLOCK, Outcome.WARN, Outcome.NEW
CHANGED, SAME = Outcome.CHANGED, Outcome.SAME


def prices(desk: Desk) -> dict[str, str]:
    """Return the prices that will hold once every version has begun."""
    number = desk.bench.tables.newest("QC")["parts"]
    rows = desk.bench.tables.rows("QC", "parts", number)
    return {row["part_no"]: row["list_price_fen"] for row in rows}


def written_rows(desk: Desk) -> tuple[int, ...]:
    """Return how many rows of everything that an import writes there are."""
    tables = ("table_version", "profile_row", "import_batch", "column_map", "journal")
    return tuple(desk.stores.db.query(f"SELECT count(*) FROM {name}")[0][0] for name in tables)


def test_each_row_has_one_outcome_and_they_add_up(desk: Desk) -> None:
    parts = parts_of(desk)
    dearer = f"{int(parts[1]['list_price_fen']) / 100 * 1.05:.2f}"
    lines = lines_of(parts, {1: dearer, 2: "two hundred"})
    lines.append(["1000010-NEW", "新件", "", "12.50", "", "1"])
    draft, preview = looked_at(desk, price_list(lines))
    assert counted(preview) == {BLOCK: 1, NEW: 1, CHANGED: 1, SAME: 10}
    assert sum(preview.counts.values()) == len(draft.layout.body)
    changed = of_row(preview, FIRST_ROW + 1)
    assert changed.changes == ("list_price_fen",)
    assert changed.before["list_price_fen"] == parts[1]["list_price_fen"]


def test_one_blocked_row_keeps_all_rows_out(desk: Desk) -> None:
    draft, preview = looked_at(desk, price_list(lines_of(parts_of(desk), {0: "1", 3: "x"})))
    before = written_rows(desk)
    with pytest.raises(Refused) as refusal:
        desk.imports.apply(draft, preview)
    assert [one.field for one in refusal.value.findings] == [
        f"rows[{FIRST_ROW + 3}].list_price_fen"
    ]
    assert written_rows(desk) == before


def test_a_correction_heals_a_row_and_the_file_is_taken_whole(desk: Desk) -> None:
    parts = parts_of(desk)
    draft, preview = looked_at(desk, price_list(lines_of(parts, {0: "90.00", 3: "x"})))
    healed = draft.with_cell(FIRST_ROW + 3, "list_price_fen", "１２,345.60元")
    again = desk.imports.preview(healed, preview)
    assert not again.blocked
    batch = desk.imports.apply(healed, again)
    assert prices(desk)[parts[0]["part_no"]] == "9000"
    assert prices(desk)[parts[3]["part_no"]] == "1234560"
    assert len(prices(desk)) == len(list(desk.bench.profile("QC").rows("parts")))
    assert (batch.row_count, batch.made_by) == (12, "S01")
    head = desk.bench.tables.versions("QC", "parts")[-1]
    assert (head.number, head.effective_from, head.batch_id) == (2, DECEMBER, batch.id)


def test_a_former_preview_spares_nothing_but_time(desk: Desk) -> None:
    draft, preview = looked_at(desk, price_list(lines_of(parts_of(desk), {3: "x", 4: "y"})))
    changes: list[Draft] = [
        draft.with_cell(FIRST_ROW + 3, "list_price_fen", "1"),
        draft.without_rows((FIRST_ROW + 4,)),
        draft.with_column(5, ""),
        draft.with_replacing(True),
    ]
    for changed in changes:
        assert (
            desk.imports.preview(changed, preview).results == desk.imports.preview(changed).results
        )


def test_what_it_probably_means_is_offered(desk: Desk) -> None:
    draft, preview = looked_at(desk, price_list(lines_of(parts_of(desk), {3: "2.148.40"})))
    row = of_row(preview, FIRST_ROW + 3)
    assert "2.148.40" in said(row)
    assert row.before["list_price_fen"] == parts_of(desk)[3]["list_price_fen"]
    mended = draft.with_repair(row.number, row.repairs[0])
    assert desk.imports.preview(mended, preview).read[row.number].values["list_price_fen"] == 214840


def test_two_rows_of_one_part_that_differ_ask_which_one_stays(desk: Desk) -> None:
    parts = parts_of(desk)
    lines = lines_of(parts)
    lines.append([*lines[0][:3], "98.40", *lines[0][4:]])
    draft, preview = looked_at(desk, price_list(lines))
    row = of_row(preview, FIRST_ROW + 12)
    assert (row.outcome, row.field) == (BLOCK, "list_price_fen")
    assert said(row) == f"Also in row {FIRST_ROW}; “Net price” differs."
    first, last = (draft.with_repair(row.number, repair) for repair in row.repairs)
    desk_before = prices(desk)[parts[0]["part_no"]]
    kept = desk.imports.preview(first, preview)
    assert not kept.blocked
    assert kept.read[FIRST_ROW].values["list_price_fen"] == int(desk_before)
    other = desk.imports.preview(last, preview)
    assert {one.number for one in other.rows} >= {FIRST_ROW + 12}
    assert FIRST_ROW not in {one.number for one in other.rows}


def test_two_rows_of_one_part_that_say_the_same_are_taken_once(desk: Desk) -> None:
    lines = lines_of(parts_of(desk), {0: "90.00"})
    draft, preview = looked_at(desk, price_list([*lines, lines[0]]))
    assert of_row(preview, FIRST_ROW + 12).outcome is SAME
    assert desk.imports.apply(draft, preview).row_count == 12


def test_a_row_left_out_stays_as_it_was_and_can_come_back(desk: Desk) -> None:
    parts = parts_of(desk)
    draft, preview = looked_at(desk, price_list(lines_of(parts, {0: "90", 3: "x"})))
    without = draft.without_rows((FIRST_ROW + 3,))
    desk.imports.apply(without, desk.imports.preview(without, preview))
    assert prices(desk)[parts[3]["part_no"]] == parts[3]["list_price_fen"]
    back = without.with_rows((FIRST_ROW + 3,))
    assert desk.imports.preview(back).blocked == 1


def test_a_required_column_that_is_missing_is_named(desk: Desk) -> None:
    draft, _preview = looked_at(desk, price_list(lines_of(parts_of(desk))))
    without = draft.with_column(0, "")
    preview = desk.imports.preview(without)
    assert [one.name for one in preview.missing] == ["part_no"]
    assert preview.wrong
    with pytest.raises(Refused) as refusal:
        desk.imports.apply(without, preview)
    assert refusal.value.findings[0].field == "part_no"


def test_a_batch_goes_back_as_a_whole_with_a_reason(desk: Desk) -> None:
    before = prices(desk)
    draft, preview = looked_at(desk, price_list(lines_of(parts_of(desk), {0: "90.00"})))
    batch = desk.imports.apply(draft, preview)
    assert prices(desk) != before
    with pytest.raises(Refused) as refusal:
        desk.imports.undo(batch.id, " ")
    assert refusal.value.findings[0].field == "reason"
    undone = desk.imports.undo(batch.id, "wrong month")
    assert prices(desk) == before
    assert (undone.undone_by, undone.undo_reason) == ("S01", "wrong month")
    with pytest.raises(Refused) as refusal:
        desk.imports.undo(batch.id, "once more")
    assert refusal.value.codes == (STATE,)


def test_the_very_file_is_known_again_until_it_was_undone(desk: Desk, tmp_path: Path) -> None:
    file = file_of(tmp_path, price_list(lines_of(parts_of(desk), {0: "90.00"})))
    draft = desk.imports.open_file(file, "policy_table", PARTS)
    assert draft.applied_before is None
    batch = desk.imports.apply(draft)
    again = desk.imports.open_file(file, "policy_table", PARTS)
    assert again.applied_before is not None
    assert (again.applied_before.id, again.applied_before.made_by) == (batch.id, "王敏")
    desk.imports.undo(batch.id, "wrong")
    assert desk.imports.open_file(file, "policy_table", PARTS).applied_before is None


def test_what_was_applied_is_listed_newest_first(desk: Desk) -> None:
    batches: list[ImportBatch] = []
    for month, price in ((12, "90.00"), (11, "91.00")):
        subject = replace(PARTS, effective_from=DECEMBER.replace(month=month))
        draft, preview = looked_at(desk, price_list(lines_of(parts_of(desk), {0: price})), subject)
        batches.append(desk.imports.apply(draft, preview))
    assert desk.imports.batches("policy_table", "QC", "parts") == tuple(reversed(batches))
    assert desk.imports.batches("campaign_vins") == ()


def test_two_versions_do_not_begin_on_one_day(desk: Desk) -> None:
    text = price_list(lines_of(parts_of(desk), {0: "90.00"}))
    draft, preview = looked_at(desk, text)
    desk.imports.apply(draft, preview)
    late, objected = looked_at(desk, text.replace("90.00", "91.00"))
    assert objected.objection is not None
    with pytest.raises(Refused) as refusal:
        desk.imports.apply(late, objected)
    assert refusal.value.findings[0].field == "effective_from"
    other = late.with_effective(DECEMBER.replace(day=2))
    assert desk.imports.preview(other).objection is None


def test_a_desk_that_changed_meanwhile_is_looked_at_again(desk: Desk) -> None:
    text = price_list(lines_of(parts_of(desk), {0: "90.00"}))
    draft, preview = looked_at(desk, text)
    other, looked = looked_at(desk, text, replace(PARTS, effective_from=DECEMBER.replace(day=9)))
    desk.imports.apply(other, looked)
    with pytest.raises(Refused) as refusal:
        desk.imports.apply(draft, preview)
    assert refusal.value.codes == (VERSION,)
    mended = desk.imports.refreshed(draft.with_cell(FIRST_ROW, "list_price_fen", "95.00"))
    assert mended.label == "v2"
    assert desk.imports.apply(mended).row_count == 12


def test_a_file_that_changes_nothing_makes_no_version(desk: Desk) -> None:
    desk.backups.before_import()
    draft, preview = looked_at(desk, price_list(lines_of(parts_of(desk))))
    before = written_rows(desk)
    with pytest.raises(Refused) as refusal:
        desk.imports.apply(draft, preview)
    assert refusal.value.codes == (INVALID,)
    assert written_rows(desk) == before


def test_a_cancel_in_the_middle_leaves_nothing(desk: Desk) -> None:
    class Stop(Exception):  # noqa: N818 - a decision, not an error
        """The clerk has cancelled."""

    def step(done: int, _total: int) -> None:
        if done:
            raise Stop

    desk.backups.before_import()
    draft, preview = looked_at(desk, price_list(lines_of(parts_of(desk), {0: "90.00"})))
    before, old = written_rows(desk), prices(desk)
    with pytest.raises(Stop):
        desk.imports.apply(draft, preview, step)
    assert written_rows(desk) == before
    assert prices(desk) == old
    assert desk.imports.apply(draft, preview).row_count == 12


def test_who_may_not_change_policies_may_not_import_them(desk: Desk) -> None:
    draft, preview = looked_at(desk, price_list(lines_of(parts_of(desk), {0: "90.00"})))
    desk.people.act_as(next(one.login for one in desk.people.all() if "read_only" in one.roles))
    for verb in (
        lambda: desk.imports.apply(draft, preview),
        lambda: desk.imports.remember(draft),
        lambda: desk.imports.apply_file("policy_table", "QC", "parts", Path("none.csv")),
    ):
        with pytest.raises(Refused) as refusal:
            verb()
        assert refusal.value.codes == (RIGHT,)


def test_a_file_is_applied_in_one_go(desk: Desk, tmp_path: Path) -> None:
    parts = parts_of(desk)
    file = file_of(tmp_path, price_list(lines_of(parts, {0: "90.00"})))
    batch = desk.imports.apply_file("policy_table", "QC", "parts", file, DECEMBER)
    assert batch.file_name == "prices.csv"
    assert prices(desk)[parts[0]["part_no"]] == "9000"


def test_the_problem_list_names_rows_and_runs_nowhere(desk: Desk, tmp_path: Path) -> None:
    parts = parts_of(desk)
    lines = lines_of(parts, {0: "=1+1", 1: f"{float(yuan_of(parts[1])) * 2:.2f}"})
    draft, preview = looked_at(desk, price_list(lines))
    file = tmp_path / "problems.csv"
    desk.imports.save_problems(draft, preview, file)
    text = file.read_text("utf-8-sig")
    assert text.count("\n") == 3
    assert f'"{FIRST_ROW}"' in text
    assert '"\'=1+1"' in text
    assert "More than 30 % up." in text
    with pytest.raises(Refused):
        desk.imports.save_problems(draft, preview, desk.folder.path / "problems.csv")


def test_every_way_rows_come_in_keeps_a_way_back_first(desk: Desk, tmp_path: Path) -> None:
    """Not only the dialog's: a statement read by a verb is an import too."""
    kept: list[str] = []
    desk.bench.keep_way_back = lambda: kept.append("kept")
    folder = tmp_path / "profile"
    desk.policies.export_profile("QC", folder)
    head = folder / "profile.toml"
    head.write_text(head.read_text("utf-8").replace("2026", "2027", 1), "utf-8")
    table = folder / "parts.csv"
    lines = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text("".join(lines[:-1]), "utf-8")
    desk.policies.import_profile(folder, DECEMBER)
    assert kept == ["kept"]
