"""What two claims of one car have in common."""

from collections.abc import Iterator

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.history import PastClaim


def same_order(facts: ClaimFacts, other: PastClaim) -> bool:
    """Tell whether another claim is of the same visit or repair order."""
    visit = facts.claim.visit
    if visit.id and other.visit_id == visit.id:
        return True
    return bool(visit.repair_order) and visit.repair_order == other.repair_order


def in_common(claim: Claim, other: PastClaim) -> Iterator[tuple[str, str]]:
    """Give field and code of what both claims are about."""
    for index, labour in enumerate(claim.labour_lines):
        if labour.main and labour.code and labour.code == other.main_labour:
            yield f"labour_lines[{index}].code", labour.code
    for index, part in enumerate(claim.part_lines):
        number = part.new_part_no or part.old_part_no
        if part.causal and number and number == other.causal_part:
            yield f"part_lines[{index}].new_part_no", number
