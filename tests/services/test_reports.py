"""All reports over a made-up shop: they build, fit, add up, and lead to the claims they count."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from warrantydesk import i18n
from warrantydesk.demo import build
from warrantydesk.domain.claim import Claim, PayBy, State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.report import Asked, ReportTable, Shows
from warrantydesk.services.desk import Desk
from warrantydesk.services.reports import REPORTS
from warrantydesk.services.reports.report import Report

NUMBERS = frozenset({Shows.COUNT, Shows.MONEY, Shows.PERMILLE, Shows.TENTHS})
ASKED = [
    pytest.param(report, {choice.key: value for choice, value in pairs}, id=f"{report.code} {name}")
    for report in REPORTS
    for pairs, name in chain(
        [((), "as it opens")],
        (
            (((choice, value),), f"{choice.key}={value}")
            for choice in report.choices
            for value, _words in choice.values[1:]
        ),
    )
]
"""Every report as it opens, and with each of its own choices."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a shop once."""
    place = tmp_path_factory.mktemp("shop") / "data"
    build(place, 300, 3)
    return place


@pytest.fixture(scope="module")
def shop(folder: Path) -> Iterator[Desk]:
    """Open the shop; nobody changes it."""
    with Desk(folder).open() as opened:
        opened.people.act_as("S01")
        yield opened


def built(desk: Desk, report: Report, choices: dict[str, str]) -> tuple[Asked, ReportTable]:
    """Build a report over everything that the shop has."""
    asked = desk.reports.asked(report.code, first=date(2023, 1, 1), choices=choices)
    return asked, desk.reports.building(report.code, asked)()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize(("report", "choices"), ASKED)
def test_every_cell_is_what_its_column_says(
    shop: Desk, report: Report, choices: dict[str, str], language: str
) -> None:
    i18n.set_language(language)
    _asked, table = built(shop, report, choices)
    assert table.code == report.code
    assert table.title
    assert table.notes
    assert table.chart is not None
    assert table.chart.finding
    keys = [column.key for column in table.columns]
    assert len(set(keys)) == len(keys)
    for row in (*table.rows, *filter(None, [table.total])):
        assert len(row.cells) == len(keys)
        for column, cell in zip(table.columns, row.cells, strict=True):
            kind = int if column.shows in NUMBERS else date if column.shows is Shows.DAY else str
            assert cell is None or isinstance(cell, kind), (row.key, column.key, cell)


@pytest.mark.parametrize(("report", "choices"), ASKED)
def test_rows_are_told_apart_and_add_up(
    shop: Desk, report: Report, choices: dict[str, str]
) -> None:
    _asked, table = built(shop, report, choices)
    keys = [row.key for row in table.rows]
    assert len(set(keys)) == len(keys)
    if table.columns[0].key == "month":
        assert keys == sorted(keys)
    for place, column in enumerate(table.columns):
        if table.total is None or column.shows not in (Shows.COUNT, Shows.MONEY):
            continue
        if table.total.cells[place] is not None:
            added = sum(cell for row in table.rows if isinstance(cell := row.cells[place], int))
            assert table.total.cells[place] == added, column.key


@pytest.mark.parametrize(("report", "choices"), ASKED)
def test_every_number_that_clicks_leads_to_so_many_claims(
    shop: Desk, report: Report, choices: dict[str, str]
) -> None:
    asked, table = built(shop, report, choices)
    for place, column in enumerate(table.columns):
        if not column.clicks:
            continue
        for row in (*table.rows, *filter(None, [table.total])):
            if row.cells[place] is None:
                continue
            ids = list(shop.reports.behind(report.code, asked, row.key, column.key))
            assert len(ids) == row.cells[place], (row.key, column.key)
            assert ids == sorted(set(ids), reverse=True)
            states = {one.state for one in shop.bench.stores.claims.heads(ids)}
            assert State.VOID not in states


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.code)
def test_an_empty_desk_says_so(desk: Desk, report: Report) -> None:
    _asked, table = built(desk, report, {})
    assert table.chart is not None
    assert table.chart.finding
    for row in table.rows:
        assert not any(isinstance(cell, int) and cell for cell in row.cells[1:]), row


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.code)
def test_a_cancel_ends_the_work(shop: Desk, report: Report) -> None:
    class StopError(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise StopError

    asked = shop.reports.asked(report.code, first=date(2010, 1, 1))
    with pytest.raises(StopError):
        shop.reports.building(report.code, asked)(stop)


def test_what_is_asked_is_checked(shop: Desk) -> None:
    def refusal(**asked: object) -> list[tuple[str, str]]:
        with pytest.raises(Refused) as no:
            shop.reports.asked(**asked)  # type: ignore[arg-type]
        return [(one.rule, one.field) for one in no.value.findings]

    assert refusal(code="no_such") == [("NOT_FOUND", "report")]
    turned = {"code": "by_part", "first": date(2026, 2, 1), "last": date(2026, 1, 1)}
    assert refusal(**turned) == [("INVALID", "first")]
    assert refusal(code="by_part", choices={"parts": "few"}) == [("INVALID", "choices")]
    assert refusal(code="by_part", choices={"colour": "red"}) == [("INVALID", "choices")]


def test_only_clerk_and_service_manager_see_the_technicians(shop: Desk) -> None:
    try:
        shop.people.act_as("S06")
        assert "by_technician" not in {one.code for one in shop.reports.all()}
        with pytest.raises(Refused) as no:
            shop.reports.get("by_technician")
        assert no.value.codes == ("RIGHT",)
    finally:
        shop.people.act_as("S01")
    assert "by_technician" in {one.code for one in shop.reports.all()}


@pytest.mark.parametrize("code", ["by_type", "by_part", "by_model", "by_cause", "by_technician"])
def test_months_side_by_side_give_what_the_whole_gives(shop: Desk, code: str) -> None:
    whole = shop.reports.asked(code, date(2026, 1, 1), date(2026, 6, 30))
    halves = (
        replace(whole, last=date(2026, 3, 31)),
        replace(whole, first=date(2026, 4, 1)),
    )
    tables = [shop.reports.building(code, asked)() for asked in (whole, *halves)]
    columns = [column.key for column in tables[0].columns]
    place = columns.index("claims")

    def claims(table: ReportTable) -> dict[str, int]:
        return {row.key: row.cells[place] for row in table.rows}  # type: ignore[misc]

    all_of_it, first, second = map(claims, tables)
    assert all_of_it
    assert all_of_it == {key: first.get(key, 0) + second.get(key, 0) for key in all_of_it}
    assert set(first) | set(second) == set(all_of_it)


def test_tallies_are_what_the_claims_themselves_say(shop: Desk) -> None:
    first, last = date(2026, 1, 1), date(2026, 9, 30)
    claims = [
        shop.claims.get(one.id)
        for one in shop.bench.stores.claims.heads(range(1, 301))
        if one.state is not State.VOID
    ]
    claims = [one for one in claims if one.opened_on and first <= one.opened_on <= last]
    parts: Counter[str] = Counter()
    suppliers: Counter[str] = Counter()
    for claim in claims:
        lines = [line for line in claim.part_lines if line.pay_by is PayBy.CLAIM]
        for line in lines:
            parts[line.new_part_no or line.old_part_no] += line.product_fen
        for line in filter(lambda line: line.causal, lines):
            suppliers[line.old_supplier_code] += line.product_fen
    money = {
        "by_part": parts,
        "by_supplier": suppliers,
        "by_model": total(claims, lambda claim: claim.vehicle.model_code),
        "by_cause": total(claims, lambda claim: claim.codes.fault_code),
        "by_technician": total(claims, lambda claim: claim.visit.technician),
        "by_type": total(claims, lambda claim: str(claim.type)),
    }
    for code, expected in money.items():
        table = shop.reports.build(code, first, last)
        keys = [column.key for column in table.columns]
        place = keys.index("amount" if "amount" in keys else "claimed")
        assert {row.key: row.cells[place] for row in table.rows} == dict(expected), code


def total(claims: list[Claim], key: Callable[[Claim], str]) -> Counter[str]:
    """Add the money of claims up by a key."""
    found: Counter[str] = Counter()
    for claim in claims:
        found[key(claim)] += claim.total_fen
    return found
