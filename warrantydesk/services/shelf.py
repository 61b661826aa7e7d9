"""The old-parts shelf: pieces from the technician's hand to their place."""

from dataclasses import dataclass, replace
from datetime import timedelta

from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, refused
from warrantydesk.domain.old_part import (
    STANDING,
    OldPart,
    PartState,
    ShelfPlace,
    TagState,
    part_move,
)
from warrantydesk.domain.print_job import JobState
from warrantydesk.domain.scan import PLACE, TAG, recognise
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.domain.text import clean, code, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind


@dataclass(frozen=True)
class PlaceCount:
    """A place with what stands on it."""

    place: ShelfPlace
    pieces: tuple[PieceSummary, ...]


class ShelfService:
    """Carries pieces through their life."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def receive(
        self, claim_id: int, line: int, piece: int | None = None, handed_over_by: str = ""
    ) -> OldPart:
        """Receive a piece of a part line from the technician; it gets its tag."""
        old = self._waiting(claim_id, line, piece, "receive")
        claim = self._bench.stores.claims.get(claim_id)
        days = self._bench.profile(claim.brand).deadline_days("return_by")
        due = old.return_required and days is not None
        with self._bench.change(N_("receive old part"), Kind.PARTS) as touched:
            touched.append(claim_id)
            tag = self._bench.stores.numbers.tag(self._bench.site_number, self._bench.today.year)
            return self._bench.stores.parts.save(
                replace(
                    old,
                    state=PartState.RECEIVED,
                    tag=tag,
                    received_at=self._bench.now,
                    handed_over_by=clean(handed_over_by).strip(),
                    return_by=self._bench.today + timedelta(days=days) if due and days else None,
                )
            )

    def waive(self, claim_id: int, line: int, reason: str, piece: int | None = None) -> OldPart:
        """Record that there is no old part, and why."""
        old = self._waiting(claim_id, line, piece, "waive")
        why = needs(reason, "reason", N_("Give the reason why there is no old part."))
        with self._bench.change(N_("waive old part"), Kind.PARTS) as touched:
            touched.append(claim_id)
            saved = self._bench.stores.parts.save(replace(old, state=PartState.NO_PART, reason=why))
        self._undoable(N_("waive old part"), old)
        return saved

    def _waiting(self, claim_id: int, number: int, piece: int | None, action: str) -> OldPart:
        stores = self._bench.stores
        stores.claims.get(claim_id)
        pieces = [
            p for p in stores.parts.of_line(claim_id, number) if piece is None or p.piece == piece
        ]
        if not pieces:
            raise refused(NOT_FOUND, N_("Line {line} has no such old part."), "line", line=number)
        self._bench.allow(f"shelf.{action}")
        waiting = [p for p in pieces if part_move(p.state, action)]
        if not waiting:
            raise refused(
                STATE,
                N_("The old part of line {line} is {state} already."),
                "line",
                line=number,
                state=pieces[0].state,
            )
        return waiting[0]

    def shelve(self, tag: str, place: str, scanned: bool = True) -> OldPart:
        """Put a received piece on a place; a ``scanned`` tag confirms its label."""
        return self._put(tag, place, "shelve", N_("shelve old part"), scanned)

    def move(self, tag: str, place: str, scanned: bool = True) -> OldPart:
        """Move a piece to another place."""
        return self._put(tag, place, "move", N_("move old part"), scanned)

    def put(self, tag: str, place: str, scanned: bool = True) -> OldPart:
        """Shelve a received piece, or move one that is on the shelf: what a scan means."""
        stands = self.by_tag(tag).state is PartState.SHELVED
        return (self.move if stands else self.shelve)(tag, place, scanned)

    def _put(self, tag: str, place: str, action: str, name: str, scanned: bool) -> OldPart:
        piece = self.by_tag(tag)
        target = self.place(place)
        self._bench.allow(f"shelf.{action}")
        self._must(piece, action)
        if not target.active:
            raise refused(STATE, N_("{place} is not in use."), "place", place=target.code)
        with self._bench.change(name, Kind.PARTS, Kind.PRINT_JOBS) as touched:
            touched.append(piece.claim_id)
            saved = self._bench.stores.parts.save(
                replace(
                    piece,
                    state=PartState.SHELVED,
                    place=target.code,
                    tag_state=TagState.CONFIRMED if scanned else piece.tag_state,
                    shelved_at=piece.shelved_at or self._bench.now,
                )
            )
            if scanned:
                self.confirm(saved)
        self._undoable(name, piece)
        return saved

    def confirm(self, piece: OldPart) -> None:
        """Mark the label jobs of a piece as seen; inside an open change.

        A sheet with many tags is seen once each of them was.
        """
        jobs, parts = self._bench.stores.print_jobs, self._bench.stores.parts
        for job in jobs.of(piece.tag):
            if job.state is not JobState.SENT or job.kind != "label":
                continue
            found = (parts.by_tag(tag) for tag in job.subject.split())
            if all(one and one.tag_state is TagState.CONFIRMED for one in found):
                jobs.save(replace(job, state=JobState.CONFIRMED))

    def void(self, tag: str, reason: str) -> OldPart:
        """Void a piece with a reason; its tag is never used again."""
        piece = self.by_tag(tag)
        self._bench.allow("shelf.void")
        self._must(piece, "void")
        why = needs(reason, "reason", N_("Give the reason."))
        with self._bench.change(N_("void old part"), Kind.PARTS) as touched:
            touched.append(piece.claim_id)
            saved = self._bench.stores.parts.save(replace(piece, state=PartState.VOID, reason=why))
        self._undoable(N_("void old part"), piece)
        return saved

    def _must(self, piece: OldPart, action: str) -> None:
        if part_move(piece.state, action) is None:
            raise refused(
                STATE,
                N_("“{action}” is not possible: the old part is {state}."),
                action=action,
                state=piece.state,
            )

    def _undoable(self, name: str, before: OldPart) -> None:
        def restore() -> None:
            now = self._bench.stores.parts.get(before.id)
            with self._bench.change(N_("undo old part"), Kind.PARTS) as touched:
                touched.append(before.claim_id)
                # A label that was seen stays seen, as in its print job; the place is taken back.
                seen = before.tag_state is TagState.SENT
                tag_state = now.tag_state if seen else before.tag_state
                restored = replace(before, version=now.version, tag_state=tag_state)
                self._bench.stores.parts.save(restored)

        self._bench.undoable(name, "", restore)

    def by_tag(self, tag: str) -> OldPart:
        """Return the piece of a tag, ours or the maker's; Refused(NOT_FOUND)."""
        read = recognise(tag)
        piece = self._bench.stores.parts.by_tag(read.text if read.kind == TAG else code(tag))
        if piece is None or not tag.strip():
            raise refused(NOT_FOUND, N_("No old part has the tag {tag}."), "tag", tag=tag)
        return piece

    def place(self, text: str) -> ShelfPlace:
        """Return the place of a code, scanned (``P-R2-3``) or typed (``R2-3``)."""
        read = recognise(text)
        name = read.text.removeprefix("P-") if read.kind == PLACE else code(text)
        place = self._bench.stores.places.by_code(name)
        if place is None:
            raise refused(
                NOT_FOUND, N_("There is no place {place} on the shelf."), "place", place=name
            )
        return place

    def save_place(
        self, rack: str, layer: str, outbound: bool = False, active: bool = True
    ) -> ShelfPlace:
        """Add a place, or take it in and out of use."""
        self._bench.allow("shelf.save_place")
        rack, layer = code(line(rack)), code(line(layer))
        needs(rack, "rack", N_("The rack is missing."))
        name = f"{rack}-{layer}" if layer else rack
        if recognise(f"P-{name}").kind != PLACE:
            raise refused(INVALID, N_("A place is named with letters and digits only."), "rack")
        old = self._bench.stores.places.by_code(name)
        with self._bench.change(N_("save place"), Kind.PLACES):
            if old is None:
                return self._bench.stores.places.add(
                    ShelfPlace(name, rack, layer, outbound, active)
                )
            return self._bench.stores.places.save(replace(old, outbound=outbound, active=active))

    def places(self) -> list[ShelfPlace]:
        """Return all places in use."""
        return [place for place in self._bench.stores.places.find() if place.active]

    def map(self) -> list[PlaceCount]:
        """Return every place with the pieces on it."""
        shelved = self.pieces(tuple(sorted(STANDING)), limit=10**6)
        return [
            PlaceCount(place, tuple(p for p in shelved if p.place == place.code))
            for place in self.places()
        ]

    def pieces(self, states: tuple[PartState, ...] = (), limit: int = 2000) -> list[PieceSummary]:
        """Return the newest pieces, of some states or of all."""
        lists = self._bench.stores.lists
        return lists.pieces("state", states, limit) if states else lists.pieces(limit=limit)

    def pieces_of(self, claim_id: int) -> list[PieceSummary]:
        """Return the pieces of a claim in order of line and piece."""
        found = self._bench.stores.lists.pieces("claim", (claim_id,))
        return sorted(found, key=lambda piece: (piece.line, piece.piece))

    def counts(self) -> dict[str, int]:
        """Return how many pieces there are by state."""
        return self._bench.stores.lists.piece_counts()

    def suggested_place(self) -> ShelfPlace | None:
        """Return the emptiest place in use, not the outbound area."""
        free = [p for p in self.map() if not p.place.outbound]
        return min(free, key=lambda p: (len(p.pieces), p.place.code)).place if free else None
