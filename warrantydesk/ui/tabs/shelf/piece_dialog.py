"""One action with one piece or with many: asked in a small dialog, refused at its field."""

from collections.abc import Callable, Sequence
from typing import Any

from warrantydesk.domain.errors import Refused, refused
from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.domain.part_facts import MoveRequest
from warrantydesk.domain.shipment import Verdict
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.ui.borrowed import Borrowed
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.inputs import CheckField
from warrantydesk.ui.refusals import tell_refusal
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.piece_asks import Ask, ask_for

EACH, LETTER = "each", "letter"
AT_ONCE = 50
"""So many pieces are done while the dialog waits."""
Done = Callable[[Any], object]


class PieceDialog(FormDialog):
    """Asks what an action needs and does it; ``done`` hears the piece, or the batch's report."""

    def __init__(
        self, shell: Shell, desk: Any, action: str, pieces: Sequence[OldPart], done: Done
    ) -> None:
        """``pieces`` are at least one; several are done in one batch."""
        ask = ask_for(action, desk, pieces)
        super().__init__(shell, ask.title, ask.yes, _intro(ask, pieces))
        self._desk, self._action, self._pieces, self._done = desk, action, list(pieces), done
        self._fixed = ask.fixed
        self.form.section("ask", _title(pieces))
        for one in ask.fields:
            self.form.add(one.name, one.label, one.field, required=one.required, span=one.span)
        start = {one.name: one.value for one in ask.fields}
        if action == "dispute":
            self.form.add(LETTER, "", CheckField(_("Show the letter to print")), span=12)
            start[LETTER] = True
        if len(self._pieces) > 1:
            self.form.add(EACH, "", CheckField(_each_words()), span=12)
        self.form.fill(start, fresh=True)

    def keep(self, values: dict[str, Any]) -> None:
        """Do it; Refused is shown at the field it names."""
        each, letter = bool(values.pop(EACH, False)), bool(values.pop(LETTER, False))
        told = {**values, **self._fixed}
        if len(self._pieces) > 1:
            self._together(told, each)
            return
        made = done_with(self._desk, self._action, self._pieces[0], told)
        self._done(made)
        if letter:
            show_letter(self.shell, self._desk, made)

    def _together(self, values: dict[str, Any], each: bool) -> None:
        """Do it to all pieces; to very many in the background, once the dialog is closed."""
        known = {name: value for name, value in values.items() if value}
        request = MoveRequest(**{name: known[name] for name in known if name != "scanned"})
        tags = tuple(piece.tag for piece in self._pieces)
        shelf, action = self._desk.shelf, self._action
        if len(tags) > AT_ONCE:
            label, shell = _("Doing it to all pieces"), self.shell
            Borrowed(shell, self._desk).run(
                lambda _step: shelf.batch(action, tags, each, request),
                label,
                self._done,
                lambda error: _told(shell, error, len(tags)),
            )
            return
        try:
            report = shelf.batch(action, tags, each, request)
        except Refused as error:
            raise _summed(error, len(tags)) from error
        self._done(report)


def _told(shell: Shell, error: BaseException | None, count: int) -> bool:
    """Say in few words why a batch was refused; True where it was said."""
    if isinstance(error, Refused):
        tell_refusal(shell, _summed(error, count))
        return True
    return False


def _summed(error: Refused, count: int) -> Refused:
    """Return one sentence for many refusals: the first, and how many there are."""
    first = error.findings[0]
    if len(error.findings) < 2:
        return error
    several = refused(
        first.rule,
        N_("{n} refusals among {all} pieces: nothing was changed. Tick the box to do the others."),
        "",
        n=len(error.findings),
        all=count,
    )
    return Refused([first, *several.findings])


def done_with(desk: Any, action: str, piece: OldPart, values: dict[str, Any]) -> Any:
    """Do an action to one piece by the verb of its name."""
    shelf = desk.shelf
    if action == "waive":
        return shelf.waive(piece.claim_id, piece.line, values["reason"], piece.piece)
    if action == "maker_tag":
        return shelf.set_maker_tag(piece.tag, values["maker_tag"])
    if action == "void" and not piece.tag:
        place = {"claim_id": piece.claim_id, "line": piece.line, "piece": piece.piece}
        return shelf.void(reason=values["reason"], **place)
    known = {name: value for name, value in values.items() if value is not None}
    if action == "decide":
        known["verdict"] = Verdict(known["verdict"])  # a list gives its values back as texts
    return getattr(shelf, action)(piece.tag, **known)


def show_letter(shell: Shell, desk: Any, piece: OldPart) -> None:
    """Show the letter of a dispute, to be printed or saved."""
    from warrantydesk.ui.papers import open_paper

    open_paper(shell, desk, "dispute", piece.id)


def piece_words(piece: OldPart) -> str:
    """Return a piece as it is spoken of: its name, and its tag where it has one."""
    name = piece.part_name or piece.part_no
    return f"{name} {spoken(piece.tag)}" if piece.tag else name


def _title(pieces: Sequence[OldPart]) -> str:
    if len(pieces) == 1:
        return piece_words(pieces[0])
    return ngettext_("{n} piece", "{n} pieces", len(pieces))


def _intro(ask: Ask, pieces: Sequence[OldPart]) -> str:
    lost = [piece for piece in pieces if piece.state is PartState.MISSING and piece.place]
    if len(pieces) == 1 and lost:
        where = _("It stood last at {place}.", place=lost[0].place)
        return f"{where}\n{ask.intro}" if ask.intro else where
    return ask.intro


def _each_words() -> str:
    return _("Piece by piece: do those that may, list the others")
