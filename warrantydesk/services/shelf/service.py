"""What a clerk does with old parts, verb by verb; the life itself is table C.2 in the domain."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, refused
from warrantydesk.domain.old_part import OldPart, PartState, ShelfPlace, part_move
from warrantydesk.domain.part_facts import MoveRequest
from warrantydesk.domain.retention import Retention, retention_of
from warrantydesk.domain.return_clock import RETURN_BY
from warrantydesk.domain.scan import TAG, recognise
from warrantydesk.domain.shipment import Verdict
from warrantydesk.domain.stock_take import ScrapBatch
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.attachments import AttachmentService
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.shelf.entries import PieceEntries
from warrantydesk.services.shelf.life import clock, times_reminded
from warrantydesk.services.shelf.scrapping import Scrapping
from warrantydesk.services.shelf.steps import BatchReport, Steps, must_be_for_many
from warrantydesk.services.shelf_places import ShelfPlaces


class ShelfService(ShelfPlaces):
    """Carries pieces through their life, and knows the places where they stand."""

    def __init__(self, bench: Bench, attachments: AttachmentService) -> None:
        super().__init__(bench)
        self._steps = Steps(bench)
        self._scrapping = Scrapping(bench, self._steps, attachments)
        self._entries = PieceEntries(bench, self._steps)

    def receive(
        self, claim_id: int, line: int, piece: int | None = None, handed_over_by: str = ""
    ) -> OldPart:
        """Receive a piece of a part line from the technician; it gets its tag."""
        old = self._waiting(claim_id, line, piece, "receive")
        request = MoveRequest(tag=old.tag, handed_over_by=handed_over_by)
        after = self._steps.judge(old, "receive", request)
        bench = self._bench
        with bench.change(N_("receive old part"), Kind.PARTS) as touched:
            touched.append(claim_id)
            numbers = bench.stores.numbers
            # A receipt that was undone has left its tag with the piece.
            tag = old.tag or numbers.tag(bench.site_number, bench.today.year)
            saved = bench.stores.parts.save(replace(after, tag=tag))
        self._steps.undoable(N_("receive old part"), [old])
        return saved

    def waive(self, claim_id: int, line: int, reason: str, piece: int | None = None) -> OldPart:
        """Record that there is no old part, and why."""
        old = self._waiting(claim_id, line, piece, "waive")
        return self._steps.one(old, "waive", MoveRequest(reason=reason))

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
        return self._put(tag, place, "shelve", scanned)

    def move(self, tag: str, place: str, scanned: bool = True) -> OldPart:
        """Move a piece to another place."""
        return self._put(tag, place, "move", scanned)

    def put(self, tag: str, place: str, scanned: bool = True) -> OldPart:
        """Shelve a received piece, or move one that is on the shelf: what a scan means."""
        stands = self.by_tag(tag).state is PartState.SHELVED
        return (self.move if stands else self.shelve)(tag, place, scanned)

    def _put(self, tag: str, place: str, action: str, scanned: bool) -> OldPart:
        piece, target = self.by_tag(tag), self.place(place)
        self._bench.allow(f"shelf.{action}", piece.tag)
        request = MoveRequest(place=target.code, scanned=scanned)
        after = self._steps.judge(piece, action, request)
        self._must_be_in_use(target)
        return self._steps.write(action, [(piece, after)])[0]

    @staticmethod
    def _must_be_in_use(place: ShelfPlace) -> None:
        if not place.active:
            raise refused(STATE, N_("{place} is not in use."), "place", place=place.code)

    def request(
        self,
        tag: str,
        due_on: date | None = None,
        request_no: str = "",
        requested_on: date | None = None,
    ) -> OldPart:
        """Note that the maker wants a piece back, by its list, its deadline or the clerk."""
        asked = MoveRequest(due_on=due_on, request_no=request_no, requested_on=requested_on)
        return self._one(tag, "request", asked)

    def release(self, tag: str, due_on: date | None = None) -> OldPart:
        """Keep a piece that was asked back after all; ``due_on`` is its next clock, if any."""
        return self._one(tag, "release", MoveRequest(due_on=due_on))

    def dispute(self, tag: str, text: str, reason: str = "") -> OldPart:
        """Dispute a refusal; after its clock with the ``reason`` that overrides it."""
        return self._one(tag, "dispute", MoveRequest(text=text, reason=reason))

    def concede(self, tag: str, reason: str = "") -> OldPart:
        """Accept a refusal: with a reason, or because the clock has run out."""
        return self._one(tag, "concede", MoveRequest(reason=reason))

    def decide(
        self, tag: str, verdict: Verdict, text: str = "", deducted_fen: int | None = None
    ) -> OldPart:
        """Record the maker's second decision on a disputed piece."""
        asked = MoveRequest(verdict=verdict, text=text, deducted_fen=deducted_fen)
        return self._one(tag, "decide", asked)

    def come_back(self, tag: str, place: str) -> OldPart:
        """Put a piece on the shelf that was refused and sent back, or lent."""
        return self._at_place(tag, place, "come_back")

    def find(self, tag: str, place: str) -> OldPart:
        """Put a missing piece that was found on the shelf."""
        return self._at_place(tag, place, "find")

    def _at_place(self, tag: str, place: str, action: str) -> OldPart:
        piece, target = self.by_tag(tag), self.place(place)
        self._bench.allow(f"shelf.{action}", piece.tag)
        after = self._steps.judge(piece, action, MoveRequest(place=target.code))
        self._must_be_in_use(target)
        return self._steps.write(action, [(piece, after)])[0]

    def lend(self, tag: str, to: str, until: date | None = None) -> OldPart:
        """Lend a piece to somebody until a day."""
        return self._one(tag, "lend", MoveRequest(to=to, until=until))

    def miss(self, tag: str, reason: str = "") -> OldPart:
        """Note that a piece was not found where it should be."""
        return self._one(tag, "miss", MoveRequest(reason=reason))

    def write_off(self, tag: str, reason: str) -> OldPart:
        """Give a missing piece up, with a reason."""
        return self._one(tag, "write_off", MoveRequest(reason=reason))

    def release_scrap(self, tag: str, reason: str = "") -> OldPart:
        """Release a piece for scrap: its line is paid and its retention over (V81, V82)."""
        return self._one(tag, "release_scrap", MoveRequest(reason=reason))

    def scrap(
        self,
        tag: str = "",
        witness: str = "",
        photo: Path | int | None = None,
        tags: tuple[str, ...] = (),
        note: str = "",
    ) -> ScrapBatch:
        """Destroy released pieces together, all or none, before a witness and a camera.

        ``photo`` is a file, or the id of an attachment that is kept already.
        """
        pieces = self._by_tags(tags or (tag,))
        return self._scrapping.scrap(pieces, witness, photo, note)

    def void(
        self,
        tag: str = "",
        reason: str = "",
        claim_id: int = 0,
        line: int = 0,
        piece: int | None = None,
    ) -> OldPart:
        """Void a piece with a reason; its tag is never used again.

        A piece that was never received has no tag: name its claim, line and piece.
        """
        old = self.by_tag(tag) if tag else self._waiting(claim_id, line, piece, "void")
        return self._steps.one(old, "void", MoveRequest(reason=reason))

    def _one(self, tag: str, action: str, request: MoveRequest) -> OldPart:
        return self._steps.one(self.by_tag(tag), action, request)

    def batch(
        self,
        action: str,
        tags: tuple[str, ...],
        each: bool = False,
        values: MoveRequest | None = None,
    ) -> BatchReport:
        """Do one action to many pieces: all or nothing, or with ``each`` those that may.

        What was refused stands in the report; nothing is changed in silence.
        """
        pieces = self._by_tags(tags)
        if not pieces:
            raise refused(INVALID, N_("Choose the pieces."), "tags")
        must_be_for_many(action)
        request = values or MoveRequest()
        if request.place:
            place = self.place(request.place)
            self._must_be_in_use(place)
            request = replace(request, place=place.code)
        return self._steps.many(pieces, action, request, each=each)

    def record_paid(self, claim_id: int, line: int, paid_on: date) -> tuple[OldPart, ...]:
        """Enter the day on which the maker paid a part line: its pieces' retention begins."""
        return self._entries.record_paid(claim_id, line, paid_on)

    def set_drained(self, tag: str, drained: bool = True) -> OldPart:
        """Note that a piece is drained and plugged, or that it is not."""
        return self._entries.set_drained(self.by_tag(tag), drained)

    def see_label(self, tag: str) -> OldPart:
        """Confirm a label by a scan of it."""
        return self._entries.see_label(self.by_tag(tag))

    def set_maker_tag(self, tag: str, maker_tag: str) -> OldPart:
        """Keep the number that the maker's own system gave a piece; either finds it."""
        return self._entries.set_maker_tag(self.by_tag(tag), maker_tag)

    def retention(self, tag: str) -> Retention:
        """Return from when a piece may be scrapped, and why."""
        piece = self.by_tag(tag)
        claim = self._bench.stores.claims.get(piece.claim_id)
        return retention_of(piece, self._bench.profile(claim.brand))

    def return_end(self, brand: str, asked_on: date) -> date | None:
        """Return by when a maker wants a piece back that it asks for on a day."""
        return clock(self._bench, self._bench.profile(brand), RETURN_BY)(asked_on)

    def reminded(self, brand: str, piece: OldPart) -> int:
        """Return how often a maker has reminded of a piece that it asked for and has not got."""
        return times_reminded(self._bench, self._bench.profile(brand), piece)

    def by_tag(self, tag: str) -> OldPart:
        """Return the piece of a tag, ours or the maker's; Refused(NOT_FOUND)."""
        read = recognise(tag)
        piece = self._bench.stores.parts.by_tag(read.text if read.kind == TAG else code(tag))
        if piece is None or not tag.strip():
            raise refused(NOT_FOUND, N_("No old part has the tag {tag}."), "tag", tag=tag)
        return piece

    def _by_tags(self, tags: Iterable[str]) -> list[OldPart]:
        """Return the pieces of some tags in order, each once, ours or the maker's."""
        found = (self.by_tag(tag) for tag in tags)
        return list({piece.id: piece for piece in found}.values())

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
