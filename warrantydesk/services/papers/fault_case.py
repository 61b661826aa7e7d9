"""Facts that letters about one fault share."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.inspection import CAUSE_NAMES, CONCLUSION_NAMES, Answer
from warrantydesk.domain.person import Role
from warrantydesk.domain.template import TemplateItem
from warrantydesk.i18n import _, named
from warrantydesk.services.bench import Bench
from warrantydesk.services.inspection_view import InspectionView, view_of
from warrantydesk.services.papers.claim_paper import claim_paper, name_of
from warrantydesk.services.papers.inspection import sheet_item

if TYPE_CHECKING:
    from warrantydesk.documents.fault_case import Enclosure, FaultCase


def fault_case(bench: Bench, claim: Claim) -> "FaultCase":
    """Return a claim with what its newest inspection found."""
    from warrantydesk.documents.fault_case import FaultCase

    inspection = bench.stores.inspections.newest(claim.id)
    if inspection is None:
        return FaultCase(claim_paper(bench, claim))
    view = view_of(bench, inspection.id)
    manager = (s.login for s in view.signatures if s.as_role is Role.TECHNICAL_MANAGER)
    cause, conclusion = inspection.cause_class, inspection.conclusion
    return FaultCase(
        claim_paper(bench, claim),
        findings=_findings(bench, view),
        cause_class=_(CAUSE_NAMES[cause]) if cause else "",
        conclusion=_(CONCLUSION_NAMES[conclusion]) if conclusion else "",
        major=inspection.major,
        technical_manager=name_of(bench, next(manager, "")),
    )


def _findings(bench: Bench, view: InspectionView) -> tuple[str, ...]:
    from warrantydesk.documents.inspection_sheet import finding_sentence

    return tuple(
        finding_sentence(sheet_item(bench, view, item)) for item in view.items if is_bad(view, item)
    )


def is_bad(view: InspectionView, item: TemplateItem) -> bool:
    """Tell whether the inspection found an item not in order."""
    answer = view.answers.get(item.code)
    return bool(answer and (answer.answer is Answer.NOT_OK or view.excess(item)))


def enclosed(bench: Bench, claim: Claim, files: Iterable[Attachment]) -> "tuple[Enclosure, ...]":
    """Return files as a letter lists them, with the name of the paper that each is."""
    from warrantydesk.documents.fault_case import Enclosure

    rows = bench.profile(claim.brand).rows("documents")
    names = {row["document_code"]: named(row) for row in rows}
    return tuple(
        Enclosure(
            one.caption or names.get(one.document_code, one.document_code),
            one.file_name,
            one.added_at,
        )
        for one in files
    )
