"""W01, W02: texts that a form can carry: not too long, every character printable."""

from collections.abc import Iterator

from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.i18n import N_

_LIMITS = {
    "narrative.complaint": 2000,
    "narrative.cause": 2000,
    "narrative.correction": 2000,
    "narrative.remark": 2000,
    "owner.name": 100,
    "owner.phone": 40,
    "owner.contact": 100,
    "owner.contact_phone": 40,
    "owner.address": 200,
    "vehicle.plate": 20,
    "vehicle.engine_no": 40,
    "vehicle.motor_no": 40,
    "vehicle.gearbox_no": 40,
    "visit.brought_by": 100,
    "visit.repair_order": 40,
}


def _texts(facts: ClaimFacts) -> Iterator[tuple[str, str, int]]:
    for path, limit in _LIMITS.items():
        part, name = path.split(".")
        yield path, getattr(getattr(facts.claim, part), name), limit
    for index, line in enumerate(facts.claim.part_lines):
        for name in ("new_part_no", "old_part_no", "old_supplier_code", "old_serial"):
            yield f"part_lines[{index}].{name}", getattr(line, name), 60
        yield f"part_lines[{index}].new_part_name", line.new_part_name, 120
    for index, labour in enumerate(facts.claim.labour_lines):
        yield f"labour_lines[{index}].name", labour.name, 120
        yield f"labour_lines[{index}].extra_reason", labour.extra_reason, 400
    for index, other in enumerate(facts.claim.other_lines):
        yield f"other_lines[{index}].text", other.text, 400


def fits_the_form(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """W01 (trade practice): no text longer than the maker's field."""
    for path, text, limit in _texts(facts):
        if len(text) > limit:
            yield Problem(
                path,
                N_("{n} characters are too many: shorten to {limit} and attach the rest."),
                {"n": len(text), "limit": limit},
            )


def can_be_printed(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """W02 (our own): every character has a shape in the font of the papers."""
    for path, text, _limit in _texts(facts):
        strange = sorted({c for c in text if c not in "\n\t" and not facts.printable(c)})
        if strange:
            signs = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in strange[:5])
            yield Problem(
                path, N_("Papers cannot show {signs}: write it in words."), {"signs": signs}
            )


WRITING_RULES = (
    Rule(
        "W01",
        fits_the_form,
        Severity.BLOCK,
        why=N_("The maker's fields are limited; what is cut off cannot be read."),
        cost=N_("The claim is returned as incomplete."),
        title=N_("Texts fit the form"),
        passes=N_("A cause of 300 characters."),
        fails=N_("A cause of 2,500 characters."),
    ),
    Rule(
        "W02",
        can_be_printed,
        Severity.WARN,
        why=N_("A sign that no printer knows appears as an empty box."),
        cost=N_("An unreadable name is asked back."),
        title=N_("Papers can show every sign"),
        passes=N_("A name with a rare character that the font has."),
        fails=N_("A name with a sign that no font has."),
    ),
)
