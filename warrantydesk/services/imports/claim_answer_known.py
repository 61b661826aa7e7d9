"""What the desk knows before a list of answers is read: claims, their lines, reason codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from warrantydesk.domain.claim.amounts import claimed_lines
from warrantydesk.domain.claim.answer import LineAmount, LineKind
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.dates import from_utc_text, local_date
from warrantydesk.domain.text import code, squeezed
from warrantydesk.services.bench import Bench
from warrantydesk.services.imports.claim_answer_fields import plain
from warrantydesk.storage.claim_lookup import ClaimKey

Key = tuple[LineKind, int]
WHOLE: Key = (LineKind.CLAIM, 0)
"""The claim as a whole."""
_WAIT = (State.SUBMITTED, State.APPEALED)


@dataclass(frozen=True)
class KnownClaim:
    """A claim that an answer may speak of, with its claimed lines; amounts in fen."""

    id: int
    number: str
    maker_number: str
    state: State
    sent_on: date | None
    total_fen: int
    lines: tuple[LineAmount, ...] = ()
    codes: Mapping[Key, frozenset[str]] | None = None
    """The numbers under which a list may name each line."""


@dataclass(frozen=True)
class KnownReasons:
    """The maker's reason codes: kind by code, and code by name in both languages."""

    kinds: Mapping[str, str]
    by_name: Mapping[str, str]


@dataclass(frozen=True)
class KnownAnswers:
    """All claims of a brand by their numbers, its reasons, and the desk's day."""

    by_number: Mapping[str, tuple[KnownClaim, ...]]
    reasons: KnownReasons
    today: date
    pulse: tuple[int, ...]


def known_answers(bench: Bench, brand: str) -> KnownAnswers:
    """Read all claims of a brand, the lines of those that wait, and its reasons."""
    profile = bench.profile(brand)
    lookup, zone = bench.stores.claim_lookup, bench.clock.zone
    pulse = lookup.pulse()
    waiting = lookup.lines(brand, _WAIT)
    by_number: dict[str, dict[int, KnownClaim]] = {}
    for key in lookup.keys(brand):
        lines = waiting.get(key.id, Claim())
        claim = KnownClaim(
            key.id,
            key.number,
            key.maker_number,
            State(key.state),
            local_date(_instant(key), zone),
            key.total_fen,
            claimed_lines(lines, profile.rates),
            _codes(lines),
        )
        for number in filter(None, (key.number, key.maker_number)):
            by_number.setdefault(code(number), {})[key.id] = claim
    reasons = KnownReasons(
        {one: row["kind"] for one, row in profile.reasons.items()},
        {
            plain(row[name]): one
            for one, row in profile.reasons.items()
            for name in ("name_en", "name_zh")
            if row["kind"] in ("claim_return", "claim_refusal")
        },
    )
    whole = {number: tuple(some.values()) for number, some in by_number.items()}
    return KnownAnswers(whole, reasons, bench.today, pulse)


def _instant(key: ClaimKey) -> datetime | None:
    return from_utc_text(key.submitted_at) if key.submitted_at else None


def _codes(claim: Claim) -> dict[Key, frozenset[str]]:
    """Return the numbers under which each line may be named."""
    found: dict[Key, frozenset[str]] = {}
    for number, part in enumerate(claim.part_lines, 1):
        names = (part.new_part_no, part.old_part_no)
        found[LineKind.PART, number] = frozenset(squeezed(one) for one in names if one)
    for number, work in enumerate(claim.labour_lines, 1):
        found[LineKind.LABOUR, number] = frozenset({squeezed(work.code)})
    for number, other in enumerate(claim.other_lines, 1):
        found[LineKind.OTHER, number] = frozenset({squeezed(other.code)})
    return found
