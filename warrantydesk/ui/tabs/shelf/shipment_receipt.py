"""The maker's receipt keyed in: what was said of each piece, and of boxes, tags and list."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.codec import to_json
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.shipment import (
    FAULT_CARD_NAMES,
    LIST_NAMES,
    PACKAGING_NAMES,
    Verdict,
)
from warrantydesk.domain.shipment_views import ShipmentView
from warrantydesk.i18n import _, list_text, ngettext_, pick
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.inputs import (
    ChoiceField,
    CodeField,
    DateField,
    MoneyField,
    NumberField,
    PickField,
    TextField,
)
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.kit.segments import Segment, Segmented
from warrantydesk.ui.kit.table import ListModel, TableView
from warrantydesk.ui.refusals import said, sentence
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.shipment_receipt_rows import JudgedRow, columns, rows_of, verdict_of

WHOLE = ("received_on", "pieces", "notice_no", "packaging", "fault_card", "papers", "note")


class _Pieces(TableView):
    """1 accepts the current piece, 2 refuses it, Del takes that back."""

    judged = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_1: Verdict.ACCEPTED,
            Qt.Key.Key_2: Verdict.REFUSED,
            Qt.Key.Key_Delete: None,
        }
        key = Qt.Key(event.key())
        bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in keys and not bare:
            self.judged.emit(keys[key])
        else:
            super().keyPressEvent(event)


class ReceiptDialog(AskDialog):
    """Pieces at the left, the current one's verdict and the whole receipt at the right.

    What is judged is kept, the rest stays open for another day.
    """

    def __init__(
        self,
        shell: Shell,
        desk: Any,
        view: ShipmentView,
        reasons: Mapping[str, str],
        kept: Callable[[], object],
    ) -> None:
        """``reasons`` are the maker's refusal codes with their words; ``kept`` is called after."""
        title = _("The maker's receipt for {number}", number=view.shipment.number)
        super().__init__(title, _("Record"), shell.widget())
        self._shell, self._desk, self._view, self._kept = shell, desk, view, kept
        self._reasons = dict(reasons)
        self._held = view.shipment.receipt
        self._model = ListModel(columns(self._reasons))
        self.table = _Pieces(self._model)
        self.table.setAccessibleName(_("Pieces"))
        self.table.judged.connect(self.judge)
        self.verdict = Segmented(
            [
                Segment(Verdict.ACCEPTED, _("Accepted"), "1"),
                Segment(Verdict.REFUSED, _("Refused"), "2"),
            ]
        )
        self.reason = PickField(_("Code or words"))
        self.text = TextField(_("The maker's words"))
        self.deducted = MoneyField(_("price and handling"))
        self.one, self.whole = Form(), Form()
        self._declare()
        self._lay()
        self._fill()
        self.resize(theme.h(58), theme.h(32))

    def _declare(self) -> None:
        self.one.section("piece", _("This piece"))
        self.one.add("verdict", _("The maker says"), self.verdict, span=12)
        self.one.add("reason_code", _("Reason code"), self.reason, span=12)
        self.one.add("reason_text", _("Words of the notice"), self.text, span=12)
        self.one.add("deducted_fen", _("Deducted ¥, net"), self.deducted, span=12)
        self.one.changed.connect(self._take_change)
        whole = self.whole
        whole.section("whole", _("The whole shipment"))
        whole.add("received_on", _("Signed for on"), DateField(), span=6)
        whole.add("pieces", _("Pieces that arrived"), NumberField(least=0), span=6)
        whole.add("judged_on", _("Date of the notice"), DateField(), span=6)
        whole.add("notice_no", _("Notice number"), CodeField(), span=6)
        for path, label, names in (
            ("packaging", _("Packaging"), PACKAGING_NAMES),
            ("fault_card", _("Fault cards"), FAULT_CARD_NAMES),
            ("papers", _("List"), LIST_NAMES),
        ):
            field = ChoiceField([(code, _(name)) for code, name in names.items()])
            whole.add(path, label, field, span=6)
        whole.add("note", _("Remark"), TextField(), span=6)

    def _lay(self) -> None:
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(0)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 12, 8)
        head.setSpacing(10)
        self._counted = Words(bold=True)
        head.addWidget(self._counted, 1)
        head.addWidget(Words(_("1 accepts · 2 refuses · Del takes back"), token="ink2", delta=-1))
        head.addWidget(LinkButton(_("All the rest accepted"), clicked=self.accept_rest))
        column.addLayout(head)
        column.addWidget(self.table, 1)
        right = Surface("window", "l")
        inside = QVBoxLayout(right)
        inside.setContentsMargins(1, 0, 0, 0)
        forms = QWidget()
        both = QVBoxLayout(forms)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        for form in (self.one, self.whole):
            both.addWidget(form)
        both.addStretch(1)
        inside.addWidget(Scroll(forms))
        right.setFixedWidth(theme.h(19))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(right)
        self.content.addLayout(row, 1)
        self.table.chosen.connect(lambda _row: self._show_piece())

    def _fill(self) -> None:
        receipt, today = self._held, self._desk.bench.today
        values = {path: getattr(receipt, path) for path in WHOLE}
        self.whole.fill({**values, "judged_on": today})
        self._model.show(rows_of(self._view))
        first = next((i for i, row in enumerate(self.rows()) if not row.fixed), 0)
        self.table.select_row(first)
        self._show_piece()
        self._count()

    def rows(self) -> list[JudgedRow]:
        """Return the pieces with what was keyed in so far."""
        return self._model.rows()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the pieces: two keys judge them."""
        super().showEvent(event)
        self.table.setFocus()

    def judge(self, verdict: Verdict | None) -> None:
        """Take a verdict for the current piece, or take it back; acceptance leads on."""
        row = self.table.row()
        if row is None or row.fixed:
            return
        if verdict is None:
            self._change(row.cleared())
            return
        self._change(row.judged(verdict))
        if verdict is Verdict.ACCEPTED:
            self._step()
        else:
            self.reason.setFocus()

    def accept_rest(self) -> None:
        """Accept every piece that nothing was said of."""
        number = self.table.currentIndex().row()
        self._model.show(
            [
                row if row.verdict or row.fixed else row.judged(Verdict.ACCEPTED)
                for row in self.rows()
            ]
        )
        self.table.select_row(number)
        self._show_piece()
        self._count()

    def accept(self) -> None:
        """Record what was keyed in; where it is refused the dialog stays as it was."""
        if self.one.problems() or self.whole.problems():
            return
        judged_on = self.whole.field("judged_on").value()
        new = [verdict_of(row, judged_on) for row in self.rows() if row.verdict and not row.fixed]
        facts = {path: self.whole.field(path).value() for path in WHOLE}
        changed = {
            path: value
            for path, value in facts.items()
            if (value or None) != (getattr(self._held, path) or None)
        }
        try:
            self._desk.shipments.record_receipt(
                self._view.shipment.id, tuple(new), to_json(changed)
            )
        except Unavailable as error:
            self.note.show_mark(Mark.BLOCK, sentence(error))
        except Refused as error:
            self.note.show_mark(Mark.BLOCK, list_text([said(one) for one in error.findings]))
        else:
            super().accept()
            self._kept()

    def reject(self) -> None:
        """Ask before verdicts that were keyed in are lost."""
        typed = any(row.verdict and not row.fixed for row in self.rows())
        if not typed or self.may_lose():
            super().reject()

    def _step(self) -> None:
        rows, at = self.rows(), self.table.currentIndex().row()
        after = [*range(at + 1, len(rows)), *range(at)]
        following = next((i for i in after if not rows[i].fixed and not rows[i].verdict), None)
        if following is not None:
            self.table.select_row(following)
        self.table.setFocus()

    def _take_change(self, path: str) -> None:
        row = self.table.row()
        if row is None or row.fixed:
            return
        if path == "verdict":
            self.judge(Verdict(self.verdict.value()))
            return
        verdict = row.verdict or Verdict.REFUSED
        code = self.reason.value() if self.reason.problem() is None else ""
        self._put(row.judged(verdict, code or "", self.text.value(), self.deducted.value()))

    def _change(self, new: JudgedRow) -> None:
        self._put(new)
        self._show_piece()

    def _put(self, new: JudgedRow) -> None:
        """Put a piece into the list and leave alone what is being typed beside it."""
        number = self.table.currentIndex().row()
        self._model.show([new if row.tag == new.tag else row for row in self.rows()])
        blocked = self.table.blockSignals(True)
        self.table.select_row(number)
        self.table.blockSignals(blocked)
        self._count()

    def _show_piece(self) -> None:
        row = self.table.row()
        refused = row is not None and row.verdict is Verdict.REFUSED
        self.one.setEnabled(row is not None and not row.fixed)
        for path in ("reason_code", "reason_text", "deducted_fen"):
            self.one.cell(path).setVisible(refused)
        if row is not None:
            self._offer_reasons(row.tag)
            self.one.fill(row)

    def _offer_reasons(self, tag: str) -> None:
        """Offer the maker's codes; for a related piece "with its causal part" comes first."""
        offered = self._desk.shipments.offered_reasons(tag)
        self.reason.set_choices(
            [(one.code, f"{one.code} {pick(one.name_zh, one.name_en)}") for one in offered]
        )

    def _count(self) -> None:
        rows = self.rows()
        new = sum(bool(row.verdict) and not row.fixed for row in rows)
        told = sum(bool(row.verdict) for row in rows)
        refused = sum(row.verdict is Verdict.REFUSED for row in rows)
        words = _("{done} of {all} judged, {no} refused", done=told, all=len(rows), no=refused)
        self._counted.setText(words)
        verdicts = ngettext_("Record {n} verdict", "Record {n} verdicts", new)
        self.yes.setText(verdicts if new else _("Record the receipt"))
        self.yes.updateGeometry()
        lacking = [row for row in rows if row.lacks_reason]
        self.hold(_("A refused piece needs its reason code") if lacking else "")
