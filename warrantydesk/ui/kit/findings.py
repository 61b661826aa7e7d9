"""What a form or a panel shows of a finding: where, how bad, what, why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from warrantydesk.i18n import ngettext_
from warrantydesk.ui.kit.marks import Mark, tone_of
from warrantydesk.ui.kit.tokens import Tone

ORDER = (Mark.BLOCK, Mark.OVERDUE, Mark.REFUSED, Mark.WARN, Mark.INFO)


@dataclass(frozen=True)
class FindingView:
    """One finding in the words of the screen; ``severity`` is BLOCK, WARN or INFO.

    ``why`` says what makes it matter, ``cost`` what happens where it is left so; ``rule`` is the
    check that found it, whose help can be read.
    """

    path: str
    severity: Mark
    text: str
    why: str = ""
    section: str = ""
    cost: str = ""
    rule: str = ""


def by_weight(findings: Iterable[FindingView]) -> list[FindingView]:
    """Return findings with blocks first, otherwise in their order."""
    return sorted(findings, key=_weight)


def _weight(finding: FindingView) -> int:
    return ORDER.index(finding.severity) if finding.severity in ORDER else len(ORDER)


def count_chips(findings: Sequence[FindingView]) -> list[tuple[str, Tone]]:
    """Return the counts in words: "2 blocks", "1 warning", each with its tone."""
    counts = dict.fromkeys((Mark.BLOCK, Mark.WARN, Mark.INFO), 0)
    for finding in findings:
        if finding.severity in counts:
            counts[finding.severity] += 1
    texts = {
        Mark.BLOCK: ngettext_("{n} block", "{n} blocks", counts[Mark.BLOCK]),
        Mark.WARN: ngettext_("{n} warning", "{n} warnings", counts[Mark.WARN]),
        Mark.INFO: ngettext_("{n} note", "{n} notes", counts[Mark.INFO]),
    }
    return [(texts[mark], tone_of(mark)) for mark, n in counts.items() if n]


def belongs(path: str, owner: str) -> bool:
    """Say whether a finding's path is that of ``owner`` or lies inside it."""
    return path == owner or path.startswith((f"{owner}.", f"{owner}["))
