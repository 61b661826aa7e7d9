"""How ready a claim's file is for an auditor: a score from 0 to 100, and what it was made of.

The list is the "dirty dozen" of warranty audits: what auditors look at first, and charge back.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from warrantydesk.domain.claim import ClaimType, PayBy
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Finding, Severity
from warrantydesk.i18n import N_


class Ready(StrEnum):
    """What an item of the list says."""

    OK = "ok"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


READY_NAMES = {
    Ready.OK: N_("In order"),
    Ready.MISSING: N_("Missing"),
    Ready.NOT_APPLICABLE: N_("Does not apply"),
}


@dataclass(frozen=True)
class AuditItem:
    """One thing that auditors look at; ``points`` is what it weighs in the score.

    ``field`` is where something lacks: by ``findings`` of the checks, or as ``lacks`` says.
    """

    code: str
    title: str
    state: Ready
    points: int
    field: str = ""
    findings: tuple[Finding, ...] = ()
    lacks: str = ""


@dataclass(frozen=True)
class Readiness:
    """The score, 0 to 100, and its list; what does not apply counts neither way."""

    score: int
    items: tuple[AuditItem, ...]

    @property
    def missing(self) -> tuple[AuditItem, ...]:
        """The items that are not in order."""
        return tuple(one for one in self.items if one.state is Ready.MISSING)


@dataclass(frozen=True)
class _Subject:
    """An item: the checks that speak of it, when it applies, and what else it asks for."""

    code: str
    title: str
    points: int
    rules: frozenset[str]
    applies: Callable[[ClaimFacts], bool] = lambda facts: True
    lacks: Callable[[ClaimFacts], tuple[str, str]] = lambda facts: ("", "")
    """Field and sentence of what lacks beyond the checks; empty: nothing."""


_STOCK = frozenset({ClaimType.PRE_SALE, ClaimType.PDI})
_STARTER_BATTERY, _BATTERY_GROUP, _TEST_REPORT = "battery_12v", "traction_battery", "DR"


def readiness(facts: ClaimFacts, findings: Iterable[Finding]) -> Readiness:
    """Return the score of a claim with its list; ``findings`` are those of its checks."""
    found = tuple(findings)
    items = tuple(_item(subject, facts, found) for subject in _SUBJECTS)
    counted = [one for one in items if one.state is not Ready.NOT_APPLICABLE]
    most = sum(one.points for one in counted)
    held = sum(one.points for one in counted if one.state is Ready.OK)
    return Readiness(round(100 * held / most) if most else 100, items)


def _item(subject: _Subject, facts: ClaimFacts, found: tuple[Finding, ...]) -> AuditItem:
    if not subject.applies(facts):
        return AuditItem(subject.code, subject.title, Ready.NOT_APPLICABLE, subject.points)
    mine = tuple(one for one in found if one.rule in subject.rules and not one.override)
    if subject.code == _CHECKS:
        mine = tuple(one for one in found if one.severity is Severity.BLOCK)
    field, lacks = subject.lacks(facts)
    state = Ready.MISSING if mine or field else Ready.OK
    where = mine[0].field if mine else field
    return AuditItem(subject.code, subject.title, state, subject.points, where, mine, lacks)


def _has_added(facts: ClaimFacts) -> bool:
    claim = facts.claim
    added = [line.add_on for line in claim.part_lines]
    added += [line.add_on for line in claim.labour_lines]
    added += [line.add_on for line in claim.other_lines]
    return any(one.added for one in added)


def _has_sublet(facts: ClaimFacts) -> bool:
    lines = facts.claim.other_lines
    return any(line.supplier.strip() or line.code.upper().startswith("SUBLET") for line in lines)


def _has_battery(facts: ClaimFacts) -> bool:
    for line in facts.claim.part_lines:
        part = facts.profile.parts.get(line.new_part_no) if facts.profile else None
        if part is None or line.pay_by is not PayBy.CLAIM:
            continue
        if part.wear_class == _STARTER_BATTERY or part.part_group == _BATTERY_GROUP:
            return True
    return False


def _battery_report(facts: ClaimFacts) -> tuple[str, str]:
    held = facts.ticked | {one.document_code for one in facts.attachments}
    if _TEST_REPORT in held or facts.readings:
        return "", ""
    return f"documents.{_TEST_REPORT}", N_("The battery's test report is missing.")


def _story_gap(facts: ClaimFacts) -> tuple[str, str]:
    for name in ("complaint", "cause", "correction"):
        if name in facts.required_fields and not getattr(facts.claim.narrative, name).strip():
            return f"narrative.{name}", N_("A part of the story is not written yet.")
    return "", ""


def _stock_number(facts: ClaimFacts) -> tuple[str, str]:
    if facts.claim.codes.stock_no.strip():
        return "", ""
    return "codes.stock_no", N_("The number of the stock vehicle is missing.")


def _pdi_number(facts: ClaimFacts) -> tuple[str, str]:
    if facts.claim.codes.pdi_no.strip():
        return "", ""
    return "codes.pdi_no", N_("The number of the pre-delivery inspection is missing.")


def _repeats(facts: ClaimFacts) -> bool:
    return facts.claim.repeat_of is not None or bool(facts.past)


def _rules(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CHECKS = "checks"
_SUBJECTS = (
    _Subject(_CHECKS, N_("No check blocks"), 20, frozenset()),
    _Subject("documents", N_("Papers and record"), 15, _rules("V96 V98")),
    _Subject(
        "story", N_("Complaint, cause, correction"), 15, _rules("V41 V42 V43"), lacks=_story_gap
    ),
    _Subject(
        "signatures",
        N_("Signatures"),
        15,
        _rules("V97 V100"),
        lambda facts: facts.claim.type not in _STOCK,
    ),
    _Subject(
        "parts",
        N_("Old parts kept"),
        15,
        _rules("V77 V78 V79 V80 V83 V85 V86 V99"),
        lambda facts: any(line.leaves_pieces for line in facts.claim.part_lines),
    ),
    _Subject(
        "hours",
        N_("Hours and extra hours"),
        10,
        _rules("V35 V44 V52 V53"),
        lambda facts: bool(facts.claim.labour_lines),
    ),
    _Subject("authorisation", N_("Authorisation"), 10, _rules("V24 V54 V67 V68 V69 V70")),
    _Subject("repeat", N_("Repeat repairs"), 5, _rules("V57 V58 V61 V72"), _repeats),
    _Subject("add_ons", N_("Added work"), 10, _rules("V45"), _has_added),
    _Subject("sublet", N_("Work of others"), 10, _rules("V46"), _has_sublet),
    _Subject(
        "own_stock",
        N_("Own stock"),
        10,
        frozenset(),
        lambda facts: facts.claim.type is ClaimType.PRE_SALE,
        _stock_number,
    ),
    _Subject(
        "pdi",
        N_("Pre-delivery inspection"),
        10,
        frozenset(),
        lambda facts: facts.claim.type is ClaimType.PDI,
        _pdi_number,
    ),
    _Subject("batteries", N_("Batteries"), 5, frozenset(), _has_battery, _battery_report),
)
