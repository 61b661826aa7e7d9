"""V31–V33, V41, W03: what was replaced, what was done, and how it is told."""

import re
from collections.abc import Iterator

from warrantydesk.domain.claim import ClaimType
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.i18n import N_

_WITH_PARTS = (ClaimType.REPAIR, ClaimType.PART_REPLACEMENT)
_VAGUE = ("坏了", "更换即可", "不好用", "有问题")
_TOLD = ("complaint", "cause", "correction")


def has_part_and_labour(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V31 (trade practice): a repair names its causal part and its main operation."""
    claim = facts.claim
    if claim.type not in _WITH_PARTS:
        return
    if not any(line.causal for line in claim.part_lines):
        yield Problem("part_lines", N_("No part line is marked as the causal part."))
    if not any(line.main for line in claim.labour_lines):
        yield Problem("labour_lines", N_("No labour line is marked as the main operation."))


def one_causal_part(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V32 (trade practice): a claim holds one fault; related parts point to its causal part."""
    lines = facts.claim.part_lines
    causal = [number for number, line in enumerate(lines, 1) if line.causal]
    for number in causal[1:]:
        yield Problem(
            f"part_lines[{number - 1}].causal",
            N_("Line {first} is the causal part already: another fault is another claim."),
            {"first": causal[0]},
        )
    for number, line in enumerate(lines, 1):
        if line.causal or line.consumable or not causal:
            continue
        if line.causal_line not in causal:
            yield Problem(
                f"part_lines[{number - 1}].causal_line",
                N_("Line {n} is not linked to the causal part."),
                {"n": number},
            )


def labour_where_required(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V33 (trade practice): labour where the claim type asks for it."""
    if "labour" not in facts.required_fields:
        return
    lines = facts.claim.labour_lines
    if not lines:
        yield Problem("labour_lines", N_("The list of labour operations is empty."))
    elif not any(line.hours or line.extra_hours for line in lines):
        yield Problem("labour_lines[0].hours", N_("No labour operation has hours."))


def every_line_names_something(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """W03 (our own): a line that was only opened is filled or taken away."""
    claim = facts.claim
    for index, part in enumerate(claim.part_lines):
        if not (part.new_part_no or part.old_part_no):
            yield Problem(
                f"part_lines[{index}].new_part_no",
                N_("Part line {n} has no part number: fill it or delete the line."),
                {"n": index + 1},
            )
    for index, labour in enumerate(claim.labour_lines):
        if not (labour.code or labour.name):
            yield Problem(
                f"labour_lines[{index}].code",
                N_("Labour line {n} names no operation: fill it or delete the line."),
                {"n": index + 1},
            )
    for index, other in enumerate(claim.other_lines):
        if not (other.code or other.text):
            yield Problem(
                f"other_lines[{index}].text",
                N_("Cost line {n} does not say what for: fill it or delete the line."),
                {"n": index + 1},
            )


def story_is_told(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V41 (trade practice): each part of the narrative says something of its own."""
    least = params.number("min_len", 15)
    vague = params.words("banned", _VAGUE)
    narrative = facts.claim.narrative
    told: dict[str, str] = {}
    for name in _TOLD:
        text = getattr(narrative, name).strip()
        if not text or name not in facts.required_fields:
            continue
        path = f"narrative.{name}"
        if not re.search(r"\w", text):
            yield Problem(path, N_("These are signs only, not words."))
        elif len(text) < least:
            yield Problem(
                path,
                N_("Only {n} characters (at least {least}): say when, how often, what was read."),
                {"n": len(text), "least": least},
            )
        elif text in told.values():
            yield Problem(path, N_("This repeats another field word for word."))
        elif phrase := next(
            (word for word in vague if word in text and len(text) < 2 * least), None
        ):
            yield Problem(path, N_("“{phrase}” says nothing to an auditor."), {"phrase": phrase})
        told[name] = text


CONTENT_RULES = (
    Rule(
        "V31",
        has_part_and_labour,
        Severity.BLOCK,
        why=N_("The maker pays a repair for its causal part and its main operation."),
        cost=N_("The claim is returned."),
        title=N_("Causal part and main operation"),
        passes=N_("A water pump marked as causal, its replacement marked as main."),
        fails=N_("A repair with parts of which none is the causal one."),
    ),
    Rule(
        "V32",
        one_causal_part,
        Severity.BLOCK,
        why=N_("Fault statistics and supplier recovery hang on the one causal part."),
        cost=N_("Related parts are struck from the claim."),
        title=N_("One causal part, the others linked to it"),
        passes=N_("A pump, and its gasket linked to it."),
        fails=N_("Two causal parts in one claim."),
    ),
    Rule(
        "V33",
        labour_where_required,
        Severity.BLOCK,
        why=N_("This type of claim is paid by its labour."),
        cost=N_("Nothing is paid."),
        title=N_("Labour where the type asks for it"),
        passes=N_("2.1 h for the water pump."),
        fails=N_("An empty list of operations."),
    ),
    Rule(
        "V41",
        story_is_told,
        Severity.WARN,
        why=N_("Auditors read complaint, cause and correction before anything else."),
        cost=N_("Vague stories are a common reason of return."),
        title=N_("The story is told"),
        passes=N_(
            "“Pressure falls from 140 to 95 kPa in 5 minutes, pump leaks at its drain hole.”"
        ),
        fails=N_("“Broken, replaced.”"),
    ),
    Rule(
        "W03",
        every_line_names_something,
        Severity.BLOCK,
        why=N_("The maker pays what has a name in its tables; an empty line has none."),
        cost=N_("The claim is returned as incomplete."),
        title=N_("Lines name what they are for"),
        passes=N_("A cost line “tow from the motorway”."),
        fails=N_("A part line without any number."),
    ),
)
