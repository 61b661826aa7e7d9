"""Why a line is short, where the maker's own answer says it."""

from collections.abc import Mapping

from warrantydesk.services.bench import Bench

Reason = tuple[str, str]
"""Code and text."""


def reasons_of(bench: Bench, missing: Mapping[int, tuple[int, int]]) -> dict[int, Reason]:
    """Return the reason of lines, by id, whose missing fen the claim's answer explains.

    ``missing`` gives the claim and the fen of each line. An answer explains them where it cut
    exactly as much for one reason, or gives one reason only and no amount (a return).
    """
    cuts = bench.stores.statement_match.cuts(claim_id for claim_id, _fen in missing.values())
    found: dict[int, Reason] = {}
    for number, (claim_id, fen) in missing.items():
        by_reason: dict[Reason, int] = {}
        for code, text, cut in cuts.get(claim_id, ()):
            by_reason[code, text] = by_reason.get((code, text), 0) + cut
        some = [reason for reason, cut in by_reason.items() if cut == fen]
        if not some and not any(by_reason.values()):
            some = list(by_reason)
        if len(some) == 1:
            found[number] = some[0]
    return found
