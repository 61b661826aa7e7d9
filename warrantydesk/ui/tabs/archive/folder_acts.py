"""What can be done with a folder: print, save, open, void a file, look into the journal."""

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.dossier import Bound, PaperSource
from warrantydesk.i18n import _
from warrantydesk.services.archive import ClaimList
from warrantydesk.ui.papers import PapersMenu, open_paper
from warrantydesk.ui.print_dialog import PrintDialog
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.tabs.archive.files import ClaimFiles
from warrantydesk.ui.tabs.archive.folder_save import DossierSaving
from warrantydesk.ui.tabs.archive.folder_story import StoryDialog, open_story
from warrantydesk.ui.tabs.archive.folder_view import FIT

if TYPE_CHECKING:
    from warrantydesk.ui.tabs.archive.folder import FolderPage

_DRAWN = (PaperSource.DRAWN, PaperSource.KEPT_FORM)
Offer = Callable[..., QAction]


class FolderActs:
    """The verbs of one folder page."""

    def __init__(self, page: "FolderPage", files: ClaimFiles) -> None:
        """Work on the claim that the page shows."""
        self._page, self.files = page, files
        self.shell, self.desk = page.shell, page.desk

    def fill_menus(self, offer: Offer) -> None:
        """Fill both menus of the head; ``offer(text, verb, keys)`` makes an action of the page."""
        head = self._page.head
        head.print_menu.setTitle(_("&Print"))
        head.print_menu.addAction(offer(_("T&his paper…"), self.print_paper, "Ctrl+P"))
        head.print_menu.addAction(offer(_("&All papers…"), self.print_all, "Ctrl+Shift+P"))
        head.print_menu.addSeparator()
        other = PapersMenu(self.shell, self.desk, self._claim_id, head)
        other.setTitle(_("An&other paper"))
        head.print_menu.addMenu(other)
        head.more_menu.addMenu(head.print_menu)
        for text, verb in (
            (_("&Dossier PDF…"), self.save_dossier),
            (_("Open in &Intake"), self.open_claim),
            (_("&Journal in words…"), self.open_journal),
            (_("&Verify"), self._page.verify),
            (_("&Copy files to a folder…"), lambda: self._with_claim(self.files.copy_files)),
            (_("Audit pac&k…"), self.open_audit),
            (_("&Quality card for the maker…"), self.open_quality),
            (_("Take a person's data o&ut…"), self.open_redaction),
        ):
            head.more_menu.addAction(offer(text, verb))
        self._fill_moves(offer)

    def _fill_moves(self, offer: Offer) -> None:
        """Offer the ways through pages and papers with their keys."""
        view, rows = self._page.view, self._page.papers.rows
        moves = self._page.head.more_menu.addMenu(_("&Go to"))
        for text, verb, keys in (
            (_("&Next page"), lambda: view.step(1), "PgDown"),
            (_("Page &before"), lambda: view.step(-1), "PgUp"),
            (_("Next pap&er"), lambda: rows.step(1), "Ctrl+Down"),
            (_("Paper be&fore"), lambda: rows.step(-1), "Ctrl+Up"),
            (_("Fit &width"), lambda: view.set_zoom(FIT), "Ctrl+0"),
            (_("Tu&rn the page"), view.turn, "Ctrl+R"),
        ):
            moves.addAction(offer(text, verb, keys))

    def open_menu(self, at: QPoint) -> None:
        """Offer what can be done with the paper under the mouse."""
        rows = self._page.papers.rows
        menu = QMenu(rows)
        menu.addAction(_("&Open this paper"), self.open_outside)
        menu.addAction(_("&Print this paper…"), self.print_paper)
        files = self.attached()
        for file in files:
            name = file.caption or file.file_name
            menu.addAction(_("&Void the file {name}…", name=name)).triggered.connect(
                lambda _on=False, one=file: self.void(one)
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(rows.viewport().mapToGlobal(at))

    def attached(self) -> list[Attachment]:
        """Return the files behind the row in hand."""
        row, claim = self._page.row(), self._page.claim
        if row is None or row.paper is None or claim is None:
            return []
        wanted = set(row.paper.attachment_ids)
        return [file for file in self.desk.attachments.of(claim.id) if file.id in wanted]

    def void(self, file: Attachment) -> None:
        """Void a file that was added by mistake, after a reason."""
        name = file.caption or file.file_name
        reason = self.shell.ask_text(_("Why is the file {name} void?", name=name))
        if reason is None:
            return
        if tried(self.shell, lambda: self.desk.attachments.void(file.id, reason)) is not None:
            self.shell.toast(_("{name} is void", name=name), self.desk.taking_back())

    def open_outside(self) -> None:
        """Open the paper in hand: as a paper, as a picture, or with another program."""
        row, claim = self._page.row(), self._page.claim
        if row is None or row.paper is None or claim is None:
            return
        paper = row.paper
        if paper.source in _DRAWN and paper.paper:
            version = paper.version if paper.source is PaperSource.KEPT_FORM else 0
            open_paper(self.shell, self.desk, paper.paper, claim.id, version)
        elif paper.attachment_ids:
            self.files.open_file(claim.id, paper.attachment_ids[0])
        else:
            self.print_paper()

    def print_paper(self) -> None:
        """Print the pages of the paper in hand."""
        row, dossier = self._page.row(), self._page.pages.dossier
        paper = row.paper if row is not None else None
        if dossier is None or paper is None or not paper.first_page or not paper.pages:
            self.shell.toast(_("This paper has no pages to print."), warn=True)
            return
        span = range(paper.first_page, paper.first_page + paper.pages)
        self._open_print(dossier, span)

    def print_all(self) -> PrintDialog | None:
        """Print the whole dossier; it stands in the print journal."""
        dossier = self._page.pages.dossier
        if dossier is None:
            self.shell.toast(_("The dossier is still being bound."), warn=True)
            return None

        def enter(printer: str) -> None:
            tried(self.shell, lambda: self.desk.dossiers.enter(dossier, printer))

        return self._open_print(dossier, range(1, dossier.pages + 1), enter)

    def _open_print(
        self, dossier: Bound, span: range, printed: Callable[[str], object] = lambda _printer: None
    ) -> PrintDialog:
        paper = dossier.claim_number, dossier.data
        dialog = PrintDialog(self.shell, self.desk, paper, span, printed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def save_dossier(self) -> None:
        """Bind the dossier into a file; afterwards offer to open it."""
        if self._page.claim is not None:
            DossierSaving(self.shell, self.desk).save(self._page.claim)

    def open_journal(self) -> StoryDialog | None:
        """Open the journal of the claim in words."""
        claim = self._page.claim
        return open_story(self.shell, self.desk, claim) if claim is not None else None

    def open_audit(self) -> None:
        """Open the audit pack; it begins with this claim where none is being made."""
        from warrantydesk.ui.audit_dialog import open_audit

        claim = self._page.claim
        open_audit(self.shell, self.desk, (claim.id,) if claim is not None else ())

    def open_quality(self) -> None:
        """Open the quality card of the claim, or begin one."""
        from warrantydesk.ui.quality_dialog import quality_of

        self._with_claim(lambda number: quality_of(self.shell, self.desk, number))

    def open_redaction(self) -> None:
        """Take the data of the claim's owner out, after a look at what would go."""
        from warrantydesk.ui.redaction_dialog import open_redaction_of_claim

        self._with_claim(lambda number: open_redaction_of_claim(self.shell, self.desk, number))

    def open_claim(self) -> None:
        """Open the claim in Intake."""
        self._with_claim(lambda number: self.shell.open("intake", "claim", number))

    def list_car(self) -> None:
        """Show all claims of the car as a list."""
        claim = self._page.claim
        if claim is None or claim.vehicle_id is None:
            return
        found = self.desk.claims.of_vehicle(claim.vehicle_id)
        title = _("Claims of {vin}", vin=claim.vehicle.vin)
        ids = array("q", sorted((one.id for one in found), reverse=True))
        self.shell.open("archive", "claims", ClaimList(title, ids))

    def _claim_id(self) -> int | None:
        claim = self._page.claim
        return claim.id if claim is not None else None

    def _with_claim(self, verb: Callable[[int], object]) -> None:
        number = self._claim_id()
        if number is not None:
            verb(number)
