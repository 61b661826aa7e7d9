"""The page of deductions: the ledger, what is not in it yet, and each one's way to its end."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.deduction import (
    DEDUCTION_KIND_NAMES,
    Deduction,
    DeductionKind,
    DeductionState,
)
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.services.settlement.deduction_lists import DeductionEntry, DeductionSums
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.handing_on import hand_on
from warrantydesk.ui.kit.inputs import ChoiceField
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.deduction_card import (
    ACCEPT,
    ANSWER,
    CORRECT,
    DISPUTE,
    LETTER,
    LINK,
    RECORD,
    VOID,
    DeductionCard,
)
from warrantydesk.ui.tabs.settlement.deduction_columns import (
    REASON,
    ledger_columns,
    proposal_columns,
)
from warrantydesk.ui.tabs.settlement.deduction_dialog import LinkDialog, RecordDialog
from warrantydesk.ui.tabs.settlement.deduction_dialogs import (
    AcceptDialog,
    AnswerDialog,
    DisputeDialog,
    VoidDialog,
)
from warrantydesk.ui.tabs.settlement.deduction_words import days_left, kind_word, signed
from warrantydesk.ui.tabs.settlement.money_ledger import MoneyLedger
from warrantydesk.ui.tabs.settlement.statement_figures import Figure
from warrantydesk.ui.writing import export_list

ALL, DUE, PROPOSED = "all", "due", "proposed"
PILLS = {
    ALL: N_("All"),
    DUE: N_("To dispute"),
    DeductionState.DISPUTED: N_("In dispute"),
    DeductionState.ACCEPTED: N_("Accepted by us"),
    DeductionState.WITHDRAWN: N_("Taken back by the payer"),
    PROPOSED: N_("Not entered yet"),
}
_TOLD = {
    DISPUTE: N_("Disputed: {number}"),
    ANSWER: N_("Answer recorded: {number}"),
    ACCEPT: N_("Accepted: {number}"),
    LINK: N_("Tied: {number}"),
    VOID: N_("Void: {number}"),
    RECORD: N_("Recorded: {number}"),
    CORRECT: N_("Recorded: {number}"),
}


class DeductionPage(QWidget):
    """Filters above, the ledger below, the deduction in hand at the right."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; ``refresh`` fills them."""
        super().__init__(parent)
        self.shell, self.desk = shell, desk
        self.entries: list[DeductionEntry] = []
        self._wanted: int | None = None
        hint = _("Number, notice, claim, VIN or tag")
        self.frame = frame = MoneyLedger(shell, "deductions", _("Deductions"), hint)
        self.card = DeductionCard(shell, desk)
        frame.add_card(self.card)
        frame.add_table(
            ALL,
            ledger_columns(lambda: desk.bench.today, self._reasons),
            _("No deduction here."),
        )
        frame.add_table(
            PROPOSED,
            proposal_columns(self._reasons),
            _("Every refused part and every charge-back is in the ledger."),
        )
        frame.give_way(REASON)
        self.kind = ChoiceField(
            [("", _("For anything")), *((kind, kind_word(kind)) for kind in DEDUCTION_KIND_NAMES)]
        )
        self.kind.setAccessibleName(_("For"))
        self.kind.setMaximumWidth(theme.h(8))
        self.kind.set_value("")
        frame.add_filter(self.kind)
        frame.add_button(Button(_("&Save the ledger…"), icon="export", clicked=self.export))
        self.record = frame.add_button(
            Button(_("Reco&rd…"), primary=True, clicked=lambda: self.do(RECORD))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        hand_on(self, frame)
        self._connect()

    def _connect(self) -> None:
        self.frame.asked_again.connect(self.refresh)
        self.kind.edited.connect(self.refresh)
        self.frame.chosen.connect(self.card.show_row)
        self.frame.opened.connect(lambda _row: self.do(self.card.main_verb()))
        self.card.asked.connect(self.do)

    def _reasons(self, brand: str) -> Mapping[str, Mapping[str, str]]:
        found: Mapping[str, Mapping[str, str]] = self.desk.profiles.of(brand).reasons
        return found

    def refresh(self) -> None:
        """Read the ledger again; the row in hand stays in hand."""
        desk, pill = self.desk, self.frame.pills.value() or ALL
        kind = self.kind.value()
        kinds = (DeductionKind(str(kind)),) if kind else ()
        text = str(self.frame.search.value() or "")
        self.entries = desk.deductions.ledger(kinds=kinds, text=text)
        proposals = desk.deductions.proposed()
        self._show_pills(len(proposals))
        self._show_figures(desk.deductions.sums(self.entries))
        held = self._wanted or self._held()
        self._wanted = None
        if pill == PROPOSED:
            self.frame.show_rows(PROPOSED, proposals)
            amount = sum(row.amount_fen for row in proposals)
            self._say(len(proposals), amount)
            return
        rows = self.shown(pill)
        self.frame.show_rows(ALL, rows, lambda row: row.deduction.id == held)
        self._say(len(rows), desk.deductions.sums(rows).total_fen)

    def shown(self, pill: str) -> list[DeductionEntry]:
        """Return the rows of a pill; what must be disputed first stands first."""
        if pill == DUE:
            today = self.desk.bench.today
            due = [one for one in self.entries if days_left(one.deduction, today) is not None]
            return sorted(due, key=lambda one: one.deduction.due_on or today)
        states = {DeductionState.WITHDRAWN: (DeductionState.WITHDRAWN, DeductionState.GIVEN_BACK)}
        if pill == ALL:
            return self.entries
        state = DeductionState(pill)
        wanted = states.get(state, (state,))
        return [one for one in self.entries if one.deduction.state in wanted]

    def _show_pills(self, proposals: int) -> None:
        counts = {pill: len(self.shown(pill)) for pill in PILLS if pill != PROPOSED}
        counts[PROPOSED] = proposals
        self.frame.show_pills(
            [(str(pill), _(words), counts[pill]) for pill, words in PILLS.items()]
        )

    def _show_figures(self, sums: DeductionSums) -> None:
        today = self.desk.bench.today
        late = [one for one in self.entries if (days_left(one.deduction, today) or 0) < 0]
        lost = sum(one.deduction.amount_fen for one in late)
        count = ngettext_("{n:,} deduction", "{n:,} deductions", sums.count)
        open_note = ngettext_("{n} too late", "{n} too late", len(late)) if late else ""
        self.frame.figures.show_figures(
            [
                Figure(_("Taken by payers ¥"), yuan(sums.taken_fen), count),
                Figure(_("Given by payers ¥"), yuan(-sums.given_fen), _("incentives and returns")),
                Figure(
                    _("Not decided ¥"),
                    yuan(sums.open_fen),
                    open_note,
                    Tone.DANGER if lost else Tone.NEUTRAL,
                ),
                Figure(_("In dispute ¥"), yuan(sums.disputed_fen)),
                Figure(
                    _("On statements ¥"),
                    signed(sums.booked_fen) if sums.booked_fen else yuan(0),
                    _("in the accounts"),
                ),
            ]
        )

    def _say(self, rows: int, fen: int) -> None:
        count = ngettext_("{n:,} deduction", "{n:,} deductions", rows)
        amount = yuan(-fen)  # as the money moves, and as the ledger has it on paper
        self.frame.said.setText(_("{count}, ¥{amount} net", count=count, amount=amount))

    def _held(self) -> int | None:
        row = self.frame.row()
        return row.deduction.id if isinstance(row, DeductionEntry) else None

    def open_thing(self, kind: str, key: Any) -> None:
        """Show a deduction by id or number, or a pill by its key."""
        if str(key) in PILLS:
            self.frame.pills.set_value(str(key))
        else:
            self._wanted = self.desk.deductions.named(str(key))
            self.frame.pills.set_value(ALL)
            self.frame.search.set_value("")
        self.refresh()

    def take_scan(self, text: str) -> bool:
        """Show the deductions of a tag, a claim or a notice; False where there is none."""
        found = self.desk.deductions.ledger(text=text)
        if not found:
            return False
        self.frame.pills.set_value(ALL)
        self.frame.search.set_value(text)
        self.refresh()
        return True

    def do(self, verb: str) -> FormDialog | None:
        """Ask what a step needs; returns the dialog that was opened."""
        entry = self.card.entry
        if verb == LETTER and entry is not None:
            self.show_letter(entry.deduction)
            return None
        dialog = self._dialog(verb, entry)
        if dialog is not None:
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
        return dialog

    def _dialog(self, verb: str, entry: DeductionEntry | None) -> FormDialog | None:
        shell, desk, done = self.shell, self.desk, self._teller(verb)
        if verb == RECORD:
            return RecordDialog(shell, desk, done, self.card.proposal)
        if entry is None:
            return None
        one = entry.deduction
        made: Mapping[str, Callable[[], FormDialog]] = {
            DISPUTE: lambda: DisputeDialog(shell, desk, entry, done, self.show_letter),
            ANSWER: lambda: AnswerDialog(shell, desk, entry, done),
            ACCEPT: lambda: AcceptDialog(shell, desk, entry, done),
            VOID: lambda: VoidDialog(shell, desk, entry, done),
            LINK: lambda: LinkDialog(shell, desk, one, done),
            CORRECT: lambda: RecordDialog(shell, desk, done, corrects=one),
        }
        return made[verb]() if verb in made else None

    def _teller(self, verb: str) -> Callable[[Deduction], None]:
        def tell(after: Deduction) -> None:
            undo = self.desk.taking_back() if self.desk.undo_name else None
            self.shell.toast(_(_TOLD[verb], number=after.number), undo)
            self._wanted = after.id
            if verb == RECORD and self.frame.pills.value() != PROPOSED:
                self.frame.pills.set_value(ALL)
            self.refresh()

        return tell

    def show_letter(self, one: Deduction) -> None:
        """Show the letter of a dispute, to be printed or saved; a refused piece has its own."""
        from warrantydesk.ui.papers import open_paper

        if one.part_id is not None and one.kind is DeductionKind.OLD_PART:
            open_paper(self.shell, self.desk, "dispute", one.part_id)
        else:
            open_paper(self.shell, self.desk, "deduction_dispute", one.id)

    def export(self) -> None:
        """Save the ledger as Excel, CSV or PDF."""
        export_list(self.shell, self.desk, "deductions")

    def rows(self) -> Sequence[Any]:
        """Return the rows in the table in front."""
        model: Any = self.frame.table().model()
        found: Sequence[Any] = model.rows()
        return found
