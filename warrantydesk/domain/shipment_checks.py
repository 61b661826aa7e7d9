"""Checks of a return list before it leaves: pure over facts, all at once, each with its cost."""

from collections.abc import Iterator, Mapping

from warrantydesk.domain.finding import Finding, Severity
from warrantydesk.domain.shipment import Carriage
from warrantydesk.domain.shipment_facts import Check, CheckState, ShipmentFacts
from warrantydesk.domain.shipment_piece_checks import piece_checks
from warrantydesk.domain.text import is_visible
from warrantydesk.i18n import N_

__all__ = ["Check", "CheckState", "ShipmentFacts", "against", "checks_of"]

LIST = "V84"
"""Every line boxed, boxes 1..N, sums equal, waybill there, freight confirmed."""


def checks_of(facts: ShipmentFacts) -> tuple[Check, ...]:
    """Return every check of a list, those that stand in the way first, then the warnings."""
    found = [*piece_checks(facts), *_counts(facts), *_boxes(facts), *_carriage(facts)]
    shown = [check for check in found if check.code not in facts.off]
    weight = {CheckState.BLOCK: 0, CheckState.WARN: 1}
    return tuple(sorted(shown, key=lambda check: weight.get(check.state, 2)))


def against(checks: tuple[Check, ...], acknowledged: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return what stands against shipping: blocks, what is undone, warnings without a reason.

    A warning is acknowledged by its rule or, more narrowly, by its name.
    """
    return tuple(
        Finding(
            check.code,
            check.name,
            check.detail if check.detail and check.state is CheckState.TODO else check.title,
            check.values,
            Severity.WARN if check.state is CheckState.WARN else Severity.BLOCK,
            why=check.detail,
        )
        for check in checks
        if check.in_the_way and not _is_told(check, acknowledged)
    )


def _is_told(check: Check, acknowledged: Mapping[str, str]) -> bool:
    if check.state is not CheckState.WARN:
        return False
    told = acknowledged.get(check.code, "") or acknowledged.get(check.name, "")
    return is_visible(told)


def _counts(facts: ShipmentFacts) -> Iterator[Check]:
    on_list, packed = len(facts.pieces), len(facts.packed)
    values: dict[str, object] = {"all": on_list, "packed": packed, "waiting": on_list - packed}
    count = f"{packed}/{on_list}"
    if not on_list:
        title = N_("Nothing is on the list")
        yield Check(LIST, "count", CheckState.TODO, title, in_the_way=True)
    elif packed < on_list:
        yield Check(
            LIST,
            "count",
            CheckState.TODO,
            N_("On the list {all}, packed {packed}"),
            N_("{waiting} of {all} are not packed: pack them, or take them off the list."),
            values,
            count,
            sum(piece.amount_fen for piece in facts.waiting),
            ("piece", facts.waiting[0].tag),
            True,
        )
    else:
        title = N_("On the list {all}, packed {packed}")
        yield Check(LIST, "count", CheckState.OK, title, values=values, count=count)


def _boxes(facts: ShipmentFacts) -> Iterator[Check]:
    numbers = [box.number for box in facts.boxes]
    if not numbers:
        title = N_("There is no box yet")
        yield Check(LIST, "boxes", CheckState.TODO, title, goto=("box", ""), in_the_way=True)
        return
    gaps = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
    filled = {piece.box_id for piece in facts.packed}
    empty = [box for box in facts.boxes if box.id not in filled]
    if gaps:
        yield Check(
            LIST,
            "gaps",
            CheckState.BLOCK,
            N_("Box number {box} is missing"),
            N_("Add a box: it takes the free number."),
            {"box": f"{gaps[0]:02}"},
            goto=("box", ""),
            in_the_way=True,
        )
    for box in empty:
        yield Check(
            LIST,
            "empty",
            CheckState.BLOCK,
            N_("Box {box} is empty"),
            N_("Pack into it, or void it."),
            {"box": f"{box.number:02}"},
            goto=("box", box.code),
            in_the_way=True,
        )
    if not gaps and not empty:
        title, values = N_("Boxes 1 to {n} without gaps"), {"n": len(numbers)}
        yield Check(LIST, "boxes", CheckState.OK, title, values=values, count=str(len(numbers)))
    yield from _box_states(facts)


def _box_states(facts: ShipmentFacts) -> Iterator[Check]:
    """Yield reminders that let the list leave: weights, labels, lids."""
    for box in facts.boxes:
        values = {"box": f"{box.number:02}"}
        if box.weight_g is None:
            title, detail = N_("Box {box} is not weighed"), N_("Its label prints the weight.")
            goto = ("box", box.code)
            yield Check(LIST, "weight", CheckState.WARN, title, detail, values, goto=goto)
        elif box.code not in facts.labelled:
            title = N_("The label of box {box} is not printed")
            detail, goto = N_("A box without its label gets lost."), ("label", box.code)
            yield Check(LIST, "label", CheckState.WARN, title, detail, values, goto=goto)
    unsealed = [box for box in facts.boxes if not box.is_sealed]
    total = len(facts.boxes)
    yield Check(
        LIST,
        "sealed",
        CheckState.TODO if unsealed else CheckState.OK,
        N_("Boxes are sealed"),
        count=f"{total - len(unsealed)}/{total}",
        goto=("box", unsealed[0].code) if unsealed else ("", ""),
    )


def _carriage(facts: ShipmentFacts) -> Iterator[Check]:
    one = facts.shipment
    yield from _late(facts)
    numbers = sorted({piece.request_no for piece in facts.pieces if piece.request_no})
    if numbers and not one.request_no:
        yield Check(
            LIST,
            "request_no",
            CheckState.WARN,
            N_("The maker's request number is not on the list"),
            N_("Enter {number}."),
            {"number": numbers[0]},
            goto=("shipment", "request_no"),
        )
    if one.carriage is None:
        title = N_("How it travels is not said")
        yield Check(LIST, "carriage", CheckState.TODO, title, goto=("carriage", ""))
    if one.carriage is not Carriage.SELF:
        state = CheckState.OK if one.waybill else CheckState.TODO
        detail = "" if one.waybill else N_("The waybill number is missing: scan or type it.")
        title, goto = N_("Waybill number"), ("waybill", "")
        missing = not one.waybill
        yield Check(LIST, "waybill", state, title, detail, goto=goto, in_the_way=missing)
    yield _freight(facts)


def _freight(facts: ShipmentFacts) -> Check:
    one, goto = facts.shipment, ("freight", "")
    by_ourselves = one.carriage is Carriage.SELF and one.freight_fen is None
    if one.freight_fen or one.freight_confirmed or by_ourselves:
        return Check(LIST, "freight", CheckState.OK, N_("Freight"))
    if one.freight_fen == 0:
        title = N_("Freight 0: is that right?")
        detail = N_("Freight is 0: confirm that nothing is asked for, or enter it.")
        return Check(LIST, "freight", CheckState.TODO, title, detail, goto=goto, in_the_way=True)
    detail = N_("The freight is missing: enter it, or confirm that it is 0.")
    return Check(
        LIST, "freight", CheckState.TODO, N_("Freight"), detail, goto=goto, in_the_way=True
    )


def _late(facts: ShipmentFacts) -> Iterator[Check]:
    """Say when it would come later than the maker asks for (C.4, return by)."""
    one = facts.shipment
    if one.required_by is None:
        return
    arrives = max(one.expected_on or facts.today, facts.today)
    if arrives > one.required_by:
        yield Check(
            LIST,
            "late",
            CheckState.WARN,
            N_("It comes too late: the maker wants it by {day}"),
            N_("Expected on {arrives}. Ask the maker for more time and note it."),
            {"day": one.required_by, "arrives": arrives},
            cost_fen=sum(piece.amount_fen for piece in facts.pieces),
            goto=("shipment", "expected_on"),
            in_the_way=True,
        )
