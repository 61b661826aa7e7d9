"""A filed version as makers are told of it: the frozen claim with its names, opened again."""

from collections.abc import Mapping
from typing import Any

from warrantydesk.domain.claim.answer import LineKind
from warrantydesk.domain.claim.appeal import Appeal
from warrantydesk.domain.claim.claim import Claim, Submission
from warrantydesk.domain.claim.snapshot import facts_of
from warrantydesk.domain.codec import from_json
from warrantydesk.services.bench import Bench

_APPEAL_KINDS = {True: "01 整单拒赔", False: "02 金额异议"}
"""Words of the maker's portal: an appeal is against a refusal, or against amounts."""

_LINE_KINDS = {
    LineKind.PART: "配件",
    LineKind.HANDLING: "管理费",
    LineKind.LABOUR: "工时",
    LineKind.MATERIALS: "辅料",
    LineKind.OTHER: "其他",
    LineKind.CLAIM: "整单",
}


def filed_sources(bench: Bench, claim: Claim, frozen: Submission) -> dict[str, Any]:
    """Return where the fields of a maker's form lie: the version as it was filed, and today.

    ``claim``, ``totals``, ``site`` and ``paper`` are those of the frozen version; ``now`` is the
    claim as it stands, for what only came after the filing.
    """
    from warrantydesk.documents.claim_paper import ClaimPaper

    paper = from_json(ClaimPaper, facts_of(frozen))
    person = bench.stores.people.by_login(paper.claim.clerk)
    contact = {
        "name": paper.clerk or paper.claim.clerk,
        "phone": (person.phone if person else "") or paper.site.phone,
    }
    return {
        "paper": paper,
        "claim": paper.claim,
        "totals": paper.totals,
        "site": paper.site,
        "submission": frozen,
        "contact": contact,
        "now": {"maker_claim_number": claim.codes.maker_claim_number},
    }


def appeal_source(appeal: Appeal, whole: bool) -> Mapping[str, Any]:
    """Return the fields of an appeal; ``whole`` says that the claim itself was refused."""
    lines = [_line_words(one.kind, one.line) for one in appeal.lines]
    return {
        "kind_zh": _APPEAL_KINDS[whole],
        "lines": ", ".join(lines),
        "asked_fen": appeal.asked_fen,
        "grounds": _grounds(appeal),
        "evidence_count": len(appeal.evidence),
        "number": appeal.number,
    }


def _line_words(kind: LineKind, line: int) -> str:
    name = _LINE_KINDS[kind]
    return f"{name} {line}" if line else name


def _grounds(appeal: Appeal) -> str:
    told = [appeal.grounds.strip()]
    told += [
        f"{_line_words(one.kind, one.line)}：{one.reason.strip()}"
        for one in appeal.lines
        if one.reason.strip()
    ]
    return "\n".join(text for text in told if text)
