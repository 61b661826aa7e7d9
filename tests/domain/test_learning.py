"""What refusals teach, as arithmetic: shares, checks behind reasons, proposals."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from warrantydesk.domain.finding import Severity
from warrantydesk.domain.learning import (
    BackKind,
    CameBack,
    FiledAndPaid,
    ParetoOrder,
    by_rule,
    pareto,
    proposals,
)
from warrantydesk.domain.profile import BrandProfile

REASONS = [
    {"code": "R02", "name_zh": "缺读数", "name_en": "No reading", "source": "V43"},
    {"code": "R03", "name_zh": "里程低", "name_en": "Mileage low", "source": "V19"},
    {"code": "O01", "name_zh": "代码不符", "name_en": "Wrong part", "source": "B.5"},
]
DAY = date(2026, 11, 20)
RETURNED = CameBack("R02", BackKind.RETURN, DAY, 1, held_fen=50_000, acknowledged=("V43",))
REFUSED = CameBack("R02", BackKind.REJECTION, DAY, 2, lost_fen=30_000)
CUT = CameBack("R03", BackKind.CUT, DAY, 3, lost_fen=1_000)
PIECE = CameBack("O01", BackKind.OLD_PART, DAY, 4, lost_fen=90_000)
BACK = (RETURNED, REFUSED, CUT, PIECE)


def brand(**checks: str) -> BrandProfile:
    """Return a brand whose checks weigh as told."""
    switches = [
        {"rule": rule, "enabled": "no" if weight == "off" else "yes", "params": "",
         "severity": "" if weight == "off" else weight}
        for rule, weight in checks.items()
    ]  # fmt: skip
    tables: dict[str, list[Any]] = {"refusal_reasons": REASONS, "checks": switches}
    return BrandProfile("QC", 1, lambda table: tables.get(table, []))


def test_reasons_come_by_count_with_their_shares() -> None:
    rows = pareto(BACK, brand().reasons)
    assert [(r.code, r.count, r.share, r.cumulated) for r in rows] == [
        ("R02", 2, 50.0, 50.0),
        ("O01", 1, 25.0, 75.0),
        ("R03", 1, 25.0, 100.0),
    ]
    first = rows[0]
    assert (first.lost_fen, first.held_fen, first.rule) == (30_000, 50_000, "V43")
    assert first.by_kind == {"return": 1, "rejection": 1}
    assert first.name == "No reading"


def test_reasons_come_by_money() -> None:
    rows = pareto(BACK, brand().reasons, ParetoOrder.MONEY)
    assert [r.code for r in rows] == ["O01", "R02", "R03"]
    assert rows[0].share == 52.6
    assert rows[-1].cumulated == 100.0


def test_a_reason_that_no_table_names_stands_as_it_is() -> None:
    (row,) = pareto([replace(CUT, code="X9")], brand().reasons)
    assert (row.name_zh, row.name_en, row.rule, row.share) == ("X9", "X9", "", 100.0)


def test_nothing_teaches_nothing() -> None:
    assert pareto((), brand().reasons) == ()
    assert proposals((), (), brand()) == ()


def test_reasons_are_summed_by_the_check_that_would_have_caught_them() -> None:
    rows = by_rule(BACK, brand(V19="warn"))
    assert [(r.rule, r.count, r.lost_fen, r.held_fen) for r in rows] == [
        ("V43", 2, 30_000, 50_000),
        ("V19", 1, 1_000, 0),
    ]
    assert [r.severity for r in rows] == [Severity.WARN, Severity.WARN]
    assert all(r.title for r in rows)


def test_a_warning_that_was_passed_over_is_proposed_with_its_honest_price() -> None:
    paid = (FiledAndPaid(8, ("V43",)), FiledAndPaid(9, ("V41",)), FiledAndPaid(1, ("V43",)))
    (one,) = proposals(BACK, paid, brand())
    assert (one.rule, one.codes, one.times, one.acknowledged) == ("V43", ("R02",), 2, 1)
    assert (one.saved_fen, one.cost_fen, one.stopped_wrongly) == (50_000, 80_000, 1)


@pytest.mark.parametrize("weight", ["block", "info", "off"])
def test_what_is_no_warning_is_not_proposed(weight: str) -> None:
    assert proposals(BACK, (), brand(V43=weight)) == ()


def test_one_refusal_is_no_pattern() -> None:
    assert proposals((RETURNED, CUT), (), brand()) == ()
