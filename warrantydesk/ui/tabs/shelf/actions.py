"""What the clerk does with a piece by hand, asking for what is needed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.label_order import PLACES
from warrantydesk.ui.label_dialog import open_labels
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.scans import Outcome, Scans, named

PHOTO_CODE = "OP"
"""Document code of pictures of an old part and its tag."""


class PieceActions:
    """Waive, shelve, move, void, photograph; add places."""

    def __init__(self, shell: Shell, desk: Any, scans: Scans) -> None:
        """``scans`` says what shelving by hand came to, as a scan does."""
        self._shell, self._desk, self._scans = shell, desk, scans

    def waive(self, piece: PieceSummary) -> None:
        """Record with its reason that there is no old part."""
        question = _("Why is there no old part “{piece}”?", piece=named(piece))
        reason = self._shell.ask_text(question)
        if reason is None:
            return
        shelf = self._desk.shelf
        done = tried(
            self._shell, lambda: shelf.waive(piece.claim_id, piece.line, reason, piece.piece)
        )
        if done is not None:
            self._told(_("No old part: {piece}", piece=named(piece)))

    def void(self, piece: PieceSummary) -> None:
        """Void a piece with its reason; the tag is never used again."""
        question = _("Why is “{piece}” void? Its tag is never used again.", piece=named(piece))
        reason = self._shell.ask_text(question)
        if reason is None:
            return
        if tried(self._shell, lambda: self._desk.shelf.void(piece.tag, reason)) is not None:
            self._told(_("Void: {piece}", piece=named(piece)))

    def put(self, piece: PieceSummary) -> Outcome | None:
        """Ask for a place and put the piece there; None when cancelled."""
        free = self._desk.shelf.suggested_place()
        current = piece.place or (free.code if free is not None else None)
        choices = [
            (
                one.place.code,
                ngettext_(
                    "{place} · {n} piece",
                    "{place} · {n} pieces",
                    len(one.pieces),
                    place=one.place.code,
                ),
            )
            for one in self._desk.shelf.map()
        ]
        if not choices:
            self._shell.tell(_("There is no place on the shelf yet: add one at the left."))
            return None
        question = _("Where does “{piece}” go?", piece=named(piece))
        place = self._shell.ask_choice(question, choices, current)
        if place is None:
            return None
        return self._scans.put(self._desk.shelf.by_tag(piece.tag), place)

    def photograph(self, piece: PieceSummary, files: list[Any] | None = None) -> None:
        """Add pictures, picked or dropped, to the piece."""
        picked: list[Any] = files or list(
            self._shell.pick_files(
                _("Photographs of the old part"),
                _("Pictures") + " (*.jpg *.jpeg *.png *.webp *.bmp)",
            )
        )
        for one in picked:
            if tried(self._shell, lambda one=one: self._keep(piece, one)) is None:  # type: ignore[misc]
                return
        if picked:
            self._shell.toast(
                ngettext_("{n} photograph added", "{n} photographs added", len(picked))
            )

    def _keep(self, piece: PieceSummary, picture: Any) -> Any:
        attachments, item = self._desk.attachments, f"tag:{piece.tag}"
        if isinstance(picture, bytes):
            name = f"{piece.tag}.png"
            return attachments.add_bytes(piece.claim_id, PHOTO_CODE, picture, name, item)
        return attachments.add(piece.claim_id, PHOTO_CODE, Path(picture), item=item)

    def add_place(self) -> None:
        """Ask for the name of a place, or of a whole rack as in R4-1..4."""
        question = _("New place, as in R2-3; a whole rack, as in R4-1..4")
        text = self._shell.ask_text(question)
        if not text:
            return
        for rack, layer in places_of(text):
            if tried(self._shell, self._saving(rack, layer, False)) is None:
                return

    def add_outbound(self) -> None:
        """Ask for the name of an area where packed goods wait."""
        text = self._shell.ask_text(_("Name of the outbound area, as in OUT"))
        if text:
            tried(self._shell, self._saving(text, "", True))

    def _saving(self, rack: str, layer: str, outbound: bool) -> Callable[[], Any]:
        return lambda: self._desk.shelf.save_place(rack, layer, outbound=outbound)

    def retire_place(self) -> None:
        """Take an empty place out of use."""
        empty = [one.place for one in self._desk.shelf.map() if not one.pieces]
        if not empty:
            self._shell.tell(_("No place is empty."))
            return
        question = _("Which empty place goes out of use?")
        code = self._shell.ask_choice(question, [(one.code, one.code) for one in empty])
        for one in empty:
            if one.code == code:
                tried(
                    self._shell,
                    lambda one=one: self._desk.shelf.save_place(  # type: ignore[misc]
                        one.rack, one.layer, one.outbound, active=False
                    ),
                )

    def print_places(self, chosen: str) -> None:
        """Open the label dialog for one place, or for all."""
        codes = [chosen] if chosen else [place.code for place in self._desk.shelf.places()]
        if codes:
            open_labels(self._shell, self._desk, codes, PLACES)

    def _told(self, text: str) -> None:
        self._shell.toast(text, self._desk.undo)


def places_of(text: str) -> list[tuple[str, str]]:
    """Read ``R2-3`` as rack and layer, ``R4-1..4`` as four of them, ``A`` as a rack alone."""
    rack, dash, layers = text.strip().rpartition("-")
    if not dash:
        return [(layers, "")]
    first, dots, last = layers.partition("..")
    if dots and first.isdigit() and last.isdigit() and 0 <= int(last) - int(first) < 50:
        return [(rack, str(number)) for number in range(int(first), int(last) + 1)]
    return [(rack, layers)]
