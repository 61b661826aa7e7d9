"""Brand profiles: shipped ones load whole, a broken one is named by table and row."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from warrantydesk.domain.errors import Unavailable
from warrantydesk.resources import find
from warrantydesk.services.desk import Desk
from warrantydesk.services.profiles import problems_of
from warrantydesk.storage.profiles import ExchangeForm, read_folder

QICHENG = find("brands") / "qicheng"
RATE = {"code": "vat_parts", "model_class": "", "value": "x"}


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
    assert problems_of(form) == []
    assert desk.profiles.maker("LVVDB11BXMD100001").maker_en == "Chery"  # type: ignore[union-attr]
    assert desk.profiles.model_of("LX0DL31C8RB018252", "QC") == "QC-S7"


def test_loading_the_shipped_ones_again_changes_nothing(desk: Desk) -> None:
    before = desk.archive.anchor
    desk.profiles.load_shipped()
    assert desk.archive.anchor == before


def test_a_new_revision_takes_over(desk: Desk) -> None:
    form = read_folder(QICHENG)
    tables = {**form.tables, "suppliers": form.tables["suppliers"][:3]}
    desk.profiles.load([replace(form, revision=form.revision + 1, tables=tables)])
    assert desk.profiles.of("QC").version == form.revision + 1
    assert len(desk.profiles.of("QC").suppliers) == 3
    assert desk.archive.verify() == []


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda t: t["parts"][4].update(list_price_fen="12.50"), "parts line 6: list_price_fen"),
        (lambda t: t["parts"][4].update(list_price_fen="²"), "parts line 6: list_price_fen"),
        (lambda t: t["parts"][4].update(part_no=""), "parts line 6: part_no is empty"),
        (lambda t: t["parts"].append(t["parts"][0]), "stands twice"),
        (lambda t: t["parts"][4].pop("usage_per_vehicle"), "parts line 6: usage_per_vehicle"),
        (lambda t: t["documents"][0].update(claim_type="REPARE"), "documents line 2: claim_type"),
        (lambda t: t["narratives"][0].update(part_no="X"), "narratives line 2: part_no"),
        (lambda t: t["deadlines"][0].update(days="soon"), "deadlines line 2: days"),
        (lambda t: t["labour"][0].update(hours_mid="long"), "labour:"),
        (lambda t: t["labour"][0].pop("kind"), "labour:"),
        (lambda t: t["models"][0].update(vin_1_8_pattern="LX0["), "models line 2"),
        (lambda t: t["checks"][0].update(severity="fatal"), "switches:"),
        (lambda t: t["checks"][0].update(params="min_len"), "switches:"),
        (lambda t: t["rates"][0].update(RATE), "rates:"),
    ],
)
def test_a_broken_row_is_named_and_nothing_is_loaded(
    desk: Desk, edit: Callable[[dict[str, list[dict[str, str]]]], object], says: str
) -> None:
    before = desk.archive.anchor
    with pytest.raises(Unavailable) as refusal:
        desk.profiles.load([spoilt(edit)])
    assert says in str(refusal.value.values["what"])
    assert desk.archive.anchor == before
    assert desk.profiles.of("QC").version == read_folder(QICHENG).revision


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("parts.csv", b"part_no,name\n1,2,3\n"),
        ("parts.csv", b"part_no,name\n1\n"),
        ("parts.csv", "part_no\n零件".encode("gbk")),
        ("parts.csv", None),
        ("profile.toml", b"[profile]\ncode = "),
        ("profile.toml", b"[profile]\ncode = 'QC'\n"),
        ("profile.toml", b"[profile]\ncode='QC'\nrevision='one'\n[tables]\norder=[]\n"),
        ("profile.toml", b"profile = 1\n[tables]\norder=[]\n"),
    ],
)
def test_a_folder_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, name: str, data: bytes | None
) -> None:
    folder = Path(copytree(QICHENG, tmp_path / "brand"))
    (folder / name).unlink()
    if data is not None:
        (folder / name).write_bytes(data)
    with pytest.raises(Unavailable) as refusal:
        read_folder(folder)
    assert refusal.value.message.format(**refusal.value.values)


def test_the_head_is_read() -> None:
    form = read_folder(QICHENG)
    assert (form.code, form.revision) == ("QC", 3)
    assert isinstance(form.effective_from, date)
