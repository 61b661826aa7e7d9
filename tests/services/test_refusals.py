"""Each verb refuses in one order: NOT_FOUND, RIGHT, STATE, VERSION, INVALID, then the rules."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from stories import (
    LOGIN_OF,
    acting,
    appraising,
    drafted,
    inspected,
    put_into,
    repairing,
    state_of_everything,
    submitted,
    to_submit,
)

from warrantydesk.domain.claim import Action, Claim, ClaimType, State
from warrantydesk.domain.claim.answer import AnswerKind
from warrantydesk.domain.claim.states import transition
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.inspection import Answer, CauseClass, Conclusion
from warrantydesk.domain.person import Role
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.services.desk import Desk

NOBODY = 999_999
Verb = Callable[[Desk, Any], object]


@dataclass(frozen=True)
class Asked:
    """A verb in a situation of its own, and the code with which it must be refused."""

    name: str
    code: str
    verb: Verb
    before: Callable[[Desk], Any] = drafted
    role: Role = Role.CLERK
    field: str = field(default="")

    def __str__(self) -> str:
        return f"{self.name}: {self.code}"


def nothing(desk: Desk) -> None:
    """Need nothing."""


def closed(desk: Desk) -> Claim:
    return put_into(desk, drafted(desk).id, State.CLOSED)


def inspection_of(desk: Desk, claim: Claim) -> int:
    found = desk.inspections.of_claim(claim.id)
    assert found
    return found.id


def in_inspection(desk: Desk) -> int:
    return inspection_of(desk, appraising(desk))


def signed(desk: Desk) -> int:
    return inspection_of(desk, inspected(desk))


def after_inspection(desk: Desk) -> int:
    return inspection_of(desk, repairing(desk))


def tag(desk: Desk) -> str:
    return desk.shelf.receive(repairing(desk).id, 1).tag


def shelved(desk: Desk) -> str:
    return desk.shelf.shelve(tag(desk), "R2-3").tag


def tagged_void(desk: Desk) -> str:
    return desk.shelf.void(tag(desk), "wrong").tag


def saving(changes: dict[str, Any]) -> Verb:
    return lambda desk, claim: desk.claims.save_draft(claim.id, changes)


def charging(claim_id: int = 0) -> Verb:
    return lambda desk, claim: desk.claims.charge_back(
        claim_id or claim.id, 0, desk.bench.today, "K09"
    )


READ, MANAGER = Role.READ_ONLY, Role.SERVICE_MANAGER
APPROVED = AnswerKind.APPROVAL
ASKED = (
    # claims
    Asked("claims.new", "NOT_FOUND", lambda d, _: d.claims.new(visit_id=NOBODY), nothing, READ),
    Asked("claims.new", "RIGHT", lambda d, _: d.claims.new(type=ClaimType.PDI), nothing, READ),
    Asked("claims.new", "RIGHT", lambda d, _: d.claims.new(), nothing, Role.TECHNICIAN),
    Asked("save_draft", "NOT_FOUND", lambda d, _: d.claims.save_draft(NOBODY, {"x": 1}), role=READ),
    Asked("save_draft", "RIGHT", lambda d, c: d.claims.save_draft(c.id, {"x": 1}, 9), closed, READ),
    Asked("save_draft", "STATE", lambda d, c: d.claims.save_draft(c.id, {"x": 1}, 9), closed),
    Asked("save_draft", "VERSION", lambda d, c: d.claims.save_draft(c.id, {"x": 1}, c.version - 1)),
    Asked("save_draft", "INVALID", lambda d, c: d.claims.save_draft(c.id, {"x": 1}, c.version)),
    *(
        Asked("save_draft", "INVALID", saving(x), field=at)
        for at, x in (
            ("state", {"state": "CLOSED"}),
            ("claim_number", {"claim_number": "C1"}),
            ("id", {"id": 5}),
            ("total_fen", {"total_fen": 5}),
            ("visit.id", {"visit": {"id": 5}}),
            ("visit.vehicle_id", {"visit": {"vehicle_id": 5}}),
            ("visit.mileage_km", {"visit": {"mileage_km": "far"}}),
            ("visit", {"visit": None}),
            ("part_lines[0].quantity", {"part_lines": [{"quantity": None}]}),
            ("type", {"type": "LUNCH"}),
            ("repeat_of", {"repeat_of": NOBODY}),
            ("repeat_of", {"repeat_of": 1}),
            (
                "claimed_total_fen",
                {"part_lines": [{"quantity": 2**53, "unit_price_fen": 2**53}]},
            ),
        )
    ),
    Asked("submit", "NOT_FOUND", lambda d, _: d.claims.submit(NOBODY), role=READ),
    Asked("submit", "RIGHT", lambda d, c: d.claims.submit(c.id), drafted, Role.SERVICE_MANAGER),
    Asked("submit", "STATE", lambda d, c: d.claims.submit(c.id), drafted),
    Asked("void", "NOT_FOUND", lambda d, _: d.claims.void(NOBODY, ""), role=READ),
    Asked("void", "RIGHT", lambda d, c: d.claims.void(c.id, ""), submitted, READ),
    Asked("void", "STATE", lambda d, c: d.claims.void(c.id, ""), submitted),
    Asked("void", "INVALID", lambda d, c: d.claims.void(c.id, " \x00 "), field="reason"),
    Asked(
        "withdraw",
        "INVALID",
        lambda d, c: d.claims.move(c.id, Action.WITHDRAW),
        submitted,
        field="reason",
    ),
    Asked("accept", "STATE", lambda d, c: d.claims.move(c.id, Action.ACCEPT)),
    Asked("move to submit", "STATE", lambda d, c: d.claims.move(c.id, Action.SUBMIT)),
    Asked("by_number", "NOT_FOUND", lambda d, _: d.claims.by_number("C0126-999999"), nothing),
    # inspections
    Asked("start", "NOT_FOUND", lambda d, _: d.inspections.start(NOBODY), role=READ),
    Asked("start", "RIGHT", lambda d, c: d.inspections.start(c.id), role=Role.TECHNICIAN),
    Asked("start", "STATE", lambda d, c: d.inspections.start(c.id, "x"), appraising),
    Asked("start", "STATE", lambda d, c: d.inspections.start(c.id), drafted, field="reason"),
    Asked("answer", "NOT_FOUND", lambda d, _: d.inspections.answer(NOBODY, "I001"), role=READ),
    Asked("answer", "NOT_FOUND", lambda d, i: d.inspections.answer(i, "X"), in_inspection, READ),
    Asked(
        "answer", "RIGHT", lambda d, i: d.inspections.answer(i, "I001", choice="?"), signed, READ
    ),
    Asked("answer", "STATE", lambda d, i: d.inspections.answer(i, "I001", choice="?"), signed),
    Asked(
        "answer", "STATE", lambda d, i: d.inspections.answer(i, "I001", Answer.OK), after_inspection
    ),
    Asked(
        "answer",
        "INVALID",
        lambda d, i: d.inspections.answer(i, "I001", choice="?"),
        in_inspection,
        field="choice",
    ),
    Asked(
        "answer",
        "INVALID",
        lambda d, i: d.inspections.answer(i, "I001", value=Decimal(1)),
        in_inspection,
        field="value",
    ),
    Asked("judge", "NOT_FOUND", lambda d, _: d.inspections.judge(NOBODY), role=READ),
    Asked("judge", "RIGHT", lambda d, i: d.inspections.judge(i), signed, READ),
    Asked("judge", "STATE", lambda d, i: d.inspections.judge(i, major=True), signed),
    Asked("sign", "NOT_FOUND", lambda d, _: d.inspections.sign(NOBODY, Role.CLERK), role=READ),
    Asked("sign", "RIGHT", lambda d, i: d.inspections.sign(i, Role.READ_ONLY), signed, READ),
    Asked("sign", "RIGHT", lambda d, i: d.inspections.sign(i, Role.TECHNICIAN), in_inspection),
    Asked("sign", "RIGHT", lambda d, i: d.inspections.sign(i, Role.RECEPTION), in_inspection),
    Asked("sign", "STATE", lambda d, i: d.inspections.sign(i, Role.CLERK), signed),
    Asked("sign", "INVALID", lambda d, i: d.inspections.sign(i, Role.CLERK), in_inspection),
    Asked(
        "sign",
        "INVALID",
        lambda d, i: d.inspections.sign(i, Role.CLERK, CauseClass.QUALITY),
        in_inspection,
        field="conclusion",
    ),
    Asked(
        "sign",
        "INVALID",
        lambda d, i: d.inspections.sign(
            i, Role.CLERK, CauseClass.USE, Conclusion.NOT_COVERED, reason=" "
        ),
        in_inspection,
        field="reason",
    ),
    Asked("correct", "NOT_FOUND", lambda d, _: d.inspections.correct(NOBODY), role=READ),
    Asked("correct", "RIGHT", lambda d, i: d.inspections.correct(i), in_inspection, READ),
    Asked("correct", "STATE", lambda d, i: d.inspections.correct(i), in_inspection),
    Asked("correct", "STATE", lambda d, i: d.inspections.correct(i), after_inspection),
    # shelf
    Asked("receive", "NOT_FOUND", lambda d, _: d.shelf.receive(NOBODY, 1), role=READ),
    Asked("receive", "NOT_FOUND", lambda d, c: d.shelf.receive(c.id, 9), repairing, READ),
    Asked("receive", "NOT_FOUND", lambda d, c: d.shelf.receive(c.id, 2, 3), repairing, READ),
    Asked("receive", "RIGHT", lambda d, c: d.shelf.receive(c.id, 1), to_submit, READ),
    Asked("receive", "STATE", lambda d, c: d.shelf.receive(c.id, 1), to_submit),
    Asked("waive", "NOT_FOUND", lambda d, _: d.shelf.waive(NOBODY, 1, ""), role=READ),
    Asked("waive", "RIGHT", lambda d, c: d.shelf.waive(c.id, 1, ""), to_submit, READ),
    Asked("waive", "STATE", lambda d, c: d.shelf.waive(c.id, 1, ""), to_submit),
    Asked("waive", "INVALID", lambda d, c: d.shelf.waive(c.id, 1, " "), repairing, field="reason"),
    Asked("shelve", "NOT_FOUND", lambda d, _: d.shelf.shelve("012600000124", "R2-3"), role=READ),
    Asked("shelve", "NOT_FOUND", lambda d, _: d.shelf.shelve("", "R2-3"), nothing, READ),
    Asked("shelve", "NOT_FOUND", lambda d, t: d.shelf.shelve(t, "R9-9"), shelved, READ),
    Asked("shelve", "RIGHT", lambda d, t: d.shelf.shelve(t, "R2-3"), shelved, READ),
    Asked("shelve", "STATE", lambda d, t: d.shelf.shelve(t, "R2-3"), shelved),
    Asked("move", "STATE", lambda d, t: d.shelf.move(t, "R2-3"), tag),
    Asked("shelf.void", "NOT_FOUND", lambda d, _: d.shelf.void("x", ""), nothing, READ),
    Asked("shelf.void", "RIGHT", lambda d, t: d.shelf.void(t, ""), tagged_void, READ),
    Asked("shelf.void", "STATE", lambda d, t: d.shelf.void(t, ""), tagged_void),
    Asked("shelf.void", "INVALID", lambda d, t: d.shelf.void(t, ""), tag, field="reason"),
    Asked("save_place", "RIGHT", lambda d, _: d.shelf.save_place("", ""), nothing, READ),
    Asked("save_place", "INVALID", lambda d, _: d.shelf.save_place("", "1"), nothing, field="rack"),
    Asked("save_place", "INVALID", lambda d, _: d.shelf.save_place("架", "1"), nothing),
    # visits, vehicles, customers, papers, people, settings
    Asked(
        "visits.sign",
        "NOT_FOUND",
        lambda d, _: d.visits.sign(NOBODY, SignedPaper.COLLECTION, "", d.bench.now),
        role=READ,
    ),
    Asked(
        "visits.sign",
        "RIGHT",
        lambda d, c: d.visits.sign(c.visit.id, SignedPaper.COLLECTION, "", d.bench.now),
        role=Role.TECHNICIAN,
    ),
    Asked(
        "visits.sign",
        "INVALID",
        lambda d, c: d.visits.sign(c.visit.id, SignedPaper.COLLECTION, "", d.bench.now),
        field="name",
    ),
    Asked(
        "visits.sign",
        "INVALID",
        lambda d, c: d.visits.sign(
            c.visit.id, SignedPaper.COLLECTION, "贺", d.bench.now + timedelta(minutes=1)
        ),
        field="signed_at",
    ),
    Asked(
        "visits.open",
        "NOT_FOUND",
        lambda d, _: d.visits.open(NOBODY, 1, d.bench.now, -1, ""),
        nothing,
        READ,
    ),
    Asked(
        "vehicles.save", "NOT_FOUND", lambda d, _: d.vehicles.save("", "QC", id=NOBODY), role=READ
    ),
    Asked(
        "vehicles.save",
        "NOT_FOUND",
        lambda d, _: d.vehicles.save("", "QC", customer_id=NOBODY),
        nothing,
        READ,
    ),
    Asked("vehicles.save", "RIGHT", lambda d, _: d.vehicles.save("", "QC"), nothing, READ),
    Asked(
        "vehicles.save", "INVALID", lambda d, _: d.vehicles.save(" ", "QC"), nothing, field="vin"
    ),
    Asked(
        "customers.save", "NOT_FOUND", lambda d, _: d.customers.save("", "", id=NOBODY), role=READ
    ),
    Asked("customers.save", "RIGHT", lambda d, _: d.customers.save("", ""), nothing, READ),
    Asked(
        "customers.save", "INVALID", lambda d, _: d.customers.save(" ", ""), nothing, field="name"
    ),
    Asked("papers", "NOT_FOUND", lambda d, _: d.papers.prepare("receipt", NOBODY), role=READ),
    Asked("papers", "NOT_FOUND", lambda d, c: d.papers.prepare("letter", c.id), role=READ),
    Asked("papers", "RIGHT", lambda d, c: d.papers.prepare("receipt", c.id), role=READ),
    Asked("tick", "NOT_FOUND", lambda d, _: d.attachments.tick(NOBODY, "INV"), role=READ),
    Asked("tick", "RIGHT", lambda d, c: d.attachments.tick(c.id, "INV"), role=READ),
    Asked("people.save", "RIGHT", lambda d, _: d.people.save("", "", ()), nothing),
    Asked(
        "people.save",
        "INVALID",
        lambda d, _: d.people.save(" ", "x", ()),
        nothing,
        Role.SERVICE_MANAGER,
        "login",
    ),
    Asked("act_as", "RIGHT", lambda d, _: d.people.act_as("S99"), nothing),
    Asked("settings.save", "RIGHT", lambda d, _: d.settings.save("x", 1), nothing, READ),
    # answers, appeals, charge-backs, overrides
    Asked("answer", "NOT_FOUND", lambda d, _: d.claims.answer(NOBODY, APPROVED), role=READ),
    Asked("answer", "RIGHT", lambda d, c: d.claims.answer(c.id, APPROVED), closed, READ),
    Asked("answer", "RIGHT", lambda d, c: d.claims.answer(c.id, APPROVED), submitted, MANAGER),
    Asked("answer", "STATE", lambda d, c: d.claims.answer(c.id, AnswerKind.RETURN), closed),
    Asked("answer", "INVALID", lambda d, c: d.claims.answer(c.id, AnswerKind.RETURN), submitted),
    Asked("correct", "NOT_FOUND", lambda d, _: d.claims.correct_answer(NOBODY, ()), role=READ),
    Asked("correct", "RIGHT", lambda d, c: d.claims.correct_answer(c.id, ()), closed, READ),
    Asked("correct", "STATE", lambda d, c: d.claims.correct_answer(c.id, ()), submitted),
    Asked("appeal", "NOT_FOUND", lambda d, _: d.claims.appeal(NOBODY), role=READ),
    Asked("appeal", "RIGHT", lambda d, c: d.claims.appeal(c.id), closed, Role.RECEPTION),
    Asked("appeal", "STATE", lambda d, c: d.claims.appeal(c.id), submitted, MANAGER),
    Asked("prepare_appeal", "RIGHT", lambda d, c: d.claims.prepare_appeal(c.id), closed, READ),
    Asked("prepare_appeal", "STATE", lambda d, c: d.claims.prepare_appeal(c.id), submitted),
    Asked("drop_appeal", "RIGHT", lambda d, c: d.claims.drop_appeal(c.id, ""), closed, READ),
    Asked("drop_appeal", "STATE", lambda d, c: d.claims.drop_appeal(c.id, ""), submitted),
    Asked("charge_back", "NOT_FOUND", charging(NOBODY), role=READ),
    Asked("charge_back", "RIGHT", charging(), submitted, Role.FINANCE),
    Asked("charge_back", "STATE", charging(), submitted),
    Asked("charge_back", "INVALID", charging(), closed),
    Asked("end_charge_back", "NOT_FOUND", lambda d, _: d.claims.end_charge_back(NOBODY, "")),
    Asked("maker_number", "NOT_FOUND", lambda d, _: d.claims.record_maker_number(NOBODY, "")),
    Asked("maker_number", "RIGHT", lambda d, c: d.claims.record_maker_number(c.id, ""), role=READ),
    Asked("maker_number", "STATE", lambda d, c: d.claims.record_maker_number(c.id, "")),
    Asked(
        "maker_number", "INVALID", lambda d, c: d.claims.record_maker_number(c.id, ""), submitted
    ),
    Asked("override", "NOT_FOUND", lambda d, _: d.claims.override(NOBODY, "", ""), role=READ),
    Asked("override", "RIGHT", lambda d, c: d.claims.override(c.id, "", "")),
    Asked("override", "STATE", lambda d, c: d.claims.override(c.id, "", ""), submitted, MANAGER),
    Asked("override", "INVALID", lambda d, c: d.claims.override(c.id, "V50", "x"), role=MANAGER),
    Asked("void_override", "NOT_FOUND", lambda d, _: d.claims.void_override(NOBODY, "")),
    Asked("batch", "INVALID", lambda d, _: d.claims.batch((), Action.VOID)),
    Asked("batch", "RIGHT", lambda d, c: d.claims.batch((c.id,), Action.VOID), role=READ),
    Asked("batch", "STATE", lambda d, c: d.claims.batch((c.id,), Action.WITHDRAW)),
)


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_refused_and_nothing_changed(asked: Asked, desk: Desk) -> None:
    subject = asked.before(desk)
    acting(desk, asked.role)
    before = state_of_everything(desk)
    with pytest.raises(Refused) as refusal:
        asked.verb(desk, subject)
    assert refusal.value.codes == (asked.code,)
    if asked.field:
        assert refusal.value.findings[0].field == asked.field
    for finding in refusal.value.findings:
        assert "{" not in finding.message.format(**finding.values)
    assert state_of_everything(desk) == before


@pytest.mark.parametrize("state", State)
def test_every_action_and_role_in_a_state(desk: Desk, state: State) -> None:
    claim = drafted(desk)
    desk.claims.leave(claim.id)
    if state is not State.DRAFT:
        put_into(desk, claim.id, state)
    wrong = []
    for action in Action:
        row = transition(action)
        for role in Role:
            desk.people.act_as(LOGIN_OF[role])
            try:
                desk.claims.actions.checked(claim.id, action)
                code = ""
            except Refused as refusal:
                (code,) = refusal.codes
            may = role in row.roles
            wanted = "RIGHT" if not may else ""
            if may and state not in row.sources:
                wanted = "STATE"
            if code != wanted:
                wrong.append(f"{action} by {role}: {code}, not {wanted}")
    assert wrong == []


@pytest.mark.parametrize(
    "action",
    [a for a in Action if a not in {Action.SUBMIT, Action.ACCEPT}],
)
def test_an_action_that_its_guard_refuses_changes_nothing(desk: Desk, action: Action) -> None:
    claim = drafted(desk)
    desk.claims.leave(claim.id)
    sources = transition(action).sources
    start = next(state for state in State if state in sources)
    if start is not State.DRAFT:
        put_into(desk, claim.id, start)
    before = state_of_everything(desk)
    try:
        desk.claims.move(claim.id, action)
    except Refused as refusal:
        assert set(refusal.codes) <= {"STATE", "INVALID"}  # noqa: PT017 - some actions pass
        assert state_of_everything(desk) == before
    else:
        assert desk.claims.get(claim.id).state in transition(action).to


def test_a_submission_names_every_block_at_once(desk: Desk) -> None:
    claim = to_submit(desk)
    desk.claims.save_draft(
        claim.id,
        {
            "owner": {"name": ""},
            "visit": {"mileage_km": -1},
            "part_lines": [{"new_part_no": "X", "quantity": 0}],
        },
    )
    desk.claims.leave(claim.id)
    before = state_of_everything(desk)
    with pytest.raises(Refused) as refusal:
        desk.claims.submit(claim.id)
    assert {"V10", "V18", "V31", "V49"} <= set(refusal.value.codes)
    assert state_of_everything(desk) == before


def test_a_warning_wants_its_reason(desk: Desk) -> None:
    claim = to_submit(desk)
    desk.claims.save_draft(claim.id, {"narrative": {"cause": "水泵坏了"}})
    for acknowledged in ({}, {"V41": " "}, {"V11": "seen"}):
        with pytest.raises(Refused) as refusal:
            desk.claims.submit(claim.id, acknowledged)
        assert refusal.value.codes == ("V41",)
    assert desk.claims.submit(claim.id, {"V41": "the technician is away"}).state is State.SUBMITTED
    (version,) = desk.claims.submissions(claim.id)
    assert version.acknowledged == '{"V41":"the technician is away"}'


ODD = ("", " ", "\x00", "\ud800", "\ufeff\u202e", "a" * 10_000, "'; DROP TABLE claim; --", "{x}%s")


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_no_text_breaks_a_verb(desk: Desk, tmp_path: Path, text: str) -> None:
    claim = repairing(desk)
    verbs: tuple[Callable[[], object], ...] = (
        lambda: desk.customers.save(text, text, address=text),
        lambda: desk.vehicles.save(text, text, text, text, plate=text),
        lambda: desk.claims.new(vin=text, plate=text, brand=text),
        lambda: desk.claims.save_draft(
            claim.id,
            {
                "owner": dict.fromkeys(("name", "phone", "contact", "address"), text),
                "narrative": dict.fromkeys(("complaint", "cause", "correction"), text),
                "vehicle": {"vin": text, "plate": text, "engine_no": text},
                "part_lines": [{"new_part_no": text, "old_serial": text}],
            },
        ),
        lambda: desk.visits.sign(claim.visit.id, SignedPaper.COLLECTION, text, desk.bench.now),
        lambda: desk.shelf.receive(claim.id, 1, handed_over_by=text),
        lambda: desk.shelf.save_place(text, text),
        lambda: desk.shelf.by_tag(text),
        lambda: desk.shelf.place(text),
        lambda: desk.attachments.add_bytes(claim.id, text, b"x", text, text),
        lambda: desk.attachments.tick(claim.id, text),
        lambda: desk.archive.search(text),
        lambda: desk.vehicles.by_plate(text),
        lambda: desk.claims.by_number(text),
        lambda: desk.people.act_as(text),
        lambda: desk.settings.save("note", text),
        lambda: desk.claims.submit(claim.id, {text: text}),
        lambda: desk.papers.draw("receipt", claim.id, tmp_path / "receipt.pdf"),
        lambda: desk.claims.void(claim.id, text),
    )
    for verb in verbs:
        try:
            verb()
        except Refused as refusal:
            assert refusal.findings  # noqa: PT017 - a verb may also take the text
    assert desk.archive.verify() == []
