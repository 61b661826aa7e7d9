"""Brand profiles: shipped ones load whole, a broken one is named by table and row."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from fakes import FixedClock

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.policies.changes import RowChange
from warrantydesk.domain.policies.exchange import ExchangeForm
from warrantydesk.reading.profiles import read_folder
from warrantydesk.resources import find
from warrantydesk.services.desk import Desk
from warrantydesk.services.sentences import sentence

QICHENG = find("brands") / "qicheng"
RELEASED = Path(__file__).resolve().parent.parent / "storage" / "released"


def spoilt(edit: Callable[[dict[str, list[dict[str, str]]]], object]) -> ExchangeForm:
    form = read_folder(QICHENG)
    tables = {name: [dict(row) for row in rows] for name, rows in form.tables.items()}
    edit(tables)
    return replace(form, revision=99, tables=tables)


def test_the_shipped_profile_is_in_the_tables(desk: Desk) -> None:
    form = read_folder(QICHENG)
    profile = desk.profiles.of("QC")
    assert desk.profiles.brands() == ["QC"]
    for name, rows in form.tables.items():
        assert profile.rows(name) == rows
    assert desk.profiles.maker("LVVDB11BXMD100001").maker_en == "Chery"  # type: ignore[union-attr]
    assert desk.profiles.model_of("LX0DL31C8RB018252", "QC") == "QC-S7"


def test_loading_the_shipped_ones_again_changes_nothing(desk: Desk) -> None:
    before = desk.archive.anchor
    desk.profiles.load_shipped()
    assert desk.archive.anchor == before


def test_a_new_revision_takes_over(desk: Desk) -> None:
    form = read_folder(QICHENG)
    tables = {**form.tables, "bulletins": form.tables["bulletins"][:3]}
    desk.profiles.load([replace(form, revision=form.revision + 1, tables=tables)])
    assert desk.profiles.of("QC").version == form.revision + 1
    assert len(desk.policies.bulletins("QC")) == 3
    assert desk.archive.verify() == []


def test_a_broken_row_is_named_and_nothing_is_loaded(desk: Desk) -> None:
    before = desk.archive.anchor
    with pytest.raises(Refused) as refusal:
        desk.profiles.load([spoilt(lambda t: t["parts"][4].update(list_price_fen="12.50"))])
    assert "parts line 6: list_price_fen" in sentence(refusal.value)
    assert desk.archive.anchor == before
    assert desk.profiles.of("QC").version == read_folder(QICHENG).revision


def test_a_newer_program_brings_only_what_differs(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    newer = newer_folder(tmp_path)
    monkeypatch.setattr("warrantydesk.services.policies.loading._shipped", lambda: [newer])
    desk.profiles.load_shipped()
    versions = desk.bench.profile("QC").versions
    assert {table for table, number in versions.items() if number > 1} == {"bulletins"}
    assert len(desk.policies.bulletins("QC")) == 3
    assert desk.profiles.of("QC").version == 99
    before = desk.archive.anchor
    desk.profiles.load_shipped()
    assert desk.archive.anchor == before
    assert desk.archive.verify() == []


def test_a_newer_program_leaves_what_was_made_here(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    newer = newer_folder(tmp_path)
    row = desk.policies.rows("QC", "bulletins", 1)[0]
    own = desk.policies.save_rows(
        "QC", "bulletins", (RowChange((row["code"],), {"title_en": "Ours"}),), date(2023, 1, 1)
    )
    monkeypatch.setattr("warrantydesk.services.policies.loading._shipped", lambda: [newer])
    desk.profiles.load_shipped()
    assert desk.bench.profile("QC").versions["bulletins"] == own.number
    assert [one.void_reason != "" for one in desk.policies.versions("QC", "bulletins")] == [
        False,
        False,
        True,
    ]
    assert len(desk.policies.rows("QC", "bulletins", 3)) == 3


def test_a_broken_shipped_profile_is_a_sentence(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    newer = newer_folder(tmp_path)
    (newer / "wear.csv").write_text('code\n"', "utf-8")
    monkeypatch.setattr("warrantydesk.services.policies.loading._shipped", lambda: [newer])
    before = desk.archive.anchor
    with pytest.raises(Unavailable) as refusal:
        desk.profiles.load_shipped()
    assert "wear.csv" in sentence(refusal.value)
    assert desk.archive.anchor == before


def newer_folder(place: Path) -> Path:
    """Return the shipped profile as a newer program would bring it, with fewer bulletins."""
    folder = Path(copytree(QICHENG, place / "qicheng"))
    head = folder / "profile.toml"
    text = re.sub(r"^revision = [0-9]+", "revision = 99", head.read_text("utf-8"), flags=re.M)
    head.write_text(text, "utf-8")
    lines = (folder / "bulletins.csv").read_bytes().splitlines(keepends=True)
    (folder / "bulletins.csv").write_bytes(b"".join(lines[:4]))
    return folder


def test_an_ordinary_start_reads_heads_only(
    desk_folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unwanted(*_named: object) -> None:
        raise AssertionError("a profile is read")

    monkeypatch.setattr("warrantydesk.reading.profiles.read_profile", unwanted)
    with Desk(desk_folder, clock).open() as desk:
        assert desk.profiles.brands() == ["QC"]


def test_a_desk_of_the_first_schema_gets_heads_and_the_law(
    tmp_path: Path, clock: FixedClock
) -> None:
    (tmp_path / "desk").mkdir()
    shutil.copy(RELEASED / "schema-1.db", tmp_path / "desk" / "claims.db")
    with Desk(tmp_path / "desk", clock).open() as desk:
        assert desk.archive.verify() == []
        (old, new) = desk.policies.versions("QC", "models")
        assert old.columns[0] == "code"
        assert len(desk.policies.rows("QC", "models", old.number)) == 1
        assert len(desk.policies.rows("QC", "models", new.number)) == 8
        assert desk.bench.profile("QC").versions["models"] == new.number
        assert len(desk.bench.law().rows("rule_sets")) == 2
        anchor = desk.archive.anchor
    with Desk(tmp_path / "desk", clock).open() as again:
        assert again.archive.anchor == anchor
        desk_profile = again.bench.profile("QC")
        assert desk_profile.rows("policies") == read_folder(QICHENG).tables["policies"]
