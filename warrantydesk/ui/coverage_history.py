"""The vehicle's history: repairs here and elsewhere, what counts, whose problem, by whose word."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from warrantydesk.i18n import _, pick
from warrantydesk.services.coverage.card import RepairLine
from warrantydesk.ui import coverage_card_words as words
from warrantydesk.ui.coverage_dialogs import Place
from warrantydesk.ui.coverage_dialogs_elsewhere import ElsewhereDialog
from warrantydesk.ui.coverage_dialogs_visit import ExcludedDialog, LoanerDialog
from warrantydesk.ui.coverage_history_rows import RepairList
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.refusals import tried


class HistoryDialog(AskDialog):
    """One list; Enter says that the repair in hand was of this claim's problem."""

    def __init__(self, place: Place) -> None:
        """Show the history as the card knows it."""
        super().__init__(
            _("History of {vin}", vin=place.claim.vehicle.vin), "", place.shell.widget()
        )
        self._place = place
        self.list = RepairList()
        self.none = Words(_("No former repair of this car is known."), token="ink2")
        self.own = MarkLabel()
        self.own_flag = MarkLabel()
        self.counted = Words(token="ink2", delta=-0.5)
        self.unlink = Button(_("&Not the same…"), clicked=self._unlink)
        self.flag = Button("", clicked=self._flag)
        self.show_claim = Button(_("&Open the claim"), clicked=self._open)
        self.void = Button(_("&Void…"), clicked=self._void)
        self.no.setText(_("Close"))
        self._lay_out()
        self.list.moved.connect(self._judge)
        self.list.doubleClicked.connect(lambda _index: self._open())
        self.show_history()
        self.resize(theme.h(42), theme.h(27))

    def _lay_out(self) -> None:
        self.content.addWidget(self.own)
        self.content.addWidget(self.own_flag)
        self.content.addWidget(self.counted)
        self.content.addWidget(self.list, 1)
        self.content.addWidget(self.none)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.unlink, self.show_claim, self.void):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.flag)
        self.content.addLayout(row)
        place = self.foot.indexOf(self.no)
        adds = (
            (_("&Elsewhere…"), lambda: self._enter(ElsewhereDialog)),
            (_("Leave &time out…"), lambda: self._enter(ExcludedDialog)),
            (_("&Loan car…"), lambda: self._enter(LoanerDialog)),
        )
        self.adds = [Button(text, clicked=verb) for text, verb in adds]
        for number, button in enumerate(self.adds):
            self.foot.insertWidget(place + number, button)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Tab go from the primary verb through the foot as it stands, from left to right."""
        super().showEvent(event)
        for before, after in pairwise([self.yes, *self.adds, self.no]):
            self.setTabOrder(before, after)

    def show_history(self) -> None:
        """Show the history, and what is said of the claim in hand."""
        card = self._place.card
        self.list.show_repairs(card.repairs)
        self.list.setVisible(bool(card.repairs))
        self.none.setVisible(not card.repairs)
        tiles = words.tiles(card)
        self.counted.setText(" · ".join(f"{one.label} {one.n}/{one.limit}" for one in tiles))
        number = self._place.claim.claim_number
        if card.problem:
            told = _(
                "{number}: {problem} (linked by {person})",
                number=number,
                problem=card.problem,
                person=card.linked_by,
            )
        else:
            told = _("{number}: linked to no problem yet", number=number)
        self.own.show_mark(Mark.DONE if card.problem else Mark.TODO, told)
        self._show_flag()
        self._judge()

    def _show_flag(self) -> None:
        card = self._place.card
        if card.flagged_by:
            by = _("judged a serious safety fault by {person}", person=card.flagged_by)
            self.own_flag.show_mark(Mark.WARN, by)
        elif card.offers_serious:
            text = _("A safety system is concerned: is it a serious safety fault?")
            self.own_flag.show_mark(Mark.INFO, text)
        else:
            self.own_flag.show_mark(Mark.NA, _("not judged a serious safety fault"))
        flagged = bool(card.flagged_by)
        self.flag.setText(_("Take the &judgement back…") if flagged else _("Serious &fault…"))
        self.flag.restyle()

    def _judge(self) -> None:
        """Offer what can be done with the repair in hand."""
        line = self.list.current()
        linked = line is not None and line.problem_id is not None
        own_claim = bool(self._place.card.problem)
        self.yes.setVisible(line is not None)
        self.yes.setText(_("&Same problem"))
        self.yes.restyle()
        self.yes.setEnabled(line is not None and not (linked and own_claim))
        self.unlink.setVisible(linked or (line is None and own_claim))
        self.show_claim.setVisible(line is not None and line.claim_id is not None)
        self.void.setVisible(line is not None and line.elsewhere_id is not None)

    def accept(self) -> None:
        """Link the repair in hand with this claim's problem; the dialog stays."""
        line = self.list.current()
        if line is not None and self.yes.isEnabled():
            self._do(lambda: self._link(line))

    def _link(self, line: RepairLine) -> object:
        """Put the repair in hand and this claim under one problem, opened where there is none."""
        coverage, card, number = self._place.desk.coverage, self._place.card, self._place.claim.id
        if card.problem_id is None and line.problem_id is not None:
            return coverage.link(line.problem_id, claim_id=number)
        problem = card.problem_id
        if problem is None:
            title = self._title(line)
            problem = coverage.open_problem(self._place.car(), title, claim_id=number).id
        return coverage.link(problem, claim_id=line.claim_id, elsewhere_id=line.elsewhere_id)

    def _title(self, line: RepairLine) -> str:
        """Name a problem by its part, its fault code, or the first words of the complaint."""
        claim = self._place.claim
        profile = self._place.desk.profiles.of(claim.brand)
        fault = profile.faults.get(claim.codes.fault_code, {})
        named = pick(str(fault.get("name_zh", "")), str(fault.get("name_en", "")))
        return line.part or named or claim.narrative.complaint.split("\n")[0][:40] or line.title

    def _unlink(self) -> None:
        line = self.list.current()
        number = line.link_id if line is not None else self._place.card.link_id
        if number is None:
            return
        reason = self._place.shell.ask_text(_("Why was it not the same problem?"))
        if reason is not None:
            self._do(lambda: self._place.desk.coverage.unlink(number, reason))

    def _flag(self) -> None:
        coverage, number = self._place.desk.coverage, self._place.claim.id
        if self._place.card.flagged_by:
            reason = self._place.shell.ask_text(_("Why is it no serious safety fault?"))
            if reason is not None:
                self._do(lambda: coverage.unflag(number, reason))
            return
        ground = self._place.shell.ask_text(_("What makes this fault a danger to people?"))
        if ground is not None:
            self._do(lambda: coverage.flag_serious(number, ground))

    def _open(self) -> None:
        line = self.list.current()
        if line is not None and line.claim_id is not None:
            self.reject()
            self._place.shell.open("intake", "claim", line.claim_id)

    def _void(self) -> None:
        line = self.list.current()
        if line is None or line.elsewhere_id is None:
            return
        number = line.elsewhere_id
        reason = self._place.shell.ask_text(_("Why is this repair void?"))
        if reason is not None:
            self._do(lambda: self._place.desk.coverage.void_elsewhere(number, reason))

    def _enter(self, kind: Any) -> None:
        dialog = kind(self._place)
        dialog.setParent(self, dialog.windowFlags())
        dialog.finished.connect(lambda _result: self._read())
        dialog.finished.connect(dialog.deleteLater)
        self.entry = dialog
        dialog.open()

    def _do(self, verb: Callable[[], object]) -> None:
        if tried(self._place.shell, lambda: (verb(), True)) is not None:
            self._read()

    def _read(self) -> None:
        context, card = self._place.refresh()
        if card is not None:
            self._place = replace(self._place, context=context, card=card)
            self.show_history()

    def keyPressEvent(self, event: Any) -> None:
        """Delete takes back what was said of the repair in hand."""
        if event.key() == Qt.Key.Key_Delete and self.unlink.isVisible():
            self._unlink()
        else:
            super().keyPressEvent(event)
