"""What the desk itself would stumble over when it works with the tables."""

from collections.abc import Iterator

from warrantydesk.domain.coverage.law import law_of
from warrantydesk.domain.policies.changes import RowProblem
from warrantydesk.domain.policies.checks.judged import Judged, of_table
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.i18n import N_

_READ = {
    "parts": "parts",
    "labour": "labour",
    "models": "models",
    "faults": "faults",
    "types": "claim_types",
    "template": "inspection_template",
    "switches": "checks",
    "rates": "rates",
}
"""What a profile makes of its tables, and the table it is made of."""
_LAW_TABLES = frozenset(
    {"rule_sets", "parameters", "clauses", "exemptions", "open_points", "holidays"}
)
_UNUSABLE = N_("{table} cannot be used: {reason}.")


def use_problems(judged: Judged) -> Iterator[RowProblem]:
    """Find tables that cannot be read as what they are."""
    profile = BrandProfile(judged.profile, 0, lambda table: [*judged.rows(table)])
    for name, table in _READ.items():
        if table in judged.changed:
            try:
                getattr(profile, name)
            except (KeyError, ValueError, ArithmeticError) as error:
                yield of_table(table, _UNUSABLE, reason=str(error) or type(error).__name__)
    if changed := sorted(_LAW_TABLES & set(judged.changed)):
        try:
            law_of(lambda table: [*judged.rows(table)])
        except (KeyError, ValueError, ArithmeticError) as error:
            yield of_table(changed[0], _UNUSABLE, reason=str(error) or type(error).__name__)
