"""Every check of a profile's tables: the shipped ones pass, one spoilt place is named."""

from pathlib import Path
from typing import Any

import pytest
from policy_tables import LAW, QICHENG, Edit, complaints, copied, row_of

from warrantydesk.domain.policies.changes import WHOLE_TABLE
from warrantydesk.domain.policies.checks import Judged, problems
from warrantydesk.domain.policies.shapes import keys_of, shape_of
from warrantydesk.domain.policies.shapes_of_law import LAW_SHAPES
from warrantydesk.domain.policies.shapes_of_makers import MAKER_SHAPES
from warrantydesk.domain.policies.views import GROUP_NAMES


def with_words(ending: str, value: str) -> Edit:
    """Return an edit of the first parameter whose key ends so."""

    def edit(tables: dict[str, Any]) -> None:
        next(row for row in tables["parameters"] if row["key"].endswith(ending))["value"] = value

    return edit


def set_(table: str, code: str, **cells: str) -> Edit:
    return lambda tables: row_of(tables[table], code).update(cells)


def drop(table: str, code: str) -> Edit:
    return lambda tables: tables[table].remove(row_of(tables[table], code))


def every(table: str, **cells: str) -> Edit:
    return lambda tables: [row.update(cells) for row in tables[table]]


@pytest.mark.parametrize("folder", [QICHENG, LAW], ids=lambda folder: folder.name)
def test_what_ships_is_right(folder: Path) -> None:
    assert complaints(folder, lambda tables: None) == []


@pytest.mark.parametrize("table", [*LAW_SHAPES, *MAKER_SHAPES])
def test_shapes_fit_what_ships(table: str) -> None:
    shape = shape_of(table)
    assert shape is not None
    assert shape.group in GROUP_NAMES
    for folder in (QICHENG, LAW):
        rows = copied(folder).get(table)
        if rows:
            assert set(rows[0]) <= set(shape.columns)
            keys = keys_of(table, tuple(rows[0]))
            assert len({tuple(row[key] for key in keys) for row in rows}) == len(rows)


def test_every_shipped_table_has_a_shape() -> None:
    known = {*LAW_SHAPES, *MAKER_SHAPES}
    assert set(copied(QICHENG)) | set(copied(LAW)) <= known


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda t: t["parts"][4].update(list_price_fen="12.50"), "parts line 6: list_price_fen"),
        (lambda t: t["parts"][4].update(list_price_fen="-1"), "parts line 6: list_price_fen"),
        (lambda t: t["parts"][4].update(list_price_fen="²"), "parts line 6: list_price_fen"),
        (lambda t: t["parts"][4].update(list_price_fen="999999999999"), "is more than"),
        (lambda t: t["parts"][4].update(name_zh="a\x07"), "signs that cannot be shown"),
        (lambda t: t["parts"][4].update(part_no=""), "parts line 6: part_no is empty"),
        (lambda t: t["parts"].append(t["parts"][0]), "1000010-N15 stands twice, first in line 2"),
        (lambda t: t["parts"][4].pop("usage_per_vehicle"), "parts line 6: not every column"),
        (
            set_("parts", "1000010-N15", part_group="motor"),
            "part_group motor is not in part_groups",
        ),
        (set_("parts", "1000010-N15", wear_class="gum"), "wear_class gum is not in wear"),
        (set_("parts", "1000010-N15", supplier_codes="QA1011|Q0"), "Q0 is not in suppliers"),
        (
            set_("parts", "1000010-N15", is_main_part="ja"),
            "is_main_part “ja” is neither yes nor no",
        ),
        (
            set_("parts", "1000010-N15", art24_assembly="door"),
            "art24_assembly “door” is not one of",
        ),
        (drop("part_groups", "hvac"), "part_group hvac is not in part_groups"),
        (lambda t: t["documents"][0].update(claim_type="REPARE"), "documents line 2: claim_type"),
        (drop("claim_types", "GOODWILL"), "claim_type GOODWILL is not in claim_types"),
        (lambda t: t["documents"].append(dict(t["documents"][0])), "REPAIR INV stands twice"),
        (lambda t: t["narratives"][0].update(part_no="X"), "narratives line 2: part_no"),
        (lambda t: t["wear"][0].update(months="-3"), "wear line 2: months -3 is below zero"),
        (lambda t: t["deadlines"][0].update(days="soon"), "deadlines line 2: days"),
        (lambda t: t["labour"][0].update(hours_mid="long"), "labour line 2: hours_mid"),
        (lambda t: t["labour"][0].update(hours_mid="1e3"), "labour line 2: hours_mid"),
        (lambda t: t["labour"][0].update(hours_mid="100"), "is more than 99"),
        (
            lambda t: t["labour"][0].update(
                {name: "" for name in t["labour"][0] if "hours" in name}
            ),
            "labour line 2: no class has any hours",
        ),
        (every("labour", colour="red"), "labour: the column colour is unknown"),
        (
            lambda t: [row.pop("kind") for row in t["labour"]],
            "labour: the column kind is missing",
        ),
        (lambda t: t["models"][0].update(vin_1_8_pattern="LX0["), "models line 2: vin_1_8_pattern"),
        (lambda t: t["checks"][0].update(severity="fatal"), "checks line 2: severity “fatal”"),
        (lambda t: t["checks"][0].update(params="min_len"), "checks line 2: params “min_len”"),
        (lambda t: t["checks"][0].update(params="min_len=many"), "is not written like min_len=15"),
        (lambda t: t["checks"][0].update(params="a=1;a=2"), "is not written like min_len=15"),
        (lambda t: t["inspection_template"][0].update(kind="taste"), "kind “taste” is not one of"),
        (lambda t: t["inspection_template"][0].update(tol_mid="<=five"), "is no tolerance"),
        (lambda t: t["inspection_template"][0].update(tol_mid="9..1"), "is no tolerance"),
        (set_("policies", "QC-VEH", energies="petrol|warp"), "has something else than: petrol"),
        (set_("policies", "QC-VEH", start_from="never"), "start_from “never” is not one of"),
        (set_("policies", "QC-VEH", name_zh="\u3000 "), "name_zh is empty"),
        (lambda t: t["policies"][2].update(code="QC-VEH "), "code “QC-VEH ” has blanks around it"),
        (lambda t: t["parts"][4].update(part_no="1a2"), "“1a2” is not written in half-width capi"),
        (lambda t: t["parts"][4].update(part_no="  "), "parts line 6: part_no is empty"),
        (
            lambda t: t["parts"].append(
                {**t["parts"][4], "part_no": t["parts"][4]["part_no"] + " "}
            ),
            "stands twice, first in line 6",
        ),
        (lambda t: t["part_groups"].clear(), "part_groups: no row would be left"),
        (set_("rates", "vat_parts", value="x"), "rates line 9: value “x” is no number"),
        (set_("policies", "QC-PT", scope_groups="engine|door"), "scope_groups door is not in"),
        (set_("policies", "QC-VEH", layer="sales"), "layer “sales” is not one of"),
        (set_("campaigns", "QC-R26-01", vin_1_11_pattern="LX0("), "is no pattern for a VIN"),
        (set_("models", "QC-A3", vin_1_8_pattern=".*" * 80 + "x"), "is no pattern for a VIN"),
        (set_("campaigns", "QC-R26-01", serial_to="9"), "serial_to “9” is not six digits"),
        (set_("campaigns", "QC-R26-01", serial_to="000001"), "000001 lies before 010001"),
        (
            set_("campaigns", "QC-R26-01", valid_to="2026-02-09"),
            "2026-02-09 lies before 2026-02-10",
        ),
        (set_("campaigns", "QC-R26-01", valid_to="2026-02-30"), "is no date like 2026-11-24"),
        (set_("bulletins", "QB25-02", issued_on="yesterday"), "is no date like 2026-11-24"),
        (
            lambda t: next(row for row in t["inspection_template"] if row["choices"]).update(
                choices_en=""
            ),
            "every choice needs its Chinese and its English word",
        ),
        (
            lambda t: t["accounting"][1].update(value="{invoice.colour}"),
            "accounting line 3: value asks for invoice.colour",
        ),
        (lambda t: t["accounting"][7].update(tax="40"), "accounting line 9: tax needs debit|cre"),
        (lambda t: t["accounting"][0].update(layout="oracle"), "oracle is not in accounting_lay"),
        (set_("accounting_layouts", "ledger", encoding="ebcdic"), "encoding “ebcdic” is not one"),
    ],
)
def test_a_broken_row_is_named(edit: Edit, says: str) -> None:
    assert any(says in text for text in complaints(QICHENG, edit)), complaints(QICHENG, edit)[:5]


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("QC-VEH", {"months": "35"}),
        ("QC-VEH", {"km": "59999"}),
        ("QC-PAINT", {"months": "24"}),
        ("QC-PT", {"owner": "household", "km": "50000"}),
        ("CN43-BX", {"months": "35"}),
        ("CN43-SB", {"months": "23"}),
        ("CN43-SB", {"km": "49999"}),
    ],
)
def test_a_term_below_the_floor_is_refused(code: str, cells: dict[str, str]) -> None:
    found = complaints(QICHENG, set_("policies", code, **cells))
    assert len(found) == 1
    assert "below the statutory minimum" in found[0]
    assert code in found[0]
    assert "Art. 18" in found[0]


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("QC-VEH", {"months": "36", "km": "60000"}),
        ("QC-VEH", {"months": "", "km": ""}),
        ("QC-COMM", {"months": "6", "km": "1000"}),
        ("QC-PART", {"months": "3", "km": "1000"}),
        ("QC-1ST", {"months": "3"}),
        ("CN43-SB", {"months": "36"}),
    ],
)
def test_other_terms_are_the_makers_own(code: str, cells: dict[str, str]) -> None:
    assert complaints(QICHENG, set_("policies", code, **cells)) == []


def test_wear_classes_may_be_short() -> None:
    assert complaints(QICHENG, set_("wear", "wiper", months="1", km="1")) == []


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (drop("policies", "CN43-BX"), "policies: CN43-BX is statutory and stays in the table"),
        (set_("policies", "CN43-BX", locked="no"), "CN43-BX is statutory and stays locked"),
        (set_("policies", "CN43-BX", layer="goodwill"), "so layer stays “statutory”"),
        (set_("policies", "CN43-BX", owner="first_private"), "so owner stays “household”"),
        (set_("policies", "CN43-SB", scope_groups="engine"), "so scope_groups stays “*”"),
        (set_("deadlines", "answer_demand", day_kind="calendar"), "so day_kind stays “working”"),
        (drop("deadlines", "answer_demand"), "answer_demand is statutory and stays in the table"),
        (set_("deadlines", "answer_demand", days="11"), "answer_demand is statutory (Art. 28)"),
        (set_("deadlines", "complete_demand", days="21"), "not more than 20 days"),
        (set_("deadlines", "loaner_after", days="6"), "not more than 5 days"),
        (set_("deadlines", "records_keep", days="1825"), "not fewer than 2190 days"),
    ],
)
def test_statutory_rows_stay(edit: Edit, says: str) -> None:
    found = complaints(QICHENG, edit)
    assert len(found) == 1
    assert says in found[0]


@pytest.mark.parametrize(
    ("code", "day", "says"),
    [
        ("return_by", "25", []),
        ("return_by", "0", ["a day of the month is 1 to 31"]),
        ("return_by", "32", ["a day of the month is 1 to 31"]),
        ("appeal_by", "25", ["only return_by may name a day of the month"]),
    ],
)
def test_returns_may_have_a_day_of_the_month(code: str, day: str, says: list[str]) -> None:
    found = complaints(QICHENG, set_("deadlines", code, days=day, day_kind="monthly"))
    assert [one.partition(": ")[2].rstrip(".") for one in found] == says


def test_a_deadline_may_be_kinder_than_the_law() -> None:
    assert complaints(QICHENG, set_("deadlines", "answer_demand", days="5")) == []


@pytest.mark.parametrize("value", ["n_permille", "n_percent"])
def test_a_factor_above_the_cap_is_refused(value: str) -> None:
    def edit(tables):  # type: ignore[no-untyped-def]
        every("policies", **{value: ""})(tables)
        row_of(tables["policies"], "CN43-SB")[value] = {"n_permille": "6", "n_percent": "0.6"}[
            value
        ]

    found = complaints(QICHENG, edit)
    assert len(found) == 1
    assert "above the cap of 5 ‰ (Art. 27)" in found[0]


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (set_("rule_sets", "CN-SAMR-43-2021", invoiced_from="2021-12-31"), "overlap those of"),
        (set_("rule_sets", "CN-AQSIQ-150-2012", invoiced_to=""), "overlap those of"),
        (set_("rule_sets", "CN-AQSIQ-150-2012", invoiced_to="2012-01-01"), "lies before"),
        (set_("parameters", "CN43/bx.months", value="24"), "below the statutory minimum of 36"),
        (set_("parameters", "CN43/sb.km", value="49999"), "below the statutory minimum of 50000"),
        (set_("parameters", "CN43/fee.n_max_permille", value="8"), "above the statutory cap of 5"),
        (set_("parameters", "CN43/answer_days", value="11"), "above the statutory cap of 10"),
        (set_("parameters", "CN43/record_years", value="5"), "below the statutory minimum of 6"),
        (set_("parameters", "CN43/bx.months", value="three"), "parameters line 2: value “three”"),
        (set_("parameters", "CN43/bx.months", value="-36"), "parameters line 2: value “-36”"),
        (set_("parameters", "CN43/bx.months", value="NaN"), "parameters line 2: value “NaN”"),
        (set_("parameters", "CN43/bx.months", value="36.5"), "“36.5” is no whole number from 0"),
        (set_("parameters", "CN43/bx.months", value="1E+9"), "“1E+9” is no whole number from 0"),
        (set_("parameters", "CN43/bx.months", key="bx.moons"), "so key stays “bx.months”"),
        (
            set_("parameters", "CN43/bx.months", rule_set="CN150"),
            "so rule_set stays “CN-SAMR-43-2021”",
        ),
        (
            set_("rule_sets", "CN-SAMR-43-2021", invoiced_from="2030-01-01"),
            "so invoiced_from stays",
        ),
        (set_("exemptions", "NO_CERTIFICATE", blocked="no"), "so blocked stays “yes”"),
        (set_("exemptions", "X2_MISUSE", needs_cause="no"), "so needs_cause stays “yes”"),
        (set_("open_points", "rest_day", choices="NEVER", value="NEVER"), "so choices stays"),
        (with_words("_start", "whenever"), "“whenever” is not one of: delivery, invoice"),
        (with_words("events", "flat_tyre"), "“flat_tyre” is not one of"),
        (with_words("events", "fuel_leak"), "so value keeps “steering_failure|"),
        (set_("parameters", "CN43/bx.months", rule_set="CN-99"), "CN-99 is not in rule_sets"),
        (set_("parameters", "CN43/bx.km", key="bx.months"), "bx.months stands twice"),
        (set_("parameters", "CN43/clause.repair", value="CN43.99"), "CN43.99 is not in clauses"),
        (set_("exemptions", "X2_MISUSE", clause="CN43.99"), "CN43.99 is not in clauses"),
        (drop("clauses", "CN43.32.X2"), "CN43.32.X2 is not in clauses"),
        (drop("clauses", "CN43.19"), "value CN43.19 is not in clauses"),
        (drop("parameters", "CN43/bx.km"), "parameters: CN43/bx.km is statutory and stays"),
        (drop("open_points", "rest_day"), "rest_day settles what the law leaves open and stays"),
        (lambda t: t["clauses"].clear(), "clauses: no row would be left"),
        (set_("open_points", "rest_day", value="MAYBE"), "is not one of: BORDERLINE, EXTEND"),
        (lambda t: t["holidays"].append(dict(t["holidays"][0])), "2013-01-01 stands twice"),
        (set_("holidays", "2013-01-01", kind="half"), "kind “half” is not one of"),
        (
            lambda t: t["parameters"].append(
                {**t["parameters"][0], "code": "CN43/fee.n", "key": "fee.n", "value": "0.8"}
            ),
            "n 0.8 of CN-SAMR-43-2021 is above the cap of 5 ‰",
        ),
    ],
)
def test_the_law_is_guarded(edit: Edit, says: str) -> None:
    assert any(says in text for text in complaints(LAW, edit)), complaints(LAW, edit)[:5]


@pytest.mark.parametrize(
    "edit",
    [
        set_("open_points", "rest_day", value="EXTEND"),
        set_("parameters", "CN43/bx.months", value="48"),
        set_("parameters", "CN43/fee.n_max_permille", value="4"),
        lambda t: t["holidays"].append({**t["holidays"][0], "day": "2027-01-01"}),
    ],
)
def test_what_the_law_allows_is_taken(edit: Edit) -> None:
    assert complaints(LAW, edit) == []


def test_a_table_without_rows_says_nothing_of_its_codes() -> None:
    tables = copied(QICHENG)
    tables["suppliers"] = []
    found = problems(
        Judged("QC", {"parts": tables["parts"]}, before=lambda table: tables.get(table, []))
    )
    assert found == ()


def test_a_table_the_desk_does_not_know_needs_keys_only() -> None:
    rows = [{"a": "1", "b": "x"}, {"a": "1", "b": "y"}]
    assert [one.row for one in problems(Judged("QC", {"extra": rows}))] == [1]
    assert problems(Judged("QC", {"extra": rows[:1]})) == ()


def test_a_problem_names_its_cell() -> None:
    tables = copied(QICHENG)
    row_of(tables["policies"], "QC-VEH")["months"] = "x"
    found = problems(Judged("QC", tables, before=lambda table: []))
    assert [(one.table, one.row, one.column) for one in found] == [("policies", 2, "months")]
    assert found[0].finding.field == "policies[2].months"
    lost = problems(Judged("QC", {"wear": [{"code": "X"}]}))
    assert {one.row for one in lost} == {WHOLE_TABLE}
    assert {one.finding.field for one in lost} == {"wear"}
