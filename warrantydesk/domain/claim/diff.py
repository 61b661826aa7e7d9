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
_ADD_ON = {
    "added": N_("Added later"),
    "reason": N_("Why it was added"),
    "authorised_by": N_("Addition allowed by"),
    "authorised_at": N_("Addition allowed at"),
    "begun_at": N_("Addition begun at"),
    "customer_agreed": N_("How the customer agreed"),
}
OF_LINE: Mapping[str, Mapping[str, str]] = {
    "part_lines": {
        "causal": N_("Part: at fault"),
        "causal_line": N_("Part: belongs to line"),
        "new_part_no": N_("Part: new part no."),
        "new_part_name": N_("Part: name"),
        "old_part_no": N_("Part: old part no."),
        "old_supplier_code": N_("Part: supplier"),
        "old_serial": N_("Part: serial no."),
        "quantity": N_("Part: quantity"),
        "unit_price_fen": N_("Part: unit price, ¥"),
        "pay_by": N_("Part: who pays"),
        "treatment": N_("Part: treatment"),
        "return_required": N_("Part: goes back"),
        "consumable": N_("Part: consumable"),
        "hazard": N_("Part: hazard"),
        "amount_fen": N_("Part: amount as written, ¥"),
        "genuine": N_("Part: genuine"),
        **_ADD_ON,
    },
    "labour_lines": {
        "main": N_("Labour: main operation"),
        "code": N_("Labour: operation"),
        "name": N_("Labour: name"),
        "hours": N_("Labour: hours"),
        "extra_hours": N_("Labour: extra hours"),
        "extra_reason": N_("Labour: why extra hours"),
        "unit_price_fen": N_("Labour: hourly rate, ¥"),
        "pay_by": N_("Labour: who pays"),
        "amount_fen": N_("Labour: amount as written, ¥"),
        **_ADD_ON,
    },
    "other_lines": {
        "code": N_("Cost: code"),
        "text": N_("Cost: what for"),
        "amount_fen": N_("Cost: amount, ¥"),
        "pay_by": N_("Cost: who pays"),
        "supplier": N_("Cost: supplier"),
        "invoice_no": N_("Cost: invoice no."),
        "invoiced_on": N_("Cost: invoiced on"),
        **_ADD_ON,
    },
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
    """Compare two claims given as JSON; lines are compared by their number, field by field."""
    changes: list[FieldChange] = []
    same = 0
    for path, label, before, after in _pairs(old, new):
        if before == after:
            same += bool(after)
        else:
            changes.append(FieldChange(path, label, before, after, _line_of(path), by))
    return Differences(tuple(changes), same)


def _line_of(path: str) -> int:
    inside = path.partition("[")[2].partition("]")[0]
    return int(inside) + 1 if inside.isdigit() else 0


_Pair = tuple[str, str, str, str]
"""Path, label, and the value in both versions."""


def _pairs(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[_Pair]:
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
                    yield _pair(f"{name}.{own}", own, inner.get(own), after[own])
        else:
            yield _pair(name, name, before, after)


def _pair(path: str, name: str, before: Any, after: Any) -> _Pair:
    return path, LABELS.get(path, path), _said(name, before), _said(name, after)


def _lines(
    name: str, old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]
) -> Iterator[_Pair]:
    for number in range(max(len(old), len(new))):
        path = f"{name}[{number}]"
        before, after = (
            _flat(lines[number]) if number < len(lines) else {} for lines in (old, new)
        )
        if not (before and after):  # the line is one version's own
            yield path, LINE_LABELS[name], _line(name, before), _line(name, after)
            continue
        for own, label in OF_LINE[name].items():
            one, other = before.get(own), after.get(own)
            yield f"{path}.{own}", label, _said(own, one), _said(own, other)


def _flat(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return a line with what was added to it among its own fields."""
    own = {name: value for name, value in line.items() if not isinstance(value, Mapping)}
    for value in line.values():
        own |= value if isinstance(value, Mapping) else {}
    return own


def _line(name: str, line: Mapping[str, Any]) -> str:
    """Return a whole line in one row of words, in the order in which a form has it."""
    told = [
        _said(own, line[own])
        for own in OF_LINE[name]
        if line.get(own) not in (None, "", False, True)
    ]
    return " · ".join(one for one in told if one)


def _said(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in _MONEY and isinstance(value, int):
        return f"{value / 100:,.2f}"
    if isinstance(value, bool):
        return "✓" if value else "–"
    return str(value)
