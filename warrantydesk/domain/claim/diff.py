"""Two versions of a claim side by side: what differs, field by field, in the clerk's words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from warrantydesk.i18n import N_

LABELS: Mapping[str, str] = {
    "type": N_("Claim type"),
    "payer": N_("Paid by"),
    "vehicle.vin": N_("VIN"),
    "vehicle.plate": N_("Plate"),
    "vehicle.model_code": N_("Model"),
    "vehicle.engine_no": N_("Engine no."),
    "vehicle.motor_no": N_("Motor no."),
    "vehicle.gearbox_no": N_("Gearbox no."),
    "vehicle.use": N_("Kind of use"),
    "vehicle.produced_on": N_("Produced"),
    "vehicle.invoiced_on": N_("Invoiced"),
    "vehicle.delivered_on": N_("Delivered"),
    "vehicle.vin_by_hand": N_("VIN typed from the plate"),
    "owner.name": N_("Owner"),
    "owner.phone": N_("Phone"),
    "owner.contact": N_("Contact"),
    "owner.contact_phone": N_("Contact's phone"),
    "owner.address": N_("Address"),
    "visit.repair_order": N_("Repair order"),
    "visit.arrived_at": N_("Arrived"),
    "visit.started_at": N_("Repair begun"),
    "visit.finished_at": N_("Repair finished"),
    "visit.mileage_km": N_("Mileage, km"),
    "visit.advisor": N_("Advisor"),
    "visit.technician": N_("Technician"),
    "visit.brought_by": N_("Brought by"),
    "narrative.complaint": N_("Complaint"),
    "narrative.cause": N_("Cause"),
    "narrative.correction": N_("Correction"),
    "narrative.remark": N_("Remark"),
    "codes.fault_code": N_("Fault code"),
    "codes.damage": N_("Damage"),
    "codes.responsibility": N_("Responsibility"),
    "codes.authorisation_no": N_("Authorisation no."),
    "codes.campaign_no": N_("Campaign no."),
    "codes.service_no": N_("Number of the free service"),
    "codes.purchase_station": N_("Bought at station"),
    "codes.purchase_no": N_("Purchase no."),
    "codes.purchased_on": N_("Bought on"),
    "codes.purchase_km": N_("Mileage then, km"),
    "codes.original_claim_no": N_("Adds to claim"),
    "codes.reason": N_("Why"),
    "codes.order_no": N_("Order no."),
    "codes.stock_no": N_("Stock no."),
    "codes.found_on": N_("Found on"),
    "codes.share_percent": N_("Maker's share, %"),
    "codes.subject": N_("What the maker ordered"),
    "codes.pdi_no": N_("PDI no."),
    "codes.pdi_station": N_("PDI done at"),
    "codes.loaner": N_("Customer drives meanwhile"),
    "outward.departed_at": N_("Left for the car"),
    "outward.returned_at": N_("Back again"),
    "outward.plate": N_("Service car"),
    "outward.people": N_("Who went"),
    "outward.destination": N_("Where to"),
    "outward.km": N_("Driven, km"),
    "claimed_total_fen": N_("Total as written on a paper, ¥"),
    "repeat_of": N_("Repeats claim"),
}
LINE_LABELS: Mapping[str, str] = {
    "part_lines": N_("Part line"),
    "labour_lines": N_("Labour line"),
    "other_lines": N_("Cost line"),
}
ENCLOSED = N_("Attachments")
_MONEY = frozenset({"unit_price_fen", "amount_fen", "claimed_total_fen"})
_QUIET = frozenset(
    {
        *("id", "version", "edit_open", "state", "submitted_at", "closed_at", "total_fen"),
        *("answered_on", "approved_fen", "due_on", "vehicle_id", "customer_id", "clerk"),
        *("created_at", "opened_on", "claim_number", "void_reason", "maker_claim_number"),
        *("first_finished_at", "no_claim_reason", "text", "brand", "ground", "ground_text"),
        *("promised_at", "brought_by_phone"),
    }
)
"""What moves beside the content, or is not filed."""


@dataclass(frozen=True)
class FieldChange:
    """One field that differs; ``label`` is a sentence key, ``line`` the number of a line."""

    path: str
    label: str
    old: str
    new: str
    line: int = 0
    by: str = ""


@dataclass(frozen=True)
class Differences:
    """What differs between two versions, and how many filled fields are alike."""

    changes: tuple[FieldChange, ...]
    same: int


def differences(old: Mapping[str, Any], new: Mapping[str, Any], by: str = "") -> Differences:
    """Compare two claims given as JSON; lines are compared by their number."""
    changes: list[FieldChange] = []
    same = 0
    for path, before, after in _pairs(old, new):
        if before == after:
            same += bool(after)
            continue
        line = _line_of(path)
        label = LINE_LABELS[path.partition("[")[0]] if line else LABELS.get(path, path)
        changes.append(FieldChange(path, label, before, after, line, by))
    return Differences(tuple(changes), same)


def _line_of(path: str) -> int:
    inside = path.partition("[")[2].partition("]")[0]
    return int(inside) + 1 if inside.isdigit() else 0


def _pairs(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name in new:
        if name in _QUIET:
            continue
        before, after = old.get(name), new[name]
        if name in LINE_LABELS:
            yield from _lines(name, before or (), after or ())
        elif isinstance(after, Mapping):
            inner = before if isinstance(before, Mapping) else {}
            for own in after:
                if own not in _QUIET and not (name == "visit" and own == "complaint"):
                    yield f"{name}.{own}", _said(own, inner.get(own)), _said(own, after[own])
        else:
            yield name, _said(name, before), _said(name, after)


def _lines(
    name: str, old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, str, str]]:
    for number in range(max(len(old), len(new))):
        before = _line(old[number]) if number < len(old) else ""
        after = _line(new[number]) if number < len(new) else ""
        yield f"{name}[{number}]", before, after


def _line(line: Mapping[str, Any]) -> str:
    """Return a line in one row of words, so that any change of it shows."""
    told = []
    for name, value in line.items():
        if isinstance(value, Mapping):
            told += [_said(own, inner) for own, inner in value.items() if inner]
        elif value not in (None, "", False):
            told.append(_said(name, value))
    return " · ".join(one for one in told if one)


def _said(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in _MONEY and isinstance(value, int):
        return f"{value / 100:,.2f}"
    if isinstance(value, bool):
        return "✓" if value else "–"
    return str(value)
