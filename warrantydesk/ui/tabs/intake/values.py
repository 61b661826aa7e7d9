"""Between a claim and its form: values by path one way, nested changes the other."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from warrantydesk.domain.claim import Claim, LabourLine, OtherLine, PartLine, State
from warrantydesk.domain.codec import to_json
from warrantydesk.ui.kit.getters import getter_of

CAUSAL, AUXILIARY = "causal", "auxiliary"
HUNDREDTHS = 100

Row = dict[str, Any]


def values_of(claim: Claim) -> Callable[[str], Any]:
    """Return a getter of the values that the form shows at its paths."""
    plain = getter_of(claim)
    rows: dict[str, Callable[[], list[Row]]] = {
        "part_lines": lambda: part_rows(claim.part_lines),
        "labour_lines": lambda: labour_rows(claim.labour_lines),
        "other_lines": lambda: other_rows(claim.other_lines),
    }
    return lambda path: rows[path]() if path in rows else plain(path)


def changes_of(edited: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by path as the nested changes that a draft takes."""
    writers = {"part_lines": _part, "labour_lines": _labour, "other_lines": _other}
    changes: dict[str, Any] = {}
    for path, value in edited.items():
        if path in writers:
            changes[path] = [writers[path](row) for row in value]
            continue
        *above, name = path.split(".")
        inside = changes
        for part in above:
            inside = inside.setdefault(part, {})
        inside[name] = to_json(_present(path, value))
    return changes


def _present(path: str, value: Any) -> Any:
    """Return the empty text where a choice without a value stands for one."""
    if value is None and path in (
        "visit.advisor",
        "visit.technician",
        "codes.fault_code",
        "payer",
    ):
        return ""
    return "" if value is None and path == "vehicle.model_code" else value


def part_rows(lines: tuple[PartLine, ...]) -> list[Row]:
    """Return part lines as the rows of their table."""
    return [
        {
            "line": number,
            "role": _role(line),
            "new_part_no": line.new_part_no,
            "new_part_name": line.new_part_name,
            "old_part_no": line.old_part_no,
            "old_supplier_code": line.old_supplier_code,
            "old_serial": line.old_serial,
            "quantity": line.quantity,
            "unit_price_fen": line.unit_price_fen,
            "pay_by": line.pay_by.value,
            "treatment": line.treatment.value,
            "return_required": line.return_required,
            "consumable": line.consumable,
            "hazard": line.hazard,
            "amount_fen": line.amount_fen,
            "genuine": line.genuine,
            "add_on": to_json(line.add_on),
        }
        for number, line in enumerate(lines, 1)
    ]


def _role(line: PartLine) -> str | int | None:
    if line.causal:
        return CAUSAL
    return AUXILIARY if line.consumable else line.causal_line


def labour_rows(lines: tuple[LabourLine, ...]) -> list[Row]:
    """Return labour lines as rows; hours in hundredths."""
    return [
        {
            "line": number,
            "main": line.main,
            "code": line.code,
            "name": line.name,
            "hours": int(line.hours * HUNDREDTHS),
            "extra_hours": int(line.extra_hours * HUNDREDTHS),
            "extra_reason": line.extra_reason,
            "unit_price_fen": line.unit_price_fen,
            "pay_by": line.pay_by.value,
            "amount_fen": line.amount_fen,
            "add_on": to_json(line.add_on),
        }
        for number, line in enumerate(lines, 1)
    ]


def other_rows(lines: tuple[OtherLine, ...]) -> list[Row]:
    """Return other costs as rows."""
    return [
        {
            "line": number,
            "code": line.code,
            "text": line.text,
            "amount_fen": line.amount_fen,
            "pay_by": line.pay_by.value,
            "supplier": line.supplier,
            "invoice_no": line.invoice_no,
            "invoiced_on": line.invoiced_on,
            "add_on": to_json(line.add_on),
        }
        for number, line in enumerate(lines, 1)
    ]


def _given(row: Row, *names: str) -> Row:
    """Return what stands in the row: what is left open the tables fill in."""
    return {name: row[name] for name in names if row.get(name) is not None}


def _part(row: Row) -> Row:
    role = row.get("role")
    line = _given(
        row,
        "new_part_no",
        "new_part_name",
        "old_part_no",
        "old_supplier_code",
        "old_serial",
        "quantity",
        "unit_price_fen",
        "pay_by",
        "treatment",
        "return_required",
        "hazard",
        "amount_fen",
        "genuine",
        "add_on",
    )
    line["causal"] = role == CAUSAL
    line["causal_line"] = role if isinstance(role, int) else None
    if role == AUXILIARY or row.get("consumable") is not None:
        line["consumable"] = role == AUXILIARY
    return line


def _labour(row: Row) -> Row:
    line = _given(
        row, "code", "name", "extra_reason", "unit_price_fen", "pay_by", "amount_fen", "add_on"
    )
    line["main"] = bool(row.get("main"))
    for name in ("hours", "extra_hours"):
        if row.get(name) is not None:
            line[name] = str(Decimal(row[name]) / HUNDREDTHS)
    return line


def _other(row: Row) -> Row:
    line = _given(row, "code", "text", "amount_fen", "pay_by", "supplier", "invoice_no", "add_on")
    line["invoiced_on"] = to_json(row.get("invoiced_on"))
    return line


def is_untouched(claim: Claim | None) -> bool:
    """Tell whether a draft still waits for its first word: no vehicle, no owner, no story."""
    if claim is None or claim.state is not State.DRAFT:
        return False
    told = (
        claim.vehicle.vin,
        claim.vehicle.plate,
        claim.owner.name,
        claim.owner.phone,
        claim.visit.mileage_km,
        claim.narrative.complaint,
        claim.part_lines,
        claim.labour_lines,
        claim.other_lines,
    )
    return not any(told)
