"""The page of write-offs: what should be proposed, what waits for the manager, what was decided."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.write_off import WriteOff, WriteOffState
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.services.settlement.write_off_limits import Limits
from warrantydesk.services.settlement.write_off_lists import WriteOffEntry, WriteOffProposal
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.handing_on import hand_on
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.money_ledger import MoneyLedger
from warrantydesk.ui.tabs.settlement.statement_figures import Figure
from warrantydesk.ui.tabs.settlement.write_off_card import (
    APPROVE,
    PROPOSE,
    REFUSE,
    REVERSE,
    SECOND,
    SHEET,
    VOID,
    WriteOffCard,
)
from warrantydesk.ui.tabs.settlement.write_off_columns import (
    ledger_columns,
    proposal_columns,
)
from warrantydesk.ui.tabs.settlement.write_off_dialogs import (
    ApproveDialog,
    ProposeDialog,
    RefuseDialog,
    ReverseDialog,
    VoidDialog,
)
from warrantydesk.ui.tabs.settlement.write_off_words import waits_for
from warrantydesk.ui.writing import export_list

PROPOSALS, WAITING, DECIDED, ALL = "proposals", "waiting", "decided", "all"
PILLS = {
    WAITING: N_("Waiting"),
    PROPOSALS: N_("To propose"),
    DECIDED: N_("Already decided"),
    ALL: N_("All"),
}
_STATES = {
    WAITING: (WriteOffState.PROPOSED,),
    DECIDED: (WriteOffState.APPROVED, WriteOffState.REFUSED),
    ALL: tuple(WriteOffState),
}
_TOLD = {
    PROPOSE: N_("Proposed: {number}"),
    APPROVE: N_("Approved: {number}"),
    SECOND: N_("Agreed: {number}"),
    REFUSE: N_("Refused: {number}"),
    REVERSE: N_("Taken back by {number}"),
    VOID: N_("Void: {number}"),
}


class WriteOffPage(QWidget):
    """Pills above, one table, the write-off in hand at the right."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; ``refresh`` fills them."""
        super().__init__(parent)
        self.shell, self.desk = shell, desk
        self.entries: list[WriteOffEntry] = []
        self.proposals: list[WriteOffProposal] = []
        self._wanted: int | None = None
        self._names: dict[str, str] = {}
        self._limits: dict[str, Limits] = {}
        hint = _("Number, claim, VIN or plate")
        self.frame = frame = MoneyLedger(shell, "write_offs", _("Write-offs"), hint)
        self.card = WriteOffCard(shell, desk)
        frame.add_card(self.card)
        frame.add_table(
            ALL,
            ledger_columns(desk, self._waits, self._person),
            _("No write-off here."),
        )
        frame.add_table(
            PROPOSALS,
            proposal_columns(desk),
            _("No claim is open for too long, and no small rest is left."),
        )
        frame.give_way("proposed", "opened")
        frame.add_button(Button(_("&Save the ledger…"), icon="export", clicked=self.export))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        hand_on(self, frame)
        frame.asked_again.connect(self.refresh)
        frame.chosen.connect(self.card.show_row)
        frame.opened.connect(lambda _row: self.do(self.card.main_verb()))
        self.card.asked.connect(self.do)

    def _waits(self, one: WriteOff) -> str:
        if one.brand not in self._limits:
            self._limits[one.brand] = self.desk.write_offs.limits(one.brand)
        return waits_for(one, self._limits[one.brand])

    def _person(self, login: str) -> str:
        return self._names.get(login, login)

    def refresh(self) -> None:
        """Read proposals and write-offs again; the row in hand stays in hand."""
        self._names = {one.login: one.name or one.login for one in self.desk.people.all()}
        self._limits.clear()
        text = str(self.frame.search.value() or "").strip().lower()
        self.entries = [
            one for one in self.desk.write_offs.ledger() if not text or _fits(one, text)
        ]
        self.proposals = [
            one for one in self.desk.write_offs.proposals() if not text or _claim_fits(one, text)
        ]
        self._show_pills()
        self._show_figures()
        pill, held = self.frame.pills.value(), self._wanted or self._held()
        self._wanted = None
        if pill == PROPOSALS:
            self.frame.show_rows(PROPOSALS, self.proposals, lambda row: row.claim.claim_id == held)
            left = sum(one.claim.left_fen for one in self.proposals)
            count = ngettext_("{n:,} claim", "{n:,} claims", len(self.proposals))
        else:
            rows = self.shown(pill)
            self.frame.show_rows(ALL, rows, lambda row: row.write_off.id == held)
            left = sum(one.write_off.amount_fen for one in rows)
            count = ngettext_("{n:,} write-off", "{n:,} write-offs", len(rows))
        amount = yuan(left)
        self.frame.said.setText(_("{count}, ¥{amount} net", count=count, amount=amount))

    def shown(self, pill: str) -> list[WriteOffEntry]:
        """Return the write-offs of a pill."""
        states = _STATES.get(pill, _STATES[ALL])
        return [one for one in self.entries if one.write_off.state in states]

    def _show_pills(self) -> None:
        counts = {pill: len(self.shown(pill)) for pill in PILLS if pill != PROPOSALS}
        counts[PROPOSALS] = len(self.proposals)
        self.frame.show_pills([(pill, _(words), counts[pill]) for pill, words in PILLS.items()])

    def _show_figures(self) -> None:
        waiting = [one.write_off.amount_fen for one in self.shown(WAITING)]
        old = [one.claim.left_fen for one in self.proposals if one.may_be_proposed]
        silent = [one.claim.left_fen for one in self.proposals if not one.may_be_proposed]
        approved = [one.write_off for one in self.entries]
        approved = [one for one in approved if one.state is WriteOffState.APPROVED]
        year = f"{self.desk.bench.today.year}"
        this_year = [one for one in approved if str(one.decided_on).startswith(year)]
        tone = Tone.WARN if waiting else Tone.NEUTRAL
        count = ngettext_("{n} write-off", "{n} write-offs", len(waiting))
        self.frame.figures.show_figures(
            [
                Figure(_("Waiting for approval ¥"), yuan(sum(waiting)), count, tone),
                Figure(
                    _("To propose ¥"),
                    yuan(sum(old)),
                    ngettext_("{n:,} claim", "{n:,} claims", len(old)),
                ),
                Figure(
                    _("Never answered ¥"),
                    yuan(sum(silent)),
                    ngettext_("{n:,} claim", "{n:,} claims", len(silent)),
                ),
                Figure(
                    _("Written off in {year} ¥", year=year),
                    yuan(sum(one.amount_fen for one in this_year)),
                    _("less what was taken back"),
                ),
            ]
        )

    def _held(self) -> int | None:
        row = self.frame.row()
        if isinstance(row, WriteOffEntry):
            return row.write_off.id
        return row.claim.claim_id if isinstance(row, WriteOffProposal) else None

    def open_thing(self, kind: str, key: Any) -> None:
        """Show a write-off by id or number, or a pill by its key."""
        if str(key) in PILLS:
            self.frame.pills.set_value(str(key))
        else:
            self._wanted = self.desk.write_offs.named(str(key))
            self.frame.pills.set_value(ALL)
            self.frame.search.set_value("")
        self.refresh()

    def take_scan(self, text: str) -> bool:
        """Show the write-offs of a number or a claim; False where there is none."""
        wanted = text.strip().lower()
        if not any(_fits(one, wanted) for one in self.desk.write_offs.ledger()):
            return False
        self.frame.pills.set_value(ALL)
        self.frame.search.set_value(text)
        self.refresh()
        return True

    def do(self, verb: str) -> FormDialog | None:
        """Ask what a step needs; returns the dialog that was opened."""
        if verb == SHEET and self.card.entry is not None:
            self.show_sheet(self.card.entry.write_off)
            return None
        dialog = self._dialog(verb)
        if dialog is not None:
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
        return dialog

    def _dialog(self, verb: str) -> FormDialog | None:
        shell, desk, done = self.shell, self.desk, self._teller(verb)
        row = self.card.proposal
        if verb == PROPOSE and row is not None:
            claim = row.claim
            return ProposeDialog(shell, desk, claim.claim_id, claim.left_fen, done, self.show_sheet)
        entry = self.card.entry
        if entry is None:
            return None
        made: Mapping[str, Callable[[], FormDialog]] = {
            APPROVE: lambda: ApproveDialog(shell, desk, entry, done),
            SECOND: lambda: ApproveDialog(shell, desk, entry, done, second=True),
            REFUSE: lambda: RefuseDialog(shell, desk, entry, done),
            REVERSE: lambda: ReverseDialog(shell, desk, entry, done),
            VOID: lambda: VoidDialog(shell, desk, entry, done),
        }
        return made[verb]() if verb in made else None

    def _teller(self, verb: str) -> Callable[[WriteOff], None]:
        def tell(after: WriteOff) -> None:
            undo = self.desk.taking_back() if self.desk.undo_name else None
            self.shell.toast(_(_TOLD[verb], number=after.number), undo)
            if verb != PROPOSE:
                self._wanted = after.id
            self.refresh()

        return tell

    def show_sheet(self, one: WriteOff) -> None:
        """Show the sheet that the manager signs, to be printed or saved."""
        from warrantydesk.ui.papers import open_paper

        open_paper(self.shell, self.desk, "write_off_sheet", one.id)

    def export(self) -> None:
        """Save the ledger as Excel, CSV or PDF."""
        export_list(self.shell, self.desk, "write_offs")

    def rows(self) -> Sequence[Any]:
        """Return the rows in the table in front."""
        model: Any = self.frame.table().model()
        found: Sequence[Any] = model.rows()
        return found


def _fits(entry: WriteOffEntry, text: str) -> bool:
    words = (
        entry.write_off.number,
        entry.claim_number,
        entry.maker_claim_number,
        entry.vin,
        entry.plate,
    )
    return any(text in word.lower() for word in words)


def _claim_fits(row: WriteOffProposal, text: str) -> bool:
    claim = row.claim
    return any(text in word.lower() for word in (claim.claim_number, claim.vin, claim.plate))
