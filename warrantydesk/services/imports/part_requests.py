"""The maker's list of pieces that are to come back (调件, 返厂通知)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.domain.part_life import MoveRequest, PieceFacts, moved
from warrantydesk.domain.return_clock import RETURN_BY
from warrantydesk.domain.shipment import ReturnRequest
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.imports.part_fields import PART_NO, TAG, every_brand, must_be_brand
from warrantydesk.services.imports.part_request_fields import (
    ASKED,
    CONTACT,
    DUE,
    FIELDS,
    NUMBER,
    PHONE,
)
from warrantydesk.services.imports.part_rows import (
    Choice,
    KnownPieces,
    blocked,
    found_in,
    known_pieces,
    named,
)
from warrantydesk.services.imports.part_undo import take_back
from warrantydesk.services.imports.target import (
    Field,
    Outcome,
    ReadRow,
    RowResult,
    Step,
    Subject,
    SubjectName,
    Value,
    no_step,
)
from warrantydesk.storage.part_lookup import PieceKey

_STRIDE = 200
_HERE = frozenset({PartState.RETURN_DUE, PartState.PACKED})
_NOTED: Mapping[PartState, str] = {
    PartState.EXPECTED: N_("{piece} was not handed over yet: the request is noted."),
    PartState.RECEIVED: N_("{piece} is not on the shelf yet: the request is noted."),
    PartState.LENT: N_("{piece} is lent: the request is noted, get it back."),
    PartState.MISSING: N_("{piece} is missing: the request is noted, look for it."),
    PartState.SCRAP_OK: N_("{piece} may be scrapped: the request is noted, keep it."),
}
"""Pieces that cannot be packed yet: what the maker asks for is kept with them."""
_LEFT: Mapping[PartState, str] = {
    PartState.NO_PART: N_("There is no old part {piece}: send the maker the declaration."),
    PartState.SHIPPED: N_("{piece} went back with {shipment} already: tell the maker."),
    PartState.OEM_RECEIVED: N_("{piece} went back with {shipment} already: tell the maker."),
    PartState.ACCEPTED: N_("{piece} went back with {shipment} and was accepted."),
    PartState.REFUSED: N_("{piece} went back with {shipment} and was refused."),
    PartState.DISPUTED: N_("{piece} went back with {shipment} and is in dispute."),
    PartState.REFUSED_FINAL: N_("{piece} went back with {shipment} and was refused."),
}
_GONE: Mapping[PartState, str] = {
    PartState.SCRAPPED: N_("{piece} was scrapped: it cannot go back."),
    PartState.WRITTEN_OFF: N_("{piece} was written off: it cannot go back."),
}
_RANKS: Mapping[PartState, int] = {
    PartState.SHELVED: 0,
    **dict.fromkeys(_HERE, 1),
    **dict.fromkeys(_NOTED, 2),
    **dict.fromkeys(_LEFT, 3),
    **dict.fromkeys(_GONE, 4),
}


class PartRequests:
    """Marks pieces as asked back, with number and date of the maker's request."""

    code = "part_requests"
    title = N_("Request list of old parts")
    verb = "shelf.request"
    kinds: tuple[Kind, ...] = (Kind.PARTS,)
    dated = may_replace = keeps_all = False
    may_undo = True

    def subjects(self, bench: Bench, profile: str) -> Sequence[SubjectName]:
        """Return the brand itself, then the others: a list names pieces of any claim."""
        return every_brand(bench, profile)

    def fields(self, bench: Bench, subject: Subject) -> tuple[Field, ...]:
        """Return what names a piece, and what the maker says of the request."""
        must_be_brand(bench, subject.profile)
        return FIELDS

    def known(self, bench: Bench, subject: Subject) -> KnownPieces:
        """Read all pieces of the brand, in one query."""
        lookup = bench.stores.part_lookup
        return known_pieces(lookup.keys(subject.profile), lookup.pulse())

    def label(self, known: KnownPieces) -> str:
        """Return nothing: requests have no versions."""
        return ""

    def is_stale(self, bench: Bench, known: KnownPieces, subject: Subject) -> bool:
        """Tell whether a piece or a request has changed since."""
        return bench.stores.part_lookup.pulse() != known.pulse

    def objection(self, known: KnownPieces, subject: Subject) -> None:
        """Return nothing: the maker may ask on any day."""

    def gone(self, known: KnownPieces, subject: Subject, rows: Sequence[ReadRow]) -> int:
        """Return 0: a request that a list does not name still stands."""
        return 0

    def before(self, known: KnownPieces, row: ReadRow) -> Mapping[str, Value]:
        """Return what is asked of the piece now, where the row names it by its tag."""
        pieces = found_in(known, [row], _CHOICE).pieces.get(row.number, ())
        return _before(pieces[0]) if pieces else {}

    def judge(
        self, known: KnownPieces, subject: Subject, rows: Sequence[ReadRow]
    ) -> list[RowResult]:
        """Return what becomes of each row."""
        found = found_in(known, rows, _CHOICE)
        return [
            found.wrong[row.number]
            if row.number in found.wrong
            else _heaviest([_judged(row, key) for key in found.pieces[row.number]])
            for row in rows
        ]

    def apply(
        self,
        bench: Bench,
        subject: Subject,
        rows: Sequence[ReadRow],
        batch: ImportBatch,
        step: Step = no_step,
    ) -> None:
        """Write the requests; pieces on the shelf become due, others keep the request."""
        from warrantydesk.services.shelf.life import clock

        found = found_in(self.known(bench, subject), rows, _CHOICE)
        until = clock(bench, bench.profile(subject.profile), RETURN_BY)
        asked = {
            key.id: replace(_asking(bench, row, until), brand=subject.profile, part_id=key.id)
            for row in rows
            for key in found.pieces.get(row.number, ())
            if _judged(row, key).outcome is not Outcome.SAME and PartState(key.state) not in _LEFT
        }
        lookup, stores, moves = bench.stores.part_lookup, bench.stores, _Moves(bench)
        every = sorted(asked)
        for start in range(0, len(every), _STRIDE):
            step(start, len(every))
            some = every[start : start + _STRIDE]
            pieces = lookup.pieces(stores.parts, some)
            pairs = [(piece, moves.asked(piece, asked[piece.id])) for piece in pieces]
            lookup.save_pieces(stores.parts, pairs)
            requests = [replace(asked[number], batch_id=batch.id) for number in some]
            lookup.add_requests(stores.return_requests, requests)
        step(len(every), len(every))
        bench.history.clear()  # a former step of these pieces cannot be taken back any more

    def undo(self, bench: Bench, batch: ImportBatch, reason: str) -> None:
        """Take requests back; Refused(STATE) once a piece of them was packed or changed."""
        bench.stores.part_lookup.void_requests(batch.id, reason)
        take_back(
            bench,
            batch,
            {"old_part": bench.stores.parts},
            N_("The list stays: {n} of its pieces were packed or changed since."),
        )


PART_REQUESTS = PartRequests()


def _rank(key: PieceKey, _scope: str) -> int:
    return _RANKS[PartState(key.state)]


_CHOICE = Choice(_rank)


def _before(key: PieceKey) -> Mapping[str, Value]:
    due = date.fromisoformat(key.return_by) if key.return_by else None
    return {NUMBER: key.request_no or None, DUE: due}


def _judged(row: ReadRow, key: PieceKey) -> RowResult:
    state = PartState(key.state)
    values = {"piece": named(key), "shipment": key.shipment_number, "box": key.box}
    if state in _GONE:
        return blocked(row, TAG if TAG in row.values else PART_NO, _GONE[state], values)
    before = _before(key)
    if state in _LEFT:
        return _warning(row, _LEFT[state], values, before)
    if _same(row, key):
        words = N_("{piece} is asked for already.")
        if state is PartState.PACKED:
            words = N_("{piece} is packed already, in box {box}.")
        return RowResult(row.number, Outcome.SAME, words, values, before=before)
    due, asked = row.values.get(DUE), row.values.get(ASKED)
    if isinstance(due, date) and isinstance(asked, date) and due < asked:
        words = N_("{piece}: the due date is before the request.")
        return _warning(row, words, values, before, DUE)
    if state in _NOTED:
        return _warning(row, _NOTED[state], values, before)
    outcome = Outcome.CHANGED if state in _HERE else Outcome.NEW
    changes = tuple(name for name in (NUMBER, DUE) if _differs(row, before, name))
    word = "" if state in _HERE else N_("Asked back")
    return RowResult(row.number, outcome, word=word, before=before, changes=changes)


def _warning(
    row: ReadRow,
    words: str,
    values: Mapping[str, object],
    before: Mapping[str, Value],
    at: str = "",
) -> RowResult:
    return RowResult(row.number, Outcome.WARN, words, values, field=at, before=before)


def _differs(row: ReadRow, before: Mapping[str, Value], name: str) -> bool:
    value = row.values.get(name)
    return value is not None and value != before[name]


def _same(row: ReadRow, key: PieceKey) -> bool:
    """Tell whether the piece is due already and the row says nothing new of it."""
    if PartState(key.state) in _NOTED and not key.request_no:
        return False
    before = _before(key)
    new = any(_differs(row, before, name) for name in (NUMBER, DUE))
    return PartState(key.state) is not PartState.SHELVED and not new


def _heaviest(results: Sequence[RowResult]) -> RowResult:
    """Return the result that weighs most among the pieces of one row."""
    order = list(Outcome)
    return min(results, key=lambda one: order.index(one.outcome))


def _asking(bench: Bench, row: ReadRow, return_end: Callable[[date], date | None]) -> ReturnRequest:
    """Return the request that a row makes, of no piece yet."""

    def text(name: str) -> str:
        return str(row.values.get(name) or "")

    asked, due = row.values.get(ASKED), row.values.get(DUE)
    since = asked if isinstance(asked, date) else bench.today
    until = due if isinstance(due, date) else return_end(since)
    return ReturnRequest(
        "",
        0,
        number=text(NUMBER),
        requested_on=since,
        due_on=until,
        contact=text(CONTACT),
        contact_phone=text(PHONE),
        by=bench.person.login,
        at=bench.now,
    )


class _Moves:
    """Makes pieces due, one after the other."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._facts: PieceFacts | None = None

    def asked(self, piece: OldPart, request: ReturnRequest) -> OldPart:
        """Return a piece with its request; one on the shelf is due from now on."""
        if piece.state is PartState.SHELVED:
            asking = MoveRequest(
                request_no=request.number,
                requested_on=request.requested_on,
                due_on=request.due_on,
            )
            return moved(self._facts_of(piece), "request", asking)
        due, on = request.due_on or piece.return_by, request.requested_on
        kept = replace(piece, request_no=request.number, requested_on=on, return_by=due)
        return replace(kept, return_required=True)

    def _facts_of(self, piece: OldPart) -> PieceFacts:
        """Return what the step is judged by.

        No guard of C.2 looks at the claim when the maker asks, so that what was read once for
        the brand serves every piece of its list.
        """
        from warrantydesk.services.shelf.life import facts_of_piece

        if self._facts is None:
            self._facts = facts_of_piece(self._bench, piece)
        return replace(self._facts, piece=piece)
