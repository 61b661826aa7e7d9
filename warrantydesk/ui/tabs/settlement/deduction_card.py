"""One deduction at the right: what it is about, how it went, what can be done with it."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from warrantydesk.domain.settlement.deduction import UNDECIDED, Deduction, DeductionState
from warrantydesk.i18n import _, date_text, named
from warrantydesk.services.settlement.deduction_lists import DeductionEntry, Proposal
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.cards import Hairline, KeyValue
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.lifeline import LifeLine, LifeStep
from warrantydesk.ui.kit.marks import Mark, tone_of
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.deduction_words import (
    clock_words,
    kind_word,
    mark_of,
    signed,
    state_word,
    tag_words,
)
from warrantydesk.ui.tabs.settlement.money_card import MoneyCard, side_by_side, told

DISPUTE, ANSWER, ACCEPT, RECORD = "dispute", "answer", "accept", "record"
CORRECT, LINK, VOID, LETTER = "correct", "link", "void", "letter"


class DeductionCard(MoneyCard):
    """Shows a row of the ledger; ``asked`` tells what is to be done with it."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Start without a row."""
        super().__init__(shell, parent)
        self._desk = desk
        self.entry: DeductionEntry | None = None
        self.proposal: Proposal | None = None
        self.kind = Words("", token="ink2", wrap=True)
        self.claim = LinkButton("", clicked=self._open_claim)
        self.piece = LinkButton("", clicked=self._open_piece)
        self.statement = LinkButton("", clicked=self._open_statement)
        self.life = LifeLine(upright=True)
        self.main = Button("", primary=True, clicked=self._ask_main)
        self.second = Button("", clicked=lambda: self.asked.emit(ACCEPT))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more = Button(_("More"), menu=self._menu)
        self._lay()
        self.show_row(None)

    def _lay(self) -> None:
        links = QVBoxLayout()
        links.setSpacing(2)
        for link in (self.claim, self.piece, self.statement):
            links.addLayout(side_by_side(link))
        head = side_by_side(self.number, self.chip, spacing=8)
        buttons = side_by_side(self.main, self.second, self.more)
        self.lay(
            (head, self.amount, self.kind, links, buttons),
            (Hairline(), self.life, Hairline(), self.facts),
            EmptyState(
                _("No deduction chosen"), _("Choose a row, or record a deduction."), parent=self
            ),
        )

    def show_row(self, row: DeductionEntry | Proposal | None) -> None:
        """Show a deduction, one that is not written down yet, or that none is chosen."""
        self.entry = row if isinstance(row, DeductionEntry) else None
        self.proposal = row if isinstance(row, Proposal) else None
        self.show_whether(row is not None)
        if self.entry is not None:
            self._show_entry(self.entry)
        elif self.proposal is not None:
            self._show_proposal(self.proposal)

    def _show_entry(self, entry: DeductionEntry) -> None:
        one, today = entry.deduction, self._desk.bench.today
        self.number.setText(one.number)
        self.chip.show_state(state_word(one), tone_of(mark_of(one, today)))
        self.amount.setText(_("¥{amount}", amount=signed(one.amount_fen)))
        self.kind.setText(" · ".join(filter(None, (kind_word(one.kind), self._payer(one)))))
        number = entry.maker_number or entry.statement_number
        self._links(
            entry.claim_number,
            entry.tag,
            entry.part_name,
            _("Statement {number}", number=number) if number else "",
        )
        self.life.show_steps(life_of(one, today))
        self.facts.show_rows(self._facts(entry))
        main = self.main_verb()
        self.main.setVisible(bool(main))
        self.main.setText({DISPUTE: _("&Dispute…"), ANSWER: _("Enter the ans&wer…")}.get(main, ""))
        self.main.updateGeometry()
        self.second.setVisible(main == DISPUTE)
        self.second.setText(_("&Accept…"))
        self.second.updateGeometry()
        self.more.show()

    def _show_proposal(self, row: Proposal) -> None:
        self.number.setText(_("Not in the ledger"))
        self.chip.show_state(_("to enter"), tone_of(Mark.INFO))
        self.amount.setText(_("¥{amount}", amount=signed(row.amount_fen)))
        why = (
            _("The maker takes this back after an audit.")
            if row.charge_back_id
            else _("The maker refused this old part.")
        )
        self.kind.setText(why)
        self._links(row.claim_number, row.tag, row.part_name, "")
        self.life.show_steps(())
        day = date_text(row.noticed_on) if row.noticed_on else ""
        due = date_text(row.due_on) if row.due_on else ""
        reasons = self._desk.profiles.of(row.brand).reasons.get(row.reason_code, {})
        self.facts.show_rows(
            [
                KeyValue(_("Reason"), f"{row.reason_code} {named(reasons)}".strip()),
                KeyValue(_("Notice"), " · ".join(filter(None, (row.notice_no, day)))),
                KeyValue(_("Dispute by"), due),
            ]
        )
        self.main.setText(_("E&nter…"))
        self.main.updateGeometry()
        self.main.show()
        self.second.hide()
        self.more.hide()

    def _links(self, claim: str, tag: str, part: str, statement: str) -> None:
        said = " ".join(filter(None, (part, tag_words(tag) if tag else "")))
        for link, text in ((self.claim, claim), (self.piece, said), (self.statement, statement)):
            link.setText(text)
            link.setVisible(bool(text))
            link.updateGeometry()

    def _facts(self, entry: DeductionEntry) -> list[KeyValue]:
        one = entry.deduction
        row = self._desk.profiles.of(one.brand).reasons.get(one.reason_code, {})
        day = date_text(one.noticed_on) if one.noticed_on else ""
        facts = [
            (_("Reason"), f"{one.reason_code} {named(row)}".strip()),
            (_("Payer's words"), one.reason_text),
            (_("What to do"), named(row, "action") if one.state in UNDECIDED else ""),
            (_("Notice"), " · ".join(filter(None, (one.notice_no, day)))),
            (_("Charge-back"), entry.charge_back_no),
            (_("Our dispute"), one.dispute),
            (_("Sent late because"), one.override_reason),
            (_("Payer's answer"), one.answer),
            (_("Corrects"), one.corrects),
            (_("Void because"), _(one.void_reason) if one.void_reason else ""),
        ]
        return told(facts)

    def _payer(self, one: Deduction) -> str:
        if not one.payer:
            return str(self._desk.bench.maker_name(one.brand))
        return named(self._desk.profiles.of(one.brand).suppliers.get(one.payer, {})) or one.payer

    def main_verb(self) -> str:
        """Return what the primary button does with the row; empty where it does nothing."""
        if self.proposal is not None:
            return RECORD
        one = self.entry.deduction if self.entry is not None else None
        if one is None or one.void_reason or one.amount_fen < 0:
            return ""
        return {DeductionState.OPEN: DISPUTE, DeductionState.DISPUTED: ANSWER}.get(one.state, "")

    def _ask_main(self) -> None:
        if verb := self.main_verb():
            self.asked.emit(verb)

    def _fill_menu(self) -> None:
        self._menu.clear()
        if self.entry is None:
            return
        one = self.entry.deduction
        stands = not one.void_reason
        offers = (
            (ACCEPT, _("&Accept…"), one.state in UNDECIDED and one.amount_fen > 0),
            (LINK, _("&Tie to…"), one.taken_on is None),
            (CORRECT, _("&Correct it by another entry…"), one.taken_on is not None),
            (VOID, _("&Void…"), one.taken_on is None),
            (LETTER, _("Dispute &letter…"), bool(one.dispute)),
        )
        self.offer(self._menu, [(verb, words, may and stands) for verb, words, may in offers])

    def _open_claim(self) -> None:
        number = self.claim.text()
        claim = self._desk.claims.by_number(number)
        self._shell.open("intake", "claim", claim.id)

    def _open_piece(self) -> None:
        row = self.entry or self.proposal
        if row is not None:
            self._shell.open("shelf", "piece", row.tag)

    def _open_statement(self) -> None:
        if self.entry is not None:
            self._shell.open("settlement", "statement", self.entry.deduction.statement_id)


def life_of(one: Deduction, today: date) -> list[LifeStep]:
    """Return how a deduction went: noticed, disputed, answered, taken by a statement."""
    noticed = date_text(one.noticed_on) if one.noticed_on else ""
    steps = [LifeStep(Mark.DONE, _("Notice"), noticed)]
    if one.amount_fen > 0:
        if one.disputed_on is not None:
            steps.append(LifeStep(Mark.DONE, _("Dispute sent"), date_text(one.disputed_on)))
        elif one.state in UNDECIDED:
            steps.append(
                LifeStep(mark_of(one, today), _("To be disputed"), clock_words(one, today))
            )
        steps.append(_answered(one))
    taken = date_text(one.taken_on) if one.taken_on else ""
    if one.state is not DeductionState.WITHDRAWN:
        word = _("Taken by a statement") if one.amount_fen > 0 else _("Paid by a statement")
        steps.append(LifeStep(Mark.DONE if taken else Mark.TODO, word, taken))
    if one.state is DeductionState.GIVEN_BACK:
        steps.append(LifeStep(Mark.TODO, _("Given back by another entry")))
    return steps


def _answered(one: Deduction) -> LifeStep:
    on = date_text(one.ended_on) if one.ended_on else ""
    if one.state in (DeductionState.WITHDRAWN, DeductionState.GIVEN_BACK):
        return LifeStep(Mark.OK, _("Withdrawn"), on)
    if one.state is DeductionState.ACCEPTED:
        return LifeStep(Mark.DONE, _("Accepted by us"), on)
    mark = Mark.RUNNING if one.state is DeductionState.DISPUTED else Mark.TODO
    return LifeStep(mark, _("Payer's answer"))
