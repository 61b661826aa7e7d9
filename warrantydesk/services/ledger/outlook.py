"""What may be scrapped, and why the rest is kept and until when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.retention import Retention, retention_of
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.storage.kept_parts import KeptPart

MOST_UNPAID = 200
"""Unpaid pieces that are listed of each kind; the rest is only counted."""


class Keep(StrEnum):
    """Where a piece stands on its way to the scrap."""

    RELEASED = "released"
    NOW = "now"
    UNTIL = "until"
    ASKED = "asked"
    ORDER = "order"
    DISPUTE = "dispute"
    UNPAID = "unpaid"
    UNPAID_BACK = "unpaid_back"


KEEP_NAMES = {
    Keep.RELEASED: N_("Released for scrap"),
    Keep.NOW: N_("May be released today"),
    Keep.UNTIL: N_("Kept until a day"),
    Keep.ASKED: N_("To go back to the maker"),
    Keep.ORDER: N_("Only by order of the maker"),
    Keep.DISPUTE: N_("Claim in dispute"),
    Keep.UNPAID: N_("Not paid yet"),
    Keep.UNPAID_BACK: N_("Not paid yet, to be returned"),
}


@dataclass(frozen=True)
class ScrapRow:
    """A piece with the sentence why it may go or is kept; ``day`` is when that ends."""

    piece: KeptPart
    keep: Keep
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    day: date | None = None


@dataclass(frozen=True)
class ScrapOutlook:
    """All pieces by where they stand; ``counts`` holds those that are not listed too."""

    rows: tuple[ScrapRow, ...]
    counts: Mapping[Keep, int]

    def of(self, keep: Keep) -> tuple[ScrapRow, ...]:
        """Return the rows of one standing."""
        return tuple(row for row in self.rows if row.keep is keep)


def outlook(bench: Bench) -> ScrapOutlook:
    """Return what may be scrapped today, and what is kept."""
    rows = sorted(_rows(bench), key=lambda row: (list(Keep).index(row.keep), row.day or date.max))
    counts = {keep: sum(row.keep is keep for row in rows) for keep in Keep}
    more = bench.stores.kept_parts.unpaid_counts()
    counts |= {Keep.UNPAID: more.get(False, 0), Keep.UNPAID_BACK: more.get(True, 0)}
    return ScrapOutlook(tuple(rows), counts)


def free_now(bench: Bench) -> list[ScrapRow]:
    """Return the pieces whose keeping is over and that nobody has released yet."""
    settled = bench.stores.kept_parts.settled()
    rows = (_judged(piece, _retention(bench, piece), bench.today) for piece in settled)
    return [row for row in rows if row.keep is Keep.NOW]


def _rows(bench: Bench) -> Iterator[ScrapRow]:
    store = bench.stores.kept_parts
    for piece in store.released():
        kept = _retention(bench, piece)
        free = ScrapRow(piece, Keep.RELEASED, kept.message, kept.values, kept.scrap_from)
        yield _held(piece, kept, bench.today) or free
    for piece in store.settled():
        yield _judged(piece, _retention(bench, piece), bench.today)
    for back in (False, True):
        for piece in store.unpaid(back, MOST_UNPAID):
            keep = Keep.UNPAID_BACK if back else Keep.UNPAID
            kept = _retention(bench, piece)
            yield ScrapRow(piece, keep, kept.message, kept.values, piece.return_by)


def _held(piece: KeptPart, kept: Retention, today: date) -> ScrapRow | None:
    """Return what holds a piece, released or not, for whatever reason (V81, V82)."""
    if piece.claim_state == State.APPEALED:
        said = N_("claim {claim} is in dispute")
        return ScrapRow(piece, Keep.DISPUTE, said, {"claim": piece.claim_number})
    if not kept.is_over(today):
        return ScrapRow(piece, Keep.UNTIL, kept.message, kept.values, kept.scrap_from)
    if piece.requested_on is not None:
        said = N_("the maker asked for it on {day}")
        return ScrapRow(piece, Keep.ASKED, said, {"day": piece.requested_on}, piece.return_by)
    return None


def _judged(piece: KeptPart, kept: Retention, today: date) -> ScrapRow:
    """Return where a settled piece stands; the verb of release judges by the same facts."""
    if held := _held(piece, kept, today):
        return held
    if piece.return_required and piece.return_by is not None and not piece.refusal_code:
        said = N_("the maker wants it back by {day}")
        return ScrapRow(piece, Keep.ASKED, said, {"day": piece.return_by}, piece.return_by)
    if kept.disposal_order:
        said = N_("needs the disposal order of the maker")
        return ScrapRow(piece, Keep.ORDER, said, {}, kept.scrap_from)
    return ScrapRow(piece, Keep.NOW, kept.message, kept.values, kept.scrap_from)


def _retention(bench: Bench, piece: KeptPart) -> Retention:
    old = OldPart(
        claim_id=piece.claim_id,
        line=piece.line,
        piece=1,
        hazard=piece.hazard,
        paid_on=piece.paid_on,
        refused_on=piece.refused_on,
        refusal_code=piece.refusal_code,
    )
    return retention_of(old, bench.profile(piece.brand))
