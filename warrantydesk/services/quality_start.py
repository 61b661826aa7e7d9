"""What a claim already knows for the card of quality information that is made from it."""

from warrantydesk.domain.claim.claim import Claim, ClaimType
from warrantydesk.domain.inspection import CauseClass
from warrantydesk.domain.quality_report import Area, Concern, Handling, Nature, QualityReport
from warrantydesk.i18n import list_text, named
from warrantydesk.services.bench import Bench

_AREAS = {
    "engine": Area.ENGINE,
    "emission_control": Area.ENGINE,
    "transmission": Area.CHASSIS,
    "driveline": Area.CHASSIS,
    "brake": Area.CHASSIS,
    "steering": Area.CHASSIS,
    "suspension": Area.CHASSIS,
    "electrical": Area.ELECTRICAL,
    "infotainment": Area.ELECTRICAL,
    "system": Area.ELECTRICAL,
    "restraint": Area.BODY,
    "body": Area.BODY,
    "interior": Area.BODY,
    "hvac": Area.CLIMATE,
    "traction_battery": Area.HIGH_VOLTAGE,
    "drive_motor": Area.HIGH_VOLTAGE,
    "power_electronics": Area.HIGH_VOLTAGE,
}
"""Area of the form by the system of the fault code."""


def filled(bench: Bench, claim: Claim, number: str) -> QualityReport:
    """Return a new card with all that the claim tells, not yet written."""
    text = claim.narrative
    return QualityReport(
        number=number,
        claim_id=claim.id,
        concern=Concern.SPARE_PART if claim.type is ClaimType.SPARE_PART else Concern.PRODUCT,
        issued_on=bench.today,
        area=_area(bench, claim),
        nature=_nature(bench, claim),
        gearbox=_gearbox(bench, claim),
        part_maker=_part_maker(bench, claim),
        cause_and_handling="\n".join(filter(None, (text.cause, text.correction))),
        companion_damage=_companions(claim),
        loss_fen=claim.total_fen or None,
        registered_by=bench.person.name,
        handling=Handling(cause=_fault(bench, claim)),
        made_by=bench.person.login,
        made_at=bench.now,
    )


def _area(bench: Bench, claim: Claim) -> Area:
    fault = bench.profile(claim.brand).faults.get(claim.codes.fault_code, {})
    return _AREAS.get(fault.get("system", ""), Area.CHASSIS)


def _nature(bench: Bench, claim: Claim) -> Nature:
    """Return the nature of the fault by what the inspection found to be its cause."""
    inspection = bench.stores.inspections.newest(claim.id)
    if inspection is not None and inspection.cause_class is CauseClass.ASSEMBLY:
        return Nature.ASSEMBLY
    return Nature.PART if any(one.causal for one in claim.part_lines) else Nature.OTHER


def _gearbox(bench: Bench, claim: Claim) -> str:
    """Return AT or MT where the model has only one kind of gearbox; else nobody can tell."""
    models = bench.profile(claim.brand).rows("models")
    row = next((one for one in models if one["code"] == claim.vehicle.model_code), {})
    kinds = {_kind(one) for one in row.get("gearbox_zh", "").split("/") if one.strip()}
    return kinds.pop() if len(kinds) == 1 else ""


def _kind(gearbox: str) -> str:
    """Return the kind of a gearbox by its name: “6MT” is shifted by hand, a CVT is not."""
    name = gearbox.upper()
    if "AMT" not in name and "MT" in name:
        return "MT"
    return "AT" if any(word in name for word in ("AT", "CT", "CVT", "DHT", "AMT")) else ""


def _part_maker(bench: Bench, claim: Claim) -> str:
    causal = next((one for one in claim.part_lines if one.causal), None)
    if causal is None or not causal.old_supplier_code:
        return ""
    row = bench.profile(claim.brand).suppliers.get(causal.old_supplier_code)
    name = named(row) if row else ""
    return f"{causal.old_supplier_code} {name}".strip()


def _companions(claim: Claim) -> str:
    """Return the parts that the causal one damaged or took with it."""
    return list_text([one.new_part_name for one in claim.part_lines if one.causal_line])


def _fault(bench: Bench, claim: Claim) -> str:
    row = bench.profile(claim.brand).faults.get(claim.codes.fault_code)
    name = named(row) if row else ""
    return f"{claim.codes.fault_code} {name}".strip()
