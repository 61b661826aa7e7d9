"""What a scan does in each mode: the next allowed step, and what is said about it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from warrantydesk.domain.errors import NOT_FOUND, Refused, Unavailable
from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.domain.scan import CLAIM, PLACE, TAG, TAG_WRONG_CHECK, Code, recognise
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.ui.kit.sounds import Sound
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.refusals import sentence
from warrantydesk.ui.words import piece_word

TWICE_S = 2.0


class Mode(StrEnum):
    """What a scan means."""

    RECEIVE = "receive"
    SHELVE = "shelve"


MODE_NAMES = {Mode.RECEIVE: N_("Receive"), Mode.SHELVE: N_("Shelve")}


@dataclass(frozen=True)
class Outcome:
    """What came of a scan: how it sounds, what it says, what to show."""

    tone: Tone
    headline: str
    detail: str = ""
    sound: Sound | None = None
    undoable: bool = False
    piece_id: int = 0
    claim_id: int = 0
    place: str = ""
    received: str = ""
    """The tag that a piece has just got, to be printed."""


class Scans:
    """Knows the mode, the place in use and the tag that waits for its place."""

    def __init__(self, desk: Any, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds."""
        self._desk, self._clock = desk, clock
        self.mode = Mode.RECEIVE
        self.place = ""
        self.waiting = ""
        self.claim_id = 0
        self._latest: tuple[str, float] = ("", -TWICE_S)

    def set_mode(self, mode: Mode) -> None:
        """Begin another mode; nothing half done is carried over."""
        self.mode = mode
        self.forget()

    def forget(self) -> None:
        """Let go of the place in use and of the tag that waits."""
        self.place = self.waiting = ""

    def knows(self, text: str) -> bool:
        """Tell whether a text is for this tab: tag, place, claim, the maker's own tag."""
        read = recognise(text)
        if read.kind in (TAG, TAG_WRONG_CHECK, PLACE, CLAIM):
            return True
        return self._is(self._desk.shelf.place, text) or self._is(self._desk.shelf.by_tag, text)

    @staticmethod
    def _is(look: Callable[[str], object], text: str) -> bool:
        try:
            look(text)
        except Refused:
            return False
        return True

    def take(self, text: str) -> Outcome | None:
        """Do the next allowed step; None for the same scan twice within two seconds."""
        read, now = recognise(text), self._clock()
        before, self._latest = self._latest, (read.text, now)
        if before[0] == read.text and now - before[1] < TWICE_S:
            return None
        if read.kind == TAG_WRONG_CHECK:
            return Outcome(
                Tone.WARN,
                _("Check digits wrong"),
                _("{code}: nothing was written, scan again", code=spoken(read.text)),
            )
        try:
            return self._step(read, text)
        except Refused as error:
            return self._refused(error, read.text)
        except Unavailable as error:
            return Outcome(Tone.DANGER, _("Not written"), sentence(error))

    def _refused(self, error: Refused, code: str) -> Outcome:
        if NOT_FOUND in error.codes:
            shown = spoken(code) if recognise(code).kind == TAG else code
            said = _("{code}: nothing was written", code=shown)
            return Outcome(Tone.WARN, _("Not found"), said, Sound.UNKNOWN)
        return Outcome(Tone.DANGER, _("Not possible"), sentence(error))

    def _step(self, read: Code, text: str) -> Outcome:
        if read.kind == CLAIM:
            return self.show_claim(self._desk.claims.by_number(read.text).id)
        if read.kind == PLACE or (read.kind != TAG and self._is(self._desk.shelf.place, text)):
            return self._take_place(self._desk.shelf.place(text).code)
        piece = self._desk.shelf.by_tag(text)
        return self._look_at(piece) if self.mode is Mode.RECEIVE else self._take_tag(piece)

    def show_claim(self, claim_id: int) -> Outcome:
        """Say what is expected of a claim, or what of it waits for a place."""
        self.claim_id, self.waiting = claim_id, ""
        pieces = self._desk.shelf.pieces_of(claim_id)
        number = self._desk.claims.get(claim_id).claim_number
        wanted = PartState.EXPECTED if self.mode is Mode.RECEIVE else PartState.RECEIVED
        open_ones = [piece for piece in pieces if piece.state is wanted]
        if not open_ones:
            return Outcome(
                Tone.WARN, _("Nothing to do"), self._nothing(number, pieces), claim_id=claim_id
            )
        n = len(open_ones)
        if self.mode is Mode.RECEIVE:
            head = ngettext_("{n} piece expected", "{n} pieces expected", n)
            said = _("{claim} · Enter receives {piece}", claim=number, piece=named(open_ones[0]))
        else:
            head = ngettext_("{n} piece to shelve", "{n} pieces to shelve", n)
            said = _("{claim} · scan the tag of {piece}", claim=number, piece=named(open_ones[0]))
        return Outcome(Tone.ACCENT, head, said, Sound.OK, False, open_ones[0].id, claim_id)

    @staticmethod
    def _nothing(number: str, pieces: list[PieceSummary]) -> str:
        if not pieces:
            return _("{claim} has no old parts", claim=number)
        return _("{claim}: no piece is waiting for this step", claim=number)

    def next_expected(self, chosen: PieceSummary | None = None) -> PieceSummary | None:
        """Return the piece that Enter receives: the chosen one, else the claim's next."""
        if chosen is not None and chosen.state is PartState.EXPECTED:
            return chosen
        if not self.claim_id:
            return None
        pieces = self._desk.shelf.pieces_of(self.claim_id)
        return next((one for one in pieces if one.state is PartState.EXPECTED), None)

    def receive(self, piece: PieceSummary, handed_over_by: str) -> Outcome:
        """Receive one piece; it gets its tag."""
        try:
            old = self._desk.shelf.receive(piece.claim_id, piece.line, piece.piece, handed_over_by)
        except (Refused, Unavailable) as error:
            return Outcome(Tone.DANGER, _("Not received"), sentence(error))
        self.claim_id = piece.claim_id
        after = self.next_expected()
        said = f"{named(piece)}　{piece.claim_number}"
        if after is not None:
            said = _("{piece} · Enter receives {next}", piece=named(piece), next=named(after))
        head = _("Received {tag}", tag=spoken(old.tag))
        return Outcome(Tone.OK, head, said, None, False, old.id, piece.claim_id, received=old.tag)

    def _look_at(self, piece: OldPart) -> Outcome:
        where = piece.place or _("no place yet")
        said = _("{piece} · {state} · {place}", piece=named(piece), state=word(piece), place=where)
        return Outcome(Tone.ACCENT, _("Has its tag already"), said, Sound.WARN, piece_id=piece.id)

    def _take_place(self, place: str) -> Outcome:
        if self.mode is Mode.RECEIVE:
            said = _("To put pieces there, change to shelving: Alt+2")
            return Outcome(
                Tone.ACCENT, _("Place {place}", place=place), said, Sound.WARN, place=place
            )
        if self.waiting:
            tag, self.waiting = self.waiting, ""
            return self._put(self._desk.shelf.by_tag(tag), place)
        self.place = place
        said = _("It stays the place in use: scan the pieces that go there")
        head = _("Place {place}", place=place)
        return Outcome(Tone.ACCENT, head, said, Sound.OK, place=place)

    def _take_tag(self, piece: OldPart) -> Outcome:
        if self.place:
            return self._put(piece, self.place)
        if piece.state not in (PartState.RECEIVED, PartState.SHELVED):
            said = _("{piece} is “{state}”", piece=named(piece), state=word(piece))
            return Outcome(Tone.DANGER, _("Not to be shelved"), said, piece_id=piece.id)
        self.waiting = piece.tag
        free = self._desk.shelf.suggested_place()
        said = named(piece)
        if piece.place:
            said = _("{piece} · now at {place}", piece=said, place=piece.place)
        elif free is not None:
            said = _("{piece} · free: {place}", piece=said, place=free.code)
        return Outcome(Tone.ACCENT, _("Now scan its place"), said, Sound.OK, piece_id=piece.id)

    def put(self, piece: OldPart, place: str) -> Outcome:
        """Shelve or move a piece by hand: its label was not seen."""
        try:
            return self._put(piece, place, scanned=False)
        except (Refused, Unavailable) as error:
            return Outcome(Tone.DANGER, _("Not shelved"), sentence(error), piece_id=piece.id)

    def _put(self, piece: OldPart, place: str, *, scanned: bool = True) -> Outcome:
        there = piece.state is PartState.SHELVED
        said = f"{named(piece)}　{spoken(piece.tag)}"
        seen = piece.tag_state is TagState.CONFIRMED or not scanned
        if there and piece.place == place and seen:
            head = _("Is at {place} already", place=place)
            return Outcome(Tone.ACCENT, head, said, Sound.WARN, piece_id=piece.id)
        saved = self._desk.shelf.put(piece.tag, place, scanned)
        head = (
            _("Moved to {place}", place=saved.place)
            if there
            else _("Shelved at {place}", place=saved.place)
        )
        return Outcome(Tone.OK, head, said, None, True, saved.id, saved.claim_id, saved.place)


def named(piece: PieceSummary | OldPart) -> str:
    """Return what a piece is called."""
    return piece.part_name or piece.part_no


def word(piece: OldPart) -> str:
    """Return the state of a piece in words."""
    return piece_word(piece.state)
