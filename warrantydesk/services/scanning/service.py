"""The scanner of the shelf: a scan does the next allowed step, or says why not."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import count

from warrantydesk.domain.errors import INVALID, NOT_FOUND, Refused, Unavailable, refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.scan import MODE, TAG, TAG_WRONG_CHECK, UNDO, UNKNOWN, is_waybill
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.i18n import N_
from warrantydesk.services.history import Step
from warrantydesk.services.scanning.counting import Counting
from warrantydesk.services.scanning.hands import (
    CHECK,
    Hands,
    ModeOfWork,
    refusal_of,
    told,
    warned,
)
from warrantydesk.services.scanning.lookup import Seen
from warrantydesk.services.scanning.modes import MODE_CODES, MODE_HINTS, MODE_NAMES, Mode
from warrantydesk.services.scanning.packing import Packing, missing_beside
from warrantydesk.services.scanning.receiving import Receiving
from warrantydesk.services.scanning.result import ScanResult, Sound, Taken, Tone
from warrantydesk.services.scanning.scrapping import Scrapping
from warrantydesk.services.scanning.session import Session
from warrantydesk.services.scanning.shelving import Shelving
from warrantydesk.services.scanning.shipping import Shipping

TWICE_S = 2.0
"""The same code within so many seconds is one scan."""
_KEY = "scan:"


class ScanService:
    """Knows the mode and what is in hand; takes scans and takes the last one back."""

    def __init__(self, hands: Hands, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds."""
        self._hands, self._clock = hands, clock
        self.session = Session()
        self._latest: tuple[str, float] = ("", -TWICE_S)
        self._numbers = count(1)
        self._changed: Callable[[], None] = lambda: None
        self._receiving, self._shelving = Receiving(hands), Shelving(hands)
        self._counting = Counting(hands)
        self._modes: dict[Mode, ModeOfWork] = {
            Mode.RECEIVE: self._receiving,
            Mode.SHELVE: self._shelving,
            Mode.PACK: Packing(hands),
            Mode.SHIP: Shipping(hands),
            Mode.STOCK_TAKE: self._counting,
            Mode.SCRAP: Scrapping(hands),
        }

    def listen(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` when something is held that no scan has brought: undo, or by hand."""
        self._changed = listener

    def set_mode(self, mode: Mode) -> None:
        """Begin another mode; nothing half done is carried over."""
        self.session = self.session.in_mode(mode)

    def forget(self) -> None:
        """Let go of the place in use, of the tag that waits, of boxes ticked off."""
        self.session = self.session.let_go()

    def hold(self, **what: object) -> None:
        """Take in hand what was chosen by hand: claim_id, shipment_id, box, handed_over_by…"""
        before, self.session = self.session, replace(self.session, **what)  # type: ignore[arg-type]
        if self.session != before:
            self._changed()

    def knows(self, text: str) -> bool:
        """Tell whether a text is for the scanner: a code, a tag, a place, a waybill to come."""
        if self._see(text).kind != UNKNOWN:
            return True
        waits = self.session.mode is Mode.SHIP and bool(self.session.shipment_id)
        return waits and is_waybill(text)

    def take(self, text: str) -> ScanResult | None:
        """Do the next allowed step or say why not; None for the same scan within two seconds."""
        seen, now = self._see(text), self._clock()
        before, self._latest = self._latest, (seen.text, now)
        if before[0] == seen.text and now - before[1] < TWICE_S:
            return None
        return self._said(lambda: self._do(seen), seen)

    def scan(self, text: str, mode: Mode | None = None) -> ScanResult:
        """Do the next allowed step in a mode; raises what refuses it."""
        self._hands.bench.allow("shelf.scan")
        if mode is not None and mode is not self.session.mode:
            self.set_mode(mode)
        return self._do(self._see(text))

    def receive(self, piece: PieceSummary) -> ScanResult:
        """Receive a chosen piece as Enter does."""
        return self._said(lambda: self._noted(lambda: self._receiving.receive(piece, self.session)))

    def put(self, piece: OldPart, place: str) -> ScanResult:
        """Put a piece on a place by hand: its label was not seen."""

        def step() -> Taken:
            return Taken(self._shelving.put(piece, place, scanned=False), self.session)

        return self._said(lambda: self._noted(step))

    def next_expected(self, chosen: PieceSummary | None = None) -> PieceSummary | None:
        """Return the piece that Enter receives: the chosen one, else the claim's next."""
        waiting = self._receiving.expected(self.session.claim_id)
        if chosen is not None and any(one.id == chosen.id for one in waiting):
            return chosen
        return next(iter(waiting), None)

    def undo(self) -> ScanResult:
        """Take back the last scan that did something, and nothing else."""
        return self._said(self._undone)

    def may_undo(self) -> bool:
        """Tell whether the newest thing done was a scan that can be taken back."""
        newest = self._hands.bench.history.newest
        return newest is not None and newest.key.startswith(_KEY)

    def _undone(self) -> ScanResult:
        history = self._hands.bench.history
        newest = history.newest
        if newest is None or not newest.key.startswith(_KEY):
            said = N_("The last thing done was no scan: Ctrl+Z takes it back")
            if newest is None:
                said = N_("No scan is left to take back")
            return warned(N_("Nothing was taken back"), said, {})
        history.pop()
        before = history.newest
        newest.restore()
        history.pop_since(before)
        self._latest = ("", -TWICE_S)
        return ScanResult(
            Tone.ACCENT, Sound.WARN, N_("Taken back: {what}"), "", {"what": newest.name}
        )

    def _see(self, text: str) -> Seen:
        return self._hands.lookup.see(text, self.session.doubt)

    def _do(self, seen: Seen) -> ScanResult:
        if seen.kind == UNDO:
            return self._undone()
        if seen.kind == MODE:
            return self._noted(lambda: self._mode(seen))
        if seen.kind == TAG_WRONG_CHECK and not self._takes_any(seen):
            raise refused(
                INVALID,
                N_("{scanned}: nothing was written, scan again"),
                CHECK,
                scanned=seen.shown,
            )
        work = self._modes[self.session.mode]
        return self._noted(lambda: work.take(seen, self.session))

    def _takes_any(self, seen: Seen) -> bool:
        """Tell whether twelve digits may be a waybill here."""
        session = self.session
        return session.mode is Mode.SHIP and bool(session.shipment_id) and is_waybill(seen.text)

    def _mode(self, seen: Seen) -> Taken:
        mode, session = MODE_CODES[seen.text], self.session
        if mode is Mode.STOCK_TAKE and session.mode is mode:
            return self._counting.end(seen, session)
        return Taken(told(MODE_NAMES[mode], MODE_HINTS[mode], {}), session.in_mode(mode))

    def _noted(self, step: Callable[[], Taken]) -> ScanResult:
        """Do a step as one thing that can be taken back, with what the scanner held before."""
        history = self._hands.bench.history
        newest, before = history.newest, self.session
        self.session = replace(before, doubt="")
        try:
            taken = step()
        except BaseException:
            self._drop(history.pop_since(newest))
            raise
        self.session = after = taken.session
        if taken.is_final:
            history.clear()
            return taken.result
        steps = history.pop_since(newest)
        if steps or _in_hand(after) != _in_hand(before):
            name = steps[0].name if steps else N_("scan")
            self._remember(name, steps, before)
        return taken.result

    def _remember(self, name: str, steps: list[Step], before: Session) -> None:
        def restore() -> None:
            for step in steps:
                step.restore()
            self.session = replace(before, doubt="")
            self._changed()

        self._hands.bench.undoable(name, f"{_KEY}{next(self._numbers)}", restore)

    @staticmethod
    def _drop(steps: list[Step]) -> None:
        """Take back what a step wrote before it was refused."""
        for step in steps:
            with suppress(Refused, Unavailable):
                step.restore()

    def _said(self, step: Callable[[], ScanResult], seen: Seen | None = None) -> ScanResult:
        try:
            return step()
        except Refused as error:
            return self._refused(_with_code(error, seen), seen)
        except Unavailable as error:
            found = Finding(error.code, "", error.message, error.values)
            return ScanResult(Tone.DANGER, Sound.WRONG, N_("Not written"), findings=(found,))

    def _refused(self, error: Refused, seen: Seen | None) -> ScanResult:
        result = refusal_of(error, self.session.mode)
        if seen is None or seen.kind != TAG:
            return result
        piece = self._hands.bench.stores.parts.by_tag(seen.text)
        if piece is None:
            return result
        missing = missing_beside(self._hands, piece) if "V79" in error.codes else 0
        return replace(result, piece_id=piece.id, missing_id=missing)


def _in_hand(session: Session) -> Session:
    """Return a session without what a repetition asks for."""
    return replace(session, doubt="")


def _with_code(error: Refused, seen: Seen | None) -> Refused:
    """Name the code in place of the sentence where the thing is not known at all."""
    if seen is None or error.codes != (NOT_FOUND,):
        return error
    return refused(NOT_FOUND, N_("{scanned}: nothing was written"), "code", scanned=seen.shown)
