"""Facts of the repair record, and which of its fields are missing (Order 43 Art. 17)."""

from collections.abc import Iterator
from datetime import date

from warrantydesk.domain.claim import Claim, OtherLine, Treatment
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.inspection import CAUSE_NAMES, CONCLUSION_NAMES
from warrantydesk.domain.money import yuan
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import N_, _
from warrantydesk.services.bench import Bench
from warrantydesk.services.coverage.deadlines import keep_until
from warrantydesk.services.papers.claim_paper import claim_paper
from warrantydesk.services.papers.coverage_paper import Judged, judged
from warrantydesk.services.papers.fact_words import loaner_text
from warrantydesk.services.papers.paper import Draw

_TOWING = ("tow", "拖车", "拖运", "救援")
"""Words of an other line that is the towing of the car."""


def prepare(bench: Bench, claim_id: int) -> Draw:
    """Read the record's facts and return what draws it."""
    from warrantydesk.documents import repair_record

    case = judged(bench, claim_id)
    facts = repair_record.RepairRecord(
        claim_paper(bench, case.claim),
        result=_result(case),
        towing=_towing(case.claim),
        loaner=_loaner(case),
        keep_until=_keep_until(case),
    )
    return lambda: repair_record.render(facts)


def missing(bench: Bench, claim_id: int) -> tuple[Problem, ...]:
    """Return the fields of Article 17 that are not filled in, each with what to do."""
    return tuple(_gaps(judged(bench, claim_id)))


def _gaps(case: Judged) -> Iterator[Problem]:
    claim, visit = case.claim, case.claim.visit
    replaced = [line for line in claim.part_lines if line.treatment is Treatment.REPLACE]
    collected = {sign.paper for sign in case.context.signatures}
    due = case.order.number("loaner_after_days") + 1
    for is_there, field, message in (
        (visit.arrived_at, "visit.arrived_at", N_("The time of arrival is missing.")),
        (visit.mileage_km is not None, "visit.mileage_km", N_("The mileage is missing.")),
        (
            (visit.complaint or claim.narrative.complaint).strip(),
            "narrative.complaint",
            N_("The customer's own statement of the problem is missing."),
        ),
        (
            claim.narrative.cause.strip(),
            "narrative.cause",
            N_("The result of the inspection is missing: write it as the cause."),
        ),
        (
            claim.narrative.correction.strip() or claim.labour_lines,
            "narrative.correction",
            N_("What was repaired is missing: write the correction or a labour line."),
        ),
        (
            all(line.new_part_no.strip() and line.new_part_name.strip() for line in replaced),
            "part_lines",
            N_("A replaced part has no number or no name."),
        ),
        (
            case.card.loaners or not case.card.answer.loaner_days,
            "loaner",
            N_("From day {due} on a loan car or transport money is due: record it."),
        ),
        (visit.technician.strip(), "visit.technician", N_("The technician is missing.")),
        (visit.finished_at, "visit.finished_at", N_("The repair is not finished yet.")),
        (
            SignedPaper.COLLECTION in collected,
            "visit",
            N_("The time of handover is missing: the customer has not signed the collection."),
        ),
    ):
        if not is_there:
            yield Problem(field, message, {"due": due} if field == "loaner" else {})


def _result(case: Judged) -> str:
    """Return class of cause and conclusion of the inspection."""
    seen = case.context.inspection
    if seen is None:
        return ""
    cause = _(CAUSE_NAMES[seen.cause_class]) if seen.cause_class else ""
    conclusion = _(CONCLUSION_NAMES[seen.conclusion]) if seen.conclusion else ""
    if cause and conclusion:
        return _("{label}: {value}", label=cause, value=conclusion)
    return cause or conclusion


def _towing(claim: Claim) -> str:
    lines = [line for line in claim.other_lines if is_towing(line)]
    return yuan(sum(line.amount_fen for line in lines)) if lines else _("no towing")


def is_towing(line: OtherLine) -> bool:
    """Tell whether an other line is the towing of the car."""
    said = f"{line.code} {line.text}".casefold()
    return any(word in said for word in _TOWING)


def _loaner(case: Judged) -> str:
    """Return what the customer got meanwhile; empty where something is due and not recorded."""
    if case.card.loaners:
        return "\n".join(loaner_text(one) for one in case.card.loaners)
    if case.card.answer.loaner_days:
        return ""
    after = case.order.number("loaner_after_days")
    return _("none due: the repair took no more than {days} days", days=after)


def _keep_until(case: Judged) -> date | None:
    finished_on = case.context.day(case.claim.visit.finished_at)
    return keep_until(finished_on, case.order) if finished_on else None
