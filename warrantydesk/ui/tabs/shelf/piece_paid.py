"""Which part lines of a claim the maker paid, and when: retention begins on that day."""

from collections.abc import Callable, Sequence
from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.i18n import _, date_text
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import CheckField, DateField
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.shell import Shell

_LINE = "line_"


class PaidDialog(FormDialog):
    """One tick a line that leaves old parts; that of the piece in hand is set."""

    def __init__(
        self, shell: Shell, desk: Any, piece: OldPart, done: Callable[[int], object]
    ) -> None:
        """``done`` hears how many lines were entered."""
        claim = desk.claims.get(piece.claim_id)
        intro = _("From this day on the pieces of the line are kept as long as the policies say.")
        super().__init__(
            shell, _("Paid lines of {number}", number=claim.claim_number), _("&Save"), intro
        )
        self._desk, self._claim_id, self._done = desk, claim.id, done
        self.form.section("paid", _("What the maker paid"))
        self.form.add("paid_on", _("Paid on"), DateField(), required=True, span=6)
        start: dict[str, Any] = {"paid_on": desk.bench.today}
        for line, pieces in _lines(desk, claim.id).items():
            tick = self.form.add(f"{_LINE}{line}", "", CheckField(_words(line, pieces)), span=12)
            tick.setEnabled(not _came_by_receipt(pieces))
            start[f"{_LINE}{line}"] = line == piece.line and tick.isEnabled()
        self.form.fill(start, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Enter the day for every line that is ticked."""
        lines = [int(name.removeprefix(_LINE)) for name in values if name.startswith(_LINE)]
        ticked = [line for line in lines if values[f"{_LINE}{line}"]]
        for line in ticked:
            self._desk.shelf.record_paid(self._claim_id, line, values["paid_on"])
        self._done(len(ticked))

    def accept(self) -> None:
        """Ask for at least one line."""
        values = self.values()
        if not any(value for name, value in values.items() if name.startswith(_LINE)):
            self.note.show_mark(Mark.BLOCK, _("Tick at least one line."))
            return
        super().accept()


def _lines(desk: Any, claim_id: int) -> dict[int, list[OldPart]]:
    """Return the standing pieces of a claim by their line."""
    found: dict[int, list[OldPart]] = {}
    for one in desk.shelf.pieces_of(claim_id):
        if one.state is not PartState.VOID:
            piece = desk.shelf.by_tag(one.tag) if one.tag else one
            found.setdefault(one.line, []).append(piece)
    return found


def _words(line: int, pieces: Sequence[OldPart]) -> str:
    """Return a line in words, with the day it was paid before, if any."""
    first = pieces[0]
    name = f"{line}　{first.part_name or first.part_no} ×{len(pieces)}"
    amount = f"¥{yuan(sum(piece.amount_fen for piece in pieces))}"
    paid = getattr(first, "paid_on", None)
    before = _("entered: {day}", day=date_text(paid)) if paid else ""
    if _came_by_receipt(pieces):
        before = _("paid by the receipt of {day}", day=date_text(paid))
    return "　".join(word for word in (name, amount, before) if word)


def _came_by_receipt(pieces: Sequence[OldPart]) -> bool:
    """Tell whether money on the account says already when the line was paid."""
    return any(getattr(one, "paid_by_receipt", False) for one in pieces)
