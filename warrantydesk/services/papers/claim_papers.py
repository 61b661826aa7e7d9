"""The papers of a claim: menu, tour and command line run over them."""

from warrantydesk.i18n import N_
from warrantydesk.services.papers import (
    add_on_sheet,
    appeal_letter,
    authorisation_request,
    claim_form,
    claim_story,
    closing_summary,
    decision,
    demand_answer,
    escalation_sheet,
    explanation,
    inspection,
    job_card,
    missing_papers,
    notice,
    parts_request,
    quality_card,
    receipt,
    repair_record,
    settlement_sheet,
    tow_sheet,
    work_authorisation,
)
from warrantydesk.services.papers.paper import Paper

CLAIM_FORM = "claim_form"
PAPERS = (
    Paper("receipt", N_("Intake receipt"), receipt.prepare),
    Paper(
        "missing_papers",
        N_("Papers still to be brought"),
        missing_papers.prepare,
        missing_papers.missing,
    ),
    Paper("work_authorisation", N_("Work authorisation"), work_authorisation.prepare),
    Paper("job_card", N_("Job card"), job_card.prepare),
    Paper(
        "parts_request",
        N_("Request to the parts store"),
        parts_request.prepare,
        parts_request.missing,
    ),
    Paper(
        "add_on_sheet", N_("Work added to the order"), add_on_sheet.prepare, add_on_sheet.missing
    ),
    Paper("tow_sheet", N_("Tow sheet"), tow_sheet.prepare, tow_sheet.missing),
    Paper("inspection", N_("Inspection sheet"), inspection.prepare),
    Paper(CLAIM_FORM, N_("Claim form"), claim_form.prepare),
    Paper("decision", N_("Coverage decision"), decision.prepare, decision.missing),
    Paper("notice", N_("Warranty notice for the customer"), notice.prepare, notice.missing),
    Paper("repair_record", N_("Repair record"), repair_record.prepare, repair_record.missing),
    Paper(
        "settlement_sheet",
        N_("Settlement sheet"),
        settlement_sheet.prepare,
        settlement_sheet.missing,
    ),
    Paper(
        "closing_summary",
        N_("Summary of the repair"),
        closing_summary.prepare,
        closing_summary.missing,
    ),
    Paper("explanation", N_("Explanation of refusal"), explanation.prepare, explanation.missing),
    Paper("demand_answer", N_("Answer to a demand"), demand_answer.prepare, demand_answer.missing),
    Paper("appeal_letter", N_("Letter of appeal"), appeal_letter.prepare, appeal_letter.missing),
    Paper(
        "authorisation_request",
        N_("Request for prior authorisation"),
        authorisation_request.prepare,
        authorisation_request.missing,
    ),
    Paper(
        "escalation_sheet",
        N_("Question to the technical manager"),
        escalation_sheet.prepare,
        escalation_sheet.missing,
    ),
    Paper("claim_story", N_("Course of the claim"), claim_story.prepare),
    Paper(
        "quality_card", N_("Quality information card"), quality_card.prepare, quality_card.missing
    ),
)
