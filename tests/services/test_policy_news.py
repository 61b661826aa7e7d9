"""Bulletins with their files, who has read what, and what is new to whom."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from fakes import a_picture
from policy_tables import NEXT_YEAR, all_rows
from stories import acting

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.policies.changes import RowChange
from warrantydesk.services.desk import Desk

TODAY = date(2026, 11, 24)
FOUR_YEARS = (RowChange(("QC-VEH",), {"months": "48"}),)


def news_of(desk: Desk, kind: str = "table") -> list[tuple[str, str, int]]:
    found = desk.policies.changed_since_read()
    return [(one.profile, one.key, one.number) for one in found if one.kind == kind]


def test_what_came_with_the_program_is_no_news(desk: Desk) -> None:
    assert news_of(desk) == []
    assert not any(head.unread for head in desk.policies.tables("LAW"))


def test_a_new_version_is_news_to_the_others(desk: Desk) -> None:
    desk.policies.save_rows("QC", "policies", FOUR_YEARS, NEXT_YEAR)
    assert news_of(desk) == []
    acting(desk, Role.READ_ONLY)
    assert news_of(desk) == [("QC", "policies", 2)]
    assert [head.name for head in desk.policies.tables("QC") if head.unread][:1] == ["policies"]
    reading = desk.policies.mark_read("QC", "table", "policies")
    assert (reading.login, reading.number, reading.read_at) == ("S18", 2, desk.bench.now)
    assert desk.policies.mark_read("QC", "table", "policies", 2) == reading
    assert news_of(desk) == []
    assert desk.policies.readings("QC", "table", "policies") == (reading,)
    assert desk.policies.readings("QC", "table", "policies", 1) == ()
    acting(desk, Role.FINANCE)
    assert news_of(desk) == [("QC", "policies", 2)]
    assert desk.policies.changed_since_read("S18") == desk.policies.changed_since_read("S18")
    assert desk.archive.verify() == []


def test_a_withdrawn_version_is_no_news(desk: Desk) -> None:
    desk.policies.save_rows("QC", "policies", FOUR_YEARS, NEXT_YEAR)
    desk.policies.withdraw("QC", "policies", 2, "misprint")
    acting(desk, Role.FINANCE)
    assert news_of(desk) == []


@pytest.mark.parametrize(
    ("kind", "key", "number", "code"),
    [
        ("table", "tariffs", 0, "NOT_FOUND"),
        ("table", "policies", 9, "NOT_FOUND"),
        ("bulletin", "QB-NO", 0, "NOT_FOUND"),
        ("letter", "policies", 0, "INVALID"),
    ],
)
def test_only_what_is_there_can_be_read(
    desk: Desk, kind: str, key: str, number: int, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        desk.policies.mark_read("QC", kind, key, number)
    with pytest.raises(Refused, match=code):
        desk.policies.readings("QC", kind, key, number)


def test_bulletins_stand_newest_first(desk: Desk) -> None:
    found = desk.policies.bulletins("QC")
    assert len(found) == 24
    assert [one.issued_on for one in found] == sorted(
        (one.issued_on for one in found), reverse=True
    )
    assert desk.policies.bulletins("LAW") == ()


def test_a_bulletin_is_saved_changed_and_read(desk: Desk) -> None:
    saved = desk.policies.save_bulletin(
        "QC", "QB26-99", TODAY, "标签 新要求", "贴在\n显眼处。", "New labels", "Where all see it."
    )
    assert saved.text_zh == "贴在\n显眼处。"
    assert desk.policies.bulletins("QC")[0] == saved
    changed = desk.policies.save_bulletin("QC", "QB26-99", TODAY, "标签", "贴在铭牌旁。")
    assert desk.policies.bulletins("QC")[0] == changed
    assert len(desk.policies.bulletins("QC")) == 25
    versions = desk.policies.versions("QC", "bulletins")
    assert [one.bulletin for one in versions] == ["", "QB26-99", "QB26-99"]
    again = desk.policies.save_bulletin("QC", "QB26-99", TODAY, "标签", "贴在铭牌旁。")
    assert again == changed
    assert len(desk.policies.versions("QC", "bulletins")) == 3
    acting(desk, Role.TECHNICIAN)
    assert ("QC", "QB26-99", 0) in news_of(desk, "bulletin")
    desk.policies.mark_read("QC", "bulletin", "QB26-99")
    assert ("QC", "QB26-99", 0) not in news_of(desk, "bulletin")
    assert [one.login for one in desk.policies.readings("QC", "bulletin", "QB26-99")] == ["S06"]


def test_old_bulletins_are_no_news(desk: Desk) -> None:
    codes = {key for _profile, key, _number in news_of(desk, "bulletin")}
    fresh = {
        one.code
        for one in desk.policies.bulletins("QC")
        if one.issued_on >= TODAY - timedelta(days=90)
    }
    assert codes == fresh


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (("", TODAY, "题", "文"), "code"),
        (("B1", TODAY, " ", "文"), "title_zh"),
        (("B1", TODAY, "题", "\u200b"), "text_zh"),
        (("B" * 41, TODAY, "题", "文"), "code"),
        (("B1", TODAY, "题" * 201, "文"), "title_zh"),
        (("B1", TODAY, "题", "文" * 6001), "text_zh"),
    ],
)
def test_a_bulletin_that_says_nothing_is_refused(
    desk: Desk, values: tuple[str, date, str, str], field: str
) -> None:
    before = all_rows(desk)
    with pytest.raises(Refused, match="INVALID") as refusal:
        desk.policies.save_bulletin("QC", *values)
    assert refusal.value.findings[0].field == field
    assert all_rows(desk) == before


def test_files_lie_with_their_bulletin(desk: Desk, tmp_path: Path) -> None:
    paper = tmp_path / "letter.pdf"
    paper.write_bytes(b"%PDF-1.4\n%%EOF\n")
    kept = desk.policies.add_bulletin_file("QC", "QB25-02", paper)
    picture = desk.policies.add_bulletin_file("QC", "QB25-02", a_picture(tmp_path / "pads.png"))
    assert (kept.claim_id, kept.document_code, kept.item) == (None, "BULLETIN", "QC:QB25-02")
    assert desk.policies.bulletin_files("QC", "QB25-02") == (kept, picture)
    assert desk.policies.bulletin_files("QC", "QB25-04") == ()
    assert desk.attachments.read(kept.id) == paper.read_bytes()
    assert desk.archive.verify() == []


def test_other_files_are_refused(desk: Desk, tmp_path: Path) -> None:
    program = tmp_path / "letter.pdf"
    program.write_bytes(b"MZ\x90\x00")
    for file in (program, tmp_path / "missing.pdf", tmp_path, desk.folder.path / "claims.db"):
        with pytest.raises(Refused):
            desk.policies.add_bulletin_file("QC", "QB25-02", file)
    with pytest.raises(Refused, match="NOT_FOUND"):
        desk.policies.add_bulletin_file("QC", "QB-NO", program)
    acting(desk, Role.TECHNICIAN)
    with pytest.raises(Refused, match="RIGHT"):
        desk.policies.add_bulletin_file("QC", "QB25-02", program)
    assert desk.policies.bulletin_files("QC", "QB25-02") == ()
