"""The claim checks: RULES in order, and ``check`` that makes findings of them.

A rule is a function over facts and parameters that yields problems. Its severity here is the
default; the brand profile may switch it off, weigh it otherwise and set its parameters.
"""

from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Finding, Problem, Severity
from warrantydesk.domain.profile import RuleSwitch
from warrantydesk.domain.rules.audit import AUDIT_RULES
from warrantydesk.domain.rules.authorisations import AUTHORISATION_RULES
from warrantydesk.domain.rules.campaigns import CAMPAIGN_RULES
from warrantydesk.domain.rules.content import CONTENT_RULES
from warrantydesk.domain.rules.coverage import COVERAGE_RULES
from warrantydesk.domain.rules.dates import DATE_RULES
from warrantydesk.domain.rules.duplicates import DUPLICATE_RULES
from warrantydesk.domain.rules.early_warning import EARLY_WARNING_RULES
from warrantydesk.domain.rules.evidence import EVIDENCE_RULES
from warrantydesk.domain.rules.file_match import FILE_RULES
from warrantydesk.domain.rules.filing import FILING_RULES
from warrantydesk.domain.rules.free_service import SERVICE_RULES
from warrantydesk.domain.rules.identity import IDENTITY_RULES
from warrantydesk.domain.rules.mileage import MILEAGE_RULES
from warrantydesk.domain.rules.money import MONEY_RULES
from warrantydesk.domain.rules.old_parts import OLD_PART_RULES
from warrantydesk.domain.rules.prices import PRICE_RULES
from warrantydesk.domain.rules.repeats import REPEAT_RULES
from warrantydesk.domain.rules.required import REQUIRED_RULES
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.domain.rules.settlement import SETTLEMENT_RULES
from warrantydesk.domain.rules.tables import TABLE_RULES
from warrantydesk.domain.rules.writing import WRITING_RULES

RULES: tuple[Rule, ...] = (
    *IDENTITY_RULES,
    *FILE_RULES,
    *REQUIRED_RULES,
    *DATE_RULES,
    *FILING_RULES,
    *MILEAGE_RULES,
    *COVERAGE_RULES,
    *CONTENT_RULES,
    *TABLE_RULES,
    *EVIDENCE_RULES,
    *MONEY_RULES,
    *PRICE_RULES,
    *DUPLICATE_RULES,
    *REPEAT_RULES,
    *SERVICE_RULES,
    *CAMPAIGN_RULES,
    *AUTHORISATION_RULES,
    *EARLY_WARNING_RULES,
    *OLD_PART_RULES,
    *SETTLEMENT_RULES,
    *AUDIT_RULES,
    *WRITING_RULES,
)

_ORDER = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}


def check(facts: ClaimFacts) -> tuple[Finding, ...]:
    """Run every rule over a claim and return all findings at once, blocks first."""
    found: list[Finding] = []
    for rule in RULES:
        switch = facts.switches.get(rule.id, RuleSwitch())
        if not switch.enabled or (switch.types and facts.claim.type not in switch.types):
            continue
        found.extend(
            _finding(rule, switch, problem, facts)
            for problem in rule.function(facts, Params(switch.params))
        )
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.severity]))


def _finding(rule: Rule, switch: RuleSwitch, problem: Problem, facts: ClaimFacts) -> Finding:
    weight = problem.severity or switch.severity or rule.severity
    by_manager = switch.by_manager and weight is Severity.BLOCK
    given = next((one for one in facts.overrides if one.rule == rule.id), None)
    passed = given.reason if given is not None and by_manager else ""
    return Finding(
        rule.id,
        problem.field,
        problem.message,
        problem.values,
        Severity.INFO if passed else weight,
        rule.why,
        rule.cost,
        by_manager,
        passed,
    )


__all__ = ["RULES", "Params", "Rule", "check"]
