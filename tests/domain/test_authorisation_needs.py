"""What the maker must be asked about before the work, by the brand's tables."""

from dataclasses import replace
from decimal import Decimal

import pytest
from builders import a_claim

from warrantydesk.domain.authorisation import AuthorisationItem, AuthorisationScope
from warrantydesk.domain.authorisation_needs import needed
from warrantydesk.domain.claim import LabourLine, PayBy
from warrantydesk.domain.profile import BrandProfile

WORK = LabourLine(code="R1307010", hours=Decimal(1))
ASKED = (AuthorisationItem(AuthorisationScope.LABOUR, "R1307010"),)


def brand(enabled: str = "yes") -> BrandProfile:
    """Return a brand whose check V67 asks for one operation."""
    row = {"rule": "V67", "enabled": enabled, "severity": "", "params": "labour=R1307010"}
    checks = [{**row, "override": "", "types": ""}]
    return BrandProfile("QC", 1, lambda table: checks if table == "checks" else [])


@pytest.mark.parametrize(
    ("line", "profile", "items"),
    [
        (WORK, brand(), ASKED),
        (replace(WORK, code="R1308010"), brand(), ()),
        (replace(WORK, pay_by=PayBy.SELF), brand(), ()),
        (WORK, brand("no"), ()),
    ],
)
def test_an_operation_that_the_check_names_is_asked_for(
    line: LabourLine, profile: BrandProfile, items: tuple[AuthorisationItem, ...]
) -> None:
    claim = a_claim(part_lines=(), labour_lines=(line, line))
    assert needed(claim, profile) == items
