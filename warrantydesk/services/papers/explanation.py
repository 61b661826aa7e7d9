"""Facts of the explanation of a refusal."""

from warrantydesk.domain.finding import Problem
from warrantydesk.domain.inspection import CauseClass
from warrantydesk.i18n import N_, _, pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.inspection_view import view_of
from warrantydesk.services.papers.claim_paper import claim_paper
from warrantydesk.services.papers.coverage_paper import Judged, judged
from warrantydesk.services.papers.decision import technical_manager
from warrantydesk.services.papers.fault_case import is_bad
from warrantydesk.services.papers.inspection import sheet_item
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.papers.refusal_grounds import (
    cited,
    doubts,
    must_be_allowed,
    remaining,
)

_USE: dict[CauseClass | None, str] = {
    None: N_("Use the car as its manual says, and come at the first sign of a fault."),
    CauseClass.OUTSIDE_FORCE: N_(
        "After a blow, a flood or an accident have the car looked at before you drive on."
    ),
    CauseClass.MODIFICATION: N_(
        "Ask us before anything is altered: what the manual forbids may cost you the cover."
    ),
    CauseClass.WEAR: N_(
        "Wear depends on road, load and driving: have these parts looked at at every service."
    ),
    CauseClass.USE: N_("Use fuel, oil and load as the manual says; warnings mean: stop safely."),
}
_MAINTENANCE = N_(
    "Keep the service intervals and every bill, also those of other workshops: servicing "
    "elsewhere is no ground of refusal by itself."
)
_REPLACEMENT = N_(
    "We gladly quote the repair at your own cost. A genuine part fitted here has its own warranty."
)


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the explanation's facts and return what draws it.

    Refused(INVALID) at ``ground`` where the ground is one that never holds (Order 43 Art. 19 ¶2,
    32 last ¶), or none for the customer.
    """
    from warrantydesk.documents import explanation
    from warrantydesk.documents.inspection_sheet import finding_sentence

    case = judged(bench, claim_id)
    claim, inspection = case.claim, case.context.inspection
    code = ground_code(case)
    must_be_allowed(bench, case, code)
    reason = bench.profile(claim.brand).reasons.get(code)
    findings: list[str] = []
    if inspection is not None:
        view = view_of(bench, inspection.id)
        findings = [
            finding_sentence(sheet_item(bench, view, item))
            for item in view.items
            if is_bad(view, item)
        ]
    cause = inspection.cause_class if inspection else None
    facts = explanation.Explanation(
        claim_paper(bench, claim),
        reason_code=code,
        reason_name=pick(reason["name_zh"], reason["name_en"]) if reason else "",
        source=reason["source"] if reason else "",
        reason_text=claim.codes.ground_text,
        findings=tuple(findings),
        cause_class=cause,
        advice_use=_(_USE.get(cause, _USE[None])),
        advice_maintenance=_(_MAINTENANCE),
        advice_replacement=_(_REPLACEMENT),
        technical_manager=technical_manager(bench, case),
        major=inspection is not None and inspection.major,
        grounds=cited(case),
        remaining=tuple(remaining(case)),
    )
    return lambda: explanation.render(facts)


def missing(bench: Bench, claim_id: int) -> tuple[Problem, ...]:
    """Return what speaks against the refusal; the customer reads it otherwise."""
    case = judged(bench, claim_id)
    return tuple(doubts(case, ground_code(case)))


def ground_code(case: Judged) -> str:
    """Return the reason code of the refusal: the claim's, else the inspection's."""
    seen = case.context.inspection
    return case.claim.codes.ground or (seen.reason if seen else "")
