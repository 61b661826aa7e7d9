"""One write-off, or a claim that may need one, at the right: its money, its way, what is next."""

from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from warrantydesk.domain.masks import Record
from warrantydesk.domain.money import yuan
from warrantydesk.domain.person import Role
from warrantydesk.domain.settlement.write_off import WriteOff, WriteOffState
from warrantydesk.i18n import _, date_text, local, ngettext_
from warrantydesk.services.settlement.write_off_lists import (
    WHY_NAMES,
    StandingClaim,
    WriteOffEntry,
    WriteOffProposal,
)
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.cards import Hairline, KeyValue
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.lifeline import LifeLine, LifeStep
from warrantydesk.ui.kit.marks import Mark, tone_of
from warrantydesk.ui.masks import shown_plate
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.settlement.money_card import MoneyCard, side_by_side, told
from warrantydesk.ui.tabs.settlement.write_off_words import (
    WHY_MARKS,
    mark_of,
    state_word,
    waits_for,
)

PROPOSE, APPROVE, SECOND, REFUSE = "propose", "approve", "second", "refuse"
REVERSE, VOID, SHEET = "reverse", "void", "sheet"


class WriteOffCard(MoneyCard):
    """Shows a row; ``asked`` tells what is to be done with it."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Start without a row."""
        super().__init__(shell, parent)
        self._desk = desk
        self.entry: WriteOffEntry | None = None
        self.proposal: WriteOffProposal | None = None
        self.note = Words("", token="ink2", wrap=True)
        self.claim = LinkButton("", clicked=self._open_claim)
        self.life = LifeLine(upright=True)
        self.main = Button("", primary=True, clicked=self._ask_main)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more = Button(_("More"), menu=self._menu)
        self._lay()
        self.show_row(None)

    def _lay(self) -> None:
        head = side_by_side(self.number, self.chip, spacing=8)
        link, buttons = side_by_side(self.claim), side_by_side(self.main, self.more)
        self.lay(
            (head, self.amount, self.note, link, buttons),
            (Hairline(), self.life, Hairline(), self.facts),
            EmptyState(
                _("Nothing chosen"), _("Choose a row to see its money and its way."), parent=self
            ),
        )

    def show_row(self, row: WriteOffEntry | WriteOffProposal | None) -> None:
        """Show a write-off, a claim that may need one, or that none is chosen."""
        self.entry = row if isinstance(row, WriteOffEntry) else None
        self.proposal = row if isinstance(row, WriteOffProposal) else None
        self.show_whether(row is not None)
        if self.entry is not None:
            self._show_entry(self.entry)
        elif self.proposal is not None:
            self._show_proposal(self.proposal)
        words = {
            PROPOSE: _("Prop&ose…"),
            APPROVE: _("&Approve…"),
            SECOND: _("&Agree…"),
            REVERSE: _("Ta&ke back…"),
            SHEET: _("Sheet to be si&gned…"),
        }
        verb = self.main_verb()
        self.main.setText(words.get(verb, ""))
        self.main.updateGeometry()
        self.main.setVisible(bool(verb))
        self.more.setVisible(self.entry is not None)

    def _show_entry(self, entry: WriteOffEntry) -> None:
        one = entry.write_off
        self.number.setText(one.number)
        self.chip.show_state(state_word(one), tone_of(mark_of(one)))
        self.amount.setText(_("¥{amount}", amount=yuan(one.amount_fen)))
        self.note.setText(waits_for(one, self._desk.write_offs.limits(one.brand)))
        self.note.setVisible(bool(self.note.text()))
        self._link(entry.claim_number)
        self.life.show_steps(self._life(one))
        facts = [
            (_("Approved ¥"), yuan(entry.approved_fen)),
            (_("Outstanding ¥"), yuan(entry.outstanding_fen)),
            (_("Why it is given up"), " ".join(filter(None, (one.reason_code, one.reason_text)))),
            (_("Remark"), one.decision_text),
            (_("Takes back"), entry.reverses),
            (_("Taken back by"), entry.reversed_by),
            (_("Void because"), _(one.void_reason) if one.void_reason else ""),
        ]
        self.facts.show_rows(told(facts))

    def _show_proposal(self, row: WriteOffProposal) -> None:
        claim = row.claim
        self.number.setText(claim.claim_number)
        self.chip.show_state(_("to decide"), tone_of(WHY_MARKS[row.why]))
        self.amount.setText(_("¥{amount}", amount=yuan(claim.left_fen)))
        self.note.setText(_(WHY_NAMES[row.why]))
        self.note.show()
        self._link(_("Open the claim"))
        self.life.show_steps(())
        opened = date_text(claim.opened_on) if claim.opened_on else ""
        days = ngettext_("{n:,} day ago", "{n:,} days ago", row.days)
        self.facts.show_rows(
            [
                KeyValue(_("Opened"), f"{opened} · {days}" if opened else days),
                KeyValue(
                    _("Approved ¥") if row.may_be_proposed else _("Claimed ¥"),
                    yuan(claim.asked_fen),
                ),
                KeyValue(_("Settled ¥"), yuan(claim.settled_fen)),
                KeyValue(_("Outstanding ¥"), yuan(claim.left_fen), bold=True),
                KeyValue(_("Plate"), self._car(claim)),
            ]
        )

    def _car(self, claim: StandingClaim) -> str:
        return shown_plate(self._desk, Record.CLAIM, claim.claim_id, claim.plate) or claim.vin

    def _link(self, text: str) -> None:
        self.claim.setText(text)
        self.claim.updateGeometry()

    def _life(self, one: WriteOff) -> list[LifeStep]:
        at = date_text(local(one.proposed_at).date()) if one.proposed_at else ""
        day = date_text(one.decided_on) if one.decided_on else ""
        limits = self._desk.write_offs.limits(one.brand)
        steps = [LifeStep(Mark.DONE, _("Proposed"), self._by(one.proposed_by, at))]
        if one.state is WriteOffState.REFUSED:
            who = self._by(one.seconded_by or one.decided_by, day)
            return [*steps, LifeStep(Mark.REFUSED, _("Not approved"), who)]
        mark = Mark.DONE if one.decided_by else Mark.TODO
        label = _("Approved") if limits.is_small(one.amount_fen) else _("Service manager")
        steps.append(LifeStep(mark, label, self._by(one.decided_by, day)))
        if limits.needs_finance(one.amount_fen):
            mark = Mark.DONE if one.seconded_by else Mark.TODO
            steps.append(LifeStep(mark, _("Finance"), self._by(one.seconded_by, day)))
        return steps

    def _by(self, login: str, day: str) -> str:
        return f"{self._desk.people.name_of(login)} {day}".strip() if login else ""

    def main_verb(self) -> str:
        """Return what the primary button does with the row; empty where it does nothing."""
        if self.proposal is not None:
            return PROPOSE if self.proposal.may_be_proposed else ""
        one = self.entry.write_off if self.entry is not None else None
        if one is None:
            return ""
        if one.state is WriteOffState.PROPOSED:
            return self._deciding(one)
        taken_back = self.entry is not None and self.entry.reversed_by
        is_reversal = one.reverses is not None
        approved = one.state is WriteOffState.APPROVED
        return REVERSE if approved and not taken_back and not is_reversal else ""

    def _deciding(self, one: WriteOff) -> str:
        """Return the word that is missing; who may not say it prints the sheet for it."""
        person = self._desk.bench.person
        if one.decided_by:
            verb, may = SECOND, person.may_act_as(Role.FINANCE)
        elif self._desk.write_offs.limits(one.brand).is_small(one.amount_fen):
            return APPROVE
        else:
            verb, may = APPROVE, person.may_act_as(Role.SERVICE_MANAGER)
        return verb if may and person.login not in (one.proposed_by, one.decided_by) else SHEET

    def _ask_main(self) -> None:
        if verb := self.main_verb():
            self.asked.emit(verb)

    def _fill_menu(self) -> None:
        self._menu.clear()
        if self.entry is None:
            return
        one = self.entry.write_off
        open_one = one.state is WriteOffState.PROPOSED
        by_another = open_one and self.main_verb() == SHEET
        self.offer(
            self._menu,
            (
                (APPROVE, _("&Approve…"), by_another and not one.decided_by),
                (SECOND, _("&Agree…"), by_another and bool(one.decided_by)),
                (REFUSE, _("&Refuse…"), open_one),
                (VOID, _("&Void…"), open_one),
                (SHEET, _("Sheet to be si&gned…"), True),
            ),
        )

    def _open_claim(self) -> None:
        if self.proposal is not None:
            self._shell.open("intake", "claim", self.proposal.claim.claim_id)
        elif self.entry is not None:
            self._shell.open("intake", "claim", self.entry.write_off.claim_id)
