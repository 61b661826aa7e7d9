"""Profiles come in whole or not at all, and leave byte for byte."""

import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from policy_tables import (
    LAW,
    NEXT_YEAR,
    QICHENG,
    all_rows,
    copied,
    row_of,
    table_bytes,
    with_tables,
)
from stories import acting

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.policies.changes import RowChange
from warrantydesk.domain.policies.compare import RowState
from warrantydesk.services.desk import Desk
from warrantydesk.services.sentences import sentence


def edited(edit: Callable[[dict[str, Any]], object], source: Path = QICHENG) -> dict[str, Any]:
    """Return the tables of a shipped profile that an edit makes different."""
    tables = copied(source)
    edit(tables)
    old = copied(source)
    return {name: rows for name, rows in tables.items() if rows != old[name]}


def longer(tables: dict[str, Any]) -> None:
    row_of(tables["policies"], "QC-VEH")["months"] = "48"


def dearer(tables: dict[str, Any]) -> None:
    longer(tables)
    tables["parts"][4]["list_price_fen"] = "99"
    tables["suppliers"].append({**tables["suppliers"][0], "code": "QZ1"})


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def zipped(folder: Path, file: Path, prefix: str = "") -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, prefix + path.name)
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the shipped profile."""
    return Path(copytree(QICHENG, tmp_path / "qc"))


def test_the_profile_the_desk_has_changes_nothing(desk: Desk) -> None:
    before = all_rows(desk)
    assert desk.policies.import_profile(QICHENG) == ()
    assert desk.policies.import_profile(LAW) == ()
    assert all_rows(desk) == before


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("prefix", ["", "qicheng/"])
def test_only_tables_that_differ_get_a_version(
    desk: Desk, folder: Path, tmp_path: Path, packed: bool, prefix: str
) -> None:
    with_tables(folder, NEXT_YEAR, edited(dearer))
    source = zipped(folder, tmp_path / "qc.zip", prefix) if packed else folder
    compared = desk.policies.compare_profile(source)
    assert {one.table for one in compared if one.differs} == {"policies", "parts", "suppliers"}
    parts = next(one.comparison for one in compared if one.table == "parts")
    assert (parts.counts[RowState.CHANGED], parts.counts[RowState.SAME]) == (1, 1232)
    made = desk.policies.import_profile(source)
    assert [(one.table_name, one.number, one.effective_from) for one in made] == [
        ("parts", 2, NEXT_YEAR),
        ("suppliers", 2, NEXT_YEAR),
        ("policies", 2, NEXT_YEAR),
    ]
    assert {one.made_by for one in made} == {"S01"}
    assert desk.policies.import_profile(source) == ()
    assert desk.archive.verify() == []


def test_the_day_may_be_another(desk: Desk, folder: Path) -> None:
    with_tables(folder, date(2022, 1, 1), edited(longer))
    (made,) = desk.policies.import_profile(folder, NEXT_YEAR)
    assert made.effective_from == NEXT_YEAR


def test_a_second_version_of_one_day_is_refused(desk: Desk, folder: Path) -> None:
    with_tables(folder, date(2022, 1, 1), edited(dearer))
    before = all_rows(desk)
    with pytest.raises(Refused, match="INVALID effective_from") as refusal:
        desk.policies.import_profile(folder)
    assert "Version 1 of Parts and prices begins on" in sentence(refusal.value)
    assert all_rows(desk) == before


def test_a_wrong_row_is_named_beside_a_day_that_is_taken(desk: Desk, folder: Path) -> None:
    def shorter(tables: dict[str, Any]) -> None:
        row_of(tables["policies"], "QC-VEH").update(months="24")

    with_tables(folder, date(2022, 1, 1), edited(shorter))
    with pytest.raises(Refused, match="INVALID") as refusal:
        desk.policies.import_profile(folder)
    first, second = sentence(refusal.value).splitlines()
    assert "policies line 4: months 24 of QC-VEH is below the statutory minimum of 36" in first
    assert "begins on 2022-01-01 too" in second


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda t: row_of(t["policies"], "QC-VEH").update(months="24"), "policies line 4: months"),
        (lambda t: t["parts"][4].update(list_price_fen="x"), "parts line 6: list_price_fen"),
        (lambda t: t["part_groups"].pop(), "part_group restraint is not in part_groups"),
    ],
)
def test_a_wrong_row_refuses_the_whole(
    desk: Desk, folder: Path, edit: Callable[[dict[str, Any]], object], says: str
) -> None:
    def spoilt(tables: dict[str, Any]) -> None:
        dearer(tables)
        edit(tables)

    with_tables(folder, NEXT_YEAR, edited(spoilt))
    before = all_rows(desk)
    with pytest.raises(Refused, match="INVALID") as refusal:
        desk.policies.import_profile(folder)
    assert says in sentence(refusal.value)
    assert all_rows(desk) == before


def test_the_law_is_measured_by_what_shipped(desk: Desk, tmp_path: Path) -> None:
    law = Path(copytree(LAW, tmp_path / "law"))
    cap = edited(
        lambda t: row_of(t["parameters"], "CN43/fee.n_max_permille").update(value="8"), LAW
    )
    with_tables(law, NEXT_YEAR, cap)
    with pytest.raises(Refused, match="INVALID") as refusal:
        desk.policies.import_profile(law)
    assert "above the statutory cap of 5" in sentence(refusal.value)
    with_tables(law, NEXT_YEAR, {"parameters": copied(LAW)["parameters"]})
    with_tables(law, NEXT_YEAR, edited(lambda t: t["rule_sets"][0].update(name_en="Order"), LAW))
    assert [one.table_name for one in desk.policies.import_profile(law)] == ["rule_sets"]


def test_a_new_maker_comes_in(desk: Desk, folder: Path) -> None:
    head = folder / "profile.toml"
    head.write_text(head.read_text("utf-8").replace('code = "QC"', 'code = "ZZ"'), "utf-8")
    made = desk.policies.import_profile(folder)
    assert len(made) == len(list(folder.glob("*.csv")))
    assert desk.profiles.brands() == ["QC", "ZZ"]
    assert desk.bench.profile("ZZ").parts == desk.bench.profile("QC").parts


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_came_in_leaves_byte_for_byte(
    desk: Desk, folder: Path, tmp_path: Path, newline: str
) -> None:
    for name, rows in copied(QICHENG).items():
        (folder / f"{name}.csv").write_bytes(table_bytes(rows, newline))
    with_tables(folder, NEXT_YEAR, edited(longer))
    desk.policies.import_profile(folder)
    desk.policies.export_profile("QC", tmp_path / "out")
    assert files_of(tmp_path / "out") == files_of(folder)


def test_an_archive_leaves_as_it_left_before(desk: Desk, tmp_path: Path) -> None:
    first = desk.policies.export_profile("QC", tmp_path / "one.zip")
    second = desk.policies.export_profile("QC", tmp_path / "two.zip")
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == files_of(QICHENG)
    assert desk.policies.import_profile(first) == ()
    desk.policies.export_profile("QC", first)  # over what it wrote itself


def test_the_law_leaves_as_it_ships(desk: Desk, tmp_path: Path) -> None:
    desk.policies.export_profile("LAW", tmp_path / "law")
    assert files_of(tmp_path / "law") == files_of(LAW)


def test_a_day_exports_what_holds_on_it(desk: Desk, tmp_path: Path) -> None:
    desk.policies.save_rows(
        "QC", "policies", (RowChange(("QC-VEH",), {"months": "48"}),), NEXT_YEAR
    )
    desk.policies.export_profile("QC", tmp_path / "old", date(2026, 12, 31))
    desk.policies.export_profile("QC", tmp_path / "new")
    assert files_of(tmp_path / "old") == files_of(QICHENG)
    assert b",48,100000," in (tmp_path / "new" / "policies.csv").read_bytes()
    head = (tmp_path / "new" / "profile.toml").read_text("utf-8")
    assert "effective_from = 2027-01-01" in head
    assert desk.policies.compare_profile(tmp_path / "new")
    assert desk.policies.import_profile(tmp_path / "new") == ()


@pytest.mark.parametrize("name", ["full", "claims.db", "table.zip"])
def test_nothing_is_written_over(desk: Desk, tmp_path: Path, name: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("keep", "utf-8")
    (tmp_path / "table.zip").write_bytes(b"PK\x03\x04 another kind of archive, with content")
    place = desk.folder.path / name if name == "claims.db" else tmp_path / name
    with pytest.raises(Refused, match="INVALID file"):
        desk.policies.export_profile("QC", place)
    assert (tmp_path / "full" / "letter.txt").read_text("utf-8") == "keep"
    assert len(list((tmp_path / "full").iterdir())) == 1


def test_what_is_not_there(desk: Desk, tmp_path: Path) -> None:
    for verb in (
        lambda: desk.policies.import_profile(tmp_path / "nothing"),
        lambda: desk.policies.compare_profile(tmp_path / "nothing.zip"),
        lambda: desk.policies.import_profile(Path("\0")),
        lambda: desk.policies.export_profile("XX", tmp_path / "out"),
    ):
        with pytest.raises(Refused, match="NOT_FOUND"):
            verb()


def test_only_clerk_and_manager_bring_profiles(desk: Desk, tmp_path: Path) -> None:
    acting(desk, Role.TECHNICIAN)
    for verb in (
        lambda: desk.policies.import_profile(QICHENG),
        lambda: desk.policies.export_profile("QC", tmp_path / "out"),
    ):
        with pytest.raises(Refused, match="RIGHT"):
            verb()
    acting(desk, Role.SERVICE_MANAGER)
    assert desk.policies.import_profile(QICHENG) == ()


@pytest.mark.skipif(os.name == "nt", reason="a folder without rights is of other systems")
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read(desk: Desk, folder: Path) -> None:
    (folder / "parts.csv").chmod(0)
    with pytest.raises(Refused, match="INVALID file"):
        desk.policies.import_profile(folder)
