"""Which pieces the rows of a maker's list mean: by tag, else by claim and part number.

Rows without a tag share out the pieces of their claim and part in order; where more pieces than
rows could be meant the rows are blocked and the candidates named.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from warrantydesk.domain.scan import TAG_WRONG_CHECK, recognise
from warrantydesk.domain.tag import spoken
from warrantydesk.domain.text import code, squeezed
from warrantydesk.i18n import N_, list_text
from warrantydesk.services.imports.part_fields import CLAIM_NO, PART_NO, QUANTITY, TAG, tag_of
from warrantydesk.services.imports.target import Outcome, ReadRow, Repair, RowResult
from warrantydesk.storage.part_lookup import PieceKey

_NAMED = 4
"""So many candidates are named in a sentence."""
_MOST = 999
LONGEST = 200
"""So many signs a text of a list may have, as everywhere with shipments."""


@dataclass(frozen=True)
class KnownPieces:
    """All pieces of a brand by the names that a list may have for them."""

    pulse: tuple[int, ...]
    by_tag: Mapping[str, PieceKey]
    by_claim: Mapping[str, tuple[PieceKey, ...]]


def known_pieces(keys: Iterable[PieceKey], pulse: tuple[int, ...]) -> KnownPieces:
    """Return the maps over keys of pieces."""
    by_tag: dict[str, PieceKey] = {}
    by_claim: dict[str, list[PieceKey]] = {}
    for key in keys:
        if key.maker_tag:
            by_tag.setdefault(squeezed(key.maker_tag), key)
        if key.tag:
            by_tag[key.tag] = key
        by_claim.setdefault(code(key.claim_number), []).append(key)
        if key.maker_claim_number:
            by_claim.setdefault(code(key.maker_claim_number), []).append(key)
    return KnownPieces(pulse, by_tag, {name: tuple(some) for name, some in by_claim.items()})


@dataclass
class Found:
    """The pieces that each row means, and what is said of the rows that mean none."""

    pieces: dict[int, tuple[PieceKey, ...]] = field(default_factory=dict)
    wrong: dict[int, RowResult] = field(default_factory=dict)


def blocked(row: ReadRow, at: str, message: str, values: Mapping[str, object]) -> RowResult:
    """Return that a row cannot be taken, with the way to leave it out."""
    leave = Repair(N_("Leave this row out"), skips=(row.number,))
    return RowResult(row.number, Outcome.BLOCK, message, values, field=at, repairs=(leave,))


def named(key: PieceKey) -> str:
    """Return a piece in one or two words: its tag, and where it lies."""
    name = spoken(key.tag) if key.tag else f"{key.part_no} {key.line}/{key.piece}"
    return f"{name} ({key.place})" if key.place else name


def asked_pieces(row: ReadRow) -> int:
    """Return for how many pieces a row stands by its quantity; without one for one."""
    asked = row.values.get(QUANTITY)
    return min(asked, _MOST) if isinstance(asked, int) and asked > 0 else 1


@dataclass(frozen=True)
class Choice:
    """How rows without a tag choose among the pieces of their claim and part.

    ``rank`` says how well a piece suits, given the ``scope`` of its row: those of the lowest
    number are meant first, None is out of the question. ``wanted`` counts the pieces of a row.
    """

    rank: Callable[[PieceKey, str], int | None]
    scope: Callable[[ReadRow], str] = lambda _row: ""
    wanted: Callable[[ReadRow], int] = asked_pieces


def found_in(known: KnownPieces, rows: Sequence[ReadRow], choice: Choice) -> Found:
    """Return the pieces that rows mean."""
    found = Found()
    first: dict[int, ReadRow] = {}
    groups: dict[tuple[str, str, str], list[ReadRow]] = {}
    for row in rows:
        if (long := _too_long(row)) is not None:
            found.wrong[row.number] = long
            continue
        key = _by_tag(known, row, found)
        if key is not None:
            _take(row, key, (first, choice.wanted(row)), found)
        elif row.number not in found.wrong:
            group = (code(str(row.values.get(CLAIM_NO) or "")), _part(row), choice.scope(row))
            groups.setdefault(group, []).append(row)
    taken = {key.id for keys in found.pieces.values() for key in keys}
    for group, some in groups.items():
        if wrong := _unknown(known, *group[:2]):
            found.wrong |= {row.number: blocked(row, *wrong) for row in some}
        else:
            _share(_ranked(known, group, taken, choice), some, choice, found)
            taken |= {key.id for row in some for key in found.pieces.get(row.number, ())}
    return found


def _too_long(row: ReadRow) -> RowResult | None:
    for name, value in row.values.items():
        if isinstance(value, str) and len(value) > LONGEST:
            words = N_("This text is too long: at most {n} signs.")
            return blocked(row, name, words, {"n": LONGEST})
    return None


def _part(row: ReadRow) -> str:
    return squeezed(str(row.values.get(PART_NO) or ""))


def _by_tag(known: KnownPieces, row: ReadRow, found: Found) -> PieceKey | None:
    """Return the piece of a row's tag; None says that claim and part have to find it."""
    written = str(row.values.get(TAG) or "")
    if not written:
        return None
    tag = tag_of(written)
    key = known.by_tag.get(tag)
    if key is not None:
        _must_agree(row, key, found)
        return None if row.number in found.wrong else key
    if recognise(tag).kind == TAG_WRONG_CHECK:
        words = N_("Tag {tag} has wrong check digits: compare it with the maker's list.")
        found.wrong[row.number] = blocked(row, TAG, words, {"tag": written})
    elif not row.values.get(CLAIM_NO):
        words = N_("No old part of this brand has the tag {tag}.")
        found.wrong[row.number] = blocked(row, TAG, words, {"tag": written})
    return None


def _must_agree(row: ReadRow, key: PieceKey, found: Found) -> None:
    """Block a row whose tag and claim, or tag and part, speak of different pieces."""
    claim = code(str(row.values.get(CLAIM_NO) or ""))
    if claim and claim not in (code(key.claim_number), code(key.maker_claim_number)):
        words = N_("Tag {tag} belongs to claim {claim}, not to {other}.")
        values = {"tag": spoken(key.tag), "claim": key.claim_number, "other": claim}
        found.wrong[row.number] = blocked(row, CLAIM_NO, words, values)
        return
    part = _part(row)
    if part and part != squeezed(key.part_no):
        words = N_("Tag {tag} is on part {part}, not on {other}.")
        values = {
            "tag": spoken(key.tag),
            "part": key.part_no,
            "other": str(row.values.get(PART_NO)),
        }
        found.wrong[row.number] = blocked(row, PART_NO, words, values)


def _take(row: ReadRow, key: PieceKey, known: tuple[dict[int, ReadRow], int], found: Found) -> None:
    """Give a piece to a row, unless another row has it or the row asks for several."""
    first, quantity = known
    other = first.setdefault(key.id, row)
    if other is row and quantity == 1:
        found.pieces[row.number] = (key,)
    elif other is row:
        words = N_("A tag stands on one piece; this row says {n}.")
        found.wrong[row.number] = blocked(row, QUANTITY, words, {"n": quantity})
    elif _told(other) == _told(row):
        stands = N_("Stands in row {other} already.")
        values = {"other": other.number}
        found.wrong[row.number] = RowResult(row.number, Outcome.SAME, stands, values)
    else:
        words = N_("Also in row {other}, and there it says something else.")
        repairs = (
            Repair(N_("Keep row {number}"), {"number": other.number}, skips=(row.number,)),
            Repair(N_("Keep row {number}"), {"number": row.number}, skips=(other.number,)),
        )
        found.wrong[row.number] = RowResult(
            row.number, Outcome.BLOCK, words, {"other": other.number}, field=TAG, repairs=repairs
        )


def _told(row: ReadRow) -> dict[str, object]:
    return {name: value for name, value in row.values.items() if value is not None}


def _ranked(
    known: KnownPieces, group: tuple[str, str, str], taken: set[int], choice: Choice
) -> list[tuple[int, PieceKey]]:
    """Return the pieces that a group of rows may mean, the likeliest first."""
    claim, part, scope = group
    ranked = [
        (place, key)
        for key in known.by_claim[claim]
        if part in ("", squeezed(key.part_no)) and key.id not in taken
        if (place := choice.rank(key, scope)) is not None
    ]
    return sorted(ranked, key=lambda pair: (pair[0], pair[1].id))


def _share(
    ranked: Sequence[tuple[int, PieceKey]],
    rows: Sequence[ReadRow],
    choice: Choice,
    found: Found,
) -> None:
    """Share the pieces of a claim and part among the rows that ask for them."""
    total = sum(choice.wanted(row) for row in rows)
    best = [key for place, key in ranked if place == ranked[0][0]]
    if total < len(best):
        _ambiguous(rows, best, total, found)
    elif total > len(ranked):
        _too_few(rows, [key for _place, key in ranked], total, found)
    else:
        left = iter(key for _place, key in ranked)
        for row in rows:
            found.pieces[row.number] = tuple(next(left) for _one in range(choice.wanted(row)))


def _unknown(
    known: KnownPieces, claim: str, part: str
) -> tuple[str, str, Mapping[str, object]] | None:
    """Return field, sentence and values where claim and part lead to no piece."""
    if not claim:
        return TAG, N_("Neither tag nor claim is given: nobody can tell which piece is meant."), {}
    pieces = known.by_claim.get(claim, ())
    if not pieces:
        words = N_("No claim with old parts has the number {claim}.")
        return CLAIM_NO, words, {"claim": claim}
    if part and all(squeezed(key.part_no) != part for key in pieces):
        there = list(dict.fromkeys(key.part_no for key in pieces))[:_NAMED]
        words = N_("Claim {claim} has no old part of this number; it has {parts}.")
        return PART_NO, words, {"claim": claim, "parts": list_text(there)}
    return None


def _ambiguous(
    rows: Sequence[ReadRow], candidates: Sequence[PieceKey], total: int, found: Found
) -> None:
    """Block rows that could mean several pieces, and offer each of them by its tag."""
    names = list_text(named(key) for key in candidates[:_NAMED])
    for row in rows:
        words = N_("This row means {n} of {all} pieces and does not say which: {pieces}.")
        values = {"n": total, "all": len(candidates), "pieces": names}
        repairs = [
            Repair(N_("It is {tag}"), {"tag": spoken(key.tag)}, TAG, key.tag)
            for key in candidates[:_NAMED]
            if key.tag and TAG in row.values and total == 1
        ]
        if QUANTITY in row.values and len(rows) == 1:
            every = str(len(candidates))
            repairs.append(Repair(N_("All {n} are meant"), {"n": every}, QUANTITY, every))
        repairs.append(Repair(N_("Leave this row out"), skips=(row.number,)))
        found.wrong[row.number] = RowResult(
            row.number,
            Outcome.BLOCK,
            words,
            values,
            field=TAG if TAG in row.values else PART_NO,
            repairs=tuple(repairs),
        )


def _too_few(rows: Sequence[ReadRow], there: Sequence[PieceKey], total: int, found: Found) -> None:
    for row in rows:
        if not there:
            words = N_("No such piece can be meant by this list any more.")
            found.wrong[row.number] = blocked(row, PART_NO, words, {})
            continue
        words = N_("The list names {n} pieces, here are only {all}: {pieces}.")
        names = list_text(named(key) for key in there[:_NAMED])
        values = {"n": total, "all": len(there), "pieces": names}
        at = QUANTITY if QUANTITY in row.values else PART_NO
        found.wrong[row.number] = blocked(row, at, words, values)
