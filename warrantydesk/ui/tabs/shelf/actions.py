"""What the clerk does with pieces by hand, one or many, asking for what is needed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QMenu

from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.services.attachments import OF_PIECE
from warrantydesk.services.label_order import PLACES
from warrantydesk.ui.label_dialog import open_labels
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.piece_dialog import PieceDialog, piece_words
from warrantydesk.ui.tabs.shelf.piece_results import show_report
from warrantydesk.ui.tabs.shelf.piece_verbs import BATCH_VERBS, PieceVerb, right_of

PHOTO_CODE = "OP"
"""Document code of pictures of an old part and its tag."""
MOST = 1000
"""So many pieces are done in one batch from the window."""
_TOLD = {
    "waive": N_("No old part: {piece}"),
    "shelve": N_("At {place}: {piece}"),
    "move": N_("At {place}: {piece}"),
    "find": N_("Found: {piece}, at {place}"),
    "come_back": N_("Back on the shelf: {piece}, at {place}"),
    "request": N_("Due back to the maker: {piece}"),
    "release": N_("Stays here: {piece}"),
    "pack": N_("Packed: {piece}"),
    "unpack": N_("Out of its box: {piece}"),
    "dispute": N_("Disputed: {piece}"),
    "concede": N_("Refusal accepted: {piece}"),
    "decide": N_("Decision recorded: {piece}"),
    "release_scrap": N_("May be scrapped: {piece}"),
    "lend": N_("Lent: {piece}"),
    "miss": N_("Missing: {piece}"),
    "write_off": N_("Written off: {piece}"),
    "void": N_("Void: {piece}"),
    "maker_tag": N_("Maker's tag saved: {piece}"),
}
Undo = Callable[[], object] | None


class PieceActions:
    """Every action of the life of a piece that is not a scan; photographs; places."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """What is done by hand is said in a toast."""
        self._shell, self._desk = shell, desk

    def do(self, action: str, piece: PieceSummary) -> QDialog | None:
        """Do an action, or open the dialog that asks for what it needs."""
        if action == "paid":
            return self._paid(piece)
        if action == "history":
            from warrantydesk.ui.tabs.shelf.piece_history import open_history

            return open_history(self._shell, self._desk, full(self._desk, piece))
        if action == "drained":
            self._drain(piece)
        elif action in ("pack", "unpack"):
            shipments = self._desk.shipments
            verb = shipments.pack if action == "pack" else shipments.unpack
            if tried(self._shell, lambda: verb(piece.tag) or True) is not None:
                self._tell(action, full(self._desk, piece), self._desk.taking_back())
        else:
            return self._ask(action, [full(self._desk, piece)])
        return None

    def waive(self, piece: PieceSummary) -> None:
        """Record with its reason that there is no old part."""
        self.do("waive", piece)

    def void(self, piece: PieceSummary) -> None:
        """Void a piece with its reason; the tag is never used again."""
        self.do("void", piece)

    def put(self, piece: PieceSummary) -> None:
        """Ask for a place and put the piece there."""
        if not self._desk.shelf.places():
            self._shell.tell(_("There is no place on the shelf yet: add one at the left."))
            return
        self.do("move" if piece.state is PartState.SHELVED else "shelve", piece)

    def _ask(self, action: str, pieces: Sequence[OldPart]) -> QDialog:
        def done(what: Any) -> None:
            undo = None if _is_final(action, pieces) else self._desk.taking_back()
            if len(pieces) == 1:
                self._tell(action, what, undo)
            else:
                self._report(action, what, undo)

        dialog = PieceDialog(self._shell, self._desk, action, pieces, done)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _tell(self, action: str, piece: OldPart, undo: Undo) -> None:
        said = _(_TOLD[action], piece=piece_words(piece), place=piece.place)
        self._shell.toast(said, undo)

    def _paid(self, piece: PieceSummary) -> QDialog:
        from warrantydesk.ui.tabs.shelf.piece_paid import PaidDialog

        def done(n: int) -> None:
            said = ngettext_("{n} line paid", "{n} lines paid", n)
            self._shell.toast(said, self._desk.taking_back(n))

        dialog = PaidDialog(self._shell, self._desk, full(self._desk, piece), done)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _drain(self, piece: PieceSummary) -> None:
        shelf = self._desk.shelf
        drained = not shelf.by_tag(piece.tag).drained
        if tried(self._shell, lambda: shelf.set_drained(piece.tag, drained)) is not None:
            said = _("Drained and plugged") if drained else _("Not drained")
            self._shell.toast(said, self._desk.taking_back())

    def batch(self, action: str, tags: Sequence[str]) -> QDialog | None:
        """Ask once and do an action to many pieces; what is refused is listed."""
        wanted = list(dict.fromkeys(tag for tag in tags if tag))
        if not wanted:
            self._shell.tell(_("None of the chosen pieces has a tag yet: receive them first."))
            return None
        if len(wanted) > MOST:
            self._shell.tell(_("Choose at most {n} pieces at a time.", n=MOST))
            return None
        pieces = tried(self._shell, lambda: [self._desk.shelf.by_tag(tag) for tag in wanted])
        return self._ask(action, pieces) if pieces else None

    def show_batch(self, ids: Sequence[int], at: QPoint) -> QMenu:
        """Open a menu of what may be done to the pieces of a selection."""
        menu = QMenu(self._shell.widget())
        menu.setToolTipsVisible(True)
        menu.aboutToHide.connect(menu.deleteLater)
        group = BATCH_VERBS[0].group
        for verb in BATCH_VERBS:
            if verb.group != group:
                menu.addSeparator()
            group = verb.group
            add_verb(menu, verb, right_of(verb, self._desk), self._starter(verb.action, ids))
        menu.popup(at)
        return menu

    def _starter(self, action: str, ids: Sequence[int]) -> Callable[[], object]:
        return lambda: self.batch(action, self._desk.pieces.tags(ids))

    def _report(self, action: str, report: Any, undo: Undo) -> None:
        done = len(report.done)
        if done:
            self._shell.toast(ngettext_("{n} piece done", "{n} pieces done", done), undo)
        title = next(_(verb.title) for verb in BATCH_VERBS if verb.action == action)
        show_report(self._shell, title.rstrip("…"), report)

    def import_requests(self) -> None:
        """Take in the maker's list of pieces that are to come back."""
        self._import("part_requests")

    def import_answer(self) -> None:
        """Take in what the maker says of the pieces that were sent."""
        self._import("part_receipt")

    def _import(self, target: str) -> None:
        from warrantydesk.ui.imports import import_into

        import_into(self._shell, self._desk, target, self._desk.bench.site.brand)

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
        attachments, item = self._desk.attachments, f"{OF_PIECE}{piece.tag}"
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
        tried(self._shell, lambda: self._desk.shelf.save_places(text))

    def add_outbound(self) -> None:
        """Ask for the name of an area where packed goods wait."""
        text = self._shell.ask_text(_("Name of the outbound area, as in OUT"))
        if text:
            tried(self._shell, lambda: self._desk.shelf.save_places(text, outbound=True))

    def retire_place(self) -> None:
        """Take an empty place out of use."""
        shelf = self._desk.shelf
        loads = shelf.loads()
        empty = [one.code for one in shelf.places() if one.code not in loads]
        if not empty:
            self._shell.tell(_("No place is empty."))
            return
        question = _("Which empty place goes out of use?")
        code = self._shell.ask_choice(question, [(one, one) for one in empty])
        if code is not None:
            tried(self._shell, lambda: shelf.retire_place(code))

    def print_places(self, chosen: str) -> None:
        """Open the label dialog for one place, or for all."""
        codes = [chosen] if chosen else [place.code for place in self._desk.shelf.places()]
        if codes:
            open_labels(self._shell, self._desk, codes, PLACES)


def add_verb(menu: QMenu, verb: PieceVerb, why: str, do: Callable[[], object]) -> None:
    """Add a verb to a menu; one that is closed says why in its tooltip."""
    entry = menu.addAction(_(verb.title))
    entry.setEnabled(not why)
    entry.setToolTip(why)
    entry.triggered.connect(lambda _checked=False: do())


def _is_final(action: str, pieces: Sequence[OldPart]) -> bool:
    """Tell whether an action cannot be taken back; what is missing in its box has left its list."""
    astray = action == "miss" and any(piece.state is PartState.PACKED for piece in pieces)
    return action == "write_off" or astray


def full(desk: Any, piece: PieceSummary) -> OldPart:
    """Return the whole piece behind a row; one that has no tag yet as far as the row knows it."""
    if piece.tag:
        whole: OldPart = desk.shelf.by_tag(piece.tag)
        return whole
    return OldPart(
        piece.claim_id,
        piece.line,
        piece.piece,
        state=piece.state,
        part_no=piece.part_no,
        part_name=piece.part_name,
        causal=piece.causal,
        return_required=piece.return_required,
        hazard=piece.hazard,
        amount_fen=piece.amount_fen,
        return_by=piece.return_by,
        id=piece.id,
    )
