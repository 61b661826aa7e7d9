"""The page of the checks, made from the rules themselves: whatever a rule says stands here."""

from itertools import groupby

from warrantydesk.domain.finding import Severity
from warrantydesk.domain.rules import RULES, Rule
from warrantydesk.i18n import N_, _, ngettext_

CODE = "checks"
_GROUPS = {
    "identity": N_("VIN, plate and phone"),
    "file_match": N_("The claim against the vehicle file"),
    "required": N_("What must be filled in"),
    "dates": N_("Dates"),
    "filing": N_("Time limits of filing"),
    "mileage": N_("Mileage"),
    "coverage": N_("Coverage"),
    "content": N_("Parts and labour"),
    "tables": N_("The maker's tables"),
    "evidence": N_("Evidence"),
    "money": N_("Amounts"),
    "prices": N_("Prices and limits"),
    "duplicates": N_("Claims filed twice"),
    "repeats": N_("Repeat repairs"),
    "free_service": N_("Free services"),
    "campaigns": N_("Campaigns and recalls"),
    "authorisations": N_("Prior authorisation"),
    "early_warning": N_("Early warning of the law"),
    "old_parts": N_("Old parts"),
    "settlement": N_("Settlement"),
    "audit": N_("Ready for an audit"),
    "writing": N_("Wording"),
}
_WEIGHTS = {
    Severity.BLOCK: N_("Blocks the submission"),
    Severity.WARN: N_("Warns: the submission asks for a reason"),
    Severity.INFO: N_("Is only told"),
}


FURTHER = N_("Further checks")


def group_of(rule: Rule) -> str:
    """Return the title of the group that a rule stands in, in the language in use."""
    module = rule.function.__module__.rpartition(".")[2]
    return _(_GROUPS.get(module, FURTHER))


def markdown() -> str:
    """Return all rules in their groups; each heading bears the rule's id as its anchor."""
    parts = [ngettext_("There is {n} check.", "There are {n} checks.", len(RULES))]
    for title, rules in groupby(RULES, group_of):
        parts.append(f"## {title}")
        parts += [_of_rule(rule) for rule in rules]
    return "\n\n".join(parts)


def _of_rule(rule: Rule) -> str:
    title = _(rule.title) if rule.title else ""
    rows = (
        (_("Weight"), _(_WEIGHTS[rule.severity])),
        (_("The maker cares"), _(rule.why)),
        (_("If ignored"), _(rule.cost)),
        (_("Passes"), _(rule.passes) if rule.passes else ""),
        (_("Is found"), _(rule.fails) if rule.fails else ""),
    )
    lines = [f"- **{_plain(name)}** · {_plain(text)}" for name, text in rows if text]
    words = _("How it weighs in the brand")
    own = f"[{words}](desk:check/{rule.id})"
    return "\n".join([f"### {rule.id} · {_plain(title)} {{#{rule.id}}}", "", *lines, f"- {own}"])


def _plain(text: str) -> str:
    """Return words whose signs mean nothing in Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|~" else sign for sign in text)
