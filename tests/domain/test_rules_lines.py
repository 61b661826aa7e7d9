"""V34–V40, V42–V48, V51–V54, V96–V100: lines, proofs, prices and the file, by the demo brand."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from builders import (
    CAUSE,
    a_claim,
    a_labour_line,
    a_part_line,
    an_old_part,
    an_other_line,
    some_facts,
)
from rule_examples import Example, at, finds, passes

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.authorisation import Authorisation, AuthorisationState
from warrantydesk.domain.claim import AddOn, Claim, ClaimType, PayBy
from warrantydesk.domain.claim.lines import Treatment
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Severity
from warrantydesk.domain.inspection import InspectionSignature
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.person import Role
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.rules import RULES, check
from warrantydesk.domain.visit import Signature, SignedPaper
from warrantydesk.domain.work import StoreLine, StoreRequest, StoreState, WorkTime
from warrantydesk.reading.profiles import read_folder
from warrantydesk.resources import find

_TABLES = read_folder(find("brands/qicheng")).tables
BRAND = BrandProfile("QC", 1, lambda table: [*_TABLES[table]])
UNTAXED = BrandProfile(
    "QC",
    1,
    lambda table: [row for row in _TABLES[table] if "vat" not in str(row.get("code"))],
)
PUMP, GASKET, SOCKET = "1307010-T20", "1307020-T20", "9900010-X00"
LABOUR, CORRECTION = "labour_lines[0]", "narrative.correction"
RIGHT: dict[str, Any] = {
    "part_lines": (a_part_line(old_supplier_code="QA1031", unit_price_fen=46_800),),
    "labour_lines": (a_labour_line(hours=Decimal("2.1"), unit_price_fen=12_000),),
}

WITH_GASKET = (
    *RIGHT["part_lines"],
    a_part_line(
        new_part_no=GASKET,
        old_part_no=GASKET,
        old_supplier_code=BRAND.parts[GASKET].supplier_codes[0],
        unit_price_fen=BRAND.parts[GASKET].list_price_fen,
        causal=False,
        causal_line=1,
    ),
)


def claimed(claim: Claim | None = None, /, **paths: Any) -> ClaimFacts:
    """Return a claim of the demo brand that its tables say nothing against."""
    around = {one.name for one in fields(ClaimFacts)}
    facts = {name: paths.pop(name) for name in list(paths) if name in around}
    claim = claim or a_claim(**{**RIGHT, **paths})
    whole = {"profile": BRAND, "profile_then": BRAND, "rates": BRAND.rates}
    return some_facts(claim, switches=BRAND.switches, **{**whole, **facts})


def pump(**changes: Any) -> dict[str, Any]:
    return {"part_lines": (replace(RIGHT["part_lines"][0], **changes),)}


def work(**changes: Any) -> dict[str, Any]:
    return {"labour_lines": (replace(RIGHT["labour_lines"][0], **changes),)}


def paper(code: str) -> dict[str, Any]:
    return {"attachments": (Attachment(1, code, "0" * 64, "a.pdf", 1, "application/pdf"),)}


def clocked(hours: int, **changes: Any) -> WorkTime:
    return replace(WorkTime(1, 1, "S06", at(23, 9), at(23, 9 + hours), id=7), **changes)


def sublet(**changes: Any) -> dict[str, Any]:
    whole = {"supplier": "Tow Ltd", "invoice_no": "88", "invoiced_on": date(2026, 11, 23)}
    return {"other_lines": (an_other_line(**{**whole, **changes}),)}


def issued(part: str, state: StoreState = StoreState.ISSUED) -> dict[str, Any]:
    return {"store_requests": (StoreRequest(1, "P1", (StoreLine(part),), state),)}


def allowed(fen: int | None) -> dict[str, Any]:
    state = AuthorisationState.APPROVED
    return {"authorisations": (Authorisation(1, "", "?", state=state, approved_fen=fen),)}


ELECTRIC: dict[str, Any] = {"codes__fault_code": "EL107"}
SEALANT = {"part_lines": (a_part_line(new_part_no=SOCKET, consumable=True, causal=False),)}
BARE = work(code="D1307010", hours=Decimal("0.5"))
BY_BOSS = AddOn(True, "noise", "S09", at(23, 10), at(23, 10))
TOO_LATE = AddOn(True, "noise", "S09", at(23, 11), at(23, 10))
DEAR = {**pump(unit_price_fen=500_000), "profile_then": None}

EXAMPLES: tuple[Example, ...] = (
    passes("V34", "a coolant leak, a pump", claimed()),
    passes("V34", "an unknown fault", claimed(codes__fault_code="X")),
    passes("V34", "goes with others", claimed(**work(code="A1700010"))),
    passes("V34", "a pair that this brand names", claimed(codes__fault_code="EN110",
        **work(code="R3705010"))),
    finds("V34", "wipers for a coolant leak", f"{LABOUR}.code", claimed(**work(code="R5205010"))),
    passes("V35", "hours for this class", claimed()),
    finds("V35", "no hours", f"{LABOUR}.code", claimed(**work(code="R2103010"))),
    finds("V35", "unknown", f"{LABOUR}.code", claimed(**work(code="R0000000"))),
    passes("V35", "a model that nobody knows", claimed(vehicle__model_code="?")),
    passes("V36", "its own pump", claimed()),
    passes("V36", "a part for all", claimed(**pump(new_part_no="3620110-X00"))),
    finds("V36", "another engine's pump", "part_lines[0].new_part_no",
        claimed(**pump(new_part_no="1307010-N15"))),
    passes("V37", "one pump", claimed()),
    finds("V37", "two pumps", "part_lines[0].quantity", claimed(**pump(quantity=2))),
    finds("V37", "one on each of two lines", "part_lines[1].quantity",
        claimed(part_lines=RIGHT["part_lines"] * 2)),
    passes("V38", "the pump is replaced", claimed()),
    passes("V38", "nothing is replaced", claimed(part_lines=(), **BARE)),
    finds("V38", "only looked for the leak", "part_lines[0].new_part_no", claimed(**BARE)),
    passes("V39", "named", claimed()),
    passes("V39", "mended", claimed(**pump(old_supplier_code="", treatment="repair"))),
    finds("V39", "not named", "part_lines[0].old_supplier_code",
        claimed(**pump(old_supplier_code=" "))),
    passes("V40", "one of the list", claimed()),
    finds("V40", "another", "part_lines[0].old_supplier_code",
        claimed(**pump(old_supplier_code="QA1011"))),
    passes("V42", "named", claimed()),
    passes("V42", "by its number", claimed(narrative__correction=f"已换 {PUMP}，试车")),
    passes("V42", "nothing replaced", claimed(narrative__correction="软件", part_lines=())),
    finds("V42", "not named", CORRECTION, claimed(narrative__correction="处理完毕，客户满意。")),
    passes("V43", "a mechanical fault", claimed(narrative__cause="锁扣弯曲，碰撞痕迹没有")),
    passes("V43", "measured", claimed(**ELECTRIC, narrative__cause="喇叭供电 0.2 V，搭铁好")),
    passes("V43", "a code", claimed(**ELECTRIC, narrative__cause="读到 B1A52，线束完好")),
    passes("V43", "a report", claimed(**ELECTRIC, narrative__cause="坏了", **paper("DR"))),
    passes("V43", "items of the inspection", claimed(**ELECTRIC, narrative__cause="坏了",
        readings=2)),
    finds("V43", "nothing", "narrative.cause", claimed(**ELECTRIC,
        narrative__cause="喇叭坏了，已更换", narrative__correction="更换喇叭")),
    passes("V44", "nothing was clocked", claimed()),
    passes("V44", "an hour more at most", claimed(work_times=(clocked(2),))),
    passes("V44", "still running", claimed(work_times=(clocked(1, ended_at=None),))),
    finds("V44", "two hours for one", f"{LABOUR}.hours", claimed(work_times=(clocked(1),))),
    finds("V44", "on two jobs", "labour_lines",
        claimed(work_times=(clocked(2),), clashes={7: "C0126-000002"})),
    passes("V45", "not added", claimed()),
    passes("V45", "allowed before", claimed(**pump(add_on=BY_BOSS))),
    finds("V45", "by nobody", "part_lines[0].add_on.authorised_by",
        claimed(**pump(add_on=AddOn(True)))),
    finds("V45", "too late", f"{LABOUR}.add_on.authorised_at", claimed(**work(add_on=TOO_LATE))),
    passes("V46", "own work", claimed(other_lines=(an_other_line(),))),
    passes("V46", "with its invoice", claimed(**sublet(), **paper("SI"))),
    finds("V46", "without all", "other_lines[0].invoice_no other_lines[0].invoiced_on"
        " other_lines[0].supplier", claimed(**sublet(invoice_no="", invoiced_on=None))),
    passes("V47", "no consumables", claimed()),
    passes("V47", "issued", claimed(**SEALANT, **issued(SOCKET))),
    passes("V47", "with the issue note", claimed(**SEALANT, **paper("PI"))),
    passes("V79", "the gasket beside the pump", claimed(part_lines=WITH_GASKET)),
    passes("V79", "the pump is mended", claimed(**pump(treatment=Treatment.REPAIR))),
    finds("V79", "the gasket is left out", "part_lines[0].new_part_no", claimed()),
    finds("V43", "read only after the repair", "narrative.cause", claimed(**ELECTRIC,
        narrative__cause="总成内部失效引起故障", narrative__correction="更换后怠速 14.3 V")),
    finds("V43", "a word of the part's name is no reading", "narrative.cause",
        claimed(**ELECTRIC, narrative__cause="发电机总成内部失效引起故障")),
    finds("V47", "without a trace", "part_lines[0].new_part_no", claimed(**SEALANT)),
    finds("V47", "only asked for", "part_lines[0].new_part_no",
        claimed(**SEALANT, **issued(SOCKET, StoreState.ASKED))),
    passes("V48", "the maker's", claimed()),
    passes("V48", "the customer pays", claimed(**pump(genuine=False, pay_by=PayBy.SELF))),
    finds("V48", "another brand", "part_lines[0].new_part_no", claimed(**pump(genuine=False))),
    passes("V51", "the list's price", claimed()),
    passes("V51", "bought ahead",
        claimed(**pump(unit_price_fen=1), type=ClaimType.URGENT_ORDER)),
    passes("V51", "a part that the list does not have",
        claimed(**pump(new_part_no="X", unit_price_fen=1))),
    finds("V51", "a fen more", "part_lines[0].unit_price_fen",
        claimed(**pump(unit_price_fen=46_801))),
    passes("V52", "the table's hours", claimed()),
    passes("V52", "extra hours have their own rule",
        claimed(**work(extra_hours=Decimal(1), extra_reason="rust"))),
    finds("V52", "more hours", "claimed_total_fen", claimed(**work(hours=Decimal("2.3")))),
    finds("V52", "percentages of another day", "claimed_total_fen",
        claimed(rates=replace(BRAND.rates, handling=Decimal(12)))),
    finds("V51", "another hourly rate", f"{LABOUR}.unit_price_fen",
        claimed(**work(unit_price_fen=18_000))),
    finds("V51", "an hourly rate of its own though bought ahead", f"{LABOUR}.unit_price_fen",
        claimed(**work(unit_price_fen=18_000), type=ClaimType.URGENT_ORDER)),
    passes("V53", "a rate for tax", claimed()),
    finds("V53", "none", "claimed_total_fen", claimed(profile_then=UNTAXED)),
    passes("V54", "below the limit", claimed()),
    passes("V54", "allowed", claimed(**DEAR, **allowed(None))),
    finds("V54", "above it", "codes.authorisation_no", claimed(**DEAR)),
    finds("V54", "more than allowed", "codes.authorisation_no", claimed(**DEAR, **allowed(1_000))),
)  # fmt: skip


def signed(hour: int, paper: SignedPaper = SignedPaper.WORK_AUTHORISATION) -> dict[str, Any]:
    return {"signatures": (Signature(0, paper, "贺䶮", at(23, hour)),)}


def signed_by(login: str, as_role: Role = Role.TECHNICIAN) -> dict[str, Any]:
    return {"signers": (InspectionSignature(1, as_role, login, "何工", at(23)),)}


STARTED = "visit.started_at"
LOST = an_old_part(state=PartState.MISSING, tag="012600000001")
EXAMPLES += (
    passes("V96", "complete"),
    finds("V96", "photos", "documents", some_facts(missing_documents=("Photos",))),
    passes("V97", "before"),
    passes("V97", "a stock vehicle", some_facts(a_claim(type=ClaimType.PDI), signatures=())),
    finds("V97", "not at all", STARTED, some_facts(signatures=())),
    finds("V97", "another paper", STARTED, some_facts(**signed(8, SignedPaper.COLLECTION))),
    finds("V97", "afterwards", STARTED, some_facts(**signed(10))),
    passes("V98", "as filed"),
    finds("V98", "changed", "owner.name", some_facts(changed_since_filing=("owner.name",))),
    passes("V99", "on the shelf", some_facts(pieces=(an_old_part(state=PartState.SHELVED),))),
    finds("V99", "lost", "part_lines[0].return_required", some_facts(pieces=(LOST,))),
    passes("V100", "himself", some_facts(**signed_by("S06"))),
    passes(
        "V100", "named by name", some_facts(a_claim(visit__technician="何工"), **signed_by("S9"))
    ),
    passes("V100", "only the clerk yet", some_facts(**signed_by("S01", Role.CLERK))),
    finds("V100", "a colleague", "visit.technician", some_facts(**signed_by("S07"))),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Example) -> None:
    example.must_hold()


def test_a_claim_by_the_tables_has_no_findings() -> None:
    whole = claimed(part_lines=WITH_GASKET)
    assert [(one.rule, one.field) for one in check(whole)] == []


def told(row: Any, language: str) -> ClaimFacts:
    """Return a claim as a clerk would write it from a narrative of the demo brand."""
    part, entry = BRAND.parts[row["part_no"]], BRAND.labour[row["labour_code"]]
    model = row["model_code"]
    name = part.name_zh if language == "zh" else part.name_en
    line = a_part_line(
        new_part_no=part.part_no,
        old_part_no=part.part_no,
        new_part_name=name,
        old_supplier_code=part.supplier_codes[0],
        unit_price_fen=part.list_price_fen,
        consumable=part.consumable,
        treatment="replace" if entry.code.startswith("R") else "repair",
    )
    labour = a_labour_line(
        code=entry.code,
        name=entry.name_zh if language == "zh" else entry.name_en,
        hours=entry.hours[BRAND.model_class(model)],
        unit_price_fen=BRAND.labour_rate_fen(model),
    )
    return claimed(
        vehicle__model_code=model,
        codes__fault_code=row["fault_code"],
        narrative__complaint=row[f"complaint_{language}"],
        narrative__cause=row[f"cause_{language}"],
        narrative__correction=row[f"correction_{language}"],
        part_lines=(line,),
        labour_lines=(labour,),
        **allowed(None),
    )


@pytest.mark.parametrize(
    "row", [r for r in BRAND.rows("narratives") if r["covered"] == "yes"], ids=lambda r: r["id"]
)
def test_tables_and_proofs_find_nothing_in_a_good_story(row: Any) -> None:
    mine = {example.rule for example in EXAMPLES}
    found = [one for one in check(told(row, "zh")) if one.rule in mine]
    assert [(one.rule, one.field) for one in found] == []


def test_every_check_has_its_switch_in_the_demo_brand() -> None:
    assert {rule.id for rule in RULES} == set(BRAND.switches)


def test_the_manager_may_pass_a_block_of_the_tables_only() -> None:
    facts = claimed(**pump(quantity=2), narrative__cause=f"{CAUSE}。")
    (found,) = (one for one in check(facts) if one.severity is Severity.BLOCK)
    assert (found.rule, found.severity, found.by_manager) == ("V37", Severity.BLOCK, True)
