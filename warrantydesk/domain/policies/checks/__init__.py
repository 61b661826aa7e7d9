"""Whether tables may be taken: shape, codes of other tables, the floor of the law."""

from collections.abc import Callable, Iterator

from warrantydesk.domain.policies.changes import RowProblem
from warrantydesk.domain.policies.checks.accounting import accounting_problems
from warrantydesk.domain.policies.checks.codes import code_problems
from warrantydesk.domain.policies.checks.judged import Judged
from warrantydesk.domain.policies.checks.law import law_problems
from warrantydesk.domain.policies.checks.shape import shape_problems
from warrantydesk.domain.policies.checks.statute import statute_problems
from warrantydesk.domain.policies.checks.terms import term_problems
from warrantydesk.domain.policies.checks.use import use_problems

__all__ = ["Judged", "problems"]

_CHECKS: tuple[Callable[[Judged], Iterator[RowProblem]], ...] = (
    shape_problems,
    code_problems,
    term_problems,
    law_problems,
    statute_problems,
    accounting_problems,
)
MOST = 100
"""More problems than these help nobody."""


def problems(judged: Judged) -> tuple[RowProblem, ...]:
    """Return what is wrong with the changed tables; none where they may be taken."""
    found: list[RowProblem] = []
    for check in _CHECKS:
        for problem in check(judged):
            found.append(problem)
            if len(found) >= MOST:
                return tuple(found)
    # What the desk itself stumbles over is said only where no row explains it.
    return tuple(found or use_problems(judged))
