"""The inspection tab: sections at the left, checklist, conclusion and signatures at the right."""

from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import STATE_NAMES, State
from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.i18n import N_, _, pick
from warrantydesk.services.change import Kind
from warrantydesk.ui.claim_head import ClaimHead
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import ElidedWords
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.panes import ThreePanes
from warrantydesk.ui.masks import listed_plate
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tab import Tab
from warrantydesk.ui.tabs.inspection.case import WHYS, Case
from warrantydesk.ui.tabs.inspection.checklist import Checklist
from warrantydesk.ui.tabs.inspection.columns import ColumnHead
from warrantydesk.ui.tabs.inspection.judgement import Judgement
from warrantydesk.ui.tabs.inspection.rows import checks, heads
from warrantydesk.ui.tabs.inspection.section_list import SectionColumn
from warrantydesk.ui.tabs.inspection.signing import Signing
from warrantydesk.ui.tabs.inspection.start_pane import StartPane
from warrantydesk.ui.tabs.inspection.thumbs import Thumbs
from warrantydesk.ui.words import claim_word

WIDTHS = (196, 852, 318)
AXES = ("intake", "shelf")


class InspectionTab(Tab):
    """Answers the brand's template for one claim, judges it, has it signed and decides."""

    TITLE: ClassVar[str] = N_("Inspection")
    KEY: ClassVar[str] = "inspection"
    SHORTCUT: ClassVar[int] = 3
    ICON: ClassVar[str] = "wrench"
    SHOWS: ClassVar[frozenset[Any]] = frozenset(
        {Kind.INSPECTIONS, Kind.CLAIMS, Kind.ATTACHMENTS, Kind.VISITS, Kind.PRINT_JOBS}
        | {Kind.PEOPLE, Kind.PROFILES, Kind.AUTHORISATIONS}
    )

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; ``refresh`` chooses the first claim that waits."""
        super().__init__(shell, desk, parent)
        self.case = Case(shell, desk)
        self.signing = Signing(self.case, self)
        self._opened: int | None = None
        self._thumbs = Thumbs(shell, desk.attachments.path, self)
        self.column = SectionColumn()
        self.column.claim_chosen.connect(self._open_claim)
        self.head = ClaimHead()
        self.head.axis_clicked.connect(self._go_to_axis)
        self._complaint = ElidedWords(token="ink2", delta=-0.5)
        self.checklist = Checklist(self._thumbs)
        self.judgement = Judgement(self.case, self.signing, self._thumbs)
        self.start = StartPane()
        self._join()
        self._lay_out()
        self._offer_actions()

    def _join(self) -> None:
        seen, case = self.checklist, self.case
        seen.answered.connect(case.answer)
        seen.read.connect(case.read)
        seen.chose.connect(case.choose)
        seen.noted.connect(self._note)
        seen.photos_added.connect(case.add_photos)
        seen.photo_wanted.connect(self._pick_photos)
        seen.photo_opened.connect(self._open_photo)
        seen.moved.connect(self._mark_section)
        self.column.section_chosen.connect(self._go_to_section)
        self.judgement.changed.connect(self._show_case)
        self.judgement.photos.added.connect(
            lambda found: case.add_photos(seen.current_code(), found)
        )
        self.start.start_wanted.connect(self.signing.start)
        self.start.print_wanted.connect(self.signing.print_authorisation)
        self.start.signature_wanted.connect(
            lambda: self.signing.customer_signs(SignedPaper.WORK_AUTHORISATION)
        )

    def _lay_out(self) -> None:
        work = QWidget()
        lines = QVBoxLayout(work)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(ColumnHead())
        lines.addWidget(self.checklist, 1)
        self._middle = QStackedWidget()
        self._middle.addWidget(work)
        self._middle.addWidget(self.start)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(16, 10, 6, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self._complaint)
        column.addWidget(self._middle, 1)
        self.panes = ThreePanes(self.column, main, self.judgement, WIDTHS)
        self.panes.remember(self.shell.memory, self.KEY)
        self.panes.narrowed.connect(self._give_way)
        self.panes.shortened.connect(self.head.set_short)
        self._step = Button("", primary=True, clicked=self._take_step)
        self._step.hide()
        self.head.line.addWidget(self._step)
        self._empty = EmptyState(
            _("Nothing waits for an inspection"),
            _("A claim comes here as soon as it is taken in."),
            mark=Mark.OK,
            button=_("Go to Intake"),
            clicked=lambda: self.shell.open("intake"),
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.panes)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _offer_actions(self) -> None:
        for text, keys, verb in (
            (_("Next section"), "Alt+Down", lambda: self.checklist.step_section(1)),
            (_("Previous section"), "Alt+Up", lambda: self.checklist.step_section(-1)),
            (_("Add photographs…"), "F4", lambda: self._pick_photos("")),
            (_("Paste photograph"), "Ctrl+V", self.checklist.paste),
            (_("Go to the conclusion"), "Ctrl+J", self._go_to_conclusion),
            (_("Next step"), "Ctrl+Return", self._take_step),
            (_("Next pane"), "F6", self.panes.next_pane),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _on=False, do=verb: do())
            self.offer(action)

    def badge(self) -> tuple[int, bool]:
        """Return how many inspections are under way."""
        return len(self.desk.claims.in_states((State.APPRAISING,))), False

    def open_thing(self, kind: str, key: Any) -> None:
        """Show the inspection of a claim, also one that is decided."""
        if kind == "claim":
            self._open_claim(int(key))
        elif kind == "item":
            claim_id, item = key
            self._open_claim(int(claim_id))
            self.checklist.select(item)

    def flush(self) -> None:
        """Save what is being typed."""
        self.checklist.close_editor(True)
        self.judgement.flush()

    def refresh(self) -> None:
        """Read the waiting claims and the one in hand again."""
        waiting: list[ClaimSummary] = [
            *self.desk.claims.in_states((State.APPRAISING,)),
            *self.desk.claims.in_states((State.DRAFT,)),
        ]
        ids = [one.id for one in waiting]
        if self._opened is None and ids:
            self._opened = ids[0]
        self.case.load(self._opened)
        offered = [
            (one.id, _offered(self.desk, one.plate, one.claim_number, one.state)) for one in waiting
        ]
        claim = self.case.claim
        if claim is not None and claim.id not in ids:
            words = _offered(self.desk, claim.vehicle.plate, claim.claim_number, claim.state)
            offered.insert(0, (claim.id, words))
        self.column.show_claims(offered, self._opened)
        self._pages.setCurrentWidget(self._empty if claim is None else self.panes)
        if claim is not None:
            self._show_case()
        self.shell.badges_changed()

    def _open_claim(self, claim_id: int) -> None:
        if claim_id != self._opened:
            self.flush()
            self._opened = claim_id
        self.refresh()
        self._take_focus()

    def _give_way(self, narrow: bool) -> None:
        """Bring what the rails have no room for into the head: chooser and next step."""
        if narrow:
            self.head.line.insertWidget(0, self.column.claims)
        else:
            self.column.take_back_claims()
        self.column.claims.show()
        self._show_step()

    def _show_step(self) -> None:
        primary = self.judgement.primary
        self._step.setText(primary.text())
        self._step.setEnabled(primary.isEnabled())
        self._step.updateGeometry()
        self._step.setVisible(self.panes.is_narrow() and self.case.view is not None)

    def _take_focus(self) -> None:
        begun = self.case.view is not None
        (self.checklist if begun else self.start.button).setFocus()

    def _show_case(self) -> None:
        case, claim = self.case, self.case.claim
        if claim is None:
            return
        self.head.show_claim(self.desk, claim)
        begun = case.view is not None
        self.column.show_progress(*self._progress(), heads(case.rows))
        self._middle.setCurrentIndex(0 if begun else 1)
        self.judgement.setVisible(begun)
        self._complaint.setVisible(begun)
        self._complaint.setText(_("Complaint: {text}", text=claim.narrative.complaint or "—"))
        if begun:
            self.checklist.show_rows(case.rows, case.frozen)
            self.judgement.show_case()
            self._mark_section(self.checklist.current_code())
        else:
            signature = self.signing.authorised()
            name = signature.name if signature else ""
            self.start.show_start(claim.narrative.complaint, name, _why_not(claim))
        self._show_step()

    def _progress(self) -> tuple[str, str]:
        case = self.case
        if case.view is None or case.claim is None:
            return _("Inspection"), _("not begun")
        branch = next((item for item in case.view.items if item.system_branch), None)
        title = _("Inspection")
        if branch is not None:
            name = pick(branch.section_zh, branch.section_en)
            title = _("Inspection · {system}", system=name)
        rows = checks(case.rows)
        note = _(
            "template v{version} · {n} of {all} answered",
            version=case.inspection.template_version,
            n=sum(row.answered for row in rows),
            all=len(rows),
        )
        return title, note

    def _mark_section(self, code: str) -> None:
        row = self.case.row(code)
        if row is not None:
            self.column.show_current(row.section)

    def _go_to_section(self, section: str) -> None:
        self.checklist.go_to_section(section)
        self.checklist.setFocus()

    def _go_to_axis(self, axis: int) -> None:
        if axis < len(AXES) and self.case.claim is not None:
            self.shell.open(AXES[axis], "claim", self.case.claim.id)

    def _go_to_conclusion(self) -> None:
        self.panes.open_drawer()
        self.judgement.conclusion.take_keyboard()

    def _take_step(self) -> None:
        self.flush()
        if self.case.view is not None:
            self.judgement.take_step()
        elif self.case.claim is not None:
            self.signing.start()

    def _note(self, code: str, text: str) -> None:
        self.case.note(code, text.replace(" · ", "\n") if code == WHYS else text)

    def _pick_photos(self, code: str) -> None:
        held = code or self.checklist.current_code()
        if held and not self.case.frozen:
            kinds = _("Pictures") + " (*.jpg *.jpeg *.png *.webp *.bmp *.pdf)"
            found = self.shell.pick_files(_("Add photographs"), kinds)
            if found:
                self.case.add_photos(held, [Path(one) for one in found])

    def _open_photo(self, code: str, number: int) -> None:
        row = self.case.row(code)
        if row is not None and number < len(row.photos):
            self.judgement.photos.open(row.photos[number].id)


def _offered(desk: Any, plate: str, number: str, state: State) -> str:
    return f"{listed_plate(desk, plate) or number} · {claim_word(state)}"


def _why_not(claim: Claim) -> str:
    if claim.state is State.DRAFT:
        return ""
    state = _(STATE_NAMES[claim.state])
    return _("The claim is: {state}. An inspection begins only with a draft.", state=state)
