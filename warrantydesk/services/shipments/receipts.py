"""The maker's receipt: signed for, then judged piece by piece, in as many goes as it takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from warrantydesk.domain.errors import INVALID, STATE, Refused, refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.domain.part_facts import MoveRequest
from warrantydesk.domain.shipment import (
    MakerReceipt,
    Shipment,
    ShipmentLine,
    ShipmentState,
    Verdict,
)
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, refused_by
from warrantydesk.services.settlement.deduction_following import follow_pieces
from warrantydesk.services.shelf.life import OLD_PART_REFUSAL
from warrantydesk.services.shipments.guards import must_be_open, piece_of, short
from warrantydesk.services.shipments.lists import KINDS
from warrantydesk.services.shipments.maker_receipt import day_problems, receipt_of
from warrantydesk.services.shipments.moves import Judge

WITH_THE_CAUSAL = "O22"
"""The maker's reason for a related piece whose causal part is refused (B.5, 连带扣件)."""
_LEFT = (
    ShipmentState.SHIPPED,
    ShipmentState.SIGNED,
    ShipmentState.PARTLY_JUDGED,
    ShipmentState.JUDGED,
)


@dataclass(frozen=True)
class PieceVerdict:
    """What the maker says of one piece.

    Without ``deducted_fen`` a refusal costs price and handling; without ``judged_on`` the day of
    the receipt counts.
    """

    tag: str
    verdict: Verdict
    reason_code: str = ""
    reason_text: str = ""
    judged_on: date | None = None
    deducted_fen: int | None = None


@dataclass(frozen=True)
class RefusalReason:
    """A reason code that a maker has for old parts, with what to do about it."""

    code: str
    name_zh: str
    name_en: str
    action_zh: str
    action_en: str


def offered(bench: Bench, piece: OldPart) -> tuple[RefusalReason, ...]:
    """Return the reasons for refusing a piece; for related ones "with the causal part" first."""
    brand = bench.stores.shipment_lists.brand_of(piece.claim_id)
    found = [
        RefusalReason(
            row["code"], row["name_zh"], row["name_en"], row["action_zh"], row["action_en"]
        )
        for row in bench.profile(brand).reasons.values()
        if row["kind"] == OLD_PART_REFUSAL
    ]
    others = [one for one in found if one.code != WITH_THE_CAUSAL]
    return (*[one for one in found if one not in others and not piece.causal], *others)


@dataclass(frozen=True)
class _Judged:
    """One verdict with its piece and line, and the piece after each step."""

    line: ShipmentLine
    steps: tuple[OldPart, ...]


@dataclass(frozen=True)
class _Plan:
    """A list with its receipt, and the verdicts to be written."""

    shipment: Shipment
    judged: tuple[_Judged, ...]


def record(
    bench: Bench,
    shipment_id: int,
    verdicts: Sequence[PieceVerdict],
    changes: Mapping[str, Any],
) -> Shipment:
    """Record what the maker signed and judged; all of it or nothing.

    Refused(STATE) before the list has left and for a piece that is judged already.
    """
    plan = _planned(bench, shipment_id, verdicts, changes)
    with bench.change(N_("record maker's receipt"), *KINDS) as touched:
        saved = _written(bench, plan)
        touched += {one.steps[-1].claim_id for one in plan.judged}
    bench.history.clear()
    return saved


def recorded(
    bench: Bench,
    shipment_id: int,
    verdicts: Sequence[PieceVerdict],
    changes: Mapping[str, Any],
) -> Shipment:
    """Record as ``record`` does, inside an open change of the caller."""
    return _written(bench, _planned(bench, shipment_id, verdicts, changes))


def _planned(
    bench: Bench,
    shipment_id: int,
    verdicts: Sequence[PieceVerdict],
    changes: Mapping[str, Any],
) -> _Plan:
    old = bench.stores.shipments.get(shipment_id)
    pieces = [_piece(bench, n, given.tag) for n, given in enumerate(verdicts)]
    bench.allow("shipments.record_receipt")
    _must_have_left(old)
    days = [
        given.judged_on
        for given in verdicts
        if given.judged_on is not None and not day_problems(bench, old, given.judged_on, "")
    ]
    receipt = receipt_of(bench, old, days, changes)
    judged = _judged(bench, old, list(zip(verdicts, pieces, strict=True)), receipt)
    return _Plan(replace(old, receipt=receipt), tuple(judged))


def _written(bench: Bench, plan: _Plan) -> Shipment:
    stores = bench.stores
    lines = stores.shipment_lines.of(plan.shipment.id)
    now = {one.line.id for one in plan.judged}
    done = now | {line.id for line in lines if line.verdict}
    _arrive(bench, [line for line in lines if line.id not in now])
    for one in plan.judged:
        for step in one.steps:
            stores.parts.save(replace(step, version=stores.parts.get(step.id).version))
        stores.shipment_lines.save(one.line)
    follow_pieces(bench, (one.steps[-1] for one in plan.judged))
    state = ShipmentState.SIGNED
    if done:
        whole = len(done) == len(lines)
        state = ShipmentState.JUDGED if whole else ShipmentState.PARTLY_JUDGED
    return stores.shipments.save(replace(plan.shipment, state=state))


def _piece(bench: Bench, number: int, tag: str) -> OldPart:
    try:
        return piece_of(bench, tag)
    except Refused as no:
        raise _at(no, number) from no


def _at(no: Refused, number: int) -> Refused:
    """Return a refusal with its fields named in the list of verdicts."""
    named = {"code": "reason_code", "text": "reason_text", "on": "judged_on"}
    return Refused(
        replace(found, field=f"pieces[{number}].{named.get(found.field, found.field) or 'tag'}")
        for found in no.findings
    )


def _must_have_left(shipment: Shipment) -> None:
    if shipment.state is ShipmentState.VOID:
        must_be_open(shipment)
    if shipment.state not in _LEFT:
        raise refused(
            STATE,
            N_("List {number} has not left yet: ship it first."),
            "shipment_id",
            number=shipment.number,
        )


def _judged(
    bench: Bench,
    shipment: Shipment,
    given: Sequence[tuple[PieceVerdict, OldPart]],
    receipt: MakerReceipt,
) -> list[_Judged]:
    """Return every verdict judged; Refused with a finding per verdict that does not stand."""
    judge, found, against = Judge(bench), list[_Judged](), list[Finding]()
    seen: set[int] = set()
    for number, (verdict, piece) in enumerate(given):
        try:
            if piece.id in seen:
                raise refused(INVALID, N_("{tag} stands here twice."), "tag", tag=piece.tag)
            seen.add(piece.id)
            found.append(_one(bench, shipment, judge, (verdict, piece), receipt))
        except Refused as no:
            against += _at(no, number).findings
    if against:
        raise Refused(against)
    return found


def _one(
    bench: Bench,
    shipment: Shipment,
    judge: Judge,
    given: tuple[PieceVerdict, OldPart],
    receipt: MakerReceipt,
) -> _Judged:
    verdict, piece = given
    line = _line_of(bench, shipment, piece)
    on = verdict.judged_on or receipt.received_on or bench.today
    if problems := day_problems(bench, shipment, on, "judged_on"):
        raise refused_by(INVALID, problems)
    steps = [] if piece.state is not PartState.SHIPPED else [judge.moved(piece, "record_receipt")]
    here = steps[-1] if steps else piece
    refuses = verdict.verdict is Verdict.REFUSED
    if refuses and code(verdict.reason_code) == WITH_THE_CAUSAL and piece.causal:
        raise refused(
            INVALID,
            N_("“{reason}” is for related parts only: choose the reason for the causal part."),
            "code",
            reason=WITH_THE_CAUSAL,
        )
    request = MoveRequest(
        code=verdict.reason_code,
        text=short(verdict.reason_text, "reason_text"),
        on=on,
        deducted_fen=verdict.deducted_fen,
    )
    last = judge.moved(here, "refuse" if refuses else "accept", request)
    kept = replace(
        line,
        verdict=verdict.verdict,
        reason_code=last.refusal_code if refuses else "",
        reason_text=last.refusal_text if refuses else "",
        judged_on=on,
        deducted_fen=last.deducted_fen if refuses else 0,
    )
    return _Judged(kept, (*steps, last))


def _line_of(bench: Bench, shipment: Shipment, piece: OldPart) -> ShipmentLine:
    found = bench.stores.shipment_lines.find(
        shipment_id=shipment.id, part_id=piece.id, void_reason=""
    )
    if not found:
        raise refused(
            INVALID,
            N_("{part} {tag} does not stand on list {number}."),
            "tag",
            part=piece.part_name or piece.part_no,
            tag=piece.tag,
            number=shipment.number,
        )
    if found[0].verdict is not None:
        raise refused(STATE, N_("{tag} is judged already."), "tag", tag=piece.tag)
    return found[0]


def _arrive(bench: Bench, lines: Sequence[ShipmentLine]) -> None:
    """Write what travelled and is not judged yet as being at the maker; inside an open change.

    A piece that came back and travels on another list meanwhile is none of it.
    """
    judge = Judge(bench)
    for line in lines:
        piece = bench.stores.parts.get(line.part_id)
        if piece.state is PartState.SHIPPED and piece.shipment_id == line.shipment_id:
            bench.stores.parts.save(judge.moved(piece, "record_receipt"))
