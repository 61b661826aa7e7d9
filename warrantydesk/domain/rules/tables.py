"""V34–V40: claim lines against the maker's tables of parts, operations, models, suppliers."""

from collections import Counter
from collections.abc import Iterator

from warrantydesk.domain.claim import PayBy
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.profile import BrandProfile, LabourEntry, PartEntry
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.i18n import N_

_OPEN_SYSTEMS = ("wear", "service")
"""Systems of fault codes that any operation may go with."""
_MAIN = "main"
"""Kind of operations that stand for themselves."""


def labour_fits_the_fault(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V34 (Untread01): an operation works on the system that its fault code names.

    The operation's system is that of its part: the digits of its code, else the parts that its
    row names. ``also``: further pairs ``fault>operation``, where ``fault`` is a system or ``any``,
    ``operation`` a system or the first digits of its part. Operations that only go with others,
    and those that belong to no part, pass.
    """
    profile, code = facts.profile, facts.claim.codes.fault_code
    fault = profile.faults.get(code) if profile else None
    if profile is None or fault is None or fault["system"] in _OPEN_SYSTEMS:
        return
    pairs = (pair.split(">", 1) for pair in params.words("also", ()) if ">" in pair)
    also = tuple(right for left, right in pairs if left in ("any", fault["system"]))
    for index, line in enumerate(facts.claim.labour_lines):
        entry = profile.labour.get(line.code)
        groups = _groups_of(profile, entry) if entry and entry.kind == _MAIN else set()
        if groups and not groups & {fault["system"], *also} and not line.code[1:].startswith(also):
            yield Problem(
                f"labour_lines[{index}].code",
                N_("Operation {code} belongs to another system than fault {fault}."),
                {"code": line.code, "fault": code},
            )


def _groups_of(profile: BrandProfile, entry: LabourEntry) -> set[str]:
    base = entry.code[1:]
    named = {part.part_group for no, part in profile.parts.items() if no.partition("-")[0] == base}
    related = (profile.parts.get(no) for no in entry.related_parts)
    return named or {part.part_group for part in related if part is not None}


def labour_fits_the_model(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V35 (Untread02): the maker's table has hours of each operation for this model."""
    profile, model = facts.profile, facts.claim.vehicle.model_code
    kind = profile.model_class(model) if profile else ""
    if profile is None or not profile.labour:
        return
    for index, line in enumerate(facts.claim.labour_lines):
        entry = profile.labour.get(line.code)
        path = f"labour_lines[{index}].code"
        if line.code and entry is None:
            yield Problem(
                path, N_("The maker's table has no operation {code}."), {"code": line.code}
            )
        elif entry is not None and kind and entry.hours and kind not in entry.hours:
            yield Problem(
                path,
                N_("Operation {code} has no hours for model {model}: choose the one of this car."),
                {"code": line.code, "model": model},
            )


def part_fits_the_model(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V36 (Untread03): each new part is for this model."""
    model = facts.claim.vehicle.model_code
    for index, part in _known_parts(facts):
        if model and part.models and model not in part.models:
            yield Problem(
                f"part_lines[{index}].new_part_no",
                N_("{part} is not for model {model}."),
                {"part": part.part_no, "model": model},
            )


def _known_parts(facts: ClaimFacts) -> Iterator[tuple[int, PartEntry]]:
    for index, line in enumerate(facts.claim.part_lines):
        part = facts.profile.parts.get(line.new_part_no) if facts.profile else None
        if part is not None and line.pay_by is PayBy.CLAIM:
            yield index, part


def no_more_than_a_car_has(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V37 (Untread12): no more of a part than one vehicle uses, all lines together."""
    lines = facts.claim.part_lines
    used: Counter[str] = Counter()
    for index, part in _known_parts(facts):
        before = used[part.part_no]
        used[part.part_no] += lines[index].quantity
        most = part.usage_per_vehicle
        if most > 0 and before <= most < used[part.part_no]:
            yield Problem(
                f"part_lines[{index}].quantity",
                N_("{n} × {part}, but a car has only {most}."),
                {"n": used[part.part_no], "part": part.part_no, "most": most},
            )


def no_parts_with_bare_labour(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V38 (SGMW): operations that use no material stand beside no replaced part.

    ``codes``: such operations: updates, measurements, adjustments (default none).
    """
    codes = frozenset(params.words("codes", ()))
    labour = [line for line in facts.claim.labour_lines if line.code]
    if not labour or not all(line.code in codes for line in labour):
        return
    for index, line in enumerate(facts.claim.part_lines):
        if line.leaves_pieces and line.pay_by is PayBy.CLAIM:
            yield Problem(
                f"part_lines[{index}].new_part_no",
                N_("Operation {code} uses no parts: take {part} out, or claim its replacement."),
                {"code": labour[0].code, "part": line.new_part_no or line.old_part_no},
            )


def removed_part_has_its_supplier(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V39 (CQZT): the supplier of each removed part is named."""
    for index, line in enumerate(facts.claim.part_lines):
        named = line.new_part_no or line.old_part_no
        is_claimed = line.leaves_pieces and line.pay_by is PayBy.CLAIM
        if is_claimed and named and not line.old_supplier_code.strip():
            yield Problem(
                f"part_lines[{index}].old_supplier_code",
                N_("The supplier code of the removed part is missing: read it off {part}."),
                {"part": named},
            )


def supplier_makes_the_part(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V40 (SGMW): the supplier is one that delivers this part."""
    for index, part in _known_parts(facts):
        code = facts.claim.part_lines[index].old_supplier_code
        if code and part.supplier_codes and code not in part.supplier_codes:
            yield Problem(
                f"part_lines[{index}].old_supplier_code",
                N_("Supplier {code} does not deliver {part}."),
                {"code": code, "part": part.part_no},
            )


TABLE_RULES = (
    Rule(
        "V34",
        labour_fits_the_fault,
        Severity.BLOCK,
        why=N_("The portal has a table of which operation goes with which fault."),
        cost=N_("The claim is returned by the portal at once."),
        title=N_("The operation fits the fault"),
        passes=N_("A coolant leak, and the water pump is replaced."),
        fails=N_("A coolant leak, and wiper blades are replaced."),
    ),
    Rule(
        "V35",
        labour_fits_the_model,
        Severity.BLOCK,
        why=N_("Standard hours exist by model."),
        cost=N_("An operation without hours for the model is not paid."),
        title=N_("The operation is for this model"),
        passes=N_("An operation with hours for this class of car."),
        fails=N_("Work on a combustion engine in an electric car."),
    ),
    Rule(
        "V36",
        part_fits_the_model,
        Severity.BLOCK,
        why=N_("The maker knows which parts it built into which model."),
        cost=N_("The line is refused as a wrong part."),
        title=N_("The part is for this model"),
        passes=N_("The pump of this engine."),
        fails=N_("The pump of another model."),
    ),
    Rule(
        "V37",
        no_more_than_a_car_has,
        Severity.BLOCK,
        why=N_("Nobody can replace more of a part than the car has."),
        cost=N_("The surplus is struck, and the claim is looked at more closely."),
        title=N_("No more parts than the car has"),
        passes=N_("Four spark plugs for four cylinders."),
        fails=N_("Two water pumps for one engine."),
    ),
    Rule(
        "V38",
        no_parts_with_bare_labour,
        Severity.BLOCK,
        why=N_("An update or a measurement uses no parts."),
        cost=N_("The part is struck as not used."),
        title=N_("No parts with operations that use none"),
        passes=N_("A software update without parts."),
        fails=N_("A software update and a new control unit."),
    ),
    Rule(
        "V39",
        removed_part_has_its_supplier,
        Severity.BLOCK,
        why=N_("The maker takes the money back from the supplier of the failed part."),
        cost=N_("The claim is returned, or the old part is refused."),
        title=N_("The removed part names its supplier"),
        passes=N_("Supplier QA1011 as the part's label says."),
        fails=N_("A replaced part without supplier code."),
    ),
    Rule(
        "V40",
        supplier_makes_the_part,
        Severity.WARN,
        why=N_("Each part has its suppliers in the maker's list."),
        cost=N_("A wrong supplier code is a reason to refuse the old part."),
        title=N_("The supplier delivers this part"),
        passes=N_("A supplier that the parts list names."),
        fails=N_("A tyre maker as supplier of an engine."),
    ),
)
