"""What of a filed claim differs from its newest version although nobody corrected it (V98)."""

from collections.abc import Iterator, Mapping
from typing import Any

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.snapshot import content_of
from warrantydesk.domain.claim.states import EDITABLE
from warrantydesk.domain.codec import to_json
from warrantydesk.services.bench import Bench

_FILED = ("vehicle", "owner", "visit", "narrative", "codes")
_LINES = ("part_lines", "labour_lines", "other_lines")
_MAY_FOLLOW = frozenset({"maker_claim_number", "edit_open", "version", "vehicle_id", "customer_id"})
"""What is written beside a filed claim without changing what was filed."""


def changed_since_filing(bench: Bench, claim: Claim) -> tuple[str, ...]:
    """Return the fields that differ from the newest version, none while the claim is open."""
    if claim.state in EDITABLE or claim.submitted_at is None:
        return ()
    newest = bench.stores.submissions.newest(claim.id)
    if newest is None or not newest.content or newest.redaction_id:
        return ()
    filed: Any = content_of(newest)
    now: Any = to_json(claim)
    return tuple(_differing(filed, now)) if isinstance(filed, Mapping) else ()


def _differing(filed: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for part in _FILED:
        kept, stands = filed.get(part), now.get(part)
        if isinstance(kept, Mapping) and isinstance(stands, Mapping):
            for name, value in kept.items():
                if name in stands and name not in _MAY_FOLLOW and stands[name] != value:
                    yield f"{part}.{name}"
    for part in _LINES:
        if part in filed and filed[part] != now.get(part):
            yield part
