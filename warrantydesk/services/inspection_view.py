"""An inspection with everything its page and its sheet show."""

from dataclasses import dataclass
from decimal import Decimal

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.inspection import (
    Answer,
    Conclusion,
    Inspection,
    InspectionSignature,
    ItemAnswer,
    tolerance,
)
from warrantydesk.domain.template import TemplateItem, items_for
from warrantydesk.i18n import pick
from warrantydesk.services.bench import Bench

_UNIT_WORDS = {"times": ("次", "times"), "clicks": ("齿", "clicks")}
"""The units that are words; all others are signs that read the same everywhere."""


@dataclass(frozen=True)
class InspectionView:
    """An inspection with the items that apply, their answers and its signatures."""

    inspection: Inspection
    claim: Claim
    items: tuple[TemplateItem, ...]
    answers: dict[str, ItemAnswer]
    signatures: tuple[InspectionSignature, ...]
    model_class: str

    @property
    def signed(self) -> bool:
        """Tell whether the version is frozen."""
        return bool(self.signatures)

    def excess(self, item: TemplateItem) -> Decimal:
        """Return how far an item's reading lies outside its tolerance, 0 inside."""
        answer = self.answers.get(item.code)
        if answer is None or answer.value is None:
            return Decimal(0)
        return tolerance(item.tolerances.get(self.model_class, "")).excess(answer.value)

    def is_answered(self, item: TemplateItem) -> bool:
        """Tell whether an item needs nothing more."""
        answer = self.answers.get(item.code)
        return answer is not None and bool(answer.answer or answer.choice)


def view_of(bench: Bench, inspection_id: int, edited: Inspection | None = None) -> InspectionView:
    """Return an inspection with everything its page shows; ``edited``: as it would be saved."""
    stores = bench.stores
    inspection = edited or stores.inspections.get(inspection_id)
    claim = stores.claims.get(inspection.claim_id)
    profile = bench.profile(claim.brand)
    answers = {a.item: a for a in stores.answers.find(inspection_id=inspection_id)}
    model = profile.models.get(claim.vehicle.model_code)
    fault = profile.faults.get(claim.codes.fault_code)
    branch = profile.branches.get(fault["system"], "") if fault else ""
    items = items_for(
        profile.template, branch, model.energy if model else "", _marks(inspection, answers)
    )
    signatures = tuple(stores.inspection_signatures.find(inspection_id=inspection_id))
    return InspectionView(
        inspection, claim, items, answers, signatures, model.model_class if model else ""
    )


def unit_word(unit: str) -> str:
    """Return a unit of the template in the language in use."""
    return pick(*_UNIT_WORDS.get(unit, (unit, unit)))


def _marks(inspection: Inspection, answers: dict[str, ItemAnswer]) -> frozenset[str]:
    marks = set()
    modified = answers.get("I012")
    if modified is not None and modified.answer is Answer.NOT_OK:
        marks.add("modification")
    if inspection.conclusion is Conclusion.NOT_COVERED:
        marks.add("not_covered")
    return frozenset(marks)
