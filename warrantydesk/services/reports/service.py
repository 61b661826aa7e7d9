"""The service of the reports: what can be asked, the answer, the claims behind a number."""

from array import array
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from warrantydesk.domain.dates import EARLIEST, LATEST, day_of
from warrantydesk.domain.errors import INVALID, NOT_FOUND, refused
from warrantydesk.domain.print_job import PrintJob
from warrantydesk.domain.report import Asked, ReportTable
from warrantydesk.domain.report_period import months_before
from warrantydesk.domain.rights import may
from warrantydesk.domain.text import line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import LAW, Bench
from warrantydesk.services.reports.interrupting import interruptible
from warrantydesk.services.reports.registry import REPORTS
from warrantydesk.services.reports.report import Report, Tick
from warrantydesk.services.reports.saving import SavedReport, Writing, enter, writing
from warrantydesk.services.reports.sources import sources_of

_NONE: Mapping[str, str] = MappingProxyType({})
Building = Callable[..., ReportTable]
"""Called with an optional tick; may run in a worker."""
Seeking = Callable[..., "array[int]"]
"""As ``Building``, for the claims behind a number."""
_EARLIEST = "SELECT min(opened_on) FROM claim"


class ReportService:
    """Builds reports over any span; long ones in a worker."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._earliest: date | None = None

    def all(self) -> tuple[Report, ...]:
        """Return the reports that the acting person may see, in order."""
        person = self._bench.person
        return tuple(one for one in REPORTS if not one.right or may(person, one.right))

    def get(self, code: str) -> Report:
        """Return a report by its code; Refused(NOT_FOUND, RIGHT)."""
        found = next((one for one in REPORTS if one.code == code), None)
        if found is None:
            raise refused(
                NOT_FOUND,
                N_("There is no report “{report}”."),
                "report",
                report=line(code)[:40],
            )
        if found.right:
            self._bench.allow(found.right)
        return found

    def asked(
        self,
        code: str,
        first: date | None = None,
        last: date | None = None,
        brand: str = "",
        choices: Mapping[str, str] = _NONE,
    ) -> Asked:
        """Return what is asked, days that are not given filled in; Refused(INVALID)."""
        report = self.get(code)
        end = _possible(last or self._bench.today, "last")
        start = _possible(first or months_before(end, report.months), "first")
        if start > end:
            raise refused(INVALID, N_("The first day is after the last one."), "first")
        self._must_be_known(brand)
        known = {
            choice.key: {value for value, _words in choice.values} for choice in report.choices
        }
        for key, value in choices.items():
            if value and value not in known.get(key, ()):
                raise refused(
                    INVALID,
                    N_("The report has no choice “{value}” for “{key}”."),
                    "choices",
                    key=line(key)[:40],
                    value=line(value)[:40],
                )
        return Asked(start, end, brand, dict(choices))

    def _must_be_known(self, brand: str) -> None:
        if brand and brand not in [code for code, _name in self.brands()]:
            raise refused(
                INVALID, N_("There is no brand {brand}."), "brand", brand=line(brand)[:40]
            )

    def earliest(self) -> date:
        """Return the day of the first claim, today where there is none."""
        if self._earliest is None:
            with self._bench.stores.db.reader() as query:
                ((found,),) = query(_EARLIEST)
            self._earliest = day_of(found)
        return min(self._earliest or self._bench.today, self._bench.today)

    def brands(self) -> list[tuple[str, str]]:
        """Return the brands that may be asked for, code and name."""
        bench = self._bench
        return [(code, bench.maker_name(code)) for code in bench.tables.codes() if code != LAW]

    def building(self, code: str, asked: Asked) -> Building:
        """Read now what a worker needs; the returned function builds the report there.

        What its tick raises ends it soon, also within a long query.
        """
        report, db = self.get(code), self._bench.stores.db
        read = sources_of(self._bench)

        def build(tick: Tick = lambda done, total: None) -> ReportTable:
            with interruptible(db.reader, tick) as (query, told):
                return report.build(read(query), asked, told)

        return build

    def build(
        self,
        report: str,
        first: date | None = None,
        last: date | None = None,
        brand: str = "",
        choices: Mapping[str, str] = _NONE,
    ) -> ReportTable:
        """Build a report at once."""
        return self.building(report, self.asked(report, first, last, brand, choices))()

    def writing(self, table: ReportTable, file: Path) -> Writing:
        """Return what draws a report into a .pdf or .xlsx file; may run in a worker.

        Refused(RIGHT), or INVALID for a file that cannot be written. ``enter`` what it returns.
        """
        self.get(table.code)
        return writing(self._bench, table, file)

    def enter(self, saved: SavedReport) -> PrintJob:
        """Enter a report that was saved in the print journal."""
        return enter(self._bench, saved)

    def save(
        self,
        report: str,
        file: Path,
        first: date | None = None,
        last: date | None = None,
        brand: str = "",
        choices: Mapping[str, str] = _NONE,
    ) -> SavedReport:
        """Build a report and save it at once; raises as ``asked`` and ``writing`` do."""
        asked = self.asked(report, first, last, brand, choices)
        self._bench.allow("reports.save")
        saved = self.writing(self.building(report, asked)(), file)()
        self.enter(saved)
        return saved

    def seeking(self, code: str, asked: Asked, row: str, column: str) -> Seeking:
        """Read now what a worker needs; the returned function finds the claims behind a number."""
        report, db = self.get(code), self._bench.stores.db
        read = sources_of(self._bench)

        def seek(tick: Tick = lambda done, total: None) -> "array[int]":
            if report.behind is None:
                return array("q")
            with interruptible(db.reader, tick) as (query, _told):
                return array("q", report.behind(read(query), asked, row, column))

        return seek

    def behind(self, code: str, asked: Asked, row: str, column: str) -> "array[int]":
        """Return the claims behind a number of a report, newest first."""
        return self.seeking(code, asked, row, column)()


def _possible(day: date, field: str) -> date:
    """Return a day; Refused(INVALID) where it lies at the edge of the calendar."""
    if not EARLIEST <= day <= LATEST:
        raise refused(INVALID, N_("The year {year} is out of range."), field, year=day.year)
    return day
