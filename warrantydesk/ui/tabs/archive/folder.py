"""The claim folder: every paper of a claim, the very page, its course, and its proof."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.dossier import Bound, DossierContents, DossierPaper, PaperState
from warrantydesk.i18n import _
from warrantydesk.ui.audit_work import audit_of
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.panes import ThreePanes
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.kit.shortcuts import action, shortcut
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.archive.files import ClaimFiles
from warrantydesk.ui.tabs.archive.folder_acts import FolderActs
from warrantydesk.ui.tabs.archive.folder_cards import (
    AuditCard,
    CarCard,
    CourseCard,
    MissingCard,
    MoneyCard,
)
from warrantydesk.ui.tabs.archive.folder_head import FolderHead
from warrantydesk.ui.tabs.archive.folder_list import PaperPane
from warrantydesk.ui.tabs.archive.folder_pages import FolderPages
from warrantydesk.ui.tabs.archive.folder_rows import PaperRow, bound_rows, rows_of
from warrantydesk.ui.tabs.archive.folder_view import PaperView

KEY = "folder"
WIDTHS = (330, 710, 326)


class FolderPage(QWidget):
    """One claim with everything that is filed of it."""

    left = Signal()

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Show no claim yet."""
        super().__init__(parent)
        self.shell, self.desk = shell, desk
        self.claim: Claim | None = None
        self.contents: DossierContents | None = None
        self.pages = FolderPages(shell, desk, self)
        self.head, self.papers, self.view = FolderHead(), PaperPane(), PaperView(self.pages)
        self.acts = FolderActs(self, ClaimFiles(shell, desk))
        self.course = CourseCard(self.acts.open_journal)
        self.money, self.missing, self.car = MoneyCard(), MissingCard(), CarCard()
        self.audit = AuditCard(audit_of(shell, desk), self.acts.open_audit)
        self.panes = ThreePanes(self.papers, self.view, self._column(), WIDTHS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.panes, 1)
        self.panes.remember(shell.memory, KEY)
        self._connect()
        self._bind_keys()

    def _column(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(8)
        for card in (self.course, self.missing, self.audit, self.money, self.car):
            column.addWidget(card)
        column.addStretch(1)
        right = QWidget()
        outer = QVBoxLayout(right)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(inner))
        return right

    def _connect(self) -> None:
        rows = self.papers.rows
        self.head.left.connect(self.left)
        rows.chosen.connect(self._show_row)
        rows.entered.connect(lambda: self.view.view.setFocus())
        rows.customContextMenuRequested.connect(self.acts.open_menu)
        self.view.stepped.connect(self._step_over)
        self.view.opened.connect(self.acts.open_outside)
        self.papers.asked.connect(self.verify)
        self.pages.bound.connect(self._take_bound)
        self.pages.ahead.connect(self._take_ahead)
        self.pages.failed.connect(self._take_failed)
        self.car.opened.connect(self.show_claim)
        self.car.listed.connect(self.acts.list_car)
        self.head.dossier_button.clicked.connect(self.acts.save_dossier)
        self.panes.narrowed.connect(self.papers.set_narrow)
        self.panes.shortened.connect(self.head.set_short)

    def _bind_keys(self) -> None:
        view = self.view
        for keys, verb in (
            ("Ctrl++", lambda: view.closer(1)),
            ("Ctrl+=", lambda: view.closer(1)),
            ("Ctrl+-", lambda: view.closer(-1)),
            ("Esc", self._leave),
        ):
            shortcut(self, keys, verb)
        self.acts.fill_menus(lambda text, verb, keys="": action(self, text, verb, keys))

    def show_claim(self, claim_id: int) -> None:
        """Show the folder of a claim from its first paper on."""
        claim = tried(self.shell, lambda: self.desk.claims.get(claim_id))
        if claim is None:
            return
        if self.claim is None or self.claim.id != claim_id:
            self.pages.stop()
        self.contents = None
        self.claim = claim
        self.refresh()

    def refresh(self) -> None:
        """Read the claim again; the place in it stays."""
        if self.claim is None:
            return
        number = self.claim.id
        claim = tried(self.shell, lambda: self.desk.claims.get(number))
        contents = tried(self.shell, lambda: self.desk.dossiers.contents(number))
        if claim is None or contents is None:
            self.left.emit()
            return
        is_new, self.claim = self.contents is None, claim
        self.head.show_claim(self.desk, claim)
        self.course.show_claim(self.desk, claim)
        self.money.show_claim(self.desk, claim)
        self._show_car(claim)
        self.papers.show_unproved(self.desk.archive.anchor)
        dossier = self.pages.dossier
        if dossier is not None and _is_same(dossier.contents, contents):
            self._show_contents(dossier.contents)  # its pages stay until the new ones are there
        else:
            dossier = None
            self._show_contents(contents)
        if dossier is None or dossier.contents.anchor != self.desk.archive.anchor:
            self.pages.open(number)
        if is_new and not self.pages.problem:
            self.view.show_why("", _("The dossier is being bound…"), "", Mark.RUNNING)
        if is_new:
            self.papers.rows.clear_choice()
            self.papers.rows.select_first()

    def leave(self) -> None:
        """Forget the claim and its pages."""
        self.claim = self.contents = None
        self.pages.stop()

    def is_shown(self) -> bool:
        """Say whether a claim is in the folder."""
        return self.claim is not None

    def hideEvent(self, event: QHideEvent) -> None:
        """Draw nothing while out of sight."""
        super().hideEvent(event)
        self.panes.close_drawer()

    def next_pane(self) -> None:
        """Walk between the papers, the page and the right column."""
        rows, page = self.papers.rows, self.view.view
        if rows.hasFocus():
            page.setFocus()
        elif page.hasFocus():
            self.panes.open_drawer()
            self.course.link.setFocus()
        else:
            self.panes.close_drawer()
            rows.setFocus()

    def verify(self) -> None:
        """Compare rows, entries, versions and files of the claim with its journal."""
        claim = self.claim
        if claim is None:
            return
        compare = tried(self.shell, lambda: self.desk.proofs.prepare(claim.id))
        if compare is None:
            return
        self.papers.show_proving()

        def show(proof: Any) -> None:
            if self.claim is not None and self.claim.id == claim.id:
                self.papers.show_proof(proof)
                if not proof.is_right:
                    self.shell.tell(
                        _("{number} is not as its journal says.", number=claim.claim_number),
                        "\n".join(proof.problems),
                        warn=True,
                    )

        self.shell.run(compare, show, _("Comparing with the journal…"))

    def row(self) -> PaperRow | None:
        """Return the row in hand."""
        return self.papers.rows.row()

    def _show_contents(self, contents: DossierContents) -> None:
        claim = self.claim
        if claim is None:
            return
        self.contents = contents
        name_of = self.desk.people.name_of
        files = self.desk.attachments.voided(claim.id)
        voided = [replace(file, voided_by=name_of(file.voided_by)) for file in files]
        dossier = self.pages.dossier
        if dossier is not None and dossier.contents is contents:
            self.papers.show_rows(bound_rows(dossier, voided), contents, dossier.pages)
        else:
            self.papers.show_rows(rows_of(contents, voided), contents)
        self.head.show_contents(contents, claim.redaction_id is not None)
        self.missing.show_contents(contents)

    def _show_car(self, claim: Claim) -> None:
        found = []
        if claim.vehicle_id is not None:
            found = self.desk.claims.of_vehicle(claim.vehicle_id)
        self.car.show_claims([one for one in found if one.id != claim.id])

    def _show_row(self, row: PaperRow | None, page: int = 0) -> None:
        if row is None:
            return
        if row.voided is not None:
            self.view.show_why(row.name, _("This file is void."), row.told, Mark.NA)
        elif row.paper is not None and row.paper.first_page and self.pages.dossier is not None:
            self.view.show_paper(row.paper, page)
        elif row.paper is not None and row.paper.position and self.pages.problem:
            self.view.show_why(row.name, self.pages.problem, "", Mark.WARN)
        elif row.paper is not None and row.paper.position:
            self.view.show_why(row.name, _("The dossier is being bound…"), "", Mark.RUNNING)
            self.pages.draw_ahead(row.paper)
        elif row.paper is not None:
            self.view.show_why(row.name, _why(row.paper.state), row.paper.detail, row.mark)

    def _step_over(self, by: int) -> None:
        rows = self.papers.rows
        before = rows.currentIndex().row()
        rows.step(by)
        if by < 0 and rows.currentIndex().row() != before:
            self._show_row(rows.row(), -1)

    def _take_bound(self, dossier: Bound) -> None:
        page = self.view.page()
        self._show_contents(dossier.contents)
        if self.papers.rows.row() is None:
            self.papers.rows.select_first()
            page = 0
        self._show_row(self.papers.rows.row(), page)

    def _take_ahead(self, paper: DossierPaper, pages: list[QImage]) -> None:
        row = self.papers.rows.row()
        if row is not None and row.paper == paper and pages:
            self.view.show_ahead(paper, pages)

    def _take_failed(self, sentence: str) -> None:
        row = self.papers.rows.row()
        self.view.show_why(row.name if row is not None else "", sentence, "", Mark.WARN)

    def _leave(self) -> None:
        if not self.panes.close_drawer():
            self.left.emit()


def _is_same(bound: DossierContents, read: DossierContents) -> bool:
    """Tell whether a bound dossier has the papers that there are now."""
    papers = tuple(replace(paper, pages=None, first_page=None) for paper in bound.papers)
    return bound.claim_id == read.claim_id and papers == read.papers


def _why(state: PaperState) -> str:
    if state is PaperState.MISSING:
        return _("This paper is missing.")
    if state is PaperState.SEEN:
        return _("This paper was seen: there is no file of it.")
    return _("This paper is needed only where its condition holds.")
