"""V42–V48: what proves the work: words, readings, clocks, consents, invoices, issue notes."""

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from warrantydesk.domain.claim import AddOn, ClaimType, PayBy
from warrantydesk.domain.claim.lines import PartLine, Treatment
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.naming import names_of, tells_of
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.domain.work import StoreState
from warrantydesk.i18n import N_

_ELECTRIC = ("electrical", "power_electronics", "traction_battery", "drive_motor", "infotainment")
_CODE_OR_READING = re.compile(
    r"\b[PBCU][0-3][0-9A-F]{3}"
    r"|\d\s*(?:[kMm]?Pa|bar|[mk]?V\b|[mkµ]?A\b|[kM]?Ω|°|℃|mm|cm|%|rpm|r/min|km|L\b|h\b|d[Bb]|N·?m"
    r"|Hz|s\b|ms\b|min\b|ppm|次|分钟|秒|小时|天)"
    r"|故障码|数据流|自检|试验|测试|测量|实测|检测仪|诊断仪|电压|电阻|电流|电机正常|绝缘|信号|射频|插接|通电"
    r"|虚焊|断路|短路|开路|断续|退针|第 ?\d+ ?针|磨损|日志|波形|\bDTC|\bscan|\bmeasured|\btest"
    r"|[- ]test|\b(?:open|short) circuit"
    r"|\bdry joint|\bvoltage|\bmotor (?:fine|dead)|\bRF |\bpin \d|\b[Ll]og |\bworn\b"
    r"|\b[Nn]o (?:touch|signal|output)|\bjoint off"
)
"""A trouble code, a number with its unit, words of a test, or of wear that needs none."""
_SHOWS_READINGS = frozenset({"DR", "PH"})
_SUBLET, _SUBLET_INVOICE, _ISSUE_NOTE = "SUBLET", "SI", "PI"


def _has_paper(facts: ClaimFacts, *codes: str) -> bool:
    """Tell whether a paper is here as a file or was ticked off."""
    held = facts.ticked | {one.document_code for one in facts.attachments}
    return any(code in held for code in codes)


def correction_names_the_part(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V42 (trade practice): the correction tells of the causal part, by name or number."""
    claim = facts.claim
    told = claim.narrative.correction
    line = next((one for one in claim.part_lines if one.causal and one.leaves_pieces), None)
    if line is None or not told.strip() or "correction" not in facts.required_fields:
        return
    if not tells_of(told, names_of(facts, line)):
        yield Problem(
            "narrative.correction",
            N_("The correction does not name the causal part ({part})."),
            {"part": line.new_part_name or line.new_part_no or line.old_part_no},
        )


def readings_are_there(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V43 (our own): an electrical or engine management fault comes with what was read.

    What was read after the repair, in the correction, proves no fault.
    ``systems``: systems of fault codes that need it, beside all codes with a trouble code.
    """
    claim, profile = facts.claim, facts.profile
    fault = profile.faults.get(claim.codes.fault_code) if profile else None
    if fault is None or "cause" not in facts.required_fields:
        return
    is_read = fault["system"] in params.words("systems", _ELECTRIC) or fault.get("dtc_example")
    cause = claim.narrative.cause
    shown = facts.readings > 0 or _has_paper(facts, *_SHOWS_READINGS)
    if is_read and not shown and cause.strip() and not _CODE_OR_READING.search(cause):
        yield Problem(
            "narrative.cause",
            N_("No trouble code and no reading: write what was measured, or attach the report."),
        )


def hours_were_clocked(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V44 (S24, S26): claimed hours are not above the clocked ones, no clock runs twice.

    ``hours`` (1.0): how much more is let pass. Where nothing was clocked nothing is compared.
    """
    clocks = [one for one in facts.work_times if not one.void_reason and one.ended_at is not None]
    spent = sum(
        (one.ended_at - one.started_at for one in clocks if one.ended_at is not None), timedelta()
    )
    clocked = Decimal(round(spent.total_seconds())) / 3600
    lines = [one for one in facts.claim.labour_lines if one.pay_by is PayBy.CLAIM]
    claimed = sum((one.hours + one.extra_hours for one in lines), Decimal())
    if clocks and claimed > clocked + _decimal(params.given.get("hours", ""), Decimal(1)):
        yield Problem(
            "labour_lines[0].hours",
            N_("{hours} h are claimed, but only {clocked} h were clocked: give the reason."),
            {"hours": claimed, "clocked": clocked.quantize(Decimal("0.1"))},
        )
    for one in facts.work_times:
        if one.id in facts.clashes and not one.void_reason:
            yield Problem(
                "labour_lines",
                N_("{name} was clocked on claim {number} at the same time."),
                {"name": one.technician, "number": facts.clashes[one.id]},
            )


def _decimal(text: str, default: Decimal) -> Decimal:
    try:
        return Decimal(text) if text else default
    except ArithmeticError:
        return default


def added_work_was_allowed(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V45 (B.8): added work is allowed by name and time before it begins."""
    for path, added in _added(facts):
        if not added.added:
            continue
        if not added.authorised_by.strip() or added.authorised_at is None:
            yield Problem(
                f"{path}.add_on.authorised_by",
                N_("This line was added later: who allowed it, and when, before the work began?"),
            )
        elif added.begun_at is not None and added.begun_at < added.authorised_at:
            yield Problem(
                f"{path}.add_on.authorised_at",
                N_("This added work began before {name} allowed it."),
                {"name": added.authorised_by},
            )


def _added(facts: ClaimFacts) -> Iterator[tuple[str, AddOn]]:
    claim = facts.claim
    for index, part in enumerate(claim.part_lines):
        yield f"part_lines[{index}]", part.add_on
    for index, labour in enumerate(claim.labour_lines):
        yield f"labour_lines[{index}]", labour.add_on
    for index, other in enumerate(claim.other_lines):
        yield f"other_lines[{index}]", other.add_on


def sublet_has_its_invoice(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V46 (trade practice): work of others comes with number, day and file of its invoice."""
    for index, line in enumerate(facts.claim.other_lines):
        is_sublet = line.code.upper().startswith(_SUBLET) or line.supplier.strip()
        if not is_sublet or line.pay_by is not PayBy.CLAIM:
            continue
        path = f"other_lines[{index}]"
        if not line.invoice_no.strip():
            yield Problem(
                f"{path}.invoice_no", N_("The number of the supplier's invoice is missing.")
            )
        if line.invoiced_on is None:
            yield Problem(
                f"{path}.invoiced_on", N_("The day of the supplier's invoice is missing.")
            )
        if not _has_paper(facts, _SUBLET_INVOICE):
            yield Problem(f"{path}.supplier", N_("Attach the supplier's invoice."))


def consumables_left_the_store(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V47 (S24c): a claimed consumable has left the parts store by an issue note."""
    if _has_paper(facts, _ISSUE_NOTE):
        return
    issued = {
        line.part_no
        for one in facts.store_requests
        if one.state is StoreState.ISSUED
        for line in one.lines
    }
    for index, line in enumerate(facts.claim.part_lines):
        named = line.new_part_no
        if line.consumable and named and line.pay_by is PayBy.CLAIM and named not in issued:
            yield Problem(
                f"part_lines[{index}].new_part_no",
                N_("Nothing shows where {part} came from: attach the parts issue note."),
                {"part": named},
            )


def parts_are_genuine(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V48 (trade practice): the maker pays its own parts and those it approved."""
    for index, line in enumerate(facts.claim.part_lines):
        if not line.genuine and _is_claimed(line) and facts.claim.type is not ClaimType.SPECIAL:
            yield Problem(
                f"part_lines[{index}].new_part_no",
                N_("{part} is not a genuine part: the maker does not pay it."),
                {"part": line.new_part_no or line.new_part_name},
            )


def _is_claimed(line: PartLine) -> bool:
    return line.pay_by is PayBy.CLAIM and line.treatment is Treatment.REPLACE


EVIDENCE_RULES = (
    Rule(
        "V42",
        correction_names_the_part,
        Severity.WARN,
        why=N_("The correction must say that the claimed part was the one replaced."),
        cost=N_("The claim is returned as contradictory."),
        title=N_("The correction names the causal part"),
        passes=N_("“Replaced water pump and gasket, pressure holds.”"),
        fails=N_("“Work carried out, customer content.”"),
    ),
    Rule(
        "V43",
        readings_are_there,
        Severity.WARN,
        why=N_("An electrical fault that nobody measured may be a loose plug."),
        cost=N_("The maker asks for codes and readings, days are lost."),
        title=N_("Electrical faults come with readings"),
        passes=N_("“DTC P0128, after 20 km only 68 °C.”"),
        fails=N_("“Control unit defective, replaced.”"),
    ),
    Rule(
        "V44",
        hours_were_clocked,
        Severity.WARN,
        why=N_("Auditors lay clocks beside claimed hours."),
        cost=N_("Hours that nobody worked are charged back."),
        title=N_("Claimed hours were clocked, once"),
        passes=N_("2.1 h claimed, 1.8 h clocked."),
        fails=N_("5 h claimed, 2 h clocked, or one technician on two cars at once."),
    ),
    Rule(
        "V45",
        added_work_was_allowed,
        Severity.WARN,
        why=N_("Work that nobody allowed before looks like work to fill the claim."),
        cost=N_("Auditors charge added lines back."),
        title=N_("Added work was allowed before it began"),
        passes=N_("The service manager allowed it at 10:00, work began at 10:20."),
        fails=N_("An added line without the name of who allowed it."),
    ),
    Rule(
        "V46",
        sublet_has_its_invoice,
        Severity.WARN,
        why=N_("Work of others is paid by their invoice."),
        cost=N_("The cost line is struck."),
        title=N_("Sublet work has its invoice"),
        passes=N_("A tow with number, day and scan of the invoice."),
        fails=N_("A tow without invoice."),
    ),
    Rule(
        "V47",
        consumables_left_the_store,
        Severity.WARN,
        why=N_("Auditors ask to see where every tube of sealant came from."),
        cost=N_("Consumables without a trace are charged back."),
        title=N_("Consumables came from the store"),
        passes=N_("Coolant on the parts issue note."),
        fails=N_("Sealant that no issue note names."),
    ),
    Rule(
        "V48",
        parts_are_genuine,
        Severity.WARN,
        why=N_("The maker answers for its own parts only."),
        cost=N_("The line is refused as not genuine."),
        title=N_("Claimed parts are genuine"),
        passes=N_("A part from the maker's own stock."),
        fails=N_("A filter of another brand."),
    ),
)
