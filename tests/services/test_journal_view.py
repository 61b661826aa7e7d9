"""The manager reads the journal: every entry in words, by page, person, period, thing and text."""

import sqlite3
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from builders import OTHER_VIN, VIN
from fakes import FixedClock
from pypdf import PdfReader
from stories import drafted, submitted, to_submit

from warrantydesk.domain.claim import Action
from warrantydesk.domain.desk_event import EventKind
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.journal_line import JournalAsked, JournalLine, Thing
from warrantydesk.services.desk import Desk
from warrantydesk.services.journal_export import changes_words
from warrantydesk.services.journal_subjects import SUBJECTS
from warrantydesk.services.journal_words import BESIDE, column_words
from warrantydesk.storage.journal_lines import before_states, newest_seq

MANAGER = "S13"
EVERYTHING = JournalAsked()


class StopError(Exception):
    """The clerk wants no more."""


@pytest.fixture
def journal(desk: Desk) -> Desk:
    """Give a desk with work in it, its manager acting."""
    submitted(desk)
    desk.people.act_as(MANAGER)
    return desk


def every(desk: Desk, asked: JournalAsked, page: int) -> list[JournalLine]:
    """Return all lines by pages of a size."""
    found: list[JournalLine] = []
    before = None
    while lines := desk.journal.lines(asked, before, page):
        found += lines
        before = lines[-1].seq
    return found


def test_every_journaled_table_has_its_words(desk: Desk) -> None:
    tables = {table.name for table in desk.stores.tables}
    assert set(SUBJECTS) == tables
    columns = {table.name: set(table.columns) for table in desk.stores.tables}
    missing = [
        (table, name)
        for table, subject in SUBJECTS.items()
        for name in subject.names
        if name not in columns[table]
    ]
    assert missing == []


def test_every_column_has_its_words(desk: Desk) -> None:
    bare = {
        f"{table.name}.{column}"
        for table in desk.stores.tables
        for column in table.columns
        if column not in BESIDE and column_words(table.name, column) == column.replace("_", " ")
    }
    assert bare == set()


def test_pages_hold_every_entry_once_newest_first(journal: Desk) -> None:
    seqs = [line.seq for line in every(journal, EVERYTHING, 97)]
    assert seqs == list(range(newest_seq(journal.stores.db.query), 0, -1))


def test_a_line_tells_before_and_after_in_words(journal: Desk) -> None:
    line = journal.journal.lines(JournalAsked(action="Submit", number="C0126-000001"))
    moved = next(one for one in line if one.table == "claim")
    assert (moved.who, moved.name, moved.opens) == ("王敏", "C0126-000001", ("intake", "claim", 1))
    assert "Status: To submit → Submitted" in changes_words(moved)


def test_a_personal_value_shows_only_that_it_changed(journal: Desk) -> None:
    journal.people.act_as("S01")
    customer = journal.customers.save("贺䶮", "15400000042")
    journal.customers.save("贺龙", "15400000042", id=customer.id)
    journal.people.act_as(MANAGER)
    newest = journal.journal.lines(EVERYTHING, limit=1)[0]
    told = changes_words(newest)
    assert told == "Name: changed"
    assert "sha256:" not in str(newest.changes)


@pytest.mark.parametrize(
    "asked",
    [
        JournalAsked(login="S01"),
        JournalAsked(thing=Thing.CLAIMS),
        JournalAsked(thing=Thing.PIECES),
        JournalAsked(action="Submit"),
        JournalAsked(number="C0126-000001"),
        JournalAsked(number=VIN),
        JournalAsked(text="to_submit"),
        JournalAsked(first=date(2026, 11, 24), last=date(2026, 11, 24)),
        JournalAsked(events=True),
    ],
)
def test_pages_of_a_filter_are_the_whole_of_it(journal: Desk, asked: JournalAsked) -> None:
    with pytest.raises(Refused):
        journal.claims.save_draft(1, {})
    whole = every(journal, asked, 10_000)
    assert every(journal, asked, max(3, len(whole) // 20)) == whole
    assert 0 < len(whole) < newest_seq(journal.stores.db.query) or asked.first


def test_a_period_ends_where_the_desk_has_midnight(journal: Desk, clock: FixedClock) -> None:
    day = journal.bench.today
    journal.people.act_as("S01")
    clock.go_on(days=1)
    later = drafted(journal, OTHER_VIN)
    journal.claims.leave(later.id)
    journal.people.act_as(MANAGER)
    first = {one.seq for one in every(journal, JournalAsked(last=day), 500)}
    second = {one.seq for one in every(journal, JournalAsked(first=journal.bench.today), 500)}
    assert first
    assert second
    assert first | second == set(range(1, newest_seq(journal.stores.db.query) + 1))
    assert not first & second


def test_text_is_looked_for_in_values_not_in_names_of_columns(journal: Desk) -> None:
    assert journal.journal.lines(JournalAsked(text="narrative_complaint")) == []
    literal = journal.journal.lines(JournalAsked(text="%"))
    assert all("%" in changes_words(one) or one.table == "profile_row" for one in literal)
    journal.journal.prepare_actions()(lambda *_told: None)
    by_action = journal.journal.lines(JournalAsked(text="Start inspection"))
    assert {one.action for one in by_action} == {"Start inspection"}


def test_a_number_that_names_nothing_is_refused_at_its_field(journal: Desk) -> None:
    for number in ("C0126-999999", "?", "贺䶮"):
        with pytest.raises(Refused) as no:
            journal.journal.lines(JournalAsked(number=number))
        assert [(one.rule, one.field) for one in no.value.findings] == [("NOT_FOUND", "number")]


def test_only_the_manager_reads_it_and_that_is_noted(desk: Desk) -> None:
    desk.people.act_as("S01")
    with pytest.raises(Refused, match="RIGHT"):
        desk.journal.lines(EVERYTHING)
    (noted,) = desk.stores.desk_events.find(kind=EventKind.REFUSED)
    assert (noted.verb, noted.login) == ("journal.see", "S01")


def test_reading_writes_nothing(journal: Desk, tmp_path: Path) -> None:
    anchor = journal.journal.anchor
    journal.journal.lines(EVERYTHING)
    journal.journal.exporting(EVERYTHING, tmp_path / "journal.xlsx")()
    journal.journal.pdf(EVERYTHING)
    assert journal.journal.anchor == anchor


def test_events_say_what_was_refused(journal: Desk) -> None:
    journal.people.act_as("S01")
    with pytest.raises(Refused):
        journal.claims.move(1, Action.FINISH_REPAIR)
    journal.people.act_as(MANAGER)
    (line,) = journal.journal.lines(JournalAsked(events=True))
    assert line.event is EventKind.REFUSED
    assert line.name == "C0126-000001"
    assert line.opens == ("archive", "search", "C0126-000001")
    assert line.told.startswith("Finish repair: ")


def test_a_look_through_can_be_stopped(journal: Desk) -> None:
    def stop(*_told: object) -> None:
        raise StopError

    with pytest.raises(StopError):
        journal.journal.prepare_lines(JournalAsked(text="nothing has this"))(stop)


def test_the_paper_says_what_was_asked_and_has_its_anchor(journal: Desk) -> None:
    asked = JournalAsked(thing=Thing.CLAIMS, last=date(2026, 11, 24))
    text = "\n".join(
        page.extract_text() for page in PdfReader(BytesIO(journal.journal.pdf(asked))).pages
    )
    assert "Claims" in text
    assert "until 2026-11-24" in text
    assert journal.journal.anchor in text
    assert "C0126-000001" in text
    assert "Piece" not in text


def test_too_many_lines_for_a_paper_are_said(
    journal: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warrantydesk.services.journal_export.MOST_ON_PAPER", 5)
    file = tmp_path / "journal.pdf"
    with pytest.raises(Refused, match="INVALID"):
        journal.journal.exporting(EVERYTHING, file)()
    assert not file.exists()


def test_the_list_needs_the_right_of_the_journal(journal: Desk, tmp_path: Path) -> None:
    done = journal.ledger.export("journal", tmp_path / "journal.csv")
    assert done.rows == newest_seq(journal.stores.db.query)
    journal.people.act_as("S01")
    with pytest.raises(Refused, match="RIGHT"):
        journal.ledger.export("journal", tmp_path / "again.csv")


def test_a_line_taken_out_of_a_draft_is_told(desk: Desk) -> None:
    claim = drafted(desk, part_lines=[{"new_part_no": "A"}])
    desk.claims.leave(claim.id)
    desk.claims.save_draft(claim.id, {"part_lines": []})
    desk.claims.leave(claim.id)
    desk.people.act_as(MANAGER)
    gone = next(one for one in desk.journal.lines(EVERYTHING) if one.is_gone)
    assert (gone.table, changes_words(gone)) == ("part_line", "taken out")


def test_a_page_reads_by_the_index(desk: Desk) -> None:
    to_submit(desk)
    with closing(sqlite3.connect(desk.folder.database)) as db:
        statements: list[str] = []
        db.set_trace_callback(statements.append)
        rows = desk_page(db)
        db.set_trace_callback(None)
        plans = [
            step[3]
            for statement in statements
            for step in db.execute(f"EXPLAIN QUERY PLAN {statement}")
        ]
    assert rows
    assert not [step for step in plans if step.startswith("SCAN") and "journal" in step]


def desk_page(db: sqlite3.Connection) -> object:
    """Read a page and how its rows stood before, on a plain connection."""
    from warrantydesk.storage.journal_lines import Only, page

    def query(sql: str, values: object = ()) -> list[tuple[object, ...]]:
        return db.execute(sql, tuple(values)).fetchall()  # type: ignore[call-overload]

    rows = page(query, Only(), None, 50, lambda *_told: None)
    return before_states(query, rows)
