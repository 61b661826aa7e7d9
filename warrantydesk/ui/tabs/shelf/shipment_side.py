"""The right side of a shipment: checks before it leaves, waybill, papers, and the way out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.shipment import (
    FAULT_CARD_NAMES,
    LIST_NAMES,
    PACKAGING_NAMES,
    MakerReceipt,
    ShipmentState,
)
from warrantydesk.domain.shipment_facts import Check
from warrantydesk.domain.shipment_views import ShipmentView
from warrantydesk.i18n import _, date_text
from warrantydesk.services.papers import SHIPMENT_PAPERS
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button, IconButton
from warrantydesk.ui.kit.cards import KeyValue, KeyValueCard
from warrantydesk.ui.kit.check_list import CheckCard
from warrantydesk.ui.kit.flow_row import GAP, FlowRow
from warrantydesk.ui.kit.labels import Surface
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.tabs.shelf.shipment_checks import check_rows, what_stands
from warrantydesk.ui.tabs.shelf.shipment_head import fill_menu
from warrantydesk.ui.tabs.shelf.shipment_waybill import WaybillCard

COPIES = 3
"""The return list: with the goods, for the station, for the carrier (B.4)."""
AT_HAND = ("return_list", "related_parts")
"""The papers with a button of their own."""
SIDE = 10
WHOLE = 20
"""Below so many line heights a list of checks that scrolls by itself would be too low."""
ROOMY = 29
"""Below so many line heights the waybill keeps to the four fields that no list goes without."""


def paper_names() -> dict[str, str]:
    """Return what the papers of a shipment are called, in the order of the trade."""
    return {paper.code: _(paper.name) for paper in SHIPMENT_PAPERS}


class ShipmentSide(QWidget):
    """Checks or receipt, waybill, papers; below them what stands in the way and the verb."""

    goto_asked = Signal(object)
    paper_asked = Signal(str)
    box_labels_asked = Signal()
    leave_asked = Signal()
    ship_asked = Signal()
    receipt_asked = Signal()
    import_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a shipment."""
        super().__init__(parent)
        self._checks: Sequence[Check] = ()
        self._short = False
        self.checks = CheckCard(_("Check before it leaves"))
        self.checks.jumped.connect(lambda key: self.goto_asked.emit(self._checks[int(key)].goto))
        self.receipt = KeyValueCard(_("The maker's receipt"))
        self.waybill = WaybillCard()
        names = paper_names()
        self.labels = Button("", icon="print", clicked=self.box_labels_asked.emit)
        listed, related = (
            Button(text, icon=icon, clicked=self._asking(code))
            for code, text, icon in (
                (AT_HAND[0], _("Return list ×{n}", n=COPIES), "print"),
                (AT_HAND[1], _("Related parts"), ""),
            )
        )
        self._related = related
        self._menu = QMenu(self)
        more_papers = [code for code in names if code != AT_HAND[0]]
        fill_menu(self._menu, [(names[code], self._asking(code)) for code in more_papers])
        self._related_entry = self._menu.actions()[more_papers.index(AT_HAND[1])]
        more = self._more = IconButton("more", _("More papers"), clicked=self._open_papers)
        self._at_hand = self.labels, listed, related, more
        self.papers = FlowRow(*self._at_hand)
        self.reason = MarkLabel(bold=True)
        self.leave = Button(_("Leave"), clicked=self.leave_asked.emit)
        self.ship = Button(_("Ship…"), primary=True, clicked=self.ship_asked.emit)
        self.read_in = Button(_("Import a receipt…"), clicked=self.import_asked.emit)
        self.key_in = Button(_("Receipt…"), primary=True, clicked=self.receipt_asked.emit)
        self._lay()

    def _asking(self, code: str) -> Callable[[], None]:
        return lambda: self.paper_asked.emit(code)

    def _open_papers(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _lay(self) -> None:
        inner = QWidget()
        column = self._column = QVBoxLayout(inner)
        column.setContentsMargins(SIDE, 8, SIDE, 8)
        column.setSpacing(8)
        column.addWidget(self.checks, 100)  # takes what room there is before the gap below does
        for widget in (self.receipt, self.waybill, self.papers):
            column.addWidget(widget)
        column.addStretch(1)
        foot = self.foot = Surface("window", "t")
        row = QHBoxLayout(foot)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(8)
        row.addWidget(self.reason, 1)
        for button in (self.leave, self.read_in, self.key_in, self.ship):
            row.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        scroll = Scroll(inner)
        scroll.verticalScrollBar().rangeChanged.connect(self._keep_one_bar)
        whole.addWidget(scroll, 1)
        whole.addWidget(foot)
        self.restyle()

    def _keep_one_bar(self, _least: int, most: int) -> None:
        """Where the side has to scroll, as for a refusal at a field, the checks do not."""
        if most > 0:
            self.checks.set_whole(True)

    def restyle(self) -> None:
        """Take the height of the foot anew."""
        self.foot.setFixedHeight(theme.h(2.42))

    def set_short(self, short: bool) -> None:
        """Let a low window scroll the whole side rather than the checks alone."""
        self._short = short
        self.checks.set_whole(self._is_low())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out of the waybill what the list dialog has too where there is little room."""
        super().resizeEvent(event)
        self.waybill.set_roomy(self.height() >= theme.h(ROOMY))
        if self._is_low() or event.size().height() > event.oldSize().height():
            self.checks.set_whole(self._is_low())
        self._fit_papers()

    def _is_low(self) -> bool:
        return self._short or self.height() < theme.h(WHOLE)

    def _fit_papers(self) -> None:
        """Keep the papers in one row: the rarer one goes into the menu where there is no room."""
        wanted = sum(one.sizeHint().width() + GAP for one in self._at_hand) - GAP
        room = self.width() - 2 * SIDE
        self._related.setVisible(wanted <= room)
        self._related_entry.setVisible(wanted > room)
        self.papers.arrange()

    def show_view(self, view: ShipmentView, checks: Sequence[Check], carriers: list[str]) -> None:
        """Show a shipment as it stands."""
        state = view.shipment.state
        open_ = state is ShipmentState.PACKING
        gone = state not in (ShipmentState.PACKING, ShipmentState.VOID)
        self._checks = checks
        self.checks.setVisible(open_)
        self.receipt.setVisible(gone)
        self.checks.show_checks(check_rows(checks))
        self.receipt.show_rows(receipt_rows(view))
        self.waybill.show_waybill(view.shipment, carriers, open_)
        self.waybill.setVisible(open_ or gone)
        self.labels.setText(_("Box labels {n}", n=len(view.boxes)))
        self.labels.setEnabled(bool(view.boxes))
        self.papers.setVisible(state is not ShipmentState.VOID)
        self._fit_papers()
        awaited = gone and state is not ShipmentState.JUDGED
        for button, shown in (
            (self.leave, not awaited),
            (self.ship, open_),
            (self.key_in, awaited),
            (self.read_in, awaited),
        ):
            button.setVisible(shown)
        self.leave.setText(_("Leave") if open_ else _("All shipments"))
        self.leave.updateGeometry()
        self.show_reason(*(what_stands(checks, view) if open_ else (None, "")))

    def show_reason(self, mark: Mark | None, words: str) -> None:
        """Say what stands in the way; only then shipping is not offered."""
        self.reason.show_mark(mark, words)
        self.ship.setEnabled(mark is not Mark.BLOCK and mark is not Mark.TODO)


def receipt_rows(view: ShipmentView) -> list[KeyValue]:
    """Return what the maker has said of the whole shipment."""
    receipt, totals = view.shipment.receipt, view.totals
    arrived = (
        "" if receipt.pieces is None else _("{n} of {all}", n=receipt.pieces, all=totals.pieces)
    )
    short = receipt.pieces is not None and receipt.pieces < totals.pieces
    rows = [
        KeyValue(_("Signed for on"), date_text(receipt.received_on)),
        KeyValue(_("Pieces that arrived"), arrived, Mark.WARN if short else None),
        *_found_rows(receipt),
    ]
    if receipt.notice_no:
        rows.append(KeyValue(_("Notice number"), receipt.notice_no))
    if totals.judged:
        refused = Mark.REFUSED if totals.refused else None
        rows.append(KeyValue(_("Accepted"), str(totals.judged - totals.refused)))
        rows.append(KeyValue(_("Refused"), str(totals.refused), refused))
    if totals.deducted_fen:
        rows.append(KeyValue(_("Deducted ¥"), yuan(totals.deducted_fen), Mark.REFUSED, True))
    return rows


def _found_rows(receipt: MakerReceipt) -> list[KeyValue]:
    rows = []
    for label, code, names, good in (
        (_("Packaging"), receipt.packaging, PACKAGING_NAMES, "intact"),
        (_("Fault cards"), receipt.fault_card, FAULT_CARD_NAMES, "right"),
        (_("List"), receipt.papers, LIST_NAMES, "good"),
    ):
        if code:
            name = _(names[code]) if code in names else code
            rows.append(KeyValue(label, name, Mark.WARN if code != good else None))
    return rows
