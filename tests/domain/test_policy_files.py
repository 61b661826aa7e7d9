"""A profile's files become tables and leave again byte for byte; what cannot be read is said."""

import re
from csv import reader
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policy_tables import LAW, QICHENG

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.policies.column_titles import COLUMN_TITLES
from warrantydesk.domain.policies.exchange import read_files, written_files
from warrantydesk.domain.policies.written import form_of, table_text
from warrantydesk.resources import find
from warrantydesk.services.sentences import sentence

HEAD = """# a maker
[profile]
code = "QC"
revision = 3
effective_from = 2026-01-01
source = "letter"

[tables]
order = ["parts"]
"""
CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from('",\n\r;'),
    max_size=12,
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[dict[str, str]]]:
    columns = draw(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=4, unique=True))
    rows = draw(st.lists(st.fixed_dictionaries(dict.fromkeys(columns, CELLS)), max_size=5))
    return columns, rows


FORMS = st.sampled_from(["", "crlf", "all", "bom", "open", "crlf all bom open", "crlf open"])


@settings(deadline=None)
@given(table=tables(), form=FORMS)
def test_what_was_read_is_written_byte_for_byte(
    table: tuple[list[str], list[dict[str, str]]], form: str
) -> None:
    columns, rows = table
    files = {
        "profile.toml": HEAD.encode(),
        "parts.csv": table_text(columns, rows, form).encode(),
    }
    read = read_files(files, "folder")
    assert read.tables["parts"] == rows
    assert read.columns_of("parts") == tuple(columns)
    assert written_files(read) == files


@settings(deadline=None)
@given(st.lists(st.sampled_from(["a,b", '"a","b"', "1,2", '"1",2', "", "\n", "\r\n"]), max_size=9))
def test_odd_files_that_can_be_read_leave_as_they_came(pieces: list[str]) -> None:
    files = {
        "profile.toml": HEAD.encode(),
        "parts.csv": ("a,b\n" + "".join(pieces)).encode(),
    }
    try:
        read = read_files(files, "folder")
    except Refused:
        return
    assert written_files(read) == files


def test_an_odd_form_is_kept_as_it_stands() -> None:
    text = 'a,b\n"1",2\r\n'
    form = form_of(text, ("a", "b"), [{"a": "1", "b": "2"}])
    assert table_text(("a", "b"), [], form) == text


@pytest.mark.parametrize("folder", [QICHENG, LAW], ids=lambda folder: folder.name)
def test_shipped_profiles_leave_as_they_came(folder) -> None:  # type: ignore[no-untyped-def]
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert written_files(read_files(files, folder.name)) == files


def test_the_head_is_read() -> None:
    form = read_files({"profile.toml": HEAD.encode(), "parts.csv": b"part_no\nA\n"}, "folder")
    assert (form.code, form.revision, form.source) == ("QC", 3, "letter")
    assert form.effective_from == date(2026, 1, 1)
    assert form.head_row == {"revision": "3", "text": HEAD}


GOOD = {"profile.toml": HEAD.encode(), "parts.csv": b"part_no,name\nA,B\n"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"parts.csv": b"part_no,name\n1,2,3\n"}, r"parts\.csv, line 2: wrong number of columns"),
        ({"parts.csv": b"part_no,name\nA,B\n1\n"}, r"parts\.csv, line 3: wrong number of columns"),
        ({"parts.csv": b'part_no,name\nA,"B\n'}, r"parts\.csv, line 2: "),
        ({"parts.csv": b""}, r"parts\.csv: the first line must name each column once"),
        ({"parts.csv": b"part_no,part_no\n"}, "name each column once"),
        ({"parts.csv": b"Part No,name\n"}, "name each column once"),
        (
            {"parts.csv": "part_no\n零件\n".encode("gbk")},
            r"parts\.csv in folder is not written in UTF-8",
        ),
        ({"parts.csv": None}, "names the table parts, and its file is missing"),
        ({"other.csv": b"a\n"}, r"other\.csv is not named in \[tables\] order"),
        ({"profile.toml": None}, r"holds no profile: profile\.toml is missing"),
        ({"profile.toml": b"[profile]\ncode = "}, r"profile\.toml in folder cannot be read: "),
        ({"profile.toml": b"\xff"}, r"profile\.toml in folder is not written in UTF-8"),
        (
            {"profile.toml": b"profile = 1\n[tables]\norder=[]\n"},
            r"profile\.toml in folder: under \[profile\], code must be",
        ),
    ],
)
def test_what_cannot_be_read_is_one_sentence(change: dict[str, bytes | None], says: str) -> None:
    files = {name: data for name, data in {**GOOD, **change}.items() if data is not None}
    with pytest.raises(Refused) as refusal:
        read_files(files, "folder")
    assert refusal.value.codes == ("INVALID",)
    assert re.search(says, sentence(refusal.value)), sentence(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('code = "QC"', 'code = "qc"', "code"),
        ('code = "QC"', 'code = "../QC"', "code"),
        ('code = "QC"', "code = 5", "code"),
        ('code = "QC"', "", "code"),
        ("revision = 3", "revision = 0", "revision"),
        ("revision = 3", "revision = true", "revision"),
        ("revision = 3", 'revision = "3"', "revision"),
        ("revision = 3", f"revision = {10**30}", "revision"),
        ("2026-01-01", '"2026-01-01"', "effective_from"),
        ("2026-01-01", "2026-01-01T00:00:00Z", "effective_from"),
        ("2026-01-01", "2026-02-30", "cannot be read"),
        ('source = "letter"', "source = 5", "source"),
        ('["parts"]', '["parts", "parts"]', "order"),
        ('["parts"]', '["../parts"]', "order"),
        ('["parts"]', '["profile"]', "order"),
        ('["parts"]', "[1]", "order"),
        ('["parts"]', "[[]]", "order"),
        ('["parts"]', '"parts"', "order"),
        ('["parts"]', "7", "order"),
    ],
)
def test_a_head_that_cannot_be_names_the_key(old: str, new: str, key: str) -> None:
    assert old in HEAD
    with pytest.raises(Refused, match="INVALID") as refusal:
        read_files({**GOOD, "profile.toml": HEAD.replace(old, new).encode()}, "folder")
    assert key in sentence(refusal.value)


def test_a_head_may_begin_with_the_mark_of_an_editor() -> None:
    head = "\ufeff" + HEAD
    form = read_files({**GOOD, "profile.toml": head.encode()}, "folder")
    assert (form.code, form.text) == ("QC", head)


def test_every_column_that_ships_has_a_title() -> None:
    """A column in two languages is shown as one, by the name without its language."""
    named = set[str]()
    for file in (*find("brands").glob("*/*.csv"), *find("law").glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as rows:
            named |= {name.removesuffix("_zh").removesuffix("_en") for name in next(reader(rows))}
    assert len(named) > 100
    assert sorted(named - set(COLUMN_TITLES)) == []
