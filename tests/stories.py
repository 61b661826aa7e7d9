"""The clerk's way with a claim, up to the state a test starts from."""

from pathlib import Path
from typing import Any

from builders import VIN, draft_changes, repair_changes

from warrantydesk.domain.claim import Action, Claim, State
from warrantydesk.domain.inspection import CauseClass, Conclusion
from warrantydesk.domain.person import Person, Role
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.services.desk import Desk

PEOPLE = {
    "S01": ("王敏", Role.CLERK),
    "S03": ("陈砚秋", Role.RECEPTION),
    "S06": ("钱立冬", Role.TECHNICIAN),
    "S12": ("郑一鸣", Role.TECHNICAL_MANAGER),
    "S13": ("许蔚然", Role.SERVICE_MANAGER),
    "S14": ("傅晓棠", Role.FINANCE),
    "S18": ("曾叙白", Role.READ_ONLY),
}
LOGIN_OF = {role: login for login, (_name, role) in PEOPLE.items()}


def staffed(desk: Desk) -> Desk:
    """Give a desk one person of each role and a shelf; S01, the clerk, acts."""
    with desk.bench.change("set up"):
        for login, (name, role) in PEOPLE.items():
            desk.stores.people.add(Person(login, name, (role,)))
    desk.people.act_as("S01")
    desk.shelf.save_place("R2", "3")
    desk.shelf.save_place("R2", "4")
    return desk


def acting(desk: Desk, role: Role | str) -> Desk:
    """Let the person of a role act from now on."""
    desk.people.act_as(LOGIN_OF[Role(role)])
    return desk


def drafted(desk: Desk, vin: str = VIN, **changes: Any) -> Claim:
    """Accept a claim and fill in what the clerk knows before the inspection."""
    claim = desk.claims.new(vin=vin)
    return desk.claims.save_draft(claim.id, {**draft_changes(), **changes})


def appraising(desk: Desk, vin: str = VIN) -> Claim:
    """Bring a new claim into its inspection, with the customer's signature."""
    claim = drafted(desk, vin)
    desk.visits.sign(claim.visit.id, SignedPaper.WORK_AUTHORISATION, "贺䶮", desk.bench.now)
    desk.inspections.start(claim.id)
    return desk.claims.get(claim.id)


def inspected(desk: Desk, vin: str = VIN) -> Claim:
    """Bring a new claim to its signed inspection."""
    claim = appraising(desk, vin)
    inspection = desk.inspections.of_claim(claim.id)
    assert inspection is not None
    acting(desk, Role.TECHNICIAN).inspections.sign(inspection.id, Role.TECHNICIAN)
    acting(desk, Role.CLERK).inspections.sign(
        inspection.id, Role.CLERK, CauseClass.QUALITY, Conclusion.CLAIM
    )
    return desk.claims.get(claim.id)


def repairing(desk: Desk, vin: str = VIN) -> Claim:
    """Bring a new claim into its repair, with its part and labour lines."""
    claim = inspected(desk, vin)
    desk.claims.move(claim.id, Action.DECIDE_CLAIM)
    return desk.claims.save_draft(claim.id, repair_changes(claim.vehicle.model_code))


def to_submit(desk: Desk, vin: str = VIN) -> Claim:
    """Bring a new claim to the point where only the submission is left."""
    claim = repairing(desk, vin)
    for piece in desk.shelf.pieces_of(claim.id):
        desk.shelf.receive(claim.id, piece.line, piece.piece)
    return desk.claims.move(claim.id, Action.FINISH_REPAIR)


def submitted(desk: Desk, vin: str = VIN) -> Claim:
    """Bring a new claim to the maker."""
    claim = to_submit(desk, vin)
    return desk.claims.submit(claim.id, same_day(desk, claim.id))


def same_day(desk: Desk, claim_id: int) -> dict[str, str]:
    """Return the reason for a car that comes more than once on the day of a test (V59)."""
    found = desk.claims.check(claim_id)
    return {"V59": "来过两次"} if any(one.rule == "V59" for one in found) else {}


def not_covered(desk: Desk, folder: Path, vin: str = VIN) -> Claim:
    """Refuse a new claim, with an allowed ground and the customer's explanation printed."""
    claim = appraising(desk, vin)
    desk.papers.draw("explanation", claim.id, folder / f"explanation-{claim.id}.pdf")
    ground = a_ground(desk, claim)
    return desk.claims.move(claim.id, Action.DECIDE_NOT_COVERED, "见说明", ground=ground)


def a_ground(desk: Desk, claim: Claim) -> str:
    """Return a ground on which a claim may be refused to the customer."""
    reasons = desk.profiles.of(claim.brand).reasons
    return next(code for code, row in reasons.items() if row["kind"] == "customer_refusal")


def put_into(desk: Desk, claim_id: int, state: State) -> Claim:
    """Write a state past its guards, where a test asks only what follows from it."""
    from dataclasses import replace

    from locks import past_locks

    with past_locks(desk, "claim"):
        return desk.stores.claims.save(replace(desk.stores.claims.get(claim_id), state=state))


def state_of_everything(desk: Desk) -> tuple[int, list[tuple[Any, ...]]]:
    """Return the newest entry and all claims: what a refused verb must not change.

    That it was refused is an event of its own, and no change.
    """
    rows = desk.stores.db.query("SELECT * FROM claim ORDER BY id")
    series = desk.stores.db.query("SELECT * FROM number_series ORDER BY id")
    return newest_change(desk), [*rows, *series]


def newest_change(desk: Desk) -> int:
    """Return the number of the newest entry of the journal that is no event of the desk."""
    found = desk.stores.db.query("SELECT max(seq) FROM journal WHERE tbl <> 'desk_event'")
    return int(found[0][0])
