"""One claim: head, ribbon and form, foot; saved after every pause, judged at every keystroke."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.i18n import _, list_text
from warrantydesk.services.claims.view import DocumentState
from warrantydesk.ui.authorisation_words import show_standing
from warrantydesk.ui.claim_head import ClaimHead
from warrantydesk.ui.kit.buttons import IconButton
from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.scroll_form import ScrollForm
from warrantydesk.ui.masks import is_frozen, seen_claim
from warrantydesk.ui.papers import PapersMenu
from warrantydesk.ui.refusals import tell_refusal, tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.intake import findings as judged
from warrantydesk.ui.tabs.intake.answer.filed import Filed
from warrantydesk.ui.tabs.intake.banner import Banner
from warrantydesk.ui.tabs.intake.cover import Cover
from warrantydesk.ui.tabs.intake.edits import Edits
from warrantydesk.ui.tabs.intake.foot import FootBar
from warrantydesk.ui.tabs.intake.form import ClaimForm
from warrantydesk.ui.tabs.intake.moves import Moves
from warrantydesk.ui.tabs.intake.needs import show_needs
from warrantydesk.ui.tabs.intake.offers import Offers
from warrantydesk.ui.tabs.intake.papers_given import PapersGiven
from warrantydesk.ui.tabs.intake.pieces_given import PiecesGiven
from warrantydesk.ui.tabs.intake.steps import next_step, other_step
from warrantydesk.ui.tabs.intake.values import is_untouched
from warrantydesk.ui.tabs.intake.vin_entry import VinEntry

IDLE_MS = 5 * 60 * 1000


class ClaimPage(QWidget):
    """Shows and edits one claim; keeps no second copy but the facts it was opened with."""

    looked = Signal()
    started = Signal(int)
    sent = Signal()

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Start without a claim."""
        super().__init__(parent)
        self.shell, self.desk = shell, desk
        self.facts: ClaimFacts | None = None
        self.states: tuple[DocumentState, ...] = ()
        self._depth = 0
        self.moves, self.given, self.pieces = Moves(self), PapersGiven(self), PiecesGiven(self)
        self.head, self.banner = ClaimHead(), Banner()
        self.form = ClaimForm(Offers(desk, lambda: self.claim))
        self.edits, self.cover, self.vin = Edits(self), Cover(self), VinEntry(self)
        self.sheet, self.middle = ScrollForm(self.form), QStackedWidget()
        self.filed = Filed(self)
        papers = PapersMenu(shell, desk, lambda: self._flushed_id(), self)
        self.foot = FootBar(papers)
        self.more = IconButton(
            "more", _("Further actions"), clicked=lambda: self.moves.open_menu(self.more)
        )
        self.head.line.addWidget(self.more)
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self.rest)
        self._lay_out()
        self._connect()

    @property
    def claim(self) -> Claim | None:
        """The claim as it was last saved."""
        return self.facts.claim if self.facts is not None else None

    def _lay_out(self) -> None:
        self._top = QVBoxLayout()
        self._top.setContentsMargins(16, 10, 16, 0)
        self._top.setSpacing(6)
        self._top.addWidget(self.head)
        self._top.addWidget(self.banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        self.middle.addWidget(self.sheet)
        self.middle.addWidget(self.filed.scroll)
        column.addWidget(self.middle, 1)
        column.addWidget(self.foot)

    def set_short(self, short: bool) -> None:
        """Fold head and foot where the window is low."""
        self._top.setContentsMargins(16, 4 if short else 10, 16, 0)
        self.head.set_short(short)
        self.foot.set_short(short)

    def _connect(self) -> None:
        form, given = self.form, self.given
        form.edited.connect(self.edits.save)
        form.changed.connect(self._take_change)
        form.field("vehicle.vin").editingFinished.connect(self.vin.leave)
        form.field("vehicle.vin").returnPressed.connect(self.vin.go_on)
        form.vin_help.suggested.connect(self.vin.type)
        form.vin_help.again.connect(self.vin.retype)
        form.vin_help.photographed.connect(given.confirm_vin)
        form.documents.ticked.connect(given.tick)
        form.documents.given.connect(given.attach)
        form.documents.asked.connect(given.ask)
        form.pieces.received.connect(self.pieces.receive)
        form.pieces.waived.connect(self.pieces.waive)
        form.pieces.opened.connect(lambda tag: self.shell.open("shelf", "tag", tag))
        self.foot.saved.connect(self.save_now)
        self.foot.stepped.connect(self.moves.next)
        self.foot.stepped_aside.connect(self.moves.other)
        self.foot.blocks_clicked.connect(self._jump_to_first)
        self.head.axis_clicked.connect(self._follow_axis)
        self.head.reveal.revealed.connect(self._show_again)

    def open(self, claim_id: int) -> bool:
        """Show a claim; False where it is not there. The former one is saved and left."""
        if self.claim is not None and self.claim.id != claim_id:
            self.rest()
        facts = tried(self.shell, lambda: self.desk.claims.facts(claim_id))
        if facts is None:
            return False
        fresh = self.claim is None or self.claim.id != claim_id
        if fresh:
            self.edits.forget_refusals()
            self.filed.forget()
            self.banner.hide()
            self.sheet.area.verticalScrollBar().setValue(0)
        self.show_facts(facts, fresh=fresh)
        return True

    def start(self, vin: str = "", visit_id: int | None = None) -> Claim | None:
        """Accept a new claim and show it with the keyboard in its VIN."""
        self.form.flush()
        if not vin and visit_id is None and is_untouched(self.claim):
            # A second click is no second claim: its number would be lost.
            self.form.jump("vehicle.vin")
            return self.claim
        self.rest()
        with self.acting():
            made: Claim | None = tried(
                self.shell, lambda: self.desk.claims.new(vin=vin, visit_id=visit_id)
            )
        if made is not None and self.open(made.id):
            self.started.emit(made.id)
            known = bool(made.vehicle.vin)
            self.form.jump("visit.mileage_km" if known else "vehicle.vin")
        return made

    def rest(self) -> None:
        """Save what waits and end the sitting of the claim."""
        self._idle.stop()
        if self.claim is None:
            return
        self.form.flush()
        if lost := judged.unread(self.form):
            self.shell.toast(
                _("Not kept, as it could not be read: {texts}", texts=list_text(lost)), warn=True
            )
        number = self.claim.id
        with self.acting():
            tried(self.shell, lambda: self.desk.claims.leave(number))

    def reload(self, *, keep: bool = False) -> None:
        """Read the claim again; unsaved edits are kept, and the clerk is told so."""
        if self.claim is None:
            return
        if self.form.has_unsaved():
            number = self.claim.id
            facts = tried(self.shell, lambda: self.desk.claims.facts(number))
            if facts is not None:
                self._take_around(facts)
            if not keep:
                self.shell.toast(_("The claim changed elsewhere; what you typed is kept."))
            return
        self.edits.forget_refusals()
        self.open(self.claim.id)

    @contextmanager
    def acting(self) -> Iterator[None]:
        """Mark changes as this page's own: it shows them itself."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def is_acting(self) -> bool:
        """Say whether a change announced now is this page's own."""
        return self._depth > 0

    def settled(self) -> Claim | None:
        """Save what waits; return the claim, or None after telling what cannot be read."""
        self.form.flush()
        problems = self.form.problems()
        if problems:
            self.edits.look()
            path, text = next(iter(problems.items()))
            self.form.jump(path)
            self.banner.say(Mark.BLOCK, text)
            return None
        if self.form.read():
            return None
        return self.claim

    def save_now(self) -> None:
        """Save what waits and say so."""
        claim = self.settled()
        if claim is not None:
            self.shell.toast(_("{number} is saved", number=claim.claim_number))

    def shown_findings(self) -> list[FindingView]:
        """Return the findings as shown now."""
        return list(self.edits.shown)

    def show_refusal(self, error: Refused | Unavailable) -> None:
        """Show a refusal at its fields and jump to the first; tell what has no field."""
        if not isinstance(error, Refused):
            tell_refusal(self.shell, error)
            return
        views = judged.views_of(self.form, error.findings)
        placed = [one for one in views if one.section]
        self.edits.refuse(placed)
        self.edits.look()
        if placed:
            self.form.jump(placed[0].path)
        if len(placed) < len(views):
            tell_refusal(self.shell, error)
        else:
            self.banner.say(Mark.BLOCK, placed[0].text)

    def _take_change(self, path: str) -> None:
        self._idle.start()
        self.edits.take_change(path)

    def show_facts(self, facts: ClaimFacts, *, fresh: bool = False, typing: bool = False) -> None:
        """Show a claim as it is saved; see ``ClaimForm.show_claim``."""
        frozen = is_frozen(self.desk, facts.claim)
        self.facts = facts
        kept = {} if fresh else self.edits.refused_values()
        if not frozen:
            self.form.set_frozen(False)
        show_needs(self.form, facts)
        self.form.show_claim(seen_claim(self.desk, facts.claim), fresh=fresh, typing=typing)
        for path, value in kept.items():
            self.form.field(path).set_value(value)
        if frozen and self.form.isAncestorOf(self.window().focusWidget()):
            # Editors that turn into text would leave the keyboard in any of them.
            self.foot.print.setFocus()
        self.form.set_frozen(frozen)
        self._take_around(facts)

    def _show_again(self) -> None:
        if self.facts is not None:
            self.show_facts(self.facts, fresh=True)

    def _take_around(self, facts: ClaimFacts) -> None:
        """Show what stands around a claim: head, papers, pieces, next step."""
        self.facts = facts
        claim = facts.claim
        frozen = is_frozen(self.desk, claim)
        self.head.show_claim(self.desk, claim)
        self.cover.read(claim.id)
        self.states = self.desk.claims.documents(facts)
        urgent = claim.state in (State.TO_SUBMIT, State.RETURNED)
        self.form.show_papers(self.states, frozen, urgent)
        self.pieces.show(claim.id)
        show_standing(self.form, self.desk, claim)
        self.filed.show(claim)
        self.foot.show_steps(next_step(self.desk, claim), other_step(self.desk, claim), frozen)
        self.foot.show_clock(self.desk.bench.today, self.filed.view)
        self.edits.look()

    def _flushed_id(self) -> int | None:
        self.form.flush()
        return self.claim.id if self.claim is not None else None

    def _jump_to_first(self) -> None:
        first = next((one for one in self.edits.shown if one.severity is Mark.BLOCK), None)
        if first is not None:
            self.form.jump(first.path)

    def _follow_axis(self, axis: int) -> None:
        if self.filed.is_shown():
            self.filed.scroll.show_section("answer")
        elif axis == 0:
            self._jump_to_first()
        else:
            self.sheet.show_section("parts" if axis == 1 else "totals")
