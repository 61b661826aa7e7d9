"""The journal tells codes by their words."""

import re
from pathlib import Path

from stories import submitted

from warrantydesk.domain.journal_line import JournalAsked
from warrantydesk.services.desk import Desk
from warrantydesk.services.journal_codes import MORE_CODES
from warrantydesk.services.journal_export import changes_words


def test_every_code_belongs_to_a_column_of_a_table(desk: Desk) -> None:
    columns = {f"{table.name}.{name}" for table in desk.stores.tables for name in table.columns}
    assert set(MORE_CODES) - columns == set()


def test_a_paper_a_person_and_roles_are_told_in_words(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    desk.papers.draw("receipt", claim.id, tmp_path / "receipt.pdf")
    desk.customers.save(name="贺䶮", phone="15400000042")
    desk.people.act_as("S13")
    told: dict[str, list[str]] = {}
    for line in desk.journal.lines(JournalAsked(), None, 500):
        told.setdefault(line.table, []).append(changes_words(line))
    assert any("Kind: Person" in words for words in told["customer"])
    assert any("Service manager" in words for words in told["person"])
    assert any("Paper" in words for words in told["print_job"])
    assert not any("service_manager" in words for words in told["person"])


def test_no_instant_is_told_as_it_is_kept(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    desk.papers.draw("receipt", claim.id, tmp_path / "receipt.pdf")
    desk.people.act_as("S13")
    lines = desk.journal.lines(JournalAsked(), None, 500)
    told = [changes_words(line) for line in lines]
    assert any("When: 20" in words or "At: 20" in words or "Time: 20" in words for words in told)
    assert not [words for words in told if re.search(r"\d{4}-\d\d-\d\dT\d\d:\d\d", words)]


def test_a_setting_is_told_by_its_name(desk: Desk) -> None:
    desk.people.act_as("S13")
    desk.settings.save("lock.minutes", 5)
    line = desk.journal.lines(JournalAsked(), None, 1)[0]
    assert line.name == "Minutes until the desk locks"
    assert line.name in [change.new for change in line.changes]
