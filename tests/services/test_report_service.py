"""The service of reports: what is asked, what ends a long one, what is saved and entered."""

from datetime import date
from pathlib import Path

import pytest
from builders import a_vin
from stories import acting, submitted

from warrantydesk.domain.errors import INVALID, NOT_FOUND, RIGHT, Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.report import Asked, ReportGroup, ReportTable
from warrantydesk.services.desk import Desk
from warrantydesk.services.reports import service
from warrantydesk.services.reports.report import Report, ReportSources, Tick

_ENDLESS = """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000000000)
SELECT max(i) FROM n"""


def _never_ends(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    tick(1, 3)
    sources.query(_ENDLESS)
    raise AssertionError("the query came to an end")


ENDLESS = Report("endless", "Endless", ReportGroup.MONEY, _never_ends)


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> Report:
    """Give a report whose query takes hours."""
    monkeypatch.setattr(service, "REPORTS", (ENDLESS,))
    return ENDLESS


def test_a_long_query_ends_when_it_is_told_to(desk: Desk, endless: Report) -> None:
    heard: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        heard.append((done, total))
        if len(heard) > 3:
            raise InterruptedError

    building = desk.reports.building(endless.code, desk.reports.asked(endless.code))
    with pytest.raises(InterruptedError):
        building(stop)
    assert heard == [(1, 3)] * 4


def test_days_that_are_not_given_are_whole_months_until_today(desk: Desk) -> None:
    asked = desk.reports.asked("by_type")
    assert (asked.first, asked.last) == (date(2026, 6, 1), date(2026, 11, 24))


@pytest.mark.parametrize(
    ("code", "first", "choices", "which", "field"),
    [
        ("nothing", None, {}, NOT_FOUND, "report"),
        ("by_type", date(2027, 1, 1), {}, INVALID, "first"),
        ("by_part", None, {"parts": "all of them"}, INVALID, "choices"),
        ("by_part", None, {"colour": "red"}, INVALID, "choices"),
    ],
)
def test_what_cannot_be_asked_is_refused_at_its_field(
    desk: Desk, code: str, first: date | None, choices: dict[str, str], which: str, field: str
) -> None:
    with pytest.raises(Refused) as error:
        desk.reports.asked(code, first, choices=choices)
    assert (error.value.findings[0].rule, error.value.findings[0].field) == (which, field)


def test_a_brand_that_the_desk_does_not_know_is_refused(desk: Desk) -> None:
    assert desk.reports.asked("by_type", brand="QC").brand == "QC"
    with pytest.raises(Refused) as error:
        desk.reports.asked("by_type", brand="XX")
    assert error.value.findings[0].field == "brand"


def test_everything_begins_with_the_first_claim(desk: Desk) -> None:
    assert desk.reports.earliest() == desk.bench.today
    claim = submitted(desk)
    assert desk.reports.earliest() == claim.opened_on


@pytest.mark.parametrize(("ending", "sign"), [(".pdf", b"%PDF"), (".xlsx", b"PK")])
def test_a_saved_report_is_in_the_print_journal(
    desk: Desk, tmp_path: Path, ending: str, sign: bytes
) -> None:
    submitted(desk)
    file = tmp_path / f"report{ending}"
    saved = desk.reports.save("by_type", file)
    assert file.read_bytes().startswith(sign)
    assert (saved.rows, saved.bytes) == (1, file.stat().st_size)
    (job,) = desk.stores.print_jobs.of(f"by_type {saved.period}")
    assert (job.kind, job.language, job.sha256) == ("paper", "report", saved.sha256)
    assert job.printer == f"file:report{ending}"


def test_a_file_that_cannot_be_written_is_refused_before_the_work(
    desk: Desk, tmp_path: Path
) -> None:
    table = desk.reports.build("by_type")
    other = tmp_path / "notes.pdf"
    other.write_text("mine")
    for file in (other, tmp_path / "report.txt", desk.folder.path / "r.pdf", tmp_path):
        with pytest.raises(Refused) as error:
            desk.reports.writing(table, file)
        assert error.value.findings[0].field == "file"
    assert other.read_text() == "mine"


def test_who_may_only_read_saves_nothing(desk: Desk, tmp_path: Path) -> None:
    acting(desk, Role.READ_ONLY)
    assert desk.reports.build("by_type").rows == ()
    with pytest.raises(Refused) as error:
        desk.reports.save("by_type", tmp_path / "r.pdf")
    assert error.value.findings[0].rule == RIGHT
    assert not (tmp_path / "r.pdf").exists()


def test_a_disturbed_reading_leaves_the_desk_as_it_was(desk: Desk, endless: Report) -> None:
    building = desk.reports.building(endless.code, desk.reports.asked(endless.code))

    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        building(stop)
    claim = submitted(desk, a_vin(3))
    assert desk.claims.get(claim.id).state is claim.state
