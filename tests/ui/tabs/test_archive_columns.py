"""The columns of the archive: nothing is cut, and a hit says where it was found."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from stories import acting, drafted
from tab_stage import Window, stage_tab

from warrantydesk.domain.claim import State
from warrantydesk.domain.person import Role
from warrantydesk.i18n import set_language
from warrantydesk.services.desk import Desk
from warrantydesk.storage import searched
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.table_header import INSET
from warrantydesk.ui.tabs.archive.columns import FIELD_NAMES, RowWords, columns, state_word
from warrantydesk.ui.tabs.archive.hits import Hits
from warrantydesk.ui.tabs.archive.tab import ArchiveTab
from warrantydesk.ui.words import plate_text

CAUSE = "拆检：水泵轴承松旷，密封面渗漏（见照片）"


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk) -> Iterator[ArchiveTab]:
    made = stage_tab(ArchiveTab, qapp, qtbot, desk, Window(), 640)
    yield made
    made._pause.stop()
    qtbot.waitUntil(made.shell.jobs.idle, timeout=20_000)


def said(tab: ArchiveTab, text: str) -> str:
    """Return what the complaint's column says of the first hit."""
    tab.found.line.ask_for(text)
    return tab.found.model.columns[4].say(tab.found.model.row_at(0))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_status_and_plate_are_never_cut(qapp: QApplication, desk: Desk, language: str) -> None:
    theme.apply(qapp, dark=False)
    set_language(language)
    by_key = {column.key: column for column in columns(RowWords(desk), Hits(desk))}
    mark = theme.h(0.74) + 6
    for state in State:
        wanted = paint.width_of(state_word(state)) + mark + 2 * INSET
        assert wanted <= by_key["state"].width
    for plate in ("苏BDN2837", "鄂AD88888", "苏B12345"):
        assert paint.width_of(plate_text(plate)) + 2 * INSET <= by_key["plate"].width
    # Beside each other they fit the middle of a window of 1366 pixels.
    assert sum(column.width for column in by_key.values()) <= 794


def test_a_hit_says_where_it_was_found_in_its_own_signs(tab: ArchiveTab, desk: Desk) -> None:
    drafted(desk, narrative={"complaint": "冷却液少，报警", "cause": CAUSE})
    assert said(tab, "轴承") == f"Cause: {CAUSE} · 冷却液少，报警"
    assert said(tab, "报警") == "冷却液少，报警"
    assert said(tab, "15400000042").startswith("Phone: 154****0042")
    assert said(tab, "hy").startswith("Owner: 贺䶮")


def test_every_field_that_is_searched_has_a_name() -> None:
    further = [rows.fields for rows in (searched.PART_LINES, *searched.FURTHER, searched.TAKEN)]
    names = {name for columns in further for name, _kind in columns}
    assert {*searched.FIELDS, *names} == set(FIELD_NAMES)


def test_a_file_is_found_by_its_name(tab: ArchiveTab, desk: Desk, tmp_path: Path) -> None:
    claim = drafted(desk, narrative={"complaint": "异响"})
    file = tmp_path / "Noise-7.PNG"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    desk.attachments.add(claim.id, "PH", file)
    assert said(tab, "noise-7").startswith("File name: Noise-7.PNG")


def test_who_only_reads_sees_no_found_text(tab: ArchiveTab, desk: Desk) -> None:
    drafted(desk, narrative={"complaint": "异响", "cause": CAUSE})
    acting(desk, Role.READ_ONLY)
    assert said(tab, "轴承") == "异响"
