"""Take over from Excel: five steps in their order, what stands of each, and the way back."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout

from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.domain.taken_over import Taken
from warrantydesk.i18n import N_, _, ngettext_
from warrantydesk.services.take_over import StepStanding
from warrantydesk.ui.imports import import_into, undo_import
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

_STEPS = {
    Taken.CUSTOMER: (N_("Customers"), N_("Name, phone, address.")),
    Taken.VEHICLE: (N_("Vehicles"), N_("VIN, plate, owner, model and dates.")),
    Taken.CLAIM: (
        N_("Claims in progress"),
        N_("Each at its state; customers and cars in its row are made on the way."),
    ),
    Taken.PIECE: (
        N_("Old parts on the shelf"),
        N_("Each gets a tag of its own; the old tag is kept."),
    ),
    Taken.RECEIVABLE: (
        N_("Receivables"),
        N_("What is approved and not paid whole: amounts, invoice, days."),
    ),
}
_RESULTS = {
    Taken.CUSTOMER: "archive",
    Taken.VEHICLE: "archive",
    Taken.CLAIM: "archive",
    Taken.PIECE: "shelf",
    Taken.RECEIVABLE: "settlement",
}


class TakeOverDialog(QDialog):
    """Each step opens a sheet in the importer; a later one may come before an earlier one."""

    HELP = "take-over"

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Read what stands."""
        super().__init__(shell.widget())
        self._shell, self._desk = shell, desk
        self.setWindowTitle(_("Take over from Excel"))
        self.steps: dict[Taken, Button] = {}
        self._undo: dict[Taken, Button] = {}
        self._show: dict[Taken, Button] = {}
        self._told: dict[Taken, Words] = {}
        self._newest: dict[Taken, ImportBatch | None] = {}
        self._lay_out()
        self.resize(theme.h(52), theme.h(27))
        self.read()

    def _lay_out(self) -> None:
        ground, foot = Surface("base"), Surface("window", "t")
        column = QVBoxLayout(ground)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        words = _(
            "Open the sheets that the desk has, best in this order. Every row is shown before "
            "anything is written; a sheet taken over can be taken back as a whole."
        )
        column.addWidget(Words(words, token="ink2", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for number, (kind, names) in enumerate(_STEPS.items()):
            self._lay_step(grid, number, kind, names)
        column.addLayout(grid)
        column.addStretch(1)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        self.templates = Button(_("Save &templates…"), clicked=self._save_templates)
        row.addWidget(self.templates)
        row.addStretch(1)
        row.addWidget(Button(_("Close"), clicked=self.accept))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(ground, 1)
        whole.addWidget(foot)

    def _lay_step(
        self, grid: QGridLayout, number: int, kind: Taken, names: tuple[str, str]
    ) -> None:
        title, about = map(_, names)
        at = number * 3
        grid.addWidget(Words(f"{number + 1}", delta=1, bold=True), at, 0)
        grid.addWidget(Words(title, delta=1, bold=True), at, 1)
        grid.addWidget(Words(about, token="ink2", wrap=True), at + 1, 1, 1, 5)
        self._told[kind] = Words("", token="ink2")
        grid.addWidget(self._told[kind], at, 2)
        self._show[kind] = Button(_("See them"), clicked=partial(self._open_result, kind))
        self._undo[kind] = Button(_("Undo…"), clicked=partial(self._undo_newest, kind))
        self.steps[kind] = Button(_("Open sheet…"), clicked=partial(self._open_sheet, kind))
        for place, button in enumerate((self._show[kind], self._undo[kind], self.steps[kind]), 3):
            button.setAccessibleName(f"{button.text()} · {title}")
            grid.addWidget(button, at, place)
        grid.setRowMinimumHeight(at + 2, 6)

    def showEvent(self, event: Any) -> None:
        """Be no larger than the window."""
        super().showEvent(event)
        keep_inside(self)

    def read(self) -> None:
        """Show what stands of each step."""
        for one in self._desk.take_over.standing():
            self._show_step(one)

    def _show_step(self, one: StepStanding) -> None:
        words = ngettext_("{n:,} taken over", "{n:,} taken over", one.count)
        self._told[one.kind].setText(words if one.count else _("nothing yet"))
        standing = [batch for batch in one.batches if batch.undone_at is None]
        self._newest[one.kind] = standing[0] if standing else None
        self._undo[one.kind].setEnabled(bool(standing))
        self._show[one.kind].setEnabled(bool(one.count))
        if standing:
            file = standing[0].file_name
            self._undo[one.kind].setToolTip(_("Take {file} back", file=file))

    def _open_sheet(self, kind: Taken) -> None:
        target = next(one.target for one in self._desk.take_over.standing() if one.kind is kind)
        brand = self._desk.settings.site.brand
        import_into(self._shell, self._desk, target, brand, applied=lambda _batch: self.read())

    def _undo_newest(self, kind: Taken) -> None:
        batch = self._newest[kind]
        if batch is not None:
            undo_import(self._shell, self._desk, batch, self.read)

    def _open_result(self, kind: Taken) -> None:
        self.accept()
        self._shell.open(_RESULTS[kind])

    def _save_templates(self) -> None:
        place = self._shell.pick_save(_("Save templates"), _("Take-over"), "")
        if not place:
            return
        folder = Path(place)
        made = tried(self._shell, lambda: self._desk.take_over.templates(folder))
        if made:
            self._shell.toast(_("Five templates are in {folder}", folder=folder.name))
