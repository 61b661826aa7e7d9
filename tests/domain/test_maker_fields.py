"""How makers want values written, and where they lie."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from builders import a_claim, an_other_line
from fakes import CHINA

from warrantydesk.domain.claim import PayBy
from warrantydesk.domain.claim.answer import LineKind
from warrantydesk.domain.maker_fields import filed_lines, value_at, written


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (51_100, "amount_plain", "511.00"),
        (-5, "amount_plain", "-0.05"),
        (123_456_700, "amount_thousands", "1,234,567.00"),
        (date(2026, 11, 4), "date_slash", "2026/11/04"),
        (date(2026, 11, 4), "date_plain", "20261104"),
        (datetime(2026, 11, 3, 23, 5, tzinfo=UTC), "minute", "2026-11-04 07:05"),
        (datetime(2026, 11, 3, 23, 5, tzinfo=UTC), "date_dash", "2026-11-04"),
        (Decimal("2.10"), "number", "2.1"),
        (20, "number", "20"),
        (True, "yes_no_zh", "是"),
        (LineKind.LABOUR, "kind_zh", "工时"),
        (None, "amount_plain", ""),
        ("R1 =1+1", "as_is", "R1 =1+1"),
    ],
)
def test_values_are_written_as_the_maker_takes_them(value: object, form: str, text: str) -> None:
    assert written(value, form, CHINA) == text


def test_a_path_leads_through_objects_and_never_behind_them() -> None:
    claim = a_claim()
    assert value_at({"claim": claim}, "claim.vehicle.vin") == claim.vehicle.vin
    assert value_at({"claim": claim}, "claim.vehicle.wings") is None
    assert value_at({"claim": claim}, "claim.__class__") is None
    assert value_at({"claim": claim}, "claim.vehicle.vin.upper") is None


def test_lines_that_the_customer_pays_do_not_go_to_the_maker() -> None:
    claim = a_claim(other_lines=(an_other_line(pay_by=PayBy.SELF), an_other_line()))
    lines = filed_lines(claim)
    assert [(one.kind, one.line) for one in lines] == [
        (LineKind.PART, 1),
        (LineKind.LABOUR, 1),
        (LineKind.OTHER, 2),
    ]
