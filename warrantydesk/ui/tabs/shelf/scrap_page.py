"""The page of the mode Scrap: what may go, what is kept and why, the list, the destruction."""

from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, list_text, ngettext_
from warrantydesk.services.ledger.outlook import Keep, ScrapOutlook, ScrapRow
from warrantydesk.services.scanning import ScanResult
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.panes import NARROW
from warrantydesk.ui.kit.splitter import Splitter
from warrantydesk.ui.kit.table import Group, ListModel, TableView
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import said, sentence, tell_refusal, tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.ledger_export import export_list
from warrantydesk.ui.tabs.shelf.scrap_paid import open_paid
from warrantydesk.ui.tabs.shelf.scrap_rows import (
    OFFERED,
    amount_of,
    grouped,
    list_columns,
    outlook_columns,
)
from warrantydesk.ui.tabs.shelf.scrap_side import ScrapSide

WIDE, TIGHT = (17, 34, 17), (13, 22, 13)
"""How the room is shared, in line heights."""
PHOTO_FIELDS = frozenset({"photo", "file"})


class ScrapPage(Surface):
    """Left what may go, middle the list in hand, right witness and photograph."""

    scan_asked = Signal(str)
    done = Signal()

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Build the widgets; ``refresh`` fills them."""
        super().__init__("base", "", parent)
        self.shell, self.desk = shell, desk
        self.found: ScrapOutlook | None = None
        self._narrow = False
        self.outlook = ListModel(outlook_columns())
        self.left = TableView(self.outlook, multi=True)
        self.left.setAccessibleName(_("What may be scrapped, and what is kept"))
        self.left.set_empty(_("No old part stands on the shelf."))
        self.listed = ListModel(list_columns())
        self.table = TableView(self.listed, multi=True)
        self.table.setAccessibleName(_("Scrap list"))
        self.table.set_empty(_("Scan the tags of the pieces that are to be destroyed."))
        self.sum = ElidedWords(token="ink2")
        self.side = ScrapSide()
        self._lay()
        self._connect()

    def _lay(self) -> None:
        left, middle = Surface("alt", "r"), Surface("base")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 8, 1, 8)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(Words(_("May it go?"), delta=0.5, bold=True))
        head.addStretch(1)
        head.addWidget(LinkButton(_("Days of payment…"), clicked=self.enter_payments))
        column.addLayout(head)
        column.addWidget(self.left, 1)
        below = QVBoxLayout(middle)
        below.setContentsMargins(0, 8, 0, 8)
        below.setSpacing(6)
        line = QHBoxLayout()
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(10)
        line.addWidget(Words(_("Scrap list"), delta=0.5, bold=True))
        line.addWidget(self.sum, 1)
        self.more = Button(_("More"), menu=self._menu())
        line.addWidget(self.more)
        below.addLayout(line)
        below.addWidget(self.table, 1)
        panes = self.panes = Splitter(Qt.Orientation.Horizontal)
        for pane, least in ((left, 11), (middle, 15), (self.side, 13)):
            pane.setMinimumWidth(theme.h(least))
            panes.addWidget(pane)
        panes.setStretchFactor(1, 1)
        panes.setSizes([theme.h(width) for width in WIDE])
        panes.remember(self.shell.memory, "scrap")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(panes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list the room in a narrow window: the sides and a column give way."""
        super().resizeEvent(event)
        narrow = self.width() < theme.h(NARROW)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        paid = [column.key for column in self.listed.columns].index("paid_on")
        self.table.setColumnHidden(paid, narrow)
        self.panes.setSizes([theme.h(width) for width in (TIGHT if narrow else WIDE)])
        if not narrow:
            self.panes.recall()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for text, verb in (
            (_("&Take the chosen pieces off"), self.take_off),
            (_("&Empty the list"), self.empty_list),
            (_("&Days of payment…"), self.enter_payments),
            (_("&Save what was destroyed…"), lambda: export_list(self.shell, self.desk, "scrap")),
        ):
            one = QAction(text, menu)
            one.triggered.connect(lambda _on=False, verb=verb: verb())
            menu.addAction(one)
        return menu

    def _connect(self) -> None:
        self.left.opened.connect(self._take)
        self.left.group_clicked.connect(self._take_group)
        self.table.opened.connect(
            lambda row: self.shell.open("intake", "claim", row.piece.claim_id)
        )
        self.side.asked.connect(self.destroy_pieces)
        self.side.batch_opened.connect(
            lambda batch: open_paper(self.shell, self.desk, "scrap", batch)
        )
        gone = QShortcut(QKeySequence("Del"), self.table)
        gone.setContext(Qt.ShortcutContext.WidgetShortcut)
        gone.activated.connect(self.take_off)

    def refresh(self) -> None:
        """Read shelf, list and earlier batches again."""
        found = tried(self.shell, self.desk.ledger.outlook)
        if found is None:
            return
        self.found = found
        on_list = self.tags()
        self.outlook.show(grouped(found, frozenset(on_list)))
        released = {row.piece.tag: row for row in found.of(Keep.RELEASED)}
        rows = [released[tag] for tag in on_list if tag in released]
        self.listed.show(rows)
        count = ngettext_("{n:,} piece", "{n:,} pieces", len(rows))
        worth = yuan(amount_of(rows))
        self.sum.setText(_("{count}, ¥{amount}", count=count, amount=worth) if rows else "")
        self.side.show_count(len(rows))
        self.side.show_people(self.desk.people.all(), self.desk.bench.person.login)
        self.side.show_batches(self.desk.ledger.batches())

    def tags(self) -> tuple[str, ...]:
        """Return the tags on the list, in the order in which they were scanned."""
        held: tuple[str, ...] = self.desk.scanning.session.scrap
        return held

    def show_thing(self, kind: str, key: Any) -> None:
        """Show the witness sheet of a batch."""
        if kind == "scrap":
            open_paper(self.shell, self.desk, "scrap", int(key))

    def show_scan(self, result: ScanResult) -> None:
        """Show the list with what was scanned, and select it."""
        self.refresh()
        self.table.select_where(lambda row: row.piece.id == result.piece_id)

    def _take(self, row: ScrapRow) -> None:
        """Put a piece on the list as its scan would; what keeps it is said in the band."""
        self.scan_asked.emit(row.piece.tag)

    def _take_group(self, group: Group) -> None:
        if group.key in OFFERED and self.found is not None:
            self.put_all(Keep(group.key))

    def put_all(self, keep: Keep) -> None:
        """Put every piece of a standing on the list, released first: all of them or none."""
        rows = self.found.of(keep) if self.found is not None else ()
        tags = tuple(row.piece.tag for row in rows if row.piece.tag not in self.tags())
        if not tags:
            return
        if keep is Keep.NOW:
            shelf = self.desk.shelf
            if tried(self.shell, lambda: shelf.batch("release_scrap", tags)) is None:
                return
        self.hold((*self.tags(), *tags))

    def hold(self, tags: tuple[str, ...]) -> None:
        """Make these the list."""
        self.desk.scanning.hold(scrap=tags)
        self.refresh()

    def take_off(self) -> None:
        """Take the chosen pieces off the list; they stay released."""
        gone = {row.piece.tag for row in self.table.selected_rows()}
        self.hold(tuple(tag for tag in self.tags() if tag not in gone))

    def empty_list(self) -> None:
        """Take all pieces off the list."""
        self.hold(())

    def enter_payments(self) -> None:
        """Enter days of payment for many lines."""
        open_paid(self.shell, self.desk, self.refresh)

    def destroy_pieces(self) -> None:
        """Destroy the pieces on the list together, all or none, and show the witness sheet."""
        tags = tuple(row.piece.tag for row in self.listed.rows())
        if not tags or self._lacks():
            return
        question = ngettext_(
            "Was this {n:,} piece destroyed?", "Were these {n:,} pieces destroyed?", len(tags)
        )
        who = str(self.side.witness.value() or "")
        detail = _("Witness: {name}. This cannot be taken back.", name=who)
        if not self.shell.ask(question, _("Destroyed"), detail, danger=True):
            return
        with TemporaryDirectory() as folder:
            try:
                batch = self.desk.shelf.scrap(
                    tags=tags,
                    witness=who,
                    photo=self.side.picture_file(folder),
                    note=str(self.side.note.value() or ""),
                )
            except Refused as error:
                self._show_refusal(error)
                return
            except Unavailable as error:
                tell_refusal(self.shell, error)
                return
        self.desk.scanning.hold(scrap=())
        self.side.clear()
        self.refresh()
        count = ngettext_("{n:,} piece", "{n:,} pieces", len(tags))
        self.shell.toast(_("{batch}: {count} destroyed", batch=batch.number, count=count))
        open_paper(self.shell, self.desk, "scrap", batch.id)
        self.done.emit()

    def _lacks(self) -> bool:
        """Say at its field what is still missing."""
        lacks = False
        if not str(self.side.witness.value() or "").strip():
            self.side.witness_cell.show_finding(Mark.BLOCK, _("Name who saw it destroyed."))
            self.side.witness.setFocus()
            lacks = True
        if self.side.picture is None:
            self.side.say_photo(_("A photo of what is destroyed is needed."))
            lacks = True
        return lacks

    def _show_refusal(self, error: Refused) -> None:
        rest = []
        for found in error.findings:
            if found.field == "witness":
                self.side.witness_cell.show_finding(Mark.BLOCK, said(found))
            elif found.field in PHOTO_FIELDS:
                self.side.say_photo(said(found))
            else:
                rest.append(said(found))
        if rest:
            self.side.say(Mark.BLOCK, list_text(rest) if len(rest) < 4 else sentence(error))
