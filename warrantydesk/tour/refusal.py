"""The second car of the morning: outside force, explained to the customer and closed."""

from warrantydesk.domain.claim.states import Action
from warrantydesk.domain.inspection import Answer, CauseClass, Conclusion
from warrantydesk.domain.person import Role
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.tour.walk import Walk


def refuse_second_car(way: Walk) -> None:
    """Refuse a claim on an allowed ground; its explanation is printed and signed."""
    desk = way.desk
    way.at("09:36")
    desk.people.act_as("S01")
    profile = desk.profiles.of("QC")
    story = next(
        row
        for row in profile.rows("narratives")
        if row["cause_class"] == "outside_force" and row["covered"] == "no"
    )
    owner = next(
        row
        for row in profile.rows("names")
        if row["model_code"] == story["model_code"]
        and row["kind"] == "person"
        and row["vehicle_use"] == "household"
    )
    claim = desk.claims.new(vin=owner["vin"])
    claim = desk.claims.save_draft(
        claim.id,
        {
            "visit": {
                "mileage_km": int(owner["mileage_km"]) + 40,
                "technician": "S17",
                "advisor": "S03",
            },
            "narrative": {"complaint": story["complaint_zh"], "cause": story["cause_zh"]},
            "codes": {"fault_code": story["fault_code"]},
        },
    )
    name = claim.owner.name
    desk.visits.sign(claim.visit.id, SignedPaper.WORK_AUTHORISATION, name, desk.bench.now)
    inspection = desk.inspections.start(claim.id)
    desk.inspections.answer(inspection.id, "I013", Answer.NOT_OK)
    desk.people.act_as("S17")
    desk.inspections.sign(
        inspection.id,
        Role.TECHNICIAN,
        CauseClass.OUTSIDE_FORCE,
        Conclusion.NOT_COVERED,
        story["basis_code"],
    )
    desk.people.act_as("S01")
    desk.inspections.sign(inspection.id, Role.CLERK)
    way.paper("explanation", claim.id)
    desk.visits.sign(claim.visit.id, SignedPaper.EXPLANATION, name, desk.bench.now)
    desk.claims.move(claim.id, Action.DECIDE_NOT_COVERED, ground=story["basis_code"])
