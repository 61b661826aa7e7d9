"""The Intake tab: visits and claims at the left, one claim in the middle, findings right."""

from typing import Any

from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from warrantydesk.domain.claim.states import OPEN
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.scan import VIN, recognise
from warrantydesk.i18n import N_, _
from warrantydesk.services.change import Kind
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tab import Tab
from warrantydesk.ui.tabs.intake import claim_menu
from warrantydesk.ui.tabs.intake.answer.maker_file import export_waiting
from warrantydesk.ui.tabs.intake.more_dialogs import CLAIM_DIALOGS
from warrantydesk.ui.tabs.intake.panes_walk import begin_at_queue, next_pane


class IntakeTab(Tab):
    """Receives the car, writes the claim, leads it on."""

    TITLE = N_("Intake")
    KEY = "intake"
    SHORTCUT = 2
    ICON = "car"
    SHOWS = frozenset(
        {
            Kind.CLAIMS,
            Kind.VISITS,
            Kind.VEHICLES,
            Kind.INSPECTIONS,
            Kind.ATTACHMENTS,
            Kind.PARTS,
            Kind.PEOPLE,
            Kind.PROFILES,
            Kind.CAMPAIGNS,
            Kind.COVERAGE,
            Kind.ANSWERS,
            Kind.AUTHORISATIONS,
            Kind.CARE,
        }
    )

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build nothing yet: the form comes when the tab is first looked at."""
        super().__init__(shell, desk, parent)
        self._built = False
        self._offered: dict[str, list[QAction]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._action(_("&New claim"), "", self.new_claim)
        self._action(_("&Save claim"), "Ctrl+S", lambda: self.page.save_now())
        self._action(_("Next step"), "Ctrl+Return", lambda: self.page.moves.next())
        self._action(_("Copy and next, portal aid"), "F9", lambda: self.answers.portal.copy_next())
        sections = claim_menu.SECTIONS
        former = _("&Former section")
        self._action(former, "Alt+Up", lambda: self.page.filed.step_section(-1), sections)
        below = _("&Next section")
        self._action(below, "Alt+Down", lambda: self.page.filed.step_section(1), sections)
        self._action(_("Next &pane"), "F6", lambda: next_pane(self), sections)
        for words, keys, key, group in claim_menu.DIALOGS:
            self._action(_(words), keys, lambda key=key: self.page.cover.open(key), group)
        for one in CLAIM_DIALOGS:
            self._action(_(one.words), one.keys, lambda one=one: one.load()(self.page), one.group)
        waiting = _("All s&ubmitted, in the maker's file…")
        self._action(waiting, "", lambda: export_waiting(self), claim_menu.MANY)

    def _action(self, words: str, keys: str, triggered: Any, group: str = "") -> QAction:
        action = QAction(words, self)
        if keys:
            action.setShortcut(keys)
        action.triggered.connect(self._build)
        action.triggered.connect(lambda: triggered())
        self._offered.setdefault(group, []).append(action)
        return self.offer(action)

    def _build(self) -> None:
        """Build list, form and cards once."""
        if self._built:
            return
        from warrantydesk.ui.kit.empty_state import EmptyState
        from warrantydesk.ui.kit.panes import ThreePanes
        from warrantydesk.ui.tabs.intake.answer.side import AnswerSide
        from warrantydesk.ui.tabs.intake.claims_list import ClaimsPane
        from warrantydesk.ui.tabs.intake.page import ClaimPage
        from warrantydesk.ui.tabs.intake.rail_counts import RailCounts
        from warrantydesk.ui.tabs.intake.side import SideColumn

        self._built = True
        self.list = ClaimsPane(self.desk)
        self.page = ClaimPage(self.shell, self.desk)
        self.side = SideColumn(self.page)
        self.answers = AnswerSide(self.page)
        self.right = QStackedWidget()
        self.right.addWidget(self.side)
        self.right.addWidget(self.answers)
        self.empty = EmptyState(
            _("Here a visit becomes a claim."),
            _(
                "Scan or type a VIN: vehicle, owner and history fill themselves, every keystroke "
                "is saved."
            ),
            button=_("New claim (Ctrl+N)"),
            clicked=self.new_claim,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.page)
        self.panes = ThreePanes(self.list, self._stack, self.right)
        self.panes.remember(self.shell.memory, "intake")
        self.panes.set_foot(self.page.foot)
        self.tallies = RailCounts(self._open_drawer)
        self.panes.rail.add(self.tallies)
        self.panes.narrowed.connect(self.list.set_narrow)
        self.panes.shortened.connect(self.page.set_short)
        self.panes.narrowed.connect(self.side.set_narrow)
        self._column.addWidget(self.panes)
        self.panes.show()
        begin_at_queue(self)
        self._connect()

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.asked_new.connect(self.new_claim)
        self.page.looked.connect(self._show_side)
        self.page.started.connect(self._show_started)
        self.page.sent.connect(self.answers.begin)
        self.side.jumped.connect(self._jump)
        self.side.asked.connect(self.page.cover.open)
        self.side.coverage.campaign_claimed.connect(self.page.cover.add_campaign)
        self.side.coverage.campaign_recorded.connect(self.page.cover.record_campaign)

    def refresh(self) -> None:
        """Read the list and the claim in hand again."""
        self._build()
        self.list.refresh()
        claim = self.page.claim
        if claim is not None:
            self.page.reload()
        elif not self.list.is_empty() and (first := self.list.first()) is not None:
            self.page.open(first)
        self._show_page()

    def on_change(self, kind: Any) -> None:
        """Take own changes quietly: the page shows them itself, the list follows."""
        if self._built and kind in self.SHOWS and self.page.is_acting():
            self.list.refresh()
            return
        super().on_change(kind)

    def fill_menu(self, menu: QMenu) -> None:
        """Add papers and whatever can be done with the claim in hand."""
        for former in menu.findChildren(QMenu):
            former.deleteLater()
        claim_menu.fill(menu, self._offered)
        if self._built and self.page.claim is not None:
            menu.addSeparator()
            papers = menu.addMenu(_("P&rint"))
            papers.addActions(self.page.foot.print.menu().actions())
            menu.addSeparator()
            self.page.moves.fill_menu(menu)

    def flush(self) -> None:
        """Save what waits."""
        if self._built:
            self.page.form.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what waits and end the sitting before the tab is out of sight."""
        super().hideEvent(event)
        if self._built:
            self.page.rest()

    def badge(self) -> tuple[int, bool]:
        """Return how many claims came back from the maker."""
        from warrantydesk.domain.claim import State

        returned = len(self.desk.claims.in_states((State.RETURNED,), 99))
        return returned, returned > 0

    def new_claim(self) -> None:
        """Accept a new claim with the keyboard in its VIN."""
        self._build()
        if self.page.start() is not None:
            self._show_page()

    def open_thing(self, kind: str, key: Any) -> None:
        """Show a claim by id or number, the open claim of a VIN, or a new one."""
        self._build()
        if kind == "new":
            self.new_claim()
        elif kind == "vin":
            self._open_vin(str(key))
        elif kind == "number":
            self._open_number(str(key))
        elif kind == "claim":
            self._open(int(key))
            self._go_to_return()

    def take_scan(self, text: str) -> bool:
        """Take a VIN for a draft that waits for one."""
        code = recognise(text)
        if code.kind != VIN or not self._built or not self.page.vin.is_awaited():
            return False
        self.page.vin.type(code.text)
        self.page.form.jump("visit.mileage_km")
        return True

    def _open(self, claim_id: int) -> None:
        if self.page.open(claim_id):
            self._show_page()

    def _go_to_return(self) -> None:
        """Put the keyboard where the maker's reason for a return is mended."""
        if marked := self.page.filed.return_marks():
            self.page.form.jump(marked[0].path)

    def _open_number(self, number: str) -> None:
        try:
            self._open(self.desk.claims.by_number(number).id)
        except Refused:
            self.shell.toast(_("There is no claim {number}.", number=number))

    def _open_vin(self, vin: str) -> None:
        self.list.refresh()
        known = self.desk.vehicles.by_vin(vin)
        found = self.list.newest_of_vin(vin)
        if found is None and known is not None:
            rows = self.desk.claims.of_vehicle(known.id)
            found = next((row.id for row in rows if row.state in OPEN), None)
        if found is not None:
            self._open(found)
            return
        made = self.page.start(vin=vin)
        if made is not None:
            self._show_page()
            self.page.banner.say(
                Mark.INFO,
                _(
                    "No claim of {vin} was open: {number} was begun.",
                    vin=vin,
                    number=made.claim_number,
                ),
                _("Void it…"),
                lambda: self.page.moves.void(),
            )

    def _choose(self, claim_id: int) -> None:
        if self.page.claim is None or self.page.claim.id != claim_id:
            self._open(claim_id)

    def _show_started(self, claim_id: int) -> None:
        self.list.refresh()
        self.list.select(claim_id)

    def _show_page(self) -> None:
        claim = self.page.claim
        self._stack.setCurrentWidget(self.page if claim is not None else self.empty)
        if claim is not None:
            self.list.select(claim.id)

    def _show_side(self) -> None:
        facts, filed = self.page.facts, self.page.filed
        answered = filed.view is not None and filed.is_shown()
        self.right.setCurrentWidget(self.answers if answered else self.side)
        if answered and filed.view is not None:
            self.answers.show_answered(filed.view)
            self.tallies.show_answered(filed.view, self.desk.bench.today)
        elif facts is not None:
            frozen = self.page.form.is_frozen()
            names = {section.key: section.title for section in self.page.form.sections()}
            shown = self.page.shown_findings()
            cover = self.page.cover
            self.side.show_coverage(cover.card, cover.names(), facts.claim.id, frozen)
            self.side.show_findings(shown, names)
            self.tallies.show_coverage(cover.card)
            self.tallies.show_findings(shown, frozen)

    def _open_drawer(self, which: str) -> None:
        """Show cover or findings in the drawer; a second click on the same closes it."""
        shown = self.panes.drawer_is_open() and self.side.favoured() == which
        self.side.favour(which)
        if shown or not self.panes.drawer_is_open():
            self.panes.toggle_drawer()

    def _jump(self, path: str) -> None:
        self.panes.close_drawer()
        self.page.form.jump(path)
